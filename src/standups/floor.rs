//! Who has the floor: one turn each, a start drawn by lot, those who manage the team last. It knows no clock.

use super::words::{TurnAct, TurnState};
use crate::id::MemberId;

/// Somebody in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub member: MemberId,
    /// Manages the team, and so speaks last.
    pub manages: bool,
}

/// One turn of the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Whose it is.
    pub member: MemberId,
    /// Manages the team.
    pub manages: bool,
    /// How it went.
    pub state: TurnState,
}

/// The turns of one full round, in the order of speaking. The first that waits has the floor: those before it
/// have spoken or passed, those after it wait.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Floor {
    turns: Vec<Turn>,
}

impl Floor {
    /// A turn for everybody: the circle as they came, entered at a place that `lot` draws, then those who manage.
    pub fn open(people: &[Present], lot: u64) -> Self {
        let circle = |manages| {
            let mut some: Vec<&Present> =
                people.iter().filter(|one| one.manages == manages).collect();
            if !some.is_empty() {
                let start = usize::try_from(lot % some.len() as u64).unwrap_or(0);
                some.rotate_left(start);
            }
            some
        };
        let order = circle(false).into_iter().chain(circle(true));
        let turns = order.map(waiting).collect();
        Self { turns }
    }

    /// The floor as it was kept.
    pub fn kept(turns: Vec<Turn>) -> Self {
        Self { turns }
    }

    /// All turns in the order of speaking.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Who speaks now; nobody once all had their turn.
    pub fn speaker(&self) -> Option<&MemberId> {
        self.turns.get(self.at()).map(|turn| &turn.member)
    }

    /// Who speaks next.
    pub fn following(&self) -> Option<&MemberId> {
        self.turns.get(self.at() + 1).map(|turn| &turn.member)
    }

    /// Those who have not had their turn yet, the speaker included.
    pub fn still_to_come(&self) -> usize {
        self.turns.len() - self.had()
    }

    /// How many turns have been had.
    pub fn had(&self) -> usize {
        let had = |turn: &&Turn| turn.state != TurnState::Waiting;
        self.turns.iter().filter(had).count()
    }

    /// Passes the floor on, or back. False when there is nobody to pass it from.
    pub fn act(&mut self, act: TurnAct) -> bool {
        let at = self.at();
        let (index, state) = match act {
            TurnAct::Done => (Some(at), TurnState::Done),
            TurnAct::Pass => (Some(at), TurnState::Passed),
            TurnAct::Back => (at.checked_sub(1), TurnState::Waiting),
        };
        let turn = index.and_then(|index| self.turns.get_mut(index));
        let Some(turn) = turn else { return false };
        turn.state = state;
        true
    }

    /// Has somebody's own turn had, or take it once more, where nobody waits for the one before. False for anybody who has
    /// none.
    pub fn act_of(&mut self, member: &MemberId, act: TurnAct) -> bool {
        let mut turns = self.turns.iter_mut();
        let Some(turn) = turns.find(|turn| turn.member == *member) else {
            return false;
        };
        turn.state = match act {
            TurnAct::Done => TurnState::Done,
            TurnAct::Pass => TurnState::Passed,
            TurnAct::Back => TurnState::Waiting,
        };
        true
    }

    /// Somebody came in: a turn at the end, but before those who manage and have not had theirs. One who passed
    /// or spoke and comes in again keeps the turn there was.
    pub fn join(&mut self, person: &Present) {
        if self.turns.iter().any(|turn| turn.member == person.member) {
            return;
        }
        let after_speaker = (self.at() + 1).min(self.turns.len());
        let end = self.turns.len();
        let before_managers = (after_speaker..end).find(|index| self.turns[*index].manages);
        let place = match before_managers {
            Some(index) if !person.manages => index,
            _ => end,
        };
        self.turns.insert(place, waiting(person));
    }

    /// Whoever passed has something to say after all: their turn comes once more, after those who still wait, but before
    /// those who manage. False for anybody who has not passed.
    pub fn come_back(&mut self, member: &MemberId) -> bool {
        let passed = |turn: &Turn| turn.member == *member && turn.state == TurnState::Passed;
        let Some(index) = self.turns.iter().position(passed) else {
            return false;
        };
        let turn = self.turns.remove(index);
        self.join(&Present {
            member: turn.member,
            manages: turn.manages,
        });
        true
    }

    /// Somebody went out: a turn not yet had falls away, and nobody waits for it.
    pub fn leave(&mut self, member: &MemberId) {
        self.turns
            .retain(|turn| turn.member != *member || turn.state != TurnState::Waiting);
    }

    /// Turns for those who came while the round was left, none for those who went.
    pub fn match_room(&mut self, people: &[Present]) {
        self.turns.retain(|turn| {
            turn.state != TurnState::Waiting || people.iter().any(|one| one.member == turn.member)
        });
        for person in people {
            self.join(person);
        }
    }

    fn at(&self) -> usize {
        let waits = |turn: &Turn| turn.state == TurnState::Waiting;
        self.turns
            .iter()
            .position(waits)
            .unwrap_or(self.turns.len())
    }
}

fn waiting(person: &Present) -> Turn {
    Turn {
        member: person.member.clone(),
        manages: person.manages,
        state: TurnState::Waiting,
    }
}
