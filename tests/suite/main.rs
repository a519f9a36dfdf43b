//! The tests: one program, a module a feature.

mod problem_rounds;
mod problem_world;
mod standups;
