//! The rows of the book.

use super::standard::{Agreement, Source, Standard, Status, spelled};
use super::status::{Edges, NamedBy};
use crate::clock::{Day, Timestamp};
use crate::db::{self, Arg, Args, Ask, Sql, Tx, args, text_column};
use crate::error::Result;
use crate::id::{MemberId, ProblemId, StandardId};

text_column!(Status);
text_column!(Source);
text_column!(Agreement);

#[derive(sqlx::FromRow)]
struct StandardRow {
    id: StandardId,
    path: String,
    revision: i64,
    hash: String,
    agreement: Agreement,
    title: String,
    status: Status,
    successor: Option<StandardId>,
    team: Option<String>,
    lang: String,
    reading: Option<i64>,
    review_by: Option<Day>,
    enforced_by: Option<String>,
    tags: String,
    solves: String,
    applies_to: String,
    created_at: Timestamp,
    revised_at: Timestamp,
}

impl StandardRow {
    fn read(self) -> Result<Standard> {
        let solves: Vec<i64> = serde_json::from_str(&self.solves)?;
        Ok(Standard {
            id: self.id,
            path: self.path,
            title: self.title,
            status: self.status,
            successor: self.successor,
            team: self.team,
            tags: serde_json::from_str(&self.tags)?,
            lang: self.lang,
            reading: self.reading,
            review_by: self.review_by,
            enforced_by: self.enforced_by,
            solves: solves.into_iter().map(ProblemId::new).collect(),
            applies_to: serde_json::from_str(&self.applies_to)?,
            revision: self.revision,
            hash: self.hash,
            agreement: self.agreement,
            created_at: self.created_at,
            revised_at: self.revised_at,
        })
    }
}

macro_rules! columns {
    () => {
        "id, path, revision, hash, agreement, title, status, successor, team, lang, reading, review_by, \
         enforced_by, tags, solves, applies_to, created_at, revised_at"
    };
}

const ONE: &str = concat!("select ", columns!(), " from standards where id = $1");

/// What [`super::get`] asks, to be asked ahead.
pub fn one_ask(id: StandardId) -> Ask {
    Ask::new(ONE, args![id])
}

pub(super) async fn one(tx: &mut Tx, id: StandardId) -> Result<Option<Standard>> {
    let row = tx.opt::<StandardRow>(ONE, args![id]).await?;
    row.map(StandardRow::read).transpose()
}

const BY_PATH: &str = concat!("select ", columns!(), " from standards where path = $1");

pub(super) async fn by_path(tx: &mut Tx, path: &str) -> Result<Option<Standard>> {
    let row = tx.opt::<StandardRow>(BY_PATH, args![path]).await?;
    row.map(StandardRow::read).transpose()
}

pub(super) async fn several(tx: &mut Tx, ids: &[StandardId]) -> Result<Vec<Standard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        concat!(
            "select ",
            columns!(),
            " from standards where id in ({}) order by id"
        ),
        db::list(1, ids.len())
    );
    let rows = tx
        .all::<StandardRow>(
            Sql::built(sql),
            ids.iter().copied().map(Arg::from).collect(),
        )
        .await?;
    rows.into_iter().map(StandardRow::read).collect()
}

/// What a list of standards is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these: active, superseded or retired.
    pub status: Option<Status>,
    /// Only those of this team's key.
    pub team: Option<String>,
    /// Only those under this tag.
    pub tag: Option<String>,
    /// Only those agreed in this way; of those not yet agreed only what is in force, since what is not asks nobody.
    pub agreement: Option<Agreement>,
    /// Only those on the newcomers' path.
    pub on_the_path: bool,
    /// Only those in force that are to be looked at again by this day.
    pub review_by: Option<Day>,
    /// Only those that somebody finds unclear.
    pub unclear: bool,
    /// Only those that this member has read, or has not.
    pub read: Option<(MemberId, OwnReading)>,
}

/// What one's own list of what one has read is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnReading {
    /// The text in force is read.
    Read,
    /// An earlier one is.
    Changed,
    /// None ever was.
    Unread,
}

spelled!(OwnReading { Read = "yes", Changed = "changed", Unread = "no" });

/// What the others are asked about, as `Standard::agreed` says it: what is in force, and what was taken out of force here.
macro_rules! asked_about {
    () => {
        "(status = 'active' or (status = 'retired' and revision > 1))"
    };
}

macro_rules! narrowed {
    () => {
        concat!(" from standards where (cast($1 as text) is null or status = $1) and (cast($2 as text) is null or team = $2) \
         and (cast($3 as text) is null or exists (select 1 from standard_tags \
         where standard_tags.standard = standards.id and standard_tags.tag = $3)) \
         and (cast($4 as text) is null or (agreement = $4 and (agreement <> 'not_yet' or ", asked_about!(), "))) and (not $5 or reading is not null) \
         and (cast($6 as text) is null or (status = 'active' and review_by <= $6)) \
         and (not $7 or exists (select 1 from standard_questions where standard_questions.standard = standards.id \
         and standard_questions.revision = standards.revision and standard_questions.closed_at is null)) \
         and (cast($8 as text) is null or $9 = coalesce((select case when readings.revision = standards.revision \
         then 'yes' else 'changed' end from readings where readings.member = $8 and readings.standard = standards.id), 'no')) ")
    };
}

/// The arguments of a narrowed statement, with those that follow.
fn narrowed(filter: &Filter, rest: Args) -> Args {
    let (reader, read) = filter.read.clone().unzip();
    let mut args = args![
        filter.status,
        filter.team.clone(),
        filter.tag.clone(),
        filter.agreement,
        filter.on_the_path,
        filter.review_by,
        filter.unclear,
        reader,
        read.map(|read| read.to_string()),
    ];
    args.extend(rest);
    args
}

const AFTER: &str = concat!(
    "select ",
    columns!(),
    narrowed!(),
    "and id > $10 order by id limit $11"
);

pub(super) async fn after(
    tx: &mut Tx,
    filter: &Filter,
    after: i64,
    limit: i64,
) -> Result<Vec<Standard>> {
    let args = narrowed(filter, args![after, limit]);
    let rows = tx.all::<StandardRow>(AFTER, args).await?;
    rows.into_iter().map(StandardRow::read).collect()
}

const IN_ORDER: &str = concat!(
    "select ",
    columns!(),
    narrowed!(),
    "order by case when chapter = '' then 1 else 0 end, chapter, \
     case when reading is null then 1 else 0 end, reading, id limit $10 offset $11"
);

pub(super) async fn in_order(
    tx: &mut Tx,
    filter: &Filter,
    limit: i64,
    skip: i64,
) -> Result<Vec<Standard>> {
    let args = narrowed(filter, args![limit, skip]);
    let rows = tx.all::<StandardRow>(IN_ORDER, args).await?;
    rows.into_iter().map(StandardRow::read).collect()
}

const COUNT: &str = concat!("select cast(count(*) as bigint)", narrowed!());

pub(super) async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64> {
    Ok(tx.one::<(i64,)>(COUNT, narrowed(filter, args![])).await?.0)
}

const ON_THE_PATH: &str = concat!(
    "select ",
    columns!(),
    " from standards where reading is not null and status = 'active' order by reading, id"
);

pub(super) async fn on_the_path(tx: &mut Tx) -> Result<Vec<Standard>> {
    let rows = tx.all::<StandardRow>(ON_THE_PATH, args![]).await?;
    rows.into_iter().map(StandardRow::read).collect()
}

const REVISED_SINCE: &str = concat!(
    "select ",
    columns!(),
    " from standards where revised_at >= $1 order by revised_at desc, id desc limit $2"
);

pub(super) async fn revised_since(
    tx: &mut Tx,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Standard>> {
    let rows = tx
        .all::<StandardRow>(REVISED_SINCE, args![since, limit])
        .await?;
    rows.into_iter().map(StandardRow::read).collect()
}

macro_rules! asking {
    () => {
        concat!(" from standards where agreement = 'not_yet' and ", asked_about!(), " and exists (select 1 from standard_revisions \
         where standard_revisions.standard = standards.id and standard_revisions.number = standards.revision \
         and (standard_revisions.proposed_by is null or standard_revisions.proposed_by <> $1)) \
         and not exists (select 1 from standard_agreements where standard_agreements.standard = standards.id \
         and standard_agreements.revision = standards.revision and standard_agreements.member = $1)")
    };
}

const ASKING: &str = concat!(
    "select ",
    columns!(),
    asking!(),
    " order by revised_at desc, id desc limit $2"
);

/// Revisions in force, not yet agreed, that this member neither wrote nor agreed to.
pub(super) async fn asking(tx: &mut Tx, member: &MemberId, limit: i64) -> Result<Vec<Standard>> {
    let rows = tx.all::<StandardRow>(ASKING, args![member, limit]).await?;
    rows.into_iter().map(StandardRow::read).collect()
}

const COUNT_ASKING: &str = concat!("select cast(count(*) as bigint)", asking!());

pub(super) async fn count_asking(tx: &mut Tx, member: &MemberId) -> Result<i64> {
    Ok(tx.one::<(i64,)>(COUNT_ASKING, args![member]).await?.0)
}

const NEEDING: &str = "select standards.id, standards.revision from standards join standard_revisions \
     on standard_revisions.standard = standards.id and standard_revisions.number = standards.revision \
     where standards.agreement = 'not_yet' and standard_revisions.needed >= $1";

/// Revisions not yet agreed that need at least so many.
pub(super) async fn needing(tx: &mut Tx, at_least: i64) -> Result<Vec<(StandardId, i64)>> {
    tx.all(NEEDING, args![at_least]).await
}

const TAGS: &str = "select tag, cast(count(*) as bigint) from standard_tags \
     join standards on standards.id = standard_tags.standard where status = 'active' \
     group by tag order by count(*) desc, tag limit $1";

pub(super) async fn tags(tx: &mut Tx, limit: i64) -> Result<Vec<(String, i64)>> {
    tx.all(TAGS, args![limit]).await
}

const TEAMS: &str = "select team, cast(count(*) as bigint) from standards \
     where status = 'active' and team is not null group by team order by team";

pub(super) async fn teams(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    tx.all(TEAMS, args![]).await
}

#[derive(sqlx::FromRow)]
struct FileRow {
    id: StandardId,
    path: String,
    revision: i64,
    hash: String,
}

/// Where a standard's file stands and what it should hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Whose file it is.
    pub id: StandardId,
    /// Below the standards' folder, with forward slashes.
    pub path: String,
    /// The number of the revision in force.
    pub revision: i64,
    /// SHA-256 of its bytes.
    pub hash: String,
}

const FILES: &str = "select id, path, revision, hash from standards order by id";

pub(super) async fn files(tx: &mut Tx) -> Result<Vec<File>> {
    let rows = tx.all::<FileRow>(FILES, args![]).await?;
    Ok(rows
        .into_iter()
        .map(
            |FileRow {
                 id,
                 path,
                 revision,
                 hash,
             }| File {
                id,
                path,
                revision,
                hash,
            },
        )
        .collect())
}

const NAMED_BY: &str = "select distinct standards.id, standards.said from standard_supersedes \
     join standards on standards.id = standard_supersedes.standard where standard_supersedes.other = $1";

pub(super) async fn named_by(tx: &mut Tx, id: StandardId) -> Result<Vec<NamedBy>> {
    let rows = tx.all::<(StandardId, Status)>(NAMED_BY, args![id]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, said)| NamedBy { id, said })
        .collect())
}

const SUPERSEDES: &str = "select standard, other from standard_supersedes where told_by <> $1";

/// Which standard takes the place of which, as all texts but this one's tell it.
pub(super) async fn supersedes(tx: &mut Tx, but: StandardId) -> Result<Edges> {
    let mut edges = Edges::new();
    for (standard, other) in tx
        .all::<(StandardId, StandardId)>(SUPERSEDES, args![but])
        .await?
    {
        edges.entry(standard).or_default().insert(other);
    }
    Ok(edges)
}

const SAID: &str = "select said from standards where id = $1";

pub(super) async fn said(tx: &mut Tx, id: StandardId) -> Result<Option<Status>> {
    Ok(tx.opt::<(Status,)>(SAID, args![id]).await?.map(|row| row.0))
}
