//! The stand-up, from its agenda to its minutes.

mod machine;
