//! Footnotes: collected while the text is written, set at its end, each with the way back.

use std::collections::HashMap;

use super::escape::attribute;
use super::render::View;
use crate::i18n;

/// So many marks lead to their notes; what a text has beyond them only names the note.
const MOST_LINKS: usize = 2_000;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    links: usize,
    /// Labels in the order in which they were first met; a note's number is its place.
    order: Vec<String>,
    numbers: HashMap<String, usize>,
    texts: HashMap<String, String>,
}

impl Notes {
    /// Writes the mark that refers to a note.
    pub(super) fn refer(&mut self, label: &str, view: View<'_>, out: &mut String) {
        let first = !self.numbers.contains_key(label);
        let number = self.number(label);
        self.links += 1;
        if self.links > MOST_LINKS {
            out.push_str(&format!("<sup>{number}</sup>"));
            return;
        }
        let scope = view.scope;
        out.push_str("<sup class=\"note-ref\"><a");
        attribute("href", &format!("#n-{scope}{number}"), out);
        if first {
            attribute("id", &format!("r-{scope}{number}"), out);
        }
        out.push_str(&format!(">{number}</a></sup>"));
    }

    /// Keeps the text of a note; the first with a label counts, what another one says is not lost.
    pub(super) fn define(&mut self, label: String, html: String) {
        self.texts.entry(label).or_default().push_str(&html);
    }

    /// Writes all notes, those that nothing refers to as the last.
    pub(super) fn write(mut self, view: View<'_>, out: &mut String) {
        let referred = self.order.len();
        let mut others: Vec<String> = self
            .texts
            .keys()
            .filter(|label| !self.numbers.contains_key(*label))
            .cloned()
            .collect();
        others.sort();
        for label in others {
            self.number(&label);
        }
        if self.texts.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\"");
        attribute(
            "aria-label",
            i18n::say(view.language, "markdown-footnotes"),
            out,
        );
        out.push_str(">\n<ol>\n");
        let back = i18n::say(view.language, "markdown-note-back");
        let scope = view.scope;
        for (index, label) in self.order.iter().enumerate() {
            let number = index + 1;
            out.push_str(&format!("<li id=\"n-{scope}{number}\">"));
            out.push_str(self.texts.get(label).map_or("", |html| html.trim_end()));
            if index < referred {
                out.push_str(" <a class=\"note-back\"");
                attribute("href", &format!("#r-{scope}{number}"), out);
                attribute("aria-label", &format!("{back} {number}"), out);
                out.push_str(">↩</a>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }

    fn number(&mut self, label: &str) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        self.order.push(label.to_owned());
        self.numbers.insert(label.to_owned(), self.order.len());
        self.order.len()
    }
}
