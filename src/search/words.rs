//! What somebody typed into the search field, understood. Nothing typed is an error: what is no filter is a word.

use std::fmt;

use crate::clock::Day;
use crate::id::{ProblemId, StandardId};

use super::entry::{Kind, STATUSES};
use super::fold::folded;

/// More than this of one query is not read.
const LONGEST: usize = 16_384;
/// More conditions than this are plain text.
const MOST_FILTERS: usize = 32;

/// A search, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The plain words, as typed, in order. The last one may be unfinished.
    pub words: Vec<String>,
    /// What stood in quotation marks: must be there word for word.
    pub phrases: Vec<String>,
    /// Words and phrases that must not be there.
    pub without: Vec<String>,
    /// What a hit must be, or must not be.
    pub filters: Vec<Filter>,
    /// Words and phrases count only in titles.
    pub in_title: bool,
    /// No other spelling is looked for. It is not typed: it is the way back from a correction.
    pub to_the_letter: bool,
}

/// One condition on a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What is asked.
    pub asks: Asks,
    /// Whether a hit must not answer to it.
    pub not: bool,
}

/// What a filter asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// It has the tag.
    Tag(String),
    /// It is the team's.
    Team(String),
    /// It is a standard, or a problem.
    Kind(Kind),
    /// It stands there: `active`, `challenged`, `acting`, …
    Status(String),
    /// It changed on such a day.
    Updated(When, Day),
}

impl Asks {
    /// The tag, however it is written.
    pub fn tag(tag: &str) -> Self {
        Self::Tag(folded(tag))
    }

    /// The team, by its key.
    pub fn team(key: &str) -> Self {
        Self::Team(folded(key))
    }

    /// Where it stands, when there is such a place.
    pub fn status(word: &str) -> Option<Self> {
        let status = folded(word).replace('-', "_");
        STATUSES
            .contains(&status.as_str())
            .then_some(Self::Status(status))
    }
}

/// On which side of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Later than the day.
    After,
    /// On the day or later.
    From,
    /// On the day.
    On,
    /// On the day or before.
    Until,
    /// Before the day.
    Before,
}

impl When {
    const ALL: [(Self, &'static str); 5] = [
        (Self::From, ">="),
        (Self::Until, "<="),
        (Self::After, ">"),
        (Self::Before, "<"),
        (Self::On, ""),
    ];
}

/// What people say aloud: typing it goes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// P-12.
    Problem(ProblemId),
    /// S-4.
    Standard(StandardId),
}

impl Query {
    /// Understands what was typed.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut rest = typed;
        if let Some((cut, _)) = rest
            .char_indices()
            .take_while(|(at, _)| *at <= LONGEST)
            .last()
        {
            rest = if rest.len() > LONGEST {
                &rest[..cut]
            } else {
                rest
            };
        }
        loop {
            rest = rest.trim_start_matches(is_blank);
            if rest.is_empty() {
                return query;
            }
            let (not, after) = match rest.strip_prefix('-') {
                Some(after) if !after.starts_with(['-', ' ']) && !after.is_empty() => (true, after),
                _ => (false, rest),
            };
            rest = if let Some((phrase, after)) = quoted(after) {
                query.add_phrase(phrase, not);
                after
            } else {
                query.take_word(after, not)
            };
        }
    }

    /// The same search among one kind only.
    pub fn among(mut self, kind: Option<Kind>) -> Self {
        self.filters.extend(kind.map(|kind| Filter {
            asks: Asks::Kind(kind),
            not: false,
        }));
        self
    }

    /// The same search with its words as they were typed.
    pub fn to_the_letter(mut self) -> Self {
        self.to_the_letter = true;
        self
    }

    /// The same search with one more condition, unless it has it already.
    pub fn with(mut self, asks: Asks) -> Self {
        if !self
            .filters
            .iter()
            .any(|filter| !filter.not && filter.asks == asks)
        {
            self.filters.push(Filter { asks, not: false });
        }
        self
    }

    /// The same search without that condition.
    pub fn without(mut self, asks: &Asks) -> Self {
        self.filters
            .retain(|filter| filter.not || filter.asks != *asks);
        self
    }

    /// Where the search goes when it is nothing but an id.
    pub fn place(&self) -> Option<Place> {
        let [word] = self.words.as_slice() else {
            return None;
        };
        if !(self.phrases.is_empty() && self.without.is_empty() && self.filters.is_empty()) {
            return None;
        }
        let problem = word.parse().map(Place::Problem).ok();
        problem.or_else(|| word.parse().map(Place::Standard).ok())
    }

    /// The words and phrases alone, as plain text.
    pub fn text(&self) -> String {
        let said = self.words.iter().chain(&self.phrases);
        said.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether it asks for words alone, as they may be written: nothing is narrowed away.
    pub fn is_plain(&self) -> bool {
        self.without.is_empty() && self.filters.is_empty() && !self.in_title && !self.to_the_letter
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && self.filters.is_empty()
    }

    fn add_phrase(&mut self, phrase: &str, not: bool) {
        let phrase = tidy(phrase);
        if phrase.contains(char::is_alphanumeric) {
            if not {
                &mut self.without
            } else {
                &mut self.phrases
            }
            .push(phrase);
        }
    }

    /// Takes one word from the front of `text` and returns what follows it.
    fn take_word<'a>(&mut self, text: &'a str, not: bool) -> &'a str {
        let end = text.find(is_blank).unwrap_or(text.len());
        if let Some((name, value)) = text[..end].split_once(':') {
            // The value of a filter may stand in quotation marks and then has blanks.
            let after_name = &text[name.len() + 1..];
            let (value, after) = quoted(after_name).unwrap_or((value, &text[end..]));
            let value = tidy(value);
            if name.eq_ignore_ascii_case("in") && value.eq_ignore_ascii_case("title") && !not {
                self.in_title = true;
                return after;
            }
            if let Some(asks) = asks(name, &value).filter(|_| self.filters.len() < MOST_FILTERS) {
                let filter = Filter { asks, not };
                if !self.filters.contains(&filter) {
                    self.filters.push(filter);
                }
                return after;
            }
        }
        let word = &text[..end];
        if not {
            self.add_phrase(word, true);
        } else if word.contains(char::is_alphanumeric) {
            self.words.push(word.to_owned());
        }
        &text[end..]
    }
}

impl fmt::Display for Query {
    /// The search as one could type it again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words.iter().cloned();
        let phrases = self.phrases.iter().map(|phrase| format!("\"{phrase}\""));
        let without = self.without.iter().map(|words| {
            let quote = if words.chars().all(char::is_alphanumeric) {
                ""
            } else {
                "\""
            };
            format!("-{quote}{words}{quote}")
        });
        let filters = self.filters.iter().map(ToString::to_string);
        let title = self.in_title.then(|| "in:title".to_owned());
        for (at, part) in words
            .chain(phrases)
            .chain(without)
            .chain(filters)
            .chain(title)
            .enumerate()
        {
            write!(f, "{}{part}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.not { "-" } else { "" };
        let (name, value) = match &self.asks {
            Asks::Tag(tag) => ("tag", tag.clone()),
            Asks::Team(team) => ("team", team.clone()),
            Asks::Kind(kind) => ("kind", kind.to_string()),
            Asks::Status(status) => ("status", status.clone()),
            Asks::Updated(when, day) => {
                let sign = When::ALL
                    .iter()
                    .find(|(known, _)| known == when)
                    .map_or("", |(_, sign)| sign);
                ("updated", format!("{sign}{day}"))
            }
        };
        let quote = if value.contains(' ') { "\"" } else { "" };
        write!(f, "{not}{name}:{quote}{value}{quote}")
    }
}

fn asks(name: &str, value: &str) -> Option<Asks> {
    if value.is_empty() {
        return None;
    }
    match name.to_ascii_lowercase().as_str() {
        "tag" => Some(Asks::tag(value)),
        "team" => Some(Asks::team(value)),
        "kind" => value.parse().ok().map(Asks::Kind),
        "status" | "state" => Asks::status(value),
        "updated" => {
            let (when, sign) = When::ALL
                .into_iter()
                .find(|(_, sign)| value.starts_with(sign))?;
            Some(Asks::Updated(when, value[sign.len()..].parse().ok()?))
        }
        _ => None,
    }
}

/// What stands in quotation marks at the front, and what follows; an open one is closed by the end.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let mut letters = text.chars();
    let close: &[char] = match letters.next()? {
        '"' => &['"'],
        '“' | '”' => &['”', '“', '"'],
        '«' => &['»'],
        _ => return None,
    };
    let inside = letters.as_str();
    Some(match inside.find(close) {
        Some(end) => {
            let after = inside[end..].chars().next().map_or(0, char::len_utf8);
            (&inside[..end], &inside[end + after..])
        }
        None => (inside, ""),
    })
}

/// One blank between words, and no mark that would end the phrase.
fn tidy(text: &str) -> String {
    let text = text.replace(['"', '“', '”', '«', '»'], " ");
    text.split(is_blank)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}
