//! `/drafts`: what is being written, kept while it is written, offered where one comes back to, and ended when it was sent.

use axum::response::Redirect;
use serde::Deserialize;
use serde_json::{Value, json};

use super::edit::{Sheet, Writing};
use crate::db::Tx;
use crate::drafts::{self, Draft, Keeping, Kept, Subject};
use crate::error::{Error, Result, say};
use crate::id::DraftId;
use crate::markdown;
use crate::web::failure::Answer;
use crate::web::form::{Fields, Form, Json, Path};
use crate::web::page::Shell;
use crate::web::visit::Visit;
use crate::web::words::When;

/// So many are offered.
const OFFERED: i64 = 20;

/// A draft that somebody may go on with.
pub(in crate::web::pages) struct Offer {
    pub(super) id: DraftId,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) end_url: String,
    pub(super) at: When,
}

/// What a page keeps.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    draft: String,
    version: i64,
    tab: String,
    turn: i64,
    subject: String,
    text: String,
    base: String,
    hash: String,
}

/// `POST /drafts`, every few seconds while somebody writes. Answers with the key and the version to go on with.
pub(super) async fn keep(visit: Visit, Form(sent): Form<Sent>) -> Answer<Json<Value>> {
    let subject = sent.subject.parse();
    let keeping = Keeping {
        id: key(&sent.draft)?,
        version: sent.version,
        tab: key(&sent.tab)?,
        turn: sent.turn,
        subject: subject.map_err(|_| Error::invalid("subject", say!("draft-no-subject")))?,
        text: sent.text,
        base: sent.base,
        hash: sent.hash,
    };
    let author = visit.visitor()?.person()?.clone();
    let mut tx = visit.write().await?;
    let kept = drafts::keep(&mut tx, &author, keeping).await?;
    tx.commit().await?;
    Ok(Json(match kept {
        Kept::In(id, version) => json!({ "id": id, "version": version }),
        Kept::Ended => json!({ "ended": true, "id": drafts::fresh(), "version": 0 }),
    }))
}

/// `POST /drafts/ID/end`: it is not wanted any more.
pub(super) async fn end(visit: Visit, Path(name): Path<String>) -> Answer<Redirect> {
    let author = visit.visitor()?.person()?.clone();
    let id = key(&name)?;
    let mut tx = visit.write().await?;
    let back = match drafts::get(&mut tx, &author, &id).await {
        Ok(draft) => address(&draft.subject),
        // Pressed twice: it is gone as it should be.
        Err(Error::NotFound(_)) => "/standards/new".to_owned(),
        Err(error) => return Err(error.into()),
    };
    drafts::end(&mut tx, &author, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&back))
}

fn key(name: &str) -> Result<DraftId> {
    name.parse()
        .map_err(|_| Error::NotFound(say!("draft-unknown")))
}

/// The page on which a text is written.
fn address(subject: &Subject) -> String {
    match subject {
        Subject::New(problems) if problems.is_empty() => "/standards/new".to_owned(),
        Subject::New(problems) => {
            let names: Vec<String> = problems.iter().map(ToString::to_string).collect();
            format!("/standards/new?solves={}", names.join(","))
        }
        Subject::Standard(id) => format!("/standards/{id}/edit"),
        Subject::Proposal(id) => format!("/proposals/{id}/edit"),
    }
}

/// When a draft that was gone on with was kept, and whether the text that it changes has changed since.
pub(in crate::web::pages) struct TakenUp {
    pub(in crate::web::pages) at: When,
    pub(in crate::web::pages) is_older: bool,
}

impl Sheet {
    /// What it is a text of.
    pub(in crate::web::pages) fn subject(&self) -> Subject {
        match &self.writing {
            Writing::New => Subject::New(self.solves.clone()),
            Writing::Change(id) => Subject::Standard(*id),
            Writing::Amendment(id) => Subject::Proposal(id.clone()),
        }
    }

    /// The draft that a form says it is, and the version of it that was kept last; a page without scripts sends them too.
    pub(in crate::web::pages) fn continuing(mut self, fields: &Fields) -> Self {
        if let (Ok(draft), Ok(tab)) = (fields.get("draft").parse(), fields.get("tab").parse()) {
            (self.draft, self.tab) = (draft, tab);
            self.draft_version = fields.get("draft_version").parse().unwrap_or_default();
            self.turn = fields.get("turn").parse().unwrap_or_default();
        }
        self
    }

    /// Goes on with the draft of this name; nothing happens where none is named.
    ///
    /// # Errors
    /// `NotFound` for one that there is not any more.
    pub(in crate::web::pages) async fn take_up(
        &mut self,
        tx: &mut Tx,
        visit: &Visit,
        name: &str,
    ) -> Result<Option<TakenUp>> {
        if name.is_empty() {
            return Ok(None);
        }
        let draft = drafts::get(tx, visit.visitor()?.person()?, &key(name)?).await?;
        if draft.subject != self.subject() {
            return Err(Error::NotFound(say!("draft-unknown")));
        }
        self.markdown = draft.text;
        self.draft = draft.id;
        self.draft_version = draft.version;
        let is_older = draft.hash != self.hash;
        if is_older {
            // It starts from what it was begun on: sent, it meets what came since instead of undoing it.
            (self.base, self.hash) = (draft.base, draft.hash);
        }
        Ok(Some(TakenUp {
            at: visit.shell("").ago(draft.at),
            is_older,
        }))
    }

    /// Keeps what was typed, before the page is shown again.
    pub(in crate::web::pages) async fn keep(&mut self, visit: &Visit) -> Result<()> {
        let Some(author) = visit.member() else {
            return Ok(());
        };
        let keeping = Keeping {
            id: self.draft.clone(),
            version: self.draft_version,
            tab: self.tab.clone(),
            turn: self.turn,
            subject: self.subject(),
            text: self.markdown.clone(),
            base: self.base.clone(),
            hash: self.hash.clone(),
        };
        let mut tx = visit.app.db.write(visit.visitor()?.actor()).await?;
        let kept = match drafts::keep(&mut tx, author, keeping).await {
            // It is shown as it is, with what is wrong about it.
            Err(Error::Invalid(_)) => return Ok(()),
            kept => kept?,
        };
        tx.commit().await?;
        match kept {
            Kept::In(id, version) => (self.draft, self.draft_version) = (id, version),
            Kept::Ended => (self.draft, self.draft_version) = (drafts::fresh(), 0),
        }
        Ok(())
    }

    /// Ends the draft, whose text goes its way with this write.
    pub(in crate::web::pages) async fn sent(&self, tx: &mut Tx, visit: &Visit) -> Result<()> {
        match visit.member() {
            Some(author) => drafts::end(tx, author, &self.draft).await,
            None => Ok(()),
        }
    }

    /// The drafts that are offered beside it: of the same text, and beside a new one of all others too.
    pub(in crate::web::pages) async fn offers(
        &self,
        tx: &mut Tx,
        visit: &Visit,
        shell: &Shell,
    ) -> Result<Vec<Offer>> {
        let Some(author) = visit.member() else {
            return Ok(Vec::new());
        };
        let found = match self.writing {
            Writing::New => drafts::of_member(tx, author, OFFERED).await?,
            Writing::Change(_) | Writing::Amendment(_) => {
                drafts::of_subject(tx, author, &self.subject()).await?
            }
        };
        let others = found.into_iter().filter(|draft| draft.id != self.draft);
        Ok(others.map(|draft| offer(shell, draft)).collect())
    }
}

fn offer(shell: &Shell, draft: Draft) -> Offer {
    let page = address(&draft.subject);
    let sign = if page.contains('?') { '&' } else { '?' };
    let title = match markdown::read(draft.text.as_bytes()) {
        Ok(document) => document.heading.unwrap_or_default(),
        Err(_) => String::new(),
    };
    let title = match title.as_str() {
        "" => shell.say("draft-untitled").to_owned(),
        title => title.to_owned(),
    };
    Offer {
        title: match draft.subject {
            Subject::Standard(id) => format!("{id} {title}"),
            Subject::New(_) | Subject::Proposal(_) => title,
        },
        url: format!("{page}{sign}draft={}", draft.id),
        end_url: format!("/drafts/{}/end", draft.id),
        at: shell.ago(draft.at),
        id: draft.id,
    }
}
