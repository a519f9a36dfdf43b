//! Reading other programs' problems: CSV with a heading line, or JSON lines of the API's problem. Each row is read on
//! its own, so that one that cannot be taken is told by its line and the rest goes on.

use std::collections::HashMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::post::Draft;
use super::texts::{self, Tags, Title};
use crate::clock::{Day, Timestamp, Zone};
use crate::error::{Error, Fault, Message, Result, say};

/// How a file of problems is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, the first line naming the columns.
    Csv,
    /// A JSON object a line.
    JsonLines,
}

/// One row of the file.
#[derive(Debug)]
pub struct Row {
    /// The line on which it begins, the first being 1.
    pub line: usize,
    /// The key of the team it names.
    pub team: Option<String>,
    /// The problem, or what is wrong with it.
    pub draft: Result<Draft, Vec<Fault>>,
}

/// Reads a file. The format is told by its first character: `{` begins JSON lines.
///
/// # Errors
/// `Invalid` for a CSV file whose first line names no `title`.
pub fn read(text: &str) -> Result<Vec<Row>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = match format(text) {
        Format::JsonLines => read_json_lines(text),
        Format::Csv => read_csv(text)?,
    };
    give_keys(&mut rows);
    Ok(rows)
}

/// How a text is written, told by its first character.
pub fn format(text: &str) -> Format {
    if text.trim_start().starts_with('{') {
        Format::JsonLines
    } else {
        Format::Csv
    }
}

fn read_json_lines(text: &str) -> Vec<Row> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let line_number = at + 1;
            match serde_json::from_str::<Value>(line) {
                Ok(Value::Object(fields)) => {
                    let field = |name: &str| fields.get(name).map(written).unwrap_or_default();
                    row(line_number, &field)
                }
                _ => refused(line_number, say!("import-not-json")),
            }
        })
        .collect()
}

/// A JSON value as a person would write it: a list as words between commas.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn read_csv(text: &str) -> Result<Vec<Row>> {
    let mut records = Records::of(text);
    let heading = records.next().map(|(_, fields)| fields).unwrap_or_default();
    let columns: Vec<String> = heading
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    if !columns.iter().any(|name| name == "title") {
        return Err(Error::invalid("title", say!("import-no-title-column")));
    }
    let read = |(line, fields): (usize, Vec<String>)| {
        let field = |name: &str| {
            let at = columns.iter().position(|column| column == name);
            at.and_then(|at| fields.get(at))
                .cloned()
                .unwrap_or_default()
        };
        row(line, &field)
    };
    Ok(records.map(read).collect())
}

/// The records of a CSV text: fields in quotes may hold commas, line ends and doubled quotes.
struct Records<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Records<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
        }
    }
}

impl Iterator for Records<'_> {
    type Item = (usize, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(blank) = self
            .rest
            .strip_prefix("\r\n")
            .or_else(|| self.rest.strip_prefix('\n'))
        {
            self.rest = blank;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return None;
        }
        let begins = self.line;
        let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
        let mut chars = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, char)) = chars.next() {
            match char {
                '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    field.push('"');
                    chars.next();
                }
                '"' if quoted => quoted = false,
                '"' if field.is_empty() => quoted = true,
                ',' if !quoted => fields.push(std::mem::take(&mut field)),
                '\n' if !quoted => {
                    end = at + 1;
                    self.line += 1;
                    break;
                }
                '\n' => {
                    self.line += 1;
                    field.push('\n');
                }
                other => field.push(other),
            }
        }
        if !quoted && field.ends_with('\r') {
            field.pop();
        }
        fields.push(field);
        self.rest = &self.rest[end..];
        Some((begins, fields))
    }
}

fn row(line: usize, field: &dyn Fn(&str) -> String) -> Row {
    let team = Some(field("team").trim().to_owned()).filter(|team| !team.is_empty());
    let draft = draft(field).map_err(|error| match error {
        Error::Invalid(faults) => faults,
        other => vec![Fault::new(
            "",
            say!("import-not-taken", why = other.to_string()),
        )],
    });
    Row { line, team, draft }
}

fn refused(line: usize, message: Message) -> Row {
    Row {
        line,
        team: None,
        draft: Err(vec![Fault::new("", message)]),
    }
}

fn draft(field: &dyn Fn(&str) -> String) -> Result<Draft> {
    // Another program's title may be longer than ours: what does not fit goes on in the description.
    let (title, rest) = Title::cut(&field("title"))?;
    let mut description = texts::long_text("description", &field("description"))?;
    if !rest.is_empty() {
        description = format!("…{rest}\n\n{description}").trim_end().to_owned();
    }
    let mut draft = Draft::titled(title);
    draft.description = description;
    draft.should_be = texts::long_text("should_be", &field("should_be"))?;
    draft.actual = texts::long_text("is", &field("is"))?;
    draft.tags = Tags::parse(field("tags").split([',', ';']))?;
    let impact = field("impact");
    if !impact.trim().is_empty() {
        let unknown = |_| Error::invalid("impact", say!("problem-impact-unknown"));
        draft.impact = Some(texts::impact(impact.trim().parse().map_err(unknown)?)?);
    }
    draft.posted_at = moment(field("posted_at").trim())?;
    Ok(draft)
}

fn moment(text: &str) -> Result<Option<Timestamp>> {
    if text.is_empty() {
        return Ok(None);
    }
    let instant = text.parse::<Timestamp>().ok();
    let instant = instant.or_else(|| text.parse::<Day>().ok().map(|day| day.start(&Zone::utc())));
    match instant {
        Some(at) => Ok(Some(at)),
        None => Err(Error::invalid("posted_at", say!("import-bad-date"))),
    }
}

/// Gives each row a key made of what it says, so that a file that is imported twice is taken once. Rows of one file
/// that say the same are told apart by their order.
fn give_keys(rows: &mut [Row]) {
    let mut said: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let Ok(draft) = &mut row.draft else { continue };
        let mut digest = Sha256::new();
        for part in [draft.title.as_str(), &draft.description, &draft.should_be] {
            digest.update(part.as_bytes());
            digest.update([0]);
        }
        let hash: String = digest
            .finalize()
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let times = said
            .entry(hash.clone())
            .and_modify(|times| *times += 1)
            .or_insert(1);
        draft.posting_key = Some(format!("import:{hash}:{times}"));
    }
}
