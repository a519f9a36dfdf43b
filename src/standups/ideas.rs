//! Ideas, noted as they are spoken. Their text and their author are no changes: the feed says only that there is
//! one more, and of which kind, so the write that notes one is nobody's; the author is forgotten when the stand-up
//! ends.

use sha2::{Digest, Sha256};

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{IdeaId, MemberId, ProblemId, StandupId};
use crate::members::TakesPart;

use super::attend::come_in;
use super::place::Refusal;
use super::run::{self, Session, refuse_ended, refused, session};
use super::store;
use super::store_said::{self, Idea};
use super::words::IdeaKind;

/// The longest idea, in characters.
pub const LONGEST_IDEA: usize = 500;

/// The longest fate, in characters.
pub const LONGEST_FATE: usize = 120;

/// An idea as it is noted.
#[derive(Debug, Clone)]
pub struct NewIdea {
    /// What it was sent with, so that what is sent twice is noted once.
    pub key: Option<String>,
    /// The problem it is about; the one that has the floor where it is absent.
    pub problem: Option<ProblemId>,
    /// Why it happens, or what could be done.
    pub kind: IdeaKind,
    /// The sentence.
    pub text: String,
}

/// Notes somebody's idea about the problem that has the floor, or another one of the agenda. When whoever leads notes it in the round, it is the speaker's.
/// Where ideas are written in silence, only its author sees it until they are shown.
///
/// # Errors
/// `Invalid` for an empty or too long text, or while no problem has the floor; `Conflict` once it is over.
pub async fn note_idea(tx: &mut Tx, who: &TakesPart, id: StandupId, idea: NewIdea) -> Result<Idea> {
    let mut session = session(tx, id).await?;
    refuse_ended(&session)?;
    let Some(problem) = idea.problem.or(session.standup.place().problem) else {
        return Err(Error::invalid("", say!("standup-idea-no-card")));
    };
    let text = idea_text(&idea.text)?;
    session = come_in(tx, who, session).await?;
    let speaker = session.standup.speaker();
    let author = match speaker {
        Some(speaker) if session.head.leader == *who.member() => speaker.clone(),
        _ => who.member().clone(),
    };
    let before = session.standup.clone();
    let key = match &idea.key {
        Some(key) => key_of(session.head.lot, who.member(), id, key.as_bytes()),
        None => IdeaId::at_random(),
    };
    let new = session
        .standup
        .note(key.clone(), author.clone(), Some(problem));
    let new = new.map_err(|refusal| refused(refusal, &before))?;
    let talk = session.standup.talks().get(&problem);
    let sealed = talk
        .and_then(|talk| talk.idea(&key))
        .is_some_and(|idea| idea.sealed);
    let idea = Idea {
        id: key,
        problem,
        kind: idea.kind,
        text,
        author: Some(author),
        fate: None,
        sealed,
        same_as: None,
        dots: 0,
    };
    if new && store_said::add_idea(tx, id, &idea).await? {
        store::acted(tx, &mut session.head).await?;
        let change = Change::new("standup.idea_noted", id).with("kind", idea.kind.as_str());
        tx.record(change);
        if session.standup.apart() {
            let noted = session.standup.clone();
            run::keep_and_press_on(tx, &before, &noted, &mut session).await?;
        }
    }
    Ok(idea)
}

/// Words one's own idea anew, while nobody else has seen it.
///
/// # Errors
/// `Invalid` for an empty or too long text or an idea of somebody else, `Conflict` once everybody has seen it.
pub async fn word_idea(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    idea: &IdeaId,
    text: &str,
) -> Result<()> {
    let mut session = session(tx, id).await?;
    refuse_ended(&session)?;
    let text = idea_text(text)?;
    if store_said::word_idea(tx, id, idea, who.member(), &text).await? {
        store::acted(tx, &mut session.head).await?;
        tx.record(Change::new("standup.idea_worded", id));
        return Ok(());
    }
    let refusal = session.standup.clone().take_back(idea, who.member());
    let refusal = refusal.err().unwrap_or(Refusal::UnknownIdea);
    Err(refused(refusal, &session.standup))
}

/// Takes one's own idea back, while nobody else has seen it.
///
/// # Errors
/// `Invalid` for an idea of somebody else, `Conflict` once everybody has seen it.
pub async fn take_idea_back(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    idea: &IdeaId,
) -> Result<()> {
    let mut session = session(tx, id).await?;
    let before = session.standup.clone();
    let taken = session.standup.take_back(idea, who.member());
    taken.map_err(|refusal| refused(refusal, &before))?;
    run::keep(tx, &before, &mut session).await?;
    tx.record(Change::new("standup.idea_taken_back", id));
    Ok(())
}

/// Says that an idea says the same as another, under which it is shown from now on, or that it stands for itself; only
/// whoever leads does.
///
/// # Errors
/// `Forbidden` for others, `Invalid` for ideas that nobody has seen, `Conflict` once dots were given.
pub async fn join_ideas(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    idea: &IdeaId,
    with: Option<&IdeaId>,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    session.led_by(tx, who).await?;
    let before = session.standup.clone();
    let joined = session.standup.join_ideas(idea, with);
    joined.map_err(|refusal| refused(refusal, &before))?;
    if session.standup != before {
        run::keep(tx, &before, &mut session).await?;
        tx.record(Change::new("standup.ideas_joined", id));
    }
    Ok(session)
}

/// The key of an idea that a member's program sends under a key of its own: the same one is noted once, and neither text nor
/// member can be told from it, once the session's lot is forgotten.
fn key_of(lot: i64, member: &MemberId, id: StandupId, key: &[u8]) -> IdeaId {
    let mut digest = Sha256::new();
    let (member, id) = (member.to_string(), id.to_string());
    for part in [&lot.to_be_bytes(), member.as_bytes(), id.as_bytes(), key] {
        digest.update(part);
        digest.update([0]);
    }
    let bytes: [u8; 32] = digest.finalize().into();
    let half = bytes.first_chunk().copied().unwrap_or_default();
    IdeaId::of_digest(half)
}

fn idea_text(text: &str) -> Result<String> {
    let text = one_line(text);
    match text.chars().count() {
        0 => Err(Error::invalid("text", say!("standup-idea-empty"))),
        1..=LONGEST_IDEA => Ok(text),
        _ => Err(Error::invalid(
            "text",
            say!("standup-idea-too-long", max = LONGEST_IDEA),
        )),
    }
}

/// Says what became of ideas, each in a word.
pub(super) async fn give_fates(
    tx: &mut Tx,
    id: StandupId,
    fates: &[(IdeaId, String)],
) -> Result<()> {
    for (idea, fate) in fates {
        let fate = one_line(fate);
        if fate.chars().count() > LONGEST_FATE {
            return Err(Error::invalid(
                "fates",
                say!("standup-fate-too-long", max = LONGEST_FATE),
            ));
        }
        if !store_said::set_fate(tx, id, idea, &fate).await? {
            return Err(Error::invalid("fates", say!("standup-idea-unknown")));
        }
    }
    Ok(())
}

/// White space and control characters folded into single spaces.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
