//! Who leads this week: everybody of the team in turn, a week each.

use crate::clock::{Day, Zone};
use crate::db::Tx;
use crate::error::Result;
use crate::members::{self, Member, Role, Team};

/// The member whose week it is: those who take part, in the order they joined, each from a Monday to the next.
/// Nobody in a team without members.
pub async fn leads_this_week(tx: &mut Tx, team: &Team, day: Day) -> Result<Option<Member>> {
    let members = members::of_team(tx, &team.id).await?;
    Ok(who_leads(&members, &team.zone, day).cloned())
}

/// The same among members that were read already. Whoever joins in the middle of a week has their turn in one of the next: nobody who was
/// told on Monday that they lead is told otherwise on Wednesday. In the week in which a team begins, its first member leads.
pub fn who_leads<'m>(members: &'m [Member], zone: &Zone, day: Day) -> Option<&'m Member> {
    let mut lead: Vec<&Member> = members
        .iter()
        .filter(|member| member.role >= Role::Member)
        .collect();
    lead.sort_by_key(|member| (member.joined_at, &member.id));
    let monday = monday_of(day);
    let here_before = lead.partition_point(|member| Day::of(member.joined_at, zone) < monday);
    lead.truncate(here_before.max(1));
    let at = whose_week(day, lead.len())?;
    lead.get(at).copied()
}

/// Which of so many people has the week of a day.
pub fn whose_week(day: Day, people: usize) -> Option<usize> {
    let people = i64::try_from(people).ok().filter(|people| *people > 0)?;
    let weeks = monday_of(day).days_since(first_monday()) / 7;
    usize::try_from(weeks.rem_euclid(people)).ok()
}

/// The Monday of a day's week.
fn monday_of(day: Day) -> Day {
    day.plus_days(-day.days_since(first_monday()).rem_euclid(7))
}

/// The first Monday that the clock counts.
fn first_monday() -> Day {
    Day::new(1970, 1, 5).expect("a day of the calendar")
}
