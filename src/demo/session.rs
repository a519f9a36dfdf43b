//! The story's stand-ups: begun, led through their news and full rounds, ended.

use crate::clock::Timestamp;
use crate::error::{Result, say};
use crate::i18n;
use crate::id::{IdeaId, ProblemId, StandardId, StandupId};
use crate::problems::WorkKind;
use crate::standups::{
    self, Aside, Checking, Decision, ForTheBook, LineKind, Looking, Mode, NewIdea, Presence, Start,
    Step, To, TurnAct,
};

use super::stage::{Player, Stage, unknown, word};
use super::story::{Act, Doing, Event, Fate, FullRound, Verdict};

/// Seconds between the acts of a full round.
const PACE: i64 = 20;
/// More steps than any stand-up of the story has between two acts.
const MANY: usize = 40;

/// Does what an event tells of a stand-up; false when it tells of something else.
pub(super) async fn act(stage: &mut Stage<'_>, event: &Event, at: Timestamp) -> Result<bool> {
    match &event.act {
        Act::Standup {
            standup,
            present,
            problems,
        } => {
            let player = stage.player(event.by.as_deref(), at)?;
            begin(stage, &player, *standup, present, problems).await?;
        }
        Act::Decide(verdict) => {
            let player = stage.player(event.by.as_deref(), at)?;
            let decision = decision(stage, verdict)?;
            decide(stage, &player, decision, &verdict.countermeasures).await?;
        }
        Act::Round(round) => {
            full_round(stage, stage.player(event.by.as_deref(), at)?, round).await?
        }
        Act::End {} => {
            let player = stage.player(event.by.as_deref(), at)?;
            let mut tx = stage.write(&player).await?;
            standups::end(&mut tx, &player.part, stage.running()?).await?;
            tx.commit().await?;
            stage.standup = None;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

async fn begin(
    stage: &mut Stage<'_>,
    player: &Player,
    number: i64,
    present: &[String],
    problems: &[i64],
) -> Result<()> {
    let mut tx = stage.write(player).await?;
    let agenda = problems.iter().copied().map(ProblemId::new).collect();
    let start = Start {
        hours: None,
        team: stage.team.clone(),
        mode: Mode::Spoken,
        problems: Some(agenda),
    };
    let id = standups::start(&mut tx, &player.part, start).await?;
    if id != StandupId::new(number) {
        return Err(unknown("another number than the story's", &id.to_string()));
    }
    for key in present {
        let whom = stage.member(key)?;
        standups::attend(&mut tx, &player.part, id, &whom, Presence::Here).await?;
    }
    standups::step(&mut tx, &player.part, id, To::Next, None).await?;
    tx.commit().await?;
    stage.standup = Some(id);
    Ok(())
}

fn decision(stage: &Stage<'_>, told: &Verdict) -> Result<Decision> {
    let mut decision = Decision::about(ProblemId::new(told.problem));
    decision.verdict = told.verdict.as_deref().map(word).transpose()?;
    if let Some(looking) = &told.investigation {
        decision.investigation = Some(Looking {
            question: looking.text.clone(),
            owner: stage.member(&looking.owner)?,
            due: Some(stage.day(looking.due)),
        });
    }
    if let Some(reason) = &told.reason {
        decision.aside = Some(Aside {
            reason: word(reason)?,
            of: None,
            why: told.why.clone(),
            until: told.until.map(|until| stage.day(until)),
        });
    }
    if let Some(held) = &told.check {
        decision.check = Some(Checking::Answer(word(held)?, told.evidence.clone()));
    }
    decision.book = match (&told.book_no, told.book_standard) {
        (Some(why), _) => Some(ForTheBook::No(why.clone())),
        (None, Some(standard)) => Some(ForTheBook::Standard(StandardId::new(standard))),
        (None, None) => None,
    };
    Ok(decision)
}

/// Decides, and remembers what was made under the story's keys.
async fn decide(
    stage: &mut Stage<'_>,
    player: &Player,
    mut decision: Decision,
    doings: &[Doing],
) -> Result<()> {
    for doing in doings {
        decision.countermeasures.push(standups::Doing {
            text: doing.text.clone(),
            purpose: Some(word(&doing.kind)?),
            owner: stage.member(&doing.owner)?,
            due: Some(stage.day(doing.due)),
        });
    }
    let mut tx = stage.write(player).await?;
    let (_, lines) = standups::decide(&mut tx, &player.part, stage.running()?, decision).await?;
    tx.commit().await?;
    let made = lines
        .into_iter()
        .filter(|line| line.kind == LineKind::Countermeasure);
    for (doing, line) in doings.iter().zip(made) {
        let id = line
            .reference
            .ok_or_else(|| unknown("a countermeasure without an id", &doing.key))?;
        stage
            .work
            .insert(doing.key.clone(), (WorkKind::Countermeasure, id));
    }
    Ok(())
}

async fn full_round(stage: &mut Stage<'_>, mut player: Player, round: &FullRound) -> Result<()> {
    let problem = ProblemId::new(round.problem);
    go_to(stage, &mut player, problem, Step::Covered).await?;
    cover(stage, &player, round).await?;
    go_to(stage, &mut player, problem, Step::Round).await?;
    let ideas = hear(stage, &mut player, round).await?;
    go_to(stage, &mut player, problem, Step::Decision).await?;
    let mut verdict = Decision::about(problem);
    verdict.verdict = Some(word(&round.verdict)?);
    decide(stage, &player, verdict, &round.countermeasures).await?;
    go_to(stage, &mut player, problem, Step::Writeup).await?;
    let mut written = Decision::about(problem);
    written.fates = ideas;
    if let Some(number) = round.write {
        let (_, markdown) = stage.standard_text(number, false)?;
        written.book = Some(ForTheBook::Agreed {
            markdown,
            standard: None,
        });
    }
    decide(stage, &player, written, &[]).await
}

/// Goes on until a step of a problem's full round is reached; a moment passes at each.
async fn go_to(
    stage: &Stage<'_>,
    player: &mut Player,
    problem: ProblemId,
    step: Step,
) -> Result<()> {
    let id = stage.running()?;
    for _ in 0..MANY {
        let mut tx = stage.write(player).await?;
        let place = standups::session(&mut tx, id).await?.standup.place();
        if (place.step, place.problem) == (step, Some(problem)) {
            return Ok(());
        }
        standups::step(&mut tx, &player.part, id, To::Next, None).await?;
        tx.commit().await?;
        player.at = player.at.plus_seconds(PACE);
    }
    Err(unknown("a step that is never reached", step.as_str()))
}

async fn cover(stage: &Stage<'_>, player: &Player, round: &FullRound) -> Result<()> {
    let mut tx = stage.write(player).await?;
    let (id, problem) = (stage.running()?, ProblemId::new(round.problem));
    let by = round.covered_by.map(StandardId::new);
    standups::cover(
        &mut tx,
        &player.part,
        id,
        problem,
        word(&round.covered)?,
        by,
    )
    .await?;
    tx.commit().await.map(drop)
}

/// Passes the floor round; the ideas are said by those who have it, in order, and noted by whoever leads.
async fn hear(
    stage: &Stage<'_>,
    player: &mut Player,
    round: &FullRound,
) -> Result<Vec<(IdeaId, String)>> {
    let id = stage.running()?;
    let mut fates = Vec::new();
    let mut ideas = round.ideas.iter();
    for _ in 0..MANY {
        let mut tx = stage.write(player).await?;
        let session = standups::session(&mut tx, id).await?;
        let speaks = session
            .standup
            .floor()
            .is_some_and(|floor| floor.speaker().is_some());
        let idea = ideas.next();
        if let Some(idea) = idea {
            let new = NewIdea {
                problem: None,
                key: None,
                kind: word(&idea.kind)?,
                text: idea.text.clone(),
            };
            let noted = standups::note_idea(&mut tx, &player.part, id, new).await?;
            fates.push((noted.id, fate(stage, idea.fate)));
        }
        if speaks {
            let turn = if idea.is_some() {
                TurnAct::Done
            } else {
                TurnAct::Pass
            };
            standups::turn(&mut tx, &player.part, id, turn, None).await?;
        }
        tx.commit().await?;
        player.at = player.at.plus_seconds(PACE);
        if !speaks && idea.is_none() {
            break;
        }
    }
    Ok(fates)
}

fn fate(stage: &Stage<'_>, fate: Fate) -> String {
    let message = match fate {
        Fate::Kept => say!("standup-fate-done"),
        Fate::Later => say!("standup-fate-later"),
        Fate::Dropped => say!("standup-fate-no"),
    };
    i18n::tell(stage.language, &message)
}
