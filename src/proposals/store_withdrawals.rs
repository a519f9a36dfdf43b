//! The rows of who took a proposal back, and why.

use super::proposal::Withdrawal;
use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ProposalId};

const PUT: &str = "insert into proposal_withdrawals (proposal, member, reason, at) values ($1, $2, $3, $4) \
     on conflict (proposal) do update set member = $2, reason = $3, at = $4";

/// Writes that it was taken back.
pub(super) async fn put(tx: &mut Tx, id: &ProposalId, withdrawal: &Withdrawal) -> Result<()> {
    let Withdrawal { member, reason, at } = withdrawal;
    tx.put(PUT, args![id, member.clone(), reason.clone(), *at])
        .await?;
    Ok(())
}

const FORGET: &str = "delete from proposal_withdrawals where proposal = $1";

/// It is open again.
pub(super) async fn forget(tx: &mut Tx, id: &ProposalId) -> Result<()> {
    tx.put(FORGET, args![id]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct WithdrawalRow {
    member: Option<MemberId>,
    reason: Option<String>,
    at: Timestamp,
}

const OF: &str = "select member, reason, at from proposal_withdrawals where proposal = $1";

/// Who took a proposal back; none of one that stands.
pub(super) async fn of(tx: &mut Tx, id: &ProposalId) -> Result<Option<Withdrawal>> {
    let row = tx.opt::<WithdrawalRow>(OF, args![id]).await?;
    let read = |WithdrawalRow { member, reason, at }| Withdrawal { member, reason, at };
    Ok(row.map(read))
}

const BY_OTHERS: &str = "select proposals.id, proposals.title, proposal_withdrawals.member from proposal_withdrawals \
     join proposals on proposals.id = proposal_withdrawals.proposal \
     where proposal_withdrawals.at >= $2 and (proposals.opened_by = $1 or proposals.author = $1) \
     and (proposal_withdrawals.member is null or proposal_withdrawals.member <> $1) \
     order by proposal_withdrawals.at desc, proposals.id limit 5";

/// What this member proposed or wrote and somebody else took back since then, with its title and who did; the newest five.
pub async fn withdrawn_by_others(
    tx: &mut Tx,
    member: &MemberId,
    since: Timestamp,
) -> Result<Vec<(ProposalId, String, Option<MemberId>)>> {
    tx.all(BY_OTHERS, args![member, since]).await
}
