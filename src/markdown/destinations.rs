//! Where the links and images of a text want to lead, in the words of whoever wrote it: a path from its file, the name of a page as wikis
//! write it, an address of the wiki that it came from. What stands there only the book knows; it answers with [`Links`].

use std::collections::BTreeMap;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::anchor::{decoded, of_fragment};
use super::events::events;
use super::inline::page_of;
use crate::id::AttachmentName;

/// So many destinations of one text are looked up.
const MOST: usize = 1_000;
/// The longest that is, in bytes.
const LONGEST: usize = 1_000;

/// A destination that only the book can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// As it stands in the text: what [`Links`] knows it by.
    pub written: String,
    /// The path, or the whole address, without percent signs, query and fragment.
    pub path: String,
    /// Whether it may be a page's name, wherever that page lies.
    pub is_name: bool,
    /// Whether it is to be shown, not led to.
    pub is_image: bool,
}

/// What destinations lead to: for each, as it is written, a page of this program or an image.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Links {
    led: BTreeMap<String, String>,
}

impl Links {
    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.led.is_empty()
    }

    /// Notes that a destination leads to this address, which begins with a slash and has no fragment.
    pub fn lead(&mut self, written: &str, address: String) {
        self.led.insert(written.to_owned(), address);
    }

    /// All of them, by what is written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let led = self.led.iter();
        led.map(|(written, address)| (written.as_str(), address.as_str()))
    }

    /// The address of a destination, at the place that its fragment names.
    pub(super) fn address(&self, written: &str) -> Option<String> {
        let address = self.led.get(written.trim())?;
        let fragment = written.split_once('#').map_or("", |(_, fragment)| fragment);
        // How BookStack and GitHub mark their own anchors.
        let fragment = ["bkmrk-", "user-content-"]
            .iter()
            .find_map(|own| fragment.strip_prefix(own))
            .unwrap_or(fragment);
        Some(match fragment {
            "" => address.clone(),
            _ if address.starts_with("/attachments/") => address.clone(),
            fragment => format!("{address}#{}", of_fragment(fragment, "")),
        })
    }

    /// What `[[…]]` with this between the brackets shows, and the destination that it leads to. Wikis write the words first; some
    /// programs write them last.
    pub(super) fn in_brackets<'t>(&self, inner: &'t str) -> Option<(&'t str, &'t str)> {
        let inner = inner.trim();
        let (first, last) = match inner.split_once('|') {
            Some((first, last)) => (first.trim(), last.trim()),
            None => (inner, inner),
        };
        let known = |part: &str| self.led.contains_key(part);
        if known(last) {
            Some((first, last))
        } else {
            known(first).then_some((last, first))
        }
    }
}

/// The destinations in the text of a document that only the book can tell, each once, in order.
pub fn destinations(body: &str) -> Vec<Destination> {
    let mut found: Vec<Destination> = Vec::new();
    if !body.contains(']') {
        return found;
    }
    let mut add = |destination: Option<Destination>| {
        if let Some(new) = destination
            && !found.iter().any(|known| known.written == new.written)
        {
            found.push(new);
        }
        found.len() < MOST
    };
    let mut in_code = false;
    for event in events(body) {
        let goes_on = match event {
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                true
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                true
            }
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) if !matches!(link_type, LinkType::Autolink | LinkType::Email) => {
                add(linked(&dest_url, false))
            }
            Event::Start(Tag::Image { dest_url, .. }) => add(linked(&dest_url, true)),
            Event::Text(text) if !in_code => {
                let mut goes_on = true;
                let mut rest: &str = &text;
                while let Some((_, inner, after)) = bracketed(rest) {
                    for part in inner.split('|') {
                        goes_on = add(named(part));
                    }
                    rest = after;
                }
                goes_on
            }
            _ => true,
        };
        if !goes_on {
            break;
        }
    }
    found
}

/// What stands before, within and after the first `[[…]]` of a line.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("[[")?;
        let rest = &text[start + 2..];
        let end = rest.find("]]")?;
        let inner = &rest[..end];
        // The innermost pair, so that `a[b[[c]]` means c.
        match inner.rfind("[[") {
            Some(later) => from = start + 2 + later,
            None if inner.trim().is_empty() || inner.contains('\n') => from = start + 2,
            None => return Some((&text[..start], inner, &rest[end + 2..])),
        }
    }
}

/// The name of a page between brackets.
fn named(part: &str) -> Option<Destination> {
    let written = part.trim();
    let scheme = written
        .split(['/', '#'])
        .next()
        .is_some_and(|head| head.contains(':'));
    if scheme {
        return None;
    }
    let destination = of(written, written)?;
    Some(Destination {
        is_name: true,
        ..destination
    })
}

/// The destination of a link or an image.
fn linked(destination: &str, is_image: bool) -> Option<Destination> {
    let written = destination.trim();
    if written.starts_with("//") || AttachmentName::in_text(written).is_some() {
        return None;
    }
    let head = written.split(['/', '?', '#', '\\']).next()?;
    let is_address = head.contains(':');
    if is_address {
        let of_the_web = head.eq_ignore_ascii_case("https:") || head.eq_ignore_ascii_case("http:");
        let of_a_wiki = ["/wiki", "/books/"]
            .iter()
            .any(|part| written.contains(part));
        if !of_the_web || !of_a_wiki {
            return None;
        }
    }
    let end = written.find(['#', '?']).unwrap_or(written.len());
    let mut found = of(written, &decoded(&written[..end]))?;
    let name = found.path.rsplit('/').next().unwrap_or_default();
    found.is_name = !is_address && !is_image && !is_markdown(name) && !found.path.contains("..");
    found.is_image = is_image;
    Some(found)
}

fn of(written: &str, path: &str) -> Option<Destination> {
    let end = path.find('#').unwrap_or(path.len());
    let path = &path[..end];
    let last = path.rsplit('/').next().unwrap_or(path);
    let own = path.is_empty() || page_of(last).is_some();
    let odd = written.len() > LONGEST || path.chars().any(char::is_control);
    (!own && !odd).then(|| Destination {
        written: written.to_owned(),
        path: path.to_owned(),
        is_name: false,
        is_image: false,
    })
}

/// Whether a name is that of a file of markdown.
fn is_markdown(name: &str) -> bool {
    let name = name.to_lowercase();
    [".md", ".markdown"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(body: &str) -> Vec<(String, bool)> {
        let found = destinations(body).into_iter();
        found.map(|one| (one.path, one.is_name)).collect()
    }

    #[test]
    fn what_only_the_book_can_tell_is_asked() {
        let body = "[a](../x/My%20Page.md#how) ![p](img/a.png?raw=1) [[Words|Page Name]] `[[code]]` [b](Other-Page) \
            [c](https://e.example/x) [d](https://e.example/books/b/page/p#bkmrk-x) [e](#here) [f](S-4) [g](/problems/P-1) \
            [h](mailto:x@e.example) [i](javascript:x) S-4\n\n    [[indented]]\n";
        let expected = [
            ("../x/My Page.md", false),
            ("img/a.png", false),
            ("Words", true),
            ("Page Name", true),
            ("Other-Page", true),
            ("https://e.example/books/b/page/p", false),
        ];
        let expected = expected.map(|(path, is_name)| (path.to_owned(), is_name));
        assert_eq!(paths(body), expected);
        assert!(paths("no brackets at all").is_empty());
    }

    #[test]
    fn brackets_are_taken_by_pairs() {
        assert_eq!(bracketed("a [[b]] c"), Some(("a ", "b", " c")));
        assert_eq!(bracketed("[[ [[b|c]] ]]"), Some(("[[ ", "b|c", " ]]")));
        for none in ["[[", "[[]]", "]] [[", "[[a", "[[\n]]"] {
            assert_eq!(bracketed(none), None, "{none}");
        }
        let mut links = Links::default();
        links.lead("Page", "/standards/S-1".to_owned());
        assert_eq!(links.in_brackets("Words|Page"), Some(("Words", "Page")));
        assert_eq!(links.in_brackets("Page|Words"), Some(("Words", "Page")));
        assert_eq!(links.in_brackets(" Page "), Some(("Page", "Page")));
        assert_eq!(links.in_brackets("1, 2"), None);
    }
}
