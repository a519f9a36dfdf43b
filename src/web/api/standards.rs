//! `/standards`: the book over JSON, the exact file over markdown, and agreeing to what is in force and not yet agreed.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::conditions::{self, IfMatch, etag};
use super::lists;
use super::standard_view::{self as view, ListedRevision, ListedStandard, ShownStandard};
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::StandardId;
use crate::members::Deed;
use crate::proposals;
use crate::standards::{self, Agreement, Filter, Revision};
use crate::web::accept;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Read, routes!(list))
        .add(Deed::Read, routes!(draft))
        .add(Deed::Read, routes!(show))
        .add(Deed::Read, routes!(revisions))
        .add(Deed::Read, routes!(revision))
        .add(Deed::TakePart, routes!(agree))
        .add(Deed::TakePart, routes!(undo))
        .add(Deed::Log, routes!(mark_read, mark_unread))
}

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only `active`, `superseded` or `retired`.
    status: Option<String>,
    /// Only those of this team's key.
    team: Option<String>,
    /// Only those with this tag.
    tag: Option<String>,
    /// `false`: only those not yet agreed.
    agreed: Option<String>,
    /// Only those in force that are to be looked at again by this day, YYYY-MM-DD.
    review_by: Option<String>,
    /// `true`: only those that are unclear to somebody.
    unclear: Option<String>,
    /// One's own list: `yes`, those of which one has read the text in force; `changed`, an earlier one; `no`, none.
    read: Option<String>,
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

impl Wanted {
    async fn filter(&self, tx: &mut Tx, visit: &Visit) -> Result<Filter> {
        let day = lists::said(self.review_by.as_deref());
        let no_day =
            |text| Error::invalid("review_by", say!("standard-review-no-day", text = text));
        let read = lists::said(self.read.as_deref());
        let unknown = |_| Error::invalid("read", say!("standard-read-unknown"));
        let read = read.map(|word| word.parse().map_err(unknown)).transpose()?;
        let status = match self.status.as_deref() {
            None | Some("") => None,
            Some(word) => {
                let unknown = |_| Error::invalid("status", say!("standard-status-unknown"));
                Some(word.parse().map_err(unknown)?)
            }
        };
        Ok(Filter {
            status,
            team: lists::team_of_the_book(tx, self.team.as_deref()).await?,
            tag: self
                .tag
                .clone()
                .map(|tag| tag.to_lowercase())
                .filter(|tag| !tag.is_empty()),
            agreement: (self.agreed.as_deref() == Some("false")).then_some(Agreement::NotYet),
            on_the_path: false,
            review_by: day
                .map(|text| text.parse().map_err(|_| no_day(text)))
                .transpose()?,
            unclear: self.unclear.as_deref() == Some("true"),
            read: match read {
                Some(read) => Some((visit.visitor()?.person()?.clone(), read)),
                None => None,
            },
        })
    }
}

/// A page of standards.
#[derive(Debug, Serialize, ToSchema)]
struct StandardList {
    items: Vec<ListedStandard>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Lists standards by number.
#[utoipa::path(get, path = "/standards", tag = "standards", params(Wanted),
    responses((status = 200, description = "a page", body = StandardList), (status = 422, description = "a status, team or cursor that there is not")))]
async fn list(
    visit: Visit,
    StrictQuery(wanted): StrictQuery<Wanted>,
) -> Answer<Json<StandardList>> {
    let mut tx = visit.read().await?;
    let limit = lists::limit(wanted.limit.as_deref())?;
    let after = lists::cursor(wanted.cursor.as_deref())?;
    let filter = wanted.filter(&mut tx, &visit).await?;
    let mut found = standards::after(&mut tx, &filter, after, limit + 1).await?;
    let more = lists::cut(&mut found, limit);
    let next = found
        .last()
        .filter(|_| more)
        .map(|standard| standard.id.to_string());
    let items = view::listed(&mut tx, &visit, &found).await?;
    Ok(Json(StandardList { items, next }))
}

/// What a text is to begin with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Beginning {
    /// How we do it from now on.
    title: Option<String>,
    /// The problems that it is to solve, with commas: their gap, causes and countermeasures are filled in.
    solves: Option<String>,
}

/// A text to start from: the offered headings, filled in with what the problems say. It is kept nowhere.
#[utoipa::path(get, path = "/standards/draft", tag = "standards", params(Beginning),
    responses((status = 200, description = "the text", content((String = "text/markdown"))), (status = 404, description = "there is no such problem"),
        (status = 422, description = "a name that is no problem's")))]
async fn draft(visit: Visit, StrictQuery(beginning): StrictQuery<Beginning>) -> Answer<Response> {
    let names = beginning
        .solves
        .as_deref()
        .unwrap_or_default()
        .split(',')
        .filter(|name| !name.trim().is_empty());
    let no_problem =
        |name: &str| Error::invalid("solves", say!("proposal-no-problem", name = name));
    let solves = names
        .map(|name| name.trim().parse().map_err(|_| no_problem(name)))
        .collect::<Result<Vec<_>>>()?;
    let mut tx = visit.read().await?;
    let title = beginning.title.unwrap_or_default();
    let text = crate::web::draft::draft(&mut tx, visit.language, &title, &solves).await?;
    Ok((
        [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")],
        text,
    )
        .into_response())
}

/// Shows a standard; with `Accept: text/markdown` the exact file.
#[utoipa::path(get, path = "/standards/{id}", tag = "standards", params(("id" = String, Path, example = "S-4")),
    responses((status = 200, description = "the standard", content((ShownStandard = "application/json"), (String = "text/markdown"))),
        (status = 404, description = "there is no such standard")))]
async fn show(visit: Visit, Path(id): Path<StandardId>, headers: HeaderMap) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let standard = standards::get(&mut tx, id).await?;
    let etag = [etag(&standard.hash)?];
    if accept::wants_markdown(&headers) {
        let text = standards::text(&mut tx, id).await?;
        let file = (
            etag,
            [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")],
            text,
        );
        return Ok(accept::varied(file.into_response()));
    }
    let shown = view::shown(&mut tx, &visit, standard).await?;
    Ok(accept::varied((etag, Json(shown)).into_response()))
}

/// Which of its revisions.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichRevisions {
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// A page of the revisions of a standard.
#[derive(Debug, Serialize, ToSchema)]
struct RevisionList {
    items: Vec<ListedRevision>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Lists the revisions of a standard, newest first.
#[utoipa::path(get, path = "/standards/{id}/revisions", tag = "standards", params(("id" = String, Path, example = "S-4"), WhichRevisions),
    responses((status = 200, description = "a page", body = RevisionList), (status = 404, description = "there is no such standard"),
        (status = 422, description = "a cursor that there is not")))]
async fn revisions(
    visit: Visit,
    Path(id): Path<StandardId>,
    StrictQuery(which): StrictQuery<WhichRevisions>,
) -> Answer<Json<RevisionList>> {
    let limit = lists::limit(which.limit.as_deref())?;
    let before: Option<i64> = lists::cursor(which.cursor.as_deref())?;
    let mut tx = visit.read().await?;
    standards::get(&mut tx, id).await?;
    let revisions = standards::revisions(&mut tx, id).await?;
    let earlier = |number: i64| before.is_none_or(|before| number < before);
    let mut found: Vec<_> = revisions
        .into_iter()
        .rev()
        .filter(|revision| earlier(revision.number))
        .collect();
    let more = lists::cut(&mut found, limit);
    let next = found.last().filter(|_| more);
    let next = next.map(|revision| revision.number.to_string());
    let mut commits = standards::committed(&mut tx, id).await?;
    let listed = |revision: Revision| {
        let commit = commits.remove(&revision.number);
        ListedRevision::new(revision, commit)
    };
    let items = found.into_iter().map(listed).collect();
    Ok(Json(RevisionList { items, next }))
}

/// The exact text of one revision.
#[utoipa::path(get, path = "/standards/{id}/revisions/{revision}", tag = "standards",
    params(("id" = String, Path, example = "S-4"), ("revision" = i64, Path, example = 3)),
    responses((status = 200, description = "the text", content((String = "text/markdown"))), (status = 404, description = "there is no such revision")))]
async fn revision(visit: Visit, Path((id, number)): Path<(StandardId, i64)>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let text = standards::text_of(&mut tx, id, number).await?;
    Ok((
        [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")],
        text,
    )
        .into_response())
}

/// Which text one means.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ThisText {
    /// SHA-256 of its bytes.
    hash: String,
}

/// Agrees to the text in force, which came by file or as a small correction. The last one needed makes it agreed.
#[utoipa::path(put, path = "/standards/{id}/approval", tag = "standards", params(("id" = String, Path, example = "S-4"), IfMatch), request_body = ThisText,
    responses((status = 200, description = "the standard as it is now", body = ShownStandard),
        (status = 403, description = "one's own text, or a token that only proposes"), (status = 409, description = "another text is in force; both are in the answer"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn agree(
    visit: Visit,
    Path(id): Path<StandardId>,
    expected: IfMatch,
    Json(text): Json<ThisText>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    let standard = standards::agree(&mut tx, &who, id, &text.hash).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    Ok((
        [etag(&standard.hash)?],
        Json(view::shown(&mut tx, &visit, standard).await?),
    )
        .into_response())
}

/// Undoes the text in force while it is not yet agreed: the text before it comes back as a new revision.
#[utoipa::path(post, path = "/standards/{id}/reversal", tag = "standards", params(("id" = String, Path, example = "S-4"), IfMatch), request_body = ThisText,
    responses((status = 201, description = "the standard as it is now", body = ShownStandard),
        (status = 409, description = "another text is in force, or people have agreed to it"),
        (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn undo(
    visit: Visit,
    Path(id): Path<StandardId>,
    expected: IfMatch,
    Json(text): Json<ThisText>,
) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    proposals::undo(&mut tx, &who, id, &text.hash).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    let standard = standards::get(&mut tx, id).await?;
    let etag = etag(&standard.hash)?;
    Ok((
        StatusCode::CREATED,
        [etag],
        Json(view::shown(&mut tx, &visit, standard).await?),
    )
        .into_response())
}

/// Notes that one has read the text in force.
#[utoipa::path(put, path = "/standards/{id}/reading", tag = "standards", params(("id" = String, Path, example = "S-4")),
    responses((status = 204, description = "noted"), (status = 404, description = "there is no such standard")))]
async fn mark_read(visit: Visit, Path(id): Path<StandardId>) -> Answer<StatusCode> {
    let mut tx = visit.write().await?;
    standards::mark_read(&mut tx, visit.visitor()?.person()?, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it back.
#[utoipa::path(delete, path = "/standards/{id}/reading", tag = "standards", params(("id" = String, Path, example = "S-4")),
    responses((status = 204, description = "noted")))]
async fn mark_unread(visit: Visit, Path(id): Path<StandardId>) -> Answer<StatusCode> {
    let mut tx = visit.write().await?;
    standards::mark_unread(&mut tx, visit.visitor()?.person()?, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Refuses a change of a standard whose text is no longer the one that was read, with how it is now.
async fn changed_meanwhile(
    tx: &mut Tx,
    visit: &Visit,
    id: StandardId,
    expected: &IfMatch,
) -> Result<Option<Response>> {
    let present = standards::get(tx, id).await?;
    if expected.allows(&present.hash) {
        return Ok(None);
    }
    let message = say!("standard-moved-on", id = id, revision = present.revision);
    let hash = present.hash.clone();
    let shown = view::shown(tx, visit, present).await?;
    conditions::outdated(visit, &message, hash, shown).map(Some)
}
