//! A publication as a commit tells it: read from the book, with the names of those who wrote it and agreed.

use std::collections::HashMap;

use super::commit_message::{Accord, Deed, Facts, message, renamed};
use super::commit_notes::Pending;
use crate::db::Tx;
use crate::error::Result;
use crate::git::Identity;
use crate::id::{MemberId, ProblemId, StandardId};
use crate::markdown::Status;
use crate::members::{self, Team};
use crate::problems;
use crate::proposals;
use crate::standards::{self, Agreement, Committed, Revision, Source, Standard};

/// The end of an address that leads nowhere: members' addresses are nobody else's to read, and a commit is read by everybody for ever.
const NOWHERE: &str = "cahier.invalid";

/// A publication.
#[derive(Debug)]
pub(super) struct Publication {
    /// The standard as it is today.
    pub(super) standard: Standard,
    /// When the revision was published.
    pub(super) revision: Revision,
    /// Its text.
    pub(super) text: String,
    /// The text before it.
    pub(super) before: Option<String>,
    /// Who wrote it; absent: nobody that is known.
    pub(super) author: Option<Identity>,
    /// What its commit says.
    pub(super) message: String,
    /// When it is that its file got another name, and nothing else.
    pub(super) renamed: Option<i64>,
}

/// Reads a publication; none when there is no such revision.
pub(super) async fn publication(
    tx: &mut Tx,
    pending: &Pending,
    teams: &[Team],
    address: Option<&str>,
) -> Result<Option<Publication>> {
    let id = pending.standard;
    let Some(standard) = standards::find(tx, id).await? else {
        return Ok(None);
    };
    let revisions = standards::revisions(tx, id).await?;
    let number = match pending.renamed {
        Some(_) => standard.revision,
        None => pending.revision,
    };
    let Some(revision) = revisions
        .into_iter()
        .find(|revision| revision.number == number)
    else {
        return Ok(None);
    };
    let text = standards::text_of(tx, id, revision.number).await?;
    if pending.renamed.is_some() {
        return Ok(Some(Publication {
            message: renamed(language(&standard, teams), id, &standard.title),
            standard,
            revision,
            text,
            before: None,
            author: None,
            renamed: pending.renamed,
        }));
    }
    let before = match revision.number {
        1 => None,
        number => Some(standards::text_of(tx, id, number - 1).await?),
    };
    let became = proposals::that_became(tx, id).await?;
    let proposal = match became.get(&revision.number) {
        Some(proposal) => Some(proposals::get(tx, proposal).await?),
        None => None,
    };
    let language = language(&standard, teams);
    let names = members::names_in(tx, language).await?;
    let document = standards::examine(text.as_bytes())?;
    let mut born_from = document.meta.solves.clone();
    born_from.extend(proposal.iter().flat_map(|proposal| &proposal.solves));
    let (author, link) = match &proposal {
        Some(proposal) => {
            let brought = proposals::committed(tx, &proposal.id).await?;
            let author = revision.proposed_by.as_ref();
            let author = author
                .map(|member| identity(&names, member))
                .or_else(|| brought.map(|commit| identity_of(&names, &commit)));
            let link = match address {
                Some(address) => format!("{address}/proposals/{}", proposal.id),
                None => proposal.id.to_string(),
            };
            (author, Some(link))
        }
        // Undone, or mended without a proposal: by whoever did it.
        None => {
            let by = pending.by.as_ref().or(revision.proposed_by.as_ref());
            (by.map(|member| identity(&names, member)), None)
        }
    };
    let facts = Facts {
        language,
        deed: deed(&revision, &text, before.as_deref())?,
        standard: id,
        revision: revision.number,
        title: document.title(&standard.path),
        problems: titled_problems(tx, born_from).await?,
        supersedes: titled_standards(tx, &document.meta.supersedes).await?,
        proposal: link,
        accord: accord(&revision),
        agreed_by: revision
            .agreed_by
            .iter()
            .map(|member| identity(&names, member))
            .collect(),
    };
    Ok(Some(Publication {
        message: message(&facts),
        standard,
        revision,
        text,
        before,
        author,
        renamed: None,
    }))
}

/// The language of what the standard's team keeps together; of the first team that wants commits, where it is everyone's.
fn language(standard: &Standard, teams: &[Team]) -> crate::i18n::Language {
    let own = teams
        .iter()
        .find(|team| Some(&team.key) == standard.team.as_ref());
    let team = own.or_else(|| teams.iter().find(|team| team.commits_from.is_some()));
    team.map_or_else(Default::default, |team| team.language)
}

fn deed(revision: &Revision, text: &str, before: Option<&str>) -> Result<Deed> {
    if let Some(earlier) = revision.restores {
        return Ok(Deed::Restored(earlier));
    }
    let Some(before) = before else {
        return Ok(Deed::Added);
    };
    let says = |text: &str| standards::examine(text.as_bytes()).map(|told| told.meta.status);
    let retires = says(text)? == Status::Retired && says(before)? != Status::Retired;
    Ok(match revision.source {
        _ if retires => Deed::Retired,
        Source::Correction => Deed::Corrected,
        _ => Deed::Revised,
    })
}

fn accord(revision: &Revision) -> Accord {
    match (revision.agreement, revision.source) {
        (Agreement::NotYet, _) => Accord::NotYet,
        (Agreement::SelfChecked, _) => Accord::Alone,
        (Agreement::Agreed, Source::Standup) => Accord::OnScreen,
        (Agreement::Agreed, _) if revision.agreed_by.is_empty() => Accord::Alone,
        (Agreement::Agreed, _) => Accord::Read,
    }
}

/// A member in a commit.
fn identity(names: &HashMap<MemberId, String>, member: &MemberId) -> Identity {
    let name = names.get(member).map_or("", String::as_str);
    Identity::new(name, &format!("{member}@{NOWHERE}"))
}

/// Whoever wrote the commit that a text came with.
fn identity_of(names: &HashMap<MemberId, String>, commit: &Committed) -> Identity {
    match (&commit.member, &commit.author) {
        (Some(member), _) => identity(names, member),
        (None, author) => {
            let name = author.as_deref().unwrap_or_default();
            Identity::new(name, &format!("{}@{NOWHERE}", commit.short()))
        }
    }
}

/// The member who has this address in a commit.
pub(super) async fn member_of(tx: &mut Tx, email: &str) -> Result<Option<MemberId>> {
    if let Some(id) = email
        .strip_suffix(NOWHERE)
        .and_then(|id| id.strip_suffix('@'))
    {
        let Ok(id) = id.parse() else {
            return Ok(None);
        };
        return Ok(members::by_id(tx, &id).await?.map(|member| member.id));
    }
    let Ok(email) = members::Email::parse(email) else {
        return Ok(None);
    };
    Ok(members::by_email(tx, &email).await?.map(|member| member.id))
}

async fn titled_problems(tx: &mut Tx, ids: Vec<ProblemId>) -> Result<Vec<(ProblemId, String)>> {
    let mut titled: Vec<(ProblemId, String)> = Vec::new();
    for id in ids {
        if titled.iter().any(|(known, _)| *known == id) {
            continue;
        }
        // A file may name a problem that there is not.
        if let Some(problem) = problems::find(tx, id).await? {
            titled.push((id, problem.title));
        }
    }
    Ok(titled)
}

async fn titled_standards(tx: &mut Tx, ids: &[StandardId]) -> Result<Vec<(StandardId, String)>> {
    let known = standards::several(tx, ids).await?;
    let titled = known.into_values();
    Ok(titled
        .map(|standard| (standard.id, standard.title))
        .collect())
}
