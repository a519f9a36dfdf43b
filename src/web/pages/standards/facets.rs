//! The ways in which the book's contents are narrowed down.

use super::narrowed::Narrowed;
use crate::db::Tx;
use crate::error::Result;
use crate::standards;
use crate::web::page::Shell;

/// Tags offered to narrow down by.
const TAGS: i64 = 24;

/// A way to narrow the book down.
pub(super) struct Facet {
    pub(super) name: &'static str,
    pub(super) choices: Vec<Choice>,
}

pub(super) struct Choice {
    pub(super) text: String,
    pub(super) url: String,
    pub(super) count: i64,
    pub(super) chosen: bool,
}

/// The ways offered; `is_read` where the visitor is somebody who reads.
pub(super) async fn facets(
    tx: &mut Tx,
    shell: &Shell,
    query: &Narrowed,
    is_read: bool,
) -> Result<Vec<Facet>> {
    let mut facets = Vec::new();
    let tags = standards::tags(tx, TAGS).await?;
    if !tags.is_empty() {
        facets.push(facet(
            shell,
            query,
            "tag",
            "book-facet-tag",
            query.tag.as_deref(),
            &tags,
        ));
    }
    let teams = standards::teams(tx).await?;
    if !teams.is_empty() {
        facets.push(facet(
            shell,
            query,
            "team",
            "book-facet-team",
            query.team.as_deref(),
            &teams,
        ));
    }
    let statuses = [
        (None, "book-in-force"),
        (Some("superseded"), "book-superseded"),
        (Some("retired"), "book-retired"),
        (Some("review"), "book-review"),
        (Some("unclear"), "book-unclear"),
    ];
    let choose = |name: &str, chosen: &Option<String>, (value, key): Way| Choice {
        text: shell.say(key).to_owned(),
        url: query.address(name, value),
        count: 0,
        chosen: chosen.as_deref() == value,
    };
    let choices = statuses.map(|way| choose("status", &query.status, way));
    let not_yet = Choice {
        text: shell.say("book-not-yet").to_owned(),
        url: super::NOT_YET.to_owned(),
        count: 0,
        chosen: false,
    };
    facets.push(Facet {
        name: shell.say("book-facet-status"),
        choices: choices.into_iter().chain([not_yet]).collect(),
    });
    if is_read {
        let ways = [
            (None, "book-all"),
            (Some("no"), "book-read-no"),
            (Some("changed"), "book-read-changed"),
            (Some("yes"), "book-read-yes"),
        ];
        let choices = ways.map(|way| choose("read", &query.read, way));
        facets.push(Facet {
            name: shell.say("book-facet-read"),
            choices: choices.into(),
        });
    }
    Ok(facets)
}

/// A value in the address, and what it is called.
type Way = (Option<&'static str>, &'static str);

fn facet(
    shell: &Shell,
    query: &Narrowed,
    key: &str,
    name: &'static str,
    chosen: Option<&str>,
    values: &[(String, i64)],
) -> Facet {
    let all = Choice {
        text: shell.say("book-all").to_owned(),
        url: query.address(key, None),
        count: 0,
        chosen: chosen.is_none(),
    };
    let each = values.iter().map(|(value, count)| Choice {
        text: value.clone(),
        url: query.address(key, Some(value)),
        count: *count,
        chosen: chosen == Some(value),
    });
    Facet {
        name: shell.say(name),
        choices: std::iter::once(all).chain(each).collect(),
    }
}
