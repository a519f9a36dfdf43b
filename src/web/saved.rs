//! The book as pages that open from a disk: no server, nothing from elsewhere, a search of their own.

use std::cell::Cell;
use std::collections::BTreeMap;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::assets;
use crate::attachments::Attachment;
use crate::error::{Error, Result};
use crate::i18n::{self, Language};
use crate::id::{AttachmentName, StandardId};
use crate::markdown::{self, Headings, Links, View};
use crate::standards;

/// So many bytes of images are put into one file; what goes beyond stays on the server.
pub(super) const MOST_IMAGES: usize = 20_000_000;

/// A standard that is to be saved.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// S-4.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `active`, `superseded` or `retired`.
    pub status: String,
    /// Whether nobody is left to be asked to agree to it.
    pub agreed: bool,
    /// Whether what it was to prevent came back.
    pub challenged: bool,
    /// The standard that took its place.
    pub successor: Option<String>,
    /// The standards whose place it took.
    pub replaces: Vec<String>,
    /// Its tags; the first is its chapter.
    pub tags: Vec<String>,
    /// What it is written in; empty when unsure.
    pub lang: String,
    /// Its page on the server.
    pub url: String,
    /// Its file, as it is.
    pub markdown: String,
    /// Where its links lead that only the book can tell.
    pub links: Links,
}

impl Leaf {
    /// Its text without the front matter.
    fn body(&self) -> &str {
        // What is broken is shown whole rather than not at all.
        standards::examine(self.markdown.as_bytes())
            .map_or(&self.markdown, |document| document.body(&self.markdown))
    }

    /// Whether it applies no longer.
    fn is_past(&self) -> bool {
        self.status != "active"
    }

    /// What is worth knowing before one relies on it, as its own page says it: the colour and the key of each sign.
    fn signs(&self) -> Vec<(&'static str, &'static str)> {
        let mut signs = Vec::new();
        if self.challenged {
            signs.push(("red", "book-challenged"));
        }
        if !self.agreed {
            signs.push(("amber", "book-not-yet-one"));
        }
        match self.status.as_str() {
            "superseded" => signs.push(("amber", "standard-status-superseded")),
            "retired" => signs.push(("amber", "standard-status-retired")),
            _ => {}
        }
        signs
    }

    /// The images that it shows, each once.
    pub fn images(&self) -> Vec<AttachmentName> {
        let mut images = markdown::images(self.body());
        let led = self.links.iter();
        for image in led.filter_map(|(_, address)| AttachmentName::in_text(address)) {
            if !images.contains(&image) {
                images.push(image);
            }
        }
        images
    }
}

/// A file of the saved book.
#[derive(Debug)]
pub struct Saved {
    /// Its name; all are in one folder.
    pub name: String,
    /// What is in it.
    pub content: String,
}

/// The book as a folder of pages with contents and a search; `base` is the address of the server, for what is not in the book.
///
/// # Errors
/// A page cannot be written; a text that cannot be read is shown as it is.
pub fn book(language: Language, base: &str, leaves: &[Leaf]) -> Result<Vec<Saved>> {
    let mut files = vec![
        saved("book.css", assets::styles()),
        saved("search.js", search(language, leaves)),
        saved("index.html", written(&Contents::of(language, leaves))?),
    ];
    for leaf in leaves {
        let place = Place::Folder { base };
        files.push(saved(
            &format!("{}.html", leaf.id),
            page(language, leaf, place)?,
        ));
    }
    Ok(files)
}

/// One standard as one file, these images of it within.
///
/// # Errors
/// The page cannot be written.
pub(super) fn alone(
    language: Language,
    base: &str,
    leaf: &Leaf,
    images: &[Attachment],
) -> Result<String> {
    let room = Cell::new(MOST_IMAGES);
    let place = Place::Alone {
        base,
        images,
        room: &room,
    };
    page(language, leaf, place)
}

/// Where a page is to stand.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// Among the others.
    Folder { base: &'a str },
    /// By itself: its styles and images are in it.
    Alone {
        base: &'a str,
        images: &'a [Attachment],
        /// So many bytes of images may still be put in, each time one is shown.
        room: &'a Cell<usize>,
    },
}

impl Place<'_> {
    /// Where a link of ours leads from there.
    fn leads(self, address: &str) -> String {
        match self {
            Self::Folder { base } => {
                if let Some(image) = AttachmentName::in_text(address) {
                    return format!("{}/{image}", AttachmentName::FOLDER);
                }
                let (path, anchor) = address.split_at(address.find('#').unwrap_or(address.len()));
                match path.strip_prefix("/standards/").map(str::parse) {
                    Some(Ok::<StandardId, _>(_)) => {
                        format!("{}.html{anchor}", &path["/standards/".len()..])
                    }
                    _ => format!("{base}{address}"),
                }
            }
            Self::Alone { base, images, room } => {
                let shown = |image: &&Attachment| {
                    image.name.address() == address && image.bytes.len() <= room.get()
                };
                match images.iter().find(shown) {
                    Some(image) => {
                        room.set(room.get() - image.bytes.len());
                        let bytes = STANDARD.encode(&image.bytes);
                        format!("data:{};base64,{bytes}", image.kind.media_type())
                    }
                    None => format!("{base}{address}"),
                }
            }
        }
    }
}

#[derive(Template)]
#[template(path = "saved/standard.html")]
struct LeafPage<'a> {
    words: Words,
    leaf: &'a Leaf,
    html: String,
    styles: Option<String>,
    place: Place<'a>,
}

impl LeafPage<'_> {
    /// Where the page of another standard is.
    fn leads(&self, id: &str) -> String {
        self.place.leads(&format!("/standards/{id}"))
    }
}

#[derive(Template)]
#[template(path = "saved/index.html")]
struct Contents<'a> {
    words: Words,
    parts: Vec<(String, Vec<&'a Leaf>)>,
    count: usize,
}

/// The texts of a language, for a page that has no visitor.
struct Words(Language);

impl Words {
    fn say(&self, key: &'static str) -> &'static str {
        i18n::say(self.0, key)
    }

    fn count(&self, key: &str, count: &usize) -> String {
        i18n::with(self.0, key, &[("count", (*count).into())])
    }

    fn successor(&self, id: &str) -> String {
        i18n::with(self.0, "book-successor", &[("id", id.into())])
    }

    fn lang(&self) -> &'static str {
        self.0.tag()
    }

    fn status(&self, status: &str) -> &'static str {
        self.say(match status {
            "superseded" => "standard-status-superseded",
            "retired" => "standard-status-retired",
            _ => "standard-status-active",
        })
    }
}

impl<'a> Contents<'a> {
    fn of(language: Language, leaves: &'a [Leaf]) -> Self {
        let words = Words(language);
        let mut chapters: BTreeMap<String, Vec<&Leaf>> = BTreeMap::new();
        let (mut without, mut past) = (Vec::new(), Vec::new());
        for leaf in leaves {
            match leaf.tags.first() {
                _ if leaf.is_past() => past.push(leaf),
                Some(chapter) => chapters.entry(chapter.clone()).or_default().push(leaf),
                None => without.push(leaf),
            }
        }
        let mut parts: Vec<(String, Vec<&Leaf>)> = chapters.into_iter().collect();
        for (key, rest) in [("saved-others", without), ("saved-past", past)] {
            if !rest.is_empty() {
                parts.push((words.say(key).to_owned(), rest));
            }
        }
        Self {
            words,
            parts,
            count: leaves.len(),
        }
    }
}

fn page(language: Language, leaf: &Leaf, place: Place<'_>) -> Result<String> {
    let view = View {
        language,
        headings: Headings::WithoutTitle,
        scope: "",
        links: Some(&leaf.links),
    };
    let rendered = markdown::render(leaf.body(), view);
    written(&LeafPage {
        words: Words(language),
        html: relinked(&rendered.html, |address| place.leads(address)),
        styles: matches!(place, Place::Alone { .. }).then(assets::styles),
        place,
        leaf,
    })
}

/// Markup in which the addresses of this program (they begin with a slash) are others; texts stay as they are.
fn relinked(html: &str, leads: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, from) = rest.split_at(open);
        out.push_str(text);
        let close = from.find('>').map_or(from.len(), |at| at + 1);
        let (tag, after) = from.split_at(close);
        push_tag(tag, &leads, &mut out);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn push_tag(tag: &str, leads: &impl Fn(&str) -> String, out: &mut String) {
    for attribute in [" href=\"/", " src=\"/"] {
        if let Some(at) = tag.find(attribute) {
            let start = at + attribute.len() - 1;
            let end = tag[start..].find('"').map_or(tag.len(), |to| start + to);
            out.push_str(&tag[..start]);
            out.push_str(&leads(&tag[start..end]));
            out.push_str(&tag[end..]);
            return;
        }
    }
    out.push_str(tag);
}

/// The script of the search, with what it looks through: a page from a disk may not fetch a file.
fn search(language: Language, leaves: &[Leaf]) -> String {
    let words = Words(language);
    let text = |leaf: &Leaf| {
        let signs: Vec<_> = leaf
            .signs()
            .iter()
            .map(|&(tone, key)| [tone, words.say(key)])
            .collect();
        serde_json::json!([leaf.id, leaf.title, leaf.body(), signs, leaf.is_past()])
    };
    let texts: Vec<serde_json::Value> = leaves.iter().map(text).collect();
    let texts = serde_json::Value::from(texts).to_string();
    format!("const book = {texts};\n{}", assets::saved_search())
}

fn saved(name: &str, content: String) -> Saved {
    Saved {
        name: name.to_owned(),
        content,
    }
}

fn written(page: &impl Template) -> Result<String> {
    page.render().map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_tags_are_led_elsewhere_and_texts_are_not() {
        let html = "<p>href=\"/standards/S-1\" <a class=\"x\" href=\"/standards/S-1#how\">one</a> \
            <a href=\"/problems/P-2\">two</a> <a href=\"https://example.org/\">three</a></p>";
        let place = Place::Folder {
            base: "https://cahier.example",
        };
        assert_eq!(
            relinked(html, |address| place.leads(address)),
            "<p>href=\"/standards/S-1\" <a class=\"x\" href=\"S-1.html#how\">one</a> \
            <a href=\"https://cahier.example/problems/P-2\">two</a> <a href=\"https://example.org/\">three</a></p>"
        );
    }
}
