//! The rows of which standards a proposed text would take the place of.

use crate::db::{Ask, Tx, args};
use crate::error::Result;
use crate::id::{ProposalId, StandardId};

const FORGET: &str = "delete from proposal_supersedes where proposal = $1";

const PUT: &str =
    "insert into proposal_supersedes (proposal, standard) values ($1, $2) on conflict do nothing";

/// Writes which standards the present text of a proposal names.
pub(super) async fn put_supersedes(
    tx: &mut Tx,
    proposal: &ProposalId,
    standards: &[StandardId],
) -> Result<()> {
    tx.put(FORGET, args![proposal]).await?;
    for standard in standards {
        tx.put(PUT, args![proposal, *standard]).await?;
    }
    Ok(())
}

const SUPERSEDING: &str = "select proposals.id, proposals.title from proposal_supersedes \
     join proposals on proposals.id = proposal_supersedes.proposal \
     join standards on standards.id = proposal_supersedes.standard and standards.status = 'active' \
     where proposal_supersedes.standard = $1 and proposals.state = 'open' \
     order by proposals.changed_at desc, proposals.id";

/// What [`superseding`] asks, to be asked ahead.
pub fn superseding_ask(standard: StandardId) -> Ask {
    Ask::new(SUPERSEDING, args![standard])
}

/// The open proposals of which the text would take the place of a standard in force, with their titles; those that changed last come first.
pub async fn superseding(tx: &mut Tx, standard: StandardId) -> Result<Vec<(ProposalId, String)>> {
    tx.all(SUPERSEDING, args![standard]).await
}
