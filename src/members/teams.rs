//! Teams: made, changed, found.

use crate::clock::{WorkingWeek, Zone};
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::i18n::Language;
use crate::id::TeamId;

use super::team::{standup_time, team_name};
use super::{Administrator, Team, TeamKey, Visitor, teams_store as store};

/// Adds a team with the usual limits.
///
/// # Errors
/// `Invalid` for a bad key or name; `Conflict` when the key is taken.
pub async fn add_team(
    tx: &mut Tx,
    _administrator: &Administrator,
    key: &TeamKey,
    name: &str,
    language: Language,
) -> Result<Team> {
    let team = Team {
        id: TeamId::generate(),
        key: key.as_str().to_owned(),
        name: team_name(name)?,
        zone: Zone::of_this_machine(),
        week: WorkingWeek::default(),
        investigation_days: 5,
        countermeasure_days: 10,
        standup_time: None,
        standup_minutes: 15,
        approvals: 2,
        language,
        commits_from: None,
        version: 1,
    };
    if store::by_key(tx, key.as_str()).await?.is_some() {
        return Err(Error::invalid(
            "key",
            say!("team-key-taken", key = key.as_str()),
        ));
    }
    store::insert(tx, &team).await?;
    tx.record(
        Change::new("team.added", &team.id)
            .with("key", team.key.clone())
            .with("name", team.name.clone()),
    );
    Ok(team)
}

/// What a form or a request asks to change of a team; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct TeamChange {
    /// The name.
    pub name: Option<String>,
    /// A zone of the IANA database.
    pub zone: Option<String>,
    /// A bit a day, Monday the lowest.
    pub working_days: Option<i64>,
    /// Working days, 1 to 100.
    pub investigation_days: Option<i64>,
    /// Working days, 1 to 100.
    pub countermeasure_days: Option<i64>,
    /// `HH:MM`; empty for none.
    pub standup_time: Option<String>,
    /// Minutes, 1 to 240.
    pub standup_minutes: Option<i64>,
    /// Others who must agree, 0 to 20.
    pub approvals: Option<i64>,
    /// The language of what the team keeps together.
    pub language: Option<Language>,
    /// Whether what is published becomes commits, where the standards' folder lies in a work tree of git.
    pub commits: Option<bool>,
}

/// Changes a team.
///
/// # Errors
/// `NotFound`, or `Invalid` with all faults at once.
pub async fn change_team(
    tx: &mut Tx,
    _administrator: &Administrator,
    id: &TeamId,
    change: TeamChange,
) -> Result<Team> {
    let before = team(tx, id).await?;
    let mut after = before.clone();
    let mut faults = Vec::new();
    let mut keep = |outcome: Result<()>| -> Result<()> {
        match outcome {
            Err(Error::Invalid(more)) => faults.extend(more),
            other => other?,
        }
        Ok(())
    };
    if let Some(name) = change.name {
        keep(team_name(&name).map(|name| after.name = name))?;
    }
    if let Some(zone) = change.zone {
        keep(
            zone.parse()
                .map(|zone| after.zone = zone)
                .map_err(|_| Error::invalid("zone", say!("team-bad-zone"))),
        )?;
    }
    if let Some(bits) = change.working_days {
        after.week = WorkingWeek::from_bits(bits);
    }
    if let Some(time) = change.standup_time {
        keep(standup_time(&time).map(|time| after.standup_time = time))?;
    }
    if let Some(days) = change.investigation_days {
        keep(
            within("investigation_days", days, 1, 100).map(|days| after.investigation_days = days),
        )?;
    }
    if let Some(days) = change.countermeasure_days {
        keep(
            within("countermeasure_days", days, 1, 100)
                .map(|days| after.countermeasure_days = days),
        )?;
    }
    if let Some(minutes) = change.standup_minutes {
        keep(
            within("standup_minutes", minutes, 1, 240)
                .map(|minutes: u32| after.standup_minutes = minutes.into()),
        )?;
    }
    if let Some(approvals) = change.approvals {
        keep(
            within("approvals", approvals, 0, 20)
                .map(|number: u32| after.approvals = number.into()),
        )?;
    }
    after.language = change.language.unwrap_or(after.language);
    if let Some(commits) = change.commits
        && commits != before.commits_from.is_some()
    {
        // What was published before stays as it is in git.
        after.commits_from = match commits {
            true => Some(store::present_place(tx).await?),
            false => None,
        };
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store::update(tx, &after).await?;
    let mut told = Change::new("team.changed", id).with("name", after.name.clone());
    if after.commits_from.is_some() != before.commits_from.is_some() {
        told = told.with("commits", after.commits_from.is_some());
    }
    tx.record(told);
    Ok(after)
}

/// A team by its key in tables.
///
/// # Errors
/// `NotFound`.
pub async fn team(tx: &mut Tx, id: &TeamId) -> Result<Team> {
    store::by_id(tx, id)
        .await?
        .ok_or_else(|| Error::NotFound(say!("team-unknown", key = id.as_str())))
}

/// A team by its key in addresses.
///
/// # Errors
/// `NotFound`, naming the teams there are.
pub async fn team_by_key(tx: &mut Tx, key: &str) -> Result<Team> {
    if let Some(team) = store::by_key(tx, key).await? {
        return Ok(team);
    }
    let keys: Vec<String> = teams(tx).await?.into_iter().map(|team| team.key).collect();
    Err(Error::NotFound(say!(
        "team-unknown-of",
        key = key,
        keys = keys.join(", ")
    )))
}

/// The teams whose publications become commits, the oldest first.
pub async fn committing(tx: &mut Tx) -> Result<Vec<Team>> {
    let mut all = teams(tx).await?;
    all.retain(|team| team.commits_from.is_some());
    Ok(all)
}

/// All teams, the oldest first.
pub async fn teams(tx: &mut Tx) -> Result<Vec<Team>> {
    store::all(tx).await
}

/// The team whose wall is a visitor's: their home team, else the oldest.
///
/// # Errors
/// `NotFound` where there is no team yet.
pub async fn home_team(tx: &mut Tx, visitor: &Visitor) -> Result<Team> {
    if let Some(id) = &visitor.home_team {
        return team(tx, id).await;
    }
    let first = teams(tx).await?.into_iter().next();
    first.ok_or_else(|| Error::NotFound(say!("team-none")))
}

fn within<T: TryFrom<i64>>(field: &'static str, number: i64, least: i64, most: i64) -> Result<T> {
    if (least..=most).contains(&number)
        && let Ok(number) = T::try_from(number)
    {
        return Ok(number);
    }
    Err(Error::invalid(
        field,
        say!("team-number-out-of-range", least = least, most = most),
    ))
}
