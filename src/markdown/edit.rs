//! Changes one key of a front matter by editing its lines only. Whatever else stands there (unknown keys, comments, spacing, line
//! endings, the text) keeps its bytes.

use std::ops::Range;

use super::document::{Document, Flaw, Meta, Status, read, text_of};
use super::front_matter::{byte_order_mark, is_key, key_of};
use super::lines::{ending_of, lines};
use crate::error::say;

/// What a key is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// One text.
    Text(&'a str),
    /// A list, written on one line.
    List(&'a [String]),
}

/// The text with this key set to this value: changed where it stands, else added at the end of the front matter, which is begun where
/// there is none. A front matter that cannot be edited line by line is refused rather than rewritten.
pub fn set(bytes: &[u8], key: &str, value: Value<'_>) -> Result<Vec<u8>, Vec<Flaw>> {
    let before = read(bytes)?;
    let text = text_of(bytes).map_err(|flaw| vec![flaw])?;
    let written = written(value);
    let changed = match &before.front_matter {
        None => begin(text, key, &written),
        Some(yaml) => match entry(text, yaml, key) {
            Some(entry) => splice(text, entry.value, &format!(" {written}{}", entry.tail)),
            None => {
                let ending = ending_of(text);
                splice(
                    text,
                    yaml.end..yaml.end,
                    &format!("{key}: {written}{ending}"),
                )
            }
        },
    };
    let refused = || {
        vec![Flaw::new(
            1,
            1,
            say!("markdown-not-editable", key = key.to_owned()),
        )]
    };
    let after = read(changed.as_bytes()).map_err(|_| refused())?;
    let body_kept = before.body(text) == after.body(&changed);
    if !body_kept || !same_but(&before, &after, key) {
        return Err(refused());
    }
    Ok(changed.into_bytes())
}

/// The part of a text that a key's value takes, and what of its last line stays.
struct Place {
    value: Range<usize>,
    tail: String,
}

/// Where the value of this key stands.
fn entry(text: &str, yaml: &Range<usize>, key: &str) -> Option<Place> {
    let all: Vec<_> = lines(&text[yaml.clone()]).collect();
    let (at, colon) = all.iter().enumerate().find_map(|(at, line)| {
        key_of(line.text)
            .filter(|found| found.0 == key)
            .map(|found| (at, found.1))
    })?;
    let line = all[at];
    let start = yaml.start + line.start + colon + 1;
    let following = all[at + 1..].iter().take_while(|next| !is_key(next.text));
    let last = following
        .filter(|next| continues(next.text))
        .last()
        .copied()
        .unwrap_or(line);
    if last.number != line.number {
        return Some(Place {
            value: start..yaml.start + last.start + last.text.len(),
            tail: String::new(),
        });
    }
    let rest = &line.text[colon + 1..];
    Some(Place {
        value: start..start + rest.len(),
        tail: comment(rest).to_owned(),
    })
}

/// Whether a line that begins no key belongs to the value above it, rather than being a remark between two keys.
fn continues(line: &str) -> bool {
    let inner = line.trim();
    let indented = line.starts_with([' ', '\t']);
    !inner.is_empty() && (indented || !inner.starts_with('#'))
}

/// The remark at the end of a line, with the space before it.
fn comment(rest: &str) -> &str {
    let mut quote = None;
    let mut last = ' ';
    for (at, next) in rest.char_indices() {
        match quote {
            Some(open) if next == open => quote = None,
            Some(_) => {}
            None if "\"'".contains(next) && (last.is_whitespace() || "[,".contains(last)) => {
                quote = Some(next)
            }
            None if next == '#' && last.is_whitespace() => {
                let space = rest[..at].trim_end().len();
                return &rest[space..];
            }
            None => {}
        }
        last = next;
    }
    ""
}

fn begin(text: &str, key: &str, written: &str) -> String {
    let mark = byte_order_mark(text);
    let ending = ending_of(&text[mark..]);
    let head = format!("---{ending}{key}: {written}{ending}---{ending}");
    splice(text, mark..mark, &head)
}

fn splice(text: &str, range: Range<usize>, with: &str) -> String {
    [&text[..range.start], with, &text[range.end..]].concat()
}

/// Whether nothing but this key says something else.
fn same_but(before: &Document, after: &Document, key: &str) -> bool {
    let without = |meta: &Meta| {
        let mut meta = meta.clone();
        match key {
            "status" => {
                meta.status = Status::Active;
                meta.superseded_by.clear();
                meta.supersedes.clear();
                meta.records.clear();
                meta.is_proposed = false;
            }
            "tags" => meta.tags.clear(),
            "team" => meta.team = None,
            "solves" => meta.solves.clear(),
            "supersedes" => meta.supersedes.clear(),
            "applies_to" => meta.applies_to.clear(),
            "enforced_by" => meta.enforced_by = None,
            "retired_because" => meta.retired_because = None,
            "review_by" => meta.review_by = None,
            "lang" => meta.lang = None,
            "reading" => meta.reading = None,
            "title" => meta.title = None,
            _ => {}
        }
        meta
    };
    without(&before.meta) == without(&after.meta)
}

fn written(value: Value<'_>) -> String {
    match value {
        Value::Text(text) => scalar(text),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| scalar(item)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// A text as YAML: bare when it can only be read as this text, else between double quotes.
fn scalar(text: &str) -> String {
    let harmless = |next: char| next.is_alphanumeric() || "-_./+ ".contains(next);
    let word = text.starts_with(char::is_alphabetic) && !text.ends_with(' ');
    let day = text.parse::<crate::clock::Day>().is_ok();
    let number = text.len() <= 9
        && text.starts_with(|next: char| ('1'..='9').contains(&next))
        && text.bytes().all(|next| next.is_ascii_digit());
    let spoken_for = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let bare = (word && text.chars().all(harmless)) || day || number;
    if bare && !spoken_for.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for next in text.chars() {
        match next {
            '"' | '\\' => quoted.extend(['\\', next]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            next if next.is_control() || "\u{feff}\u{2028}\u{2029}".contains(next) => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(next)))
            }
            next => quoted.push(next),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retired(text: &str) -> String {
        let bytes = set(text.as_bytes(), "status", Value::Text("retired")).expect("editable");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn a_key_changes_where_it_stands_and_keeps_its_remark() {
        let text = "---\r\nmine: 1\r\nstatus:   active # for now\r\ntags: [a]\r\n---\r\n# A\r\n";
        assert_eq!(retired(text), text.replace("   active", " retired"));
        let text = "---\n'status': \"active\"\n---\n# A\n";
        assert_eq!(retired(text), "---\n'status': retired\n---\n# A\n");
    }

    #[test]
    fn a_key_is_added_and_a_front_matter_begun() {
        assert_eq!(
            retired("---\ntags:\n- a\n# end\n---\n# A"),
            "---\ntags:\n- a\n# end\nstatus: retired\n---\n# A"
        );
        assert_eq!(
            retired("\u{feff}# A\r\n"),
            "\u{feff}---\r\nstatus: retired\r\n---\r\n# A\r\n"
        );
    }

    #[test]
    fn a_value_over_several_lines_is_replaced_whole() {
        let text = "---\ntags: # which\n  - a\n\n  - b\n# about the team\nteam: web\n---\n# A\n";
        let tags = ["a".to_owned(), "c: d".to_owned()];
        let bytes = set(text.as_bytes(), "tags", Value::List(&tags)).expect("editable");
        let expected = "---\ntags: [a, \"c: d\"]\n# about the team\nteam: web\n---\n# A\n";
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }

    #[test]
    fn what_cannot_be_edited_by_line_is_refused() {
        assert!(
            set(
                b"---\n{status: active}\n---\n# A\n",
                "status",
                Value::Text("retired")
            )
            .is_err()
        );
    }
}
