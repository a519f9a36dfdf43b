//! One stand-up as a pure state machine: gathering, the news round card by card, a full round for each problem
//! that asked for one, the end. It keeps no time, reads nothing and writes nothing: whatever was acted can be
//! built up again from what was kept.

mod apart;
mod said;
mod turns;

use std::collections::BTreeMap;

use super::floor::{Floor, Present};
use super::place::{Card, Moved, Place, Refusal};
use super::talk::Talk;
use super::words::{Mode, Outcome, Step, Verdict};
use crate::id::ProblemId;

/// A stand-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standup {
    mode: Mode,
    cards: Vec<Card>,
    trail: Vec<Place>,
    people: Vec<Present>,
    floors: BTreeMap<ProblemId, Floor>,
    talks: BTreeMap<ProblemId, Talk>,
    lot: u64,
}

/// What was kept of a stand-up, from which it resumes.
#[derive(Debug, Clone)]
pub struct Kept {
    /// How ideas reach the others.
    pub mode: Mode,
    /// The agenda in order.
    pub cards: Vec<Card>,
    /// The places it went through and did not take back, the present one last.
    pub trail: Vec<Place>,
    /// Who is in the room, in the order they came.
    pub people: Vec<Present>,
    /// The turns of each round that was begun.
    pub floors: BTreeMap<ProblemId, Floor>,
    /// What was said about each problem.
    pub talks: BTreeMap<ProblemId, Talk>,
    /// The lot drawn at its start.
    pub lot: u64,
}

impl Standup {
    /// A new one, gathering.
    pub fn new(mode: Mode, cards: Vec<Card>, lot: u64) -> Self {
        Self::resume(Kept {
            mode,
            cards,
            trail: Vec::new(),
            people: Vec::new(),
            floors: BTreeMap::new(),
            talks: BTreeMap::new(),
            lot,
        })
    }

    /// The same one, from what was kept.
    pub fn resume(kept: Kept) -> Self {
        let mut trail = kept.trail;
        if trail.is_empty() {
            trail.push(Place::new(Step::Gathering, None));
        }
        Self {
            mode: kept.mode,
            cards: kept.cards,
            trail,
            people: kept.people,
            floors: kept.floors,
            talks: kept.talks,
            lot: kept.lot,
        }
    }

    /// How ideas reach the others.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Where it is.
    pub fn place(&self) -> Place {
        *self
            .trail
            .last()
            .expect("the trail begins with gathering and never loses it")
    }

    /// The places it went through, the present one last.
    pub fn trail(&self) -> &[Place] {
        &self.trail
    }

    /// The agenda.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The card of a problem.
    pub fn card(&self, problem: ProblemId) -> Option<&Card> {
        self.cards.iter().find(|card| card.problem == problem)
    }

    /// Who is in the room.
    pub fn people(&self) -> &[Present] {
        &self.people
    }

    /// Goes on; never refused. From the news to the next card that has not had the floor, after the last to the
    /// first full round, within one to its next step, then to the next one, then to the end.
    #[allow(
        clippy::should_implement_trait,
        reason = "the word that people say in the room"
    )]
    pub fn next(&mut self) -> Moved {
        let here = self.place();
        let there = match (here.step, here.step.following(self.mode)) {
            (Step::Ended, _) => return Moved::default(),
            (Step::Gathering, _) if self.cards.is_empty() => Place::new(Step::News, None),
            (Step::Gathering | Step::News, _) => self.after_news(),
            (_, Some(step)) => Place::new(step, here.problem),
            (_, None) => self.next_round(),
        };
        self.go(there)
    }

    /// Takes the last move back. What was decided stays decided.
    pub fn back(&mut self) -> Result<(), Refusal> {
        match self.place().step {
            Step::Ended => Err(Refusal::Ended),
            Step::Gathering => Err(Refusal::AtTheStart),
            _ => {
                self.trail.pop();
                self.open_floor();
                Ok(())
            }
        }
    }

    /// Gives the floor to one problem: in the news while that lasts, afterwards as a full round, if that is still offered.
    /// One that is not on the agenda is put there.
    pub fn go_to(&mut self, problem: ProblemId, undecided_before: i64) -> Result<Moved, Refusal> {
        let here = self.place();
        if here.step == Step::Ended {
            return Err(Refusal::Ended);
        }
        if self.card(problem).is_none() {
            self.cards.push(Card::new(problem, undecided_before));
        }
        if here.problem == Some(problem) {
            return Ok(Moved::default());
        }
        // One that was left open too often is offered no full round any more.
        let patient = |card: &Card| !card.out_of_patience();
        let round = here.step.of_full_round() && self.card(problem).is_some_and(patient);
        let step = if round { Step::Facts } else { Step::News };
        Ok(self.go(Place::new(step, Some(problem))))
    }

    /// Ends it, from wherever it is. Ending twice does nothing more.
    pub fn end(&mut self) -> Moved {
        match self.place().step {
            Step::Ended => Moved::default(),
            _ => self.go(Place::new(Step::Ended, None)),
        }
    }

    /// What may be decided about a card here.
    pub fn offered(&self, problem: ProblemId) -> Vec<Verdict> {
        let patient = self
            .card(problem)
            .is_none_or(|card| !card.out_of_patience());
        let in_round = self.place().step.of_full_round();
        let mut offered = vec![Verdict::Now, Verdict::Investigate];
        if patient && !in_round {
            offered.push(Verdict::Round);
        }
        offered.push(Verdict::SetAside);
        if patient {
            offered.push(Verdict::Later);
        }
        offered
    }

    /// Says what is decided about a card. In the news, deciding about another card gives it the floor first.
    pub fn decide(&mut self, problem: ProblemId, verdict: Verdict) -> Result<Moved, Refusal> {
        self.refuse_without_floor(problem)?;
        let free = verdict == Verdict::Answered || self.offered(problem).contains(&verdict);
        if !free {
            return Err(Refusal::NotOffered(problem, verdict));
        }
        let moved = self.give_floor(problem)?;
        if let Some(card) = self.card_mut(problem) {
            card.verdict = Some(verdict);
        }
        Ok(moved)
    }

    /// Gives a card the floor so that something can be said about it: in the news any card of the agenda, in a
    /// full round only the one that has it.
    pub fn give_floor(&mut self, problem: ProblemId) -> Result<Moved, Refusal> {
        self.refuse_without_floor(problem)?;
        Ok(match self.place().problem == Some(problem) {
            true => Moved::default(),
            false => self.go(Place::new(Step::News, Some(problem))),
        })
    }

    /// The full rounds that were asked for and have not begun, in the agenda's order.
    pub fn rounds_to_come(&self) -> impl Iterator<Item = ProblemId> {
        self.cards
            .iter()
            .filter(|card| card.verdict == Some(Verdict::Round))
            .filter(|card| !self.went(Step::Facts, card.problem))
            .map(|card| card.problem)
    }

    /// The problems whose full round has begun.
    pub fn full_rounds(&self) -> impl Iterator<Item = ProblemId> {
        self.trail
            .iter()
            .filter(|place| place.step == Step::Facts)
            .filter_map(|place| place.problem)
    }

    /// The cards that have not had the floor yet, in the agenda's order.
    pub fn news_to_come(&self) -> impl Iterator<Item = ProblemId> {
        self.cards
            .iter()
            .map(|card| card.problem)
            .filter(|problem| !self.went(Step::News, *problem) && !self.went(Step::Facts, *problem))
    }

    /// Says how ideas reach the others from now on.
    pub fn set_mode(&mut self, mode: Mode) -> Result<(), Refusal> {
        let apart = (mode == Mode::Async) != self.apart();
        match self.place().step {
            Step::Ended => Err(Refusal::Ended),
            Step::Silence | Step::Round | Step::Dots => Err(Refusal::NotNow),
            // Who is waited for, and for how long, is said at the start.
            here if apart && here != Step::Gathering => Err(Refusal::NotNow),
            _ => {
                self.mode = mode;
                Ok(())
            }
        }
    }

    /// Puts a card that has not had the floor first among those, or last.
    pub fn put(&mut self, problem: ProblemId, first: bool) -> Result<(), Refusal> {
        if self.place().step == Step::Ended {
            return Err(Refusal::Ended);
        }
        let waits: Vec<ProblemId> = self.news_to_come().collect();
        if !waits.contains(&problem) {
            return Err(Refusal::HadTheFloor(problem));
        }
        let at = |id: &ProblemId| self.cards.iter().position(|card| card.problem == *id);
        let end = if first { waits.first() } else { waits.last() };
        if let (Some(from), Some(to)) = (at(&problem), end.and_then(at)) {
            let card = self.cards.remove(from);
            self.cards.insert(to, card);
        }
        Ok(())
    }

    fn refuse_without_floor(&self, problem: ProblemId) -> Result<(), Refusal> {
        let here = self.place();
        match here.step {
            Step::Ended => Err(Refusal::Ended),
            Step::Gathering => Err(Refusal::NotBegun),
            Step::News if self.card(problem).is_some() => Ok(()),
            _ if here.problem == Some(problem) => Ok(()),
            _ => Err(Refusal::NotOnTheFloor(problem)),
        }
    }

    fn after_news(&self) -> Place {
        match self.news_to_come().next() {
            Some(problem) => Place::new(Step::News, Some(problem)),
            None => self.next_round(),
        }
    }

    /// A card that came onto the agenda late still has the floor before the end.
    fn next_round(&self) -> Place {
        let round = self.rounds_to_come().next();
        let news = self.news_to_come().next();
        match (round, news) {
            (Some(problem), _) => Place::new(Step::Facts, Some(problem)),
            (None, Some(problem)) => Place::new(Step::News, Some(problem)),
            (None, None) => Place::new(Step::Ended, None),
        }
    }

    fn went(&self, step: Step, problem: ProblemId) -> bool {
        self.trail.contains(&Place::new(step, Some(problem)))
    }

    fn go(&mut self, there: Place) -> Moved {
        let left = self
            .place()
            .problem
            .filter(|left| Some(*left) != there.problem);
        let mut moved = Moved::default();
        if let Some(card) = left.and_then(|left| self.card_mut(left)) {
            if !card.seen {
                card.seen = true;
                moved.seen = Some(card.problem);
            }
            let waits_for_round = card.verdict == Some(Verdict::Round);
            let open = !card.verdict.is_some_and(Verdict::settles);
            let (left, in_news) = (card.problem, self.place().step == Step::News);
            if open && !(waits_for_round && in_news) {
                moved.undecided.push(left);
            }
        }
        self.unseal(there);
        self.trail.push(there);
        self.open_floor();
        if there.step == Step::Ended {
            moved.undecided = self.open_cards();
        }
        moved
    }

    fn open_cards(&self) -> Vec<ProblemId> {
        self.cards
            .iter()
            .filter(|card| card.outcome() != Outcome::Decided)
            .map(|card| card.problem)
            .collect()
    }

    fn card_mut(&mut self, problem: ProblemId) -> Option<&mut Card> {
        self.cards.iter_mut().find(|card| card.problem == problem)
    }
}
