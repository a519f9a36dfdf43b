//! The texts of `locales/`, in English and French: the one place that turns a key into a sentence.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;

use crate::clock::Day;
use crate::error::{Message, Value};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// The name is not a language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of the interface: en or fr")]
pub struct BadLanguage;

impl Language {
    /// All languages of the interface.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The tag of the language, as in `lang="fr"`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The best language for an `Accept-Language` header; English when it asks for neither.
    pub fn accepted(header: &str) -> Self {
        let mut best = (Self::En, 0.0_f32);
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or("").trim();
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            let primary = tag.split('-').next().unwrap_or("");
            if let Ok(language) = primary.to_ascii_lowercase().parse::<Self>()
                && weight > best.1
            {
                best = (language, weight);
            }
        }
        best.0
    }

    /// The language of a locale's name such as `fr_FR.UTF-8`; English for any other.
    pub fn of_locale(name: &str) -> Self {
        let primary = name.split(['_', '.', '-']).next().unwrap_or("");
        primary.to_ascii_lowercase().parse().unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = BadLanguage;

    fn from_str(tag: &str) -> Result<Self, BadLanguage> {
        match tag {
            "en" => Ok(Self::En),
            "fr" => Ok(Self::Fr),
            _ => Err(BadLanguage),
        }
    }
}

/// The sentence without arguments that stands under a key. A key that is missing shows itself; a test keeps it from happening.
pub fn say(language: Language, key: &'static str) -> &'static str {
    let texts = texts(language);
    texts.plain.get(key).map_or(key, String::as_str)
}

/// The sentence under a key with its arguments.
pub fn with(language: Language, key: &str, args: &[(&str, Value)]) -> String {
    let texts = texts(language);
    if let Some(plain) = texts.plain.get(key) {
        return plain.clone();
    }
    let mut given = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        match value {
            Value::Text(text) => given.set(*name, FluentValue::from(text.as_str())),
            Value::Number(number) => given.set(*name, FluentValue::from(*number)),
            Value::Day(day) => given.set(*name, FluentValue::from(date(language, *day))),
        }
    }
    texts
        .format(key, Some(&given))
        .unwrap_or_else(|| key.to_owned())
}

/// A date written out: "12 March 2026".
pub fn date(language: Language, day: Day) -> String {
    let (year, month, date) = day.parts();
    let month = with(
        language,
        "words-month",
        &[("month", i64::from(month).into())],
    );
    let parts = [
        ("date", i64::from(date).into()),
        ("month", month.into()),
        ("year", year.to_string().into()),
    ];
    with(language, "words-full-date", &parts)
}

/// A message in a language.
pub fn tell(language: Language, message: &Message) -> String {
    if message.args.is_empty() {
        return say(language, message.key).to_owned();
    }
    with(language, message.key, &message.args)
}

/// The sources of a language's texts: file name and text, for the test that compares the languages.
pub fn sources(language: Language) -> Vec<(String, String)> {
    let prefix = format!("{}/", language.tag());
    let mut files: Vec<(String, String)> = Locales::iter()
        .filter(|path| path.starts_with(&prefix))
        .filter_map(|path| {
            let file = Locales::get(&path)?;
            let text = String::from_utf8_lossy(&file.data).into_owned();
            Some((path[prefix.len()..].to_owned(), text))
        })
        .collect();
    files.sort();
    files
}

/// The keys that a source of texts defines: what begins a line and is followed by an equals sign.
pub fn keys_of(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        let plain = key.starts_with(|first: char| first.is_ascii_lowercase())
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain.then_some(key)
    })
}

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
struct Locales;

struct Texts {
    bundle: FluentBundle<FluentResource>,
    /// The messages without arguments, formatted once.
    plain: HashMap<String, String>,
}

impl Texts {
    fn load(language: Language) -> Self {
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks that isolate directions would land in titles, copied texts and tests.
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for (name, source) in sources(language) {
            keys.extend(keys_of(&source).map(str::to_owned));
            let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, faults)| {
                tracing::error!(file = %name, faults = ?faults, "a file of texts has faults");
                resource
            });
            bundle.add_resource_overriding(resource);
        }
        let mut texts = Self {
            bundle,
            plain: HashMap::new(),
        };
        for key in keys {
            if let Some(text) = texts.format(&key, None) {
                texts.plain.insert(key, text);
            }
        }
        texts
    }

    /// The text under a key; none when the key is unknown or an argument is missing.
    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut faults);
        (faults.is_empty() || args.is_some()).then(|| text.into_owned())
    }
}

fn texts(language: Language) -> &'static Texts {
    static EN: LazyLock<Texts> = LazyLock::new(|| Texts::load(Language::En));
    static FR: LazyLock<Texts> = LazyLock::new(|| Texts::load(Language::Fr));
    match language {
        Language::En => &EN,
        Language::Fr => &FR,
    }
}
