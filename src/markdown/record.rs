//! Decision records in their two usual forms, MADR and adr-tools: what they say in the text about being in force. Where the
//! words are not theirs, nothing is concluded.

use super::document::{Meta, Status};
use super::lines::lines;
use crate::clock::Day;
use crate::id::StandardId;

/// How far into a text a record says its status.
const LINES_READ: usize = 80;

/// What a record names: by the number of its file, or as this program does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// `S-4` of `S-4`, `4`, `ADR-0004` and `[4. Use it](0004-use-it.md)`.
    pub(super) id: StandardId,
    /// Set when the number is that of a file: its name, empty where only the number is told.
    pub(super) file: Option<String>,
}

/// Fills in what the text says where the front matter was silent.
pub(super) fn read(body: &str, meta: &mut Meta) {
    let mut in_status = false;
    let mut sections = 0;
    let (mut day, mut is_record) = (None, false);
    for line in lines(body).take(LINES_READ) {
        let text = line.text.trim();
        if let Some(heading) = text.strip_prefix("## ") {
            in_status = heading.trim().eq_ignore_ascii_case("status");
            sections += 1;
        } else if in_status {
            is_record |= apply(text, meta);
        } else if sections == 0 {
            let item = text.strip_prefix("* ").or_else(|| text.strip_prefix("- "));
            let pair = item.unwrap_or(text).split_once(':');
            match pair.map(|(key, value)| (key.trim().to_lowercase(), value.trim())) {
                Some((key, value)) if key == "status" && item.is_some() => {
                    is_record |= apply(value, meta);
                }
                Some((key, value)) if key == "date" => day = self::day(value),
                _ => {}
            }
        }
    }
    // Any text may have a line with a date; one that says its status is a record.
    meta.decided = day.filter(|_| is_record);
}

/// When a record says in its text that it was decided, whatever else is said of it at its head.
pub(super) fn decided(body: &str) -> Option<Day> {
    let mut meta = Meta::default();
    read(body, &mut meta);
    meta.decided
}

/// A status in the words of this program or of decision records, with the standard that it names as successor.
pub(super) fn status(text: &str) -> Option<(Status, Option<Named>)> {
    // Templates of records leave remarks behind.
    let text = text.split("<!--").next().unwrap_or(text).trim();
    let lower = text.to_lowercase();
    let status = match lower.as_str() {
        "active" | "accepted" | "proposed" => Status::Active,
        "superseded" | "superceded" => Status::Superseded,
        "retired" | "deprecated" | "rejected" => Status::Retired,
        _ => {
            let words = ["superseded by", "superceded by"]
                .iter()
                .find(|words| lower.starts_with(**words))?;
            return Some((Status::Superseded, named(text.get(words.len()..)?)));
        }
    };
    Some((status, None))
}

/// Whether these words say that nobody has agreed yet.
pub(super) fn is_proposed(text: &str) -> bool {
    let text = text.split("<!--").next().unwrap_or(text);
    text.trim().eq_ignore_ascii_case("proposed")
}

/// The day that a record gives.
pub(super) fn day(text: &str) -> Option<Day> {
    let text = text.trim().trim_matches(['"', '\'']);
    text.get(..10)?.parse().ok()
}

/// The standard that a word, a file's name or a link names: `S-4`, `4`, `ADR-0004`, `[4. Use it](0004-use-it.md)`.
pub(super) fn standard(text: &str) -> Option<StandardId> {
    named(text).map(|named| named.id)
}

/// The same, and how it is named.
pub(super) fn named(text: &str) -> Option<Named> {
    let text = text.trim();
    let target = match (text.find("]("), text.starts_with('[')) {
        (Some(at), true) => text[at + 2..].split([')', '#']).next()?,
        _ => text,
    };
    let name = target.rsplit('/').next().unwrap_or(target).trim();
    if let Ok(id) = name.parse() {
        return Some(Named { id, file: None });
    }
    let lower = name.to_lowercase();
    let rest = ["adr-", "adr ", "s-"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &rest[digits..];
    if !(1..=15).contains(&digits) || !(tail.is_empty() || tail.starts_with(['-', '.', ' ', '_'])) {
        return None;
    }
    let number: i64 = rest[..digits].parse().ok()?;
    let file = if lower.ends_with(".md") { name } else { "" };
    (number > 0).then(|| Named {
        id: StandardId::new(number),
        file: Some(file.to_owned()),
    })
}

/// Whose place a text takes, or who took its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Supersedes,
    SupersededBy,
}

/// Notes what a text names, once.
pub(super) fn note(meta: &mut Meta, way: Way, named: Named) {
    let list = match way {
        Way::Supersedes => &mut meta.supersedes,
        Way::SupersededBy => &mut meta.superseded_by,
    };
    if !list.contains(&named.id) {
        list.push(named.id);
    }
    if let Some(file) = named.file {
        meta.records.entry(named.id).or_insert(file);
    }
}

/// Takes a line about the status; whether it is one.
fn apply(text: &str, meta: &mut Meta) -> bool {
    if let Some((status, by)) = status(text) {
        // What was proposed may be accepted a line below.
        meta.is_proposed = is_proposed(text);
        if meta.status == Status::Active {
            meta.status = status;
        }
        if let Some(by) = by {
            note(meta, Way::SupersededBy, by);
        }
        return true;
    }
    let lower = text.to_lowercase();
    let taken = ["supersedes ", "supercedes "]
        .iter()
        .find(|words| lower.starts_with(**words))
        .and_then(|words| text.get(words.len()..))
        .and_then(named);
    let is_one = taken.is_some();
    if let Some(taken) = taken {
        note(meta, Way::Supersedes, taken);
    }
    is_one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(body: &str) -> Meta {
        let mut meta = Meta::default();
        read(body, &mut meta);
        meta
    }

    #[test]
    fn records_of_adr_tools_say_what_took_their_place() {
        let old = "# 2. Use it\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\nSuperceded by [3. Use that](0003-use-that.md)\n\n## Context\n\nRejected\n";
        let read = meta(old);
        assert_eq!(read.status, Status::Superseded);
        assert_eq!(read.superseded_by, [StandardId::new(3)]);
        assert_eq!(read.records[&StandardId::new(3)], "0003-use-that.md");
        assert_eq!(read.decided, Day::new(2016, 2, 12));
        let new =
            "# 3. Use that\n\n## Status\n\nAccepted\n\nSupercedes [2. Use it](0002-use-it.md)\n";
        assert_eq!(meta(new).supersedes, [StandardId::new(2)]);
        assert_eq!(meta(new).status, Status::Active);
    }

    #[test]
    fn records_of_madr_say_it_in_a_list() {
        assert_eq!(
            meta("# A\n\n* Status: deprecated\n* Date: 2020-01-01\n").status,
            Status::Retired
        );
        let accepted = meta("# A\n\n* Status: accepted <!-- optional -->\n* Date: 2020-01-01\n");
        assert_eq!(accepted.status, Status::Active);
        let proposed = |text| meta(text).is_proposed;
        assert!(proposed("# A\n\n* Status: proposed <!-- optional -->\n"));
        assert!(proposed("# A\n\n## Status\n\nProposed\n"));
        assert!(!proposed("# A\n\n## Status\n\nProposed\n\nAccepted\n"));
        assert_eq!(
            meta("# A\n\n- Status: superseded by [ADR-0012](0012-b.md)\n").superseded_by,
            [StandardId::new(12)]
        );
    }

    #[test]
    fn other_words_conclude_nothing() {
        assert_eq!(
            meta("# A\n\n## Status\n\nWorks on my machine\n"),
            Meta::default()
        );
        // A line with a date makes no record.
        assert_eq!(meta("# A\n\nDate: 2016-02-12\n"), Meta::default());
        assert_eq!(standard("12th"), None);
        assert_eq!(standard("S-4"), Some(StandardId::new(4)));
        assert_eq!(standard("0"), None);
    }
}
