//! What the wall reads: its cards in one statement, counts, what held, the tray, and what waits for one member.

use super::agenda::Standing;
use super::pace::Pace;
use super::store::BookWord;
use super::texts::{Standards, Tags};
use super::words::{Beginning, State};
use crate::clock::{Day, Timestamp};
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ProblemId, TeamId};

/// A card of the wall: of a problem, what one sees from across the room.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct Card {
    pub id: ProblemId,
    pub title: String,
    pub state: State,
    pub impact: Option<i64>,
    pub tags: Tags,
    pub posted_at: Timestamp,
    pub round: i64,
    pub round_began: Day,
    pub began_by: Beginning,
    pub recurrences: i64,
    pub look_round: i64,
    pub look_count: i64,
    pub book_round: Option<i64>,
    pub book_answer: Option<BookWord>,
    pub check_due: Option<Day>,
    pub open_countermeasures: i64,
    pub earliest_due: Option<Day>,
    pub last_done: Option<Day>,
    pub waiting_occurrences: i64,
    pub hand: Option<MemberId>,
    /// The name of who does what is due first.
    pub hand_name: Option<String>,
    pub pin: Option<i64>,
}

impl Card {
    /// Whether a stand-up of this round saw it.
    pub fn seen(&self) -> bool {
        self.look_round == self.round && self.look_count > 0
    }

    /// What *for the book?* comes to in this round.
    pub fn book(&self) -> Option<BookWord> {
        self.book_answer
            .filter(|_| self.book_round == Some(self.round))
    }

    /// What lateness depends on.
    pub fn pace(&self) -> Pace {
        Pace {
            state: self.state,
            round_began: self.round_began,
            seen: self.seen(),
            earliest_due: self.earliest_due,
            last_done: self.last_done,
            check: self.check_due,
        }
    }

    /// What the agenda depends on.
    pub fn standing(&self) -> Standing {
        Standing {
            pace: self.pace(),
            began_by: self.began_by,
            open_countermeasure: self.open_countermeasures > 0,
            book_is_asked: matches!(self.book(), None | Some(BookWord::Gone)),
            waiting_occurrences: self.waiting_occurrences,
            impact: self.impact,
            posted_at: self.posted_at,
            pin: self.pin,
        }
    }
}

macro_rules! select_card {
    ($rest:literal) => {
        concat!(
            "select p.id, p.title, p.state, p.impact, p.tags, p.posted_at, p.round, p.round_began, p.began_by,
            p.recurrences, p.look_round, p.look_count, p.book_round, p.book_answer, p.check_due, p.open_countermeasures,
            p.earliest_due, p.last_done, p.waiting_occurrences, p.hand, m.name as hand_name, p.pin
            from problems p left join members m on m.id = p.hand ",
            $rest
        )
    };
}

/// The cards of a team's wall.
pub(super) async fn cards(tx: &mut Tx, team: &TeamId) -> Result<Vec<Card>> {
    tx.all(CARDS, args![team]).await
}

const CARDS: &str = select_card!(
    "where p.team = $1 and p.state in ('posted', 'analysing', 'acting', 'checking') order by p.id"
);

/// One card, wherever it is.
pub(super) async fn card(tx: &mut Tx, id: ProblemId) -> Result<Option<Card>> {
    const SQL: &str = select_card!("where p.id = $1");
    tx.opt(SQL, args![id]).await
}

/// Cards off the wall to which a machine says that it happened again.
pub(super) async fn reported(tx: &mut Tx, team: &TeamId) -> Result<Vec<Card>> {
    const SQL: &str = select_card!(
        "where p.team = $1 and p.state in ('tray', 'closed', 'set_aside') and p.waiting_occurrences > 0 order by p.id"
    );
    tx.all(SQL, args![team]).await
}

/// How many of a team's problems are off the wall, by state.
pub(super) async fn counts(tx: &mut Tx, team: &TeamId) -> Result<Vec<(State, i64)>> {
    const SQL: &str = "select state, count(*) from problems
        where team = $1 and state in ('tray', 'closed', 'set_aside') group by state";
    tx.all(SQL, args![team]).await
}

/// A problem off the wall, in a line.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct Resting {
    pub id: ProblemId,
    pub title: String,
    pub posted_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub held_days: Option<i64>,
    pub check_self: bool,
    pub standards: Standards,
    pub recurrences: i64,
}

/// The problems that a team closed, newest first.
pub(super) async fn closed(
    tx: &mut Tx,
    team: &TeamId,
    limit: i64,
    skip: i64,
) -> Result<Vec<Resting>> {
    tx.all(CLOSED, args![team, limit, skip]).await
}

const CLOSED: &str = "select id, title, posted_at, closed_at, held_days, check_self, standards, recurrences
    from problems where team = $1 and state = 'closed' order by closed_at desc, id desc limit $2 offset $3";

/// The problems of a team in one state off the wall, newest first.
pub(super) async fn resting(
    tx: &mut Tx,
    team: &TeamId,
    state: State,
    limit: i64,
    skip: i64,
) -> Result<Vec<Resting>> {
    const SQL: &str =
        "select id, title, posted_at, closed_at, held_days, check_self, standards, recurrences
        from problems where team = $1 and state = $2 order by id desc limit $3 offset $4";
    tx.all(SQL, args![team, state, limit, skip]).await
}

/// What waits for one member, a row a thing: the word says what.
pub(super) async fn for_member(
    tx: &mut Tx,
    member: &MemberId,
    team: &TeamId,
    today: Day,
) -> Result<Vec<(String, ProblemId)>> {
    tx.all(FOR_MEMBER, args![member, team, today]).await
}

/// What [`for_member`] asks.
pub(super) fn ask_for_member(member: &MemberId, team: &TeamId, today: Day) -> Ask {
    Ask::new(FOR_MEMBER, args![member, team, today])
}

// A cross join is taken in the order written: from the few recurrences without an answer to their problems.
const FOR_MEMBER: &str =
    "select 'late', w.problem from problem_work w join problems p on p.id = w.problem
            where w.owner = $1 and w.ended is null and w.due < $3
            and p.state in ('posted', 'analysing', 'acting', 'checking')
        union all select 'due', w.problem from problem_work w join problems p on p.id = w.problem
            where w.owner = $1 and w.ended is null and w.due = $3
            and p.state in ('posted', 'analysing', 'acting', 'checking')
        union all select 'check', p.id from problems p
            where p.team = $2 and p.state = 'checking' and p.check_due <= $3
        union all select 'told', p.id from problems p
            where p.team = $2 and p.waiting_occurrences > 0
        union all select 'question', o.problem from problem_occurrences o cross join problems p
            where o.recurrence = true and o.answer is null and o.status = 'confirmed'
            and p.id = o.problem and p.team = $2";
