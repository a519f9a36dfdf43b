//! What a stand-up talks about and in which order, purely. The Posted column of the wall has the same order.

use std::cmp::Reverse;

use super::pace::Pace;
use super::problem::Facts;
use super::words::{Beginning, State};
use crate::clock::{Day, Timestamp, WorkingWeek};

/// Why a card is on the agenda, in the order in which cards are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Somebody asks to bring it up.
    Pinned,
    /// It happened again after it was done or closed.
    CameBack,
    /// The check found that it held only partly.
    HeldPartly,
    /// What was to be done was dropped.
    Dropped,
    /// Done, and waiting for the team: to be seen, or for the book's answer.
    DoneWaiting,
    /// Its check date has come.
    CheckDue,
    /// Its next date has passed.
    Late,
    /// An investigation brought its finding.
    Finding,
    /// A stand-up moved on without a decision.
    Undecided,
    /// A machine says that it happened again; a member is to say.
    Reported,
    /// Somebody started before the team saw it.
    Started,
    /// Nobody has looked at it yet, and its impact is known.
    Impact,
    /// Nobody has looked at it yet.
    New,
}

impl Reason {
    /// The word as it is stored in an agenda and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pinned => "pinned",
            Self::CameBack => "came_back",
            Self::HeldPartly => "held_partly",
            Self::Dropped => "dropped",
            Self::DoneWaiting => "done_waiting",
            Self::CheckDue => "check_due",
            Self::Late => "late",
            Self::Finding => "finding",
            Self::Undecided => "undecided",
            Self::Reported => "reported",
            Self::Started => "started",
            Self::Impact => "impact",
            Self::New => "new",
        }
    }
}

/// What the agenda depends on: few enough that the wall reads it with the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What lateness depends on.
    pub pace: Pace,
    /// How its round began.
    pub began_by: Beginning,
    /// Whether a countermeasure is open.
    pub open_countermeasure: bool,
    /// Whether *for the book?* waits for somebody's answer.
    pub book_is_asked: bool,
    /// Occurrences that wait for a member.
    pub waiting_occurrences: i64,
    /// 1 nuisance · 2 slows us · 3 stops us.
    pub impact: Option<i64>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Its place among those that somebody asks to bring up.
    pub pin: Option<i64>,
}

impl Standing {
    /// Why the card is on the next agenda; none when it needs nothing of the team yet.
    pub fn reason(&self, today: Day, week: WorkingWeek) -> Option<Reason> {
        let Pace { state, seen, .. } = self.pace;
        if !state.on_the_wall() {
            return (self.waiting_occurrences > 0).then_some(Reason::Reported);
        }
        if self.pin.is_some() {
            return Some(Reason::Pinned);
        }
        let posted = state == State::Posted;
        let done = state == State::Acting && !self.open_countermeasure;
        match self.began_by {
            Beginning::CameBack if !seen => return Some(Reason::CameBack),
            Beginning::Partly if !seen => return Some(Reason::HeldPartly),
            Beginning::Dropped if posted && !seen => return Some(Reason::Dropped),
            _ => {}
        }
        if done && (!seen || self.book_is_asked) {
            return Some(Reason::DoneWaiting);
        }
        if state == State::Checking && self.pace.check.is_some_and(|due| due <= today) {
            return Some(Reason::CheckDue);
        }
        if self.pace.lateness(today, week).is_late() {
            return Some(Reason::Late);
        }
        if posted && seen {
            return Some(Reason::Undecided);
        }
        if posted && self.began_by == Beginning::Finding {
            return Some(Reason::Finding);
        }
        if self.waiting_occurrences > 0 {
            return Some(Reason::Reported);
        }
        if matches!(state, State::Analysing | State::Acting) && !seen {
            return Some(Reason::Started);
        }
        match (posted, self.impact) {
            (true, Some(_)) => Some(Reason::Impact),
            (true, None) => Some(Reason::New),
            (false, _) => None,
        }
    }

    /// The place in the order: reason, then as it was asked for, then impact, then what has waited longest.
    pub fn rank(&self, today: Day, week: WorkingWeek) -> impl Ord + use<> {
        let reason = self.reason(today, week);
        let impact = Reverse(self.impact.unwrap_or(0));
        (
            reason.is_none(),
            reason,
            self.pin,
            impact,
            self.pace.round_began,
            self.posted_at,
        )
    }
}

/// The cards that the next stand-up talks about, in order, each with the reason.
pub fn agenda<T>(
    cards: impl IntoIterator<Item = T>,
    standing: impl Fn(&T) -> Standing,
    today: Day,
    week: WorkingWeek,
) -> Vec<(T, Reason)> {
    let mut on: Vec<(T, Reason)> = cards
        .into_iter()
        .filter_map(|card| {
            let reason = standing(&card).reason(today, week)?;
            Some((card, reason))
        })
        .collect();
    on.sort_by_cached_key(|(card, _)| standing(card).rank(today, week));
    on
}

impl Facts {
    /// What the agenda depends on, with the two things that move no state.
    pub fn standing(&self, impact: Option<i64>, posted_at: Timestamp) -> Standing {
        use super::words::{OccurrenceStatus, WorkKind};
        let waiting = self
            .occurrences
            .iter()
            .filter(|it| it.status == OccurrenceStatus::Waiting);
        Standing {
            pace: self.pace(),
            began_by: self.began_by,
            open_countermeasure: self.open(WorkKind::Countermeasure).next().is_some(),
            book_is_asked: self.book_is_asked(),
            waiting_occurrences: i64::try_from(waiting.count()).unwrap_or(i64::MAX),
            impact,
            posted_at,
            pin: None,
        }
    }
}
