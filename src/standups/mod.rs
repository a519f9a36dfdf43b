//! The stand-up in which the whole team resolves its problems: who leads, who has the floor, what is decided, and
//! the minutes. It acts on problems and the book through their own operations, in the same transaction.

mod floor;
mod place;
mod standup;
mod words;

pub use floor::{Floor, Present, Turn};
pub use place::{Card, Moved, PATIENCE, Place, Refusal};
pub use standup::{Kept, Standup};
pub use words::{BadWord, IdeaKind, Mode, Outcome, Step, TurnAct, TurnState, Verdict};
