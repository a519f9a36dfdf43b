//! What the lists of the API have in common: pages, cursors, and the filter by team. What cannot be read is a fault here, since a program
//! asks.

use std::str::FromStr;

use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::members::Team;
use crate::standards;
use crate::web::problem_fields::team_of;

const LIMIT: i64 = 50;
const LIMIT_MOST: i64 = 200;

/// How many things a page has: 50 unless said, never more than 200.
pub(super) fn limit(asked: Option<&str>) -> Result<i64> {
    let asked = number("limit", asked)?;
    Ok(asked.unwrap_or(LIMIT).clamp(1, LIMIT_MOST))
}

/// A whole number of the query.
pub(super) fn number(field: &'static str, asked: Option<&str>) -> Result<Option<i64>> {
    let read = |text: &str| {
        text.parse()
            .map_err(|_| Error::invalid(field, say!("failure-not-a-number", text = text)))
    };
    said(asked).map(read).transpose()
}

/// Leaves a page of things of which one more was asked for; whether others follow.
pub(super) fn cut<T>(items: &mut Vec<T>, limit: i64) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    more
}

/// Where the page before ended, by its last thing's name.
pub(super) fn cursor<T: FromStr>(asked: Option<&str>) -> Result<Option<T>> {
    let read = |text: &str| text.parse().map_err(|_| unknown_cursor());
    said(asked).map(read).transpose()
}

/// Where the page before ended, by its last thing's time and key.
pub(super) fn cursor_in_time<T: FromStr>(asked: Option<&str>) -> Result<Option<(Timestamp, T)>> {
    let read = |text: &str| {
        let (at, key) = text.split_once('_')?;
        Some((at.parse::<i64>().ok()?.into(), key.parse().ok()?))
    };
    said(asked)
        .map(|text| read(text).ok_or_else(unknown_cursor))
        .transpose()
}

/// The cursor of a list in the order of time.
pub(super) fn place_in_time(at: Timestamp, key: impl ToString) -> String {
    format!("{}_{}", at.micros(), key.to_string())
}

/// A cursor that no list gave.
pub(super) fn unknown_cursor() -> Error {
    Error::invalid("cursor", say!("failure-cursor-unknown"))
}

/// The team to narrow a list to.
pub(super) async fn team(tx: &mut Tx, key: Option<&str>) -> Result<Option<Team>> {
    let Some(key) = said(key) else {
        return Ok(None);
    };
    team_of(tx, key).await.map(Some)
}

/// The key to narrow standards to: a team's, or one that only the texts of the book name.
pub(super) async fn team_of_the_book(tx: &mut Tx, key: Option<&str>) -> Result<Option<String>> {
    let Some(key) = said(key) else {
        return Ok(None);
    };
    let named = standards::teams(tx).await?;
    if named.iter().any(|(named, _)| named == key) {
        return Ok(Some(key.to_owned()));
    }
    Ok(team(tx, Some(key)).await?.map(|team| team.key))
}

/// What was said; an empty text says nothing.
pub(super) fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
