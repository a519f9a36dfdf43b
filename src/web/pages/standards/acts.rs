//! What one does on a standard's page: agree to or undo what is not yet agreed, mark it read, ask and say that it is clear now, say that it did not hold.

use axum::response::Redirect;

use super::standard::standard_id;
use crate::error::{Error, say};
use crate::id::StandardId;
use crate::problems;
use crate::proposals;
use crate::standards::{self, Status};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::visit::Visit;

/// `POST /standards/S-4/agreement`
pub(super) async fn agree(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standards::agree(&mut tx, &who, id, fields.get("hash")).await?;
    tx.commit().await?;
    Ok(Redirect::to(&back(&fields, id, "agreed")))
}

/// `POST /standards/agreements`: to many texts at once, each named with its hash.
pub(super) async fn agree_to_many(visit: Visit, fields: Fields) -> Answer<Redirect> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let mut agreed = 0;
    for text in fields.all("text") {
        let (name, hash) = text.split_once(' ').unwrap_or((text, ""));
        let id = standard_id(name)?;
        if standards::revision_is_own(&mut tx, &who, id).await? {
            continue;
        }
        standards::agree(&mut tx, &who, id, hash).await?;
        agreed += 1;
    }
    tx.commit().await?;
    let list = super::NOT_YET;
    Ok(Redirect::to(&format!("{list}?agreed={agreed}")))
}

/// `POST /standards/S-4/reversal`
pub(super) async fn undo(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    proposals::undo(&mut tx, &who, id, fields.get("hash")).await?;
    let out = standards::get(&mut tx, id).await?.status == Status::Retired;
    tx.commit().await?;
    let said = if out { "out" } else { "undone" };
    Ok(Redirect::to(&back(&fields, id, said)))
}

/// Where one goes on after an act: to the list that it was done from, else to the standard.
fn back(fields: &Fields, id: StandardId, said: &str) -> String {
    match fields.get("back") {
        super::NOT_YET => format!("{}?said={said}&about={id}", super::NOT_YET),
        _ => format!("/standards/{id}?said={said}"),
    }
}

/// `POST /standards/S-4/reading`
pub(super) async fn read(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let member = visit.visitor()?.person()?;
    let mut tx = visit.write().await?;
    match fields.get("read") {
        "no" => standards::mark_unread(&mut tx, member, id).await?,
        _ => standards::mark_read(&mut tx, member, id).await?,
    }
    tx.commit().await?;
    let back = match fields.get("back") {
        "/newcomers" => format!("/newcomers#{id}"),
        _ => format!("/standards/{id}"),
    };
    Ok(Redirect::to(&back))
}

/// `POST /standards/S-4/questions`
pub(super) async fn ask(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let member = visit.visitor()?.person()?;
    let mut tx = visit.write().await?;
    standards::ask(&mut tx, member, id, fields.get("text")).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/standards/{id}?said=asked")))
}

/// `POST /standards/S-4/questions/closing`: it is clear now.
pub(super) async fn close_question(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let unknown = |_| Error::NotFound(say!("standard-question-unknown"));
    let question = fields.get("question").parse().map_err(unknown)?;
    let asker = visit.visitor()?.person()?;
    let mut tx = visit.write().await?;
    let who = visit.takes_part().ok();
    standards::close_question(&mut tx, asker, who.as_ref(), id, &question).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/standards/{id}?said=clear")))
}

/// `POST /standards/S-4/failures`: one of its problems came back, or a new one is posted, linked to it.
pub(super) async fn did_not_hold(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let unknown = |_| Error::invalid("problem", say!("standard-which-problem"));
    let named = match fields.get("problem") {
        "" => None,
        named => Some(named.parse().map_err(unknown)?),
    };
    let mut tx = visit.write().await?;
    let visitor = visit.visitor()?;
    let problem = problems::did_not_hold(&mut tx, visitor, id, named, fields.get("note")).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/problems/{problem}")))
}
