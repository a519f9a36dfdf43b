//! Problems: posted on the wall, resolved by the team, checked, closed, and back when they return. States follow facts;
//! the pure machine is [`Facts`], the verbs below change facts and let the state follow in the same transaction.

mod acts;
mod again;
mod agenda;
mod aside;
mod asked;
mod book;
mod case;
mod challenges;
mod change;
mod check;
mod checklist;
mod happen;
pub mod import;
mod links;
mod pace;
mod pins;
mod post;
mod problem;
mod read;
mod store;
mod store_asked;
mod store_challenges;
mod store_occurrences;
mod store_pins;
mod store_wall;
mod store_work;
mod talk;
mod texts;
mod words;
mod work;

pub use again::{
    Again, Entered, answer, confirm, happened_again, is_own, problem_of_occurrence,
    review_occurrence, take_back,
};
pub use agenda::{Reason, Standing, agenda};
pub use aside::{SetAside, is_somebody_to_wake, set_aside, wake};
pub use asked::{asked_as, asked_asks, asked_otherwise};
pub use book::{ForTheBook, answer_book, proposal_published, proposal_withdrawn};
pub use case::{Case, facts, open};
pub use challenges::{Challenge, challenges, did_not_hold};
pub use change::{Edit, change};
pub use check::{answer_check, see, set_check};
pub use checklist::{Checklist, Item, Step};
pub use happen::TAKE_BACK_SECONDS;
pub use links::{all_challenged, challenged, link_standard, standards_changed, unlink_standard};
pub use pace::{Lateness, PATIENCE_WORKING_DAYS, Pace};
pub use pins::{PinPlace, pin, unpin};
pub use post::{Draft, Posted, UNDO_SECONDS, post, put_on_the_wall, take_in, undo};
pub use problem::{
    Aside, BadOrigin, Book, BookAnswer, CHECK_AFTER_DAYS, End, Ending, Facts, Looks, Move,
    Occurrence, Origin, Work,
};
pub use read::{
    Dossier, ForMember, OnAgenda, OnTheWall, Wall, after, agenda_of, cards, comments, comments_ask,
    dossier, dossier_asks, find, for_member, for_member_ask, get, list, on_the_wall, resting,
    several, solved_by, standard_asks, wall,
};
pub use store::{BookWord, EndWord, Filter, Problem};
pub use store_challenges::challenges_ask;
pub use store_occurrences::OccurrenceRow;
pub use store_wall::{Card, Resting};
pub use store_work::{Cause, Comment, WorkRow};
pub use talk::{CauseEdit, add_cause, cause, change_cause, comment};
pub use texts::{
    LINE_MAX, Standards, TEXT_MAX, TITLE_MAX, Tags, Title, impact, line_text, long_text,
};
pub use words::{
    AsideReason, Beginning, CauseStatus, Held, Lesson, OccurrenceSource, OccurrenceStatus, Purpose,
    State, Strength, UnknownWord, WorkKind,
};
pub use work::{
    Made, NewWork, WorkEdit, add_countermeasure, add_investigation, change_work, problem_of_work,
    usual_due,
};
