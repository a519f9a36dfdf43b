//! What the links of a page belong to.

use crate::error::{Error, Result, say};
use crate::fixes::Filter;
use crate::id::{ProblemId, StandardId};

/// What the links of a page belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Problem(ProblemId),
    Standard(StandardId),
    Nothing,
}

impl Topic {
    /// What an address names; a problem or standard that cannot be is an address that does not exist.
    pub(super) fn named(problem: &str, standard: &str) -> Result<Self> {
        let unknown = |_| Error::NotFound(say!("failure-no-page"));
        match (problem, standard) {
            ("", "") => Ok(Self::Nothing),
            ("", standard) => Ok(Self::Standard(standard.parse().map_err(unknown)?)),
            (problem, _) => Ok(Self::Problem(problem.parse().map_err(unknown)?)),
        }
    }

    /// The page that a form was sent from.
    pub(super) fn of_page(name: &str) -> Self {
        match (name.parse(), name.parse()) {
            (Ok(problem), _) => Self::Problem(problem),
            (_, Ok(standard)) => Self::Standard(standard),
            _ => Self::Nothing,
        }
    }

    pub(super) fn name(self) -> String {
        match self {
            Self::Problem(id) => id.to_string(),
            Self::Standard(id) => id.to_string(),
            Self::Nothing => String::new(),
        }
    }

    pub(super) fn url(self) -> String {
        match self {
            Self::Problem(id) => format!("/problems/{id}"),
            Self::Standard(id) => format!("/standards/{id}"),
            Self::Nothing => "/fixes".to_owned(),
        }
    }

    pub(super) fn list_url(self) -> String {
        match self {
            Self::Problem(id) => format!("/fixes?problem={id}"),
            Self::Standard(id) => format!("/fixes?standard={id}"),
            Self::Nothing => "/fixes".to_owned(),
        }
    }

    pub(super) fn filter(self) -> Filter {
        match self {
            Self::Problem(id) => Filter::of_problem(id),
            Self::Standard(id) => Filter::of_standard(id),
            Self::Nothing => Filter::default(),
        }
    }
}
