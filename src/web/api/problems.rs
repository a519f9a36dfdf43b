//! `/problems`: post, list, show, change.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::conditions::{self, IfMatch, etag};
use super::lists;
use super::problem_view::{self as view, ListedProblem, ShownProblem};
use crate::db::Tx;
use crate::error::{Error, Result, keep, say};
use crate::id::ProblemId;
use crate::members::Deed;
use crate::problems::{self, Draft, Edit, Filter, Posted, State, Tags, Title};
use crate::web::failure::Answer;
use crate::web::form::{Json, Path, StrictQuery};
use crate::web::problem_fields::{Alike, alike, team_named, team_of, word};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(api: Routes) -> Routes {
    api.add(Deed::Log, routes!(create))
        .add(Deed::Read, routes!(list))
        .add(Deed::Read, routes!(show))
        .add(Deed::TakePart, routes!(change))
}

/// A problem to post: only its title is needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewProblem {
    /// At most 120 characters.
    title: String,
    /// Markdown.
    description: Option<String>,
    /// A team's key; needed only with several teams and no home team.
    team: Option<String>,
    tags: Option<Vec<String>>,
    /// 1 nuisance, 2 slows us, 3 stops us.
    impact: Option<i64>,
    should_be: Option<String>,
    /// What it is like; the title when absent.
    is: Option<String>,
}

/// What was posted, with what looks like it.
#[derive(Debug, Serialize, ToSchema)]
struct PostedProblem {
    #[serde(flatten)]
    problem: ShownProblem,
    similar: Vec<Alike>,
}

/// Posts a problem on a team's wall.
#[utoipa::path(post, path = "/problems", tag = "problems", request_body = NewProblem,
    responses((status = 201, description = "posted", body = PostedProblem), (status = 422, description = "what is wrong with which field")))]
async fn create(visit: Visit, Json(new): Json<NewProblem>) -> Answer<Response> {
    let team = team_named(&visit, new.team.as_deref()).await?;
    let draft = new.read()?;
    let (title, description) = (draft.title.as_str().to_owned(), draft.description.clone());
    let mut tx = visit.write().await?;
    let posted = problems::post(&mut tx, &team, draft).await?;
    tx.commit().await?;
    let id = posted.id();
    let problem = match posted {
        Posted::Now(dossier) => view::shown_new(&visit, &dossier),
        Posted::Before(id) => view::shown(&mut visit.read().await?, &visit, id).await?,
    };
    let mut similar = alike(&visit, &title, &description, Some(id)).await;
    for one in &mut similar {
        one.url.insert_str(0, &visit.app.config.base_url);
    }
    let location = location(id)?;
    Ok((
        StatusCode::CREATED,
        [location],
        Json(PostedProblem { problem, similar }),
    )
        .into_response())
}

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only in this state.
    state: Option<String>,
    /// Only on this team's wall: its key.
    team: Option<String>,
    /// Only with this tag.
    tag: Option<String>,
    /// At most so many, 50 unless said, never more than 200.
    limit: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
}

/// A page of problems.
#[derive(Debug, Serialize, ToSchema)]
struct ProblemList {
    items: Vec<ListedProblem>,
    /// The cursor of the next page; null at the end.
    next: Option<String>,
}

/// Lists problems, newest first.
#[utoipa::path(get, path = "/problems", tag = "problems", params(Wanted),
    responses((status = 200, description = "a page", body = ProblemList), (status = 422, description = "a state, team or cursor that there is not")))]
async fn list(visit: Visit, StrictQuery(wanted): StrictQuery<Wanted>) -> Answer<Json<ProblemList>> {
    let mut tx = visit.read().await?;
    let filter = wanted.filter(&mut tx).await?;
    let limit = lists::limit(wanted.limit.as_deref())?;
    let mut rows = problems::list(&mut tx, &filter, limit + 1).await?;
    let more = lists::cut(&mut rows, limit);
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let items = view::listed(&mut tx, &visit, &rows).await?;
    Ok(Json(ProblemList { items, next }))
}

/// Shows a problem with everything about it, and what it takes to move on.
#[utoipa::path(get, path = "/problems/{id}", tag = "problems", params(("id" = String, Path, example = "P-12")),
    responses((status = 200, description = "the problem", body = ShownProblem), (status = 404, description = "there is no such problem")))]
async fn show(visit: Visit, Path(id): Path<ProblemId>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    Ok(answer(&mut tx, &visit, id, StatusCode::OK).await?)
}

/// The fields to change; what is absent stays, `null` empties.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ProblemChange {
    title: Option<String>,
    #[serde(deserialize_with = "said")]
    description: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    should_be: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    is: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    impact: Option<Option<i64>>,
    #[serde(deserialize_with = "said")]
    tags: Option<Option<Vec<String>>>,
    #[serde(deserialize_with = "said")]
    containment: Option<Option<String>>,
    #[serde(deserialize_with = "said", rename = "where")]
    place: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    where_not: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    since_when: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    minutes_lost: Option<Option<i64>>,
    /// A team's key.
    team: Option<String>,
}

/// Changes what is written about a problem. With `If-Match`, only while nobody else changed it.
#[utoipa::path(patch, path = "/problems/{id}", tag = "problems", params(("id" = String, Path, example = "P-12"), IfMatch), request_body = ProblemChange,
    responses((status = 200, description = "the problem as it is now", body = ShownProblem), (status = 412, description = "it changed meanwhile; `present` is how it is now")))]
async fn change(
    visit: Visit,
    Path(id): Path<ProblemId>,
    expected: IfMatch,
    Json(change): Json<ProblemChange>,
) -> Answer<Response> {
    let mut tx = visit.write().await?;
    let edit = change.read(&mut tx).await?;
    if let Some(refused) = changed_meanwhile(&mut tx, &visit, id, &expected).await? {
        return Ok(refused);
    }
    problems::change(&mut tx, id, edit, None).await?;
    tx.commit().await?;
    let mut tx = visit.read().await?;
    Ok(answer(&mut tx, &visit, id, StatusCode::OK).await?)
}

/// Answers with a problem and its version.
pub(super) async fn answer(
    tx: &mut Tx,
    visit: &Visit,
    id: ProblemId,
    status: StatusCode,
) -> Result<Response> {
    let version = version_of(tx, id).await?;
    let shown = view::shown(tx, visit, id).await?;
    Ok((status, [version], Json(shown)).into_response())
}

/// Refuses a change of a problem that is no longer as it was read, with how it is now.
pub(super) async fn changed_meanwhile(
    tx: &mut Tx,
    visit: &Visit,
    id: ProblemId,
    expected: &IfMatch,
) -> Result<Option<Response>> {
    let version = problems::get(tx, id).await?.version;
    if expected.allows(version) {
        return Ok(None);
    }
    let message = say!("problem-changed-meanwhile", id = id);
    let present = view::shown(tx, visit, id).await?;
    conditions::outdated(visit, &message, version, present).map(Some)
}

/// The version of a problem, for an answer about a part of it.
pub(super) async fn version_of(tx: &mut Tx, id: ProblemId) -> Result<(HeaderName, HeaderValue)> {
    etag(problems::get(tx, id).await?.version)
}

/// Tells a field that was sent as `null` from one that was not sent.
pub(super) fn said<'de, T, D>(from: D) -> std::result::Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(from).map(Some)
}

fn location(id: ProblemId) -> Result<(HeaderName, HeaderValue)> {
    let address = HeaderValue::from_str(&format!("/api/v1/problems/{id}"));
    Ok((header::LOCATION, address.map_err(Error::internal)?))
}

impl NewProblem {
    fn read(self) -> Result<Draft> {
        let mut faults = Vec::new();
        let title = keep(Title::parse(&self.title), &mut faults)?;
        let long =
            |field, text: Option<String>| problems::long_text(field, &text.unwrap_or_default());
        let description = keep(long("description", self.description), &mut faults)?;
        let should_be = keep(long("should_be", self.should_be), &mut faults)?;
        let actual = keep(long("is", self.is), &mut faults)?;
        let tags = keep(Tags::parse(self.tags.unwrap_or_default()), &mut faults)?;
        let impact = keep(self.impact.map(problems::impact).transpose(), &mut faults)?;
        let Some(title) = title.filter(|_| faults.is_empty()) else {
            return Err(Error::Invalid(faults));
        };
        let mut draft = Draft::titled(title);
        draft.description = description.unwrap_or_default();
        draft.should_be = should_be.unwrap_or_default();
        draft.actual = actual.unwrap_or_default();
        draft.tags = tags.unwrap_or_default();
        draft.impact = impact.flatten();
        Ok(draft)
    }
}

impl ProblemChange {
    async fn read(self, tx: &mut Tx) -> Result<Edit> {
        let mut faults = Vec::new();
        let mut long = |field, text: Option<Option<String>>| {
            let read = text.map(|text| problems::long_text(field, &text.unwrap_or_default()));
            keep(read.transpose(), &mut faults).map(Option::flatten)
        };
        let mut edit = Edit {
            description: long("description", self.description)?,
            should_be: long("should_be", self.should_be)?,
            actual: long("is", self.is)?,
            containment: long("containment", self.containment)?,
            place: long("where", self.place)?,
            place_not: long("where_not", self.where_not)?,
            since_when: long("since_when", self.since_when)?,
            minutes_lost: self
                .minutes_lost
                .map(|lost| lost.filter(|minutes| *minutes >= 0)),
            ..Edit::default()
        };
        edit.title = keep(
            self.title.as_deref().map(Title::parse).transpose(),
            &mut faults,
        )?
        .flatten();
        let tags = self.tags.map(|tags| Tags::parse(tags.unwrap_or_default()));
        edit.tags = keep(tags.transpose(), &mut faults)?.flatten();
        let impact = self
            .impact
            .map(|impact| impact.map(problems::impact).transpose());
        edit.impact = keep(impact.transpose(), &mut faults)?.flatten();
        if let Some(key) = &self.team {
            edit.team = keep(team_of(tx, key).await, &mut faults)?.map(|team| team.id);
        }
        if faults.is_empty() {
            Ok(edit)
        } else {
            Err(Error::Invalid(faults))
        }
    }
}

impl Wanted {
    async fn filter(&self, tx: &mut Tx) -> Result<Filter> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let mut filter = Filter {
            tag: given(&self.tag).map(|tag| tag.to_lowercase()),
            ..Filter::default()
        };
        if let Some(state) = given(&self.state) {
            filter.state = Some(word("state", &state, State::ALL)?);
        }
        let team = lists::team(tx, self.team.as_deref()).await?;
        filter.team = team.map(|team| team.id);
        filter.before = lists::cursor(self.cursor.as_deref())?;
        Ok(filter)
    }
}
