//! Who leads this week: everybody of the team in turn, a week each.

use crate::clock::Day;
use crate::db::Tx;
use crate::error::Result;
use crate::id::TeamId;
use crate::members::{self, Member, Role};

/// The member whose week it is: those who take part, in the order they joined, each from a Monday to the next.
/// Nobody in a team without members.
pub async fn leads_this_week(tx: &mut Tx, team: &TeamId, day: Day) -> Result<Option<Member>> {
    let members = members::of_team(tx, team).await?;
    Ok(who_leads(&members, day).cloned())
}

/// The same among members that were read already.
pub fn who_leads(members: &[Member], day: Day) -> Option<&Member> {
    let mut lead: Vec<&Member> = members
        .iter()
        .filter(|member| member.role >= Role::Member)
        .collect();
    lead.sort_by_key(|member| (member.joined_at, &member.id));
    let at = whose_week(day, lead.len())?;
    lead.get(at).copied()
}

/// Which of so many people has the week of a day.
pub fn whose_week(day: Day, people: usize) -> Option<usize> {
    let people = i64::try_from(people).ok().filter(|people| *people > 0)?;
    let first_monday = Day::new(1970, 1, 5).expect("a day of the calendar");
    let weeks = day.days_since(first_monday).div_euclid(7);
    usize::try_from(weeks.rem_euclid(people)).ok()
}
