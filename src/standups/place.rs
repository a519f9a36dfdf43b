//! The parts of a stand-up's state: where it is, the cards of its agenda, what a move did, why an act is refused.

use super::words::{Outcome, Step, Verdict};
use crate::id::ProblemId;

/// So many stand-ups may leave a card undecided before only *do*, *look into* and *set aside* are offered.
pub const PATIENCE: i64 = 2;

/// Where the stand-up is, and which card has the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The step.
    pub step: Step,
    /// The card.
    pub problem: Option<ProblemId>,
}

/// One card of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which problem.
    pub problem: ProblemId,
    /// How many stand-ups left it undecided before this one, in its present round.
    pub undecided_before: i64,
    /// Had the floor, and the stand-up moved on.
    pub seen: bool,
    /// What was said last.
    pub verdict: Option<Verdict>,
}

/// What a move did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// The card that had the floor and was left, for the first time: it counts as seen by the team.
    pub seen: Option<ProblemId>,
    /// The cards that stay undecided by this move.
    pub undecided: Vec<ProblemId>,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is over.
    Ended,
    /// It has only just begun: there is nothing to go back to.
    AtTheStart,
    /// The news round has not begun.
    NotBegun,
    /// Another card has the floor.
    NotOnTheFloor(ProblemId),
    /// This was left open too often, or the full round is already here.
    NotOffered(ProblemId, Verdict),
    /// There are turns in the round only.
    NoRound,
    /// Nobody is before, or after.
    NobodyThere,
    /// There is no such idea, or none that everybody sees.
    UnknownIdea,
    /// Everybody has seen it.
    Shown,
    /// An idea cannot say the same as itself.
    SameIdea,
    /// Dots are given between the round and the decision only, and not in a spoken stand-up.
    NoDots,
    /// Dots are given to the ideas as they stand: there are no more.
    Weighed,
    /// Dots were given already.
    DotsGiven,
    /// The dots are counted.
    Counted,
    /// Each has three dots.
    TooManyDots,
    /// Whoever gives dots is in the room.
    NotInTheRoom,
    /// Ideas are being written, shown or weighed: how that is done stays as it is.
    NotNow,
    /// This one had the floor already.
    HadTheFloor(ProblemId),
}

impl Place {
    /// The place at this step, with this card.
    pub const fn new(step: Step, problem: Option<ProblemId>) -> Self {
        Self { step, problem }
    }
}

impl Card {
    /// A card that has not had the floor.
    pub const fn new(problem: ProblemId, undecided_before: i64) -> Self {
        Self {
            problem,
            undecided_before,
            seen: false,
            verdict: None,
        }
    }

    /// Whether it was left open too often: then only *do*, *look into* and *set aside* are offered.
    pub const fn out_of_patience(&self) -> bool {
        self.undecided_before >= PATIENCE
    }

    /// What became of it, or would if the stand-up ended here.
    pub fn outcome(&self) -> Outcome {
        match self.verdict {
            Some(verdict) if verdict.settles() => Outcome::Decided,
            Some(_) => Outcome::Undecided,
            None if self.seen => Outcome::Undecided,
            None => Outcome::NotReached,
        }
    }
}
