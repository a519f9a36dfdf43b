//! What a markdown text says, in plain words: its running text, its headings and its code apart, since a word counts otherwise in each.

use crate::markdown;

/// What one markdown text says, or several of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// The running text, one block a line.
    pub(super) text: String,
    /// The headings, one a line.
    pub(super) headings: String,
    /// Blocks of code, and code within sentences, one a line.
    pub(super) code: String,
}

impl Said {
    /// What a text says beside a title. The first heading is one like the others where it is not the title.
    pub(super) fn beside(title: &str, text: &str) -> Self {
        let plain = markdown::plain(text);
        let mut said = Self {
            text: plain.body,
            headings: String::new(),
            code: plain.code,
        };
        let first = plain.title.trim();
        if first != title.trim() {
            push(&mut said.headings, first);
        }
        push(&mut said.headings, &plain.headings);
        said
    }

    /// What a text says that has no title.
    pub(super) fn of(text: &str) -> Self {
        Self::beside("", text)
    }

    /// Adds what another text says.
    pub(super) fn add(&mut self, other: &Self) {
        push(&mut self.text, &other.text);
        push(&mut self.headings, &other.headings);
        push(&mut self.code, &other.code);
    }
}

/// Adds a text on lines of its own.
fn push(text: &mut String, more: &str) {
    if !more.is_empty() {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(more);
    }
}
