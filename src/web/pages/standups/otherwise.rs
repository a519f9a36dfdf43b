//! Starting a stand-up in another way than aloud, in one room.

use crate::members::Team;
use crate::standups;

/// What the form offers that starts a stand-up in another way.
#[derive(Debug)]
pub(super) struct Otherwise {
    /// The team's.
    pub(super) key: String,
    /// Sets the fields of one team's form apart from those of another's.
    pub(super) apart: String,
    /// What a step has over the day, unless something else is said.
    pub(super) hours: i64,
    /// The most that may be said.
    pub(super) most_hours: i64,
}

impl Otherwise {
    /// For this team.
    pub(super) fn of(team: &Team) -> Self {
        Self {
            key: team.key.clone(),
            apart: format!("-{}", team.key),
            hours: standups::STEP_HOURS,
            most_hours: standups::MOST_STEP_HOURS,
        }
    }
}
