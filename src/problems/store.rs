//! The rows of problems: one row tells a problem and everything that a card on the wall shows of it.

use super::problem::Origin;
use super::texts::{Standards, Tags};
use super::words::{
    AsideReason, Beginning, CauseStatus, Held, Lesson, OccurrenceSource, OccurrenceStatus, Purpose,
    State, Strength, WorkKind,
};
use crate::clock::{Day, Timestamp};
use crate::db::{Ask, Sql, Tx, args, list as list_of};
use crate::error::Result;
use crate::id::{MemberId, ProblemId, ProposalId, StandardId, StandupId, TeamId};

crate::db::text_column!(
    State,
    Beginning,
    AsideReason,
    WorkKind,
    Purpose,
    Strength,
    CauseStatus,
    OccurrenceStatus,
    OccurrenceSource,
    Lesson,
    Held,
    Tags,
    Standards,
    Origin,
    BookWord,
    EndWord
);

super::words::words!(
    /// What the answer to *for the book?* comes to, as it is stored.
    BookWord {
        /// Not for the book.
        No = "no",
        /// The standard is in force.
        InForce = "in_force",
        /// The text is not agreed yet.
        Waiting = "waiting",
        /// Withdrawn or retired.
        Gone = "gone",
    }
);

super::words::words!(
    /// How work ended, as it is stored.
    EndWord {
        /// Done.
        Done = "done",
        /// Dropped.
        Dropped = "dropped",
    }
);

/// A problem as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "each column is explained in the migration")]
pub struct Problem {
    pub id: ProblemId,
    pub team: TeamId,
    pub title: String,
    pub description: String,
    pub should_be: String,
    pub actual: String,
    pub impact: Option<i64>,
    pub tags: Tags,
    pub containment: String,
    pub place: String,
    pub place_not: String,
    pub since_when: String,
    pub minutes_lost: Option<i64>,
    pub posted_by: Option<MemberId>,
    pub posted_at: Timestamp,
    pub channel: String,
    pub posting_key: Option<String>,
    pub touched: bool,
    pub version: i64,
    pub changed_at: Timestamp,
    pub state: State,
    pub round: i64,
    pub round_began: Day,
    pub began_by: Beginning,
    pub recurrences: i64,
    pub look_round: i64,
    pub look_count: i64,
    pub look_standup: Option<StandupId>,
    pub book_round: Option<i64>,
    pub book_answer: Option<BookWord>,
    pub book_why: Option<String>,
    pub book_standard: Option<StandardId>,
    pub book_proposal: Option<ProposalId>,
    pub book_by: Option<MemberId>,
    pub check_due: Option<Day>,
    pub check_answer: Option<Held>,
    pub check_evidence: Option<String>,
    pub check_by: Option<MemberId>,
    pub check_self: bool,
    pub checking_since: Option<Day>,
    pub closed_at: Option<Timestamp>,
    pub held_days: Option<i64>,
    pub aside_reason: Option<AsideReason>,
    pub aside_of: Option<ProblemId>,
    pub aside_why: Option<String>,
    pub aside_until: Option<Day>,
    pub aside_at: Option<Timestamp>,
    pub open_countermeasures: i64,
    pub earliest_due: Option<Day>,
    pub hand: Option<MemberId>,
    pub last_done: Option<Day>,
    pub occurrences: i64,
    pub last_occurrence: Option<Timestamp>,
    pub waiting_occurrences: i64,
    pub standards: Standards,
    pub pin: Option<i64>,
    pub pinned_by: Option<MemberId>,
}

macro_rules! select_problem {
    ($rest:literal) => {
        concat!(
            "select id, team, title, description, should_be, actual, impact, tags, containment, place, place_not,
            since_when, minutes_lost, posted_by, posted_at, channel, posting_key, touched, version, changed_at, state,
            round, round_began, began_by, recurrences, look_round, look_count, look_standup, book_round, book_answer,
            book_why, book_standard, book_proposal, book_by, check_due, check_answer, check_evidence, check_by,
            check_self, checking_since, closed_at, held_days, aside_reason, aside_of, aside_why, aside_until, aside_at,
            open_countermeasures, earliest_due, hand, last_done, occurrences, last_occurrence, waiting_occurrences,
            standards, pin, pinned_by from problems ",
            $rest
        )
    };
}

const BY_ID: &str = select_problem!("where id = $1");

/// A problem by its number.
pub(super) async fn by_id(tx: &mut Tx, id: ProblemId) -> Result<Option<Problem>> {
    tx.opt(BY_ID, args![id]).await
}

/// What [`by_id`] asks.
pub(super) fn ask_by_id(id: ProblemId) -> Ask {
    Ask::new(BY_ID, args![id])
}

/// A problem that this very form posted before, with this very title.
pub(super) async fn posted_before(
    tx: &mut Tx,
    key: &str,
    title: &str,
) -> Result<Option<ProblemId>> {
    const SQL: &str = "select id from problems where posting_key = $1 and title = $2";
    let row: Option<(ProblemId,)> = tx.opt(SQL, args![key, title]).await?;
    Ok(row.map(|(id,)| id))
}

/// Problems after a number, oldest first, whole: for what reads everything.
pub(super) async fn after(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Problem>> {
    const SQL: &str = select_problem!("where id > $1 order by id limit $2");
    tx.all(SQL, args![after, limit]).await
}

/// Those of these problems that there are, lowest number first.
pub(super) async fn several(tx: &mut Tx, ids: &[ProblemId]) -> Result<Vec<Problem>> {
    let sql = format!(
        "{}where id in ({}) order by id",
        select_problem!(""),
        list_of(1, ids.len())
    );
    tx.all(Sql::built(sql), ids.iter().map(|id| (*id).into()).collect())
        .await
}

/// What a list may be narrowed by, and where it goes on.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In this state.
    pub state: Option<State>,
    /// On this team's wall.
    pub team: Option<TeamId>,
    /// With this tag.
    pub tag: Option<String>,
    /// Only those with a lower number than this one.
    pub before: Option<ProblemId>,
}

/// A page of problems, newest first.
pub(super) async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Problem>> {
    const ALL: &str = select_problem!(
        "where (cast($1 as text) is null or state = $1) and (cast($2 as text) is null or team = $2)
        and id < $3 order by id desc limit $4"
    );
    const TAGGED: &str = select_problem!(
        "where (cast($1 as text) is null or state = $1) and (cast($2 as text) is null or team = $2)
        and id < $3 and id in (select problem from problem_tags where tag = $5) order by id desc limit $4"
    );
    let before = filter.before.map_or(i64::MAX, ProblemId::number);
    let mut args = args![filter.state, filter.team.as_ref(), before, limit];
    match &filter.tag {
        None => tx.all(ALL, args).await,
        Some(tag) => {
            args.push(tag.into());
            tx.all(TAGGED, args).await
        }
    }
}

/// Enters a new problem with its tags.
pub(super) async fn insert(tx: &mut Tx, problem: &Problem) -> Result<()> {
    const SQL: &str = "insert into problems (id, team, title, description, should_be, actual, impact, tags, containment,
        place, place_not, since_when, minutes_lost, posted_by, posted_at, channel, posting_key, touched, version,
        changed_at, state, round, round_began, began_by, recurrences, look_round, look_count, check_self,
        open_countermeasures, occurrences, waiting_occurrences, standards)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, false, 1, $18, $19, 1, $20,
        $21, 0, 0, 0, false, 0, 0, 0, '[]')";
    let p = problem;
    tx.put(
        SQL,
        args![
            p.id,
            &p.team,
            &p.title,
            &p.description,
            &p.should_be,
            &p.actual,
            p.impact,
            &p.tags,
            &p.containment,
            &p.place,
            &p.place_not,
            &p.since_when,
            p.minutes_lost,
            p.posted_by.as_ref(),
            p.posted_at,
            &p.channel,
            p.posting_key.clone(),
            p.changed_at,
            p.state,
            p.round_began,
            p.began_by
        ],
    )
    .await?;
    insert_tags(tx, p.id, &p.tags).await
}

/// Writes the words of a problem and its tags.
pub(super) async fn update_words(tx: &mut Tx, problem: &Problem, retagged: bool) -> Result<()> {
    const SQL: &str = "update problems set team = $2, title = $3, description = $4, should_be = $5, actual = $6,
        impact = $7, tags = $8, containment = $9, place = $10, place_not = $11, since_when = $12, minutes_lost = $13
        where id = $1";
    const UNTAG: &str = "delete from problem_tags where problem = $1";
    let p = problem;
    tx.put(
        SQL,
        args![
            p.id,
            &p.team,
            &p.title,
            &p.description,
            &p.should_be,
            &p.actual,
            p.impact,
            &p.tags,
            &p.containment,
            &p.place,
            &p.place_not,
            &p.since_when,
            p.minutes_lost
        ],
    )
    .await?;
    if retagged {
        tx.put(UNTAG, args![p.id]).await?;
        insert_tags(tx, p.id, &p.tags).await?;
    }
    Ok(())
}

/// Writes where a problem stands and what its card shows.
pub(super) async fn update_standing(tx: &mut Tx, problem: &Problem) -> Result<()> {
    const SQL: &str = "update problems set touched = $2, version = $3, changed_at = $4, state = $5, round = $6,
        round_began = $7, began_by = $8, recurrences = $9, look_round = $10, look_count = $11, look_standup = $12,
        book_round = $13, book_answer = $14, book_why = $15, book_standard = $16, book_proposal = $17, book_by = $18,
        check_due = $19, check_answer = $20, check_evidence = $21, check_by = $22, check_self = $23,
        checking_since = $24, closed_at = $25, held_days = $26, aside_reason = $27, aside_of = $28, aside_why = $29,
        aside_until = $30, aside_at = $31, open_countermeasures = $32, earliest_due = $33, hand = $34, last_done = $35,
        occurrences = $36, last_occurrence = $37, waiting_occurrences = $38, standards = $39, pin = $40,
        pinned_by = $41 where id = $1";
    let p = problem;
    tx.put(
        SQL,
        args![
            p.id,
            p.touched,
            p.version,
            p.changed_at,
            p.state,
            p.round,
            p.round_began,
            p.began_by,
            p.recurrences,
            p.look_round,
            p.look_count,
            p.look_standup,
            p.book_round,
            p.book_answer,
            p.book_why.clone(),
            p.book_standard,
            p.book_proposal.as_ref(),
            p.book_by.as_ref(),
            p.check_due,
            p.check_answer,
            p.check_evidence.clone(),
            p.check_by.as_ref(),
            p.check_self,
            p.checking_since,
            p.closed_at,
            p.held_days,
            p.aside_reason,
            p.aside_of,
            p.aside_why.clone(),
            p.aside_until,
            p.aside_at,
            p.open_countermeasures,
            p.earliest_due,
            p.hand.as_ref(),
            p.last_done,
            p.occurrences,
            p.last_occurrence,
            p.waiting_occurrences,
            &p.standards,
            p.pin,
            p.pinned_by.as_ref()
        ],
    )
    .await?;
    Ok(())
}

/// Accepted risks whose date may have come anywhere.
pub(super) async fn returning(tx: &mut Tx, latest: Day) -> Result<Vec<ProblemId>> {
    const SQL: &str =
        "select id from problems where state = 'set_aside' and aside_until <= $1 order by id";
    let rows: Vec<(ProblemId,)> = tx.all(SQL, args![latest]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Problems on the wall whose answer to *for the book?* names a standard.
pub(super) async fn naming_a_standard(tx: &mut Tx) -> Result<Vec<(ProblemId, StandardId)>> {
    const SQL: &str = "select id, book_standard from problems where book_standard is not null
        and state in ('posted', 'analysing', 'acting') order by id";
    tx.all(SQL, args![]).await
}

/// Problems whose answer to *for the book?* waits for a proposal.
pub(super) async fn waiting_for(tx: &mut Tx, proposal: &ProposalId) -> Result<Vec<ProblemId>> {
    const SQL: &str = "select id from problems where book_proposal = $1 order by id";
    let rows: Vec<(ProblemId,)> = tx.all(SQL, args![proposal]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn insert_tags(tx: &mut Tx, id: ProblemId, tags: &Tags) -> Result<()> {
    const SQL: &str = "insert into problem_tags (problem, tag) values ($1, $2)";
    for tag in tags.iter() {
        tx.put(SQL, args![id, tag]).await?;
    }
    Ok(())
}
