//! What people do to the facts of a problem, purely: each act refuses with what to do first, or changes
//! the facts, lets the state follow, and tells the moves.

use super::problem::{Aside, Book, BookAnswer, End, Ending, Facts, Looks, Move, Work};
use super::words::{Beginning, Held, State, WorkKind};
use crate::clock::{Day, Timestamp};
use crate::error::{Error, Result, say};
use crate::id::MemberId;

impl Facts {
    /// Puts it on the wall: from the tray, or back from being set aside.
    pub fn post(&mut self, today: Day) -> Result<Vec<Move>> {
        match self.state {
            State::Tray | State::SetAside => Ok(self.put_on_the_wall(Beginning::Returned, today)),
            State::Closed => Err(Error::conflict(say!("problem-closed-say-again"))),
            State::Posted | State::Analysing | State::Acting | State::Checking => {
                Err(Error::conflict(say!("problem-already-on-the-wall")))
            }
        }
    }

    /// Adds a countermeasure or an investigation.
    pub fn add_work(&mut self, mut work: Work, today: Day) -> Result<Vec<Move>> {
        self.refuse_when_at_rest()?;
        work.added_round = self.round;
        self.work.push(work);
        Ok(self.settle(today))
    }

    /// Says who does it.
    pub fn assign(&mut self, at: usize, owner: MemberId, today: Day) -> Result<Vec<Move>> {
        self.refuse_when_at_rest()?;
        self.work[at].owner = Some(owner);
        Ok(self.settle(today))
    }

    /// Moves the date by which it is to be done.
    pub fn set_due(&mut self, at: usize, due: Day) -> Result<()> {
        self.refuse_when_at_rest()?;
        self.work[at].due = due;
        Ok(())
    }

    /// Marks work as done. What nobody had taken was done by whoever says so.
    pub fn finish(&mut self, at: usize, by: Option<MemberId>, today: Day) -> Result<Vec<Move>> {
        self.refuse_when_at_rest()?;
        if !self.work[at].is_open() {
            return Ok(Vec::new());
        }
        if self.work[at].owner.is_none() {
            self.work[at].owner = by;
        }
        if self.work[at].owner.is_none() {
            return Err(Error::invalid("owner", say!("problem-work-nobody-did-it")));
        }
        self.end_work(at, Ending::Done, today);
        Ok(self.settle(today))
    }

    /// Gives work up.
    pub fn drop_work(&mut self, at: usize, today: Day) -> Result<Vec<Move>> {
        self.refuse_when_at_rest()?;
        match self.work[at].end {
            Some(End {
                how: Ending::Dropped,
                ..
            }) => return Ok(Vec::new()),
            Some(_) => return Err(Error::conflict(say!("problem-work-done-reopen-first"))),
            None => self.end_work(at, Ending::Dropped, today),
        }
        Ok(self.settle(today))
    }

    /// Takes ended work up again.
    pub fn reopen_work(&mut self, at: usize, today: Day) -> Result<Vec<Move>> {
        self.refuse_when_at_rest()?;
        if self.work[at].is_open() {
            return Ok(Vec::new());
        }
        self.work[at].end = None;
        self.work[at].added_round = self.round;
        Ok(self.settle(today))
    }

    /// A stand-up gave the card the floor and moved on, whatever was decided.
    pub fn see(&mut self, today: Day) -> Vec<Move> {
        let count = self.looks_this_round() + 1;
        self.looks = Looks {
            round: self.round,
            count,
        };
        self.settle(today)
    }

    /// Answers *for the book?*; the last answer counts.
    pub fn answer_book(&mut self, answer: BookAnswer, today: Day) -> Result<Vec<Move>> {
        self.refuse_when_at_rest()?;
        if self.state == State::Tray {
            return Err(Error::conflict(say!("problem-in-tray-post-first")));
        }
        self.book = Some(Book {
            round: self.round,
            answer,
        });
        Ok(self.settle(today))
    }

    /// The text that *for the book?* named came into force, was withdrawn or retired. Only acting asks for
    /// it: once checking or closed, it changes nothing.
    pub fn text_changed(&mut self, answer: BookAnswer, today: Day) -> Vec<Move> {
        if let Some(book) = &mut self.book {
            book.answer = answer;
        }
        self.settle(today)
    }

    /// Chooses the day on which to ask whether it held.
    pub fn set_check(&mut self, due: Day, today: Day) -> Result<()> {
        self.refuse_when_at_rest()?;
        match self.state {
            State::Acting | State::Checking => {}
            State::Tray => return Err(Error::conflict(say!("problem-in-tray-post-first"))),
            _ => return Err(Error::conflict(say!("problem-check-nothing-to-check"))),
        }
        if due < today {
            return Err(Error::invalid("due", say!("problem-check-in-the-past")));
        }
        self.check = Some(due);
        Ok(())
    }

    /// It held: closes it, on the check date or after.
    pub fn held(&mut self, now: Timestamp, today: Day) -> Result<Vec<Move>> {
        self.refuse_unless_checking()?;
        match self.check {
            Some(due) if due > today => {
                Err(Error::conflict(say!("problem-check-too-early", day = due)))
            }
            _ => {
                self.closed_at = Some(now);
                Ok(vec![self.enter(State::Closed, Beginning::Posted, today)])
            }
        }
    }

    /// It held only partly: posted again, without counting as a return.
    pub fn held_partly(&mut self, today: Day) -> Result<Vec<Move>> {
        self.refuse_unless_checking()?;
        Ok(self.put_on_the_wall(Beginning::Partly, today))
    }

    /// Refuses an answer to *did it hold?* that could not be taken now.
    pub fn may_answer(&self, answer: Held, today: Day) -> Result<()> {
        match answer {
            Held::Yes => self
                .clone()
                .held(Timestamp::from_micros(0), today)
                .map(drop),
            Held::Partly | Held::No => self.refuse_unless_checking(),
        }
    }

    /// Takes it off the wall.
    pub fn set_aside(&mut self, aside: Aside, today: Day) -> Result<Vec<Move>> {
        match self.state {
            State::Closed => Err(Error::conflict(say!("problem-closed-say-again"))),
            State::SetAside => Err(Error::conflict(say!("problem-aside-bring-back"))),
            _ => {
                if aside.until.is_some_and(|until| until <= today) {
                    return Err(Error::invalid("until", say!("problem-aside-until-past")));
                }
                self.aside = Some(aside);
                self.check = None;
                Ok(vec![self.enter(State::SetAside, Beginning::Posted, today)])
            }
        }
    }

    /// Returns an accepted risk whose date has come.
    pub fn wake(&mut self, today: Day) -> Vec<Move> {
        let due = self.aside.as_ref().and_then(|aside| aside.until);
        if self.state == State::SetAside && due.is_some_and(|until| until <= today) {
            return self.put_on_the_wall(Beginning::Returned, today);
        }
        Vec::new()
    }

    /// Enters posted and lets open work carry it on.
    pub(super) fn put_on_the_wall(&mut self, by: Beginning, today: Day) -> Vec<Move> {
        let by = if self.state == State::Tray {
            Beginning::Posted
        } else {
            by
        };
        let mut moves = vec![self.enter(State::Posted, by, today)];
        moves.extend(self.settle(today));
        moves
    }

    /// Whether somebody who owns a countermeasure of this round would check their own work.
    pub fn owns_countermeasure(&self, member: &MemberId) -> bool {
        let mut done = self.done(WorkKind::Countermeasure);
        done.any(|work| work.owner.as_ref() == Some(member))
    }

    /// Refuses work on what is closed or set aside, saying what to do first.
    pub fn refuse_when_at_rest(&self) -> Result<()> {
        match self.state {
            State::Closed => Err(Error::conflict(say!("problem-closed-say-again"))),
            State::SetAside => Err(Error::conflict(say!("problem-aside-bring-back"))),
            _ => Ok(()),
        }
    }

    fn refuse_unless_checking(&self) -> Result<()> {
        match self.state {
            State::Checking => Ok(()),
            _ => Err(Error::conflict(say!("problem-check-not-checking"))),
        }
    }

    fn end_work(&mut self, at: usize, how: Ending, today: Day) {
        self.work[at].end = Some(End {
            how,
            round: self.round,
            on: today,
        });
    }
}
