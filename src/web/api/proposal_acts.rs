//! What is done about a proposal: agree, object, remark, withdraw.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::conditions::IfMatch;
use super::proposal_view::{ShownProposal, ShownRemark};
use super::proposals::{answer, changed_meanwhile};
use crate::error::{Error, Fault};
use crate::id::ProposalId;
use crate::members::Deed;
use crate::proposals;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::TakePart, routes!(agree, take_back))
        .add(Deed::Log, routes!(comment))
        .add(Deed::TakePart, routes!(object))
        .add(Deed::Propose, routes!(withdraw, reopen))
}

/// Which text one means.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExactText {
    /// SHA-256 of its bytes.
    hash: String,
}

/// Agrees to exactly this text; the last one needed publishes.
#[utoipa::path(put, path = "/proposals/{id}/approval", tag = "proposals", params(("id" = String, Path), IfMatch), request_body = ExactText,
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal),
        (status = 403, description = "one's own text, or a token that only proposes"),
        (status = 409, description = "another text by now, or the standard has moved on; both texts are in the answer"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn agree(
    visit: Visit,
    Path(id): Path<ProposalId>,
    expected: IfMatch,
    Json(text): Json<ExactText>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, &id, &expected).await? {
        return Ok(refused);
    }
    let proposal = proposals::agree(&mut tx, &who, &id, &text.hash).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

/// Takes one's agreement back.
#[utoipa::path(delete, path = "/proposals/{id}/approval", tag = "proposals", params(("id" = String, Path), IfMatch),
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn take_back(
    visit: Visit,
    Path(id): Path<ProposalId>,
    expected: IfMatch,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, &id, &expected).await? {
        return Ok(refused);
    }
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
    /// The line that it is about, from 1; absent: the whole.
    line: Option<usize>,
    /// The text in which that line stands; absent: the present one.
    hash: Option<String>,
}

/// Says something about a proposal, or about one of its lines: there it stays with the line when the text changes.
#[utoipa::path(post, path = "/proposals/{id}/comments", tag = "proposals", params(("id" = String, Path)), request_body = Remark,
    responses((status = 201, description = "said", body = ShownRemark),
        (status = 422, description = "no words, a line that the text does not have, or a text that the proposal never had")))]
async fn comment(
    visit: Visit,
    Path(id): Path<ProposalId>,
    Json(remark): Json<Remark>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let member = visit.visitor()?.person()?;
    let Remark { text, line, hash } = remark;
    let place = line.map(|line| proposals::Place { line, hash });
    let comment = proposals::comment(&mut tx, member, &id, &text, place).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(ShownRemark::from(comment))).into_response())
}

/// A reason against a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewObjection {
    /// Why; `reason` is another name for it.
    #[serde(alias = "reason")]
    text: String,
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
    let objected = proposals::object(&mut tx, &who, &id, &hash, &new.text).await;
    let proposal = objected.map_err(of_the_text)?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::CREATED).await?)
}

/// Why a proposal is taken back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    /// Markdown; absent: nothing is said.
    reason: Option<String>,
}

/// Takes a proposal back.
#[utoipa::path(post, path = "/proposals/{id}/withdrawal", tag = "proposals", params(("id" = String, Path), IfMatch), request_body = Withdrawn,
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal), (status = 409, description = "no longer open"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn withdraw(
    visit: Visit,
    Path(id): Path<ProposalId>,
    expected: IfMatch,
    Json(withdrawn): Json<Withdrawn>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, &id, &expected).await? {
        return Ok(refused);
    }
    let proposal = proposals::withdraw(&mut tx, &id, &withdrawn.reason.unwrap_or_default()).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

/// Opens a withdrawn proposal again.
#[utoipa::path(delete, path = "/proposals/{id}/withdrawal", tag = "proposals", params(("id" = String, Path), IfMatch),
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal), (status = 409, description = "published meanwhile"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn reopen(visit: Visit, Path(id): Path<ProposalId>, expected: IfMatch) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, &id, &expected).await? {
        return Ok(refused);
    }
    let proposal = proposals::reopen(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(answer(&visit, proposal, StatusCode::OK).await?)
}

/// The faults of a reason, which is called a text here.
fn of_the_text(error: Error) -> Error {
    match error {
        Error::Invalid(faults) => Error::Invalid(
            faults
                .into_iter()
                .map(|fault| Fault::new("text", fault.message))
                .collect(),
        ),
        other => other,
    }
}
