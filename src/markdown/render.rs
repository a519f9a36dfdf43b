//! Markdown to HTML that is safe to put on a page: the only way by which a text that somebody wrote becomes markup.
//!
//! Two walls, each of which holds alone: the writer (`page`) escapes whatever it does not know and writes only what is well
//! formed, and a sanitiser (`clean`) lets through only what the writer may have written. Raw HTML is shown as the text it is, but for a few
//! bare tags (`kbd`, `br`, `details` …).
//!
//! Classes for the style sheets: `pre.code` (with `data-language`), `span.hl-…` (see `highlight`), `div.table` around every table and
//! `align-center`, `align-right` in it, `li.task`, `div.callout` with `callout-note|tip|important|warning|caution` and `p.callout-title`,
//! `a.anchor` at the end of headings, `a.reference` (P-12), `a.outside`, `span.elsewhere` for a link that leads nowhere here, `sup.note-ref`,
//! `section.footnotes`, `a.note-back`, `p.limit` for what was left out and `pre.plain` for a text too long to render.

use super::clean::clean;
use super::destinations::Links;
use super::document::MAX_BYTES;
use super::escape::escape;
use super::events::events;
use super::page::Page;
use crate::i18n::{self, Language};

/// How much of a text that is too long is still shown, in bytes.
const SHOWN_OF_TOO_LONG: usize = 64 * 1024;

/// What becomes of the headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Headings {
    /// The text is the page: its first heading may be the page's `h1`.
    AsWritten,
    /// The page has its own `h1`: the text's begin at `h2`.
    #[default]
    Below,
    /// The page shows the first heading itself as its `h1`: it is left out, the others begin at `h2`.
    WithoutTitle,
}

/// How a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct View<'a> {
    /// The language of the page, for the few words that the renderer adds.
    pub language: Language,
    /// What becomes of the headings.
    pub headings: Headings,
    /// Keeps the anchors of several texts on one page apart: empty for the page's main text, else a short word of letters and digits.
    pub scope: &'a str,
    /// Where destinations lead that only the book can tell.
    pub links: Option<&'a Links>,
}

/// A heading, for the contents beside a long text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written into the HTML.
    pub level: u8,
    /// The anchor, without the `#`.
    pub id: String,
    /// Without markup.
    pub text: String,
}

/// A text as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// Sanitised: may stand on a page as it is.
    pub html: String,
    /// The headings in order.
    pub contents: Vec<Heading>,
}

/// Renders a text (without its front matter). It never fails: beyond its limits it says so in the text and goes on more simply.
pub fn render(text: &str, view: View<'_>) -> Rendered {
    if text.len() > MAX_BYTES {
        return too_long(text, view.language);
    }
    let events = events(text);
    let mut page = Page::new(view, events.is_cut());
    for event in events {
        page.event(event);
        if page.is_full() {
            break;
        }
    }
    let (html, contents) = page.finish();
    Rendered { html, contents }
}

fn too_long(text: &str, language: Language) -> Rendered {
    let mut end = SHOWN_OF_TOO_LONG;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut html = format!(
        "<p class=\"limit\">{}</p>\n<pre class=\"plain\" tabindex=\"0\">",
        i18n::say(language, "markdown-shown-in-part")
    );
    escape(&text[..end], &mut html);
    html.push_str("</pre>\n");
    Rendered {
        html: clean(&html),
        contents: Vec::new(),
    }
}
