//! Signing one's phone in without typing a password there: a code from the computer one is signed in on already, good
//! once and for five minutes. The phone gets a session of its own.

use crate::clock::Timestamp;
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::MemberId;

use super::{Member, Session, Visitor, join, phone_store as store, sign_in, store as people};

/// How long a code is good, in seconds.
const GOOD_SECONDS: i64 = 300;
/// Letters of a code: with the limit on guessing, and a few codes open at a time, enough of them.
const LETTERS: usize = 8;
/// What a code is made of: letters that sound and look like no other.
const ALPHABET: &[u8; 22] = b"ABCDEFGHJKLMNPQRSTWXYZ";

/// A code as somebody types it, in whatever case, with spaces or hyphens between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneCode(String);

impl PhoneCode {
    /// Reads a code.
    ///
    /// # Errors
    /// `Invalid` on the field `code` for what is no code at all.
    pub fn parse(text: &str) -> Result<Self> {
        let kept = |sign: &char| !sign.is_whitespace() && *sign != '-';
        let letters: String = text.chars().filter(kept).take(LETTERS + 1).collect();
        let letters = letters.to_uppercase();
        if letters.len() == LETTERS && letters.bytes().all(|sign| ALPHABET.contains(&sign)) {
            Ok(Self(letters))
        } else {
            Err(Error::invalid("code", say!("phone-bad-code")))
        }
    }

    /// The code in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as one reads it aloud: `ABCD EFGH`.
    pub fn in_groups(&self) -> String {
        let (first, second) = self.0.split_at(LETTERS / 2);
        format!("{first} {second}")
    }

    fn new() -> Self {
        use rand::seq::IndexedRandom;
        let mut rng = rand::rng();
        let letter = |_| char::from(*ALPHABET.choose(&mut rng).expect("there are letters"));
        Self((0..LETTERS).map(letter).collect())
    }

    fn digest(&self) -> String {
        people::digest(&self.0)
    }
}

/// What became of the last code that a member made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastCode {
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// When a phone was signed in by it.
    pub used_at: Option<Timestamp>,
}

/// Makes a code; an earlier one of the same member ends.
///
/// # Errors
/// `Conflict` for a token: a program has no phone.
pub async fn make_phone_code(tx: &mut Tx, visitor: &Visitor) -> Result<(PhoneCode, Timestamp)> {
    if visitor.token.is_some() {
        return Err(Error::conflict(say!("phone-in-person")));
    }
    let member = visitor.person()?;
    let code = PhoneCode::new();
    let expires_at = tx.now().plus_seconds(GOOD_SECONDS);
    store::end_all(tx, member).await?;
    let session = visitor.session.as_deref();
    store::insert(tx, &code.digest(), member, session, expires_at).await?;
    Ok((code, expires_at))
}

/// The member whom a code signs in; none when it is unknown, expired or used, when the session it was made in has ended,
/// or when they have left.
pub async fn phone_code(tx: &mut Tx, code: &PhoneCode) -> Result<Option<Member>> {
    match store::by_digest(tx, &code.digest()).await? {
        Some(member) => Ok(join::existing(tx, &member).await.ok()),
        None => Ok(None),
    }
}

/// Opens a session by a code, which is used up.
///
/// # Errors
/// `NotFound` when it is good no longer.
pub async fn use_phone_code(tx: &mut Tx, code: &PhoneCode) -> Result<Session> {
    let member = phone_code(tx, code)
        .await?
        .ok_or_else(|| Error::NotFound(say!("phone-unknown")))?;
    store::note_use(tx, &code.digest()).await?;
    let session = sign_in::open_session(tx, &member.id).await?;
    store::mark_session(tx, &people::digest(&session.secret)).await?;
    tx.record(Change::new("member.signed_phone_in", &member.id));
    Ok(session)
}

/// What became of the last code of a member; none when they made none lately.
pub async fn last_phone_code(tx: &mut Tx, member: &MemberId) -> Result<Option<LastCode>> {
    store::last(tx, member).await
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = PhoneCode::parse("ABCD EFGH").unwrap();
        for typed in ["abcdefgh", " abcd-efgh ", "A B C D E F G H"] {
            assert_eq!(PhoneCode::parse(typed).unwrap(), code);
        }
        assert_eq!(code.in_groups(), "ABCD EFGH");
        for wrong in ["", "ABCD", "ABCDEFGHJ", "ABCD1234", "ÀBCDEFGH", "ABCDEFGI"] {
            assert!(PhoneCode::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_new_code_can_be_typed_and_is_no_other() {
        let codes: std::collections::HashSet<String> = (0..1_000)
            .map(|_| PhoneCode::new())
            .inspect(|code| assert_eq!(PhoneCode::parse(&code.in_groups()).unwrap(), *code))
            .map(|code| code.as_str().to_owned())
            .collect();
        assert_eq!(codes.len(), 1_000);
    }
}
