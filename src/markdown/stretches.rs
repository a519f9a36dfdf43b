//! A long page on its way through the sanitiser, a stretch at a time: the sanitiser builds every element of what it is given in memory, many
//! times the size of the text.
//!
//! A stretch ends where elements may be open. They are closed for the sanitiser, and opened again for the next stretch; what was added for
//! it is taken off what it gives back.

use super::clean::clean;
use super::page::{Frame, Page};

/// How each element that may be open between two stretches begins and ends.
const ELEMENTS: [(&str, &str); 13] = [
    ("<p>", "</p>\n"),
    ("<ul>\n", "</ul>\n"),
    ("<ol>\n", "</ol>\n"),
    ("<li>", "</li>\n"),
    ("<blockquote>\n", "</blockquote>\n"),
    ("<div>\n", "</div>\n"),
    ("<div>\n<table>\n<tbody>\n", "</tbody>\n</table>\n</div>\n"),
    ("<tr>", "</tr>\n"),
    ("<em>", "</em>"),
    ("<strong>", "</strong>"),
    ("<del>", "</del>"),
    ("<sup>", "</sup>"),
    // Too deep to be one.
    ("", ""),
];

/// How the head of a table ends. While it is open the body of the table is not.
pub(super) const END_OF_TABLE_HEAD: &str = "</tr>\n</thead>\n<tbody>\n";

/// The elements that are open at a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    opens: String,
    closes: String,
}

impl Around {
    /// Adds an element by how it ends; none for one that has to be written whole.
    pub(super) fn element(&mut self, closes: &str) -> Option<()> {
        if closes == END_OF_TABLE_HEAD {
            let body = self.opens.len().checked_sub("<tbody>\n".len())?;
            self.opens.replace_range(body.., "<thead>\n<tr>");
            self.closes.insert_str(0, closes);
            return Some(());
        }
        let (opens, _) = ELEMENTS.iter().find(|(_, known)| *known == closes)?;
        self.opens.push_str(opens);
        self.closes.insert_str(0, closes);
        Some(())
    }

    /// Adds bare tags.
    pub(super) fn raw(&mut self, names: impl Iterator<Item = &'static str>) {
        for name in names {
            self.opens.extend(["<", name, ">"]);
            self.closes.insert_str(0, &format!("</{name}>"));
        }
    }
}

impl Page<'_> {
    /// Sanitises what is written so far, once it is long enough and can be taken apart here.
    pub(super) fn hand_over(&mut self) {
        if self.out.len() < Stretches::LENGTH {
            return;
        }
        let Some(around) = self.around() else { return };
        self.clean.take(&self.out, around);
        self.out.clear();
        self.item_at = None;
    }

    /// The elements that are open here; none where one of them has to be written whole.
    fn around(&self) -> Option<Around> {
        let mut around = Around::default();
        for (depth, frame) in self.open.iter().enumerate() {
            around.raw(self.raw.opened_at(depth));
            match frame {
                Frame::Close(closes) => around.element(closes)?,
                _ => return None,
            }
        }
        around.raw(self.raw.opened_at(self.open.len()));
        Some(around)
    }
}

/// The part of a page that is sanitised.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    html: String,
    /// What is open where it ends.
    around: Around,
}

impl Stretches {
    /// What is written is sanitised once it has so many bytes.
    pub(super) const LENGTH: usize = 8 * 1024;

    /// How long what is sanitised is.
    pub(super) fn len(&self) -> usize {
        self.html.len()
    }

    /// Adds what was written since, up to a place with these elements around it.
    pub(super) fn take(&mut self, written: &str, around: Around) {
        let before = std::mem::replace(&mut self.around, around);
        let closes = &self.around.closes;
        let whole = [&before.opens, written, closes].concat();
        let cleaned = clean(&whole);
        let inner = cleaned
            .strip_prefix(&before.opens)
            .and_then(|rest| rest.strip_suffix(closes));
        match inner {
            Some(inner) => self.html.push_str(inner),
            // Never, unless the writer wrote what the sanitiser mends: then safe comes before whole.
            None => self.html.push_str(&clean(written)),
        }
    }

    /// The whole page, with what is to stand before it and the rest of what was written.
    pub(super) fn finish(mut self, before: &str, rest: &str) -> String {
        self.take(rest, Around::default());
        if !before.is_empty() {
            self.html.insert_str(0, &clean(before));
        }
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::super::render::{View, render};

    #[test]
    fn a_long_page_is_the_same_in_stretches() {
        let quote = |text: &str| format!("> {}\n", text.trim_end().replace('\n', "\n> "));
        let list =
            "- one *two* three\n- [x] done\n  1. deep\n  2. deeper\n\n     and a paragraph\n";
        let table = "| a | b |\n|---|:-:|\n".to_owned() + &"| *c* & | `d` |\n".repeat(3_000);
        let wide = "|*a*".repeat(1_500) + "\n" + &"|-".repeat(1_500) + "\n" + &"|b".repeat(1_500);
        let texts = [
            wide,
            list.repeat(900),
            quote(&list.repeat(600)),
            table,
            "**word** and *another* ~~gone~~ ".repeat(3_000),
            format!(
                "<details>\n\n{}\n</details>\n",
                "A paragraph.\n\n".repeat(4_000)
            ),
            "> [!NOTE]\n".to_owned() + &"> A line with <kbd>Esc</kbd> in it.\n>\n".repeat(2_000),
            "# One\n\nText[^1].\n\n".repeat(1_000) + "[^1]: Note.\n",
        ];
        for text in texts {
            let html = render(&text, View::default()).html;
            assert!(html.len() > 2 * super::Stretches::LENGTH, "{}", html.len());
            assert_eq!(super::clean(&html), html, "{}", &text[..40]);
        }
    }
}
