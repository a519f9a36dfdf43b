//! How the folder and the book stand to each other, for pages, `doctor` and `/readyz`.

use std::path::PathBuf;

use crate::error::Message;
use crate::id::StandardId;

/// The last look at the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Where the folder is.
    pub folder: PathBuf,
    /// Whether there is something to look at.
    pub state: State,
    /// Texts in force that are not written yet.
    pub waiting: Vec<Waiting>,
    /// Files that were in step and are no longer there: their standards stay in force.
    pub missing: Vec<Missing>,
    /// Images that texts in the folder show and that are not there, or are others: what the texts say stays in force.
    pub lost: Vec<LostImage>,
    /// Files that keep their text from being adopted: the last good revision stays in force.
    pub unreadable: Vec<Unreadable>,
    /// Files whose number another file has.
    pub duplicates: Vec<Duplicate>,
    /// Files that changed outside and are not taken in yet: only a look that touches nothing leaves any.
    pub outside: Vec<String>,
    /// What is no text and left alone, by path, and why.
    pub ignored: Vec<(String, Message)>,
    /// How many files there are.
    pub files: usize,
    /// Why the running server cannot watch the folder, and looks at it every few seconds instead.
    pub unwatched: Option<Message>,
}

/// What stands where the folder should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// A folder.
    Here,
    /// Nothing: moved away or not mounted. Nothing is touched until it is back or everything is put back.
    Gone,
    /// A folder without any of the files that were in step: emptied or not mounted. Nothing is touched.
    Emptied,
    /// Something that cannot be looked into.
    Closed(Message),
}

/// A text that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Whose text.
    pub id: StandardId,
    /// Its file.
    pub path: String,
    /// Why it waits.
    pub why: Message,
}

/// A file that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Whose file.
    pub id: StandardId,
    /// Where it was.
    pub path: String,
}

/// An image that is not where a text shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostImage {
    /// Whose text shows it.
    pub id: StandardId,
    /// Where it was to be.
    pub path: String,
    /// Whether something else is there.
    pub altered: bool,
}

/// A file that cannot be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path.
    pub path: String,
    /// Whose file it is, when the book knows it.
    pub id: Option<StandardId>,
    /// The line, from 1; absent when it is about the whole.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// What is wrong there.
    pub message: Message,
    /// Whether an earlier text of it is in force.
    pub in_force: bool,
}

/// A file whose number another file has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The number.
    pub id: StandardId,
    /// The file that came later.
    pub path: String,
    /// The file that has the number.
    pub other: String,
}

/// How publications stand to git.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commits {
    /// Whether they become commits.
    pub state: Committing,
    /// Publications that are not committed yet.
    pub waiting: Vec<Waiting>,
}

/// Whether publications become commits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Committing {
    /// No team wants it.
    #[default]
    Off,
    /// They do.
    On {
        /// The branch that they go on.
        branch: String,
    },
    /// They would, but for this.
    Hindered(Message),
}

impl Commits {
    /// Why there is something that is not committed, or could not be.
    pub fn why(&self) -> Option<&Message> {
        match (&self.state, self.waiting.first()) {
            (Committing::Hindered(why), _) => Some(why),
            (_, waiting) => waiting.map(|waiting| &waiting.why),
        }
    }

    /// Why a publication of this standard is not committed yet.
    pub fn why_waiting(&self, id: StandardId) -> Option<&Message> {
        self.waiting
            .iter()
            .find(|waiting| waiting.id == id)
            .map(|waiting| &waiting.why)
    }
}

impl Report {
    /// Whether book and folder agree and nothing waits for anybody.
    pub fn in_step(&self) -> bool {
        let quiet =
            self.waiting.is_empty() && self.missing.is_empty() && self.unreadable.is_empty();
        quiet
            && self.lost.is_empty()
            && self.duplicates.is_empty()
            && self.outside.is_empty()
            && self.state == State::Here
    }

    /// Whether the folder is away, so that all of its files are.
    pub fn away(&self) -> bool {
        matches!(self.state, State::Gone | State::Emptied)
    }

    /// Why this standard's newest text is not written yet.
    pub fn why_waiting(&self, id: StandardId) -> Option<&Message> {
        self.waiting
            .iter()
            .find(|waiting| waiting.id == id)
            .map(|waiting| &waiting.why)
    }

    /// Whether this standard's file is missing.
    pub fn is_missing(&self, id: StandardId) -> bool {
        self.missing.iter().any(|missing| missing.id == id)
    }

    /// What keeps this standard's file from being adopted.
    pub fn unreadable(&self, id: StandardId) -> Option<&Unreadable> {
        self.unreadable
            .iter()
            .find(|unreadable| unreadable.id == Some(id))
    }
}
