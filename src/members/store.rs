//! The rows of members, sessions and tokens.

use sha2::{Digest, Sha256};

use crate::clock::{Timestamp, Zone};
use crate::db::{Ask, Channel, Tx, args, text_column};
use crate::error::Result;
use crate::i18n::{self, Language};
use crate::id::{MemberId, TeamId};

use super::{Email, Member, Role, Scope, Visitor};

text_column!(Role, Scope, Language);

/// The digest under which a secret is stored: SHA-256 in hexadecimal. The secrets have 256 bits, so that no salt is needed.
pub fn digest(secret: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits =
        |byte: u8| [byte >> 4, byte & 15].map(|half| char::from(DIGITS[usize::from(half)]));
    let bytes = Sha256::digest(secret.as_bytes());
    bytes.iter().copied().flat_map(digits).collect()
}

/// A new secret: 256 bits of the system's randomness, as 43 letters and digits.
pub(super) fn new_secret() -> String {
    use rand::distr::{Alphanumeric, SampleString};
    Alphanumeric.sample_string(&mut rand::rng(), 43)
}

macro_rules! member_columns {
    ($rest:literal) => {
        concat!(
            "select id, name, email, role, language, manages, keys_on, home_team, joined_at, left_at, version
             from members ",
            $rest
        )
    };
}

/// A member by key, whoever left included.
pub async fn by_id(tx: &mut Tx, id: &MemberId) -> Result<Option<Member>> {
    const SQL: &str = member_columns!("where id = $1");
    Ok(tx.opt::<MemberRow>(SQL, args![id]).await?.map(Into::into))
}

/// A member by address.
pub async fn by_email(tx: &mut Tx, email: &Email) -> Result<Option<Member>> {
    const SQL: &str = member_columns!("where email = $1");
    let row: Option<MemberRow> = tx.opt(SQL, args![email.as_str()]).await?;
    Ok(row.map(Into::into))
}

/// Everybody who has not left, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Member>> {
    let rows: Vec<MemberRow> = tx.all(ALL, args![]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

const ALL: &str = member_columns!("where left_at is null order by lower(name), id");

/// What [`all`] asks, to be asked ahead.
pub fn all_ask() -> Ask {
    Ask::new(ALL, args![])
}

/// Everybody of a team who has not left, in the order they joined.
pub async fn of_team(tx: &mut Tx, team: &TeamId) -> Result<Vec<Member>> {
    let rows: Vec<MemberRow> = tx.all(OF_TEAM, args![team]).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

const OF_TEAM: &str = member_columns!(
    "where left_at is null and id in (select member from memberships where team = $1)
     order by joined_at, id"
);

/// What [`of_team`] asks, to be asked ahead.
pub fn of_team_ask(team: &TeamId) -> Ask {
    Ask::new(OF_TEAM, args![team])
}

/// The names of everybody, whoever left included, for stories and lists.
pub async fn names(tx: &mut Tx) -> Result<std::collections::HashMap<MemberId, String>> {
    let rows: Vec<NameRow> = tx.all(NAMES, args![]).await?;
    Ok(rows.into_iter().map(|(id, name, _)| (id, name)).collect())
}

/// Key, name, and when they left.
type NameRow = (MemberId, String, Option<Timestamp>);

const NAMES: &str = "select id, name, left_at from members";

/// What [`names`] asks, to be asked ahead.
pub fn names_ask() -> Ask {
    Ask::new(NAMES, args![])
}

/// The same where people read it: whoever left is a former member.
pub async fn names_in(
    tx: &mut Tx,
    language: Language,
) -> Result<std::collections::HashMap<MemberId, String>> {
    let rows: Vec<NameRow> = tx.all(NAMES, args![]).await?;
    let word = |row: NameRow| match row.2 {
        Some(_) => (row.0, i18n::say(language, "member-former").to_owned()),
        None => (row.0, row.1),
    };
    Ok(rows.into_iter().map(word).collect())
}

/// How many could agree to a text besides its author: active members and administrators.
pub async fn deciders(tx: &mut Tx, besides: Option<&MemberId>) -> Result<i64> {
    const SQL: &str = "select count(*) from members
        where left_at is null and role <> 'reader' and id <> $1";
    let besides = besides.map_or("", MemberId::as_str);
    let (count,): (i64,) = tx.one(SQL, args![besides]).await?;
    Ok(count)
}

pub(super) async fn insert(tx: &mut Tx, member: &Member) -> Result<()> {
    const SQL: &str = "insert into members
        (id, name, email, role, language, manages, keys_on, home_team, joined_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    let args = args![
        &member.id,
        &member.name,
        member.email.clone(),
        member.role,
        member.language,
        member.manages,
        member.keys_on,
        member.home_team.as_ref(),
        member.joined_at
    ];
    tx.put(SQL, args).await?;
    Ok(())
}

pub(super) async fn update(tx: &mut Tx, member: &Member) -> Result<()> {
    const SQL: &str =
        "update members set name = $2, email = $3, role = $4, language = $5, manages = $6,
        keys_on = $7, home_team = $8, left_at = $9, version = version + 1 where id = $1";
    let args = args![
        &member.id,
        &member.name,
        member.email.clone(),
        member.role,
        member.language,
        member.manages,
        member.keys_on,
        member.home_team.as_ref(),
        member.left_at
    ];
    tx.put(SQL, args).await?;
    Ok(())
}

pub(super) async fn set_password(tx: &mut Tx, id: &MemberId, phc: Option<&str>) -> Result<()> {
    const SQL: &str = "update members set password = $2, version = version + 1 where id = $1";
    tx.put(SQL, args![id, phc]).await?;
    Ok(())
}

pub(super) async fn password(tx: &mut Tx, id: &MemberId) -> Result<Option<String>> {
    const SQL: &str = "select password from members where id = $1";
    let row: Option<(Option<String>,)> = tx.opt(SQL, args![id]).await?;
    Ok(row.and_then(|(phc,)| phc))
}

pub(super) async fn put_membership(tx: &mut Tx, member: &MemberId, team: &TeamId) -> Result<()> {
    const SQL: &str =
        "insert into memberships (member, team) values ($1, $2) on conflict do nothing";
    tx.put(SQL, args![member, team]).await?;
    Ok(())
}

pub(super) async fn clear_memberships(tx: &mut Tx, member: &MemberId) -> Result<()> {
    const SQL: &str = "delete from memberships where member = $1";
    tx.put(SQL, args![member]).await?;
    Ok(())
}

/// The teams of a member.
pub async fn teams_of(tx: &mut Tx, member: &MemberId) -> Result<Vec<TeamId>> {
    const SQL: &str = "select team from memberships where member = $1 order by team";
    let rows: Vec<(TeamId,)> = tx.all(SQL, args![member]).await?;
    Ok(rows.into_iter().map(|(team,)| team).collect())
}

/// The teams of everybody.
pub async fn memberships(tx: &mut Tx) -> Result<std::collections::HashMap<MemberId, Vec<TeamId>>> {
    const SQL: &str = "select member, team from memberships order by team";
    let rows: Vec<(MemberId, TeamId)> = tx.all(SQL, args![]).await?;
    let mut found: std::collections::HashMap<MemberId, Vec<TeamId>> = Default::default();
    for (member, team) in rows {
        found.entry(member).or_default().push(team);
    }
    Ok(found)
}

pub(super) async fn count_administrators(tx: &mut Tx) -> Result<i64> {
    const SQL: &str =
        "select count(*) from members where left_at is null and role = 'administrator'";
    Ok(tx.one::<(i64,)>(SQL, args![]).await?.0)
}

pub(super) async fn count(tx: &mut Tx) -> Result<i64> {
    const SQL: &str = "select count(*) from members";
    Ok(tx.one::<(i64,)>(SQL, args![]).await?.0)
}

pub(super) async fn put_session(tx: &mut Tx, digest: &str, member: &MemberId) -> Result<()> {
    const SQL: &str =
        "insert into sessions (digest, member, created_at, seen_at) values ($1, $2, $3, $3)";
    let now = tx.now();
    tx.put(SQL, args![digest, member, now]).await?;
    Ok(())
}

pub(super) async fn touch_session(tx: &mut Tx, digest: &str) -> Result<()> {
    const SQL: &str = "update sessions set seen_at = $2 where digest = $1";
    let now = tx.now();
    tx.put(SQL, args![digest, now]).await?;
    Ok(())
}

pub(super) async fn drop_session(tx: &mut Tx, digest: &str) -> Result<()> {
    const SQL: &str = "delete from sessions where digest = $1";
    tx.put(SQL, args![digest]).await?;
    Ok(())
}

/// Ends the sessions of a member but one, and all that are too old, whoever's they are.
pub(super) async fn drop_sessions(tx: &mut Tx, member: &MemberId, but: &str) -> Result<()> {
    const SQL: &str =
        "delete from sessions where (member = $1 and digest <> $2) or created_at < $3";
    let oldest = tx.now().plus_seconds(-super::visitor::ABSOLUTE_SECONDS);
    tx.put(SQL, args![member, but, oldest]).await?;
    Ok(())
}

pub(super) async fn session(tx: &mut Tx, digest: &str) -> Result<Option<SessionRow>> {
    const SQL: &str =
        "select s.created_at, s.seen_at, m.id, m.name, m.role, m.language, m.keys_on, m.home_team,
        t.key as home_key, t.zone
        from sessions s join members m on m.id = s.member left join teams t on t.id = m.home_team
        where s.digest = $1 and m.left_at is null";
    tx.opt(SQL, args![digest]).await
}

pub(super) async fn token(tx: &mut Tx, digest: &str) -> Result<Option<TokenRow>> {
    const SQL: &str = "select k.scope, m.id, m.name, m.role, m.language, m.keys_on, m.home_team, t.key as home_key, t.zone
        from tokens k join members m on m.id = k.member left join teams t on t.id = m.home_team
        where k.digest = $1 and k.revoked_at is null and m.left_at is null";
    tx.opt(SQL, args![digest]).await
}

pub(super) async fn person(tx: &mut Tx, member: &MemberId) -> Result<Option<Person>> {
    const SQL: &str = "select m.id, m.name, m.role, m.language, m.keys_on, m.home_team, t.key as home_key, t.zone
        from members m left join teams t on t.id = m.home_team where m.id = $1 and m.left_at is null";
    tx.opt(SQL, args![member]).await
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: MemberId,
    name: String,
    email: Option<String>,
    role: Role,
    language: Option<Language>,
    manages: bool,
    keys_on: bool,
    home_team: Option<TeamId>,
    joined_at: Timestamp,
    left_at: Option<Timestamp>,
    version: i64,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            role: row.role,
            language: row.language,
            manages: row.manages,
            keys_on: row.keys_on,
            home_team: row.home_team,
            joined_at: row.joined_at,
            left_at: row.left_at,
            version: row.version,
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    pub(super) created_at: Timestamp,
    pub(super) seen_at: Timestamp,
    #[sqlx(flatten)]
    pub(super) person: Person,
}

#[derive(sqlx::FromRow)]
pub(super) struct TokenRow {
    pub(super) scope: Scope,
    #[sqlx(flatten)]
    pub(super) person: Person,
}

/// What a session and a token have in common: whose they are.
#[derive(sqlx::FromRow)]
pub(super) struct Person {
    id: MemberId,
    name: String,
    role: Role,
    language: Option<Language>,
    keys_on: bool,
    home_team: Option<TeamId>,
    home_key: Option<String>,
    zone: Option<Zone>,
}

impl Person {
    pub(super) fn into_visitor(self) -> Visitor {
        Visitor {
            member: Some(self.id),
            name: self.name,
            role: self.role,
            scope: Scope::Read,
            channel: Channel::Api,
            language: self.language,
            keys_on: self.keys_on,
            home_team: self.home_team,
            home_key: self.home_key,
            zone: self.zone.unwrap_or_else(Zone::utc),
            session: None,
            token: None,
            seen_at: Timestamp::from_micros(0),
        }
    }
}
