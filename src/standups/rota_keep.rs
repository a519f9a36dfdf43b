//! The rota of a team: read, exchanged by its people, and written down week by week, so that whoever was told on Monday
//! that they lead still does on Wednesday.

use crate::clock::{Day, Zone};
use crate::db::{Ask, Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::MemberId;
use crate::members::{self, Member, Role, TakesPart, Team};

use super::rota::{Leader, Rota, Week, monday_of};
use super::store_rota as store;
use super::words::Came;

/// Weeks that are over count for who comes next, so many days back.
const REMEMBERED_DAYS: i64 = 400;

/// With what a week is exchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exchange {
    /// With that of whoever comes next.
    Skip,
    /// With the week that begins on that day.
    Week(Day),
    /// With the next one of that member.
    Member(MemberId),
    /// With the week of that member which begins on that day.
    WeekOf(MemberId, Day),
}

/// The rota of a team.
pub async fn rota(tx: &mut Tx, team: &Team) -> Result<Rota> {
    let members = members::of_team(tx, &team.id).await?;
    among(tx, team, &members).await
}

/// Who leads this week, among the members of the team that were read already. Nobody in a team of which nobody takes
/// part.
pub async fn leads_this_week(
    tx: &mut Tx,
    team: &Team,
    members: &[Member],
) -> Result<Option<Member>> {
    let of_id = |id: &MemberId| {
        let found = members.iter().find(|member| member.id == *id);
        found.filter(|member| member.role >= Role::Member).cloned()
    };
    let monday = monday_of(team.today(tx.now()));
    if let Some(leader) = store::leader(tx, &team.id, monday).await?
        && let Some(member) = of_id(&leader)
    {
        return Ok(Some(member));
    }
    let week = among(tx, team, members).await?.this_week();
    Ok(week.and_then(|week| of_id(&week.member)))
}

/// What [`leads_this_week`] asks, to be asked ahead.
pub fn leads_this_week_ask(team: &Team, today: Day) -> Ask {
    store::leader_ask(&team.id, monday_of(today))
}

/// Exchanges a week from the present one on with another: from then on each is led by whoever led the other.
///
/// # Errors
/// `Invalid` for a day that begins no week of the rota, for a week of one's own, and for somebody who leads none;
/// `Conflict` for a week to skip where nobody else leads.
pub async fn exchange(
    tx: &mut Tx,
    _: &TakesPart,
    team: &Team,
    monday: Day,
    exchange: Exchange,
) -> Result<Rota> {
    let rota = rota(tx, team).await?;
    let came = match exchange {
        Exchange::Skip => Came::Skip,
        _ => Came::Swap,
    };
    let with = match exchange {
        Exchange::Skip => rota.after(monday)?,
        Exchange::Week(with) => with,
        Exchange::Member(member) => rota.week_of(&member, monday)?,
        Exchange::WeekOf(member, with) => {
            let theirs = |week: &Week| week.monday == with && week.member == member;
            if !rota.weeks(super::rota::WEEKS_AHEAD).iter().any(theirs) {
                return Err(Error::invalid("swap", say!("rota-not-theirs")));
            }
            with
        }
    };
    let settled = rota.exchange(monday, with, came)?;
    for week in &settled {
        store::keep(tx, &team.id, week).await?;
    }
    let leader = settled.iter().find(|week| week.monday == monday);
    let mut change = Change::new("team.rota_changed", &team.id)
        .with("team", team.key.as_str())
        .with("monday", monday.to_string())
        .with("swap", with.to_string());
    if let Some(week) = leader {
        change = change.with("member", week.member.as_str());
    }
    tx.record(change);
    self::rota(tx, team).await
}

/// Whether a week has begun somewhere that is not written down, or that nobody leads any more.
pub async fn is_week_to_keep(tx: &mut Tx) -> Result<bool> {
    Ok(!without_a_leader(tx).await?.is_empty())
}

/// Writes down who leads the week that has begun, wherever that is still to be done. Nothing that anybody sees changes by
/// it, hence no entry in the feed. Doing it twice does no harm.
pub async fn keep_weeks(tx: &mut Tx) -> Result<usize> {
    let teams = without_a_leader(tx).await?;
    for team in &teams {
        if let Some(week) = rota(tx, team).await?.this_week() {
            store::keep(tx, &team.id, &week).await?;
        }
    }
    Ok(teams.len())
}

/// The teams with somebody who could lead, and nobody written down for the present week who does.
async fn without_a_leader(tx: &mut Tx) -> Result<Vec<Team>> {
    let now = tx.now();
    // No zone is behind UTC by more than a day.
    let earliest = monday_of(Day::of(now, &Zone::utc()).plus_days(-1));
    let led = store::led_since(tx, earliest).await?;
    let peopled = store::teams_with_people(tx).await?;
    let mut teams = members::teams(tx).await?;
    teams.retain(|team| {
        let monday = monday_of(team.today(now));
        let is_led = led.iter().any(|(id, day)| *id == team.id && *day == monday);
        peopled.contains(&team.id) && !is_led
    });
    Ok(teams)
}

async fn among(tx: &mut Tx, team: &Team, members: &[Member]) -> Result<Rota> {
    let today = team.today(tx.now());
    let since = today.plus_days(-REMEMBERED_DAYS);
    let kept = store::since(tx, &team.id, since).await?;
    let leaders = members
        .iter()
        .filter(|member| member.role >= Role::Member)
        .map(|member| Leader {
            member: member.id.clone(),
            joined: Day::of(member.joined_at, &team.zone),
        });
    Ok(Rota::new(leaders.collect(), kept, today))
}
