//! The stand-up in which the whole team resolves its problems: who leads, who has the floor, what is decided, and
//! the minutes. It acts on problems and the book through their own operations, in the same transaction.

mod attend;
mod cover;
mod decide;
mod decision;
mod draft;
mod facts;
mod floor;
mod ideas;
mod lead;
mod make;
mod minutes;
mod minutes_text;
mod place;
mod read;
mod rota;
mod run;
mod standup;
mod start;
mod store;
mod store_said;
mod words;

pub use attend::{Presence, attend};
pub use cover::cover;
pub use decide::decide;
pub use decision::{Aside, Checking, Decision, Doing, ForTheBook, Looking, Told};
pub use draft::{book_said, draft};
pub use facts::word_facts;
pub use floor::{Floor, Present, Turn};
pub use ideas::{LONGEST_FATE, LONGEST_IDEA, NewIdea, note_idea};
pub use lead::{To, end, step, take_over, turn};
pub use minutes::{CardMinutes, Minutes, minutes};
pub use minutes_text::{markdown, said};
pub use place::{Card, Moved, PATIENCE, Place, Refusal};
pub use read::{Tally, cards, ideas, list, running};
pub use rota::{leads_this_week, who_leads, whose_week};
pub use run::{Facilitator, Session, session};
pub use standup::{Kept, Standup};
pub use start::{AGENDA_ROOM, ASKED, Proposed, Start, proposed, start};
pub use store::{CardRow, Head, running_ask};
pub use store_said::{Idea, Line};
pub use words::{BadWord, IdeaKind, LineKind, Mode, Outcome, Step, TurnAct, TurnState, Verdict};
