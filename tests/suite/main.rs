//! The tests: one program, a module a feature.

mod problem_rounds;
mod standups;
mod problem_world;
