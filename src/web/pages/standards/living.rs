//! What becomes of a standard in force, on its page: what put it in question, what took whose place, why it was retired, when it is to be
//! looked at again, what is unclear, and how many have read it.

use super::standard::Successor;
use crate::clock::Day;
use crate::db::{Ask, Tx};
use crate::error::Result;
use crate::id::{CommentId, StandardId};
use crate::markdown::Document;
use crate::members::{self, Deed};
use crate::problems::{self, Challenge};
use crate::proposals;
use crate::standards::{self, Readers, Standard, Status};
use crate::web::page::Shell;
use crate::web::visit::Visit;
use crate::web::words::When;

/// So many days on, a standard that still holds is to be looked at again, unless another day is chosen.
const LOOK_AGAIN_DAYS: i64 = 182;

/// A problem that came back, and what happened.
pub(super) struct CameBack {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) at: When,
    /// The standard that was to solve it, when this one took its place; empty when it is this one.
    pub(super) instead_of: String,
}

/// When it is to be looked at again.
pub(super) struct Review {
    pub(super) by: When,
    pub(super) is_due: bool,
    /// The day offered for the next time.
    pub(super) next: String,
}

/// Something unclear.
pub(super) struct Question {
    pub(super) key: CommentId,
    pub(super) text: String,
    pub(super) who: String,
    pub(super) at: When,
    pub(super) may_close: bool,
}

/// What becomes of a standard.
pub(super) struct Life {
    pub(super) came_back: Vec<CameBack>,
    pub(super) replaces: Vec<Successor>,
    pub(super) retired_because: String,
    pub(super) review: Option<Review>,
    /// The day that a decision record gives.
    pub(super) decided: Option<When>,
    pub(super) questions: Vec<Question>,
    pub(super) readers: String,
    pub(super) readers_before: String,
}

/// What [`Life::read`] asks beside what the page asks anyway.
pub(super) fn asks(id: StandardId) -> Vec<Ask> {
    vec![
        problems::challenges_ask(id),
        standards::replaced_by_ask(id),
        proposals::superseding_ask(id),
    ]
}

impl Life {
    pub(super) async fn read(
        tx: &mut Tx,
        visit: &Visit,
        shell: &Shell,
        standard: &Standard,
        document: &Document,
    ) -> Result<Self> {
        let (id, visitor) = (standard.id, visit.visitor()?);
        let names = members::names_in(tx, shell.language()).await?;
        let replaced = standards::replaced_by(tx, id).await?;
        let takes_part = visitor.may(Deed::TakePart);
        let questions = standards::questions(tx, id).await?;
        let readers = standards::readers(tx, id).await?;
        let came_back = problems::challenges(tx, id).await?;
        let reason = match standard.status {
            Status::Retired => document.meta.retired_because.clone(),
            Status::Active | Status::Superseded => None,
        };
        Ok(Self {
            came_back: came_back
                .into_iter()
                .map(|one| CameBack::new(shell, id, one))
                .collect(),
            replaces: replaced
                .into_iter()
                .map(|(id, title)| Successor {
                    url: format!("/standards/{id}"),
                    id,
                    title,
                })
                .collect(),
            retired_because: reason.unwrap_or_default(),
            review: standard
                .review_by
                .map(|by| Review::new(shell, by, standard.status)),
            decided: document.meta.decided.map(|day| shell.day(day)),
            questions: questions
                .into_iter()
                .map(|one| Question {
                    may_close: takes_part || Some(&one.member) == visitor.member.as_ref(),
                    who: names.get(&one.member).cloned().unwrap_or_default(),
                    at: shell.ago(one.at),
                    key: one.id,
                    text: one.text,
                })
                .collect(),
            readers: readers_word(shell, readers),
            readers_before: match readers.earlier {
                0 => String::new(),
                count => shell.count("standard-read-before", count),
            },
        })
    }
}

impl CameBack {
    fn new(shell: &Shell, here: StandardId, challenge: Challenge) -> Self {
        let Challenge {
            problem, standard, ..
        } = challenge;
        Self {
            url: format!("/problems/{problem}"),
            title: format!("{problem} {}", challenge.title),
            note: challenge.note,
            at: shell.ago(challenge.at),
            instead_of: match standard == here {
                true => String::new(),
                false => shell.with("standard-challenged-before", &[("id", standard.into())]),
            },
        }
    }
}

impl Review {
    fn new(shell: &Shell, by: Day, status: Status) -> Self {
        let today = shell.words().today();
        Self {
            by: shell.day(by),
            is_due: status == Status::Active && by <= today,
            next: today.plus_days(LOOK_AGAIN_DAYS).to_string(),
        }
    }
}

fn readers_word(shell: &Shell, readers: Readers) -> String {
    let counts = [
        ("count", readers.present.into()),
        ("people", readers.people.into()),
    ];
    shell.with("standard-read-by", &counts)
}
