//! The minutes: as a page that prints, and as the markdown one pastes into a mail.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::db::Tx;
use crate::error::Result;
use crate::id::StandupId;
use crate::markdown;
use crate::standups;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::page::Shell;
use crate::web::visit::Visit;
use crate::web::words::When;

/// The minutes of a stand-up that has ended.
#[derive(Debug, Template)]
#[template(path = "standups/minutes.html")]
pub(super) struct MinutesPage {
    shell: Shell,
    title: String,
    id: String,
    team: String,
    team_key: String,
    leader: String,
    when: When,
    lang: String,
    problems: Vec<String>,
    standards: Vec<String>,
    html: String,
    markdown: String,
}

impl MinutesPage {
    pub(super) async fn read(tx: &mut Tx, shell: Shell, id: StandupId) -> Result<Self> {
        let minutes = standups::minutes(tx, id, None).await?;
        let text = standups::markdown(&minutes);
        let lines = minutes.cards.iter().flat_map(|card| &card.lines);
        let mut standards: Vec<String> = lines
            .filter(|line| line.kind.names_a_standard())
            .filter_map(|line| line.reference.clone())
            .collect();
        standards.dedup();
        // The minutes are the page: their first heading is its own.
        let view = markdown::View {
            headings: markdown::Headings::AsWritten,
            language: shell.language(),
            ..markdown::View::default()
        };
        Ok(Self {
            title: shell.with("standup-minutes-title", &[("id", id.into())]),
            id: id.to_string(),
            team: minutes.team.name.clone(),
            team_key: minutes.team.key.clone(),
            leader: minutes.name(&minutes.head.leader).to_owned(),
            when: shell.words().moment(minutes.head.started_at),
            lang: minutes.head.lang.clone(),
            problems: minutes
                .cards
                .iter()
                .map(|card| card.card.problem.to_string())
                .collect(),
            standards,
            html: markdown::render(&text, view).html,
            markdown: text,
            shell,
        })
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
