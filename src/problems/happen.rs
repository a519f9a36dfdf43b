//! Occurrences, purely: what it does when a problem happens again, and what taking that back restores.

use super::problem::{Facts, Looks, Move, Occurrence, Origin};
use super::words::{AsideReason, Beginning, OccurrenceStatus, State};
use crate::clock::{Day, Timestamp};
use crate::error::{Error, Result, say};

/// How long an occurrence may be taken back.
pub const TAKE_BACK_SECONDS: i64 = 24 * 60 * 60;

impl Facts {
    /// Enters an occurrence: one told by a person counts at once, one told by a machine waits for a member.
    pub fn happen(
        &mut self,
        at: Timestamp,
        now: Timestamp,
        by_person: bool,
        today: Day,
    ) -> Vec<Move> {
        self.occurrences.push(Occurrence {
            at,
            entered: now,
            status: OccurrenceStatus::Waiting,
            round: self.round,
            origin: None,
        });
        if !by_person {
            return Vec::new();
        }
        let last = self.occurrences.len() - 1;
        self.count(last, today)
    }

    /// A member confirms an occurrence that waited.
    pub fn confirm(&mut self, which: usize, today: Day) -> Result<Vec<Move>> {
        match self.occurrences[which].status {
            OccurrenceStatus::Waiting => Ok(self.count(which, today)),
            OccurrenceStatus::Confirmed => Ok(Vec::new()),
            OccurrenceStatus::Refused | OccurrenceStatus::TakenBack => {
                Err(Error::conflict(say!("problem-occurrence-gone")))
            }
        }
    }

    /// A member says that an occurrence that waited was something else.
    pub fn refuse(&mut self, which: usize) -> Result<()> {
        match self.occurrences[which].status {
            OccurrenceStatus::Waiting => {
                self.occurrences[which].status = OccurrenceStatus::Refused;
                Ok(())
            }
            OccurrenceStatus::Refused => Ok(()),
            OccurrenceStatus::Confirmed => {
                Err(Error::conflict(say!("problem-occurrence-take-back")))
            }
            OccurrenceStatus::TakenBack => Err(Error::conflict(say!("problem-occurrence-gone"))),
        }
    }

    /// Takes an occurrence back within a day of entering it.
    pub fn take_back(&mut self, which: usize, now: Timestamp) -> Result<Vec<Move>> {
        let occurrence = &self.occurrences[which];
        if matches!(
            occurrence.status,
            OccurrenceStatus::Refused | OccurrenceStatus::TakenBack
        ) {
            return Err(Error::conflict(say!("problem-occurrence-gone")));
        }
        if now.seconds_since(occurrence.entered) > TAKE_BACK_SECONDS {
            return Err(Error::conflict(say!("problem-occurrence-too-late")));
        }
        Ok(self.withdraw(which))
    }

    /// Takes an occurrence away whatever its age: count, question and challenge go, and the problem returns
    /// to where it was unless somebody has since added work or decided.
    pub fn withdraw(&mut self, which: usize) -> Vec<Move> {
        let occurrence = self.occurrences[which].clone();
        self.occurrences[which].status = OccurrenceStatus::TakenBack;
        self.occurrences[which].origin = None;
        let Some(origin) = occurrence.origin else {
            return Vec::new();
        };
        if let Some(heir) = self.heir(occurrence.round) {
            self.occurrences[heir].origin = Some(origin);
            return Vec::new();
        }
        if matches!(origin.state, State::Checking | State::Closed) {
            self.recurrences -= 1;
        }
        if self.was_taken_further(&origin, occurrence.round) {
            if self.round == occurrence.round && self.began_by == Beginning::CameBack {
                self.began_by = Beginning::Returned;
            }
            return Vec::new();
        }
        self.restore(&origin)
    }

    /// Makes an occurrence count, and moves the problem when it stands where it should not happen any more.
    fn count(&mut self, which: usize, today: Day) -> Vec<Move> {
        let at = self.occurrences[which].at;
        self.occurrences[which].status = OccurrenceStatus::Confirmed;
        let moves = self.moves_by_occurrence(at);
        let mut origin = Origin {
            state: self.state,
            landed: self.state,
            round: self.round,
            round_began: self.round_began,
            began_by: self.began_by,
            check: self.check,
        };
        let mut told = Vec::new();
        if moves {
            let recurs = matches!(self.state, State::Checking | State::Closed);
            self.recurrences += i64::from(recurs);
            let by = if recurs {
                Beginning::CameBack
            } else {
                Beginning::Returned
            };
            told = self.put_on_the_wall(by, today);
            origin.landed = self.state;
            self.occurrences[which].origin = Some(origin);
        }
        self.occurrences[which].round = self.round;
        told
    }

    /// Whether a confirmed occurrence of that moment brings the problem back, or only counts.
    fn moves_by_occurrence(&self, at: Timestamp) -> bool {
        if self.closed_at.is_some_and(|closed| at < closed) {
            return false;
        }
        match self.state {
            State::Tray | State::Checking | State::Closed => true,
            State::SetAside => {
                let reason = self.aside.as_ref().map(|aside| aside.reason);
                reason != Some(AsideReason::Duplicate)
            }
            State::Posted | State::Analysing | State::Acting => false,
        }
    }

    /// Another occurrence of the same round that would have brought the problem back by itself.
    fn heir(&self, round: i64) -> Option<usize> {
        self.occurrences.iter().position(|other| {
            other.status == OccurrenceStatus::Confirmed
                && other.round == round
                && other.origin.is_none()
                && self.closed_at.is_none_or(|closed| other.at >= closed)
        })
    }

    /// Whether somebody has added work or decided since the occurrence that began this round.
    fn was_taken_further(&self, origin: &Origin, round: i64) -> bool {
        self.round != round
            || self.state != origin.landed
            || self.book.is_some_and(|book| book.round == round)
            || self.work.iter().any(|work| {
                work.added_round == round || work.end.is_some_and(|end| end.round == round)
            })
    }

    fn restore(&mut self, origin: &Origin) -> Vec<Move> {
        let from = self.state;
        self.state = origin.state;
        self.round = origin.round;
        self.round_began = origin.round_began;
        self.began_by = origin.began_by;
        self.check = origin.check;
        if matches!(origin.state, State::Checking | State::Closed) {
            let count = self.looks_this_round().max(1);
            self.looks = Looks {
                round: origin.round,
                count,
            };
        } else if self.looks.round > origin.round {
            self.looks = Looks::default();
        }
        vec![Move {
            from,
            to: origin.state,
        }]
    }
}
