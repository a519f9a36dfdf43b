//! Texts written to do harm: nothing executes, nothing is lost, nothing takes long. The lists lie beside the repository; where they are
//! absent the test says so and goes on.

use std::path::Path;
use std::time::{Duration, Instant};

use cahier::markdown::{View, plain, render};
use serde_json::Value;

fn list(name: &str) -> Option<Value> {
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
fn harm(html: &str) -> Option<String> {
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

#[test]
fn commonmark_keeps_its_words() {
    let Some(list) = list("markdown/commonmark-spec.json") else {
        return;
    };
    let mut told = 0;
    let plain = |text: &&String| {
        !text.contains(['<', '[', '&', '\\']) && !text.contains("```") && !text.contains("~~~")
    };
    for text in texts(&list).iter().filter(plain) {
        let html = render(text, View::default()).html;
        for word in text
            .split(|next: char| !next.is_ascii_alphanumeric())
            .filter(|word| word.len() > 3)
        {
            assert!(html.contains(word), "{word} of {text:?} is gone: {html}");
            told += 1;
        }
    }
    assert!(told > 300, "{told}");
}

/// Within a second per megabyte, on a small stack. A build without optimisation is given a twentieth of each text, and time.
#[test]
fn pathological_texts_are_rendered_in_time() {
    let Some(list) = list("markdown/pathological.json") else {
        return;
    };
    let (part, slower) = if cfg!(debug_assertions) {
        (20, 200)
    } else {
        (1, 1)
    };
    for (name, recipe) in list.as_object().expect("an object") {
        let parts = recipe["parts"].as_array().expect("parts");
        let times = |part_of: &Value| {
            usize::try_from(part_of["n"].as_u64().unwrap_or(1))
                .unwrap_or(1)
                .div_ceil(part)
        };
        let text: String = parts
            .iter()
            .map(|some| some["s"].as_str().unwrap_or_default().repeat(times(some)))
            .collect();
        let budget = Duration::from_millis(
            u64::try_from(text.len() / 1000)
                .unwrap_or(u64::MAX)
                .max(200),
        ) * slower;
        let name = name.clone();
        let small = std::thread::Builder::new().stack_size(1 << 20);
        let run = small.spawn(move || {
            let started = Instant::now();
            let html = render(&text, View::default()).html;
            let _ = plain(&text);
            let _ = cahier::markdown::read(text.as_bytes());
            (started.elapsed(), html)
        });
        let (took, html) = run
            .expect("a thread")
            .join()
            .unwrap_or_else(|_| panic!("{name} overflowed"));
        assert!(took < budget, "{name} took {took:?} of {budget:?}");
        assert_eq!(harm(&html), None, "{name}");
    }
}
