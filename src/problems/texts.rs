//! What people write about a problem, read at the edge into types that cannot be wrong.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result, say};
use crate::id::StandardId;

/// Characters that a title may have.
pub const TITLE_MAX: usize = 120;
/// Characters that a long text may have.
pub const TEXT_MAX: usize = 100_000;
/// Characters that one line of work, a why or a reason may have.
pub const LINE_MAX: usize = 1_000;
const TAGS_MAX: usize = 20;
const TAG_MAX: usize = 40;

/// A problem's title: one line of 1 to 120 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// Reads a title; white space and control characters fold into single spaces.
    ///
    /// # Errors
    /// `Invalid` on the field `title`.
    pub fn parse(text: &str) -> Result<Self> {
        let line = one_line(text);
        match line.chars().count() {
            0 => Err(Error::invalid("title", say!("problem-title-missing"))),
            count if count > TITLE_MAX => Err(Error::invalid(
                "title",
                say!("problem-title-too-long", max = TITLE_MAX, count = count),
            )),
            _ => Ok(Self(line)),
        }
    }

    /// Reads a line of the wall's field: what is over 120 characters is cut at a word, and the rest is given back
    /// for the description.
    ///
    /// # Errors
    /// `Invalid` on the field `title` when nothing is written.
    pub fn cut(text: &str) -> Result<(Self, String)> {
        let line = one_line(text);
        let Some((limit, _)) = line.char_indices().nth(TITLE_MAX) else {
            return Ok((Self::parse(&line)?, String::new()));
        };
        // A space right after the limit ends a word that just fits.
        let at = line[..=limit]
            .rfind(' ')
            .filter(|at| *at > 0)
            .unwrap_or(limit);
        let (head, rest) = line.split_at(at);
        Ok((Self::parse(head)?, rest.trim_start().to_owned()))
    }

    /// The title.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads a text of several lines: kept as typed, without the characters that no database keeps.
///
/// # Errors
/// `Invalid` on the field when it is too long.
pub fn long_text(field: &'static str, text: &str) -> Result<String> {
    bounded(field, text, TEXT_MAX)
}

/// Reads a shorter text that must not be empty: a countermeasure, a question, a why, a reason.
///
/// # Errors
/// `Invalid` on the field when it is empty or too long.
pub fn line_text(field: &'static str, text: &str) -> Result<String> {
    let text = bounded(field, text.trim(), LINE_MAX)?;
    if text.is_empty() {
        return Err(Error::invalid(field, say!("problem-text-missing")));
    }
    Ok(text)
}

/// Reads an impact: 1 nuisance, 2 slows us, 3 stops us.
///
/// # Errors
/// `Invalid` on the field `impact` for another number.
pub fn impact(number: i64) -> Result<i64> {
    match number {
        1..=3 => Ok(number),
        _ => Err(Error::invalid("impact", say!("problem-impact-unknown"))),
    }
}

/// The tags of a problem: lower case, without spaces, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags(Vec<String>);

impl Tags {
    /// Reads tags as people type them.
    ///
    /// # Errors
    /// `Invalid` on the field `tags` for one that is too long, or for too many.
    pub fn parse<T: AsRef<str>>(typed: impl IntoIterator<Item = T>) -> Result<Self> {
        let mut tags: Vec<String> = Vec::new();
        for tag in typed {
            let tag = one_line(tag.as_ref().trim().trim_start_matches('#'));
            let tag = tag.replace(' ', "-").to_lowercase();
            if tag.chars().count() > TAG_MAX {
                return Err(Error::invalid(
                    "tags",
                    say!("problem-tag-too-long", max = TAG_MAX),
                ));
            }
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > TAGS_MAX {
            return Err(Error::invalid(
                "tags",
                say!("problem-tags-too-many", max = TAGS_MAX),
            ));
        }
        Ok(Self(tags))
    }

    /// Reads the tags of one form field, separated by commas or spaces.
    ///
    /// # Errors
    /// As [`Tags::parse`].
    pub fn of_field(text: &str) -> Result<Self> {
        Self::parse(text.split([',', ' ', ';', '\n', '\t']))
    }

    /// The tags in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Tags {
    /// As a JSON list, which is how they are stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Tags {
    type Err = serde_json::Error;

    fn from_str(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json).map(Self)
    }
}

/// The numbers of the standards that are linked to a problem, lowest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standards(Vec<i64>);

impl Standards {
    /// The standards.
    pub fn iter(&self) -> impl Iterator<Item = StandardId> + '_ {
        self.0.iter().map(|number| StandardId::new(*number))
    }

    /// The list of these, which are in order.
    pub fn of(standards: impl IntoIterator<Item = StandardId>) -> Self {
        Self(standards.into_iter().map(StandardId::number).collect())
    }
}

impl fmt::Display for Standards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Standards {
    type Err = serde_json::Error;

    fn from_str(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json).map(Self)
    }
}

fn bounded(field: &'static str, text: &str, max: usize) -> Result<String> {
    let text = text.replace('\0', "\u{fffd}").replace("\r\n", "\n");
    if text.chars().count() > max {
        return Err(Error::invalid(
            field,
            say!("problem-text-too-long", max = max),
        ));
    }
    Ok(text.trim_end().to_owned())
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
