//! Problems: posted on the wall, resolved by the team, checked, closed, and back when they return.

mod acts;
mod agenda;
mod checklist;
mod happen;
mod pace;
mod problem;
mod words;

pub use agenda::{Reason, Standing, agenda};
pub use checklist::{Checklist, Item, Step};
pub use happen::TAKE_BACK_SECONDS;
pub use pace::{Lateness, PATIENCE_WORKING_DAYS, Pace};
pub use problem::{
    Aside, Book, BookAnswer, CHECK_AFTER_DAYS, End, Ending, Facts, Looks, Move, Occurrence, Origin,
    Work,
};
pub use words::{
    AsideReason, Beginning, CauseStatus, Held, Lesson, OccurrenceSource, OccurrenceStatus, Purpose,
    State, Strength, UnknownWord, WorkKind,
};
