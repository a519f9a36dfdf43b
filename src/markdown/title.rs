//! The title of a text: its first heading without markup, else what its file's name says.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::placed;

/// The first heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FirstHeading {
    /// Without its markup, on one line.
    pub(super) text: String,
    /// Counted from 1 in the body.
    pub(super) line: usize,
}

/// The first heading that says something.
pub(super) fn first_heading(body: &str) -> Option<FirstHeading> {
    let mut collecting: Option<(String, usize)> = None;
    for (event, range) in placed(body) {
        match event {
            Event::Start(Tag::Heading { .. }) => collecting = Some((String::new(), range.start)),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((text, start)) = collecting.take() {
                    let text = one_line(&text);
                    if !text.is_empty() {
                        let line = super::lines::lines(&body[..start]).count() + 1;
                        return Some(FirstHeading { text, line });
                    }
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((title, _)) = &mut collecting {
                    title.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((title, _)) = &mut collecting {
                    title.push(' ');
                }
            }
            _ => {}
        }
    }
    None
}

/// `git/0012-use-git_well.md` says *Use git well*.
pub(super) fn from_path(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let words = stem.trim_start_matches(|next: char| next.is_ascii_digit());
    let words = if words.starts_with(['-', '_', ' ', '.']) {
        words
    } else {
        stem
    };
    let text = one_line(&words.replace(['-', '_'], " "));
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => stem.to_owned(),
    }
}

/// Control characters and runs of space become one space.
fn one_line(text: &str) -> String {
    let spaced = text.replace(|next: char| next.is_control(), " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_makes_a_title() {
        assert_eq!(from_path("git/0012-use-git_well.md"), "Use git well");
        assert_eq!(from_path("2fa.md"), "2fa");
        assert_eq!(from_path("0007-.md"), "0007-");
    }

    #[test]
    fn headings_in_code_and_empty_ones_do_not_count() {
        let body = "```\n# no\n```\n\n#\n\nYes *it* is\n======\n";
        let heading = first_heading(body).expect("a heading");
        assert_eq!((heading.text.as_str(), heading.line), ("Yes it is", 7));
    }
}
