//! Texts proposed to the team: agreed to by the others they need, on exactly those bytes, and then in force. Only people agree; a
//! changed text asks again. Publishing is the same operation whoever brings the last agreement.

mod adopt;
mod agree;
mod correct;
mod open;
mod proposal;
mod publish;
mod read;
mod remark;
mod store;
mod store_comments;
mod withdraw;
mod words;

pub use adopt::{Adopted, Found, adopt, undo};
pub use agree::{agree, agree_on_screen, object, take_back, write_on_screen};
pub use correct::{MOST_WORDS, correct};
pub use open::{Amendment, Base, Draft, LONGEST_TITLE, amend, open, open_from_present};
pub use proposal::{Comment, Filter, Objection, Proposal, State};
pub use publish::people_left;
pub use read::{
    asking, comments, count_asking, find, get, list, objections, of_problem, open_about,
};
pub use remark::comment;
pub use store::{of_problem_ask, open_ask};
pub use withdraw::{reopen, withdraw};
