//! `/proposals/ID/merge`: a proposal and what changed in its standard meanwhile, joined.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::conditions::{IfMatch, etag};
use super::proposal_view::ShownProposal;
use super::proposals::{answer, changed_meanwhile};
use crate::error::{Result, say};
use crate::i18n;
use crate::id::ProposalId;
use crate::markdown::Clash;
use crate::members::Deed;
use crate::proposals::{self, BroughtUp, Joined, Mending};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(look))
        .add(Deed::Propose, routes!(bring_up))
}

/// A proposal and the text in force, joined.
#[derive(Debug, Serialize, ToSchema)]
struct ShownMerge {
    /// Whether the proposal starts from the revision in force already, so that there is nothing to join.
    up_to_date: bool,
    /// The revision that it starts from.
    base: Option<i64>,
    /// The revision in force.
    revision: Option<i64>,
    /// The joined text; null while something is to be decided.
    markdown: Option<String>,
    /// The lines that both changed, each in another way, in order.
    conflicts: Vec<ShownClash>,
}

/// Lines that a proposal and its standard changed, each in another way. Each text is whole lines, or empty.
#[derive(Debug, Serialize, ToSchema)]
struct ShownClash {
    /// Where they begin in the text in force, from 1.
    line: usize,
    /// As they stood where the proposal starts from.
    base: String,
    /// As the proposal has them.
    proposed: String,
    /// As the text in force has them.
    present: String,
}

impl From<&Clash> for ShownClash {
    fn from(clash: &Clash) -> Self {
        Self {
            line: clash.line,
            base: clash.base.clone(),
            proposed: clash.mine.clone(),
            present: clash.theirs.clone(),
        }
    }
}

/// Shows what a proposal becomes when it is brought up to the revision in force. It changes nothing.
#[utoipa::path(get, path = "/proposals/{id}/merge", tag = "proposals", params(("id" = String, Path)),
    responses((status = 200, description = "the joined text, or what is to be decided", body = ShownMerge), (status = 404, description = "there is no such proposal")))]
async fn look(visit: Visit, Path(id): Path<ProposalId>) -> Answer<Json<ShownMerge>> {
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &id).await?;
    let shown = match proposals::joined(&mut tx, &proposal).await? {
        None => ShownMerge {
            up_to_date: true,
            base: proposal.base,
            revision: proposal.base,
            markdown: Some(proposal.text),
            conflicts: Vec::new(),
        },
        Some(joined) => ShownMerge {
            up_to_date: false,
            base: Some(joined.base),
            revision: Some(joined.revision),
            markdown: joined.merge.text(),
            conflicts: joined.merge.clashes().map(ShownClash::from).collect(),
        },
    };
    Ok(Json(shown))
}

/// What a proposal is to be brought up with.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Mended {
    /// What stands in place of each conflict, in order; absent where there is none.
    mended: Option<Vec<String>>,
    /// The revision in force that the conflicts were read from: refused when it is another by now.
    revision: Option<i64>,
    /// The hash of the proposal's text that they were read from: refused when it is another by now.
    hash: Option<String>,
}

/// Brings a proposal up to the revision in force: both changes are joined, and the joined text asks for agreement anew. Where both changed
/// the same lines, `mended` says what stands there; without it nothing is changed.
#[utoipa::path(post, path = "/proposals/{id}/merge", tag = "proposals", params(("id" = String, Path), IfMatch), request_body = Mended,
    responses((status = 200, description = "the proposal as it is now", body = ShownProposal),
        (status = 409, description = "something is to be decided: `conflicts` has it; or either text is another by now, or nothing is left to propose"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn bring_up(
    visit: Visit,
    Path(id): Path<ProposalId>,
    expected: IfMatch,
    Json(mended): Json<Mended>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, &id, &expected).await? {
        return Ok(refused);
    }
    let texts = mended.mended.unwrap_or_default();
    let mending = Mending {
        hash: mended.hash.as_deref(),
        revision: mended.revision,
        texts: texts.iter().map(String::as_str).collect(),
    };
    match proposals::bring_up(&mut tx, &id, mending).await? {
        BroughtUp::Done(proposal) => {
            tx.commit().await?;
            Ok(answer(&visit, *proposal, StatusCode::OK).await?)
        }
        BroughtUp::ToDecide(joined) => {
            let hash = proposals::get(&mut tx, &id).await?.hash;
            Ok(to_decide(&visit, &hash, &joined)?)
        }
    }
}

/// What is to be decided first.
fn to_decide(visit: &Visit, hash: &str, joined: &Joined) -> Result<Response> {
    let clashes: Vec<ShownClash> = joined.merge.clashes().map(ShownClash::from).collect();
    let message = say!("proposal-to-decide", count = clashes.len());
    let body = json!({
        "type": "/problems-of-the-api#conflict",
        "title": i18n::say(visit.language, "failure-title-conflict"),
        "status": 409,
        "detail": i18n::tell(visit.language, &message),
        "instance": visit.address.split('?').next(),
        "hash": hash,
        "revision": joined.revision,
        "conflicts": clashes,
    });
    let kind = HeaderValue::from_static("application/problem+json");
    Ok((
        StatusCode::CONFLICT,
        [(header::CONTENT_TYPE, kind), etag(hash)?],
        body.to_string(),
    )
        .into_response())
}
