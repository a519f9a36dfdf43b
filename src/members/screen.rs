//! Screens: a television shows one wall by a link that an administrator makes and takes back. The link opens nothing
//! else, and whoever has it is nobody.

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, ScreenId, TeamId};

use super::{Administrator, Name, Visitor, screen_store as store, store as people, teams};

/// How often it is noted that a screen was seen, in seconds.
const NOTED_EVERY: i64 = 300;

/// A screen as administrators see it: never its key.
#[derive(Debug, Clone)]
pub struct Screen {
    /// What it is taken back by.
    pub id: ScreenId,
    /// The one wall it shows.
    pub team: TeamId,
    /// Where it hangs.
    pub name: String,
    /// Who made its link.
    pub made_by: MemberId,
    /// When they made it.
    pub created_at: Timestamp,
    /// When it last showed the wall; none when it never did.
    pub seen_at: Option<Timestamp>,
}

/// Makes the link of a screen: its key is given back once and stored nowhere.
///
/// # Errors
/// `NotFound` for an unknown team.
pub async fn make_screen(
    tx: &mut Tx,
    _administrator: &Administrator,
    by: &Visitor,
    team: &TeamId,
    name: &Name,
) -> Result<String> {
    teams::team(tx, team).await?;
    let key = new_key();
    let id = ScreenId::generate();
    let digest = people::digest(&key);
    store::insert(tx, &id, &digest, team, name.as_str(), by.person()?).await?;
    tx.record(Change::new("team.screen_made", team));
    Ok(key)
}

/// The screens of a team whose link is good, the newest first.
pub async fn screens(tx: &mut Tx, team: &TeamId) -> Result<Vec<Screen>> {
    store::of_team(tx, team).await
}

/// The screen with this key, at the wall of the team with that key in its address; none when its link was taken back,
/// is of another wall, or never was.
pub async fn screen_by_key(tx: &mut Tx, team_key: &str, key: &str) -> Result<Option<Screen>> {
    store::by_digest(tx, team_key, &people::digest(key)).await
}

/// Whether the link of a screen is still good, for streams that outlive a request.
pub async fn screen_stands(tx: &mut Tx, screen: &Screen) -> Result<bool> {
    store::stands(tx, &screen.id).await
}

/// Takes back the link of a screen.
///
/// # Errors
/// `NotFound` when it was taken back already or is of another team.
pub async fn revoke_screen(
    tx: &mut Tx,
    _administrator: &Administrator,
    team: &TeamId,
    id: &ScreenId,
) -> Result<()> {
    if store::revoke(tx, team, id).await? == 0 {
        return Err(Error::NotFound(say!("screen-unknown")));
    }
    tx.record(Change::new("team.screen_revoked", team));
    Ok(())
}

/// Notes that a screen shows the wall.
pub async fn note_screen(tx: &mut Tx, screen: &Screen) -> Result<()> {
    store::touch(tx, &screen.id).await
}

impl Screen {
    /// Whether it was last noted as seen so long ago that it is worth a write.
    pub fn is_worth_noting(&self, now: Timestamp) -> bool {
        self.seen_at
            .is_none_or(|seen| now.seconds_since(seen) > NOTED_EVERY)
    }
}

/// A key that somebody may have to type with a remote control: 26 signs of 32, none that looks like another, hence 130 bits.
fn new_key() -> String {
    use rand::seq::IndexedRandom;
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let sign = |_| char::from(*SIGNS.choose(&mut rng).expect("there are signs"));
    (0..26).map(sign).collect()
}
