//! The program `git`, asked in the work tree that a folder lies in: where it stands, who brought a text, and a commit of some files that
//! leaves everything else as it is. It reaches no other machine, runs no hook, and takes a bounded time; what people wrote goes to it by
//! standard input, never as an argument that could be read as an option.

mod blame;
mod commit;
mod history;
mod objects;
mod run;
mod work_tree;

pub use commit::{Commit, Identity, Piece};
pub use history::Brought;
pub use objects::Object;
pub use work_tree::WorkTree;
