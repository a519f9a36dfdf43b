//! What other features say about a problem that is being posted or answered: what looks like it, and whether the
//! proposal that it names is still open.

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::Tx;
use crate::error::Result;
use crate::id::{ProblemId, ProposalId};
use crate::problems::ForTheBook;
use crate::web::Visit;
