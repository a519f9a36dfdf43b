//! Writing: a new standard, a change of one, a change of a proposed text. The text and its preview stand side by side; whoever
//! was quicker is shown beside what was typed.

use askama::Template;

use super::beside::{Beside, Wrong, wrong};
use super::drafts::{Offer, TakenUp};
use super::met::Met;
use crate::db::Tx;
use crate::drafts::Subject;
use crate::error::{Conflict, Error, say};
use crate::id::{DraftId, ProblemId, ProposalId, StandardId};
use crate::proposals;
use crate::web::page::Shell;
use crate::web::pages::diff::{DiffLine, difference};
use crate::web::visit::Visit;
use crate::web::words::When;

/// What is being written.
#[derive(Debug, Clone)]
pub(in crate::web::pages) enum Writing {
    /// A standard that there is not yet.
    New,
    /// A change of this one, and whether a small correction may be made of it.
    Change(StandardId),
    /// A change of a proposed text.
    Amendment(ProposalId),
}

/// A text on its way.
#[derive(Debug, Clone)]
pub(in crate::web::pages) struct Sheet {
    pub(in crate::web::pages) writing: Writing,
    pub(in crate::web::pages) markdown: String,
    /// The text that stands there now; empty for a new standard.
    pub(in crate::web::pages) present: String,
    /// The revision it starts from; empty for a new standard.
    pub(in crate::web::pages) base: String,
    /// The hash of the text that is being changed.
    pub(in crate::web::pages) hash: String,
    pub(in crate::web::pages) solves: Vec<ProblemId>,
    pub(in crate::web::pages) takes_part: bool,
    /// What leads from its file up to the folder of all: `../` for each folder it lies in.
    pub(in crate::web::pages) above: String,
    /// The draft that it is kept as.
    pub(in crate::web::pages) draft: DraftId,
    /// The page on which it is written.
    pub(in crate::web::pages) tab: DraftId,
    /// The version of it that was kept last; 0: none.
    pub(in crate::web::pages) draft_version: i64,
    /// How often its page sent it to be kept; 0 where it does not count.
    pub(in crate::web::pages) turn: i64,
}

impl Sheet {
    /// The standard that it is a text of, if there is one.
    async fn about(&self, tx: &mut Tx) -> Result<Option<StandardId>, Error> {
        Ok(match &self.writing {
            Writing::New => None,
            Writing::Change(id) => Some(*id),
            Writing::Amendment(id) => proposals::get(tx, id).await?.standard,
        })
    }
}

struct Meanwhile {
    message: String,
    /// What to do about it.
    to_do: String,
    theirs: String,
    lines: Vec<DiffLine>,
    /// The revision in force, what it changed and where both changed the same, when the two could be joined.
    met: Option<Met>,
}

/// The page on which one writes.
#[derive(Template)]
#[template(path = "standards/edit.html")]
pub(in crate::web::pages) struct EditPage {
    shell: Shell,
    heading: String,
    lede: &'static str,
    action: String,
    back: String,
    send: &'static str,
    base: String,
    hash: String,
    solves: Vec<ProblemId>,
    markdown: String,
    beside: Beside,
    /// Where what stands beside it is asked for again.
    preview: String,
    lines: Vec<DiffLine>,
    faults: Vec<Wrong>,
    conflict: Option<Meanwhile>,
    may_correct: bool,
    above: String,
    subject: Subject,
    draft: DraftId,
    tab: DraftId,
    draft_version: i64,
    /// Drafts that one may go on with instead.
    offers: Vec<Offer>,
    /// When the draft that this is was kept.
    continued: Option<When>,
}

impl EditPage {
    /// The page as it is first seen, or looked at again. It reads on its own: nothing of the database may be held meanwhile.
    ///
    /// # Errors
    /// The database's.
    pub(in crate::web::pages) async fn new(
        shell: Shell,
        visit: &Visit,
        sheet: Sheet,
    ) -> Result<Self, Error> {
        let about = sheet.about(&mut visit.read().await?).await?;
        let beside = Beside::of(visit, &shell, about, &sheet.markdown).await?;
        let lines = match sheet.present.is_empty() {
            true => Vec::new(),
            false => difference(&shell, &sheet.present, &sheet.markdown).0,
        };
        let (heading, lede, send, action, back) = words(&shell, &sheet.writing);
        Ok(Self {
            subject: sheet.subject(),
            preview: match about {
                Some(id) => format!("/preview?standard={id}"),
                None => "/preview".to_owned(),
            },
            beside,
            heading,
            lede,
            send,
            action,
            back,
            base: sheet.base,
            hash: sheet.hash,
            solves: sheet.solves,
            lines,
            faults: Vec::new(),
            conflict: None,
            may_correct: sheet.takes_part && matches!(sheet.writing, Writing::Change(_)),
            above: sheet.above,
            draft: sheet.draft,
            tab: sheet.tab,
            draft_version: sheet.draft_version,
            offers: Vec::new(),
            continued: None,
            markdown: sheet.markdown,
            shell,
        })
    }

    /// The same with what kept the text from being taken; gives the error back when it is not about the text.
    pub(in crate::web::pages) fn refused(mut self, error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(faults) => {
                self.faults = faults
                    .iter()
                    .map(|fault| wrong(&self.shell, fault))
                    .collect();
                Ok(self)
            }
            Error::Conflict(conflict) if !conflict.theirs.is_empty() => {
                self.meet(*conflict);
                Ok(self)
            }
            other => Err(other),
        }
    }

    /// Shows what somebody else wrote meanwhile; what is sent next starts from that.
    fn meet(&mut self, conflict: Conflict) {
        self.lines = Vec::new();
        self.conflict = Some(Meanwhile {
            message: self.shell.tell(&conflict.message),
            lines: difference(&self.shell, &conflict.theirs, &self.markdown).0,
            to_do: self.shell.say("edit-conflict-do").to_owned(),
            theirs: conflict.theirs,
            met: None,
        });
        self.hash = conflict.version;
    }

    /// The revision that what is sent next starts from.
    pub(in crate::web::pages) fn starting_from(mut self, base: i64) -> Self {
        self.base = base.to_string();
        self
    }

    /// The same where what was typed and what came meanwhile were joined.
    pub(in crate::web::pages) fn joined(mut self, met: Option<Met>) -> Self {
        if let (Some(met), Some(conflict)) = (met, &mut self.conflict) {
            conflict.to_do = match met.places.len() {
                0 => self.shell.say("edit-joined").to_owned(),
                count => self.shell.count("edit-joined-clashes", count),
            };
            self.base.clone_from(&met.base);
            self.hash.clone_from(&met.hash);
            conflict.met = Some(met);
        }
        self
    }

    /// The same with who changed the text meanwhile.
    pub(in crate::web::pages) fn changed_by(mut self, who: &str) -> Self {
        if let Some(conflict) = &mut self.conflict {
            conflict.message = self.shell.with("edit-changed-by", &[("who", who.into())]);
        }
        self
    }

    /// The same with the drafts that one may go on with instead.
    pub(in crate::web::pages) fn offering(self, offers: Vec<Offer>) -> Self {
        Self { offers, ..self }
    }

    /// The same as the draft that somebody goes on with. Where the text has changed since, that is shown beside it.
    pub(in crate::web::pages) fn going_on(mut self, taken: Option<TakenUp>, present: &str) -> Self {
        let Some(taken) = taken else {
            return self;
        };
        if taken.is_older {
            self.meet(Conflict {
                message: say!("draft-older"),
                yours: self.markdown.clone(),
                theirs: present.to_owned(),
                version: self.hash.clone(),
            });
        }
        self.continued = Some(taken.at);
        self
    }

    fn text_hint(&self) -> String {
        let say = |key| self.shell.say(key);
        format!("{} {}", say("edit-text-hint"), say("edit-links-hint"))
    }

    fn fault_of(&self, field: &str) -> String {
        let mine = self.faults.iter().filter(|fault| fault.field == field);
        mine.map(|fault| fault.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn words(shell: &Shell, writing: &Writing) -> (String, &'static str, &'static str, String, String) {
    match writing {
        Writing::New => (
            shell.say("edit-new-title").to_owned(),
            shell.say("edit-new-lede"),
            shell.say("edit-send"),
            "/standards/new".to_owned(),
            "/standards".to_owned(),
        ),
        Writing::Change(id) => (
            shell.with("edit-change-title", &[("id", (*id).into())]),
            shell.say("edit-change-lede"),
            shell.say("edit-send-change"),
            format!("/standards/{id}/edit"),
            format!("/standards/{id}"),
        ),
        Writing::Amendment(id) => (
            shell.say("edit-proposal-title").to_owned(),
            shell.say("edit-proposal-lede"),
            shell.say("edit-send-amended"),
            format!("/proposals/{id}/edit"),
            format!("/proposals/{id}"),
        ),
    }
}

/// What leads from a standard's file up to the folder of all.
pub(in crate::web::pages) fn above(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// What a form sent, with the line endings of the text that it changes: a browser sends CRLF whatever it was given.
pub(in crate::web::pages) fn as_written(sent: &str, present: &str) -> String {
    let plain = sent.replace("\r\n", "\n");
    let mut text = if present.contains("\r\n") {
        plain.replace('\n', "\r\n")
    } else {
        plain
    };
    let ends = present.ends_with('\n') || present.is_empty();
    if ends && !text.is_empty() && !text.ends_with('\n') {
        text.push_str(if present.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        });
    }
    if present.starts_with('\u{feff}') && !text.starts_with('\u{feff}') {
        text.insert(0, '\u{feff}');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn what_a_browser_sends_keeps_the_endings_of_the_text() {
        assert_eq!(as_written("# A\r\n\r\nb", "# A\n"), "# A\n\nb\n");
        assert_eq!(as_written("# A\r\nb\r\n", "# A\r\n"), "# A\r\nb\r\n");
        assert_eq!(as_written("# A\r\nb", "# A\nb"), "# A\nb");
        assert_eq!(as_written("# A\r\n", ""), "# A\n");
        assert_eq!(as_written("# A", "\u{feff}# B\n"), "\u{feff}# A\n");
    }
}
