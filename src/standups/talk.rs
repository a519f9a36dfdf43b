//! What is said about one problem in its full round: ideas, sealed until they are shown together, which of them say the
//! same, and the dots, sealed until they are counted. Pure: it knows whose an idea is, and nothing of its text.

use std::collections::{BTreeMap, BTreeSet};

use super::floor::Present;
use super::place::Refusal;
use crate::id::{IdeaId, MemberId};

/// The dots that each may give to the ideas about one problem.
pub const DOTS: i64 = 3;

/// An idea that was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its key.
    pub id: IdeaId,
    /// Whose it is, while the stand-up lasts.
    pub author: Option<MemberId>,
    /// Only its author sees it.
    pub sealed: bool,
    /// The idea that says the same, under which it is shown.
    pub same_as: Option<IdeaId>,
    /// The dots it got, once they are counted.
    pub dots: i64,
}

impl Noted {
    /// An idea as it is noted.
    pub const fn new(id: IdeaId, author: MemberId, sealed: bool) -> Self {
        Self {
            id,
            author: Some(author),
            sealed,
            same_as: None,
            dots: 0,
        }
    }
}

/// What one member gave, idea by idea.
pub type Ballot = BTreeMap<IdeaId, i64>;

/// Everything that was said about one problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Talk {
    ideas: Vec<Noted>,
    ballots: BTreeMap<MemberId, Ballot>,
    ready: BTreeSet<MemberId>,
    /// How many gave dots, once they are counted.
    counted: Option<i64>,
}

impl Talk {
    /// The talk as it was kept.
    pub fn kept(
        ideas: Vec<Noted>,
        ballots: BTreeMap<MemberId, Ballot>,
        ready: BTreeSet<MemberId>,
        counted: Option<i64>,
    ) -> Self {
        Self {
            ideas,
            ballots,
            ready,
            counted,
        }
    }

    /// Every idea, in the order they were noted.
    pub fn ideas(&self) -> &[Noted] {
        &self.ideas
    }

    /// One idea.
    pub fn idea(&self, id: &IdeaId) -> Option<&Noted> {
        self.ideas.iter().find(|idea| idea.id == *id)
    }

    /// What was given and is not counted yet, by whom.
    pub fn ballots(&self) -> &BTreeMap<MemberId, Ballot> {
        &self.ballots
    }

    /// Whether the dots were counted.
    pub fn counted(&self) -> bool {
        self.counted.is_some()
    }

    /// How many have given dots, counted or not.
    pub fn voters(&self) -> i64 {
        let giving = i64::try_from(self.ballots.len()).unwrap_or(i64::MAX);
        self.counted.unwrap_or(giving)
    }

    /// Who has said that they have nothing to add, while ideas are written or dots given.
    pub fn ready(&self) -> &BTreeSet<MemberId> {
        &self.ready
    }

    /// How many dots somebody gave so far.
    pub fn given(&self, member: &MemberId) -> i64 {
        let ballot = self.ballots.get(member);
        ballot.map_or(0, |ballot| ballot.values().sum())
    }

    /// The dots that were given to an idea and are not counted yet.
    pub(super) fn uncounted(&self, id: &IdeaId) -> i64 {
        self.ballots
            .values()
            .filter_map(|ballot| ballot.get(id))
            .sum()
    }

    /// Whether everybody in the room has given all their dots, or has said that they give no more.
    pub fn all_given(&self, people: &[Present]) -> bool {
        !people.is_empty() && people.iter().all(|one| self.has_given(&one.member))
    }

    /// Whether somebody has given all their dots, or has said that they give no more.
    pub fn has_given(&self, member: &MemberId) -> bool {
        self.given(member) == DOTS || self.ready.contains(member)
    }

    /// Whether somebody has written an idea, or has said that they have none.
    pub fn has_written(&self, member: &MemberId) -> bool {
        let mut ideas = self.ideas.iter();
        self.ready.contains(member) || ideas.any(|idea| idea.author.as_ref() == Some(member))
    }

    /// Somebody says that they have nothing to add, or that they have after all.
    pub(super) fn say_ready(&mut self, member: &MemberId, ready: bool) {
        if ready {
            self.ready.insert(member.clone());
        } else {
            self.ready.remove(member);
        }
    }

    /// How many have an idea that only they see.
    pub fn have_written(&self, people: &[Present]) -> usize {
        let wrote = |one: &&Present| {
            let mut ideas = self.ideas.iter();
            ideas.any(|idea| idea.sealed && idea.author.as_ref() == Some(&one.member))
        };
        people.iter().filter(wrote).count()
    }

    /// Notes an idea; the same one again is noted once.
    pub(super) fn note(&mut self, idea: Noted) -> bool {
        let new = self.idea(&idea.id).is_none();
        if new {
            self.ideas.push(idea);
        }
        new
    }

    /// Takes an idea back: one's own, while nobody else has seen it.
    pub(super) fn take_back(&mut self, id: &IdeaId, member: &MemberId) -> Result<(), Refusal> {
        let idea = self.idea(id).ok_or(Refusal::UnknownIdea)?;
        if !idea.sealed {
            return Err(Refusal::Shown);
        }
        if idea.author.as_ref() != Some(member) {
            return Err(Refusal::UnknownIdea);
        }
        self.ideas.retain(|idea| idea.id != *id);
        Ok(())
    }

    /// Shows every idea to everybody.
    pub(super) fn show(&mut self) {
        for idea in &mut self.ideas {
            idea.sealed = false;
        }
        self.ready.clear();
    }

    /// Says that an idea says the same as another, or, without one, that it stands for itself. What said the same as it
    /// goes along; nobody may do so with dots given.
    pub(super) fn join(&mut self, id: &IdeaId, with: Option<&IdeaId>) -> Result<(), Refusal> {
        let shown = |id: &IdeaId| {
            let idea = self.idea(id).filter(|idea| !idea.sealed);
            idea.ok_or(Refusal::UnknownIdea)
        };
        shown(id)?;
        if self.counted() || !self.ballots.is_empty() {
            return Err(Refusal::DotsGiven);
        }
        let head = match with {
            Some(with) => Some(shown(with)?.same_as.clone().unwrap_or_else(|| with.clone())),
            None => None,
        };
        // An idea under this one: the two would say the same of each other.
        if head.as_ref() == Some(id) {
            return match with {
                Some(with) if with == id => Err(Refusal::SameIdea),
                _ => Ok(()),
            };
        }
        for idea in &mut self.ideas {
            let under = head.is_some() && idea.same_as.as_ref() == Some(id);
            if idea.id == *id || under {
                idea.same_as.clone_from(&head);
            }
        }
        Ok(())
    }

    /// Says how many dots somebody gives to an idea; what they said of it before is replaced.
    pub(super) fn give(
        &mut self,
        member: &MemberId,
        id: &IdeaId,
        dots: i64,
    ) -> Result<(), Refusal> {
        if self.counted() {
            return Err(Refusal::Counted);
        }
        let idea = self.idea(id).filter(|idea| !idea.sealed);
        if idea.ok_or(Refusal::UnknownIdea)?.same_as.is_some() {
            return Err(Refusal::UnknownIdea);
        }
        let ballot = self.ballots.get(member);
        let before = ballot.and_then(|ballot| ballot.get(id)).copied();
        let given = self.given(member) - before.unwrap_or(0);
        if !(0..=DOTS - given).contains(&dots) {
            return Err(Refusal::TooManyDots);
        }
        let ballot = self.ballots.entry(member.clone()).or_default();
        match dots {
            0 => ballot.remove(id),
            _ => ballot.insert(id.clone(), dots),
        };
        if ballot.is_empty() {
            self.ballots.remove(member);
        }
        Ok(())
    }

    /// Counts the dots; who gave them is forgotten. Counting again changes nothing.
    pub(super) fn count(&mut self) {
        // Counting again finds no ballots: how many there were stays.
        let voters = self.voters();
        for at in 0..self.ideas.len() {
            self.ideas[at].dots += self.uncounted(&self.ideas[at].id);
        }
        self.ballots.clear();
        self.ready.clear();
        self.counted = Some(voters);
    }
}
