//! The revisions of a standard compared, line by line and as one reads them; which of them brought each line; and the proposals whose
//! text is ready: one brought back, a standard retired, a later day to look at it again.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::lists;
use super::proposal_view::ShownProposal;
use super::proposals::answer;
use crate::clock::Day;
use crate::error::{Error, Result, say};
use crate::id::StandardId;
use crate::markdown::{self, Side};
use crate::members::Deed;
use crate::proposals::{self, Proposal};
use crate::standards;
use crate::web::apart::apart;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::pages::diff::as_read;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(differences))
        .add(Deed::Read, routes!(lines))
        .add(Deed::Propose, routes!(restore))
        .add(Deed::Propose, routes!(retire))
        .add(Deed::Propose, routes!(review))
}

/// Which two revisions.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Compared {
    /// The older one; the one before the newer unless said.
    from: Option<String>,
    /// The newer one; the one in force unless said.
    to: Option<String>,
}

/// What differs between two revisions.
#[derive(Debug, Serialize, ToSchema)]
struct Differences {
    from: i64,
    to: i64,
    /// How many lines are new.
    added: usize,
    /// How many lines are gone.
    removed: usize,
    /// Whether line endings, or the byte order mark, were changed somewhere.
    endings_changed: bool,
    /// Lines that are in no hunk, because there are more than 10000 to show; `added` and `removed` count them.
    lines_left_out: usize,
    /// Changed lines whose words were not compared, because they are too many or too long.
    lines_without_words: usize,
    /// The places that differ, in order.
    hunks: Vec<ShownHunk>,
    /// The newer text as one reads it, with what is new in `ins` and what is gone in `del`; where too much differs it says so, without them.
    html: String,
}

/// Lines that stand together.
#[derive(Debug, Serialize, ToSchema)]
struct ShownHunk {
    lines: Vec<ShownLine>,
}

/// One line.
#[derive(Debug, Serialize, ToSchema)]
struct ShownLine {
    /// `both`, `old` or `new`.
    side: &'static str,
    /// Its number in the older text.
    old: Option<usize>,
    /// Its number in the newer text.
    new: Option<usize>,
    words: Vec<ShownWord>,
}

/// A part of a line.
#[derive(Debug, Serialize, ToSchema)]
struct ShownWord {
    text: String,
    changed: bool,
}

/// What differs between any two revisions, by word.
#[utoipa::path(get, path = "/standards/{id}/differences", tag = "standards", params(("id" = String, Path, example = "S-4"), Compared),
    responses((status = 200, description = "the differences", body = Differences), (status = 404, description = "there is no such standard or revision"),
        (status = 422, description = "a revision that is no number")))]
async fn differences(
    visit: Visit,
    Path(id): Path<StandardId>,
    StrictQuery(compared): StrictQuery<Compared>,
) -> Answer<Json<Differences>> {
    let mut tx = visit.read().await?;
    let present = standards::get(&mut tx, id).await?.revision;
    let to = lists::number("to", compared.to.as_deref())?.unwrap_or(present);
    let from =
        lists::number("from", compared.from.as_deref())?.unwrap_or(to.saturating_sub(1).max(1));
    let old = standards::text_of(&mut tx, id, from).await?;
    let new = standards::text_of(&mut tx, id, to).await?;
    let links = standards::links(&mut tx, id, &[&old, &new]).await?;
    let diff = apart(old.len() + new.len(), || markdown::diff(&old, &new));
    let line = |line: markdown::DiffLine| ShownLine {
        side: match line.side {
            Side::Both => "both",
            Side::Old => "old",
            Side::New => "new",
        },
        old: line.old,
        new: line.new,
        words: line
            .words
            .into_iter()
            .map(|word| ShownWord {
                text: word.text,
                changed: word.marked,
            })
            .collect(),
    };
    Ok(Json(Differences {
        from,
        to,
        added: diff.added,
        removed: diff.removed,
        lines_left_out: diff.left_out,
        lines_without_words: diff.without_words,
        endings_changed: diff.endings_changed,
        hunks: diff
            .hunks
            .into_iter()
            .map(|hunk| ShownHunk {
                lines: hunk.lines.into_iter().map(line).collect(),
            })
            .collect(),
        html: as_read(
            &visit.app.renderer,
            visit.language,
            Some(&old),
            &new,
            &links,
        )
        .html,
    }))
}

/// The lines of which revision.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhoseLines {
    /// The one in force unless said.
    revision: Option<String>,
}

/// Where the lines of a text come from.
#[derive(Debug, Serialize, ToSchema)]
struct ShownLines {
    /// Whose lines they are.
    revision: i64,
    /// All of them, in order.
    passages: Vec<ShownPassage>,
}

/// Lines that stand together and came together.
#[derive(Debug, Serialize, ToSchema)]
struct ShownPassage {
    /// The number of the first line, from 1.
    first: usize,
    lines: Vec<String>,
    /// The revision since which they have stood there without interruption.
    revision: i64,
    at: String,
    /// `review`, `standup`, `correction` or `file`.
    source: String,
    /// A member's id; null: it was found in the folder.
    proposed_by: Option<String>,
    agreed_by: Vec<String>,
    /// The proposal that became that revision; null where none did.
    proposal: Option<String>,
}

/// Which revision brought each line.
#[utoipa::path(get, path = "/standards/{id}/lines", tag = "standards", params(("id" = String, Path, example = "S-4"), WhoseLines),
    responses((status = 200, description = "the lines", body = ShownLines), (status = 404, description = "there is no such standard or revision"),
        (status = 422, description = "a revision that is no number")))]
async fn lines(
    visit: Visit,
    Path(id): Path<StandardId>,
    StrictQuery(whose): StrictQuery<WhoseLines>,
) -> Answer<Json<ShownLines>> {
    let mut tx = visit.read().await?;
    let present = standards::get(&mut tx, id).await?.revision;
    let revision = lists::number("revision", whose.revision.as_deref())?.unwrap_or(present);
    let mut passages = Vec::new();
    let revisions = standards::revisions(&mut tx, id).await?;
    let became = proposals::that_became(&mut tx, id).await?;
    for passage in standards::passages(&mut tx, id, revision).await? {
        let Some(by) = revisions.iter().find(|one| one.number == passage.since) else {
            continue;
        };
        passages.push(ShownPassage {
            first: passage.first,
            lines: passage.lines,
            revision: passage.since,
            at: by.at.to_string(),
            source: by.source.to_string(),
            proposed_by: by.proposed_by.as_ref().map(ToString::to_string),
            agreed_by: by.agreed_by.iter().map(ToString::to_string).collect(),
            proposal: became.get(&passage.since).map(ToString::to_string),
        });
    }
    Ok(Json(ShownLines { revision, passages }))
}

/// Which revision is brought back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BroughtBack {
    revision: i64,
}

/// Proposes the text of an earlier revision; where the very same is proposed already, answers with that.
#[utoipa::path(post, path = "/standards/{id}/restorations", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = BroughtBack,
    responses((status = 201, description = "proposed", body = ShownProposal), (status = 404, description = "there is no such standard or revision"),
        (status = 422, description = "its text is in force")))]
async fn restore(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(back): Json<BroughtBack>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let proposal = proposals::restore(&mut tx, id, back.revision).await?;
    tx.commit().await?;
    Ok(proposed(&visit, proposal).await?)
}

/// Why a standard is not needed any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Retired {
    /// One line, kept in the text and shown on its page.
    reason: String,
}

/// Proposes to retire a standard: the text in force with the lines that say so, and why.
#[utoipa::path(post, path = "/standards/{id}/retirement", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = Retired,
    responses((status = 201, description = "proposed", body = ShownProposal), (status = 404, description = "there is no such standard"),
        (status = 409, description = "it is retired already"), (status = 422, description = "no reason")))]
async fn retire(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(retired): Json<Retired>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let proposal = proposals::retire(&mut tx, id, &retired.reason).await?;
    tx.commit().await?;
    Ok(proposed(&visit, proposal).await?)
}

/// When to look at a standard again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LookedAtAgain {
    /// YYYY-MM-DD, a day to come.
    until: String,
}

/// Says that a standard still holds: proposes the text in force with a later day to look at it again.
#[utoipa::path(post, path = "/standards/{id}/review", tag = "standards", params(("id" = String, Path, example = "S-4")), request_body = LookedAtAgain,
    responses((status = 201, description = "proposed", body = ShownProposal), (status = 404, description = "there is no such standard"),
        (status = 422, description = "no day to come, or the one that it says")))]
async fn review(
    visit: Visit,
    Path(id): Path<StandardId>,
    Json(again): Json<LookedAtAgain>,
) -> Answer<Response> {
    let no_day = |_| {
        let text = again.until.as_str();
        Error::invalid("until", say!("standard-review-no-day", text = text))
    };
    let until: Day = again.until.parse().map_err(no_day)?;
    let today = visit.shell("").words().today();
    let mut tx = visit.write().await?;
    let proposal = proposals::review_again(&mut tx, id, until, today).await?;
    tx.commit().await?;
    Ok(proposed(&visit, proposal).await?)
}

async fn proposed(visit: &Visit, proposal: Proposal) -> Result<Response> {
    let location = HeaderValue::from_str(&format!("/api/v1/proposals/{}", proposal.id))
        .map_err(Error::internal)?;
    let mut response = answer(visit, proposal, StatusCode::CREATED).await?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}
