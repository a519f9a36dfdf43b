//! The rows of the weeks that are settled.

use crate::clock::Day;
use crate::db::{Ask, Tx, args, text_column};
use crate::error::Result;
use crate::id::{MemberId, TeamId};

use super::rota::Week;
use super::words::Came;

text_column!(Came);

#[derive(sqlx::FromRow)]
struct WeekRow {
    monday: Day,
    member: MemberId,
    came: Came,
    instead_of: Option<MemberId>,
}

/// The weeks of a team from a day on, the earliest first.
pub(super) async fn since(tx: &mut Tx, team: &TeamId, day: Day) -> Result<Vec<Week>> {
    const SINCE: &str = "select monday, member, came, instead_of from rota_weeks
        where team = $1 and monday >= $2 order by monday";
    let rows: Vec<WeekRow> = tx.all(SINCE, args![team, day]).await?;
    let week = |row: WeekRow| Week {
        monday: row.monday,
        member: row.member,
        came: row.came,
        instead_of: row.instead_of,
    };
    Ok(rows.into_iter().map(week).collect())
}

/// Who is written down for one week.
pub(super) async fn leader(tx: &mut Tx, team: &TeamId, monday: Day) -> Result<Option<MemberId>> {
    let row: Option<(MemberId,)> = tx.opt(LEADER, args![team, monday]).await?;
    Ok(row.map(|(member,)| member))
}

const LEADER: &str = "select member from rota_weeks where team = $1 and monday = $2";

/// What [`leader`] asks.
pub(super) fn leader_ask(team: &TeamId, monday: Day) -> Ask {
    Ask::new(LEADER, args![team, monday])
}

/// Settles who leads a week.
pub(super) async fn keep(tx: &mut Tx, team: &TeamId, week: &Week) -> Result<()> {
    const KEEP: &str = "insert into rota_weeks (team, monday, member, came, instead_of)
        values ($1, $2, $3, $4, $5) on conflict (team, monday) do update
        set member = $3, came = $4, instead_of = $5";
    let args = args![
        team,
        week.monday,
        &week.member,
        week.came,
        week.instead_of.as_ref()
    ];
    tx.put(KEEP, args).await
}

/// The weeks from a day on that are led by somebody who still takes part in that team.
pub(super) async fn led_since(tx: &mut Tx, day: Day) -> Result<Vec<(TeamId, Day)>> {
    const LED: &str = "select w.team, w.monday from rota_weeks w
        join memberships s on s.team = w.team and s.member = w.member
        join members m on m.id = w.member
        where w.monday >= $1 and m.left_at is null and m.role <> 'reader'";
    tx.all(LED, args![day]).await
}

/// The teams of which somebody takes part.
pub(super) async fn teams_with_people(tx: &mut Tx) -> Result<Vec<TeamId>> {
    const PEOPLED: &str = "select distinct s.team from memberships s
        join members m on m.id = s.member where m.left_at is null and m.role <> 'reader'";
    let rows: Vec<(TeamId,)> = tx.all(PEOPLED, args![]).await?;
    Ok(rows.into_iter().map(|(team,)| team).collect())
}
