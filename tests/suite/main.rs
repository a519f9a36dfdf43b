//! The tests: one program, a module a feature.

mod french;
mod markdown;
mod problem_rounds;
mod problem_world;
mod search_words;
mod standups;
