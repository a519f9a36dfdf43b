//! Texts proposed to the team: agreed to by the others they need, on exactly those bytes, and then in force. Only people agree; a
//! changed text asks again. Publishing is the same operation whoever brings the last agreement.

mod adopt;
mod agree;
mod bring_up;
mod committed;
mod correct;
mod does;
mod open;
mod proposal;
mod publish;
mod read;
mod ready;
mod remark;
mod store;
mod store_became;
mod store_comments;
mod store_commits;
mod store_fallen;
mod store_keeper;
mod store_supersedes;
mod store_texts;
mod store_withdrawals;
mod withdraw;
mod words;

pub use adopt::{Adopted, Found, adopt, adopt_from, undo};
pub use agree::{agree, agree_on_screen, object, take_back, write_on_screen};
pub use bring_up::{BroughtUp, Joined, Mending, bring_up, is_up_to_date, joined};
pub use committed::{committed, note_committed, without_commit};
pub use correct::{MOST_WORDS, correct};
pub use does::{Does, does};
pub use open::{Amendment, Base, Draft, LONGEST_TITLE, amend, open, open_from_present, titled};
pub use proposal::{
    AboutLine, Asking, Comment, Fallen, Filter, Objection, Proposal, State, Text, Withdrawal,
};
pub use publish::people_left;
pub use read::{
    asking, comments, count_asking, fallen, fallen_of, find, get, list, objections, of_problem,
    open_about, proposed, text_by_hash, texts,
};
pub use ready::{restore, retire, review_again};
pub use remark::{Place, comment};
pub use store::{of_problem_ask, open_ask};
pub use store_became::that_became;
pub use store_keeper::{being_changed, kept_by};
pub use store_supersedes::{superseding, superseding_ask};
pub use store_withdrawals::withdrawn_by_others;
pub use withdraw::{reopen, withdraw, withdrawal};
