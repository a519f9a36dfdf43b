//! `/proposals`: propose, list, show, amend.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::conditions::{self, IfMatch, etag};
use super::lists;
use super::proposal_view::{self as view, ShownProposal};
use crate::db::Tx;
use crate::error::{Error, Fault, Result, say};
use crate::id::{ProblemId, ProposalId, StandardId};
use crate::members::Deed;
use crate::proposals::{self, Amendment, Base, Draft, Filter, Proposal};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(list))
        .add(Deed::Propose, routes!(create))
        .add(Deed::Read, routes!(show))
        .add(Deed::Read, routes!(texts))
        .add(Deed::Propose, routes!(amend))
}

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only `open`, `published` or `withdrawn`.
    state: Option<String>,
    /// Only those that change, or became, this standard.
    standard: Option<String>,
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// A page of proposals.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalList {
    items: Vec<ShownProposal>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Lists proposals, those that changed last first.
#[utoipa::path(get, path = "/proposals", tag = "proposals", params(Wanted),
    responses((status = 200, description = "a page", body = ProposalList), (status = 422, description = "a state, standard or cursor that there is not")))]
async fn list(
    visit: Visit,
    StrictQuery(wanted): StrictQuery<Wanted>,
) -> Answer<Json<ProposalList>> {
    let state = match wanted.state.as_deref() {
        None | Some("") => None,
        Some(word) => Some(
            word.parse()
                .map_err(|_| Error::invalid("state", say!("proposal-state-unknown")))?,
        ),
    };
    let standard = wanted
        .standard
        .as_deref()
        .filter(|name| !name.is_empty())
        .map(standard_named)
        .transpose()?;
    let limit = lists::limit(wanted.limit.as_deref())?;
    let filter = Filter {
        state,
        standard,
        after: lists::cursor_in_time(wanted.cursor.as_deref())?,
    };
    let mut tx = visit.read().await?;
    let mut found = proposals::list(&mut tx, &filter, limit + 1).await?;
    let more = lists::cut(&mut found, limit);
    let next = found.last().filter(|_| more);
    let next = next.map(|last| lists::place_in_time(last.changed_at, &last.id));
    let mut items = Vec::with_capacity(found.len());
    for proposal in found {
        items.push(view::proposal(&mut tx, &visit, proposal).await?);
    }
    Ok(Json(ProposalList { items, next }))
}

/// The revision that a text starts from: its number, or the hash of its bytes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
enum BaseNamed {
    Revision(i64),
    Hash(String),
}

impl From<BaseNamed> for Base {
    fn from(named: BaseNamed) -> Self {
        match named {
            BaseNamed::Revision(number) => Self::Revision(number),
            BaseNamed::Hash(text) => text.parse().map_or(Self::Hash(text), Self::Revision),
        }
    }
}

/// A text to propose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewProposal {
    /// The text, to the byte.
    markdown: String,
    /// The standard it changes; absent for a new one.
    #[schema(example = "S-4")]
    standard: Option<String>,
    /// Absent: the present revision.
    base: Option<BaseNamed>,
    /// The problems it was born from.
    solves: Option<Vec<String>>,
    /// A few words or links: in force at once, listed for agreement.
    correction: Option<bool>,
}

impl NewProposal {
    fn read(self) -> Result<Draft> {
        let mut faults = Vec::new();
        let mut solves = Vec::new();
        for (place, name) in self.solves.unwrap_or_default().iter().enumerate() {
            match name.parse::<ProblemId>() {
                Ok(id) => solves.push(id),
                Err(_) => faults.push(Fault::new(
                    format!("solves/{place}"),
                    say!("proposal-no-problem", name = name.as_str()),
                )),
            }
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        Ok(Draft {
            markdown: self.markdown,
            standard: self.standard.as_deref().map(standard_named).transpose()?,
            base: self.base.map(Base::from),
            solves,
        })
    }
}

/// Proposes a text. Where nobody else is there to be asked it is published at once; a correction always is.
#[utoipa::path(post, path = "/proposals", tag = "proposals", request_body = NewProposal,
    responses((status = 201, description = "proposed", body = ShownProposal), (status = 403, description = "a correction by a token that only proposes"),
        (status = 409, description = "a correction of a text that has moved on; both are in the answer"), (status = 422, description = "what is wrong with which field")))]
async fn create(visit: Visit, Json(new): Json<NewProposal>) -> Answer<Response> {
    let corrects = new.correction.unwrap_or(false);
    let draft = new.read()?;
    let corrector = if corrects {
        Some(visit.takes_part()?)
    } else {
        None
    };
    let mut tx = visit.write().await?;
    let proposal = match &corrector {
        Some(who) => proposals::correct(&mut tx, who, draft).await?,
        None => proposals::open(&mut tx, draft).await?,
    };
    tx.commit().await?;
    let location = HeaderValue::from_str(&format!("/api/v1/proposals/{}", proposal.id))
        .map_err(Error::internal)?;
    let mut response = answer(&visit, proposal, StatusCode::CREATED).await?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Shows a proposal with all that was said about it.
#[utoipa::path(get, path = "/proposals/{id}", tag = "proposals", params(("id" = String, Path)),
    responses((status = 200, description = "the proposal", body = ShownProposal), (status = 404, description = "there is no such proposal")))]
async fn show(visit: Visit, Path(id): Path<ProposalId>) -> Answer<Response> {
    let proposal = proposals::get(&mut visit.read().await?, &id).await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

/// Every text that a proposal has had.
#[derive(Debug, Serialize, ToSchema)]
struct TextList {
    /// Oldest first; the last is the present one.
    items: Vec<ShownText>,
    /// Always null: they are all here.
    next: Option<String>,
}

/// A text that a proposal has, or had.
#[derive(Debug, Serialize, ToSchema)]
struct ShownText {
    version: i64,
    /// SHA-256 of its bytes.
    hash: String,
    markdown: String,
    /// A member's id; null: the text came through the folder, or from the terminal.
    author: Option<String>,
    at: String,
}

/// Every text that a proposal has had: what somebody agreed to stays readable.
#[utoipa::path(get, path = "/proposals/{id}/texts", tag = "proposals", params(("id" = String, Path)),
    responses((status = 200, description = "the texts", body = TextList), (status = 404, description = "there is no such proposal")))]
async fn texts(visit: Visit, Path(id): Path<ProposalId>) -> Answer<Json<TextList>> {
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &id).await?;
    let texts = proposals::texts(&mut tx, &proposal).await?;
    let shown = |text: proposals::Text| ShownText {
        version: text.version,
        hash: text.hash,
        markdown: text.text,
        author: text.author.map(|member| member.to_string()),
        at: text.at.to_string(),
    };
    Ok(Json(TextList {
        items: texts.into_iter().map(shown).collect(),
        next: None,
    }))
}

/// A changed text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangedText {
    /// The text, to the byte.
    markdown: String,
    /// What it starts from now; absent: as before.
    base: Option<BaseNamed>,
    /// The hash of the text that was changed: refused when it is another by now.
    hash: Option<String>,
}

/// Changes the text of a proposal: whoever had agreed is asked again. With `If-Match`, only while it is the text with that hash.
#[utoipa::path(put, path = "/proposals/{id}", tag = "proposals", params(("id" = String, Path), IfMatch), request_body = ChangedText,
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal),
        (status = 409, description = "another text by now, or no longer open; both texts are in the answer"), (status = 412, description = "it changed meanwhile")))]
async fn amend(
    visit: Visit,
    Path(id): Path<ProposalId>,
    expected: IfMatch,
    Json(changed): Json<ChangedText>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, &id, &expected).await? {
        return Ok(refused);
    }
    let amendment = Amendment {
        markdown: changed.markdown,
        base: changed.base.map(Base::from),
        hash: changed.hash,
    };
    let proposal = proposals::amend(&mut tx, &id, amendment).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

fn standard_named(name: &str) -> Result<StandardId> {
    name.parse()
        .map_err(|_| Error::invalid("standard", say!("standard-no-such-address")))
}

/// Refuses a change of a proposal whose text is no longer the one that was read, with how it is now.
pub(super) async fn changed_meanwhile(
    tx: &mut Tx,
    visit: &Visit,
    id: &ProposalId,
    expected: &IfMatch,
) -> Result<Option<Response>> {
    let present = proposals::get(tx, id).await?;
    if expected.allows(&present.hash) {
        return Ok(None);
    }
    let hash = present.hash.clone();
    let shown = view::proposal(tx, visit, present).await?;
    let message = say!("proposal-changed-meanwhile");
    conditions::outdated(visit, &message, hash, shown).map(Some)
}

/// Answers with a proposal and the hash of its text.
pub(super) async fn answer(
    visit: &Visit,
    proposal: Proposal,
    status: StatusCode,
) -> Result<Response> {
    let tag = etag(&proposal.hash)?;
    let shown = view::proposal(&mut visit.read().await?, visit, proposal).await?;
    Ok((status, [tag], Json(shown)).into_response())
}
