//! The rows of screens.

use crate::clock::Timestamp;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{MemberId, ScreenId, TeamId};

use super::Screen;

pub(super) async fn insert(
    tx: &mut Tx,
    id: &ScreenId,
    digest: &str,
    team: &TeamId,
    name: &str,
    by: &MemberId,
) -> Result<()> {
    const SQL: &str = "insert into screens (id, digest, team, name, made_by, created_at)
        values ($1, $2, $3, $4, $5, $6)";
    let now = tx.now();
    tx.put(SQL, args![id, digest, team, name, by, now]).await
}

pub(super) async fn of_team(tx: &mut Tx, team: &TeamId) -> Result<Vec<Screen>> {
    const SQL: &str = "select id, team, name, made_by, created_at, seen_at from screens
        where team = $1 and revoked_at is null order by created_at desc, id desc";
    let rows: Vec<ScreenRow> = tx.all(SQL, args![team]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(super) async fn by_digest(tx: &mut Tx, team_key: &str, digest: &str) -> Result<Option<Screen>> {
    const SQL: &str = "select s.id, s.team, s.name, s.made_by, s.created_at, s.seen_at
        from screens s join teams t on t.id = s.team
        where s.digest = $2 and t.key = $1 and s.revoked_at is null";
    let row: Option<ScreenRow> = tx.opt(SQL, args![team_key, digest]).await?;
    Ok(row.map(Into::into))
}

pub(super) async fn stands(tx: &mut Tx, id: &ScreenId) -> Result<bool> {
    const SQL: &str = "select count(*) from screens where id = $1 and revoked_at is null";
    Ok(tx.one::<(i64,)>(SQL, args![id]).await?.0 > 0)
}

pub(super) async fn revoke(tx: &mut Tx, team: &TeamId, id: &ScreenId) -> Result<u64> {
    const SQL: &str = "update screens set revoked_at = $3
        where id = $1 and team = $2 and revoked_at is null";
    let now = tx.now();
    tx.exec(SQL, args![id, team, now]).await
}

pub(super) async fn touch(tx: &mut Tx, id: &ScreenId) -> Result<()> {
    const SQL: &str = "update screens set seen_at = $2 where id = $1";
    let now = tx.now();
    tx.put(SQL, args![id, now]).await
}

#[derive(sqlx::FromRow)]
struct ScreenRow {
    id: ScreenId,
    team: TeamId,
    name: String,
    made_by: MemberId,
    created_at: Timestamp,
    seen_at: Option<Timestamp>,
}

impl From<ScreenRow> for Screen {
    fn from(row: ScreenRow) -> Self {
        Self {
            id: row.id,
            team: row.team,
            name: row.name,
            made_by: row.made_by,
            created_at: row.created_at,
            seen_at: row.seen_at,
        }
    }
}
