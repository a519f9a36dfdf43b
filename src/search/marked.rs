//! Text with its matches marked, free of any markup.

/// A text, and where in it something was searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    text: String,
    /// Where each match begins and ends, in order.
    spans: Vec<(usize, usize)>,
}

/// A stretch of a text, marked when it is what was searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The text, plain.
    pub text: &'a str,
    /// Whether it matched.
    pub marked: bool,
}

impl Marked {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            spans: Vec::new(),
        }
    }

    /// A text on one line, nothing of it marked.
    pub(super) fn plain(text: &str) -> Self {
        let mut plain = Self::with_capacity(text.len());
        plain.push(text, false);
        plain
    }

    /// The text without its marks.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text without its marks, its own from now on.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What matched and what stands between, in order.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        let ends = self.spans.iter().map(|(_, end)| *end);
        let starts = std::iter::once(0).chain(ends);
        let rest = std::iter::once((self.text.len(), self.text.len()));
        starts
            .zip(self.spans.iter().copied().chain(rest))
            .flat_map(|(from, (start, end))| [(from, start, false), (start, end, true)])
            .filter(|(from, to, _)| from < to)
            .map(|(from, to, marked)| Segment {
                text: &self.text[from..to],
                marked,
            })
    }

    /// The text as HTML that is safe to show: everything escaped, matches in `<mark>`.
    pub fn html(&self) -> String {
        let mut html = String::with_capacity(self.text.len() + 13 * self.spans.len() + 32);
        for segment in self.segments() {
            if segment.marked {
                html.push_str("<mark>");
            }
            escape(segment.text, &mut html);
            if segment.marked {
                html.push_str("</mark>");
            }
        }
        html
    }

    /// Adds a stretch on one line: every run of blanks becomes one space.
    pub(super) fn push(&mut self, text: &str, marked: bool) {
        let start = self.text.len();
        let bytes = text.as_bytes();
        let (mut clean, mut at) = (0, 0);
        let mut after_blank = self.text.ends_with(' ');
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_graphic() || byte == b' ' && !after_blank {
                after_blank = byte == b' ';
                at += 1;
                continue;
            }
            let Some(letter) = text[at..].chars().next() else {
                break;
            };
            let next = at + letter.len_utf8();
            if letter.is_whitespace() || letter.is_control() {
                self.text.push_str(&text[clean..at]);
                if !after_blank {
                    self.text.push(' ');
                }
                after_blank = true;
                clean = next;
            } else {
                after_blank = false;
            }
            at = next;
        }
        self.text.push_str(&text[clean..]);
        if marked && start < self.text.len() {
            self.spans.push((start, self.text.len()));
        }
    }
}

fn escape(text: &str, html: &mut String) {
    let mut clean = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.push_str(&text[clean..at]);
        html.push_str(escaped);
        clean = at + 1;
    }
    html.push_str(&text[clean..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_become_one_and_markup_is_escaped() {
        let mut marked = Marked::with_capacity(0);
        marked.push("a \n b  <", false);
        marked.push("c&d", true);
        marked.push("\t e", false);
        assert_eq!(marked.as_str(), "a b <c&d e");
        assert_eq!(marked.html(), "a b &lt;<mark>c&amp;d</mark> e");
        let parts: Vec<_> = marked
            .segments()
            .map(|part| (part.text, part.marked))
            .collect();
        assert_eq!(parts, [("a b <", false), ("c&d", true), (" e", false)]);
    }
}
