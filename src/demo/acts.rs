//! The acts of the story outside the stand-ups: posting, working, agreeing, linking, reading.

use crate::clock::Timestamp;
use crate::db::{Actor, Channel, Tx};
use crate::error::Result;
use crate::fixes;
use crate::id::{ProblemId, ProposalId, StandardId};
use crate::problems::{
    self, Again, CauseEdit, Edit, ForTheBook, NewWork, OccurrenceSource, SetAside, Tags, Title,
    WorkEdit, WorkKind,
};
use crate::proposals::{self, Amendment, Draft, Found, Place};
use crate::standards;

use super::searches;
use super::stage::{Player, Stage, unknown, word};
use super::story::{self, Act, Event, Link, Posting};

/// Does what an event tells.
pub(super) async fn act(stage: &mut Stage<'_>, event: &Event, at: Timestamp) -> Result<()> {
    match &event.act {
        Act::File { standard } => return adopt(stage, *standard, at).await,
        Act::Alert { problem, note } => return alert(stage, *problem, note, at).await,
        Act::Search { standard, text } => {
            return searches::found(stage, *standard, text, at).await;
        }
        Act::Miss { text, times } => return searches::missed(stage, text, *times, at).await,
        _ => {}
    }
    let player = stage.player(event.by.as_deref(), at)?;
    match &event.act {
        Act::Post(_) | Act::Tray(_) | Act::Comment { .. } | Act::Cause { .. } => {
            talk(stage, &player, &event.act).await
        }
        Act::Countermeasure { .. }
        | Act::Investigate { .. }
        | Act::Done { .. }
        | Act::Finding { .. } => work(stage, &player, &event.act).await,
        Act::Occurrence { .. }
        | Act::Answer { .. }
        | Act::Book { .. }
        | Act::Check { .. }
        | Act::SetAside { .. } => resolve(stage, &player, &event.act).await,
        Act::Propose { .. }
        | Act::Rewrite { .. }
        | Act::Agree { .. }
        | Act::Object { .. }
        | Act::Remark(_) => agree(stage, &player, &event.act).await,
        Act::AgreeToStandard { standard } => agree_to_standard(stage, &player, *standard).await,
        Act::Fix(link) => fix(stage, &player, link).await,
        Act::Read { standards } => read(stage, &player, standards).await,
        Act::File { .. }
        | Act::Alert { .. }
        | Act::Search { .. }
        | Act::Miss { .. }
        | Act::Standup { .. }
        | Act::Decide(_)
        | Act::Round(_)
        | Act::End {} => Err(unknown("an act out of place", "")),
    }
}

async fn talk(stage: &mut Stage<'_>, player: &Player, act: &Act) -> Result<()> {
    let mut tx = stage.write(player).await?;
    match act {
        Act::Post(posting) => {
            let posted = problems::post(&mut tx, &stage.team, draft(posting)?).await?;
            let posted = posted.id();
            expect(posted, posting.problem)?;
            contain(&mut tx, posted, posting).await?;
        }
        Act::Tray(posting) => {
            let taken = problems::take_in(&mut tx, &stage.team, draft(posting)?).await?;
            expect(
                taken.ok_or_else(|| unknown("a problem taken in twice", &posting.title))?,
                posting.problem,
            )?;
        }
        Act::Comment { problem, text } => {
            problems::comment(&mut tx, ProblemId::new(*problem), text).await?;
        }
        Act::Cause {
            problem,
            key,
            under,
            text,
            status,
        } => {
            let parent = under
                .as_ref()
                .and_then(|key| stage.causes.get(key))
                .cloned();
            let id = problems::add_cause(&mut tx, ProblemId::new(*problem), text, parent)
                .await?
                .id;
            let edit = CauseEdit {
                status: Some(word(status)?),
                ..CauseEdit::default()
            };
            problems::change_cause(&mut tx, &id, edit).await?;
            stage.causes.insert(key.clone(), id);
        }
        _ => {}
    }
    tx.commit().await.map(drop)
}

fn draft(posting: &Posting) -> Result<problems::Draft> {
    let mut draft = problems::Draft::titled(Title::parse(&posting.title)?);
    draft.description.clone_from(&posting.description);
    draft.should_be.clone_from(&posting.should_be);
    draft.actual.clone_from(&posting.actual);
    draft.impact = posting.impact;
    draft.tags = Tags::parse(&posting.tags)?;
    Ok(draft)
}

fn expect(posted: ProblemId, told: i64) -> Result<()> {
    match posted.number() == told {
        true => Ok(()),
        false => Err(unknown(
            "another number than the story's",
            &posted.to_string(),
        )),
    }
}

async fn contain(tx: &mut Tx, id: ProblemId, posting: &Posting) -> Result<()> {
    if posting.containment.is_empty() {
        return Ok(());
    }
    let edit = Edit {
        containment: Some(posting.containment.clone()),
        ..Edit::default()
    };
    problems::change(tx, id, edit, None).await
}

async fn work(stage: &mut Stage<'_>, player: &Player, act: &Act) -> Result<()> {
    let mut tx = stage.write(player).await?;
    match act {
        Act::Countermeasure {
            problem,
            key,
            text,
            kind,
            owner,
            due,
        } => {
            let new = NewWork {
                text: text.clone(),
                owner: Some(stage.member(owner)?),
                due: Some(stage.day(*due)),
                purpose: Some(word(kind)?),
                ..NewWork::default()
            };
            let made =
                problems::add_countermeasure(&mut tx, &player.part, ProblemId::new(*problem), new)
                    .await?;
            stage
                .work
                .insert(key.clone(), (WorkKind::Countermeasure, made.id));
        }
        Act::Investigate {
            problem,
            key,
            question,
            owner,
            due,
        } => {
            let new = NewWork {
                text: question.clone(),
                owner: Some(stage.member(owner)?),
                due: Some(stage.day(*due)),
                ..NewWork::default()
            };
            let made =
                problems::add_investigation(&mut tx, &player.part, ProblemId::new(*problem), new)
                    .await?;
            stage
                .work
                .insert(key.clone(), (WorkKind::Investigation, made.id));
        }
        Act::Done {
            countermeasure,
            evidence,
        } => {
            let edit = WorkEdit {
                done: Some(true),
                evidence: Some(evidence.clone()).filter(|evidence| !evidence.is_empty()),
                ..WorkEdit::default()
            };
            change_work(stage, &mut tx, player, countermeasure, edit).await?;
        }
        Act::Finding {
            investigation,
            text,
        } => {
            let edit = WorkEdit {
                finding: Some(text.clone()),
                ..WorkEdit::default()
            };
            change_work(stage, &mut tx, player, investigation, edit).await?;
        }
        _ => {}
    }
    tx.commit().await.map(drop)
}

async fn change_work(
    stage: &Stage<'_>,
    tx: &mut Tx,
    player: &Player,
    key: &str,
    edit: WorkEdit,
) -> Result<()> {
    let (kind, id) = stage.work.get(key).ok_or_else(|| unknown("no work", key))?;
    problems::change_work(tx, &player.part, *kind, id, edit)
        .await
        .map(drop)
}

async fn resolve(stage: &mut Stage<'_>, player: &Player, act: &Act) -> Result<()> {
    let mut tx = stage.write(player).await?;
    let part = &player.part;
    match act {
        Act::Occurrence { problem, key, note } => {
            let again = Again::now(note.clone());
            let entered =
                problems::happened_again(&mut tx, ProblemId::new(*problem), again).await?;
            stage.occurrences.insert(key.clone(), entered.id);
        }
        Act::Answer { occurrence, answer } => {
            let id = stage
                .occurrences
                .get(occurrence)
                .ok_or_else(|| unknown("no occurrence", occurrence))?;
            problems::answer(&mut tx, part, id, word(answer)?, None).await?;
        }
        Act::Book { problem, proposal } => {
            let answer = ForTheBook::Proposal(stage.proposal(proposal)?);
            problems::answer_book(&mut tx, part, ProblemId::new(*problem), answer).await?;
        }
        Act::Check {
            problem,
            due,
            answer,
            evidence,
        } => {
            let id = ProblemId::new(*problem);
            if let Some(due) = due {
                problems::set_check(&mut tx, part, id, stage.day(*due)).await?;
            }
            if let Some(answer) = answer {
                problems::answer_check(&mut tx, part, id, word(answer)?, evidence, None).await?;
            }
        }
        Act::SetAside {
            problem,
            reason,
            of,
            why,
            until,
        } => {
            let how = SetAside {
                reason: word(reason)?,
                of: of.map(ProblemId::new),
                why: why.clone(),
                until: until.map(|until| stage.day(until)),
            };
            problems::set_aside(&mut tx, part, ProblemId::new(*problem), how).await?;
        }
        _ => {}
    }
    tx.commit().await.map(drop)
}

async fn agree(stage: &mut Stage<'_>, player: &Player, act: &Act) -> Result<()> {
    let mut tx = stage.write(player).await?;
    match act {
        Act::Propose {
            key,
            standard,
            text,
            earlier,
            solves,
        } => {
            let markdown = match (standard, text) {
                (Some(number), _) => stage.standard_text(*number, *earlier)?.1,
                (None, Some(name)) => story::proposal(stage.language, name, *earlier)?,
                (None, None) => return Err(unknown("a proposal without a text", key)),
            };
            let standard = standard.map(StandardId::new);
            let known = match standard {
                Some(id) => standards::find(&mut tx, id)
                    .await?
                    .map(|standard| standard.id),
                None => None,
            };
            let draft = Draft {
                markdown,
                standard: known,
                base: None,
                solves: solves.iter().copied().map(ProblemId::new).collect(),
            };
            let proposal = proposals::open(&mut tx, draft).await?;
            stage.proposals.insert(key.clone(), proposal.id);
        }
        Act::Rewrite { proposal, text } => {
            let markdown = story::proposal(stage.language, text, false)?;
            let amendment = Amendment {
                markdown,
                ..Amendment::default()
            };
            proposals::amend(&mut tx, &stage.proposal(proposal)?, amendment).await?;
        }
        Act::Agree { proposal } => {
            let (id, hash) = text_of(stage, &mut tx, proposal).await?;
            proposals::agree(&mut tx, &player.part, &id, &hash).await?;
        }
        Act::Object { proposal, reason } => {
            let (id, hash) = text_of(stage, &mut tx, proposal).await?;
            proposals::object(&mut tx, &player.part, &id, &hash, reason).await?;
        }
        Act::Remark(remark) => {
            let id = stage.proposal(&remark.proposal)?;
            let place = remark.line.map(|line| Place { line, hash: None });
            proposals::comment(&mut tx, &player.member, &id, &remark.text, place).await?;
        }
        _ => {}
    }
    tx.commit().await.map(drop)
}

async fn text_of(stage: &Stage<'_>, tx: &mut Tx, key: &str) -> Result<(ProposalId, String)> {
    let id = stage.proposal(key)?;
    let hash = proposals::get(tx, &id).await?.hash;
    Ok((id, hash))
}

async fn adopt(stage: &Stage<'_>, number: i64, at: Timestamp) -> Result<()> {
    let (path, text) = stage.standard_text(number, false)?;
    let mut tx = stage
        .db
        .write_at(Actor::nobody(Channel::Folder), at)
        .await?;
    let found = Found {
        path: &path,
        bytes: text.as_bytes(),
        base: None,
    };
    proposals::adopt(&mut tx, found).await?;
    tx.commit().await.map(drop)
}

async fn agree_to_standard(stage: &Stage<'_>, player: &Player, number: i64) -> Result<()> {
    let mut tx = stage.write(player).await?;
    let id = StandardId::new(number);
    let hash = standards::get(&mut tx, id).await?.hash;
    standards::agree(&mut tx, &player.part, id, &hash).await?;
    tx.commit().await.map(drop)
}

async fn alert(stage: &Stage<'_>, problem: i64, note: &str, at: Timestamp) -> Result<()> {
    let mut tx = stage.db.write_at(Actor::nobody(Channel::Api), at).await?;
    let again = Again {
        source: OccurrenceSource::Alert,
        ..Again::now(note.to_owned())
    };
    problems::happened_again(&mut tx, ProblemId::new(problem), again).await?;
    tx.commit().await.map(drop)
}

async fn fix(stage: &Stage<'_>, player: &Player, link: &Link) -> Result<()> {
    let mut tx = stage.write(player).await?;
    let draft = fixes::Draft {
        kind: Some(word(&link.kind)?),
        url: Some(link.url.clone()),
        sha: link.sha.clone(),
        repository: link.repository.clone(),
        title: link.title.clone(),
        problem: link.problem.map(ProblemId::new),
        solves: true,
        standard: link.standard.map(StandardId::new),
        source: fixes::Source::Hand,
    };
    fixes::link(&mut tx, draft).await?;
    tx.commit().await.map(drop)
}

async fn read(stage: &Stage<'_>, player: &Player, numbers: &[i64]) -> Result<()> {
    let mut tx = stage.write(player).await?;
    for number in numbers {
        standards::mark_read(&mut tx, &player.member, StandardId::new(*number)).await?;
    }
    tx.commit().await.map(drop)
}
