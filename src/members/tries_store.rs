//! The limit on sign-ins that fail, counted in the database since several nodes must agree.

use crate::db::{Tx, args};
use crate::error::{Error, Result};
use crate::members::store::digest;

/// Failures are counted over this time.
const WINDOW_SECONDS: i64 = 15 * 60;
/// Failures for one address of mail.
const PER_EMAIL: i64 = 10;
/// Failures from one address of the network, which may be a whole office.
const PER_ADDRESS: i64 = 50;

/// Refuses another try when there were too many failures for the mail address or from the network address.
///
/// # Errors
/// `TooOften`.
pub async fn may_try(tx: &mut Tx, email: &str, address: &str) -> Result<()> {
    within(tx, of_email(email), PER_EMAIL).await?;
    within(tx, of_address(address), PER_ADDRESS).await
}

async fn within(tx: &mut Tx, tried: String, limit: i64) -> Result<()> {
    const SQL: &str =
        "select count(*), coalesce(min(at), 0) from sign_in_failures where tried = $1 and at > $2";
    let from = tx.now().plus_seconds(-WINDOW_SECONDS);
    let (count, oldest): (i64, i64) = tx.one(SQL, args![tried, from]).await?;
    if count >= limit {
        let passed = tx.now().seconds_since(oldest.into());
        return Err(Error::TooOften {
            wait_seconds: (WINDOW_SECONDS - passed).max(1),
        });
    }
    Ok(())
}

/// Notes a failure, and forgets those that no longer count.
pub async fn note_failure(tx: &mut Tx, email: &str, address: &str) -> Result<()> {
    note(tx, [of_email(email), of_address(address)]).await
}

async fn note(tx: &mut Tx, tries: [String; 2]) -> Result<()> {
    const PUT: &str = "insert into sign_in_failures (tried, at) values ($1, $2)";
    const FORGET: &str = "delete from sign_in_failures where at < $1";
    let now = tx.now();
    for tried in tries {
        tx.put(PUT, args![tried, now]).await?;
    }
    tx.put(FORGET, args![now.plus_seconds(-WINDOW_SECONDS)])
        .await?;
    Ok(())
}

fn of_email(email: &str) -> String {
    digest(&format!("email:{}", email.trim().to_lowercase()))
}

fn of_address(address: &str) -> String {
    digest(&format!("address:{address}"))
}

/// Codes guessed wrong from one address of the network: a whole office that mistypes.
const GUESSES_PER_ADDRESS: i64 = 30;
/// Codes guessed wrong from anywhere: so few that eight letters are enough, however many addresses somebody has. Whoever
/// uses them up keeps phones from being signed in by a code for a while; passwords go on.
const GUESSES_IN_ALL: i64 = 300;

/// Refuses another guess at a code when there were too many from the network address, or in all.
///
/// # Errors
/// `TooOften`.
pub async fn may_guess(tx: &mut Tx, address: &str) -> Result<()> {
    within(tx, of_guesses_from(address), GUESSES_PER_ADDRESS).await?;
    within(tx, of_all_guesses(), GUESSES_IN_ALL).await
}

/// Notes a wrong guess.
pub async fn note_guess(tx: &mut Tx, address: &str) -> Result<()> {
    note(tx, [of_guesses_from(address), of_all_guesses()]).await
}

fn of_guesses_from(address: &str) -> String {
    digest(&format!("code:{address}"))
}

fn of_all_guesses() -> String {
    digest("code")
}
