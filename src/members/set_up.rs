//! Setting an instance up: once, by whoever reads the code that the start printed.

use crate::db::{Tx, args};
use crate::error::{Error, Result, say};
use crate::i18n::Language;

use super::{
    Administrator, Email, Joining, Member, Name, Password, Role, TeamChange, TeamKey, add_team,
    change_team, store,
};

/// What the set-up page asks for.
#[derive(Debug)]
pub struct SetUp {
    /// The code that the start printed.
    pub code: String,
    /// The team's name.
    pub team: String,
    /// One's own name.
    pub name: Name,
    /// One's own address.
    pub email: Email,
    /// One's own password, hashed.
    pub password: Password,
    /// When the stand-up is; empty for no fixed time.
    pub standup_time: String,
    /// The team's zone; empty for the machine's.
    pub zone: String,
    /// The language chosen on the page.
    pub language: Language,
}

/// Whether there is a member, so that the set-up page is over.
pub async fn is_set_up(tx: &mut Tx) -> Result<bool> {
    Ok(store::count(tx).await? > 0)
}

/// Makes the code that lets one set up; the one before stops working.
pub async fn new_set_up_code(tx: &mut Tx) -> Result<String> {
    const PUT: &str = "insert into instance_facts (name, value) values ('set_up_code', $1)
        on conflict (name) do update set value = $1";
    let secret = store::new_secret();
    // Twelve letters in three groups: read off a screen and typed once, tried against the sign-in's limit.
    let letters: Vec<char> = secret.to_ascii_lowercase().chars().take(12).collect();
    let code = [&letters[0..4], &letters[4..8], &letters[8..12]]
        .map(|group| group.iter().collect::<String>())
        .join("-");
    tx.put(PUT, args![store::digest(&code)]).await?;
    Ok(code)
}

/// Sets the instance up: the team, and its first member as administrator.
///
/// # Errors
/// `Conflict` once it is set up; `Invalid` for a wrong code or bad fields.
pub async fn set_up(tx: &mut Tx, set_up: SetUp) -> Result<Member> {
    if is_set_up(tx).await? {
        return Err(Error::conflict(say!("set-up-is-over")));
    }
    if !is_right_code(tx, &set_up.code).await? {
        return Err(Error::invalid("code", say!("set-up-wrong-code")));
    }
    let administrator = Administrator::of_the_data_folder();
    let key = TeamKey::suggested_by(&set_up.team);
    let team = add_team(tx, &administrator, &key, &set_up.team, set_up.language).await?;
    let change = TeamChange {
        standup_time: Some(set_up.standup_time),
        zone: Some(set_up.zone).filter(|zone| !zone.trim().is_empty()),
        ..TeamChange::default()
    };
    change_team(tx, &administrator, &team.id, change).await?;
    let member = super::join(
        tx,
        Joining {
            name: set_up.name,
            email: set_up.email,
            role: Some(Role::Administrator),
            teams: vec![team.id],
            password: Some(set_up.password),
            language: Some(set_up.language),
        },
    )
    .await?;
    forget_code(tx).await?;
    Ok(member)
}

async fn is_right_code(tx: &mut Tx, code: &str) -> Result<bool> {
    const GET: &str = "select value from instance_facts where name = 'set_up_code'";
    let stored: Option<(String,)> = tx.opt(GET, args![]).await?;
    let given = store::digest(&code.trim().to_lowercase());
    // Digests are compared, so that the time it takes tells nothing about the code.
    Ok(stored.is_some_and(|(digest,)| digest == given))
}

async fn forget_code(tx: &mut Tx) -> Result<()> {
    const FORGET: &str = "delete from instance_facts where name = 'set_up_code'";
    tx.put(FORGET, args![]).await?;
    Ok(())
}
