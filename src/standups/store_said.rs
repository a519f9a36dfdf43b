//! The rows of what was said and decided: ideas, and the lines of decisions.

use crate::clock::Day;
use crate::db::{Tx, args};
use crate::error::Result;
use crate::id::{IdeaId, MemberId, ProblemId, StandupId};

use super::words::{IdeaKind, LineKind};

/// An idea that was noted.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Idea {
    /// Its key.
    pub id: IdeaId,
    /// Of which full round.
    pub problem: ProblemId,
    /// Why it happens, or what could be done.
    pub kind: IdeaKind,
    /// The idea.
    pub text: String,
    /// Whose it is, while the stand-up lasts.
    pub author: Option<MemberId>,
    /// What became of it.
    pub fate: Option<String>,
    /// Only its author sees it.
    pub sealed: bool,
    /// The idea that says the same, under which it is shown.
    pub same_as: Option<IdeaId>,
    /// The dots it got, once they are counted.
    pub dots: i64,
}

/// One thing that was decided.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    /// About which problem.
    pub problem: ProblemId,
    /// What sort.
    pub kind: LineKind,
    /// The key or number of what was made.
    pub reference: Option<String>,
    /// What.
    pub text: String,
    /// Who takes it.
    pub owner: Option<MemberId>,
    /// By when.
    pub due: Option<Day>,
}

/// What this reader may see: every idea that was shown, and their own. This is the only place that reads the texts.
pub(super) async fn ideas(
    tx: &mut Tx,
    id: StandupId,
    reader: Option<&MemberId>,
) -> Result<Vec<Idea>> {
    const IDEAS: &str = "select id, problem, kind, text, author, fate, sealed, same_as, dots
        from standup_ideas where standup = $1 and (not sealed or author = $2)
        order by at, lot, id";
    tx.all(IDEAS, args![id, reader]).await
}

/// Notes an idea; the same one sent again is noted once. One that everybody sees stands behind those noted before it,
/// also those of the same millisecond; a sealed one has no place before it is shown.
pub(super) async fn add_idea(tx: &mut Tx, standup: StandupId, idea: &Idea) -> Result<bool> {
    const ADD: &str = "insert into standup_ideas
            (id, standup, problem, kind, text, author, sealed, at, lot)
        values ($1, $2, $3, $4, $5, $6, $7, $8, case when $7 then 0
            else (select count(*) + 1 from standup_ideas where standup = $2 and not sealed) end)
        on conflict (id) do nothing";
    let now = tx.now();
    let args = args![
        &idea.id,
        standup,
        idea.problem,
        idea.kind,
        &idea.text,
        idea.author.as_ref(),
        idea.sealed,
        now
    ];
    Ok(tx.exec(ADD, args).await? > 0)
}

/// Says what became of an idea; false when this stand-up has no such idea.
pub(super) async fn set_fate(
    tx: &mut Tx,
    standup: StandupId,
    idea: &IdeaId,
    fate: &str,
) -> Result<bool> {
    const FATE: &str = "update standup_ideas set fate = $3 where standup = $1 and id = $2";
    Ok(tx.exec(FATE, args![standup, idea, fate]).await? > 0)
}

/// Words an idea anew: one's own, while nobody else has seen it. False for any other.
pub(super) async fn word_idea(
    tx: &mut Tx,
    standup: StandupId,
    id: &IdeaId,
    author: &MemberId,
    text: &str,
) -> Result<bool> {
    const WORD: &str = "update standup_ideas set text = $4
        where standup = $1 and id = $2 and author = $3 and sealed";
    Ok(tx.exec(WORD, args![standup, id, author, text]).await? > 0)
}

/// Ideas lose their author.
pub(super) async fn forget_authors(tx: &mut Tx, standup: StandupId) -> Result<()> {
    const FORGET: &str = "update standup_ideas set author = null where standup = $1";
    tx.put(FORGET, args![standup]).await?;
    Ok(())
}

pub(super) async fn lines(tx: &mut Tx, standup: StandupId) -> Result<Vec<Line>> {
    const LINES: &str = "select problem, kind, reference, text, owner, due from standup_decisions
        where standup = $1 order by position";
    tx.all(LINES, args![standup]).await
}

/// Whether the form with this key has been decided already.
pub(super) async fn is_decided(tx: &mut Tx, standup: StandupId, key: &str) -> Result<bool> {
    const DECIDED: &str =
        "select position from standup_decisions where standup = $1 and form_key = $2 limit 1";
    let row: Option<(i64,)> = tx.opt(DECIDED, args![standup, key]).await?;
    Ok(row.is_some())
}

pub(super) async fn add_line(
    tx: &mut Tx,
    standup: StandupId,
    line: &Line,
    form_key: Option<&str>,
) -> Result<()> {
    const ADD: &str = "insert into standup_decisions (standup, position, problem, kind, reference, text, owner, due, at, form_key)
        values ($1, (select count(*) from standup_decisions where standup = $1), $2, $3, $4, $5, $6, $7, $8, $9)";
    let now = tx.now();
    let args = args![
        standup,
        line.problem,
        line.kind,
        line.reference.as_deref(),
        &line.text,
        line.owner.as_ref(),
        line.due,
        now,
        form_key
    ];
    tx.put(ADD, args).await?;
    Ok(())
}
