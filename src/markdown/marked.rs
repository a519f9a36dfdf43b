//! A change as one reads it: the new text rendered, with the words that are new in `ins` and those that are gone in `del`.

use std::time::Duration;

use similar::{ChangeTag, DiffTag, TextDiff};

/// Longer comparisons settle for a coarser answer.
const PATIENCE: Duration = Duration::from_millis(400);
/// Where more words than these differ, marks would hide the text.
const MOST_MARKS: usize = 20_000;

/// Elements in which running text may stand.
const PHRASING: [&str; 28] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "th",
    "em",
    "strong",
    "a",
    "code",
    "pre",
    "span",
    "summary",
    "dt",
    "dd",
    "figcaption",
    "sup",
    "sub",
    "kbd",
    "s",
    "mark",
    "small",
    "del",
    "ins",
];

/// Elements without an end.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// Marks in the HTML of a new text what differs from that of the old one. Both must have been rendered by
/// [`super::render`]: the result has the tags of the new one, with `ins` and `del` around words only, and is as safe as it. None where too many words differ.
pub fn marked(old: &str, new: &str) -> Option<String> {
    let (old, new) = (pieces(old), pieces(new));
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_slices(&old, &new);
    let changed = diff.ops().iter().map(|one| match one.tag() {
        DiffTag::Equal => 0,
        _ => one.old_range().len().max(one.new_range().len()),
    });
    if changed.sum::<usize>() > MOST_MARKS {
        return None;
    }
    let mut page = Marked::default();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => page.put(change.value(), false),
            ChangeTag::Insert => page.put(change.value(), true),
            ChangeTag::Delete => page.drop(change.value()),
        }
    }
    Some(page.finish())
}

#[derive(Default)]
struct Marked<'a> {
    html: String,
    open: Vec<&'a str>,
    gone: String,
    fresh: bool,
}

impl<'a> Marked<'a> {
    /// A piece of the new text.
    fn put(&mut self, piece: &'a str, fresh: bool) {
        if let Some(name) = tag_name(piece) {
            self.end_fresh();
            if piece.starts_with("</") {
                self.write_gone();
                self.html.push_str(piece);
                self.open.pop();
            } else {
                if !self.running_text() {
                    self.write_gone();
                }
                self.html.push_str(piece);
                if !VOID.contains(&name) && !piece.ends_with("/>") {
                    self.open.push(name);
                }
            }
            return;
        }
        self.write_gone();
        let words = !piece.trim().is_empty();
        if fresh && words && !self.fresh && self.running_text() {
            self.html.push_str("<ins>");
            self.fresh = true;
        } else if !fresh {
            self.end_fresh();
        }
        self.html.push_str(piece);
    }

    /// A piece that only the old text has: its words are kept, its tags are not.
    fn drop(&mut self, piece: &str) {
        match tag_name(piece) {
            None => self.gone.push_str(piece),
            Some(_) if self.gone.ends_with(' ') || self.gone.is_empty() => {}
            Some(_) => self.gone.push(' '),
        }
    }

    fn running_text(&self) -> bool {
        self.open.last().is_some_and(|name| PHRASING.contains(name))
    }

    /// Writes the words that are gone: within running text as they are, between blocks as a paragraph of their own,
    /// elsewhere (between the items of a list) when the next running text begins.
    fn write_gone(&mut self) {
        let words = self.gone.trim_end();
        if words.trim().is_empty() {
            self.gone.clear();
            return;
        }
        let flow = self
            .open
            .last()
            .is_none_or(|name| ["blockquote", "div", "section"].contains(name));
        let html = match (self.running_text(), flow) {
            (true, _) => format!("<del>{words}</del>{}", &self.gone[words.len()..]),
            (false, true) => format!("<p><del>{words}</del></p>"),
            (false, false) => return,
        };
        self.end_fresh();
        self.html.push_str(&html);
        self.gone.clear();
    }

    fn end_fresh(&mut self) {
        if self.fresh {
            self.html.push_str("</ins>");
            self.fresh = false;
        }
    }

    fn finish(mut self) -> String {
        self.end_fresh();
        self.write_gone();
        self.html
    }
}

/// The name in a tag; none for words.
fn tag_name(piece: &str) -> Option<&str> {
    let inner = piece.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner
        .find(|next: char| !next.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    Some(&inner[..end])
}

/// Tags, words and the space between them. The renderer escapes every `<` that begins no tag, also within attributes.
fn pieces(html: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '<' => rest.find('>').map_or(rest.len(), |at| at + 1),
            first if first.is_whitespace() => rest
                .find(|next: char| !next.is_whitespace())
                .unwrap_or(rest.len()),
            _ => rest
                .find(|next: char| next == '<' || next.is_whitespace())
                .unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_words(old: &str, new: &str) -> String {
        marked(old, new).unwrap()
    }

    #[test]
    fn changed_words_are_marked_where_they_stand() {
        let marked = in_words(
            "<p>Store times locally, always.</p>\n",
            "<p>Store times in UTC, always.</p>\n",
        );
        assert_eq!(
            marked,
            "<p>Store times <del>locally,</del><ins>in UTC,</ins> always.</p>\n"
        );
    }

    #[test]
    fn a_paragraph_that_is_gone_stays_readable() {
        let marked = in_words(
            "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n",
            "<p>One.</p>\n<p>Three.</p>\n",
        );
        assert!(marked.contains("<del>Two.</del>"), "{marked}");
        assert!(
            marked.starts_with("<p>One.</p>") && marked.trim_end().ends_with("Three.</p>"),
            "{marked}"
        );
    }

    #[test]
    fn marks_never_stand_between_the_items_of_a_list() {
        let marked = in_words(
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
            "<ul>\n<li>a</li>\n<li>c</li>\n</ul>",
        );
        assert_eq!(
            marked,
            "<ul>\n<li>a</li>\n<li><del>b</del><ins>c</ins></li>\n</ul>"
        );
    }

    #[test]
    fn the_same_text_has_no_marks() {
        let html = "<p>a <a href=\"/x?a=1&amp;b=2\">b</a><br> c</p>";
        assert_eq!(in_words(html, html), html);
    }

    #[test]
    fn too_many_marks_are_none() {
        let many = |word: &str| format!("<p>{}</p>", format!("{word} ").repeat(2 * MOST_MARKS));
        assert_eq!(marked(&many("a"), &many("b")), None);
    }
}
