//! The stand-up in which the whole team resolves its problems: who leads, who has the floor, what is decided, and
//! the minutes. It acts on problems and the book through their own operations, in the same transaction.

mod agenda;
mod attend;
mod away;
mod cover;
mod decide;
mod decision;
mod dots;
mod draft;
mod facts;
mod floor;
mod ideas;
mod lead;
mod make;
mod minutes;
mod minutes_text;
mod next;
mod object;
mod pace;
mod place;
mod read;
mod rest;
mod room;
mod rota;
mod rota_keep;
mod run;
mod standup;
mod start;
mod store;
mod store_away;
mod store_next;
mod store_objections;
mod store_people;
mod store_rota;
mod store_said;
mod store_talk;
mod store_turns;
mod store_way;
mod talk;
mod time;
mod words;

pub use agenda::put_on_agenda;
pub use attend::{Presence, attend};
pub use away::{Missed, missed, missed_ask};
pub use cover::cover;
pub use decide::decide;
pub use decision::{Aside, Checking, Decision, Doing, ForTheBook, Looking, Told};
pub use dots::{give_ballot, give_dots, without_device};
pub use draft::{book_said, draft};
pub use facts::word_facts;
pub use floor::{Floor, Present, Turn};
pub use ideas::{
    LONGEST_FATE, LONGEST_IDEA, NewIdea, join_ideas, note_idea, take_idea_back, word_idea,
};
pub use lead::{To, end, hand_over, set_mode, step, take_over, turn};
pub use minutes::{CardMinutes, Minutes, minutes, minutes_of};
pub use minutes_text::{markdown, said};
pub use next::{Next, next_standup};
pub use object::{may_object, object, questions};
pub use pace::{
    Pulse, end_forgotten, hear, is_due, more_time, pass_deadlines, pulse, waits_for, wants_to_hear,
};
pub use place::{Card, Moved, PATIENCE, Place, Refusal};
pub use read::{Tally, list, running};
pub use room::{Room, beat, own_ideas, room};
pub use rota::{Leader, Rota, WEEKS_AHEAD, Week};
pub use rota_keep::{
    Exchange, exchange, is_week_to_keep, keep_weeks, leads_this_week, leads_this_week_ask, rota,
};
pub use run::{Facilitator, Session, session};
pub use standup::{Kept, Standup};
pub use start::{AGENDA_ROOM, ASKED, Proposed, Start, proposed, start};
pub use store::{Beat, CardRow, Head, STANDUP_TABLES, running_ask};
pub use store_next::{last_start, last_start_ask};
pub use store_said::{Idea, Line};
pub use talk::{Ballot, DOTS, Noted, Talk};
pub use time::{MOST_STEP_HOURS, STEP_HOURS};
pub use words::{
    BadWord, Came, IdeaKind, LineKind, Mode, Outcome, Step, TurnAct, TurnState, Verdict,
};
