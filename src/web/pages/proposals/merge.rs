//! `/proposals/ID/merge`: what changed in the standard meanwhile, joined with what the proposal changes. Where both changed the same lines
//! they stand side by side, and are mended here.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::proposal::proposal_id;
use crate::error::{Error, Result};
use crate::id::{ProposalId, StandardId};
use crate::markdown::Clash;
use crate::proposals::{self, BroughtUp, Joined, Mending, Proposal, State};
use crate::web::failure::Answer;
use crate::web::form::{Fields, Path};
use crate::web::page::{Page, Shell};
use crate::web::pages::diff::{DiffLine, difference};
use crate::web::visit::Visit;

/// `GET /proposals/ID/merge`
pub(super) async fn look(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    let id = proposal_id(&name)?;
    match MergePage::read(&visit, &id, &Fields::default()).await? {
        Some(page) => Ok(Page(page).into_response()),
        None => Ok(Redirect::to(&format!("/proposals/{id}")).into_response()),
    }
}

/// `POST /proposals/ID/merge`
pub(super) async fn bring_up(
    visit: Visit,
    Path(name): Path<String>,
    fields: Fields,
) -> Answer<Response> {
    let id = proposal_id(&name)?;
    let page = MergePage::read(&visit, &id, &fields).await?;
    let Some(page) = page else {
        return Ok(Redirect::to(&format!("/proposals/{id}")).into_response());
    };
    if fields.get("act") == "look" {
        return Ok(Page(page).into_response());
    }
    let is_decided = page.places.iter().all(|place| place.pick.is_some());
    if page.is_of(&fields) && !is_decided {
        let page = page.with_faults();
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    }
    let mending = Mending {
        hash: Some(fields.get("hash")),
        revision: Some(fields.get("revision").parse().unwrap_or_default()),
        texts: page.texts(),
    };
    let mut tx = visit.write().await?;
    match proposals::bring_up(&mut tx, &id, mending).await {
        Ok(BroughtUp::Done(proposal)) => {
            tx.commit().await?;
            Ok(Redirect::to(&after(&proposal)).into_response())
        }
        Ok(BroughtUp::ToDecide(_)) => {
            let page = page.with_faults();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(Error::Conflict(conflict)) => {
            let met = page.shell.tell(&conflict.message);
            let page = MergePage { met, ..page }.keeping(&fields);
            Ok((StatusCode::CONFLICT, Page(page)).into_response())
        }
        Err(Error::Invalid(faults)) => {
            let told = faults.iter().map(|fault| page.shell.tell(&fault.message));
            let met = told.collect::<Vec<_>>().join(" ");
            let page = MergePage { met, ..page }.keeping(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What stands where both changed the same lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pick {
    Mine,
    Theirs,
    Both,
    Written,
}

impl Pick {
    fn read(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "theirs" => Some(Self::Theirs),
            "both" => Some(Self::Both),
            "written" => Some(Self::Written),
            _ => None,
        }
    }
}

/// A place that both changed.
struct Place {
    number: usize,
    legend: String,
    mine: Vec<DiffLine>,
    theirs: Vec<DiffLine>,
    mine_text: String,
    theirs_text: String,
    both_text: String,
    pick: Option<Pick>,
    written: String,
    error: &'static str,
}

struct Fault {
    field: String,
    text: String,
}

/// A proposal and its standard, joined.
#[derive(Template)]
#[template(path = "proposals/merge.html")]
pub(super) struct MergePage {
    shell: Shell,
    url: String,
    standard: StandardId,
    title: String,
    hash: String,
    base: i64,
    revision: i64,
    places: Vec<Place>,
    faults: Vec<Fault>,
    met: String,
    kept: Vec<String>,
    is_joined: bool,
    lines: Vec<DiffLine>,
    came: Vec<DiffLine>,
}

impl MergePage {
    /// The page with what was decided so far; none when there is nothing to bring up.
    async fn read(visit: &Visit, id: &ProposalId, fields: &Fields) -> Result<Option<Self>> {
        let mut tx = visit.read().await?;
        let proposal = proposals::get(&mut tx, id).await?;
        if !proposal.open() {
            return Ok(None);
        }
        let joined = proposals::joined(&mut tx, &proposal).await?;
        Ok(joined.map(|joined| Self::of(visit, proposal, &joined, fields)))
    }

    fn of(visit: &Visit, proposal: Proposal, joined: &Joined, fields: &Fields) -> Self {
        let shell = visit.shell("book");
        let count = joined.merge.clashes().count();
        let is_of = fields.get("hash").is_empty()
            || (fields.get("hash") == proposal.hash
                && fields.get("revision") == joined.revision.to_string());
        let nothing = Fields::default();
        let typed = if is_of { fields } else { &nothing };
        let places: Vec<Place> = joined
            .merge
            .clashes()
            .enumerate()
            .map(|(place, clash)| Place::of(&shell, clash, (place + 1, count), typed))
            .collect();
        let texts: Option<Vec<&str>> = places.iter().map(Place::text).collect();
        let text = texts.and_then(|texts| joined.merge.mended(&texts));
        let against = |other: &str| match &text {
            Some(text) => difference(&shell, other, text).0,
            None => Vec::new(),
        };
        Self {
            lines: against(&joined.present),
            came: against(&proposal.text),
            is_joined: text.is_some(),
            url: format!("/proposals/{}", proposal.id),
            standard: joined.standard,
            title: proposal.title,
            hash: proposal.hash,
            base: joined.base,
            revision: joined.revision,
            places,
            faults: Vec::new(),
            met: String::new(),
            kept: Vec::new(),
            shell,
        }
    }

    /// Whether what was sent was decided on these very texts.
    fn is_of(&self, fields: &Fields) -> bool {
        fields.get("hash") == self.hash && fields.get("revision") == self.revision.to_string()
    }

    /// What stands in each place, as far as it is decided.
    fn texts(&self) -> Vec<&str> {
        self.places.iter().filter_map(Place::text).collect()
    }

    /// The same, saying where something is to be decided.
    fn with_faults(mut self) -> Self {
        let missing = self.shell.say("merge-pick-missing");
        for place in self.places.iter_mut().filter(|place| place.pick.is_none()) {
            place.error = missing;
            self.faults.push(Fault {
                field: format!("pick-{}", place.number),
                text: format!("{} · {missing}", place.legend),
            });
        }
        self
    }

    /// The same with what was written by hand, when it was about texts that are others by now.
    fn keeping(mut self, fields: &Fields) -> Self {
        if !self.is_of(fields) {
            let written = fields
                .pairs()
                .filter(|(name, text)| name.starts_with("text-") && !text.trim().is_empty());
            self.kept = written.map(|(_, text)| text.to_owned()).collect();
        }
        self
    }

    fn heading(&self) -> String {
        self.shell
            .with("merge-title", &[("id", self.standard.into())])
    }

    fn lede(&self) -> String {
        self.shell.with(
            "merge-lede",
            &[
                ("id", self.standard.into()),
                ("base", self.base.into()),
                ("revision", self.revision.into()),
            ],
        )
    }

    fn in_force(&self) -> String {
        self.shell
            .with("merge-theirs", &[("revision", self.revision.into())])
    }

    fn to_decide(&self) -> String {
        self.shell.count("merge-to-decide", self.places.len())
    }
}

impl Place {
    fn of(shell: &Shell, clash: &Clash, (number, count): (usize, usize), typed: &Fields) -> Self {
        let pick = Pick::read(typed.get(&format!("pick-{number}")));
        let written = typed.get(&format!("text-{number}")).replace("\r\n", "\n");
        let both_text = format!("{}{}", clash.mine, clash.theirs);
        let is_new = pick.is_none() && written.is_empty();
        Self {
            number,
            legend: shell.with(
                "merge-place",
                &[
                    ("number", number.into()),
                    ("count", count.into()),
                    ("line", clash.line.into()),
                ],
            ),
            mine: difference(shell, &clash.base, &clash.mine).0,
            theirs: difference(shell, &clash.base, &clash.theirs).0,
            mine_text: clash.mine.clone(),
            theirs_text: clash.theirs.clone(),
            written: if is_new { both_text.clone() } else { written },
            both_text,
            pick,
            error: "",
        }
    }

    /// What stands here, once it is decided.
    fn text(&self) -> Option<&str> {
        match self.pick? {
            Pick::Mine => Some(&self.mine_text),
            Pick::Theirs => Some(&self.theirs_text),
            Pick::Both => Some(&self.both_text),
            Pick::Written => Some(&self.written),
        }
    }

    fn name(&self, what: &str) -> String {
        format!("{what}-{}", self.number)
    }

    fn is_mine(&self) -> bool {
        self.pick == Some(Pick::Mine)
    }

    fn is_theirs(&self) -> bool {
        self.pick == Some(Pick::Theirs)
    }

    fn is_both(&self) -> bool {
        self.pick == Some(Pick::Both)
    }

    fn is_written(&self) -> bool {
        self.pick == Some(Pick::Written)
    }
}

fn after(proposal: &Proposal) -> String {
    match (proposal.state, proposal.standard) {
        (State::Published, Some(standard)) => format!("/standards/{standard}?said=published"),
        _ => format!("/proposals/{}?said=brought-up", proposal.id),
    }
}
