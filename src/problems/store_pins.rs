//! The places of the cards that a team is asked to bring up.

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::TeamId;

/// The places that are taken, the lowest first.
pub(super) async fn places(tx: &mut Tx, team: &TeamId) -> Result<Vec<i64>> {
    const PLACES: &str =
        "select pin from problems where team = $1 and pin is not null order by pin";
    let rows: Vec<(i64,)> = tx.all(PLACES, args![team]).await?;
    Ok(rows.into_iter().map(|(pin,)| pin).collect())
}
