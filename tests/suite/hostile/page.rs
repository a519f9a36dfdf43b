//! Reads a page as a browser's tokenizer does, and says what in it could run or lead astray.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A page as a browser reads it.
#[derive(Default)]
pub(super) struct Page {
    /// Everything that is text, in order.
    pub(super) text: String,
    /// The values of fields, and the texts of text areas.
    pub(super) fields: Vec<String>,
    /// What could run or lead astray.
    pub(super) harm: Vec<String>,
}

impl Page {
    pub(super) fn read(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut page = tokenizer.sink.page.into_inner();
        page.fields.retain(|field| !field.is_empty());
        page
    }

    /// Whether a text stands on the page or in one of its fields, with white space folded.
    pub(super) fn shows(&self, text: &str) -> bool {
        let folded = fold(text);
        fold(&self.text).contains(&folded)
            || self
                .fields
                .iter()
                .any(|field| fold(field).contains(&folded))
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Reader {
    page: RefCell<Page>,
    /// The element whose raw text is being read.
    inside: RefCell<Option<String>>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(&tag),
            Token::TagToken(_) => {
                self.inside.replace(None);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn text(&self, text: &str) {
        let mut page = self.page.borrow_mut();
        match self.inside.borrow().as_deref() {
            Some("textarea") => match page.fields.last_mut() {
                Some(field) => field.push_str(text),
                None => page.fields.push(text.to_owned()),
            },
            Some("script" | "style") => page.harm.push(format!("a {text} between tags")),
            _ => page.text.push_str(text),
        }
    }

    fn start(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let mut page = self.page.borrow_mut();
        let attribute = |wanted: &str| {
            tag.attrs
                .iter()
                .find(|it| &*it.name.local == wanted)
                .map(|it| it.value.to_string())
        };
        match name.as_str() {
            "script" if attribute("src").is_some_and(|src| src.starts_with("/assets/")) => {}
            "script" | "iframe" | "frame" | "object" | "embed" | "applet" | "base" | "marquee"
            | "foreignobject" | "style" => {
                page.harm.push(format!("<{name}>"));
            }
            "meta" if attribute("http-equiv").is_some() => {
                page.harm.push("<meta http-equiv>".to_owned())
            }
            "input" => page.fields.extend(attribute("value")),
            "textarea" => page.fields.push(String::new()),
            _ => {}
        }
        for each in &tag.attrs {
            let (key, value) = (each.name.local.to_lowercase(), each.value.to_string());
            if let Some(why) = harm_of(&name, &key, &value) {
                page.harm.push(why);
            }
        }
        drop(page);
        let raw = match name.as_str() {
            "title" | "textarea" => RawKind::Rcdata,
            "script" => RawKind::ScriptData,
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
            _ => return TokenSinkResult::Continue,
        };
        self.inside.replace(Some(name));
        TokenSinkResult::RawData(raw)
    }
}

/// Why an attribute could run or lead astray.
fn harm_of(tag: &str, key: &str, value: &str) -> Option<String> {
    let told = || Some(format!("<{tag} {key}={value:?}>"));
    if key.starts_with("on")
        || ["style", "srcdoc", "srcset", "ping", "background", "xmlns"].contains(&key)
    {
        return told();
    }
    let address: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_lowercase();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    match key {
        "action" | "formaction" if !address.starts_with('/') || address.starts_with("//") => told(),
        "src" if !address.starts_with('/') || address.starts_with("//") => told(),
        "href" | "xlink:href"
            if scheme.contains(':')
                && !["http:", "https:", "mailto:"]
                    .iter()
                    .any(|known| scheme.starts_with(known)) =>
        {
            told()
        }
        _ => None,
    }
}
