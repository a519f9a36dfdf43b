//! The story as it lies in `demo/story.toml`, in one language: people and what they did, in order.

use rust_embed::RustEmbed;
use serde::Deserialize;
use toml::{Table, Value};

use crate::error::{Error, Result};
use crate::i18n::Language;

use super::calendar::When;

/// The content, embedded.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/demo"]
struct Content;

/// The whole story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) team: Setting,
    pub(super) member: Vec<Person>,
    pub(super) event: Vec<Event>,
}

/// The team.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) standup: String,
    pub(super) minutes: i64,
}

/// Somebody of the team.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) role: String,
    #[serde(default)]
    pub(super) manages: bool,
    pub(super) joined: Option<When>,
}

/// Something that somebody did at some time.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) on: When,
    /// The key of whoever did it; absent for files and alerts.
    pub(super) by: Option<String>,
    pub(super) act: Act,
}

/// What was done. Problems, standards and stand-ups are named by number, the rest by the story's own keys.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Act {
    /// A file of the standards' folder was taken in.
    File { standard: i64 },
    /// The text in force was agreed to.
    AgreeToStandard { standard: i64 },
    /// A problem was posted.
    Post(Posting),
    /// A problem was imported.
    Tray(Posting),
    /// A comment on a problem.
    Comment { problem: i64, text: String },
    /// A why.
    Cause {
        problem: i64,
        key: String,
        under: Option<String>,
        text: String,
        status: String,
    },
    /// A countermeasure.
    Countermeasure {
        problem: i64,
        key: String,
        text: String,
        kind: String,
        owner: String,
        due: i64,
    },
    /// A countermeasure was done.
    Done {
        countermeasure: String,
        #[serde(default)]
        evidence: String,
    },
    /// An investigation.
    Investigate {
        problem: i64,
        key: String,
        question: String,
        owner: String,
        due: i64,
    },
    /// An investigation found something.
    Finding { investigation: String, text: String },
    /// It happened again.
    Occurrence {
        problem: i64,
        key: String,
        note: String,
    },
    /// An alert says that it happened again.
    Alert { problem: i64, note: String },
    /// A search led to a standard: this was it.
    Search { standard: i64, text: String },
    /// A search found nothing.
    Miss { text: String, times: i64 },
    /// The question of a recurrence was answered.
    Answer { occurrence: String, answer: String },
    /// *For the book?* was answered by a proposal.
    Book { problem: i64, proposal: String },
    /// The check date was set, or *did it hold?* answered.
    Check {
        problem: i64,
        due: Option<i64>,
        answer: Option<String>,
        #[serde(default)]
        evidence: String,
    },
    /// A problem was set aside.
    SetAside {
        problem: i64,
        reason: String,
        of: Option<i64>,
        why: Option<String>,
        until: Option<i64>,
    },
    /// A text was proposed for the book.
    Propose {
        key: String,
        /// The standard whose text it is or becomes.
        standard: Option<i64>,
        /// The name of a text that is not in force yet.
        text: Option<String>,
        /// Whether it is the first form of that text.
        #[serde(default)]
        earlier: bool,
        solves: Vec<i64>,
    },
    /// The proposed text was changed to its present form.
    Rewrite { proposal: String, text: String },
    /// A proposal was agreed to.
    Agree { proposal: String },
    /// A proposal was objected to.
    Object { proposal: String, reason: String },
    /// A remark on a proposal.
    Remark(Remark),
    /// A link to code.
    Fix(Link),
    /// A stand-up began.
    Standup {
        standup: i64,
        present: Vec<String>,
        problems: Vec<i64>,
    },
    /// A card of the news round.
    Decide(Verdict),
    /// A full round.
    Round(FullRound),
    /// The stand-up ended.
    End {},
    /// Standards were read.
    Read { standards: Vec<i64> },
}

/// A remark on a proposal, on one of its lines when that is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Remark {
    pub(super) proposal: String,
    pub(super) text: String,
    pub(super) line: Option<usize>,
}

/// A problem as it was posted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posting {
    /// The number it takes, so that the story reads alone.
    pub(super) problem: i64,
    pub(super) title: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) should_be: String,
    #[serde(default, rename = "is")]
    pub(super) actual: String,
    pub(super) impact: Option<i64>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) containment: String,
}

/// A commit or a pull request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Link {
    pub(super) kind: String,
    pub(super) url: String,
    pub(super) sha: Option<String>,
    pub(super) repository: Option<String>,
    pub(super) title: String,
    pub(super) problem: Option<i64>,
    pub(super) standard: Option<i64>,
}

/// What a stand-up said about a card.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verdict {
    pub(super) problem: i64,
    pub(super) verdict: Option<String>,
    #[serde(default)]
    pub(super) countermeasures: Vec<Doing>,
    pub(super) investigation: Option<Looking>,
    pub(super) reason: Option<String>,
    pub(super) why: Option<String>,
    pub(super) until: Option<i64>,
    pub(super) check: Option<String>,
    #[serde(default)]
    pub(super) evidence: String,
    pub(super) book_no: Option<String>,
    pub(super) book_standard: Option<i64>,
}

/// A full round about one problem.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FullRound {
    pub(super) problem: i64,
    pub(super) covered: String,
    pub(super) covered_by: Option<i64>,
    pub(super) ideas: Vec<Idea>,
    pub(super) verdict: String,
    #[serde(default)]
    pub(super) countermeasures: Vec<Doing>,
    /// The standard that was written and agreed on the screen.
    pub(super) write: Option<i64>,
}

/// An idea that was said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Idea {
    pub(super) kind: String,
    pub(super) fate: Fate,
    pub(super) text: String,
}

/// What became of an idea.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fate {
    Kept,
    Later,
    Dropped,
}

/// A countermeasure that a stand-up decided.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Doing {
    pub(super) key: String,
    pub(super) kind: String,
    pub(super) owner: String,
    pub(super) due: i64,
    pub(super) text: String,
}

/// An investigation that a stand-up decided.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Looking {
    pub(super) owner: String,
    pub(super) due: i64,
    pub(super) text: String,
}

impl<'de> Deserialize<'de> for Event {
    /// Takes `on` and `by` off first, so that the act itself can refuse what it does not know.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let mut table = Table::deserialize(from)?;
        let on = table
            .remove("on")
            .ok_or_else(|| D::Error::missing_field("on"))?;
        let on = on.try_into().map_err(D::Error::custom)?;
        let by = table
            .remove("by")
            .map(Value::try_into)
            .transpose()
            .map_err(D::Error::custom)?;
        let act = Value::Table(table).try_into().map_err(D::Error::custom)?;
        Ok(Self { on, by, act })
    }
}

impl Story {
    /// The story in a language.
    pub(super) fn read(language: Language) -> Result<Self> {
        let text = file("story.toml")?;
        let table: Table = text.parse().map_err(Error::internal)?;
        in_language(Value::Table(table), language)
            .try_into()
            .map_err(Error::internal)
    }
}

/// The file name and the text of a standard in a language; its first form when that is asked for.
pub(super) fn standard(language: Language, number: i64, earlier: bool) -> Result<(String, String)> {
    let folder = if earlier { "earlier" } else { "standards" };
    let start = format!("{language}/{folder}/{number:04}-");
    let path = Content::iter().find(|path| path.starts_with(&start));
    let path = path.ok_or_else(|| Error::internal(format!("the example has no {start}…")))?;
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    Ok((name, file(&path)?))
}

/// A text that is only proposed, in a language; its first form when that is asked for.
pub(super) fn proposal(language: Language, name: &str, earlier: bool) -> Result<String> {
    let folder = if earlier { "earlier" } else { "proposals" };
    file(&format!("{language}/{folder}/{name}.md"))
}

fn file(path: &str) -> Result<String> {
    let file = Content::get(path);
    let file = file.ok_or_else(|| Error::internal(format!("the example has no {path}")))?;
    String::from_utf8(file.data.into_owned()).map_err(Error::internal)
}

/// The same value with every text that stands in both languages in this one.
fn in_language(value: Value, language: Language) -> Value {
    match value {
        Value::Table(mut table)
            if table.len() == Language::ALL.len() && table.contains_key(language.tag()) =>
        {
            table.remove(language.tag()).unwrap_or(Value::Table(table))
        }
        Value::Table(table) => {
            let each = table
                .into_iter()
                .map(|(key, value)| (key, in_language(value, language)));
            Value::Table(each.collect())
        }
        Value::Array(values) => Value::Array(
            values
                .into_iter()
                .map(|value| in_language(value, language))
                .collect(),
        ),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_tell_the_same_story() {
        let [english, french] =
            Language::ALL.map(|language| Story::read(language).expect("a story"));
        assert_eq!(english.event.len(), french.event.len());
        for language in Language::ALL {
            for number in 1..=12 {
                let (name, text) = standard(language, number, false).expect("a text");
                assert!(name.starts_with(&format!("{number:04}-")), "{name}");
                assert!(text.starts_with("---\nstatus: active\n"), "{name}");
            }
        }
    }
}
