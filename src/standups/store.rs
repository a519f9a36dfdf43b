//! The rows of stand-ups, and all SQL about them.

use crate::clock::Timestamp;
use crate::db::{Arg, Ask, Sql, Tx, args, list as list_of, text_column};
use crate::error::Result;
use crate::id::{MemberId, ProblemId, StandardId, StandupId, TeamId};
use crate::problems::{Lesson, Problem};

use super::place::Card;
use super::time::{FORGOTTEN, FORGOTTEN_APART, GONE, HOUR};
use super::words::{IdeaKind, LineKind, Mode, Outcome, Step, TurnState, Verdict};

text_column!(Mode, Step, Verdict, Outcome, IdeaKind, LineKind, TurnState);

/// One stand-up as it is listed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Head {
    /// U-7.
    pub id: StandupId,
    /// Whose.
    pub team: TeamId,
    /// How ideas reach the others.
    pub mode: Mode,
    /// Who leads it.
    pub leader: MemberId,
    /// The language of its minutes.
    pub lang: String,
    /// What the team gives itself.
    pub budget_minutes: i64,
    /// Drawn at the start.
    pub lot: i64,
    /// One more with every act.
    pub version: i64,
    /// Cards of the wall that found no room on the agenda.
    pub left_on_wall: i64,
    /// When people began to gather.
    pub started_at: Timestamp,
    /// When the first card had the floor.
    pub begun_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What the team added to its time.
    pub more_minutes: i64,
    /// When the present turn's time is up.
    pub turn_until: Option<Timestamp>,
    /// The last act.
    pub acted_at: Option<Timestamp>,
    /// When whoever leads was last heard of; never, for one who leads without a browser.
    pub leader_at: Option<Timestamp>,
    /// What a step has where people act over the day, in hours.
    pub step_hours: i64,
}

impl Head {
    /// Whether whoever leads is heard of. Over the day they need not stand by: they have as long as a step has.
    pub fn leader_here(&self, now: Timestamp) -> bool {
        let (heard, gone) = match self.mode {
            Mode::Async => {
                let acted = self.leader_at.or(self.acted_at);
                (
                    Some(acted.unwrap_or(self.started_at)),
                    self.step_hours * HOUR,
                )
            }
            Mode::Spoken | Mode::Silent => (self.leader_at, GONE),
        };
        heard.is_some_and(|at| now.seconds_since(at) < gone)
    }
}

/// A stand-up at a glance: whether anything happened in it, and whether whoever leads is there.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Beat {
    /// What is listed of it.
    #[sqlx(flatten)]
    pub head: Head,
    /// The number of the feed's newest entry about it: every act has one.
    pub told: i64,
}

/// The tables that say what happened in stand-ups: while none of them is written to, a beat still holds.
pub const STANDUP_TABLES: &[&str] = &[
    "standups",
    "standup_people",
    "standup_leaders",
    "standup_cards",
    "standup_steps",
    "standup_turns",
    "standup_ideas",
    "standup_dots",
    "standup_ready",
    "standup_decisions",
    "standup_objections",
];

/// A card with what the machine does not need.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CardRow {
    /// Which problem.
    pub problem: ProblemId,
    /// Why it is on the agenda.
    pub reason: String,
    /// The problem's round when it came on the agenda.
    pub round: i64,
    /// How many stand-ups of that round left it open.
    pub undecided_before: i64,
    /// Had the floor, and the stand-up moved on.
    pub seen: bool,
    /// What was said last.
    pub verdict: Option<Verdict>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// What was found when asking for a standard.
    pub covered: Option<Lesson>,
    /// Which standard it was.
    pub covered_by: Option<StandardId>,
    /// Whether the dots about it were counted.
    pub counted: bool,
    /// How many gave any, once they were.
    pub voters: i64,
    /// The problem's title when the stand-up ended; absent while it runs.
    pub title: Option<String>,
    /// What should be, as of then.
    pub should_be: Option<String>,
    /// What was, as of then.
    pub actual: Option<String>,
}

macro_rules! head {
    ($rest:literal) => {
        head!("", $rest)
    };
    ($more:literal, $rest:literal) => {
        concat!(
            "select id, team, mode, leader, lang, budget_minutes, lot, version, left_on_wall,
                started_at, begun_at, ended_at, more_minutes, turn_until, acted_at, leader_at, step_hours",
            $more,
            " from standups ",
            $rest
        )
    };
}

pub(super) async fn insert(tx: &mut Tx, head: &Head) -> Result<()> {
    const INSERT: &str =
        "insert into standups (id, team, mode, leader, lang, budget_minutes, lot, version,
            left_on_wall, started_at, acted_at, step_hours)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let args = args![
        head.id,
        &head.team,
        head.mode,
        &head.leader,
        &head.lang,
        head.budget_minutes,
        head.lot,
        head.version,
        head.left_on_wall,
        head.started_at,
        head.acted_at,
        head.step_hours
    ];
    tx.put(INSERT, args).await?;
    Ok(())
}

pub(super) async fn head(tx: &mut Tx, id: StandupId) -> Result<Option<Head>> {
    tx.opt(head!("where id = $1"), args![id]).await
}

/// The head, with the number of the feed's newest entry about it.
pub(super) async fn beat(tx: &mut Tx, id: StandupId) -> Result<Option<Beat>> {
    const BEAT: &str = head!(
        ", coalesce((select max(seq) from change_subjects where subject = $2), 0) as told",
        "where id = $1"
    );
    tx.opt(BEAT, args![id, id.to_string()]).await
}

pub(super) async fn running(tx: &mut Tx, team: &TeamId) -> Result<Option<StandupId>> {
    let row: Option<(StandupId,)> = tx.opt(RUNNING, args![team]).await?;
    Ok(row.map(|(id,)| id))
}

const RUNNING: &str = "select id from standups where team = $1 and ended_at is null";

/// What [`super::running`] asks, to be asked ahead.
pub fn running_ask(team: &TeamId) -> Ask {
    Ask::new(RUNNING, args![team])
}

/// The newest first, those numbered below `before`, of one team or of all.
pub(super) async fn list(
    tx: &mut Tx,
    team: Option<&TeamId>,
    before: Option<StandupId>,
    limit: i64,
) -> Result<Vec<Head>> {
    const LIST: &str = head!(
        "where (cast($1 as text) is null or team = $1) and (cast($2 as bigint) is null or id < $2)
        order by id desc limit $3"
    );
    tx.all(LIST, args![team, before, limit]).await
}

/// What has changed about the head of a running stand-up, and that an act happened.
pub(super) async fn keep_head(tx: &mut Tx, head: &Head) -> Result<()> {
    const KEEP: &str =
        "update standups set leader = $2, version = version + 1, begun_at = $3, ended_at = $4, mode = $5,
            more_minutes = $6, turn_until = $7, acted_at = $8, leader_at = $9
        where id = $1";
    let args = args![
        head.id,
        &head.leader,
        head.begun_at,
        head.ended_at,
        head.mode,
        head.more_minutes,
        head.turn_until,
        head.acted_at,
        head.leader_at
    ];
    tx.put(KEEP, args).await?;
    Ok(())
}

/// Notes that somebody acted, where nothing else of the head changes: a page of an older version looks again.
pub(super) async fn acted(tx: &mut Tx, head: &mut Head) -> Result<()> {
    const ACTED: &str = "update standups set acted_at = $2, version = version + 1 where id = $1";
    let now = tx.now();
    head.version += 1;
    tx.put(ACTED, args![head.id, now]).await?;
    Ok(())
}

/// Notes that whoever leads was heard of.
pub(super) async fn hear(tx: &mut Tx, id: StandupId) -> Result<()> {
    const HEAR: &str = "update standups set leader_at = $2 where id = $1";
    let now = tx.now();
    tx.put(HEAR, args![id, now]).await?;
    Ok(())
}

/// The lot is drawn for one session: with it gone, nothing tells from an idea's key whose it was.
pub(super) async fn forget_lot(tx: &mut Tx, id: StandupId) -> Result<()> {
    const FORGET: &str = "update standups set lot = 0 where id = $1";
    tx.put(FORGET, args![id]).await?;
    Ok(())
}

/// The running ones in which nobody has acted for long: for an hour, or, over the day, for a week, and for as long after the
/// deadline of the present step.
pub(super) async fn forgotten(tx: &mut Tx) -> Result<Vec<StandupId>> {
    const QUIET: &str = "select id from standups where ended_at is null
        and coalesce(acted_at, started_at) < case when mode = $3 then $2 else $1 end
        and not exists (select 1 from standup_steps p where p.standup = standups.id and standups.mode = $3
            and p.ended_at is null and not p.taken_back and p.until >= $2)
        order by id";
    let now = tx.now();
    let since = now.plus_seconds(-FORGOTTEN);
    let since_apart = now.plus_seconds(-FORGOTTEN_APART);
    let rows: Vec<(StandupId,)> = tx
        .all(QUIET, args![since, since_apart, Mode::Async])
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Puts the cards of an agenda in this order.
pub(super) async fn order_cards(
    tx: &mut Tx,
    id: StandupId,
    problems: impl Iterator<Item = ProblemId>,
) -> Result<()> {
    const PLACE: &str =
        "update standup_cards set position = $3 where standup = $1 and problem = $2";
    for (position, problem) in (0_i64..).zip(problems) {
        tx.put(PLACE, args![id, problem, position]).await?;
    }
    Ok(())
}

pub(super) async fn cards(tx: &mut Tx, id: StandupId) -> Result<Vec<CardRow>> {
    const CARDS: &str = "select problem, reason, round, undecided_before, seen, verdict, outcome, covered, covered_by,
        counted, voters, title, should_be, actual from standup_cards where standup = $1 order by position";
    tx.all(CARDS, args![id]).await
}

pub(super) async fn add_card(
    tx: &mut Tx,
    id: StandupId,
    card: &Card,
    reason: &str,
    round: i64,
) -> Result<()> {
    const ADD: &str = "insert into standup_cards (standup, problem, position, reason, round, undecided_before, seen)
        values ($1, $2, (select count(*) from standup_cards where standup = $1), $3, $4, $5, $6)";
    let args = args![
        id,
        card.problem,
        reason,
        round,
        card.undecided_before,
        card.seen
    ];
    tx.put(ADD, args).await?;
    Ok(())
}

pub(super) async fn keep_card(tx: &mut Tx, id: StandupId, card: &Card) -> Result<()> {
    const KEEP: &str =
        "update standup_cards set seen = $3, verdict = $4 where standup = $1 and problem = $2";
    tx.put(KEEP, args![id, card.problem, card.seen, card.verdict])
        .await?;
    Ok(())
}

/// Keeps what became of a card, and its facts as they stand now.
pub(super) async fn close_card(
    tx: &mut Tx,
    id: StandupId,
    card: &Card,
    problem: &Problem,
) -> Result<()> {
    const CLOSE: &str =
        "update standup_cards set outcome = $3, title = $4, should_be = $5, actual = $6
        where standup = $1 and problem = $2";
    let (title, should_be, actual) = (&problem.title, &problem.should_be, &problem.actual);
    let args = args![id, card.problem, card.outcome(), title, should_be, actual];
    tx.put(CLOSE, args).await?;
    Ok(())
}

pub(super) async fn cover(
    tx: &mut Tx,
    id: StandupId,
    problem: ProblemId,
    covered: Lesson,
    by: Option<StandardId>,
) -> Result<()> {
    const COVER: &str = "update standup_cards set covered = $3, covered_by = $4 where standup = $1 and problem = $2";
    tx.put(COVER, args![id, problem, covered, by]).await?;
    Ok(())
}

/// How many cards of each of these stand-ups came to which end.
pub(super) async fn outcomes(
    tx: &mut Tx,
    ids: &[StandupId],
) -> Result<Vec<(StandupId, Outcome, i64)>> {
    let sql = format!(
        "select standup, outcome, count(*) from standup_cards
        where outcome is not null and standup in ({}) group by standup, outcome",
        list_of(1, ids.len())
    );
    let args = ids.iter().map(|id| Arg::from(*id)).collect();
    tx.all(Sql::built(sql), args).await
}

/// How many stand-ups in a row left a problem undecided in this round of it, since the last that decided.
pub(super) async fn undecided_before(tx: &mut Tx, problem: ProblemId, round: i64) -> Result<i64> {
    const UNDECIDED: &str = "select count(*) from standup_cards
        where problem = $1 and round = $2 and outcome = 'undecided' and standup > coalesce(
            (select max(standup) from standup_cards where problem = $1 and round = $2 and outcome = 'decided'), 0)";
    let (count,): (i64,) = tx.one(UNDECIDED, args![problem, round]).await?;
    Ok(count)
}
