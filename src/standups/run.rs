//! A running stand-up between two acts: built up again from its rows, and kept by what an act changed in it.

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ProblemId, StandupId};
use crate::members::{self, TakesPart};
use crate::problems;

use super::floor::Floor;
use super::place::{Card, Moved, Place, Refusal};
use super::standup::{Kept, Standup};
use super::store::{self, CardRow, Head};
use super::store_people;
use super::store_said::{self, Idea};
use super::store_talk;
use super::store_turns;
use super::store_way;
use super::talk::{DOTS, Noted, Talk};
use super::time::{self, Left};
use super::words::{Mode, Step};

/// A stand-up with where it is.
#[derive(Debug, Clone)]
pub struct Session {
    /// What is listed of it.
    pub head: Head,
    /// Where it is.
    pub standup: Standup,
    /// The number of the present step in all the way it went: whoever read another one acts on what is past.
    pub at: i64,
    /// When the present step began.
    pub since: Timestamp,
    /// When its time is up.
    pub until: Option<Timestamp>,
}

/// Proof that somebody leads the stand-up.
#[derive(Debug)]
pub struct Facilitator(());

impl Session {
    /// When the team's time is up; not before the first card has the floor.
    pub fn budget_until(&self) -> Option<Timestamp> {
        let seconds = (self.head.budget_minutes + self.head.more_minutes) * 60;
        Some(self.head.begun_at?.plus_seconds(seconds))
    }

    /// What is left of the team's time, in seconds, below nothing once it is over; not before the first card has the floor.
    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        let seconds = (self.head.budget_minutes + self.head.more_minutes) * 60;
        Some(seconds - now.seconds_since(self.head.begun_at?).max(0))
    }

    /// Whether whoever leads is heard of: anybody may take over from one who is not.
    pub fn leader_is_here(&self, now: Timestamp) -> bool {
        self.head.leader_here(now)
    }

    /// What each turn of the round has, in seconds.
    pub fn turn_seconds(&self) -> i64 {
        time::turn(self.standup.floor().map_or(1, |floor| floor.turns().len()))
    }

    /// Whether somebody wrote an idea that only they see.
    pub fn has_sealed(&self, member: &MemberId) -> bool {
        let ideas = self.standup.talks().values().flat_map(Talk::ideas);
        let theirs = |idea: &Noted| idea.sealed && idea.author.as_ref() == Some(member);
        ideas.into_iter().any(theirs)
    }

    /// Counts the dots whose time is up: whatever comes next, what everybody saw stays so.
    pub(super) fn count_if_time_is_up(&mut self, now: Timestamp) {
        if self.standup.place().step == Step::Dots && self.shows_dots(now) {
            // There may be nothing to count.
            self.standup.count_dots().ok();
        }
    }

    /// The dots that an idea got; none before they are counted or the time for them is up.
    pub fn dots_of(&self, idea: &Idea, now: Timestamp) -> Option<i64> {
        let talk = self.standup.talks().get(&idea.problem)?;
        let here = self.standup.place().problem == Some(idea.problem);
        let open = talk.counted() || here && self.shows_dots(now);
        open.then(|| idea.dots + talk.uncounted(&idea.id))
    }

    /// Whether the dots about the problem that has the floor are open to see: counted, or the time for them is up.
    pub fn shows_dots(&self, now: Timestamp) -> bool {
        let counted = self.standup.talk().is_some_and(Talk::counted);
        let up = self.until.is_some_and(|until| until <= now);
        counted || self.standup.place().step == Step::Dots && up
    }

    /// The proof that somebody leads it.
    ///
    /// # Errors
    /// `Forbidden` for everybody else, saying who leads.
    pub async fn led_by(&self, tx: &mut Tx, who: &TakesPart) -> Result<Facilitator> {
        if self.head.leader == *who.member() {
            // Over the day nobody comes into a room: whoever leads is there by leading.
            if self.standup.apart() {
                store_people::acts_themselves(tx, self.head.id, who.member()).await?;
            }
            return Ok(Facilitator(()));
        }
        let leader = members::by_id(tx, &self.head.leader).await?;
        let name = leader.map(|leader| leader.name).unwrap_or_default();
        Err(Error::Forbidden(say!(
            "standup-only-the-leader",
            leader = name
        )))
    }
}

/// The stand-up as it stands.
///
/// # Errors
/// `NotFound` when there is no such stand-up.
pub async fn session(tx: &mut Tx, id: StandupId) -> Result<Session> {
    let head = store::head(tx, id).await?;
    let head = head.ok_or_else(|| Error::NotFound(say!("standup-unknown", id = id)))?;
    let steps = store_way::steps(tx, id).await?;
    let last = steps.last();
    let (at, until) = last.map_or((0, None), |row| (row.position, row.until));
    let since = last.map_or(head.started_at, |row| row.started_at);
    let people = store_people::people(tx, id).await?;
    let mut floors: BTreeMap<ProblemId, Vec<_>> = BTreeMap::new();
    for (problem, turn) in store_turns::turns(tx, id).await? {
        floors.entry(problem).or_default().push(turn);
    }
    let cards = store::cards(tx, id).await?;
    let standup = Standup::resume(Kept {
        mode: head.mode,
        talks: store_talk::talks(tx, id, &cards).await?,
        cards: cards.iter().map(card).collect(),
        trail: steps
            .iter()
            .map(|row| Place::new(row.step, row.problem))
            .collect(),
        people: store_people::present(&people),
        floors: floors
            .into_iter()
            .map(|(problem, turns)| (problem, Floor::kept(turns)))
            .collect(),
        lot: head.lot.cast_unsigned(),
    });
    Ok(Session {
        head,
        standup,
        at,
        since,
        until,
    })
}

/// Refuses once it is over.
pub(super) fn refuse_ended(session: &Session) -> Result<()> {
    match session.standup.place().step {
        Step::Ended => Err(refused(Refusal::Ended, &session.standup)),
        _ => Ok(()),
    }
}

/// Writes what an act changed.
pub(super) async fn keep(tx: &mut Tx, before: &Standup, session: &mut Session) -> Result<()> {
    let id = session.head.id;
    let now = tx.now();
    let after = &session.standup;
    if after.place().step != Step::Gathering && session.head.begun_at.is_none() {
        session.head.begun_at = Some(now);
    }
    if after.trail() != before.trail() {
        keep_way(tx, session, before.trail()).await?;
        let steps = store_way::steps(tx, id).await?;
        if let Some(last) = steps.last() {
            (session.at, session.since, session.until) =
                (last.position, last.started_at, last.until);
        }
    }
    let after = &session.standup;
    for card in after.cards() {
        if before.card(card.problem).is_some_and(|old| old != card) {
            store::keep_card(tx, id, card).await?;
        }
    }
    for (problem, floor) in after.floors() {
        if before.floors().get(problem) != Some(floor) {
            store_turns::keep_turns(tx, id, *problem, floor).await?;
        }
    }
    let nothing = Talk::default();
    for (problem, talk) in after.talks() {
        let old = before.talks().get(problem).unwrap_or(&nothing);
        if old != talk {
            store_talk::keep(tx, id, *problem, old, talk).await?;
        }
    }
    if before.speaker() != after.speaker() || before.place() != after.place() {
        let floor = after.floor().filter(|_| after.speaker().is_some());
        let until = |floor: &Floor| now.plus_seconds(time::turn(floor.turns().len()));
        session.head.turn_until = floor.map(until);
    }
    if after.place().step == Step::Ended && session.head.ended_at.is_none() {
        session.head.ended_at = Some(now);
        close(tx, id, after).await?;
    }
    session.head.mode = after.mode();
    session.head.acted_at = Some(now);
    session.head.version += 1;
    store::keep_head(tx, &session.head).await
}

/// Writes what an act changed since `kept`, and goes on over the day from a step that everybody has done their part of by it.
pub(super) async fn keep_and_press_on(
    tx: &mut Tx,
    before: &Standup,
    kept: &Standup,
    session: &mut Session,
) -> Result<()> {
    let from = session.standup.place();
    let moved = session.standup.press_on(before);
    keep(tx, kept, session).await?;
    match moved {
        Some(moved) => tell_move(tx, session, from, &moved).await,
        None => Ok(()),
    }
}

/// Lets the problems know what a move did to them, and tells the move.
pub(super) async fn tell_move(
    tx: &mut Tx,
    session: &Session,
    from: Place,
    moved: &Moved,
) -> Result<()> {
    let id = session.head.id;
    if let Some(problem) = moved.seen {
        problems::see(tx, problem, id).await?;
    }
    let here = session.standup.place();
    if here == from {
        return Ok(());
    }
    let kind = match here.step {
        Step::Ended => "standup.ended",
        _ => "standup.stepped",
    };
    let mut change = Change::new(kind, id)
        .with("from", from.step.as_str())
        .with("to", here.step.as_str());
    if here.step == Step::Ended {
        change = change.with("undecided", moved.undecided.len());
    }
    tx.record(change);
    Ok(())
}

/// What a refusal of the machine says to people.
pub(super) fn refused(refusal: Refusal, standup: &Standup) -> Error {
    match refusal {
        Refusal::Ended => Error::conflict(say!("standup-has-ended")),
        Refusal::AtTheStart => Error::conflict(say!("standup-at-the-start")),
        Refusal::NotBegun => Error::invalid("problem", say!("standup-not-begun")),
        Refusal::NotOnTheFloor(id) => {
            Error::invalid("problem", say!("standup-not-on-the-floor", id = id))
        }
        Refusal::NotOffered(id, _) => {
            let patient = standup.card(id).is_none_or(|card| !card.out_of_patience());
            Error::invalid(
                "do",
                match patient {
                    true => say!("standup-round-already", id = id),
                    false => say!("standup-not-offered", id = id),
                },
            )
        }
        Refusal::NoRound => Error::invalid("action", say!("standup-no-round")),
        Refusal::NobodyThere => Error::invalid("action", say!("standup-nobody-there")),
        Refusal::UnknownIdea => Error::invalid("idea", say!("standup-idea-unknown")),
        Refusal::Shown => Error::conflict(say!("standup-idea-shown")),
        Refusal::SameIdea => Error::invalid("same_as", say!("standup-idea-itself")),
        Refusal::NoDots if standup.mode() == Mode::Spoken => {
            Error::invalid("dots", say!("standup-no-dots"))
        }
        Refusal::NoDots => Error::conflict(say!("standup-dots-not-now")),
        Refusal::Weighed => Error::invalid("text", say!("standup-ideas-weighed")),
        Refusal::DotsGiven => Error::conflict(say!("standup-dots-given")),
        Refusal::Counted => Error::conflict(say!("standup-dots-counted")),
        Refusal::TooManyDots => Error::invalid("dots", say!("standup-too-many-dots", max = DOTS)),
        Refusal::NotInTheRoom => Error::invalid("member", say!("standup-not-in-the-room")),
        Refusal::NotNow => Error::conflict(say!("standup-mode-not-now")),
        Refusal::HadTheFloor(id) => {
            Error::invalid("problem", say!("standup-had-the-floor", id = id))
        }
    }
}

/// The way it went; a step that begins is told when its time is up.
async fn keep_way(tx: &mut Tx, session: &Session, before: &[Place]) -> Result<()> {
    let (id, after) = (session.head.id, session.standup.trail());
    let same = before
        .iter()
        .zip(after)
        .take_while(|(old, new)| old == new)
        .count();
    for _ in same..before.len() {
        store_way::take_back_step(tx, id).await?;
    }
    let resumed = after.last().filter(|_| same < before.len());
    if session.standup.apart() && resumed.is_some_and(|place| place.problem.is_some()) {
        // What was gone back to is taken up anew: it has its whole time, whatever was left of it.
        let until = apart_until(tx, session).await?;
        store_way::lengthen_step(tx, id, until).await?;
    }
    let now = tx.now();
    let left = Left {
        seconds: session
            .budget_until()
            .map_or(0, |until| until.seconds_since(now)),
        rounds: session.standup.rounds_to_come().count(),
        people: session.standup.people().len(),
    };
    for place in &after[same..] {
        let seconds = time::step(*place, session.standup.mode(), left);
        let until = match seconds {
            Some(_) if session.standup.apart() => Some(apart_until(tx, session).await?),
            seconds => seconds.map(|seconds| now.plus_seconds(seconds)),
        };
        store_way::push_step(tx, id, *place, until).await?;
    }
    Ok(())
}

/// The deadline of a step that begins now, over the day.
async fn apart_until(tx: &mut Tx, session: &Session) -> Result<Timestamp> {
    let team = members::team(tx, &session.head.team).await?;
    let at = tx.now().plus_seconds(session.head.step_hours * time::HOUR);
    Ok(time::on_a_working_day(at, &team.zone, team.week))
}

async fn close(tx: &mut Tx, id: StandupId, standup: &Standup) -> Result<()> {
    let ids: Vec<ProblemId> = standup.cards().iter().map(|card| card.problem).collect();
    let problems = problems::several(tx, &ids).await?;
    for card in standup.cards() {
        let Some(problem) = problems.iter().find(|one| one.id == card.problem) else {
            continue;
        };
        store::close_card(tx, id, card, problem).await?;
    }
    store_talk::forget_ballots(tx, id).await?;
    store::forget_lot(tx, id).await?;
    store_said::forget_authors(tx, id).await
}

fn card(row: &CardRow) -> Card {
    Card {
        problem: row.problem,
        undecided_before: row.undecided_before,
        seen: row.seen,
        verdict: row.verdict,
    }
}
