//! The rows of what waits for those who keep a standard: whoever wrote the text in force; where nobody did who is still there, the members of
//! its team; where it has none here, everybody.

use std::collections::BTreeSet;

use crate::clock::Day;
use crate::db::{Arg, Sql, Tx, args, list};
use crate::error::Result;
use crate::id::{MemberId, StandardId};

macro_rules! kept {
    () => {
        " from standards s join standard_revisions r on r.standard = s.id and r.number = s.revision \
         left join members m on m.id = r.proposed_by and m.left_at is null and m.role <> 'reader' \
         where s.status = 'active' and (m.id = $1 or (m.id is null and (s.team is null \
         or not exists (select 1 from teams t where t.key = s.team) \
         or exists (select 1 from memberships x join teams t on t.id = x.team where x.member = $1 and t.key = s.team)))) \
         and not exists (select 1 from proposals p where p.standard = s.id and p.state = 'open') "
    };
}

const TO_REVIEW: &str = concat!(
    "select cast(count(*) as bigint)",
    kept!(),
    "and s.review_by <= $2"
);

const UNCLEAR: &str = concat!(
    "select cast(count(*) as bigint)",
    kept!(),
    "and s.id in (select q.standard from standard_questions q where q.closed_at is null and q.revision = s.revision \
     and q.member <> $1)"
);

/// How many standards this member keeps that are to be looked at again by this day, and how many that are unclear to somebody else. Those of
/// which a change is proposed are seen to.
pub async fn kept_by(tx: &mut Tx, member: &MemberId, today: Day) -> Result<(i64, i64)> {
    let (reviews,): (i64,) = tx.one(TO_REVIEW, args![member, today]).await?;
    let (unclear,): (i64,) = tx.one(UNCLEAR, args![member]).await?;
    Ok((reviews, unclear))
}

/// Those of these standards of which a change is proposed.
pub async fn being_changed(tx: &mut Tx, ids: &[StandardId]) -> Result<BTreeSet<StandardId>> {
    let sql = format!(
        "select distinct standard from proposals where state = 'open' and standard in ({})",
        list(1, ids.len())
    );
    let args = ids.iter().copied().map(Arg::from).collect();
    let rows: Vec<(StandardId,)> = tx.all(Sql::built(sql), args).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
