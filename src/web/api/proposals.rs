//! `/proposals`: propose, amend, agree, object, remark, withdraw.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::standard_view::{self as view, ShownProposal, ShownRemark};
use crate::error::{Error, Fault, Result, say};
use crate::id::{ProblemId, ProposalId, StandardId};
use crate::members::Deed;
use crate::proposals::{self, Amendment, Base, Draft, Proposal};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, Query};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(list))
        .add(Deed::Propose, routes!(create))
        .add(Deed::Read, routes!(show))
        .add(Deed::Propose, routes!(amend))
        .add(Deed::TakePart, routes!(agree, take_back))
        .add(Deed::Log, routes!(comment))
        .add(Deed::TakePart, routes!(object))
        .add(Deed::Propose, routes!(withdraw, reopen))
}

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only `open`, `published` or `withdrawn`.
    state: Option<String>,
    /// Only those that change, or became, this standard.
    standard: Option<String>,
}

/// Proposals.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalList {
    items: Vec<ShownProposal>,
    next: Option<String>,
}

/// Lists the last 200 proposals, those that changed last first.
#[utoipa::path(get, path = "/proposals", tag = "proposals", params(Wanted),
    responses((status = 200, description = "the proposals", body = ProposalList), (status = 422, description = "a state or standard that there is not")))]
async fn list(visit: Visit, Query(wanted): Query<Wanted>) -> Answer<Json<ProposalList>> {
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
    let mut tx = visit.read().await?;
    let mut items = Vec::new();
    for proposal in proposals::list(&mut tx, state, standard).await? {
        items.push(view::proposal(&mut tx, &visit, proposal).await?);
    }
    Ok(Json(ProposalList { items, next: None }))
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
#[utoipa::path(put, path = "/proposals/{id}", tag = "proposals", params(("id" = String, Path)), request_body = ChangedText,
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal),
        (status = 409, description = "another text by now, or no longer open; both texts are in the answer"), (status = 412, description = "it changed meanwhile")))]
async fn amend(
    visit: Visit,
    Path(id): Path<ProposalId>,
    headers: HeaderMap,
    Json(changed): Json<ChangedText>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(expected) = if_match(&headers) {
        let present = proposals::get(&mut tx, &id).await?;
        if expected != present.hash {
            return Ok(outdated(&visit, present).await?);
        }
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

/// Which text one means.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExactText {
    /// SHA-256 of its bytes.
    hash: String,
}

/// Agrees to exactly this text; the last one needed publishes.
#[utoipa::path(put, path = "/proposals/{id}/approval", tag = "proposals", params(("id" = String, Path)), request_body = ExactText,
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal),
        (status = 403, description = "one's own text, or a token that only proposes"),
        (status = 409, description = "another text by now, or the standard has moved on; both texts are in the answer")))]
async fn agree(
    visit: Visit,
    Path(id): Path<ProposalId>,
    Json(text): Json<ExactText>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let proposal = proposals::agree(&mut tx, &who, &id, &text.hash).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

/// Takes one's agreement back.
#[utoipa::path(delete, path = "/proposals/{id}/approval", tag = "proposals", params(("id" = String, Path)),
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal)))]
async fn take_back(visit: Visit, Path(id): Path<ProposalId>) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let proposal = proposals::take_back(&mut tx, &who, &id).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

/// A remark.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Remark {
    /// Markdown.
    text: String,
}

/// Says something about a proposal.
#[utoipa::path(post, path = "/proposals/{id}/comments", tag = "proposals", params(("id" = String, Path)), request_body = Remark,
    responses((status = 201, description = "said", body = ShownRemark)))]
async fn comment(
    visit: Visit,
    Path(id): Path<ProposalId>,
    Json(remark): Json<Remark>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let comment =
        proposals::comment(&mut tx, visit.visitor()?.person()?, &id, &remark.text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(ShownRemark::from(comment))).into_response())
}

/// A reason against a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewObjection {
    /// Why.
    reason: String,
    /// The text it is about; absent: the present one.
    hash: Option<String>,
}

/// Objects to a text, with a reason.
#[utoipa::path(post, path = "/proposals/{id}/objections", tag = "proposals", params(("id" = String, Path)), request_body = NewObjection,
    responses((status = 201, description = "the proposal as it is now", body = ShownProposal), (status = 409, description = "another text by now")))]
async fn object(
    visit: Visit,
    Path(id): Path<ProposalId>,
    Json(new): Json<NewObjection>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let hash = match new.hash {
        Some(hash) => hash,
        None => proposals::get(&mut tx, &id).await?.hash,
    };
    let proposal = proposals::object(&mut tx, &who, &id, &hash, &new.reason).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::CREATED).await?)
}

/// Takes a proposal back.
#[utoipa::path(post, path = "/proposals/{id}/withdrawal", tag = "proposals", params(("id" = String, Path)),
    responses((status = 201, description = "the proposal as it is now", body = ShownProposal), (status = 409, description = "no longer open")))]
async fn withdraw(visit: Visit, Path(id): Path<ProposalId>) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let proposal = proposals::withdraw(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::CREATED).await?)
}

/// Opens a withdrawn proposal again.
#[utoipa::path(delete, path = "/proposals/{id}/withdrawal", tag = "proposals", params(("id" = String, Path)),
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal), (status = 409, description = "published meanwhile")))]
async fn reopen(visit: Visit, Path(id): Path<ProposalId>) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let proposal = proposals::reopen(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

fn standard_named(name: &str) -> Result<StandardId> {
    name.parse()
        .map_err(|_| Error::invalid("standard", say!("standard-no-such-address")))
}

fn if_match(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::IF_MATCH)?.to_str().ok()?;
    Some(value.trim().trim_start_matches("W/").trim_matches('"')).filter(|hash| *hash != "*")
}

async fn outdated(visit: &Visit, present: Proposal) -> Result<Response> {
    let body = serde_json::json!({
        "type": "/problems-of-the-api#outdated",
        "title": crate::i18n::say(visit.language, "failure-title-outdated"),
        "status": 412,
        "detail": crate::i18n::say(visit.language, "proposal-changed-meanwhile"),
        "present": view::proposal(&mut visit.read().await?, visit, present).await?,
    });
    let kind = HeaderValue::from_static("application/problem+json");
    Ok((
        StatusCode::PRECONDITION_FAILED,
        [(header::CONTENT_TYPE, kind)],
        body.to_string(),
    )
        .into_response())
}

async fn answer(visit: &Visit, proposal: Proposal, status: StatusCode) -> Result<Response> {
    let etag = HeaderValue::from_str(&format!("\"{}\"", proposal.hash)).map_err(Error::internal)?;
    let shown = view::proposal(&mut visit.read().await?, visit, proposal).await?;
    Ok((status, [(header::ETAG, etag)], Json(shown)).into_response())
}
