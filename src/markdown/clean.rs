//! The second wall: only what the renderer may write passes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::highlight;
use crate::id::AttachmentName;

const TAGS: [&str; 50] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "details",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
    "dl",
    "dt",
    "dd",
];

const ATTRIBUTES: [(&str, &[&str]); 16] = [
    (
        "a",
        &[
            "href",
            "id",
            "title",
            "aria-label",
            "aria-hidden",
            "tabindex",
        ],
    ),
    ("div", &["role", "aria-label", "tabindex"]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["src", "alt", "title"]),
    ("input", &["disabled", "checked", "aria-label"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("pre", &["role", "aria-label", "tabindex", "data-language"]),
    ("section", &["aria-label"]),
    ("span", &["title"]),
    ("th", &["scope"]),
];

const VALUES: [(&str, &str, &[&str]); 3] = [
    ("a", "rel", &["noopener noreferrer nofollow"]),
    ("img", "loading", &["lazy"]),
    ("input", "type", &["checkbox"]),
];

const CLASSES: [(&str, &[&str]); 9] = [
    ("a", &["anchor", "reference", "outside", "note-back"]),
    (
        "div",
        &[
            "table",
            "callout",
            "callout-note",
            "callout-tip",
            "callout-important",
            "callout-warning",
            "callout-caution",
        ],
    ),
    ("li", &["task"]),
    ("p", &["callout-title", "limit"]),
    ("pre", &["code", "plain"]),
    ("section", &["footnotes"]),
    ("sup", &["note-ref"]),
    ("td", &["align-center", "align-right"]),
    ("th", &["align-center", "align-right"]),
];

/// The markup with everything taken out that the renderer never writes.
pub(super) fn clean(html: &str) -> String {
    static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);
    CLEANER.clean(html).to_string()
}

fn cleaner() -> Builder<'static> {
    let mut classes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (tag, names) in CLASSES {
        classes.insert(tag, names.iter().copied().collect());
    }
    let spans = highlight::CLASSES.iter().map(|(_, class)| *class);
    classes.insert("span", spans.chain(["elsewhere"]).collect());
    let mut values: HashMap<&str, HashMap<&str, HashSet<&str>>> = HashMap::new();
    for (tag, attribute, allowed) in VALUES {
        let of_tag = values.entry(tag).or_default();
        of_tag.insert(attribute, allowed.iter().copied().collect());
    }
    let attributes = ATTRIBUTES.map(|(tag, names)| (tag, names.iter().copied().collect()));
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from(attributes))
        .tag_attribute_values(values)
        .generic_attributes(HashSet::new())
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|tag, name, value| match (tag, name) {
            ("img", "src") => AttachmentName::in_text(value).map(|_| Cow::Borrowed(value)),
            // Anchors stay in their own corner, so that no text can take the name of a part of the page.
            (_, "id") => ["h-", "n-", "r-"]
                .iter()
                .any(|own| value.starts_with(own))
                .then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
}
