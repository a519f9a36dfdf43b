//! Deciding about the card that has the floor.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{IdeaId, MemberId, OccurrenceId, ProblemId, ProposalId, StandardId, StandupId};
use crate::problems::{AsideReason, Held, Lesson, Purpose};
use crate::standups::{self, Aside, Checking, Decision, Doing, ForTheBook, Looking, Told, Verdict};
use crate::web::api::conditions::IfMatch;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::problem_fields;
use crate::web::visit::Visit;

use super::acts::{answer, moved_on};
use super::view::Shown;

/// What the team says about a card. At least one of `do`, `check`, `book`, `occurrences`, `taken_up` and `fates`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Deciding {
    #[schema(value_type = String, example = "P-12")]
    problem: ProblemId,
    /// `now`, `investigate`, `round`, `set_aside` or `later`. `now` without countermeasures confirms those it has.
    #[serde(rename = "do")]
    verdict: Option<String>,
    #[serde(default)]
    countermeasures: Vec<DoingSent>,
    investigation: Option<LookingSent>,
    /// Why it is set aside; without it, because the team decided so.
    set_aside: Option<AsideSent>,
    check: Option<CheckSent>,
    book: Option<BookSent>,
    /// What machines told, confirmed or refused.
    #[serde(default)]
    occurrences: Vec<ToldSent>,
    /// Of a card that has left the wall, and is on the agenda since somebody who was away sees a problem in that: `true` takes it
    /// up again (back from being set aside; a closed one by an occurrence), `false` leaves it where it is.
    taken_up: Option<bool>,
    /// What became of ideas, each in a word.
    #[serde(default)]
    fates: Vec<FateSent>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DoingSent {
    text: String,
    /// `containment`, `temporary`, `permanent`, `detection` or `experiment`.
    kind: Option<String>,
    /// A member's id or e-mail.
    owner: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Day>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LookingSent {
    question: String,
    /// A member's id or e-mail.
    owner: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Day>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AsideSent {
    /// `duplicate`, `not_ours`, `no_longer` or `accepted_risk`.
    reason: String,
    /// The problem it is the same as.
    #[schema(value_type = Option<String>)]
    of: Option<ProblemId>,
    why: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

/// When to ask whether it held, or whether it did.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CheckSent {
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Day>,
    /// `yes`, `partly` or `no`.
    answer: Option<String>,
    evidence: Option<String>,
}

/// One of `no`, `standard`, `proposal` and `markdown`; with `markdown`, `standard` is the one that it changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BookSent {
    /// Why it is not for good.
    no: Option<String>,
    #[schema(value_type = Option<String>, example = "S-4")]
    standard: Option<StandardId>,
    #[schema(value_type = Option<String>)]
    proposal: Option<ProposalId>,
    /// A text agreed on the screen.
    markdown: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ToldSent {
    #[schema(value_type = String)]
    id: OccurrenceId,
    confirmed: Option<bool>,
    /// `none`, `not_applied` or `not_enough`.
    answer: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FateSent {
    #[schema(value_type = String)]
    idea: IdeaId,
    fate: String,
}

/// Decides. What is decided exists at once: work, dates, settings aside and texts are made in the same transaction.
#[utoipa::path(post, path = "/standups/{id}/decision", tag = "standups", params(("id" = String, Path), IfMatch),
    request_body = Deciding, responses((status = 200, body = Shown), (status = 403), (status = 409), (status = 412), (status = 422)))]
pub(super) async fn decision(
    visit: Visit,
    Path(id): Path<StandupId>,
    expected: IfMatch,
    Json(sent): Json<Deciding>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = moved_on(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let decision = read(&mut tx, sent).await?;
    let (session, _) = standups::decide(&mut tx, &who, id, decision).await?;
    answer(&visit, tx, session, None).await
}

async fn read(tx: &mut Tx, sent: Deciding) -> Result<Decision> {
    let mut decision = Decision::about(sent.problem);
    decision.verdict = word("do", sent.verdict.as_deref(), Verdict::SAID)?;
    for (place, doing) in sent.countermeasures.into_iter().enumerate() {
        let within = |field: &str| format!("countermeasures/{place}/{field}");
        decision.countermeasures.push(Doing {
            purpose: word(within("kind"), doing.kind.as_deref(), Purpose::ALL)?,
            owner: owner(tx, within("owner"), doing.owner.as_deref()).await?,
            text: doing.text,
            due: doing.due,
        });
    }
    if let Some(looking) = sent.investigation {
        decision.investigation = Some(Looking {
            owner: owner(
                tx,
                "investigation/owner".to_owned(),
                looking.owner.as_deref(),
            )
            .await?,
            question: looking.question,
            due: looking.due,
        });
    }
    if let Some(aside) = sent.set_aside {
        let reason = word("set_aside/reason", Some(&aside.reason), AsideReason::ALL)?;
        decision.aside = reason.map(|reason| Aside {
            reason,
            of: aside.of,
            why: aside.why,
            until: aside.until,
        });
    }
    decision.check = match sent.check {
        Some(check) => checking(check)?,
        None => None,
    };
    decision.book = sent.book.map(book).transpose()?;
    for (place, told) in sent.occurrences.into_iter().enumerate() {
        let field = format!("occurrences/{place}/answer");
        decision.occurrences.push(Told {
            answer: word(field, told.answer.as_deref(), Lesson::ALL)?,
            id: told.id,
            confirmed: told.confirmed,
        });
    }
    decision.taken_up = sent.taken_up;
    decision.fates = sent
        .fates
        .into_iter()
        .map(|fate| (fate.idea, fate.fate))
        .collect();
    Ok(decision)
}

fn checking(sent: CheckSent) -> Result<Option<Checking>> {
    let held = word("check/answer", sent.answer.as_deref(), Held::ALL)?;
    match (held, sent.due) {
        (Some(held), _) => Ok(Some(Checking::Answer(
            held,
            sent.evidence.unwrap_or_default(),
        ))),
        (None, Some(due)) => Ok(Some(Checking::Due(due))),
        (None, None) => Err(Error::invalid("check", say!("standup-check-empty"))),
    }
}

fn book(sent: BookSent) -> Result<ForTheBook> {
    match (sent.no, sent.proposal, sent.markdown, sent.standard) {
        (Some(why), None, None, None) => Ok(ForTheBook::No(why)),
        (None, Some(proposal), None, None) => Ok(ForTheBook::Proposal(proposal)),
        (None, None, Some(markdown), standard) => Ok(ForTheBook::Agreed { markdown, standard }),
        (None, None, None, Some(standard)) => Ok(ForTheBook::Standard(standard)),
        _ => Err(Error::invalid("book", say!("standup-book-one-of"))),
    }
}

fn word<T: Copy + Display + FromStr>(
    field: impl Into<Cow<'static, str>>,
    text: Option<&str>,
    all: &[T],
) -> Result<Option<T>> {
    text.map(|text| problem_fields::word(field, text, all))
        .transpose()
}

async fn owner(tx: &mut Tx, field: String, text: Option<&str>) -> Result<MemberId> {
    match text {
        Some(text) => super::named::member(tx, field, text).await,
        None => Err(Error::invalid(field, say!("standup-who-takes"))),
    }
}
