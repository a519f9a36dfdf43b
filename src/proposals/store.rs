//! The rows of proposals: their texts, and who agreed or objected to which of them.

use super::proposal::{Filter, Objection, Proposal, State};
use crate::clock::Timestamp;
use crate::db::{Ask, Tx, args, text_column};
use crate::error::{Error, Result};
use crate::id::{MemberId, ProblemId, ProposalId, StandardId};
use crate::standards::Source;

text_column!(State);

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: ProposalId,
    standard: Option<StandardId>,
    base: Option<i64>,
    title: String,
    text: Vec<u8>,
    hash: String,
    version: i64,
    team: Option<String>,
    opened_by: Option<MemberId>,
    author: Option<MemberId>,
    source: Source,
    by_agent: bool,
    needed: i64,
    state: State,
    revision: Option<i64>,
    opened_at: Timestamp,
    changed_at: Timestamp,
    closed_at: Option<Timestamp>,
}

impl ProposalRow {
    fn read(self, solves: Vec<ProblemId>, agreed_by: Vec<MemberId>) -> Result<Proposal> {
        Ok(Proposal {
            id: self.id,
            standard: self.standard,
            base: self.base,
            title: self.title,
            text: String::from_utf8(self.text).map_err(Error::internal)?,
            hash: self.hash,
            version: self.version,
            team: self.team,
            opened_by: self.opened_by,
            author: self.author,
            source: self.source,
            by_agent: self.by_agent,
            needed: self.needed,
            state: self.state,
            revision: self.revision,
            solves,
            agreed_by,
            opened_at: self.opened_at,
            changed_at: self.changed_at,
            closed_at: self.closed_at,
        })
    }
}

macro_rules! columns {
    () => {
        "id, standard, base, title, text, hash, version, team, opened_by, author, source, needed, state, revision, \
         opened_at, changed_at, closed_at, by_agent"
    };
}

const ONE: &str = concat!("select ", columns!(), " from proposals where id = $1");

pub(super) async fn one(tx: &mut Tx, id: &ProposalId) -> Result<Option<Proposal>> {
    match tx.opt::<ProposalRow>(ONE, args![id]).await? {
        Some(row) => Ok(Some(whole(tx, row).await?)),
        None => Ok(None),
    }
}

const LIST: &str = concat!(
    "select ",
    columns!(),
    " from proposals where (cast($1 as text) is null or state = $1) \
     and (cast($2 as bigint) is null or standard = $2) \
     and (cast($3 as bigint) is null or changed_at < $3 or (changed_at = $3 and id < $4)) \
     order by changed_at desc, id desc limit $5"
);

pub(super) async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Proposal>> {
    let (at, id) = match &filter.after {
        Some((at, id)) => (Some(at.micros()), id.as_str()),
        None => (None, ""),
    };
    let rows = tx
        .all::<ProposalRow>(LIST, args![filter.state, filter.standard, at, id, limit])
        .await?;
    whole_all(tx, rows).await
}

const OF_PROBLEM: &str = concat!(
    "select ",
    columns!(),
    " from proposals where id in (select proposal from proposal_problems where problem = $1) order by opened_at, id"
);

pub(super) async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Proposal>> {
    let rows = tx.all::<ProposalRow>(OF_PROBLEM, args![problem]).await?;
    whole_all(tx, rows).await
}

/// What [`super::of_problem`] asks first, to be asked ahead.
pub fn of_problem_ask(problem: ProblemId) -> Ask {
    Ask::new(OF_PROBLEM, args![problem])
}

/// What [`super::open_about`] asks first, to be asked ahead.
pub fn open_ask(standard: StandardId) -> Ask {
    let (at, id): (Option<i64>, &str) = (None, "");
    let args = args![Some(State::Open), Some(standard), at, id, super::read::MOST];
    Ask::new(LIST, args)
}

macro_rules! asking {
    () => {
        " from proposals where state = 'open' and (author is null or author <> $1 or needed = 0) \
         and not exists (select 1 from proposal_agreements where proposal_agreements.proposal = proposals.id \
         and proposal_agreements.member = $1 and proposal_agreements.hash = proposals.hash) \
         and not exists (select 1 from proposal_objections where proposal_objections.proposal = proposals.id \
         and proposal_objections.member = $1 and proposal_objections.hash = proposals.hash)"
    };
}

const ASKING: &str = concat!(
    "select ",
    columns!(),
    asking!(),
    " order by changed_at desc, id desc limit $2"
);

/// Open proposals that this member neither wrote nor answered; where nobody else is asked, those that they wrote too.
pub(super) async fn asking(tx: &mut Tx, member: &MemberId, limit: i64) -> Result<Vec<Proposal>> {
    let rows = tx.all::<ProposalRow>(ASKING, args![member, limit]).await?;
    whole_all(tx, rows).await
}

const COUNT_ASKING: &str = concat!(
    "select cast(count(*) as bigint), cast(coalesce(sum(case when exists (select 1 from proposal_fallen \
     where proposal_fallen.proposal = proposals.id and proposal_fallen.member = $1) then 1 else 0 end), 0) as bigint)",
    asking!()
);

/// How many those are, and how many of them this member had agreed to in an earlier text.
pub(super) async fn count_asking(tx: &mut Tx, member: &MemberId) -> Result<(i64, i64)> {
    tx.one::<(i64, i64)>(COUNT_ASKING, args![member]).await
}

const SOLVES: &str = "select problem from proposal_problems where proposal = $1 order by problem";

const AGREED_BY: &str =
    "select member from proposal_agreements where proposal = $1 and hash = $2 order by at, member";

async fn whole_all(tx: &mut Tx, rows: Vec<ProposalRow>) -> Result<Vec<Proposal>> {
    let mut proposals = Vec::with_capacity(rows.len());
    for row in rows {
        proposals.push(whole(tx, row).await?);
    }
    Ok(proposals)
}

async fn whole(tx: &mut Tx, row: ProposalRow) -> Result<Proposal> {
    let solves = tx.all::<(ProblemId,)>(SOLVES, args![&row.id]).await?;
    let agreed_by = tx
        .all::<(MemberId,)>(AGREED_BY, args![&row.id, &row.hash])
        .await?;
    row.read(
        solves.into_iter().map(|row| row.0).collect(),
        agreed_by.into_iter().map(|row| row.0).collect(),
    )
}

const INSERT: &str = concat!(
    "insert into proposals (",
    columns!(),
    ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
     on conflict (id) do update set standard = $2, base = $3, title = $4, text = $5, hash = $6, version = $7, team = $8, \
     author = $10, source = $11, needed = $12, state = $13, revision = $14, changed_at = $16, closed_at = $17, by_agent = $18"
);

/// Writes a proposal as it stands now, without its agreements.
pub(super) async fn put(tx: &mut Tx, proposal: &Proposal) -> Result<()> {
    tx.put(
        INSERT,
        args![
            &proposal.id,
            proposal.standard,
            proposal.base,
            &proposal.title,
            proposal.text.as_bytes(),
            &proposal.hash,
            proposal.version,
            proposal.team.clone(),
            proposal.opened_by.clone(),
            proposal.author.clone(),
            proposal.source,
            proposal.needed,
            proposal.state,
            proposal.revision,
            proposal.opened_at,
            proposal.changed_at,
            proposal.closed_at,
            proposal.by_agent,
        ],
    )
    .await?;
    Ok(())
}

const INSERT_PROBLEM: &str =
    "insert into proposal_problems (proposal, problem) values ($1, $2) on conflict do nothing";

pub(super) async fn put_problem(tx: &mut Tx, id: &ProposalId, problem: ProblemId) -> Result<()> {
    tx.put(INSERT_PROBLEM, args![id, problem]).await?;
    Ok(())
}

const AGREE: &str = "insert into proposal_agreements (proposal, member, hash, at) values ($1, $2, $3, $4) \
     on conflict do nothing";

/// Writes that somebody agrees to the present text; whether it is news.
pub(super) async fn put_agreement(
    tx: &mut Tx,
    proposal: &Proposal,
    member: &MemberId,
    at: Timestamp,
) -> Result<bool> {
    Ok(tx
        .exec(AGREE, args![&proposal.id, member, &proposal.hash, at])
        .await?
        > 0)
}

const DISAGREE: &str = "delete from proposal_agreements where proposal = $1 and member = $2";

pub(super) async fn take_agreement(
    tx: &mut Tx,
    id: &ProposalId,
    member: &MemberId,
) -> Result<bool> {
    Ok(tx.exec(DISAGREE, args![id, member]).await? > 0)
}

const OBJECT: &str = "insert into proposal_objections (proposal, member, hash, reason, at) values ($1, $2, $3, $4, $5) \
     on conflict (proposal, member, hash) do update set reason = $4, at = $5";

pub(super) async fn put_objection(
    tx: &mut Tx,
    id: &ProposalId,
    objection: &Objection,
) -> Result<()> {
    let Objection {
        member,
        hash,
        reason,
        at,
    } = objection;
    tx.put(OBJECT, args![id, member, hash, reason, *at]).await?;
    Ok(())
}

const LIFT: &str =
    "delete from proposal_objections where proposal = $1 and member = $2 and hash = $3";

/// An objection to the present text is lifted by agreeing to it.
pub(super) async fn lift_objection(
    tx: &mut Tx,
    proposal: &Proposal,
    member: &MemberId,
) -> Result<()> {
    tx.put(LIFT, args![&proposal.id, member, &proposal.hash])
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ObjectionRow {
    member: MemberId,
    hash: String,
    reason: String,
    at: Timestamp,
}

const OBJECTIONS: &str = "select member, hash, reason, at from proposal_objections where proposal = $1 order by at, member";

pub(super) async fn objections(tx: &mut Tx, id: &ProposalId) -> Result<Vec<Objection>> {
    let rows = tx.all::<ObjectionRow>(OBJECTIONS, args![id]).await?;
    Ok(rows
        .into_iter()
        .map(
            |ObjectionRow {
                 member,
                 hash,
                 reason,
                 at,
             }| Objection {
                member,
                hash,
                reason,
                at,
            },
        )
        .collect())
}

const OPEN_SAME: &str =
    "select id from proposals where standard = $1 and hash = $2 and state = 'open' limit 1";

/// The open proposal of exactly this text for this standard.
pub(super) async fn open_with(
    tx: &mut Tx,
    standard: StandardId,
    hash: &str,
) -> Result<Option<ProposalId>> {
    Ok(tx
        .opt::<(ProposalId,)>(OPEN_SAME, args![standard, hash])
        .await?
        .map(|row| row.0))
}
