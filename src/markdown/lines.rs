//! Lines of a text with their places and their endings, whatever program wrote them (LF, CRLF or a lone CR).

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Its text without the ending.
    pub(super) text: &'a str,
    /// `"\n"`, `"\r\n"`, `"\r"`, or nothing at the end of the text.
    pub(super) ending: &'a str,
    /// Counted from 1.
    pub(super) number: usize,
}

impl Line<'_> {
    /// Where the next line begins.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len() + self.ending.len()
    }
}

/// The lines of a text, in order; together they are all its bytes.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let after = &rest.as_bytes()[length..];
        let ending = match after {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        number += 1;
        let line = Line {
            start,
            text: &rest[..length],
            ending: &rest[length..length + ending],
            number,
        };
        start = line.end();
        Some(line)
    })
}

/// The ending that a text uses: that of its first line, LF where there is none.
pub(super) fn ending_of(text: &str) -> &str {
    lines(text)
        .next()
        .map(|line| line.ending)
        .filter(|ending| !ending.is_empty())
        .unwrap_or("\n")
}
