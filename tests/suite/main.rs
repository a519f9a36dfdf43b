//! The tests: one program, a module a feature.

mod demo;
mod fixes;
mod folder;
mod folder_terminal;
mod french;
mod house;
mod interface;
mod markdown;
mod members;
mod policies;
mod problem_import;
mod problem_rounds;
mod problem_world;
mod problems;
mod search;
mod search_terminal;
mod search_words;
mod standups;
mod support;
mod texts;
mod wall;
