//! The rows of agreements that fell away.

use super::proposal::Fallen;
use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ProposalId};

const FALL: &str = "insert into proposal_fallen (proposal, member, hash, base, at) \
     select proposal, member, hash, (select base from proposals where id = $1), $2 from proposal_agreements where proposal = $1 \
     on conflict (proposal, member) do update set hash = excluded.hash, base = excluded.base, at = excluded.at";

const FORGET: &str = "delete from proposal_agreements where proposal = $1";

/// All agreements fall away: the text asks again. How many they were. To be called before the proposal is written as it is now.
pub(super) async fn fall(tx: &mut Tx, id: &ProposalId, at: Timestamp) -> Result<i64> {
    tx.put(FALL, args![id, at]).await?;
    let fell = tx.exec(FORGET, args![id]).await?;
    Ok(i64::try_from(fell).unwrap_or(i64::MAX))
}

const ANSWERED: &str = "delete from proposal_fallen where proposal = $1 and member = $2";

/// Somebody has answered again, or wrote the text themselves: there is nothing more to tell them.
pub(super) async fn answered(tx: &mut Tx, id: &ProposalId, member: &MemberId) -> Result<()> {
    tx.put(ANSWERED, args![id, member]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct FallenRow {
    member: MemberId,
    hash: String,
    base: Option<i64>,
    at: Timestamp,
}

const FALLEN: &str =
    "select member, hash, base, at from proposal_fallen where proposal = $1 order by at, member";

/// The agreements that fell away and that nobody has answered since.
pub(super) async fn fallen(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Fallen>> {
    let rows = tx.all::<FallenRow>(FALLEN, args![id]).await?;
    let read = |row: FallenRow| Fallen {
        member: row.member,
        hash: row.hash,
        base: row.base,
        at: row.at,
    };
    Ok(rows.into_iter().map(read).collect())
}

const OF_MEMBER: &str = "select proposal from proposal_fallen where member = $1";

/// The proposals of which this member's agreement fell away.
pub(super) async fn of_member(tx: &mut Tx, member: &MemberId) -> Result<Vec<ProposalId>> {
    let rows = tx.all::<(ProposalId,)>(OF_MEMBER, args![member]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
