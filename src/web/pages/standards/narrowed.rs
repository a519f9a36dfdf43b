//! What the address narrows the book to, and the addresses that narrow it otherwise.

use crate::clock::Day;
use crate::id::MemberId;
use crate::standards::{Filter, Status};

/// What the address narrows the book to.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    pub(super) tag: Option<String>,
    pub(super) team: Option<String>,
    pub(super) status: Option<String>,
    pub(super) read: Option<String>,
    pub(super) page: Option<i64>,
}

impl Narrowed {
    /// What is looked for today, by whom.
    pub(super) fn filter(&self, today: Day, member: Option<&MemberId>) -> Filter {
        let asked = |word: &str| self.status.as_deref() == Some(word);
        let read = self.read.as_deref().and_then(|word| word.parse().ok());
        let status = match self.status.as_deref() {
            Some("superseded") => Some(Status::Superseded),
            Some("retired") => Some(Status::Retired),
            _ => Some(Status::Active),
        };
        Filter {
            status,
            team: self.team.clone().filter(|team| !team.is_empty()),
            tag: self.tag.clone().filter(|tag| !tag.is_empty()),
            agreement: None,
            on_the_path: false,
            review_by: asked("review").then_some(today),
            unclear: asked("unclear"),
            read: member.cloned().zip(read),
        }
    }

    /// Whether it is less than the whole book in force.
    pub(super) fn narrowed(&self) -> bool {
        let parts = [&self.tag, &self.team, &self.status, &self.read];
        parts
            .iter()
            .any(|part| part.as_ref().is_some_and(|value| !value.is_empty()))
    }

    /// Which page, from 1.
    pub(super) fn page(&self) -> i64 {
        self.page.unwrap_or(1).clamp(1, 10_000)
    }

    /// The address with one part of it changed; the others stay.
    pub(super) fn address(&self, key: &str, value: Option<&str>) -> String {
        let page = (key == "page").then_some(value).flatten();
        let part = |name: &str, mine: &Option<String>| match key == name {
            true => value.map(str::to_owned),
            false => mine.clone(),
        };
        let parts = [
            ("tag", part("tag", &self.tag)),
            ("team", part("team", &self.team)),
            ("status", part("status", &self.status)),
            ("read", part("read", &self.read)),
            ("page", page.map(str::to_owned)),
        ];
        let mut query = form_urlencoded(&parts);
        if !query.is_empty() {
            query.insert(0, '?');
        }
        format!("/standards{query}")
    }
}

fn form_urlencoded(parts: &[(&str, Option<String>)]) -> String {
    let written = parts.iter().filter_map(|(name, value)| {
        let value = value.as_ref().filter(|value| !value.is_empty())?;
        Some(format!("{name}={}", encoded(value)))
    });
    written.collect::<Vec<_>>().join("&")
}

/// A value of a query, with whatever is no plain letter or digit encoded.
pub(super) fn encoded(value: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(encode).collect()
}
