//! What a command says when it was not done: one line, and an exit code.

use std::process::ExitCode;

use crate::config::variable;
use crate::error::{Error, Message};
use crate::i18n::{self, Language};

/// How a command ends.
pub(super) type Outcome<T = ()> = Result<T, Complaint>;

/// Why a command was not done.
#[derive(Debug)]
pub(super) enum Complaint {
    /// Refused or failed: exit code 1, a line each.
    Refused(Vec<String>),
    /// Used wrongly: exit code 2.
    Misused(String),
    /// Everything was said already: exit code 1.
    Said,
}

impl Complaint {
    /// Refused, with a sentence of the locales.
    pub(super) fn refused(message: &Message) -> Self {
        Self::Refused(vec![i18n::tell(language(), message)])
    }

    /// Used wrongly, with a sentence of the locales.
    pub(super) fn misused(message: &Message) -> Self {
        Self::Misused(i18n::tell(language(), message))
    }

    /// Says it on standard error.
    pub(super) fn tell(self) -> ExitCode {
        match self {
            Self::Refused(lines) => {
                for line in lines {
                    eprintln!("cahier: {line}");
                }
                ExitCode::from(1)
            }
            Self::Misused(line) => {
                eprintln!("cahier: {line}");
                ExitCode::from(2)
            }
            Self::Said => ExitCode::from(1),
        }
    }
}

impl From<Error> for Complaint {
    fn from(error: Error) -> Self {
        let language = language();
        Self::Refused(match &error {
            Error::NotFound(message)
            | Error::SignedOut(message)
            | Error::Forbidden(message)
            | Error::Outdated(message)
            | Error::Unavailable(message) => vec![i18n::tell(language, message)],
            Error::Conflict(conflict) => vec![i18n::tell(language, &conflict.message)],
            Error::Invalid(faults) => faults
                .iter()
                .map(|fault| i18n::tell(language, &fault.message))
                .collect(),
            Error::TooOften { wait_seconds } => vec![i18n::with(
                language,
                "failure-too-often",
                &[("seconds", (*wait_seconds).into())],
            )],
            // At a terminal the cause helps whoever runs the program.
            Error::Internal(cause) => vec![i18n::with(
                language,
                "cli-internal",
                &[("why", cause.to_string().into())],
            )],
        })
    }
}

/// The language of the terminal: `LC_ALL`, else `LANG`.
pub(super) fn language() -> Language {
    variable("LC_ALL")
        .or_else(|| variable("LANG"))
        .map_or(Language::En, |name| Language::of_locale(&name))
}
