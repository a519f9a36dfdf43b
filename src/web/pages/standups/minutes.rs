//! The minutes: as a page that prints, and as the markdown one pastes into a mail.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::id::{MemberId, StandupId};
use crate::markdown;
use crate::standups::{self, Minutes};
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::page::Shell;
use crate::web::visit::Visit;
use crate::web::words::When;

/// The minutes of a stand-up that has ended.
#[derive(Debug, Template)]
#[template(path = "standups/minutes.html", blocks = ["main"])]
pub(super) struct MinutesPage {
    shell: Shell,
    title: String,
    id: String,
    team: String,
    team_key: String,
    leaders: Vec<String>,
    when: When,
    lang: String,
    problems: Vec<String>,
    standards: Vec<String>,
    html: String,
    markdown: String,
    /// What whoever was away may still question, with its title.
    questions: Vec<Question>,
    refused: String,
    typed: String,
    /// On a screen that is read from afar: only what everybody looks at.
    big: bool,
}

/// A problem that was decided about while somebody was away.
#[derive(Debug)]
struct Question {
    id: String,
    title: String,
    /// What was typed about this one was refused.
    open: bool,
}

/// What was refused about a question, so that it stands there again.
#[derive(Debug, Default)]
pub(super) struct Refused {
    pub(super) why: String,
    pub(super) problem: String,
    pub(super) what: String,
}

impl MinutesPage {
    /// The page for whoever comes.
    pub(super) fn of(shell: Shell, minutes: &Minutes, refused: Refused, big: bool) -> Self {
        let id = minutes.head.id;
        let text = standups::markdown(minutes);
        let lines = minutes.cards.iter().flat_map(|card| &card.lines);
        let mut standards: Vec<String> = lines
            .filter(|line| line.kind.names_a_standard())
            .filter_map(|line| line.reference.clone())
            .collect();
        standards.dedup();
        let me: Option<MemberId> = shell.member().parse().ok();
        let may = me
            .filter(|_| shell.takes_part())
            .map(|me| standups::may_object(minutes, &me, shell.now()))
            .unwrap_or_default();
        let question = |card: &standups::CardMinutes| Question {
            id: card.card.problem.to_string(),
            title: card.title.clone(),
            open: card.card.problem.to_string() == refused.problem,
        };
        // The minutes are the page: their first heading is its own.
        let view = markdown::View {
            headings: markdown::Headings::AsWritten,
            language: shell.language(),
            ..markdown::View::default()
        };
        Self {
            big,
            title: shell.with("standup-minutes-title", &[("id", id.into())]),
            id: id.to_string(),
            team: minutes.team.name.clone(),
            team_key: minutes.team.key.clone(),
            leaders: match minutes.leaders.as_slice() {
                [] => vec![minutes.name(&minutes.head.leader).to_owned()],
                all => all.iter().map(|one| minutes.name(one).to_owned()).collect(),
            },
            when: shell.words().moment(minutes.head.started_at),
            lang: minutes.head.lang.clone(),
            problems: minutes
                .cards
                .iter()
                .map(|card| card.card.problem.to_string())
                .collect(),
            standards,
            questions: minutes
                .cards
                .iter()
                .filter(|card| may.contains(&card.card.problem))
                .map(question)
                .collect(),
            refused: refused.why,
            typed: refused.what,
            html: markdown::render(&text, view).html,
            markdown: text,
            shell,
        }
    }
}

/// `/standups/U-7/minutes.md`
pub(super) async fn markdown(visit: Visit, Path(id): Path<StandupId>) -> Answer<Response> {
    let mut tx = visit.read().await?;
    let minutes = standups::minutes(&mut tx, id, None).await?;
    let text = standups::markdown(&minutes);
    Ok((
        [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")],
        text,
    )
        .into_response())
}
