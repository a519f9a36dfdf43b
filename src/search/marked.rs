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
            if !(after_blank && byte == b' ') {
                let over = at + on_one_line(&bytes[at..]);
                if over > at {
                    after_blank = bytes[over - 1] == b' ';
                    at = over;
                    continue;
                }
            }
            // The rest of a letter whose beginning was passed over with others.
            let is_rest = matches!(byte, 0x80..=0xbf);
            if byte.is_ascii_graphic() || byte == b' ' && !after_blank || is_rest {
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

/// So many bytes are looked at as one.
const LOT: usize = 16;

/// How many bytes from here on, in whole lots, stay as they are on one line: no blank but single spaces, nothing that controls.
fn on_one_line(bytes: &[u8]) -> usize {
    // Blanks and controls beyond ASCII begin with one of these, as a good many letters do, which are then looked at one by one.
    let is_odd =
        |byte: u8| (byte < b' ') | (byte == 0x7f) | (byte == 0xc2) | (0xe1..=0xe3).contains(&byte);
    let (lots, _) = bytes.as_chunks::<LOT>();
    let (nexts, _) = bytes.get(1..).unwrap_or_default().as_chunks::<LOT>();
    let is_plain = |(lot, nexts): &(&[u8; LOT], &[u8; LOT])| {
        // All of a lot is looked at, whatever its first bytes are: the processor does it at once.
        let pairs = lot.iter().zip(*nexts);
        !pairs.fold(false, |odd, (byte, next)| {
            odd | is_odd(*byte) | ((*byte == b' ') & (*next == b' '))
        })
    };
    let plain = LOT * lots.iter().zip(nexts).take_while(is_plain).count();
    // What is left of a text that is plain so far is less than two lots: the last one is looked at too, with some bytes once more.
    let last = bytes.len().saturating_sub(1);
    match (bytes[..last].last_chunk(), bytes.last_chunk()) {
        (Some(lot), Some(nexts)) if plain + LOT > last && is_plain(&(lot, nexts)) => last,
        _ => plain,
    }
}

fn escape(text: &str, html: &mut String) {
    let is_markup = |byte: u8| {
        (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'')
    };
    let is_plain = |lot: &[u8; LOT]| !lot.iter().fold(false, |any, byte| any | is_markup(*byte));
    let bytes = text.as_bytes();
    let mut clean = 0;
    for (number, lot) in bytes.chunks(LOT).enumerate() {
        // The last lot is seldom whole: the bytes before it are looked at once more then.
        let whole = lot.first_chunk().or(bytes.last_chunk());
        if whole.is_some_and(is_plain) {
            continue;
        }
        for (at, byte) in lot.iter().enumerate() {
            let escaped = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            let at = number * LOT + at;
            html.push_str(&text[clean..at]);
            html.push_str(escaped);
            clean = at + 1;
        }
    }
    html.push_str(&text[clean..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        /// What is looked at in lots comes out as what is looked at letter by letter.
        #[test]
        fn blanks_are_found_wherever_they_stand(
            pieces in prop::collection::vec("([a-z .]|[\u{7f}\u{85}\u{a0}\n\t]|[éß中\u{2028}\u{202f}\u{3000}‘]){0,40}", 1..4),
        ) {
            let mut marked = Marked::default();
            let mut plain = String::new();
            for piece in &pieces {
                marked.push(piece, false);
                for letter in piece.chars() {
                    let is_blank = letter.is_whitespace() || letter.is_control();
                    if !is_blank {
                        plain.push(letter);
                    } else if !plain.ends_with(' ') {
                        plain.push(' ');
                    }
                }
            }
            prop_assert_eq!(marked.as_str(), plain);
        }

        /// Escaped and read back, a text is the same.
        #[test]
        fn markup_is_escaped_wherever_it_stands(text in "([a-z é]|[&<>\"']){0,60}") {
            let mut html = String::new();
            escape(&text, &mut html);
            let letters = ["&lt;", "&gt;", "&quot;", "&#39;", "&amp;"].iter().zip(["<", ">", "\"", "'", "&"]);
            prop_assert!(!html.contains(['<', '>', '"', '\'']));
            let back = letters.fold(html, |html, (escaped, letter)| html.replace(escaped, letter));
            prop_assert_eq!(back, text);
        }
    }
}
