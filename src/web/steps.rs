//! The words for what it takes a problem to move on, the same on its page and in the API.

use crate::error::{Message, say};
use crate::problems::{Case, State, Step};

/// What is missing, as a sentence.
pub(super) fn missing(case: &Case, step: Step) -> Message {
    let text = |at: usize| {
        case.work
            .get(at)
            .map(|row| row.text.clone())
            .unwrap_or_default()
    };
    match step {
        Step::Post => say!("problem-missing-post"),
        Step::Start => say!("problem-missing-start"),
        Step::Owner(at) => say!("problem-missing-owner", text = text(at)),
        Step::Finding(at) => say!("problem-missing-finding", text = text(at)),
        Step::Look => say!("problem-missing-look"),
        Step::Done => say!("problem-missing-done"),
        Step::Finish(at) => say!("problem-missing-finish", text = text(at)),
        Step::Book => say!("problem-missing-book"),
        Step::Text => say!("problem-missing-text"),
        Step::Held(day) => say!("problem-missing-held", day = day),
        Step::BringBack => say!("problem-missing-bring-back"),
    }
}

/// What stands there instead once it is met.
pub(super) fn met(step: Step) -> Message {
    match step {
        Step::Look => say!("problem-met-look"),
        Step::Book | Step::Text => say!("problem-met-book"),
        _ => say!("problem-met-done"),
    }
}

/// The word for a state.
pub(super) fn state(state: State) -> Message {
    match state {
        State::Tray => say!("problem-state-tray"),
        State::Posted => say!("problem-state-posted"),
        State::Analysing => say!("problem-state-analysing"),
        State::Acting => say!("problem-state-acting"),
        State::Checking => say!("problem-state-checking"),
        State::Closed => say!("problem-state-closed"),
        State::SetAside => say!("problem-state-set-aside"),
    }
}

/// Where the checklist leads.
pub(super) fn towards(state: State) -> Message {
    match state {
        State::Posted => say!("problem-towards-posted"),
        State::Acting => say!("problem-towards-acting"),
        State::Checking => say!("problem-towards-checking"),
        _ => say!("problem-towards-closed"),
    }
}

/// The word for an impact.
pub(super) fn impact(level: i64) -> Message {
    match level {
        1 => say!("problem-impact-1"),
        2 => say!("problem-impact-2"),
        _ => say!("problem-impact-3"),
    }
}

/// The heading of a column.
pub(super) fn column(state: State) -> Message {
    match state {
        State::Tray => say!("wall-column-tray"),
        State::Posted => say!("wall-column-posted"),
        State::Analysing => say!("wall-column-analysing"),
        State::Acting => say!("wall-column-acting"),
        State::Checking => say!("wall-column-checking"),
        State::Closed => say!("wall-column-closed"),
        State::SetAside => say!("wall-column-set-aside"),
    }
}
