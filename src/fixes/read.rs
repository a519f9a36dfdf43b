//! Links to code as they are shown: from the problem, from the standard, all of them.

use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::id::{FixId, ProblemId, StandardId};

use super::fix::Fix;
use super::store;

/// Which links to list, the newest first.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those of this problem.
    pub problem: Option<ProblemId>,
    /// Only those of this standard.
    pub standard: Option<StandardId>,
    /// Only those after this one in the list.
    pub after: Option<(Timestamp, FixId)>,
}

impl Filter {
    /// Those of a problem.
    pub fn of_problem(id: ProblemId) -> Self {
        Self {
            problem: Some(id),
            ..Self::default()
        }
    }

    /// Those of a standard.
    pub fn of_standard(id: StandardId) -> Self {
        Self {
            standard: Some(id),
            ..Self::default()
        }
    }
}

/// A link by its key.
pub async fn find(tx: &mut Tx, id: &FixId) -> Result<Option<Fix>> {
    store::by_id(tx, id).await
}

/// A link that must be there.
pub(super) async fn get(tx: &mut Tx, id: &FixId) -> Result<Fix> {
    let fix = find(tx, id).await?;
    fix.ok_or_else(|| Error::NotFound(say!("fix-unknown")))
}

/// Links, the newest first.
pub async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Fix>> {
    store::list(tx, filter, limit).await
}

/// The newest links of a problem.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId, limit: i64) -> Result<Vec<Fix>> {
    list(tx, &Filter::of_problem(problem), limit).await
}

/// The newest links of a standard.
pub async fn of_standard(tx: &mut Tx, standard: StandardId, limit: i64) -> Result<Vec<Fix>> {
    list(tx, &Filter::of_standard(standard), limit).await
}
