//! What a text names that is not there: a key nobody reads, a team, a problem, a page, an image. It is said beside the text while it is
//! written, and refuses nothing: what is named may still come.

use crate::attachments;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{ProblemId, StandardId};
use crate::markdown::{self, Document, Links, Mentioned};
use crate::members;
use crate::problems;
use crate::standards;
use crate::web::page::Shell;

/// So many are said at once.
const MOST: usize = 8;

/// What is to be looked at in a text whose links lead where `links` says.
///
/// # Errors
/// The database's.
pub(super) async fn doubts(
    tx: &mut Tx,
    shell: &Shell,
    text: &str,
    document: &Document,
    links: &Links,
) -> Result<Vec<String>> {
    let meta = &document.meta;
    let mut doubts = Vec::new();
    for (written, meant) in &meta.misspelt {
        let words = [
            ("written", written.as_str().into()),
            ("meant", (*meant).into()),
        ];
        doubts.push(shell.with("edit-doubt-key", &words));
    }
    if let Some(key) = &meta.team {
        let keys: Vec<String> = members::teams(tx)
            .await?
            .into_iter()
            .map(|team| team.key)
            .collect();
        if !keys.contains(key) {
            let words = [
                ("key", key.as_str().into()),
                ("keys", keys.join(", ").into()),
            ];
            doubts.push(shell.with("edit-doubt-team", &words));
        }
    }
    for id in unknown_problems(tx, &meta.solves).await? {
        doubts.push(shell.with("edit-doubt-thing", &[("id", id.to_string().into())]));
    }
    for (id, line) in unknown_standards(tx, text, document).await? {
        let words = [("id", id.to_string().into()), ("line", line.into())];
        doubts.push(shell.with("edit-doubt-thing-line", &words));
    }
    doubts.extend(leading_nowhere(tx, shell, text, document, links).await?);
    doubts.truncate(MOST);
    Ok(doubts)
}

async fn unknown_problems(tx: &mut Tx, named: &[ProblemId]) -> Result<Vec<ProblemId>> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let known = problems::several(tx, named).await?;
    let mut unknown = named.to_vec();
    unknown.retain(|id| known.iter().all(|problem| problem.id != *id));
    Ok(unknown)
}

/// Standards that are named and that the book has not, each with the first line where it stands.
async fn unknown_standards(
    tx: &mut Tx,
    text: &str,
    document: &Document,
) -> Result<Vec<(StandardId, usize)>> {
    let mut named: Vec<(StandardId, usize)> = Vec::new();
    for mention in markdown::mentions(text, document) {
        // The numbers of a decision record are those of the files that it came with.
        if let Mentioned::Standard(id) | Mentioned::Superseded(id) = mention.what
            && !document.meta.records.contains_key(&id)
            && named.iter().all(|(known, _)| *known != id)
        {
            named.push((id, mention.line));
        }
    }
    if named.is_empty() {
        return Ok(named);
    }
    let ids: Vec<StandardId> = named.iter().map(|(id, _)| *id).collect();
    let known = standards::several(tx, &ids).await?;
    named.retain(|(id, _)| !known.contains_key(id));
    Ok(named)
}

/// Files and images that nothing stands for.
async fn leading_nowhere(
    tx: &mut Tx,
    shell: &Shell,
    text: &str,
    document: &Document,
    links: &Links,
) -> Result<Vec<String>> {
    let mut doubts = Vec::new();
    let body = document.body(text);
    for wanted in markdown::destinations(body) {
        let is_led = links.iter().any(|(written, _)| written == wanted.written);
        let is_file = wanted.is_image || wanted.path.ends_with(".md");
        if is_file && !is_led && !wanted.path.contains("://") {
            let key = match wanted.is_image {
                true => "edit-doubt-image",
                false => "edit-doubt-file",
            };
            doubts.push(shell.with(key, &[("path", wanted.path.into())]));
        }
    }
    for name in markdown::images(body) {
        if !attachments::is_there(tx, &name).await? {
            let path = name.address().trim_start_matches('/').to_owned();
            doubts.push(shell.with("edit-doubt-image", &[("path", path.into())]));
        }
    }
    Ok(doubts)
}
