//! The words of a stand-up's pages: which key of the locales stands for which step, reason or verdict.

use crate::problems::{AsideReason, Purpose};
use crate::standups::{IdeaKind, Step, TurnState, Verdict};

pub(super) fn step(step: Step) -> &'static str {
    match step {
        Step::Gathering => "standup-step-gathering",
        Step::News => "standup-step-news",
        Step::Facts => "standup-step-facts",
        Step::Covered => "standup-step-covered",
        Step::Silence => "standup-step-silence",
        Step::Round => "standup-step-round",
        Step::Dots => "standup-step-dots",
        Step::Decision => "standup-step-decision",
        Step::Writeup => "standup-step-writeup",
        Step::Ended => "standup-step-ended",
    }
}

/// What the room is asked at a step.
pub(super) fn ask(step: Step) -> &'static str {
    match step {
        Step::Gathering | Step::Ended => "standup-ask-gathering",
        Step::News => "standup-ask-news",
        Step::Facts => "standup-ask-facts",
        Step::Covered => "standup-ask-covered",
        Step::Silence => "standup-ask-silence",
        Step::Round => "standup-ask-round",
        Step::Dots => "standup-ask-dots",
        Step::Decision => "standup-ask-decision",
        Step::Writeup => "standup-ask-writeup",
    }
}

/// Why a card is on the agenda.
pub(super) fn reason(reason: &str) -> &'static str {
    match reason {
        "questioned" => "standup-reason-questioned",
        "pinned" => "standup-reason-pinned",
        "came_back" => "standup-reason-came-back",
        "held_partly" => "standup-reason-held-partly",
        "dropped" => "standup-reason-dropped",
        "done_waiting" => "standup-reason-done-waiting",
        "check_due" => "standup-reason-check-due",
        "late" => "standup-reason-late",
        "finding" => "standup-reason-finding",
        "undecided" => "standup-reason-undecided",
        "reported" => "standup-reason-reported",
        "started" => "standup-reason-started",
        "impact" => "standup-reason-impact",
        "new" => "standup-reason-new",
        _ => "standup-reason-asked",
    }
}

/// What became of a card that had the floor.
pub(super) fn became(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Now => "standup-became-now",
        Verdict::Investigate => "standup-became-investigate",
        Verdict::Round => "standup-round-today",
        Verdict::SetAside => "standup-became-set-aside",
        Verdict::Later => "standup-became-later",
        Verdict::Answered => "standup-became-answered",
    }
}

pub(super) fn turn(state: TurnState) -> &'static str {
    match state {
        TurnState::Waiting => "standup-turn-waiting",
        TurnState::Done => "standup-turn-state-done",
        TurnState::Passed => "standup-turn-state-passed",
    }
}

pub(super) fn idea(kind: IdeaKind) -> &'static str {
    match kind {
        IdeaKind::Cause => "standup-idea-cause",
        IdeaKind::Countermeasure => "standup-idea-countermeasure",
    }
}

pub(super) fn aside(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Duplicate => "standup-pick-duplicate",
        AsideReason::NotOurs => "standup-pick-not-ours",
        AsideReason::NoLonger => "standup-pick-no-longer",
        AsideReason::AcceptedRisk => "standup-pick-accepted-risk",
    }
}

pub(super) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Containment => "standup-pick-containment",
        Purpose::Temporary => "standup-pick-temporary",
        Purpose::Permanent => "standup-pick-permanent",
        Purpose::Detection => "standup-pick-detection",
        Purpose::Experiment => "standup-pick-experiment",
    }
}
