//! Documents made from real texts, and what is asked of them. The same in every run.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cahier::clock::Timestamp;
use cahier::markdown;
use cahier::search::{Entry, Kind};
use serde_json::Value;

/// Real titles and texts.
pub(crate) struct Texts(Vec<Text>);

/// A title, and what is said below it.
struct Text {
    title: String,
    body: String,
    headings: String,
    code: String,
}

impl Texts {
    /// Reads what is there.
    pub(crate) fn read(data: &Path) -> anyhow::Result<Self> {
        let mut texts = Vec::new();
        for folder in ["til", "tldr-fr"] {
            let mut files = Vec::new();
            list(&data.join(folder), &mut files)?;
            for file in files {
                texts.push(text(None, &std::fs::read_to_string(&file)?));
            }
        }
        lines(&data.join("problems.jsonl"), "description", &mut texts)?;
        for set in ["clippy", "stackfaq"] {
            let corpus = data.join("search").join(set).join("corpus.jsonl");
            if corpus.is_file() {
                lines(&corpus, "text", &mut texts)?;
            }
        }
        texts.retain(|text| !text.title.is_empty());
        Ok(Self(texts))
    }

    /// So many documents: first the real ones, then halves of two of them under words of both titles.
    pub(crate) fn documents(&self, count: usize) -> Vec<Entry> {
        let mut dice = 0x1234_5678_9abc_def1_u64;
        let mut next = || {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            &self.0[(dice >> 11) as usize % self.0.len()]
        };
        let mixed = |one: &str, other: &str| format!("{}\n{}", half(one).0, half(other).1);
        (0..count)
            .map(|number| match self.0.get(number) {
                Some(text) => entry(number, text),
                None => {
                    let (one, other) = (next(), next());
                    let text = Text {
                        title: format!("{} {}", half(&one.title).0, half(&other.title).1),
                        body: mixed(&one.body, &other.body),
                        headings: mixed(&one.headings, &other.headings),
                        code: mixed(&one.code, &other.code),
                    };
                    entry(number, &text)
                }
            })
            .collect()
    }

    /// Two words of a title.
    pub(crate) fn two_words(&self, count: usize) -> Vec<String> {
        self.words(count)
            .iter()
            .map(|(one, other)| format!("{one} {other}"))
            .collect()
    }

    /// A word of a title and the beginning of another.
    pub(crate) fn word_and_three_letters(&self, count: usize) -> Vec<String> {
        self.words(count)
            .iter()
            .map(|(one, other)| format!("{one} {}", &other[..3]))
            .collect()
    }

    /// Two words, two letters of the first swapped.
    pub(crate) fn misspelt(&self, count: usize) -> Vec<String> {
        let swapped = |word: &str| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.swap(2, 3);
            letters.into_iter().collect::<String>()
        };
        self.words(count)
            .iter()
            .map(|(one, other)| format!("{} {other}", swapped(one)))
            .collect()
    }

    /// Titles as they are.
    pub(crate) fn titles(&self, count: usize) -> Vec<String> {
        self.spread(count).map(|text| text.title.clone()).collect()
    }

    /// Titles with their texts.
    pub(crate) fn wholes(&self, count: usize) -> Vec<(String, String)> {
        let whole = |text: &Text| [text.body.as_str(), &text.headings, &text.code].concat();
        self.spread(count)
            .map(|text| (text.title.clone(), whole(text)))
            .collect()
    }

    fn words(&self, count: usize) -> Vec<(String, String)> {
        let fits =
            |word: &&str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let pairs: Vec<(String, String)> = self
            .0
            .iter()
            .filter_map(|text| {
                let mut words = text
                    .title
                    .split_whitespace()
                    .filter(fits)
                    .map(str::to_lowercase);
                words.next().zip(words.next())
            })
            .collect();
        let step = (pairs.len() / count).max(1);
        pairs.into_iter().step_by(step).take(count).collect()
    }

    fn spread(&self, count: usize) -> impl Iterator<Item = &Text> {
        self.0
            .iter()
            .step_by((self.0.len() / count).max(1))
            .take(count)
    }
}

/// A markdown text, under its own first heading unless it has a title.
fn text(title: Option<&str>, text: &str) -> Text {
    let plain = markdown::plain(text);
    Text {
        title: title.map_or(plain.title, str::to_owned),
        body: plain.body,
        headings: plain.headings,
        code: plain.code,
    }
}

fn entry(number: usize, text: &Text) -> Entry {
    Entry {
        id: format!("P-{}", number + 1),
        kind: Kind::Problem,
        title: text.title.clone(),
        body: text.body.clone(),
        headings: text.headings.clone(),
        code: text.code.clone(),
        tags: vec![["time", "deploy", "database", "tests"][number % 4].to_owned()],
        team: Some(["web", "data", "mobile"][number % 3].to_owned()),
        status: vec![["posted", "acting", "closed"][number % 3].to_owned()],
        language: None,
        updated: Timestamp::from_micros(1_700_000_000_000_000 + number as i64),
        standards: Vec::new(),
        successor: None,
        asked: Vec::new(),
        asked_long_ago: Vec::new(),
    }
}

fn half(text: &str) -> (&str, &str) {
    let middle = text.len() / 2;
    let at = text
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at >= middle)
        .unwrap_or(text.len());
    text.split_at(at)
}

fn lines(path: &Path, name: &str, into: &mut Vec<Text>) -> anyhow::Result<()> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    for line in file.lines() {
        let row: Value = serde_json::from_str(line)?;
        let field = |name: &str| row[name].as_str().unwrap_or_default();
        into.push(text(Some(field("title")), field(name)));
    }
    Ok(())
}

fn list(folder: &Path, into: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            list(&path, into)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            into.push(path);
        }
    }
    Ok(())
}
