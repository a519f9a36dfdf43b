//! What forms and the API send about a problem, read the same way by both doors.

use serde::Serialize;
use utoipa::ToSchema;

use super::visit::Visit;
use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, ProposalId};
use crate::members::{self, Team};
use crate::problems::ForTheBook;
use crate::proposals;
use crate::search::{Hit, Kind};

/// Somebody by id or e-mail address.
pub(super) async fn owner(tx: &mut Tx, text: Option<&str>) -> Result<Option<MemberId>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let member = match text.parse::<MemberId>() {
        Ok(id) => members::by_id(tx, &id).await?,
        Err(_) => match members::Email::parse(text) {
            Ok(email) => members::by_email(tx, &email).await?,
            Err(_) => None,
        },
    };
    match member {
        Some(member) => Ok(Some(member.id)),
        None => Err(Error::invalid("owner", say!("problem-owner-unknown"))),
    }
}

/// An answer to *for the book?* as it was sent.
pub(super) async fn for_the_book(
    tx: &mut Tx,
    standard: Option<&str>,
    proposal: Option<&str>,
    no: Option<&str>,
) -> Result<ForTheBook> {
    match (standard, proposal, no) {
        (Some(text), None, None) => {
            let unknown =
                |_| Error::invalid("standard", say!("problem-standard-unknown", id = text));
            Ok(ForTheBook::Standard(text.trim().parse().map_err(unknown)?))
        }
        (None, Some(text), None) => {
            let unknown = |_| Error::invalid("proposal", say!("problem-proposal-unknown"));
            let id: ProposalId = text.trim().parse().map_err(unknown)?;
            proposal_answer(tx, id).await
        }
        (None, None, Some(why)) => Ok(ForTheBook::No(why.to_owned())),
        _ => Err(Error::invalid("", say!("problem-book-one-answer"))),
    }
}

/// A civil date in a field.
pub(super) fn day(field: &'static str, text: &str) -> Result<Day> {
    text.trim()
        .parse()
        .map_err(|_| Error::invalid(field, say!("problem-date-unknown")))
}

/// A civil date in a field that may be left out.
pub(super) fn day_if(field: &'static str, text: Option<&str>) -> Result<Option<Day>> {
    text.map(|text| day(field, text)).transpose()
}

/// A problem's number in a field.
pub(super) fn problem(field: &'static str, text: &str) -> Result<ProblemId> {
    let unknown = |_| Error::invalid(field, say!("problem-unknown", id = text));
    text.trim().parse().map_err(unknown)
}

/// A word of a closed list in a field.
pub(super) fn word<T: Copy + std::fmt::Display + std::str::FromStr>(
    field: impl Into<std::borrow::Cow<'static, str>>,
    text: &str,
    all: &[T],
) -> Result<T> {
    text.trim().parse().map_err(|_| {
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        Error::invalid(
            field,
            say!(
                "problem-word-unknown",
                word = text,
                words = words.join(", ")
            ),
        )
    })
}

/// A word of a closed list in a field that may be left out.
pub(super) fn word_if<T: Copy + std::fmt::Display + std::str::FromStr>(
    field: &'static str,
    text: Option<&str>,
    all: &[T],
) -> Result<Option<T>> {
    text.map(|text| word(field, text, all)).transpose()
}

/// The team that a field names.
pub(super) async fn team_of(tx: &mut Tx, key: &str) -> Result<Team> {
    let found = members::team_by_key(tx, key).await;
    found.map_err(|error| match error {
        Error::NotFound(message) => Error::invalid("team", message),
        other => other,
    })
}

/// The team that a request names, else the visitor's own, else the only one.
pub(super) async fn team_named(visit: &Visit, key: Option<&str>) -> Result<Team> {
    let key = key.filter(|key| !key.is_empty());
    let home = visit.guest().and_then(|visitor| visitor.home_team.as_ref());
    let read = async { members::teams(&mut visit.read().await?).await };
    let teams = visit.app.all_teams(read).await?;
    let found = match (key, home) {
        (Some(key), _) => teams.iter().find(|team| team.key == key),
        (None, Some(home)) => teams.iter().find(|team| team.id == *home),
        (None, None) => teams.first().filter(|_| teams.len() == 1),
    };
    match (found, key) {
        (Some(team), _) => Ok(team.clone()),
        (None, Some(key)) => team_of(&mut visit.read().await?, key).await,
        (None, None) => {
            let keys: Vec<&str> = teams.iter().map(|team| team.key.as_str()).collect();
            Err(Error::invalid(
                "team",
                say!("problem-team-missing", keys = keys.join(", ")),
            ))
        }
    }
}

/// An answer that names a proposal: while it is open its text is waited for, once published it is a standard.
async fn proposal_answer(tx: &mut Tx, id: ProposalId) -> Result<ForTheBook> {
    let unknown = || Error::invalid("proposal", say!("problem-proposal-unknown"));
    let proposal = proposals::find(tx, &id).await?.ok_or_else(unknown)?;
    match (proposal.state, proposal.standard) {
        (proposals::State::Open, _) => Ok(ForTheBook::Proposal(id)),
        (proposals::State::Published, Some(standard)) => Ok(ForTheBook::Standard(standard)),
        _ => Err(Error::invalid(
            "proposal",
            say!("problem-proposal-withdrawn"),
        )),
    }
}

/// Something that looks like a problem.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Alike {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: String,
    /// The standards that solve it.
    pub(super) solved_by: Vec<String>,
}

/// What looks like this problem, the standards that solve it first. Without an index there is nothing to offer.
pub(super) async fn alike(
    visit: &Visit,
    title: &str,
    description: &str,
    besides: Option<ProblemId>,
) -> Vec<Alike> {
    let besides = besides.map(|id| id.to_string()).unwrap_or_default();
    let hits = visit
        .app
        .search
        .similar(title, description)
        .await
        .into_iter();
    let view = |hit: Hit| {
        let place = match hit.kind {
            Kind::Problem => "problems",
            Kind::Standard => "standards",
        };
        let (title, url) = (hit.title.into_text(), format!("/{place}/{}", hit.id));
        Alike {
            title,
            url,
            solved_by: hit.standards,
            id: hit.id,
        }
    };
    hits.filter(|hit| hit.id != besides).map(view).collect()
}
