//! What a hit shows, as it is kept in the index: one text, read in place.

use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize,
    ValueDeserializer,
};

use super::entry::{Entry, Kind};
use super::language::Language;

/// After each part; no part has it, and whatever stands in the text after the last one is the text's own.
const END: char = '\u{1e}';
/// Between the values of one part.
const BETWEEN: char = '\u{1f}';
/// Parts before the text.
const PARTS: usize = 8;

/// What is kept of one thing.
#[derive(Debug)]
pub(super) struct Kept {
    text: String,
    ends: [usize; PARTS],
    kind: Kind,
    language: Language,
}

impl Kept {
    /// The text of an entry: its parts, then everything that is said about it.
    pub(super) fn write(entry: &Entry, language: Language) -> String {
        let between = BETWEEN.to_string();
        let parts: [&str; PARTS] = [
            &entry.kind.to_string(),
            &language.to_string(),
            &entry.id,
            &entry.title,
            entry.team.as_deref().unwrap_or_default(),
            &entry.status.join(&between),
            &entry.standards.join(&between),
            entry.successor.as_deref().unwrap_or_default(),
        ];
        let length = parts.iter().map(|part| part.len() + 1).sum::<usize>();
        let said = [&entry.body, &entry.headings, &entry.code];
        let length = length + said.iter().map(|text| text.len() + 1).sum::<usize>();
        let mut text = String::with_capacity(length);
        for part in parts {
            text.extend(part.chars().filter(|letter| *letter != END));
            text.push(END);
        }
        for (at, said) in said.into_iter().enumerate() {
            if at > 0 && !said.is_empty() && !text.ends_with(['\n', END]) {
                text.push('\n');
            }
            text.push_str(said);
        }
        text
    }

    fn read(text: String) -> Option<Self> {
        let mut ends = [0; PARTS];
        let mut from = 0;
        for place in &mut ends {
            *place = from + text[from..].find(END)?;
            from = *place + END.len_utf8();
        }
        let mut kept = Self {
            text,
            ends,
            kind: Kind::Problem,
            language: Language::English,
        };
        // Told once, since a text is at hand for many searches.
        kept.kind = kept.part(0).parse().unwrap_or(Kind::Problem);
        kept.language = kept.part(1).parse().unwrap_or(Language::English);
        Some(kept)
    }

    /// What it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + size_of::<Self>()
    }

    /// All of it, as it is kept.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn id(&self) -> &str {
        self.part(2)
    }

    pub(super) fn title(&self) -> &str {
        self.part(3)
    }

    pub(super) fn team(&self) -> Option<&str> {
        Some(self.part(4)).filter(|team| !team.is_empty())
    }

    pub(super) fn status(&self) -> Vec<String> {
        self.list(5)
    }

    /// The standards that solve it, when it is a problem.
    pub(super) fn standards(&self) -> Vec<String> {
        self.list(6)
    }

    /// The standard that took its place.
    pub(super) fn successor(&self) -> Option<&str> {
        Some(self.part(7)).filter(|id| !id.is_empty())
    }

    pub(super) fn body(&self) -> &str {
        &self.text[self.ends[PARTS - 1] + END.len_utf8()..]
    }

    fn part(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] + END.len_utf8());
        &self.text[start..self.ends[at]]
    }

    fn list(&self, at: usize) -> Vec<String> {
        let values = self
            .part(at)
            .split(BETWEEN)
            .filter(|value| !value.is_empty());
        values.map(str::to_owned).collect()
    }
}

impl DocumentDeserialize for Kept {
    fn deserialize<'de, D>(mut document: D) -> Result<Self, DeserializeError>
    where
        D: DocumentDeserializer<'de>,
    {
        let unreadable = || DeserializeError::custom("a document without what it shows");
        let (_, Text(text)) = document.next_field()?.ok_or_else(unreadable)?;
        Self::read(text).ok_or_else(unreadable)
    }
}

struct Text(String);

impl ValueDeserialize for Text {
    fn deserialize<'de, D>(value: D) -> Result<Self, DeserializeError>
    where
        D: ValueDeserializer<'de>,
    {
        value.deserialize_string().map(Self)
    }
}
