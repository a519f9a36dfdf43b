//! A folder of judged searches: `corpus.jsonl` {id, title, text}, `queries.jsonl` {id, text}, `qrels.tsv` query, document, relevance.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context as _;
use serde_json::Value;

/// What is searched.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// Documents, queries, and which answer which.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) documents: Vec<Document>,
    pub(crate) queries: Vec<Asked>,
    /// By query: documents with how well each answers.
    pub(crate) answers: HashMap<String, HashMap<String, f64>>,
}

impl Judged {
    /// Reads a folder; queries that nothing answers are left out, as nothing can be said about them.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut answers: HashMap<String, HashMap<String, f64>> = HashMap::new();
        for line in text(&folder.join("qrels.tsv"))?.lines() {
            let mut cells = line.split('\t');
            if let (Some(query), Some(document), Some(Ok(relevance))) = (
                cells.next(),
                cells.next(),
                cells.next().map(str::parse::<f64>),
            ) && relevance > 0.0
            {
                answers
                    .entry(query.to_owned())
                    .or_default()
                    .insert(document.to_owned(), relevance);
            }
        }
        let documents = rows(&folder.join("corpus.jsonl"))?
            .iter()
            .map(|row| Document {
                id: field(row, "id"),
                title: field(row, "title"),
                text: field(row, "text"),
            })
            .collect();
        let queries = rows(&folder.join("queries.jsonl"))?
            .iter()
            .map(|row| Asked {
                id: field(row, "id"),
                text: field(row, "text"),
            })
            .filter(|query| answers.contains_key(&query.id))
            .collect();
        Ok(Self {
            documents,
            queries,
            answers,
        })
    }
}

/// The objects of a file of JSON lines.
pub(crate) fn rows(path: &Path) -> anyhow::Result<Vec<Value>> {
    text(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            serde_json::from_str(line).with_context(|| format!("{}: {line:.80}", path.display()))
        })
        .collect()
}

/// A field as text, numbers included.
pub(crate) fn field(row: &Value, name: &str) -> String {
    match &row[name] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The half a query belongs to, by its id alone: weights are chosen on the one and reported on the other.
pub(crate) fn is_for_tuning(id: &str) -> bool {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The hash of a short id is mixed once more, or its last letter alone would decide.
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> 33).is_multiple_of(2)
}

fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
