//! Decision records in their two usual forms, MADR and adr-tools: what they say in the text about being in force. Where the
//! words are not theirs, nothing is concluded.

use super::document::{Meta, Status};
use super::lines::lines;
use crate::id::StandardId;

/// How far into a text a record says its status.
const LINES_READ: usize = 80;

/// Fills in what the text says where the front matter was silent.
pub(super) fn read(body: &str, meta: &mut Meta) {
    let mut in_status = false;
    let mut sections = 0;
    for line in lines(body).take(LINES_READ) {
        let text = line.text.trim();
        if let Some(heading) = text.strip_prefix("## ") {
            in_status = heading.trim().eq_ignore_ascii_case("status");
            sections += 1;
        } else if in_status {
            apply(text, meta);
        } else if sections == 0 {
            let item = text.strip_prefix("* ").or_else(|| text.strip_prefix("- "));
            let value = item.and_then(|item| item.split_once(':'));
            if let Some((_, value)) =
                value.filter(|(key, _)| key.trim().eq_ignore_ascii_case("status"))
            {
                apply(value.trim(), meta);
            }
        }
    }
}

/// A status in the words of this program or of decision records, with the standards that it names as successors.
pub(super) fn status(text: &str) -> Option<(Status, Vec<StandardId>)> {
    let lower = text.trim().to_lowercase();
    let status = match lower.as_str() {
        "active" | "accepted" | "proposed" => Status::Active,
        "superseded" | "superceded" => Status::Superseded,
        "retired" | "deprecated" | "rejected" => Status::Retired,
        _ => {
            let named = ["superseded by", "superceded by"]
                .iter()
                .find_map(|words| lower.strip_prefix(words))?;
            return Some((Status::Superseded, standard(named).into_iter().collect()));
        }
    };
    Some((status, Vec::new()))
}

/// The standard that a word, a file's name or a link names: `S-4`, `4`, `ADR-0004`, `[4. Use it](0004-use-it.md)`.
pub(super) fn standard(text: &str) -> Option<StandardId> {
    let text = text.trim();
    let target = match (text.find("]("), text.starts_with('[')) {
        (Some(at), true) => text[at + 2..].split([')', '#']).next()?,
        _ => text,
    };
    let name = target.rsplit('/').next().unwrap_or(target);
    let lower = name.trim().to_lowercase();
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
    (number > 0).then(|| StandardId::new(number))
}

fn apply(text: &str, meta: &mut Meta) {
    if let Some((status, by)) = status(text) {
        if meta.status == Status::Active {
            meta.status = status;
        }
        add(&mut meta.superseded_by, by);
        return;
    }
    let lower = text.to_lowercase();
    let taken = ["supersedes ", "supercedes "]
        .iter()
        .find(|words| lower.starts_with(**words))
        .and_then(|words| text.get(words.len()..))
        .and_then(standard);
    add(&mut meta.supersedes, taken);
}

fn add(list: &mut Vec<StandardId>, more: impl IntoIterator<Item = StandardId>) {
    for id in more {
        if !list.contains(&id) {
            list.push(id);
        }
    }
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
        assert_eq!(standard("12th"), None);
        assert_eq!(standard("S-4"), Some(StandardId::new(4)));
        assert_eq!(standard("0"), None);
    }
}
