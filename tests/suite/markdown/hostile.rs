//! Texts written to do harm: nothing executes, nothing is lost, nothing takes long. The lists lie beside the repository; where they are
//! absent the test says so and goes on.

use std::path::Path;

use cahier::markdown::{View, render};
use serde_json::Value;

pub(super) fn list(name: &str) -> Option<Value> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("../shared/data/security"));
    let path = beside
        .map(|folder| folder.join(name))
        .find(|path| path.exists())
        .unwrap_or_default();
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).expect("a list of hostile texts is JSON")),
        Err(_) => {
            eprintln!("left out: {name} is not on this machine");
            None
        }
    }
}

/// Every text in a list, however it is laid out.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// What is wrong with this markup, if it could do anything but be read.
pub(super) fn harm(html: &str) -> Option<String> {
    const TAGS: &str = " a abbr b blockquote br code del details div em h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td th thead tr u ul var wbr ";
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map(|end| start + end)?;
        let tag = &rest[start + 1..end];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap_or_default();
        if !TAGS.contains(&format!(" {name} ")) {
            return Some(format!("a tag: {tag}"));
        }
        let mut attributes = tag;
        while let Some((head, tail)) = attributes.split_once("=\"") {
            let attribute = head.rsplit(' ').next().unwrap_or_default();
            let (value, after) = tail.split_once('"')?;
            if attribute.starts_with("on")
                || ["style", "srcset", "action", "formaction", "srcdoc"].contains(&attribute)
            {
                return Some(format!("an attribute: {tag}"));
            }
            let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
            if ["href", "src"].contains(&attribute)
                && scheme.contains(':')
                && !["http:", "https:", "mailto:"]
                    .iter()
                    .any(|known| scheme.to_lowercase().starts_with(known))
            {
                return Some(format!("an address: {tag}"));
            }
            if attribute == "src" && (!value.starts_with('/') || value.starts_with("//")) {
                return Some(format!("an image from elsewhere: {tag}"));
            }
            attributes = after;
        }
        rest = &rest[end + 1..];
    }
    None
}

#[test]
fn nothing_in_the_lists_of_attacks_gets_through() {
    for name in [
        "xss/h5sc.json",
        "xss/owasp-filter-evasion.json",
        "xss/patt-css-injection.json",
        "xss/patt-dom-clobbering.json",
        "svg/patt-svg.json",
        "naughty/blns.json",
        "markdown/commonmark-spec.json",
    ] {
        let Some(list) = list(name) else { continue };
        for text in texts(&list) {
            for form in [
                text.clone(),
                format!("[a]({text})"),
                format!("![a](<{text}>)"),
                format!("[a]: {text}\n\n[a]"),
                format!("| {text} |\n|---|\n"),
                format!("```{text}\n```"),
                format!("# {text}"),
            ] {
                let html = render(&form, View::default()).html;
                assert_eq!(harm(&html), None, "{name}: {form:?} became {html}");
            }
        }
    }
}

#[test]
fn attacks_written_by_hand_stay_text() {
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;alert(1))",
        "<a href=\"javascript:x\">",
        "![a](data:text/html;base64,x)",
        "<kbd onclick=x>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<https://e.example/\"onclick=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "```\"><script>\n```",
        "[^<script>]\n\n[^<script>]: a",
        "# <svg/onload=alert(1)>",
    ] {
        let html = render(text, View::default()).html;
        assert_eq!(harm(&html), None, "{text:?} became {html}");
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).count();
        assert!(
            letters(&html) >= letters(text) / 2,
            "{text:?} was lost: {html}"
        );
    }
}

/// What one reads of some markup: without its tags and comments, its entities written out.
fn read(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let end = match from.as_bytes()[0] {
            b'<' if from.starts_with("<!--") => from.find("-->").map(|end| end + 3),
            b'<' => from.find('>').map(|end| end + 1),
            _ => None,
        };
        let entity = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&amp;", "&"),
            ("&#39;", "'"),
        ];
        let known = entity.iter().find(|(name, _)| from.starts_with(name));
        rest = match (end, known) {
            (Some(end), _) => {
                text.push(' ');
                &from[end..]
            }
            (None, Some((name, letter))) => {
                text.push_str(letter);
                &from[name.len()..]
            }
            (None, None) => {
                text.push_str(&from[..1]);
                &from[1..]
            }
        };
    }
    text.push_str(rest);
    text
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|next: char| !next.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

/// Every word that the specification shows for an example is read, in order. What it shows as raw HTML is text here, which adds words and
/// takes none; what only an attribute holds (the words for an image, an address) is no text in either.
#[test]
fn commonmark_keeps_its_text() {
    let Some(list) = list("markdown/commonmark-spec.json") else {
        return;
    };
    let mut lost = Vec::new();
    let examples = list.as_array().expect("a list of examples");
    for example in examples {
        let markdown = example["markdown"].as_str().expect("markdown");
        let expected = read(example["html"].as_str().expect("html"));
        let html = render(markdown, View::default()).html;
        let shown = read(&html);
        let shown = words(&shown);
        let mut at = 0;
        for word in words(&expected) {
            match shown[at..].iter().position(|shown| *shown == word) {
                Some(found) => at += found + 1,
                None => {
                    lost.push(format!("{word} of {markdown:?} is gone: {html}"));
                    break;
                }
            }
        }
    }
    assert!(
        lost.is_empty(),
        "{} examples:\n{}",
        lost.len(),
        lost.join("\n")
    );
    assert!(examples.len() > 600, "{}", examples.len());
}
