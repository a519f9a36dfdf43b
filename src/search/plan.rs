//! From an understood query to the terms it looks up, with what each counts. The ranking's numbers are all here.

use std::sync::Arc;

use tantivy::Term;

use super::analysis::{chunks, is_compound, parts, stems_of};
use super::fold::folded;
use super::language::is_small;
use super::marks::Marks;
use super::schema::Fields;
use super::signature::Letters;
use super::view::Spot;
use super::words::{Asks, Filter, Query};

/// Up to so many words all must match.
const ALL_MUST_MATCH: usize = 3;
/// Of a longer text the rarest so many carry the search.
pub(super) const CARRIED: usize = 40;
/// What a word in the title counts beside the same word anywhere.
const IN_TITLE: f32 = 0.2;
/// What a word in how people ask for it counts beside the same word anywhere.
const AS_ASKED: f32 = 1.4;
/// What a word in a heading counts beside the same word anywhere.
const IN_HEADING: f32 = 0.1;
/// What a word in code counts beside the same word anywhere.
const IN_CODE: f32 = 0.1;
/// What an unfinished word counts beside a finished one.
const UNFINISHED: f32 = 0.3;
/// What a path, a version or another identifier with signs counts as a whole, beside each of its parts.
const WHOLE: f32 = 0.25;
/// What each part of a name in camel case counts beside the name.
const HUMP: f32 = 0.3;

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everywhere.
    Everything,
    /// Everywhere, by a whole text or an error: that its words are among the headings or in the code of another tells little, makes
    /// what is unlikely look surer, and takes long.
    Alike,
    /// In titles.
    Titles,
}

impl Scope {
    /// Where a word must be to be found.
    fn base(self) -> Spot {
        match self {
            Self::Everything | Self::Alike => Spot::All,
            Self::Titles => Spot::Title,
        }
    }

    /// Where the words are as they are written.
    fn forms(self) -> Spot {
        match self {
            Self::Everything | Self::Alike => Spot::Forms,
            Self::Titles => Spot::Title,
        }
    }

    /// Where a word counts besides, and what.
    fn besides(self) -> &'static [(Spot, f32)] {
        match self {
            Self::Everything => &[
                (Spot::Title, IN_TITLE),
                (Spot::Asked, AS_ASKED),
                (Spot::Headings, IN_HEADING),
                (Spot::Code, IN_CODE),
            ],
            Self::Alike => &[(Spot::Title, IN_TITLE), (Spot::Asked, AS_ASKED)],
            Self::Titles => &[],
        }
    }
}

/// What to look up.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// One for each word that was asked for.
    pub(super) words: Vec<WordPlan>,
    /// Each must be found, unless a part may do.
    pub(super) required: Vec<Clause>,
    /// Whether what is required only comes first: a phrase in a long query is part of what it says.
    pub(super) a_part_may_do: bool,
    /// None may be found.
    pub(super) excluded: Vec<Clause>,
    /// What a hit must be, or must not be.
    pub(super) filters: Vec<Filter>,
    /// What is marked in the hits.
    pub(super) marks: Marks,
    /// The letters of its words, to be compared with those of titles.
    pub(super) letters: Letters,
    /// How many words were typed, small ones too; none for a whole text.
    typed: Option<usize>,
}

/// The ways in which one word can be found; what they count adds up.
#[derive(Debug)]
pub(super) struct WordPlan {
    pub(super) clauses: Vec<Clause>,
    /// How it was typed; none when it is an identifier of several parts.
    pub(super) typed: Option<Typed>,
}

/// A plain word as it was typed.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) text: String,
    /// Which of the query's words it is, or is in.
    pub(super) at: usize,
    /// Whether it may go on.
    pub(super) unfinished: bool,
}

impl WordPlan {
    /// Finds the word by these spellings too.
    pub(super) fn respell(&mut self, spellings: Vec<String>, scope: Scope) {
        let spellings: Arc<[String]> = spellings.into();
        for &(spot, weight) in scope.besides().iter().chain(&[(scope.base(), 1.0)]) {
            self.clauses.push(Clause {
                spot,
                shape: Shape::Any(spellings.clone()),
                weight,
                finds: true,
            });
        }
    }
}

/// One way of being found.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) spot: Spot,
    pub(super) shape: Shape,
    pub(super) weight: f32,
    /// Whether it makes the word found, or only adds to what is found otherwise.
    pub(super) finds: bool,
}

/// How terms make a match.
#[derive(Debug)]
pub(super) enum Shape {
    /// Any of them: they are spellings of one word and share one rarity.
    Any(Arc<[String]>),
    /// Every word that begins so.
    Prefix(String),
    /// All of them, each in one of its spellings, at these distances when it is a phrase.
    Every {
        spellings: Vec<Vec<String>>,
        in_a_row: bool,
    },
}

impl Plan {
    /// The plan of a query; the last word may be unfinished.
    pub(super) fn of(query: &Query) -> Self {
        let scope = query.scope();
        let base = scope.base();
        let mut plan = Self {
            filters: query.filters.clone(),
            typed: Some(query.words.len()),
            a_part_may_do: query.words.len() > ALL_MUST_MATCH && !query.phrases.is_empty(),
            ..Self::default()
        };
        // The words of such a phrase count like the others; they are as they are meant, and finished.
        let quoted = query.phrases.iter().filter(|_| plan.a_part_may_do);
        let quoted = quoted.flat_map(|phrase| phrase.split(' '));
        let said: Vec<(Option<usize>, &str)> = (query.words.iter().enumerate())
            .map(|(at, word)| (Some(at), word.as_str()))
            .chain(quoted.map(|word| (None, word)))
            .collect();
        let last = query.words.len().wrapping_sub(1);
        let mut told: Vec<String> = Vec::new();
        for small_too in [false, true] {
            for &(at, word) in &said {
                for chunk in chunks(word) {
                    let whole = folded(chunk.text);
                    let unfinished = at == Some(last) && word.ends_with(chunk.text);
                    if (is_small(&whole) && !small_too && !(unfinished && query.words.len() == 1))
                        || told.contains(&whole)
                    {
                        continue;
                    }
                    let typed = at.filter(|_| !is_compound(chunk.text)).map(|at| Typed {
                        text: chunk.text.to_owned(),
                        at,
                        unfinished,
                    });
                    let clauses = ways(chunk.text, &whole, unfinished, scope);
                    plan.words.push(WordPlan { clauses, typed });
                    plan.letters.add(&whole);
                    plan.marks.add(chunk.text, unfinished.then_some(&whole));
                    told.push(whole);
                }
            }
            // Small words are looked up only when there are no others.
            if !plan.words.is_empty() {
                break;
            }
        }
        for phrase in &query.phrases {
            if !plan.a_part_may_do {
                chunks(phrase).for_each(|chunk| plan.marks.add(chunk.text, None));
            }
            plan.required.extend(phrase_clause(phrase, base));
        }
        for without in &query.without {
            plan.excluded.extend(phrase_clause(without, base));
        }
        plan
    }

    /// The plan of a whole text: its words, any of them may match, none is small.
    pub(super) fn of_text(text: &str, last_is_unfinished: bool) -> Self {
        let mut plan = Self::default();
        let mut told: std::collections::HashSet<String> = std::collections::HashSet::new();
        let end = text.trim_end().len();
        for chunk in chunks(text) {
            let whole = folded(chunk.text);
            if is_small(&whole) || told.contains(&whole) {
                continue;
            }
            // The parts of an identifier are words of their own here, or long paths would carry the search.
            if is_compound(chunk.text) {
                for part in parts(chunk.text).map(folded) {
                    let says_something =
                        part.len() > 2 && !part.bytes().all(|byte| byte.is_ascii_digit());
                    if says_something && !is_small(&part) && !told.contains(&part) {
                        plan.words.push(WordPlan {
                            clauses: ways(&part, &part, false, Scope::Alike),
                            typed: None,
                        });
                        told.insert(part);
                    }
                }
                plan.words.push(WordPlan {
                    clauses: word(vec![whole.clone()], Spot::All),
                    typed: None,
                });
                told.insert(whole);
                continue;
            }
            let unfinished = last_is_unfinished && chunk.start + chunk.text.len() == end;
            plan.words.push(WordPlan {
                clauses: ways(chunk.text, &whole, unfinished, Scope::Alike),
                typed: None,
            });
            told.insert(whole);
        }
        plan
    }

    /// Whether nothing can be found by it.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.required.is_empty() && self.filters.is_empty()
    }

    /// Whether hits with every word come first.
    pub(super) fn counts_words(&self) -> bool {
        self.typed.is_some_and(|words| words <= ALL_MUST_MATCH)
    }
}

/// The terms, any of which answers to a filter; none when it is a day.
pub(super) fn filter_term(asks: &Asks, fields: &Fields) -> Option<Term> {
    Some(match asks {
        Asks::Tag(tag) => Term::from_field_text(fields.tag, tag),
        Asks::Team(team) => Term::from_field_text(fields.team, team),
        Asks::Kind(kind) => Term::from_field_u64(fields.kind, super::schema::kind_number(*kind)),
        Asks::Status(status) => Term::from_field_text(fields.status, status),
        Asks::Updated(..) => return None,
    })
}

impl Query {
    /// Where its words are looked for.
    pub(super) fn scope(&self) -> Scope {
        match self.in_title {
            true => Scope::Titles,
            false => Scope::Everything,
        }
    }
}

/// The ways in which a word is found.
pub(super) fn ways(text: &str, whole: &str, unfinished: bool, scope: Scope) -> Vec<Clause> {
    let mut clauses = Vec::with_capacity(scope.besides().len() + 2);
    let mut add = |spot, shape, weight, finds| {
        clauses.push(Clause {
            spot,
            shape,
            weight,
            finds,
        })
    };
    let mut word = |spellings: Vec<String>, weight: f32, finds| {
        let spellings: Arc<[String]> = spellings.into();
        for (spot, share) in scope.besides() {
            let besides = Shape::Any(spellings.clone());
            add(*spot, besides, weight * share, finds);
        }
        add(scope.base(), Shape::Any(spellings), weight, finds);
    };
    if is_compound(text) {
        // The parts of a path or a version are words like others; those of a name in camel case say less than the name.
        let is_name = text.chars().all(char::is_alphanumeric);
        let (of_whole, of_part) = if is_name { (1.0, HUMP) } else { (WHOLE, 1.0) };
        word(vec![whole.to_owned()], of_whole, true);
        let spellings: Vec<Vec<String>> = parts(text).map(stems_of).collect();
        for spellings in &spellings {
            word(spellings.clone(), of_part, false);
        }
        let together = Shape::Every {
            spellings,
            in_a_row: false,
        };
        add(scope.base(), together, 0.0, true);
    } else {
        word(stems_of(text), 1.0, true);
    }
    if unfinished {
        let beginning = Shape::Prefix(whole.to_owned());
        add(scope.forms(), beginning, UNFINISHED, true);
    }
    clauses
}

/// A word that stands in one way only.
fn word(spellings: Vec<String>, spot: Spot) -> Vec<Clause> {
    vec![Clause {
        spot,
        shape: Shape::Any(spellings.into()),
        weight: 1.0,
        finds: true,
    }]
}

fn phrase_clause(phrase: &str, spot: Spot) -> Option<Clause> {
    let spellings: Vec<Vec<String>> = chunks(phrase)
        .flat_map(|chunk| parts(chunk.text))
        .map(stems_of)
        .collect();
    if spellings.is_empty() {
        return None;
    }
    Some(Clause {
        spot,
        shape: Shape::Every {
            spellings,
            in_a_row: true,
        },
        weight: 1.0,
        finds: true,
    })
}
