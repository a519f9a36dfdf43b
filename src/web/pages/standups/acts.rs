//! The room's forms: each reads what was typed, does one act, and leads back to the room. What is refused comes back
//! with everything that was typed.

use axum::response::{IntoResponse, Redirect, Response};

use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::StandupId;
use crate::members;
use crate::problems::{self, Edit};
use crate::standups::{self, MOST_STEP_HOURS, Mode, Moved, Presence, Start, To};
use crate::web::failure::Answer;
use crate::web::form::{Form, Path};
use crate::web::visit::Visit;

use super::list;
use super::minutes::Refused;
use super::show::{refused, refused_question};
use super::typed::Typed;

pub(super) type Sent = Form<Vec<(String, String)>>;

/// Starts a stand-up for a team.
pub(super) async fn start(visit: Visit, Form(fields): Sent) -> Answer<Response> {
    let typed = Typed::of(fields);
    match started(&visit, &typed).await {
        Ok(id) => Ok(room(id, &Moved::default())),
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => list::refused(&visit, error).await,
        Err(error) => Err(error.into()),
    }
}

async fn started(visit: &Visit, typed: &Typed) -> Result<StandupId> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    let team = members::team_by_key(&mut tx, typed.get("team")).await?;
    let start = Start {
        team,
        mode: typed
            .read("mode", say!("standup-bad-mode"))?
            .unwrap_or(Mode::Spoken),
        problems: None,
        hours: typed.read("hours", say!("standup-bad-hours", max = MOST_STEP_HOURS))?,
    };
    let id = standups::start(&mut tx, &who, start).await?;
    tx.commit().await?;
    Ok(id)
}

/// Goes on, back, or to one problem.
pub(super) async fn step(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match stepped(&visit, id, &typed).await {
        Ok(moved) => Ok(room(id, &moved)),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn stepped(visit: &Visit, id: StandupId, typed: &Typed) -> Result<Moved> {
    let who = visit.takes_part()?;
    let to = match typed.get("to") {
        "back" => To::Back,
        "problem" => To::Problem(typed.need("problem", say!("standup-problem-missing"))?),
        _ => To::Next,
    };
    let at = typed.read("at", say!("standup-problem-missing"))?;
    let mut tx = visit.write().await?;
    let (_, moved) = standups::step(&mut tx, &who, id, to, at).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Ends the stand-up.
pub(super) async fn end(visit: Visit, Path(id): Path<StandupId>) -> Answer<Response> {
    let who = visit.takes_part()?;
    let mut tx = visit.write().await?;
    standups::end(&mut tx, &who, id).await?;
    tx.commit().await?;
    Ok(room(id, &Moved::default()))
}

/// Takes the lead over, or hands it over.
pub(super) async fn take_over(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match taken_over(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn taken_over(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let to = typed.read("lead_to", say!("member-unknown"))?;
    let mut tx = visit.write().await?;
    match to {
        Some(to) => standups::hand_over(&mut tx, &who, id, &to).await?,
        None => standups::take_over(&mut tx, &who, id).await?,
    };
    tx.commit().await?;
    Ok(())
}

/// Comes in, goes out, or enters somebody without a device.
pub(super) async fn presence(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match attended(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn attended(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let member = typed.read("member", say!("member-unknown"))?;
    let presence = if typed.is("gone", "yes") {
        Presence::Gone
    } else {
        Presence::Here
    };
    let mut tx = visit.write_unnamed().await?;
    let whom = member.as_ref().unwrap_or(who.member());
    standups::attend(&mut tx, &who, id, whom, presence).await?;
    tx.commit().await?;
    Ok(())
}

/// Passes the floor on or back.
pub(super) async fn turn(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match turned(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn turned(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let act = typed.need("action", say!("standup-no-round"))?;
    let at = typed.read("turn", say!("standup-no-round"))?;
    // Whose turn it was is no secret, who has nothing to write is: neither needs a name in the feed.
    let mut tx = visit.write_unnamed().await?;
    refuse_gone_on(&mut tx, id, typed).await?;
    standups::turn(&mut tx, &who, id, act, at).await?;
    tx.commit().await?;
    Ok(())
}

/// Having nothing to add is said of the step that was read, not of the one that has begun meanwhile.
async fn refuse_gone_on(tx: &mut Tx, id: StandupId, typed: &Typed) -> Result<()> {
    let read: Option<i64> = typed.read("at", say!("standup-no-round"))?;
    let at = standups::session(tx, id).await?.at;
    match read {
        Some(read) if read != at => Err(Error::invalid("", say!("standup-gone-on"))),
        _ => Ok(()),
    }
}

/// Keeps the gap as the room has worded it.
pub(super) async fn facts(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match reworded(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn reworded(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let problem = typed.need("problem", say!("standup-problem-missing"))?;
    let version = typed.need("version", say!("standup-problem-missing"))?;
    let edit = Edit {
        should_be: Some(problems::long_text("should_be", typed.get("should_be"))?),
        actual: Some(problems::long_text("is", typed.get("is"))?),
        since_when: Some(problems::long_text("since_when", typed.get("since_when"))?),
        ..Edit::default()
    };
    let mut tx = visit.write().await?;
    standups::word_facts(&mut tx, &who, id, problem, edit, version).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps whether there is a standard for it.
pub(super) async fn covered(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match answered(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn answered(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let problem = typed.need("problem", say!("standup-problem-missing"))?;
    let found = typed.need("answer", say!("standup-covered-missing"))?;
    let standard = typed.read("standard", say!("standup-bad-standard"))?;
    let mut tx = visit.write().await?;
    standups::cover(&mut tx, &who, id, problem, found, standard).await?;
    tx.commit().await?;
    Ok(())
}

/// Decides about the card that has the floor.
pub(super) async fn decide(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match decided(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(error) => refused(&visit, id, error, typed).await,
    }
}

async fn decided(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let decision = typed.decision()?;
    let mut tx = visit.write().await?;
    standups::decide(&mut tx, &who, id, decision).await?;
    tx.commit().await?;
    Ok(())
}

/// Says that one sees a problem in what was decided while one was away.
pub(super) async fn object(
    visit: Visit,
    Path(id): Path<StandupId>,
    Form(fields): Sent,
) -> Answer<Response> {
    let typed = Typed::of(fields);
    match objected(&visit, id, &typed).await {
        Ok(()) => Ok(room(id, &Moved::default())),
        Err(Error::Invalid(faults)) => {
            let shell = visit.shell("standups");
            let why = faults.iter().map(|fault| shell.tell(&fault.message));
            let refused = Refused {
                why: why.collect::<Vec<_>>().join(" "),
                problem: typed.get("problem").to_owned(),
                what: typed.get("what").to_owned(),
            };
            refused_question(&visit, id, refused).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn objected(visit: &Visit, id: StandupId, typed: &Typed) -> Result<()> {
    let who = visit.takes_part()?;
    let problem = typed.need("problem", say!("standup-problem-missing"))?;
    let mut tx = visit.write().await?;
    standups::object(&mut tx, &who, id, problem, typed.get("what")).await?;
    tx.commit().await?;
    Ok(())
}

/// Back to the room, saying what a step left open.
pub(super) fn room(id: StandupId, moved: &Moved) -> Response {
    let open: Vec<String> = moved.undecided.iter().map(ToString::to_string).collect();
    let address = match open.is_empty() {
        true => format!("/standups/{id}"),
        false => format!("/standups/{id}?open={}", open.join(",")),
    };
    Redirect::to(&address).into_response()
}
