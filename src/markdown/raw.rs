//! Raw HTML in a text: a few bare tags pass, balanced by us; comments are left out; everything else is shown as the text it is, so that
//! `Vec<String>` survives and nothing executes.

use super::escape::escape;

/// Bare tags that may stand anywhere in a line.
const INLINE: [&str; 17] = [
    "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "strong",
    "sub", "sup", "u", "var",
];
/// Bare tags that only stand between blocks.
const BLOCK: [&str; 2] = ["details", "summary"];
/// Tags without an end.
const VOID: [&str; 3] = ["br", "hr", "wbr"];
/// How many may be open at once.
const DEEPEST: usize = 8;

/// The raw tags that are open.
#[derive(Debug, Default)]
pub(super) struct RawTags {
    /// The name, and how many elements of the text were open around it.
    open: Vec<(&'static str, usize)>,
}

/// What a piece of raw HTML turned out to be.
enum Token<'a> {
    Opens(&'static str),
    Closes(&'static str),
    Void(&'static str),
    Text(&'a str),
}

impl RawTags {
    /// Writes raw HTML found with so many elements open; gives back what of it is text.
    pub(super) fn write(
        &mut self,
        html: &str,
        inline: bool,
        depth: usize,
        out: &mut String,
    ) -> String {
        let mut shown = String::new();
        let mut rest = html;
        let mut comments_end = true;
        while !rest.is_empty() {
            if comments_end && rest.starts_with("<!--") {
                match rest[4..].find("-->") {
                    Some(end) => {
                        rest = &rest[4 + end + 3..];
                        continue;
                    }
                    None => comments_end = false,
                }
            }
            let (token, length) = token(rest, inline);
            rest = &rest[length..];
            match token {
                Token::Void(name) => out.extend(["<", name, ">"]),
                Token::Opens(name) if self.open.len() < DEEPEST => {
                    self.open.push((name, depth));
                    out.extend(["<", name, ">"]);
                }
                Token::Closes(name) if self.open.last() == Some(&(name, depth)) => {
                    self.open.pop();
                    out.extend(["</", name, ">"]);
                }
                Token::Opens(_) | Token::Closes(_) => {}
                Token::Text(text) => {
                    escape(text, out);
                    shown.push_str(text);
                }
            }
        }
        shown
    }

    /// Those that were opened with just so many elements around them, the outermost first.
    pub(super) fn opened_at(&self, depth: usize) -> impl Iterator<Item = &'static str> {
        let here = self.open.iter().filter(move |(_, opened)| *opened == depth);
        here.map(|(name, _)| *name)
    }

    /// Closes those that were opened with at least so many elements around them.
    pub(super) fn close_to(&mut self, depth: usize, out: &mut String) {
        while let Some((name, _)) = self.open.pop_if(|(_, opened)| *opened >= depth) {
            out.extend(["</", name, ">"]);
        }
    }
}

/// The first token of a text that is not empty, and its length.
fn token(html: &str, inline: bool) -> (Token<'_>, usize) {
    match tag(html, inline) {
        Some(found) => found,
        None => {
            let mut starts = html.char_indices().skip(1);
            let end = starts
                .find(|(_, next)| *next == '<')
                .map_or(html.len(), |(at, _)| at);
            (Token::Text(&html[..end]), end)
        }
    }
}

/// A bare tag of the lists: a name and nothing else.
fn tag(html: &str, inline: bool) -> Option<(Token<'_>, usize)> {
    let inner = html.strip_prefix('<')?;
    let end = inner.bytes().take(16).position(|byte| byte == b'>')?;
    let (closing, name) = match inner[..end].strip_prefix('/') {
        Some(name) => (true, name),
        None => (
            false,
            inner[..end].strip_suffix('/').unwrap_or(&inner[..end]),
        ),
    };
    let name = name.trim_end();
    let known = |names: &[&'static str]| {
        names
            .iter()
            .copied()
            .find(|known| name.eq_ignore_ascii_case(known))
    };
    let token = if let Some(name) = known(&VOID).filter(|_| !closing) {
        Token::Void(name)
    } else {
        let name = known(&INLINE).or_else(|| known(&BLOCK).filter(|_| !inline))?;
        if closing {
            Token::Closes(name)
        } else {
            Token::Opens(name)
        }
    };
    Some((token, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> String {
        let mut tags = RawTags::default();
        let mut out = String::new();
        tags.write(html, false, 0, &mut out);
        tags.close_to(0, &mut out);
        out
    }

    #[test]
    fn bare_tags_pass_and_are_balanced() {
        assert_eq!(
            written("<KBD>a</kbd><br/><details><summary>b"),
            "<kbd>a</kbd><br><details><summary>b</summary></details>"
        );
        assert_eq!(written("</b>a"), "a");
    }

    #[test]
    fn the_rest_is_text() {
        assert_eq!(
            written("<script>alert(1)</script>"),
            "&lt;script&gt;alert(1)&lt;/script&gt;"
        );
        assert_eq!(
            written("Vec<String> <b onclick=x>"),
            "Vec&lt;String&gt; &lt;b onclick=x&gt;"
        );
        assert_eq!(written("a<!-- b -->c<!-- d"), "ac&lt;!-- d");
    }
}
