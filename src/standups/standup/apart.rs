//! Over the day, people act each in their own time: nobody waits for somebody else's turn, and a step in which everybody
//! writes, speaks or weighs is over once everybody has, or at its deadline.

use super::Standup;
use crate::id::MemberId;
use crate::standups::{Mode, Moved, Refusal, Step, TurnAct, TurnState};

impl Standup {
    /// Whether people act each in their own time.
    pub fn apart(&self) -> bool {
        self.mode == Mode::Async
    }

    /// Who has the floor now. Over the day everybody has.
    pub fn speaker(&self) -> Option<&MemberId> {
        self.floor()
            .filter(|_| !self.apart())
            .and_then(|floor| floor.speaker())
    }

    /// Whether somebody says for themselves here that they have nothing to add.
    pub fn waits_for_all(&self) -> bool {
        let written = matches!(self.place().step, Step::Silence | Step::Dots);
        written || self.apart() && self.place().step == Step::Round
    }

    /// Somebody in the room has nothing to add here, or has after all.
    pub fn turn_of(&mut self, member: &MemberId, act: TurnAct) -> Result<(), Refusal> {
        if self.place().step == Step::Ended {
            return Err(Refusal::Ended);
        }
        if !self.waits_for_all() {
            return Err(Refusal::NoRound);
        }
        if !self.people().iter().any(|one| one.member == *member) {
            return Err(Refusal::NotInTheRoom);
        }
        let here = self.place();
        let Some(problem) = here.problem else {
            return Err(Refusal::NotBegun);
        };
        if here.step == Step::Round {
            let floor = self.floors.get_mut(&problem);
            return match floor.is_some_and(|floor| floor.act_of(member, act)) {
                true => Ok(()),
                false => Err(Refusal::NobodyThere),
            };
        }
        let people = self.people.clone();
        let talk = self.talks.entry(problem).or_default();
        if talk.counted() && here.step == Step::Dots {
            return Err(Refusal::Counted);
        }
        talk.say_ready(member, act != TurnAct::Back);
        if here.step == Step::Dots && talk.all_given(&people) {
            talk.count();
        }
        Ok(())
    }

    /// Goes on from a step that everybody has done their part of, where nobody is there to say so: by the act that was the
    /// last one. A step that was gone back to waits for whoever leads, or for somebody to do their part anew.
    pub fn press_on(&mut self, before: &Self) -> Option<Moved> {
        let had = before.trail == self.trail && before.everybody_has();
        let done = self.apart() && !had && self.everybody_has();
        done.then(|| self.next())
    }

    /// Goes on from a step whose deadline has passed; the others wait for whoever leads.
    pub fn pass_deadline(&mut self) -> Option<Moved> {
        let passes = self.apart() && self.waits_for_all();
        passes.then(|| self.next())
    }

    /// Whether the step waits for somebody's part, over the day.
    pub fn waits_for(&self, member: &MemberId) -> bool {
        let here = self.people.iter().any(|one| one.member == *member);
        here && self.apart() && self.waits_for_all() && !self.has_done_theirs(member)
    }

    fn everybody_has(&self) -> bool {
        let mut people = self.people.iter();
        let done = people.all(|one| self.has_done_theirs(&one.member));
        self.waits_for_all() && !self.people.is_empty() && done
    }

    fn has_done_theirs(&self, member: &MemberId) -> bool {
        let talk = self.talk();
        match self.place().step {
            Step::Silence => talk.is_some_and(|talk| talk.has_written(member)),
            Step::Dots => talk.is_some_and(|talk| talk.counted() || talk.has_given(member)),
            _ => self.floor().is_none_or(|floor| {
                let mut turns = floor.turns().iter();
                !turns.any(|turn| turn.member == *member && turn.state == TurnState::Waiting)
            }),
        }
    }
}
