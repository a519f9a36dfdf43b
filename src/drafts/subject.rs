//! What a draft is a text of.

use std::fmt;
use std::str::FromStr;

use crate::id::{ProblemId, ProposalId, StandardId};

/// What a draft is a text of: a member finds the draft again where they find this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A new standard, and the problems it is to solve.
    New(Vec<ProblemId>),
    /// A change of a standard.
    Standard(StandardId),
    /// A change of a proposed text.
    Proposal(ProposalId),
}

/// The words name nothing that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what a draft can be a text of")]
pub struct OtherSubject;

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(problems) => {
                f.write_str("new")?;
                problems.iter().try_for_each(|id| write!(f, " {id}"))
            }
            Self::Standard(id) => id.fmt(f),
            Self::Proposal(id) => id.fmt(f),
        }
    }
}

impl FromStr for Subject {
    type Err = OtherSubject;

    fn from_str(words: &str) -> Result<Self, OtherSubject> {
        if let Some(problems) = words.strip_prefix("new") {
            let problems = problems.split_whitespace().map(str::parse);
            let problems: Result<Vec<ProblemId>, _> = problems.collect();
            return problems.map(Self::New).map_err(|_| OtherSubject);
        }
        if let Ok(standard) = words.parse() {
            return Ok(Self::Standard(standard));
        }
        words.parse().map(Self::Proposal).map_err(|_| OtherSubject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for words in ["new", "new P-1 P-31", "S-4"] {
            let subject: Subject = words.parse().unwrap();
            assert_eq!(subject.to_string(), words);
        }
        let proposal = Subject::Proposal(ProposalId::generate());
        assert_eq!(proposal.to_string().parse(), Ok(proposal));
        for words in ["", "P-1", "new S-1", "news", "S-04"] {
            assert_eq!(words.parse::<Subject>(), Err(OtherSubject), "{words}");
        }
    }
}
