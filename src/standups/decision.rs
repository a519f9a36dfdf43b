//! What the team says about a card, as it comes from the form or the API.

use crate::clock::Day;
use crate::id::{IdeaId, MemberId, OccurrenceId, ProblemId, ProposalId, StandardId};
use crate::problems::{AsideReason, Held, Lesson, Purpose};

use super::words::Verdict;

/// Everything that is said about one card at once.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Which card.
    pub problem: ProblemId,
    /// What the team says; none where only a question of the card is answered.
    pub verdict: Option<Verdict>,
    /// What is done, by whom, by when.
    pub countermeasures: Vec<Doing>,
    /// What is looked into.
    pub investigation: Option<Looking>,
    /// Why it is set aside; without it, because the team decided so.
    pub aside: Option<Aside>,
    /// The check: its date, or its answer.
    pub check: Option<Checking>,
    /// *For the book?*
    pub book: Option<ForTheBook>,
    /// What machines told, confirmed or refused.
    pub occurrences: Vec<Told>,
    /// Of a card that has left the wall: whether it is taken up again.
    pub taken_up: Option<bool>,
    /// What became of ideas.
    pub fates: Vec<(IdeaId, String)>,
    /// The key of the form, so that what is sent twice is decided once.
    pub form_key: Option<String>,
}

/// A countermeasure.
#[derive(Debug, Clone)]
pub struct Doing {
    /// What.
    pub text: String,
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Who takes it.
    pub owner: MemberId,
    /// By when; the team's limit where nothing is said.
    pub due: Option<Day>,
}

/// An investigation.
#[derive(Debug, Clone)]
pub struct Looking {
    /// What is to be found out.
    pub question: String,
    /// Who does it.
    pub owner: MemberId,
    /// By when; the team's limit where nothing is said.
    pub due: Option<Day>,
}

/// Why a card leaves the wall.
#[derive(Debug, Clone)]
pub struct Aside {
    /// The kind of reason.
    pub reason: AsideReason,
    /// The problem it is the same as.
    pub of: Option<ProblemId>,
    /// In a line.
    pub why: Option<String>,
    /// When an accepted risk comes back.
    pub until: Option<Day>,
}

/// The check of a card.
#[derive(Debug, Clone)]
pub enum Checking {
    /// It is asked on this day.
    Due(Day),
    /// It is answered.
    Answer(Held, String),
}

/// An answer to *for the book?*.
#[derive(Debug, Clone)]
pub enum ForTheBook {
    /// Not for good, because.
    No(String),
    /// A standard in force says it.
    Standard(StandardId),
    /// A proposed text is waited for.
    Proposal(ProposalId),
    /// A text on the screen is agreed to as it stands.
    Agreed {
        /// The text, to the byte.
        markdown: String,
        /// The standard it changes; none for a new one.
        standard: Option<StandardId>,
    },
}

/// What is said about an occurrence that a machine told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Which one.
    pub id: OccurrenceId,
    /// Whether it happened; none where only its question is answered.
    pub confirmed: Option<bool>,
    /// The answer to the question that a recurrence asks.
    pub answer: Option<Lesson>,
}

impl Decision {
    /// A decision that says nothing yet.
    pub fn about(problem: ProblemId) -> Self {
        Self {
            problem,
            verdict: None,
            countermeasures: Vec::new(),
            investigation: None,
            aside: None,
            check: None,
            book: None,
            occurrences: Vec::new(),
            taken_up: None,
            fates: Vec::new(),
            form_key: None,
        }
    }

    /// Whether it says anything at all.
    pub fn says_something(&self) -> bool {
        self.verdict.is_some()
            || self.check.is_some()
            || self.book.is_some()
            || !self.occurrences.is_empty()
            || self.taken_up.is_some()
            || !self.fates.is_empty()
    }

    /// Whether it answers a question that the card asked.
    pub fn answers(&self) -> bool {
        let checked = matches!(self.check, Some(Checking::Answer(..)));
        let told = !self.occurrences.is_empty() || self.taken_up.is_some();
        checked || self.book.is_some() || told
    }
}
