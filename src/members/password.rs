//! Passwords: weak ones refused, the rest kept as argon2id.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use tokio::sync::Semaphore;

use crate::error::{Error, Result, say};

/// Hashes at once: each takes 19 MiB.
static TURNS: Semaphore = Semaphore::const_new(2);
/// What is verified where there is no such member, so that the answer takes as long.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody has this password").ok());

/// A password as it is stored: argon2id in PHC form.
#[derive(Debug, Clone)]
pub struct Password(String);

impl Password {
    /// The PHC form.
    pub fn phc(&self) -> &str {
        &self.0
    }
}

/// The work with passwords, which blocks, done beside the runtime.
#[derive(Debug)]
pub struct Passwords;

impl Passwords {
    /// Checks that a new password is not weak, and hashes it. `about` are words that must not carry it: name, address, team.
    ///
    /// # Errors
    /// `Invalid` on the field `password`: under 10 characters, over 1000 bytes, or easy to guess.
    pub async fn hash(password: String, about: Vec<String>) -> Result<Password> {
        if password.chars().count() < 10 {
            return Err(Error::invalid(
                "password",
                say!("password-too-short", min = 10),
            ));
        }
        if password.len() > 1000 {
            return Err(Error::invalid(
                "password",
                say!("password-too-long", max = 1000),
            ));
        }
        let phc = blocking(move || {
            // The estimate's cost grows with the length; what makes a password strong shows early.
            let head: String = password.chars().take(100).collect();
            let about: Vec<&str> = about.iter().map(String::as_str).chain(["cahier"]).collect();
            if zxcvbn::zxcvbn(&head, &about).score() < zxcvbn::Score::Three {
                return Err(Error::invalid("password", say!("password-too-weak")));
            }
            hash(&password)
        })
        .await?;
        Ok(Password(phc))
    }

    /// Whether a password is the one that is stored; false, and as slow, where none is.
    pub async fn verify(password: String, phc: Option<String>) -> Result<bool> {
        blocking(move || {
            let known = phc.is_some();
            let Some(phc) = phc.or_else(|| NOBODYS.clone()) else {
                return Ok(false);
            };
            let stored =
                PasswordHash::new(&phc).map_err(|error| Error::internal(error.to_string()))?;
            let right = password.len() <= 1000
                && Argon2::default()
                    .verify_password(password.as_bytes(), &stored)
                    .is_ok();
            Ok(known && right)
        })
        .await
    }
}

fn hash(password: &str) -> Result<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| Error::internal(error.to_string()))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
}
