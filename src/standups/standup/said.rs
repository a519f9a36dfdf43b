//! What is said in the room: ideas, and dots. Where they are written in silence they are sealed until they are shown
//! together, and counted together.

use std::collections::BTreeMap;

use super::Standup;
use crate::id::{IdeaId, MemberId, ProblemId};
use crate::standups::{Mode, Noted, Place, Refusal, Step, Talk};

impl Standup {
    /// What was said about each problem.
    pub fn talks(&self) -> &BTreeMap<ProblemId, Talk> {
        &self.talks
    }

    /// What was said about the problem that has the floor.
    pub fn talk(&self) -> Option<&Talk> {
        self.talks.get(&self.place().problem?)
    }

    /// Notes an idea about a problem of the agenda, or the one that has the floor; false when it was noted already. Where
    /// ideas are written in silence, only its author sees it before they are shown; while dots are given there are no more.
    pub fn note(
        &mut self,
        id: IdeaId,
        author: MemberId,
        about: Option<ProblemId>,
    ) -> Result<bool, Refusal> {
        let here = self.place();
        if here.step == Step::Ended {
            return Err(Refusal::Ended);
        }
        let problem = about.or(here.problem).ok_or(Refusal::NotBegun)?;
        if self.card(problem).is_none() {
            return Err(Refusal::NotOnTheFloor(problem));
        }
        let known = self.talks.get(&problem).and_then(|talk| talk.idea(&id));
        if known.is_some() {
            return Ok(false);
        }
        if here == Place::new(Step::Dots, Some(problem)) {
            return Err(Refusal::Weighed);
        }
        let shown = match here.problem == Some(problem) {
            true => here.step >= Step::Round,
            // What arrives late belongs to those that were shown in its round.
            false => {
                let mut trail = self.trail().iter();
                trail.any(|place| place.problem == Some(problem) && place.step >= Step::Round)
            }
        };
        let sealed = self.mode != Mode::Spoken && !shown;
        let talk = self.talks.entry(problem).or_default();
        Ok(talk.note(Noted::new(id, author, sealed)))
    }

    /// Takes one's own idea back, while nobody else has seen it.
    pub fn take_back(&mut self, id: &IdeaId, member: &MemberId) -> Result<(), Refusal> {
        self.talk_mut()?.take_back(id, member)
    }

    /// Says that an idea says the same as another, or that it stands for itself.
    pub fn join_ideas(&mut self, id: &IdeaId, with: Option<&IdeaId>) -> Result<(), Refusal> {
        self.talk_mut()?.join(id, with)
    }

    /// Says how many dots somebody in the room gives to an idea. Once everybody has given all of theirs they are counted.
    pub fn give_dots(&mut self, member: &MemberId, id: &IdeaId, dots: i64) -> Result<(), Refusal> {
        match self.place().step {
            Step::Ended => return Err(Refusal::Ended),
            Step::Dots => {}
            _ => return Err(Refusal::NoDots),
        }
        if !self.people.iter().any(|one| one.member == *member) {
            return Err(Refusal::NotInTheRoom);
        }
        let people = self.people.clone();
        let talk = self.talk_mut()?;
        talk.give(member, id, dots)?;
        if talk.all_given(&people) {
            talk.count();
        }
        Ok(())
    }

    /// The time for dots is up.
    pub fn count_dots(&mut self) -> Result<(), Refusal> {
        match self.place().step {
            Step::Dots => self.talk_mut()?.count(),
            _ => return Err(Refusal::NoDots),
        }
        Ok(())
    }

    fn talk_mut(&mut self) -> Result<&mut Talk, Refusal> {
        let here = self.place();
        if here.step == Step::Ended {
            return Err(Refusal::Ended);
        }
        let problem = here.problem.ok_or(Refusal::NotBegun)?;
        self.talks.get_mut(&problem).ok_or(Refusal::UnknownIdea)
    }

    /// What was written in silence is shown when the round begins, or when the problem is left; dots are counted when
    /// the stand-up goes on. Nothing is sealed once it is over.
    pub(super) fn unseal(&mut self, there: Place) {
        let here = self.place();
        for (problem, talk) in &mut self.talks {
            let left = here.problem == Some(*problem) && there.problem != here.problem;
            let weighed = there.problem == Some(*problem) && there.step >= Step::Round;
            if left || weighed || there.step == Step::Ended {
                talk.show();
            }
            let dots_over = here.step == Step::Dots && here.problem == Some(*problem);
            let given = !talk.ballots().is_empty() && there.step == Step::Ended;
            if dots_over || given {
                talk.count();
            }
        }
    }
}
