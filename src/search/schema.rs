//! The index's fields, and how an entry becomes a document. A change here takes a new `VERSION`: the folder is then built anew.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

use super::analysis::{Role, analyse};
use super::entry::{Entry, Kind};
use super::fold::folded;
use super::kept::Kept;
use super::language::Language;
use super::signature;
use super::told::{GAP, NAME, Told};
use super::traits::Traits;

/// The shape of the index on disk: fields, analysis and all.
pub(super) const VERSION: u32 = 6;

/// The fields, by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The id, whole.
    pub(super) id: Field,
    /// 0 a standard, 1 a problem.
    pub(super) kind: Field,
    /// Stems of everything.
    pub(super) all: Field,
    /// Stems of the title.
    pub(super) title: Field,
    /// Stems of how people ask for it.
    pub(super) asked: Field,
    /// Stems of the headings.
    pub(super) headings: Field,
    /// Stems of the code, and its identifiers whole.
    pub(super) code: Field,
    /// Words as written, folded: unfinished words are looked up here.
    pub(super) forms: Field,
    /// Folded tags: whole.
    pub(super) tag: Field,
    /// The team's key.
    pub(super) team: Field,
    /// Where it stands.
    pub(super) status: Field,
    /// Kind, language, team and where it stands, together: see [`Traits`].
    pub(super) traits: Field,
    /// Microseconds of the last change.
    pub(super) updated: Field,
    /// The letters of the title: see [`signature`].
    pub(super) letters: Field,
    /// What a hit shows: see [`Kept`].
    pub(super) kept: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        id: builder.add_text_field("id", STRING),
        kind: builder.add_u64_field("kind", INDEXED),
        all: builder.add_text_field("all", words(IndexRecordOption::WithFreqsAndPositions)),
        title: builder.add_text_field("title", words(IndexRecordOption::WithFreqsAndPositions)),
        asked: builder.add_text_field("asked", words(IndexRecordOption::WithFreqs)),
        headings: builder.add_text_field("headings", words(IndexRecordOption::WithFreqs)),
        code: builder.add_text_field("code", words(IndexRecordOption::WithFreqs)),
        forms: builder.add_text_field("forms", words(IndexRecordOption::WithFreqs)),
        tag: builder.add_text_field("tag", STRING | FAST),
        team: builder.add_text_field("team", STRING),
        status: builder.add_text_field("status", STRING),
        traits: builder.add_text_field("traits", TextOptions::default().set_fast("raw")),
        updated: builder.add_i64_field("updated", NumericOptions::default() | FAST),
        letters: builder.add_u64_field("letters", NumericOptions::default() | FAST),
        kept: builder.add_text_field("kept", STORED),
    };
    (builder.build(), fields)
}

impl Fields {
    /// The document of an entry.
    pub(super) fn document(&self, entry: Entry) -> TantivyDocument {
        let language = said_in(&entry);
        let mut document = TantivyDocument::new();
        let mut next = 0;
        let mut all = Told::default();
        let mut forms = Told::default();
        let [mut title, mut headings, mut code, mut asked]: [Told; 4] = Default::default();
        for (text, mut place) in [
            (&entry.title, Some(&mut title)),
            (&entry.id, None),
            (&entry.body, None),
            (&entry.headings, Some(&mut headings)),
            (&entry.code, Some(&mut code)),
        ] {
            let end = analyse(text, language, next, |role, token, position| match role {
                Role::Form => forms.push(token, position),
                Role::Stem => {
                    if let Some(place) = &mut place {
                        place.push(token, position);
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
        let wordings = entry.asked.iter().map(|wording| (wording, true));
        let wordings = wordings.chain(entry.asked_long_ago.iter().map(|wording| (wording, false)));
        for (wording, is_fresh) in wordings {
            let end = analyse(
                wording,
                Language::of(wording),
                next,
                |role, token, position| match role {
                    Role::Form => forms.push(token, position),
                    Role::Stem => {
                        if is_fresh {
                            asked.push(token, position);
                        }
                        all.push(token, position);
                    }
                },
            );
            next = end + GAP;
        }
        document.add_text(self.all, all.finish());
        document.add_text(self.title, title.finish());
        for (field, told) in [
            (self.asked, asked),
            (self.headings, headings),
            (self.code, code),
        ] {
            let told = told.finish();
            if !told.is_empty() {
                document.add_text(field, told);
            }
        }
        document.add_text(self.forms, forms.finish());
        document.add_text(self.id, &entry.id);
        document.add_u64(self.kind, kind_number(entry.kind));
        if let Some(team) = &entry.team {
            document.add_text(self.team, folded(team));
        }
        for status in &entry.status {
            document.add_text(self.status, status);
        }
        document.add_text(self.traits, Traits::of(&entry, language).to_string());
        document.add_i64(self.updated, entry.updated.micros());
        for number in signature::of(&entry.title) {
            document.add_u64(self.letters, number);
        }
        document.add_text(self.kept, Kept::write(&entry, language));
        document
    }

    /// The term by which an entry is replaced or taken away.
    pub(super) fn id_term(&self, id: &str) -> Term {
        Term::from_field_text(self.id, id)
    }
}

/// What a thing is written in: as it says, else told from all of its text.
pub(super) fn said_in(entry: &Entry) -> Language {
    if let Some(language) = entry.language {
        return language;
    }
    let said = [&entry.title, &entry.body, &entry.headings, &entry.code];
    Language::of(&said.map(String::as_str).join("\n"))
}

/// The number that stands for a kind.
pub(super) fn kind_number(kind: Kind) -> u64 {
    match kind {
        Kind::Standard => 0,
        Kind::Problem => 1,
    }
}

fn words(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(NAME)
        .set_index_option(record)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}
