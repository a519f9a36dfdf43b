//! `/proposals/ID`: a change as one reads it and as text, and who agreed to exactly this.

use askama::Template;

use super::author::{Changed, author, changed};
use super::effect::Effect;
use super::lines::{Looking, TextLine, lines};
use super::remarks::{Objected, Said, Withdrawn, objections, remarks, withdrawn};
use super::since::{Earlier, FellAway, earlier, fell_away, since_before, who_had_agreed};
use super::words::{Way, said, state_key, ways};
use crate::db::Tx;
use crate::error::{Conflict, Error, Result, say};
use crate::id::{ProposalId, StandardId};
use crate::markdown::{Headings, Links, View};
use crate::members::{self, Deed};
use crate::problems;
use crate::proposals::{self, Proposal, State};
use crate::standards;
use crate::web::apart::apart;
use crate::web::failure::Answer;
use crate::web::form::{Path, Query};
use crate::web::page::{Page, Shell};
use crate::web::pages::diff::{DiffLine, difference, marked};
use crate::web::pages::standards::standard::Linked;
use crate::web::visit::Visit;
use crate::web::words::When;

/// What the address asks beside the proposal.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    view: Option<String>,
    said: Option<String>,
    /// The hash of an earlier text: what has changed since.
    since: Option<String>,
    /// With every line.
    whole: Option<String>,
    /// The line of the text that something is to be said about.
    line: Option<usize>,
    /// Sections with nothing but their hint were taken out.
    shorter: Option<String>,
}

impl Asked {
    /// How the text is looked at, line by line.
    fn looking(&self, url: &str, may_log: bool) -> Looking {
        let since = self
            .since
            .as_deref()
            .filter(|hash| hash.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let since = since.map_or_else(String::new, |hash| format!("&since={hash}"));
        Looking {
            url: format!("{url}?view=text{since}"),
            whole: self.whole.is_some(),
            line: self.line,
            may_log,
        }
    }
}

/// `GET /proposals/ID`
pub(super) async fn show(
    visit: Visit,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer<Page<ProposalPage>> {
    let mut tx = visit.read().await?;
    let proposal = proposals::get(&mut tx, &proposal_id(&name)?).await?;
    Ok(Page(
        ProposalPage::read(&mut tx, &visit, proposal, &asked).await?,
    ))
}

/// The id in an address; what is none leads nowhere.
pub(super) fn proposal_id(name: &str) -> Result<ProposalId> {
    name.parse()
        .map_err(|_| Error::NotFound(say!("proposal-unknown")))
}

struct About {
    label: &'static str,
    url: String,
    id: StandardId,
    title: String,
}

struct Met {
    message: String,
    lines: Vec<DiffLine>,
}

/// A proposal.
#[derive(Template)]
#[template(path = "proposals/proposal.html")]
pub(super) struct ProposalPage {
    shell: Shell,
    key: ProposalId,
    url: String,
    title: String,
    state: &'static str,
    open: bool,
    withdrawn: Option<Withdrawn>,
    hash: String,
    standard: Option<About>,
    author: String,
    opened: When,
    changed: Option<Changed>,
    count: String,
    agreed_by: Vec<String>,
    solves: Vec<Linked>,
    team: String,
    said: Option<String>,
    shorter: bool,
    conflict: Option<Met>,
    reason: String,
    moved: bool,
    effect: Effect,
    objections: Vec<Objected>,
    fell: Option<FellAway>,
    had_agreed: Vec<String>,
    /// Where it is shown what the last change of the text changed.
    changed_since: String,
    earlier: Vec<Earlier>,
    compared: String,
    ways: Vec<Way>,
    as_text: bool,
    whole: bool,
    note: &'static str,
    lines: Vec<TextLine>,
    html: String,
    comments: Vec<Said>,
    comment_count: usize,
    agreed: bool,
    author_is_you: bool,
    may_agree: bool,
    agree_word: String,
    may_log: bool,
    may_propose: bool,
    may_reopen: bool,
    takes_part: bool,
}

impl ProposalPage {
    async fn read(tx: &mut Tx, visit: &Visit, proposal: Proposal, asked: &Asked) -> Result<Self> {
        let (visitor, shell) = (visit.visitor()?, visit.shell("book"));
        let names = members::names_in(tx, shell.language()).await?;
        let texts = proposals::texts(tx, &proposal).await?;
        let since = asked.since.as_deref();
        let since = texts.iter().find(|text| Some(text.hash.as_str()) == since);
        let before = match since {
            Some(earlier) => Some(earlier.text.clone()),
            None => before(tx, &proposal).await?,
        };
        let about = about(tx, &shell, &proposal).await?;
        let moved = !proposals::is_up_to_date(tx, &proposal).await?;
        let me = visitor.member.as_ref();
        let agreed = me.is_some_and(|me| proposal.agreed_by.contains(me));
        let author_is_you = me.is_some() && proposal.author.as_ref() == me;
        let may_log = me.is_some() && visitor.may(Deed::Log);
        let url = format!("/proposals/{}", proposal.id);
        let as_text = asked.view.as_deref() == Some("text");
        let mut comments = remarks(tx, visit, &shell, &names, &proposal).await?;
        let comment_count = comments.len();
        let looking = asked.looking(&url, may_log);
        let (lines, note) = match as_text {
            true => {
                let texts = (before.as_deref().unwrap_or_default(), &*proposal.text);
                lines(&shell, texts, &looking, &mut comments)
            }
            false => (Vec::new(), ""),
        };
        let links = match proposal.standard {
            Some(id) => {
                let texts = [before.as_deref().unwrap_or_default(), &proposal.text];
                standards::links(tx, id, &texts).await?
            }
            None => Links::default(),
        };
        let fallen = proposals::fallen(tx, &proposal.id).await?;
        let brought = proposals::committed(tx, &proposal.id).await?;
        let effect = Effect::read(tx, &shell, &proposal).await?;
        let last = proposal.approvals() + 1 >= proposal.needed;
        Ok(Self {
            state: shell.say(state_key(proposal.state, effect.retires.is_some())),
            open: proposal.open(),
            withdrawn: withdrawn(tx, visit, &shell, &names, &proposal).await?,
            may_reopen: proposal.state == State::Withdrawn && visitor.may(Deed::Propose),
            standard: about,
            author: author(&shell, &names, &proposal, brought.as_ref()),
            opened: shell.ago(proposal.opened_at),
            changed: changed(&shell, &names, &proposal, me),
            count: shell.with(
                "proposal-count",
                &[
                    ("approvals", proposal.approvals().into()),
                    ("needed", proposal.needed.into()),
                ],
            ),
            agreed_by: proposal
                .agreed_by
                .iter()
                .filter_map(|member| names.get(member).cloned())
                .collect(),
            solves: problems::several(tx, &proposal.solves)
                .await?
                .iter()
                .map(Linked::from)
                .collect(),
            team: proposal.team.clone().unwrap_or_default(),
            said: said(&shell, &proposal, asked.said.as_deref()),
            shorter: asked.shorter.is_some(),
            conflict: None,
            reason: String::new(),
            moved,
            objections: objections(tx, visit, &shell, &names, &proposal).await?,
            fell: fell_away(tx, &shell, &proposal, &fallen, me).await?,
            had_agreed: who_had_agreed(&names, &proposal, &fallen),
            changed_since: since_before(&proposal, &texts),
            earlier: earlier(&shell, &names, &proposal, &texts, asked.since.as_deref()),
            compared: since.map_or_else(String::new, |earlier| {
                shell.with("proposal-since", &[("version", earlier.version.into())])
            }),
            ways: ways(&shell, &url, &looking, as_text),
            whole: looking.whole,
            html: if as_text {
                String::new()
            } else {
                as_read(visit, &shell, before.as_deref(), &proposal.text, &links)
            },
            as_text,
            note,
            lines,
            comments,
            comment_count,
            agreed,
            author_is_you,
            may_agree: me.is_some_and(|me| proposal.counts(me)) && !moved,
            agree_word: match (last, effect.retires) {
                (false, _) => shell.say("proposal-agree").to_owned(),
                (true, None) => shell.say("proposal-agree-last").to_owned(),
                (true, Some(id)) => shell.with("proposal-agree-retire", &[("id", id.into())]),
            },
            effect,
            may_log,
            may_propose: visitor.may(Deed::Propose),
            takes_part: visitor.may(Deed::TakePart),
            key: proposal.id,
            title: proposal.title,
            hash: proposal.hash,
            url,
            shell,
        })
    }

    /// The page with what met: both texts, and the words that were typed.
    pub(super) async fn met(
        visit: &Visit,
        id: &ProposalId,
        conflict: Conflict,
        reason: &str,
    ) -> Result<Self> {
        let mut tx = visit.read().await?;
        let proposal = proposals::get(&mut tx, id).await?;
        let mut page = Self::read(&mut tx, visit, proposal, &Asked::default()).await?;
        let lines = match conflict.yours.is_empty() {
            true => Vec::new(),
            false => difference(&page.shell, &conflict.yours, &conflict.theirs).0,
        };
        page.conflict = Some(Met {
            message: page.shell.tell(&conflict.message),
            lines,
        });
        reason.clone_into(&mut page.reason);
        Ok(page)
    }

    fn moved_on(&self) -> String {
        let id = self
            .standard
            .as_ref()
            .map(|standard| standard.id.to_string());
        self.shell.with(
            "proposal-moved-on",
            &[("id", id.unwrap_or_default().into())],
        )
    }

    /// How one says something about a line, for whoever may.
    fn lines_hint(&self) -> Option<&'static str> {
        (self.may_log && !self.lines.is_empty()).then(|| self.shell.say("proposal-lines-hint"))
    }

    fn changed_by(&self, changed: &Changed) -> String {
        let who = [("who", changed.by.as_str().into())];
        self.shell.with("proposal-changed-last", &who)
    }

    fn objects(&self, who: &str) -> String {
        self.shell
            .with("proposal-objects-too", &[("name", who.into())])
    }

    fn act(&self, noun: &str) -> String {
        format!("{}/{noun}", self.url)
    }
}

/// The text that a proposal changes: what it starts from, as it was.
async fn before(tx: &mut Tx, proposal: &Proposal) -> Result<Option<String>> {
    match (proposal.standard, proposal.base) {
        (Some(id), Some(base)) => Ok(Some(standards::text_of(tx, id, base).await?)),
        _ => Ok(None),
    }
}

async fn about(tx: &mut Tx, shell: &Shell, proposal: &Proposal) -> Result<Option<About>> {
    let Some(id) = proposal.standard else {
        return Ok(None);
    };
    let standard = standards::get(tx, id).await?;
    let changes = proposal.base.is_some();
    Ok(Some(About {
        label: shell.say(if changes {
            "proposal-changes"
        } else {
            "proposal-became"
        }),
        url: format!("/standards/{id}"),
        title: standard.title,
        id,
    }))
}

/// The text as one reads it, with the words marked that differ from what it changes.
fn as_read(
    visit: &Visit,
    shell: &Shell,
    before: Option<&str>,
    text: &str,
    links: &Links,
) -> String {
    let view = View {
        language: shell.language(),
        headings: Headings::WithoutTitle,
        scope: "",
        links: Some(links),
    };
    let render = |text: &str| {
        let body = match standards::examine(text.as_bytes()) {
            Ok(document) => document.body(text).to_owned(),
            Err(_) => text.to_owned(),
        };
        visit.app.renderer.render(&body, view)
    };
    match before {
        Some(before) => apart(before.len() + text.len(), || {
            let (before, text) = (render(before), render(text));
            marked(shell.language(), &before.html, &text.html)
        }),
        None => render(text).html.clone(),
    }
}
