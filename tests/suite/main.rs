//! The tests: one program, a module a feature.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod conditions;
mod demo;
mod doctor;
mod faults;
mod fixes;
mod fixes_terminal;
mod folder;
mod folder_denied;
mod folder_terminal;
mod french;
mod hostile;
mod house;
mod interface;
mod lists;
mod live;
mod loop_terminal;
mod markdown;
mod members;
mod members_page;
mod newcomers;
mod policies;
mod problem_import;
mod problem_returns;
mod problem_rounds;
mod problem_story;
mod problem_world;
mod problems;
mod proposals;
mod proposals_met;
mod search;
mod search_meant;
mod search_ranking;
mod search_terminal;
mod search_words;
mod standards;
mod standards_changed;
mod standups;
mod support;
mod terminal_and_server;
mod texts;
mod wall;
