//! What a thing is, in one word of the index: kind, language, team and where it stands. There are few combinations of these, so that
//! counting them, and telling what a match is worth, takes one look a document.

use std::fmt;

use super::entry::{Entry, Kind};
use super::language::Language;

/// Between the parts of the word.
const BETWEEN: char = '\u{1f}';

/// The traits of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) kind: Kind,
    pub(super) language: Language,
    pub(super) team: Option<String>,
    pub(super) status: Vec<String>,
}

impl Traits {
    /// The traits of an entry.
    pub(super) fn of(entry: &Entry, language: Language) -> Self {
        Self {
            kind: entry.kind,
            language,
            team: entry.team.clone(),
            status: entry.status.clone(),
        }
    }

    /// Reads the word that [`fmt::Display`] writes; none when it is another.
    pub(super) fn read(word: &str) -> Option<Self> {
        let mut parts = word.split(BETWEEN);
        Some(Self {
            kind: parts.next()?.parse().ok()?,
            language: parts.next()?.parse().ok()?,
            team: Some(parts.next()?.to_owned()).filter(|team| !team.is_empty()),
            status: parts.map(str::to_owned).collect(),
        })
    }

    /// What a match counts beside another that matches as well.
    pub(super) fn worth(&self) -> f32 {
        let has = |word: &str| self.status.iter().any(|status| status == word);
        match self.kind {
            Kind::Problem if has("set_aside") => 0.85,
            Kind::Problem => 0.95,
            Kind::Standard if has("retired") => 0.5,
            Kind::Standard if has("superseded") => 0.7,
            Kind::Standard if has("challenged") => 0.98,
            Kind::Standard => 1.0,
        }
    }
}

impl fmt::Display for Traits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let team = self.team.as_deref().unwrap_or_default();
        write!(f, "{}{BETWEEN}{}{BETWEEN}{team}", self.kind, self.language)?;
        for status in &self.status {
            write!(f, "{BETWEEN}{status}")?;
        }
        Ok(())
    }
}
