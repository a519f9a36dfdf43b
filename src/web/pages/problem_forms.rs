//! The forms of a problem's page: each calls one operation and leads back. What is refused comes back with what was typed.

use axum::response::{IntoResponse, Redirect, Response};

use super::problem::refused;
use crate::error::{Error, Result, say};
use crate::id::{CauseId, CountermeasureId, InvestigationId, OccurrenceId, ProblemId, StandardId};
use crate::members::Deed;
use crate::problems::{
    self, Again, AsideReason, CauseEdit, CauseStatus, Held, Lesson, NewWork, Purpose, SetAside,
    Strength, WorkEdit, WorkKind,
};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::problem_fields::{day, day_if, for_the_book, owner, problem, word, word_if};
use crate::web::routes::Routes;
use crate::web::visit::Visit;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post(Deed::Log, "/problems/{id}/again", again)
        .post(Deed::Log, "/problems/{id}/comments", comment)
        .post(Deed::TakePart, "/problems/{id}/causes", add_cause)
        .post(
            Deed::TakePart,
            "/problems/{id}/countermeasures",
            add_countermeasure,
        )
        .post(
            Deed::TakePart,
            "/problems/{id}/investigations",
            add_investigation,
        )
        .post(Deed::TakePart, "/problems/{id}/check", check)
        .post(Deed::TakePart, "/problems/{id}/book", book)
        .post(Deed::TakePart, "/problems/{id}/set-aside", set_aside)
        .post(Deed::TakePart, "/problems/{id}/posting", posting)
        .post(Deed::TakePart, "/problems/{id}/standards", link)
        .post(Deed::TakePart, "/problems/{id}/standards/unlink", unlink)
        .post(
            Deed::TakePart,
            "/countermeasures/{id}",
            change_countermeasure,
        )
        .post(Deed::TakePart, "/investigations/{id}", change_investigation)
        .post(Deed::TakePart, "/causes/{id}", change_cause)
        .post(Deed::TakePart, "/occurrences/{id}", review)
        .post(Deed::Log, "/occurrences/{id}/taking-back", take_back)
}

/// It happened again; from the wall's field, what was typed there is the note.
async fn again(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let note = format!("{} {}", fields.get("title"), fields.get("note"));
    let done = async {
        let again = Again::now(problems::long_text("note", note.trim())?);
        let mut tx = visit.write().await?;
        let entered = problems::happened_again(&mut tx, id, again).await?;
        tx.commit().await?;
        Ok(entered.problem)
    };
    match done.await {
        Ok(problem) => Ok(Redirect::to(&format!("/problems/{problem}?said=again")).into_response()),
        Err(error) => refused(&visit, id, error, &fields).await,
    }
}

async fn comment(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let mut tx = visit.write().await?;
        problems::comment(&mut tx, id, fields.get("text")).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "#problem-story", done.await.map(drop)).await
}

async fn add_cause(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let parent = given(&fields, "parent").map(|text| {
            text.parse::<CauseId>()
                .map_err(|_| Error::invalid("parent", say!("problem-cause-unknown")))
        });
        let mut tx = visit.write().await?;
        problems::add_cause(&mut tx, id, fields.get("text"), parent.transpose()?).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "#why", done.await.map(drop)).await
}

async fn add_countermeasure(
    visit: Visit,
    Path(id): Path<ProblemId>,
    fields: Fields,
) -> Answer<Response> {
    let done = async {
        let takes_part = visit.takes_part()?;
        let mut tx = visit.write().await?;
        let work = NewWork {
            text: fields.get("text").to_owned(),
            owner: owner(&mut tx, given(&fields, "owner")).await?,
            due: day_if("due", given(&fields, "due"))?,
            purpose: word_if("kind", given(&fields, "kind"), Purpose::ALL)?,
            effect: fields.get("effect").to_owned(),
            strength: word_if("strength", given(&fields, "strength"), Strength::ALL)?,
            standup: None,
        };
        problems::add_countermeasure(&mut tx, &takes_part, id, work).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "#doing", done.await.map(drop)).await
}

async fn add_investigation(
    visit: Visit,
    Path(id): Path<ProblemId>,
    fields: Fields,
) -> Answer<Response> {
    let done = async {
        let takes_part = visit.takes_part()?;
        let mut tx = visit.write().await?;
        let work = NewWork {
            text: fields.get("question").to_owned(),
            owner: owner(&mut tx, given(&fields, "owner")).await?,
            due: day_if("due", given(&fields, "due"))?,
            ..NewWork::default()
        };
        problems::add_investigation(&mut tx, &takes_part, id, work).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "#doing", done.await.map(drop)).await
}

async fn check(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let takes_part = visit.takes_part()?;
        let mut tx = visit.write().await?;
        match given(&fields, "answer") {
            Some(answer) => {
                let held = word("answer", answer, Held::ALL)?;
                problems::answer_check(
                    &mut tx,
                    &takes_part,
                    id,
                    held,
                    fields.get("evidence"),
                    None,
                )
                .await?;
            }
            None => {
                let due = day("due", fields.get("due"))?;
                problems::set_check(&mut tx, &takes_part, id, due).await?;
            }
        }
        tx.commit().await
    };
    back(&visit, id, &fields, "", done.await.map(drop)).await
}

async fn book(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let takes_part = visit.takes_part()?;
        let mut tx = visit.write().await?;
        let (standard, proposal) = (given(&fields, "standard"), given(&fields, "proposal"));
        let no = fields.ticked("no").then(|| fields.get("no"));
        let answer = for_the_book(&mut tx, standard, proposal, no).await?;
        problems::answer_book(&mut tx, &takes_part, id, answer).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "", done.await.map(drop)).await
}

async fn set_aside(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let takes_part = visit.takes_part()?;
        let how = SetAside {
            reason: word("reason", fields.get("reason"), AsideReason::ALL)?,
            of: given(&fields, "of")
                .map(|text| problem("of", text))
                .transpose()?,
            why: given(&fields, "why").map(str::to_owned),
            until: day_if("until", given(&fields, "until"))?,
        };
        let mut tx = visit.write().await?;
        problems::set_aside(&mut tx, &takes_part, id, how).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "", done.await.map(drop)).await
}

async fn posting(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let takes_part = visit.takes_part()?;
        let mut tx = visit.write().await?;
        problems::put_on_the_wall(&mut tx, &takes_part, id).await?;
        tx.commit().await
    };
    let done = done.await.map(drop);
    // From the tray one goes on with the tray; only an address of this program leads anywhere.
    let wanted = fields.get("back");
    if done.is_ok() && wanted.starts_with("/wall/") {
        return Ok(Redirect::to(wanted).into_response());
    }
    back(&visit, id, &fields, "", done).await
}

async fn link(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let standard = standard(&fields)?;
        let mut tx = visit.write().await?;
        problems::link_standard(&mut tx, id, standard).await?;
        tx.commit().await
    };
    let done = done.await.map(drop).map_err(|error| match error {
        // What was typed names no standard: that is a fault of the field, not of the address.
        Error::NotFound(message) => Error::invalid("standard", message),
        other => other,
    });
    back(&visit, id, &fields, "#problem-links", done).await
}

async fn unlink(visit: Visit, Path(id): Path<ProblemId>, fields: Fields) -> Answer<Response> {
    let done = async {
        let standard = standard(&fields)?;
        let mut tx = visit.write().await?;
        problems::unlink_standard(&mut tx, id, standard).await?;
        tx.commit().await
    };
    back(&visit, id, &fields, "#problem-links", done.await.map(drop)).await
}

async fn change_countermeasure(
    visit: Visit,
    Path(id): Path<CountermeasureId>,
    fields: Fields,
) -> Answer<Response> {
    change_work(&visit, WorkKind::Countermeasure, id.as_str(), &fields).await
}

async fn change_investigation(
    visit: Visit,
    Path(id): Path<InvestigationId>,
    fields: Fields,
) -> Answer<Response> {
    change_work(&visit, WorkKind::Investigation, id.as_str(), &fields).await
}

async fn change_work(visit: &Visit, kind: WorkKind, id: &str, fields: &Fields) -> Answer<Response> {
    let problem = problems::problem_of_work(&mut visit.read().await?, kind, id).await?;
    let done = async {
        let takes_part = visit.takes_part()?;
        let mut tx = visit.write().await?;
        let edit = WorkEdit {
            text: given(fields, "text").map(str::to_owned),
            owner: owner(&mut tx, given(fields, "owner")).await?,
            due: day_if("due", given(fields, "due"))?,
            done: given(fields, "done").map(|word| word == "yes"),
            dropped_because: fields
                .ticked("dropped_because")
                .then(|| fields.get("dropped_because").to_owned()),
            finding: given(fields, "finding").map(str::to_owned),
            evidence: fields
                .ticked("evidence")
                .then(|| fields.get("evidence").to_owned()),
            ..WorkEdit::default()
        };
        problems::change_work(&mut tx, &takes_part, kind, id, edit).await?;
        tx.commit().await
    };
    back(visit, problem, fields, "#doing", done.await.map(drop)).await
}

async fn change_cause(visit: Visit, Path(id): Path<CauseId>, fields: Fields) -> Answer<Response> {
    let problem = problems::cause(&mut visit.read().await?, &id)
        .await?
        .problem;
    let done = async {
        let edit = CauseEdit {
            text: given(&fields, "text").map(str::to_owned),
            evidence: fields
                .ticked("evidence")
                .then(|| fields.get("evidence").to_owned()),
            status: word_if("status", given(&fields, "status"), CauseStatus::ALL)?,
        };
        let mut tx = visit.write().await?;
        problems::change_cause(&mut tx, &id, edit).await?;
        tx.commit().await
    };
    back(&visit, problem, &fields, "#why", done.await.map(drop)).await
}

async fn review(visit: Visit, Path(id): Path<OccurrenceId>, fields: Fields) -> Answer<Response> {
    let problem = problems::problem_of_occurrence(&mut visit.read().await?, &id).await?;
    let done = async {
        let takes_part = visit.takes_part()?;
        let confirmed = given(&fields, "confirmed").map(|word| word == "yes");
        let lesson = word_if("answer", given(&fields, "answer"), Lesson::ALL)?;
        let mut tx = visit.write().await?;
        problems::review_occurrence(&mut tx, &takes_part, problem, &id, confirmed, lesson).await?;
        tx.commit().await
    };
    back(
        &visit,
        problem,
        &fields,
        "#problem-told",
        done.await.map(drop),
    )
    .await
}

async fn take_back(visit: Visit, Path(id): Path<OccurrenceId>, fields: Fields) -> Answer<Response> {
    let problem = problems::problem_of_occurrence(&mut visit.read().await?, &id).await?;
    let done = async {
        let mut tx = visit.write().await?;
        if !problems::is_own(&mut tx, &id).await? {
            visit.takes_part()?;
        }
        problems::take_back(&mut tx, &id).await?;
        tx.commit().await
    };
    back(
        &visit,
        problem,
        &fields,
        "#problem-told",
        done.await.map(drop),
    )
    .await
}

/// Leads back to the problem, or shows it with what was refused.
async fn back(
    visit: &Visit,
    id: ProblemId,
    fields: &Fields,
    part: &str,
    done: Result<()>,
) -> Answer<Response> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/problems/{id}{part}")).into_response()),
        Err(error) => refused(visit, id, error, fields).await,
    }
}

/// A field with something in it.
fn given<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    Some(fields.get(name)).filter(|text| !text.trim().is_empty())
}

fn standard(fields: &Fields) -> Result<StandardId> {
    let text = fields.get("standard").trim();
    text.parse()
        .map_err(|_| Error::invalid("standard", say!("problem-standard-unknown", id = text)))
}
