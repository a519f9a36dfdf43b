//! The rows of what is said about a problem, but for the texts: whose an idea is, whether it is sealed, what says the same,
//! and the dots that are not counted yet.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt;

use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{IdeaId, MemberId, ProblemId, StandupId};

use super::store::CardRow;
use super::talk::{Ballot, Noted, Talk};

/// What was said about each problem of a stand-up.
pub(super) async fn talks(
    tx: &mut Tx,
    id: StandupId,
    cards: &[CardRow],
) -> Result<BTreeMap<ProblemId, Talk>> {
    let mut ideas: BTreeMap<ProblemId, Vec<Noted>> = BTreeMap::new();
    for row in notes(tx, id).await? {
        let noted = Noted {
            id: row.id,
            author: row.author,
            sealed: row.sealed,
            same_as: row.same_as,
            dots: row.dots,
        };
        ideas.entry(row.problem).or_default().push(noted);
    }
    let mut ballots: BTreeMap<ProblemId, BTreeMap<MemberId, Ballot>> = BTreeMap::new();
    for row in given(tx, id).await? {
        let of_problem = ballots.entry(row.problem).or_default();
        let ballot = of_problem.entry(row.member).or_default();
        ballot.insert(row.idea, row.dots);
    }
    let mut ready: BTreeMap<ProblemId, BTreeSet<MemberId>> = BTreeMap::new();
    for (problem, member) in said_ready(tx, id).await? {
        ready.entry(problem).or_default().insert(member);
    }
    let talk = |card: &CardRow| {
        let ideas = ideas.remove(&card.problem).unwrap_or_default();
        let ballots = ballots.remove(&card.problem).unwrap_or_default();
        let ready = ready.remove(&card.problem).unwrap_or_default();
        let talk = Talk::kept(ideas, ballots, ready, card.counted.then_some(card.voters));
        (card.problem, talk)
    };
    Ok(cards.iter().map(talk).collect())
}

/// Keeps what an act changed in a talk. The text of a new idea is written by whoever noted it.
pub(super) async fn keep(
    tx: &mut Tx,
    id: StandupId,
    problem: ProblemId,
    before: &Talk,
    after: &Talk,
) -> Result<()> {
    for old in before.ideas() {
        match after.idea(&old.id) {
            None => take_out(tx, id, &old.id).await?,
            Some(new) if new != old => keep_idea(tx, id, new, old.sealed && !new.sealed).await?,
            Some(_) => {}
        }
    }
    for member in before.ballots().keys().chain(after.ballots().keys()) {
        let ballot = after.ballots().get(member);
        if before.ballots().get(member) != ballot {
            keep_ballot(tx, id, problem, member, ballot).await?;
        }
    }
    for member in after.ready().difference(before.ready()) {
        const SAY: &str = "insert into standup_ready (standup, problem, member) values ($1, $2, $3)
            on conflict (standup, problem, member) do nothing";
        tx.put(SAY, args![id, problem, member]).await?;
    }
    for member in before.ready().difference(after.ready()) {
        const UNSAY: &str =
            "delete from standup_ready where standup = $1 and problem = $2 and member = $3";
        tx.put(UNSAY, args![id, problem, member]).await?;
    }
    if after.counted() && !before.counted() {
        const COUNTED: &str = "update standup_cards set counted = true, voters = $3
            where standup = $1 and problem = $2";
        tx.put(COUNTED, args![id, problem, after.voters()]).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: IdeaId,
    problem: ProblemId,
    author: Option<MemberId>,
    sealed: bool,
    same_as: Option<IdeaId>,
    dots: i64,
}

#[derive(sqlx::FromRow)]
struct GivenRow {
    problem: ProblemId,
    member: MemberId,
    idea: IdeaId,
    dots: i64,
}

async fn notes(tx: &mut Tx, id: StandupId) -> Result<Vec<NoteRow>> {
    const NOTES: &str = "select id, problem, author, sealed, same_as, dots from standup_ideas
        where standup = $1 order by at, lot, id";
    tx.all(NOTES, args![id]).await
}

async fn given(tx: &mut Tx, id: StandupId) -> Result<Vec<GivenRow>> {
    const GIVEN: &str = "select problem, member, idea, dots from standup_dots where standup = $1";
    tx.all(GIVEN, args![id]).await
}

async fn said_ready(tx: &mut Tx, id: StandupId) -> Result<Vec<(ProblemId, MemberId)>> {
    const READY: &str = "select problem, member from standup_ready where standup = $1";
    tx.all(READY, args![id]).await
}

/// Who gave what is forgotten, and who had nothing to add.
pub(super) async fn forget_ballots(tx: &mut Tx, id: StandupId) -> Result<()> {
    const FORGET: &str = "delete from standup_dots where standup = $1";
    const FORGET_READY: &str = "delete from standup_ready where standup = $1";
    tx.put(FORGET, args![id]).await?;
    tx.put(FORGET_READY, args![id]).await?;
    Ok(())
}

/// An idea that is shown for the first time takes its place by lot, at the time at which all of them were shown: neither
/// the order nor the time says whose it is.
async fn keep_idea(tx: &mut Tx, standup: StandupId, idea: &Noted, now_shown: bool) -> Result<()> {
    const KEEP: &str = "update standup_ideas set sealed = $3, same_as = $4, dots = $5
        where standup = $1 and id = $2";
    const SHOW: &str = "update standup_ideas set at = $3, lot = $4 where standup = $1 and id = $2";
    let (sealed, same_as) = (idea.sealed, idea.same_as.as_ref());
    tx.put(KEEP, args![standup, &idea.id, sealed, same_as, idea.dots])
        .await?;
    if now_shown {
        let lot: i64 = rand::rng().random();
        let now = tx.now();
        tx.put(SHOW, args![standup, &idea.id, now, lot]).await?;
    }
    Ok(())
}

async fn take_out(tx: &mut Tx, standup: StandupId, idea: &IdeaId) -> Result<()> {
    const TAKE: &str = "delete from standup_ideas where standup = $1 and id = $2";
    tx.put(TAKE, args![standup, idea]).await?;
    Ok(())
}

async fn keep_ballot(
    tx: &mut Tx,
    standup: StandupId,
    problem: ProblemId,
    member: &MemberId,
    ballot: Option<&Ballot>,
) -> Result<()> {
    const CLEAR: &str =
        "delete from standup_dots where standup = $1 and problem = $2 and member = $3";
    const GIVE: &str = "insert into standup_dots (standup, problem, member, idea, dots)
        values ($1, $2, $3, $4, $5)";
    tx.put(CLEAR, args![standup, problem, member]).await?;
    for (idea, dots) in ballot.into_iter().flatten() {
        tx.put(GIVE, args![standup, problem, member, idea, *dots])
            .await?;
    }
    Ok(())
}
