//! The words of a text without its markup, for the search: title, headings, running text and code told apart.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::document::MAX_BYTES;
use super::events::events;

/// A text without markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// The first heading.
    pub title: String,
    /// The other headings, one a line.
    pub headings: String,
    /// The running text, one block a line; code within a sentence stays in it.
    pub body: String,
    /// Blocks of code, and code within sentences, one a line.
    pub code: String,
}

/// The words of a text (without its front matter).
pub fn plain(text: &str) -> Plain {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut plain = Plain::default();
    let mut place = Place::Body;
    let mut titled = false;
    for event in events(&text[..end]) {
        match event {
            Event::Start(Tag::Heading { .. }) => place = Place::Heading,
            Event::End(TagEnd::Heading(_)) => {
                if titled {
                    end_line(&mut plain.headings);
                } else {
                    titled = !plain.title.trim().is_empty();
                }
                place = Place::Body;
            }
            Event::Start(Tag::CodeBlock(_)) => place = Place::Code,
            Event::End(TagEnd::CodeBlock) => {
                end_line(&mut plain.code);
                place = Place::Body;
            }
            Event::Text(words) => match place {
                Place::Body => plain.body.push_str(&words),
                Place::Heading if titled => plain.headings.push_str(&words),
                Place::Heading => plain.title.push_str(&words),
                Place::Code => plain.code.push_str(&words),
            },
            Event::Code(code) => {
                let target = match place {
                    Place::Heading if titled => &mut plain.headings,
                    Place::Heading => &mut plain.title,
                    Place::Body | Place::Code => &mut plain.body,
                };
                target.push_str(&code);
                plain.code.push_str(&code);
                end_line(&mut plain.code);
            }
            Event::Html(html) | Event::InlineHtml(html) => without_tags(&html, &mut plain.body),
            Event::SoftBreak | Event::HardBreak => match place {
                Place::Heading if titled => plain.headings.push(' '),
                Place::Heading => plain.title.push(' '),
                Place::Body => plain.body.push(' '),
                Place::Code => plain.code.push('\n'),
            },
            Event::End(TagEnd::TableCell) => plain.body.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::HtmlBlock
                | TagEnd::FootnoteDefinition,
            ) => end_line(&mut plain.body),
            _ => {}
        }
    }
    plain
}

#[derive(Clone, Copy)]
enum Place {
    Body,
    Heading,
    Code,
}

fn end_line(text: &mut String) {
    let kept = text.trim_end().len();
    text.truncate(kept);
    if !text.is_empty() {
        text.push('\n');
    }
}

/// Adds what stands between the tags of raw HTML.
fn without_tags(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        match rest[start..].find('>') {
            Some(end) => rest = &rest[start + end + 1..],
            None => {
                out.push_str(&rest[start..]);
                return;
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_text_are_told_apart() {
        let plain = plain(
            "# Use `git`\n\nRun *it*\nwell: `git log`.\n\n## How\n\n- one\n- two\n\n```sh\ngit push\n```\n\n| a | b |\n|---|---|\n| c | d |\n",
        );
        assert_eq!(plain.title, "Use git");
        assert_eq!(plain.headings, "How\n");
        assert_eq!(plain.body, "Run it well: git log.\none\ntwo\na b\nc d\n");
        assert_eq!(plain.code, "git\ngit log\ngit push\n");
    }
}
