//! The writer's blocks that need more than a pair of tags: headings, callouts, the cells of tables, tasks.

use pulldown_cmark::{Alignment, BlockQuoteKind, HeadingLevel};

use super::escape::attribute;
use super::page::{Frame, Page};
use super::render::{Heading, Headings};
use crate::i18n;

/// So many headings have an anchor and stand in the contents.
const MOST_ANCHORS: usize = 2_000;

impl Page<'_> {
    pub(super) fn end_of_heading(&mut self, from: usize, level: HeadingLevel) {
        let words = self.words.take().unwrap_or_default();
        let inner = self.out.split_off(from.min(self.out.len()));
        let headings = self.view.headings;
        if headings == Headings::WithoutTitle && !self.title_left_out && !words.trim().is_empty() {
            self.title_left_out = true;
            return;
        }
        let written = level as u8;
        let wanted = match headings {
            Headings::AsWritten => written,
            Headings::Below => written + 1,
            Headings::WithoutTitle => written.max(2),
        };
        // No level is skipped on the way down, so that the outline can be walked by ear.
        let level = wanted.min(self.last_level + 1).min(6);
        self.last_level = level;
        if self.contents.len() >= MOST_ANCHORS {
            self.out
                .push_str(&format!("<h{level}>{inner}</h{level}>\n"));
            return;
        }
        let id = self.anchors.give(&words, self.view.scope);
        let anchor = format!(
            "<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\">#</a>"
        );
        self.out.push_str(&format!(
            "<h{level} id=\"{id}\">{inner}{anchor}</h{level}>\n"
        ));
        if self.open.is_empty() {
            let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.contents.push(Heading { level, id, text });
        }
    }

    pub(super) fn callout(&mut self, kind: BlockQuoteKind) -> Frame {
        let (name, key) = match kind {
            BlockQuoteKind::Note => ("note", "markdown-note"),
            BlockQuoteKind::Tip => ("tip", "markdown-tip"),
            BlockQuoteKind::Important => ("important", "markdown-important"),
            BlockQuoteKind::Warning => ("warning", "markdown-warning"),
            BlockQuoteKind::Caution => ("caution", "markdown-caution"),
        };
        let title = i18n::say(self.view.language, key);
        self.out.push_str(&format!(
            "<div class=\"callout callout-{name}\" role=\"note\">\n<p class=\"callout-title\">{title}</p>\n"
        ));
        Frame::Close("</div>\n")
    }

    pub(super) fn end_of_cell(&mut self, from: usize) {
        let inner = self.out.split_off(from.min(self.out.len()));
        let name = if self.in_head && !inner.is_empty() {
            "th"
        } else {
            "td"
        };
        self.out.push('<');
        self.out.push_str(name);
        if name == "th" {
            self.out.push_str(" scope=\"col\"");
        }
        self.out.push_str(match self.aligned.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        });
        self.out.push('>');
        self.out.push_str(&inner);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.column += 1;
    }

    pub(super) fn task(&mut self, done: bool) {
        if let Some(at) = self.item_at.take().filter(|at| {
            self.out
                .get(*at..)
                .is_some_and(|rest| rest.starts_with('>'))
        }) {
            self.out.insert_str(at, " class=\"task\"");
        }
        let key = if done {
            "markdown-done"
        } else {
            "markdown-to-do"
        };
        self.out.push_str("<input type=\"checkbox\" disabled");
        self.out.push_str(if done { " checked" } else { "" });
        attribute(
            "aria-label",
            i18n::say(self.view.language, key),
            &mut self.out,
        );
        self.out.push_str("> ");
    }
}
