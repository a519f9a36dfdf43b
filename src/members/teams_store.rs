//! The rows of teams.

use crate::clock::{WorkingWeek, Zone};
use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::i18n::Language;
use crate::id::TeamId;
use crate::members::Team;

macro_rules! team_columns {
    ($rest:literal) => {
        concat!(
            "select id, key, name, zone, working_days, investigation_days, countermeasure_days, standup_time,
             standup_minutes, approvals, language, commits_from, version from teams ",
            $rest
        )
    };
}

pub(super) async fn by_id(tx: &mut Tx, id: &TeamId) -> Result<Option<Team>> {
    Ok(tx.opt::<TeamRow>(BY_ID, args![id]).await?.map(Into::into))
}

const BY_ID: &str = team_columns!("where id = $1");

/// What [`super::team`] asks, to be asked ahead.
pub fn by_id_ask(id: &TeamId) -> Ask {
    Ask::new(BY_ID, args![id])
}

pub(super) async fn by_key(tx: &mut Tx, key: &str) -> Result<Option<Team>> {
    const SQL: &str = team_columns!("where key = $1");
    Ok(tx.opt::<TeamRow>(SQL, args![key]).await?.map(Into::into))
}

pub(super) async fn all(tx: &mut Tx) -> Result<Vec<Team>> {
    let rows: Vec<TeamRow> = tx.all(ALL, args![]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

const ALL: &str = team_columns!("order by created_at, id");

/// What [`super::teams`] asks, to be asked ahead.
pub fn all_ask() -> Ask {
    Ask::new(ALL, args![])
}

pub(super) async fn insert(tx: &mut Tx, team: &Team) -> Result<()> {
    const SQL: &str = "insert into teams
        (id, key, name, zone, working_days, investigation_days, countermeasure_days, standup_time, standup_minutes,
         approvals, language, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    let now = tx.now();
    let args = args![
        &team.id,
        &team.key,
        &team.name,
        &team.zone,
        team.week.bits(),
        i64::from(team.investigation_days),
        i64::from(team.countermeasure_days),
        team.standup_time.clone(),
        team.standup_minutes,
        team.approvals,
        team.language,
        now
    ];
    tx.put(SQL, args).await?;
    Ok(())
}

pub(super) async fn update(tx: &mut Tx, team: &Team) -> Result<()> {
    const SQL: &str = "update teams set name = $2, zone = $3, working_days = $4, investigation_days = $5,
        countermeasure_days = $6, standup_time = $7, standup_minutes = $8, approvals = $9, language = $10,
        commits_from = $11, version = version + 1 where id = $1";
    let args = args![
        &team.id,
        &team.name,
        &team.zone,
        team.week.bits(),
        i64::from(team.investigation_days),
        i64::from(team.countermeasure_days),
        team.standup_time.clone(),
        team.standup_minutes,
        team.approvals,
        team.language,
        team.commits_from
    ];
    tx.put(SQL, args).await?;
    Ok(())
}

/// The last place in the feed, which the change under way comes after.
pub(super) async fn present_place(tx: &mut Tx) -> Result<i64> {
    const SQL: &str = "select seq from change_head where id = 1";
    Ok(tx.one::<(i64,)>(SQL, args![]).await?.0)
}

#[derive(sqlx::FromRow)]
struct TeamRow {
    id: TeamId,
    key: String,
    name: String,
    zone: Zone,
    working_days: i64,
    investigation_days: i64,
    countermeasure_days: i64,
    standup_time: Option<String>,
    standup_minutes: i64,
    approvals: i64,
    language: Language,
    commits_from: Option<i64>,
    version: i64,
}

impl From<TeamRow> for Team {
    fn from(row: TeamRow) -> Self {
        Self {
            id: row.id,
            key: row.key,
            name: row.name,
            zone: row.zone,
            week: WorkingWeek::from_bits(row.working_days),
            investigation_days: u32::try_from(row.investigation_days).unwrap_or(5),
            countermeasure_days: u32::try_from(row.countermeasure_days).unwrap_or(10),
            standup_time: row.standup_time,
            standup_minutes: row.standup_minutes,
            approvals: row.approvals,
            language: row.language,
            commits_from: row.commits_from,
            version: row.version,
        }
    }
}
