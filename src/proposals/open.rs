//! Opening a proposal, and changing its text: a changed text asks again.

use super::proposal::{Proposal, State};
use super::publish::{self, settle};
use super::store_supersedes::put_supersedes;
use super::{read, store, store_fallen, store_texts, withdraw};
use crate::db::{Change, Channel, Tx};
use crate::error::{Conflict, Error, Result, say};
use crate::id::{MemberId, ProblemId, ProposalId, StandardId};
use crate::markdown::Document;
use crate::members;
use crate::problems;
use crate::standards::{self, Source};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;

/// A text as somebody proposes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text, to the byte.
    pub markdown: String,
    /// The standard it changes; absent for a new one.
    pub standard: Option<StandardId>,
    /// What it starts from; absent: the present revision.
    pub base: Option<Base>,
    /// The problems it was born from.
    pub solves: Vec<ProblemId>,
}

/// The revision that a text starts from, by its number or by the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// By number.
    Revision(i64),
    /// By hash.
    Hash(String),
}

/// A change of a proposal's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amendment {
    /// The new text, to the byte.
    pub markdown: String,
    /// What it starts from now; absent: as before.
    pub base: Option<Base>,
    /// The hash of the text that was changed, when the sender says which they had before them.
    pub hash: Option<String>,
}

/// Opens a proposal. When there is nobody else to ask, it is published at once, as self-checked; an agent's waits for its member.
///
/// # Errors
/// A text that cannot be read or says what the book says already, an unknown standard, revision or problem.
pub async fn open(tx: &mut Tx, draft: Draft) -> Result<Proposal> {
    let author = tx.actor().member.clone();
    let proposal = drafted(tx, author, draft, Source::Review).await?;
    settle(tx, &proposal.id).await?;
    read::get(tx, &proposal.id).await
}

/// The same from a text that was changed where one reads the present one: it must start from that.
///
/// # Errors
/// Also a conflict with both texts when the standard has moved on meanwhile.
pub async fn open_from_present(tx: &mut Tx, draft: Draft) -> Result<Proposal> {
    let author = tx.actor().member.clone();
    let proposal = drafted(tx, author, draft, Source::Review).await?;
    publish::refuse_moved_base(tx, &proposal).await?;
    settle(tx, &proposal.id).await?;
    read::get(tx, &proposal.id).await
}

/// Writes an open proposal and tells it, without looking whether it has enough agreement.
pub(super) async fn drafted(
    tx: &mut Tx,
    author: Option<MemberId>,
    draft: Draft,
    source: Source,
) -> Result<Proposal> {
    let document = standards::examine_in_book(tx, draft.standard, &draft.markdown).await?;
    let title = titled(&document, draft.standard)?;
    let base = base(tx, draft.standard, draft.base).await?;
    let hash = standards::hash_of(draft.markdown.as_bytes());
    refuse_same(tx, draft.standard, &hash).await?;
    let team = document.meta.team.clone();
    let mut solves = draft.solves;
    solves.sort_unstable();
    solves.dedup();
    for &problem in &solves {
        problems::get(tx, problem).await?;
    }
    let now = tx.now();
    let proposal = Proposal {
        id: ProposalId::generate(),
        standard: draft.standard,
        base,
        title,
        hash,
        text: draft.markdown,
        version: 1,
        needed: standards::others_needed(tx, team.as_deref(), author.as_ref()).await?,
        team,
        opened_by: author.clone(),
        author,
        source,
        by_agent: is_agents(tx),
        state: State::Open,
        revision: None,
        solves,
        agreed_by: Vec::new(),
        opened_at: now,
        changed_at: now,
        closed_at: None,
    };
    store::put(tx, &proposal).await?;
    put_supersedes(tx, &proposal.id, &document.meta.supersedes).await?;
    for &problem in &proposal.solves {
        store::put_problem(tx, &proposal.id, problem).await?;
    }
    if source != Source::Correction {
        tx.record(about("proposal.opened", &proposal).with("needed", proposal.needed));
    }
    Ok(proposal)
}

/// Changes the text, or the revision that it starts from: whoever had agreed is asked again, since what the text takes back of the book is
/// another thing now. Whoever changes the text is its author from now on. Where nobody else is there to be asked it is published at once,
/// unless an agent did it.
///
/// # Errors
/// A conflict with both texts when it is another text by now than the one that was changed.
pub async fn amend(tx: &mut Tx, id: &ProposalId, amendment: Amendment) -> Result<Proposal> {
    let mut proposal = publish::open_one(tx, id).await?;
    withdraw::refuse_agents_but_their_own(tx, &proposal)?;
    if amendment
        .hash
        .as_ref()
        .is_some_and(|hash| *hash != proposal.hash)
    {
        return Err(Error::Conflict(Box::new(Conflict {
            message: say!("proposal-changed-meanwhile"),
            yours: amendment.markdown,
            theirs: proposal.text,
            version: proposal.hash,
        })));
    }
    let document = standards::examine_in_book(tx, proposal.standard, &amendment.markdown).await?;
    let title = titled(&document, proposal.standard)?;
    let hash = standards::hash_of(amendment.markdown.as_bytes());
    refuse_same(tx, proposal.standard, &hash).await?;
    let base = match amendment.base {
        Some(_) => base(tx, proposal.standard, amendment.base).await?,
        None => proposal.base,
    };
    if hash == proposal.hash && base == proposal.base {
        return Ok(proposal);
    }
    let now = tx.now();
    let fell = store_fallen::fall(tx, id, now).await?;
    if hash == proposal.hash {
        tx.record(
            about("proposal.amended", &proposal)
                .with("base", base.unwrap_or_default())
                .with("fell", fell),
        );
    } else {
        store_texts::keep(tx, &proposal).await?;
        put_supersedes(tx, id, &document.meta.supersedes).await?;
        let author = tx.actor().member.clone();
        let others = members::deciders(tx, author.as_ref()).await?;
        if let Some(author) = &author {
            store_fallen::answered(tx, id, author).await?;
        }
        tx.record(
            about("proposal.amended", &proposal)
                .replaced("hash", proposal.hash.as_str(), hash.as_str())
                .with("fell", fell),
        );
        proposal.title = title;
        proposal.text = amendment.markdown;
        proposal.hash = hash;
        proposal.version += 1;
        proposal.team = document.meta.team;
        proposal.author = author;
        proposal.needed = standards::lowered(proposal.needed, others);
    }
    proposal.base = base;
    proposal.by_agent = is_agents(tx);
    proposal.changed_at = now;
    store::put(tx, &proposal).await?;
    settle(tx, id).await?;
    read::get(tx, id).await
}

/// Whether an agent acts here: what it writes is in force only when a person says so.
pub(super) fn is_agents(tx: &Tx) -> bool {
    tx.actor().channel == Channel::Agent
}

/// A change about a proposal, told in the story of its standard and of its problems too.
pub(super) fn about(kind: &'static str, proposal: &Proposal) -> Change {
    let mut change = Change::new(kind, &proposal.id).with("title", proposal.title.as_str());
    if let Some(standard) = proposal.standard {
        change = change.also(standard);
    }
    for problem in &proposal.solves {
        change = change.also(problem);
    }
    change
}

/// The title of a text that is to become this standard, or a new one.
///
/// # Errors
/// A new one that has none, and one that is too long.
pub fn titled(document: &Document, standard: Option<StandardId>) -> Result<String> {
    let title = match (&document.heading, &document.meta.title, standard) {
        (Some(title), _, _) | (None, Some(title), _) => title.clone(),
        (None, None, Some(standard)) => standard.to_string(),
        (None, None, None) => {
            return Err(Error::invalid("markdown", say!("proposal-title-missing")));
        }
    };
    if title.chars().count() > LONGEST_TITLE {
        return Err(Error::invalid(
            "markdown",
            say!("proposal-title-long", max = LONGEST_TITLE),
        ));
    }
    Ok(title)
}

async fn base(
    tx: &mut Tx,
    standard: Option<StandardId>,
    base: Option<Base>,
) -> Result<Option<i64>> {
    let Some(id) = standard else { return Ok(None) };
    let standard = standards::get(tx, id).await?;
    let revisions = standards::revisions(tx, id).await?;
    let found = match base {
        None => Some(standard.revision),
        Some(Base::Revision(number)) => revisions
            .iter()
            .find(|one| one.number == number)
            .map(|one| one.number),
        Some(Base::Hash(hash)) => revisions
            .iter()
            .rev()
            .find(|one| one.hash == hash)
            .map(|one| one.number),
    };
    match found {
        Some(number) => Ok(Some(number)),
        None => Err(Error::invalid(
            "base",
            say!("proposal-base-unknown", id = id),
        )),
    }
}

async fn refuse_same(tx: &mut Tx, standard: Option<StandardId>, hash: &str) -> Result<()> {
    let Some(id) = standard else { return Ok(()) };
    if standards::get(tx, id).await?.hash == hash {
        return Err(Error::invalid("markdown", say!("standard-text-same")));
    }
    Ok(())
}
