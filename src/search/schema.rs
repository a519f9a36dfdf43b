//! The index's fields, and how an entry becomes a document. A change here takes a new `VERSION`: the folder is then built anew.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions, Value,
};
use tantivy::{TantivyDocument, Term};

use super::analysis::{Role, analyse};
use super::entry::{Entry, Kind};
use super::fold::folded;
use super::language::Language;
use super::told::{GAP, NAME, Told};

/// The shape of the index on disk: fields, analysis and all.
pub(super) const VERSION: u32 = 1;

/// The fields, by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The id, whole.
    pub(super) id: Field,
    /// 0 a standard, 1 a problem.
    pub(super) kind: Field,
    /// How much it is worth as an answer: see [`standing`].
    pub(super) standing: Field,
    /// Stems of everything.
    pub(super) all: Field,
    /// Stems of the title.
    pub(super) title: Field,
    /// Words as written, folded: unfinished words are looked up here.
    pub(super) forms: Field,
    /// Folded tags, the team's key, where it stands, the language: whole.
    pub(super) tag: Field,
    /// The team's key.
    pub(super) team: Field,
    /// Where it stands.
    pub(super) status: Field,
    /// `en` or `fr`.
    pub(super) language: Field,
    /// Microseconds of the last change.
    pub(super) updated: Field,
    /// What is shown: title, text, and the standards of a problem.
    pub(super) shown_title: Field,
    /// The text for the snippet.
    pub(super) shown_body: Field,
    /// The standards that solve the problem.
    pub(super) standards: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let number = NumericOptions::default() | FAST;
    let fields = Fields {
        id: builder.add_text_field("id", STRING | STORED),
        kind: builder.add_u64_field("kind", number.clone() | INDEXED),
        standing: builder.add_u64_field("standing", number.clone()),
        all: builder.add_text_field("all", words(IndexRecordOption::WithFreqsAndPositions)),
        title: builder.add_text_field("title", words(IndexRecordOption::WithFreqsAndPositions)),
        forms: builder.add_text_field("forms", words(IndexRecordOption::WithFreqs)),
        tag: builder.add_text_field("tag", STRING | FAST),
        team: builder.add_text_field("team", STRING | FAST | STORED),
        status: builder.add_text_field("status", STRING | FAST | STORED),
        language: builder.add_text_field("language", STRING | FAST | STORED),
        updated: builder.add_i64_field("updated", number),
        shown_title: builder.add_text_field("shown_title", STORED),
        shown_body: builder.add_text_field("shown_body", STORED),
        standards: builder.add_text_field("standards", STORED),
    };
    (builder.build(), fields)
}

impl Fields {
    /// The document of an entry.
    pub(super) fn document(&self, entry: Entry) -> TantivyDocument {
        let language = entry
            .language
            .unwrap_or_else(|| Language::of(&format!("{}\n{}", entry.title, entry.body)));
        let mut document = TantivyDocument::new();
        let mut next = 0;
        let mut all = Told::default();
        let mut title = Told::default();
        let mut forms = Told::default();
        for (text, is_title) in [
            (&entry.title, true),
            (&entry.id, false),
            (&entry.body, false),
        ] {
            let end = analyse(text, language, next, |role, token, position| match role {
                Role::Form => forms.push(token, position),
                Role::Stem => {
                    if is_title {
                        title.push(token, position);
                    }
                    all.push(token, position);
                }
            });
            next = end + GAP;
        }
        for tag in &entry.tags {
            let end = analyse(tag, language, next, |role, token, position| match role {
                Role::Form => forms.push(token, position),
                Role::Stem => all.push(token, position),
            });
            next = end + GAP;
            document.add_text(self.tag, folded(tag));
        }
        document.add_text(self.all, all.finish());
        document.add_text(self.title, title.finish());
        document.add_text(self.forms, forms.finish());
        document.add_text(self.id, &entry.id);
        document.add_u64(self.kind, kind_number(entry.kind));
        document.add_u64(self.standing, standing(entry.kind, &entry.status));
        if let Some(team) = &entry.team {
            document.add_text(self.team, folded(team));
        }
        for status in &entry.status {
            document.add_text(self.status, status);
        }
        document.add_text(self.language, language.to_string());
        document.add_i64(self.updated, entry.updated.micros());
        document.add_text(self.shown_title, &entry.title);
        document.add_text(self.shown_body, &entry.body);
        for standard in &entry.standards {
            document.add_text(self.standards, standard);
        }
        document
    }

    /// The term by which an entry is replaced or taken away.
    pub(super) fn id_term(&self, id: &str) -> Term {
        Term::from_field_text(self.id, id)
    }
}

/// The first text of a stored field.
pub(super) fn text_of(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field).and_then(|value| value.as_str())
}

/// Every text of a stored field.
pub(super) fn texts_of(document: &TantivyDocument, field: Field) -> Vec<String> {
    document
        .get_all(field)
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// The number that stands for a kind.
pub(super) fn kind_number(kind: Kind) -> u64 {
    match kind {
        Kind::Standard => 0,
        Kind::Problem => 1,
    }
}

/// The kind that a number stands for.
pub(super) fn kind_of(number: u64) -> Kind {
    if number == 0 {
        Kind::Standard
    } else {
        Kind::Problem
    }
}

/// What an answer is worth beside another that matches as well: the place in [`WORTH`].
fn standing(kind: Kind, status: &[String]) -> u64 {
    let has = |word: &str| status.iter().any(|status| status == word);
    match kind {
        Kind::Problem if has("set_aside") => 3,
        Kind::Problem => 2,
        Kind::Standard if has("retired") => 5,
        Kind::Standard if has("superseded") => 4,
        Kind::Standard if has("challenged") => 1,
        Kind::Standard => 0,
    }
}

/// What a match counts by standing: in force, challenged, a problem, one set aside, superseded, retired.
pub(super) const WORTH: [f32; 6] = [1.0, 0.98, 0.95, 0.85, 0.7, 0.5];

fn words(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(NAME)
        .set_index_option(record)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}
