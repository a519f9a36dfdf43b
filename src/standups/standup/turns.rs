//! The room and its turns: who is there, and who has the floor.

use std::collections::BTreeMap;

use super::Standup;
use crate::id::{MemberId, ProblemId};
use crate::standups::{Floor, Present, Refusal, Step, TurnAct};

impl Standup {
    /// The turns of the round that is going on.
    pub fn floor(&self) -> Option<&Floor> {
        let here = self.place();
        let problem = here.problem.filter(|_| here.step == Step::Round)?;
        self.floors.get(&problem)
    }

    /// The turns of every round that was begun.
    pub fn floors(&self) -> &BTreeMap<ProblemId, Floor> {
        &self.floors
    }

    /// Passes the floor on, or back.
    pub fn turn(&mut self, act: TurnAct) -> Result<(), Refusal> {
        match self.place().step {
            Step::Ended => return Err(Refusal::Ended),
            Step::Round => {}
            _ => return Err(Refusal::NoRound),
        }
        match self.floor_mut().is_some_and(|floor| floor.act(act)) {
            true => Ok(()),
            false => Err(Refusal::NobodyThere),
        }
    }

    /// Somebody is in the room. In a round they get their turn too.
    pub fn join(&mut self, person: Present) -> Result<(), Refusal> {
        if self.place().step == Step::Ended {
            return Err(Refusal::Ended);
        }
        if let Some(floor) = self.floor_mut() {
            floor.join(&person);
        }
        if !self.people.iter().any(|one| one.member == person.member) {
            self.people.push(person);
        }
        Ok(())
    }

    /// Somebody has left the room.
    pub fn leave(&mut self, member: &MemberId) -> Result<(), Refusal> {
        if self.place().step == Step::Ended {
            return Err(Refusal::Ended);
        }
        if let Some(floor) = self.floor_mut() {
            floor.leave(member);
        }
        self.people.retain(|one| one.member != *member);
        // Whoever is still there may have given all their dots.
        let people = &self.people;
        let here = self.trail.last().filter(|place| place.step == Step::Dots);
        let talk = here.and_then(|place| self.talks.get_mut(&place.problem?));
        if let Some(talk) = talk.filter(|talk| talk.all_given(people)) {
            talk.count();
        }
        Ok(())
    }

    /// Whoever passed asks for the floor after all.
    pub fn come_back(&mut self, member: &MemberId) -> Result<(), Refusal> {
        match self
            .floor_mut()
            .is_some_and(|floor| floor.come_back(member))
        {
            true => Ok(()),
            false => Err(Refusal::NobodyThere),
        }
    }

    /// Entering a round opens its turns; entering it again finds them as they were, with those who came meanwhile.
    pub(super) fn open_floor(&mut self) {
        let here = self.place();
        let (Step::Round, Some(problem)) = (here.step, here.problem) else {
            return;
        };
        let lot = self
            .lot
            .wrapping_add(problem.number().unsigned_abs().wrapping_mul(0x9E37_79B9));
        let people = &self.people;
        let floor = self
            .floors
            .entry(problem)
            .or_insert_with(|| Floor::open(people, lot));
        floor.match_room(people);
    }

    fn floor_mut(&mut self) -> Option<&mut Floor> {
        let here = self.place();
        let problem = here.problem.filter(|_| here.step == Step::Round)?;
        self.floors.get_mut(&problem)
    }
}
