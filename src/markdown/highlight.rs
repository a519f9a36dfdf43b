//! Colours for code: words that mean something to its language get a class, never a style.
//!
//! The classes, all styled in `assets/css/code.css`, light and dark: `hl-attribute`, `hl-comment`, `hl-constant`, `hl-deleted`, `hl-escape`,
//! `hl-function`, `hl-heading`, `hl-inserted`, `hl-keyword`, `hl-number`, `hl-operator`, `hl-string`, `hl-tag`, `hl-type`, `hl-variable`.
//! A block stands in `pre.code` with its language in `data-language`.
//!
//! A block that is too long, and what comes after a text has used up its time, stays plain.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::escape::{attribute, escape};
use super::render::View;
use crate::i18n;

/// The longest block that is coloured, in bytes.
const LONGEST_BLOCK: usize = 32 * 1024;
/// The longest line of a block that is coloured, in bytes.
const LONGEST_LINE: usize = 2 * 1024;
/// How much of one text is coloured, in bytes.
const LONGEST_TEXT: usize = 256 * 1024;
/// How long one text may take; a build for development is that much slower.
const PATIENCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 10_000 } else { 500 });

/// What a grammar calls a word, and the class it gets; the longest name that fits counts.
pub(super) const CLASSES: [(&str, &str); 38] = [
    ("comment", "hl-comment"),
    ("constant", "hl-constant"),
    ("constant.character.escape", "hl-escape"),
    ("constant.numeric", "hl-number"),
    ("entity.name.class", "hl-type"),
    ("entity.name.constant", "hl-constant"),
    ("entity.name.enum", "hl-type"),
    ("entity.name.function", "hl-function"),
    ("entity.name.impl", "hl-type"),
    ("entity.name.interface", "hl-type"),
    ("entity.name.section", "hl-heading"),
    ("entity.name.struct", "hl-type"),
    ("entity.name.tag", "hl-tag"),
    ("entity.name.trait", "hl-type"),
    ("entity.name.type", "hl-type"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("entity.other.inherited-class", "hl-type"),
    ("keyword", "hl-keyword"),
    ("keyword.operator", "hl-operator"),
    ("keyword.operator.word", "hl-keyword"),
    ("markup.changed", "hl-attribute"),
    ("markup.deleted", "hl-deleted"),
    ("markup.heading", "hl-heading"),
    ("markup.inserted", "hl-inserted"),
    ("markup.raw", "hl-string"),
    ("meta.diff.header", "hl-heading"),
    ("storage", "hl-keyword"),
    ("string", "hl-string"),
    ("support.class", "hl-type"),
    ("support.constant", "hl-constant"),
    ("support.function", "hl-function"),
    ("support.type", "hl-type"),
    ("support.type.property-name", "hl-attribute"),
    ("variable.function", "hl-function"),
    ("variable.language", "hl-constant"),
    ("variable.other.readwrite", "hl-variable"),
    ("variable.other.constant", "hl-constant"),
    ("variable.parameter", "hl-variable"),
];

/// Names that people write at the head of a block, for grammars that are called otherwise.
const ALIASES: [(&str, &str); 16] = [
    ("console", "sh"),
    ("shell-session", "sh"),
    ("shellsession", "sh"),
    ("terminal", "sh"),
    ("zsh", "sh"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("psql", "sql"),
    ("mysql", "sql"),
    ("sqlite", "sql"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsx", "js"),
    ("mjs", "js"),
    ("viml", "vim"),
    ("vimscript", "vim"),
];

/// Loads the grammars, so that the first reader does not wait for them.
pub fn warm() {
    LazyLock::force(&GRAMMARS);
}

static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars {
    set: two_face::syntax::extra_newlines(),
    classes: CLASSES
        .iter()
        .filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class)))
        .collect(),
});

struct Grammars {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl Grammars {
    fn find(&self, language: &str) -> Option<&SyntaxReference> {
        if language.is_empty() || language.len() > 40 {
            return None;
        }
        let lower = language.to_lowercase();
        let alias = ALIASES.iter().find(|(name, _)| *name == lower);
        let syntax = self
            .set
            .find_syntax_by_token(alias.map_or(language, |(_, name)| name))?;
        (syntax.name != "Plain Text").then_some(syntax)
    }

    fn class_of(&self, scope: Scope) -> Option<&'static str> {
        let fitting = self
            .classes
            .iter()
            .filter(|(name, _)| name.is_prefix_of(scope));
        fitting
            .max_by_key(|(name, _)| name.len())
            .map(|(_, class)| *class)
    }
}

/// Writes the blocks of one text, within its limits.
pub(super) struct Highlighter {
    left: usize,
    deadline: Option<Instant>,
    known: HashMap<Scope, Option<&'static str>>,
}

impl Highlighter {
    pub(super) fn new() -> Self {
        Self {
            left: LONGEST_TEXT,
            deadline: None,
            known: HashMap::new(),
        }
    }

    /// Writes a block of code.
    pub(super) fn write(&mut self, language: &str, code: &str, view: View<'_>, out: &mut String) {
        let plain_name = language.len() <= 40
            && language
                .chars()
                .all(|next| next.is_alphanumeric() || "+#-_.".contains(next));
        let label = i18n::say(view.language, "markdown-code");
        out.push_str("<pre class=\"code\" tabindex=\"0\" role=\"group\"");
        if plain_name && !language.is_empty() {
            attribute("aria-label", &format!("{label} {language}"), out);
            attribute("data-language", language, out);
        } else {
            attribute("aria-label", label, out);
        }
        out.push_str("><code>");
        let start = out.len();
        let coloured = plain_name && self.colour(language, code, out).is_some();
        if !coloured {
            out.truncate(start);
            escape(code, out);
        }
        out.push_str("</code></pre>\n");
    }

    /// Nothing where the block must stay plain; what was written so far is then to be taken back.
    fn colour(&mut self, language: &str, code: &str, out: &mut String) -> Option<()> {
        let fits = code.len() <= LONGEST_BLOCK.min(self.left)
            && code.lines().all(|line| line.len() <= LONGEST_LINE);
        let syntax = GRAMMARS.find(language).filter(|_| fits)?;
        self.left -= code.len();
        let deadline = *self
            .deadline
            .get_or_insert_with(|| Instant::now() + PATIENCE);
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut span = Span {
            class: None,
            open: false,
        };
        for line in LinesWithEndings::from(code) {
            if Instant::now() > deadline {
                return None;
            }
            let mut from = 0;
            for (at, operation) in state.parse_line(line, &GRAMMARS.set).ok()? {
                span.write(self.class(&stack), line.get(from..at)?, out);
                from = at;
                stack.apply(&operation).ok()?;
            }
            span.write(self.class(&stack), line.get(from..)?, out);
        }
        span.end(out);
        Some(())
    }

    /// The class of the innermost name that has one.
    fn class(&mut self, stack: &ScopeStack) -> Option<&'static str> {
        let known = &mut self.known;
        let mut names = stack.as_slice().iter().rev();
        names.find_map(|scope| {
            *known
                .entry(*scope)
                .or_insert_with(|| GRAMMARS.class_of(*scope))
        })
    }
}

/// The span that is being written: neighbours of a class share one.
struct Span {
    class: Option<&'static str>,
    open: bool,
}

impl Span {
    fn write(&mut self, class: Option<&'static str>, text: &str, out: &mut String) {
        if text.is_empty() {
            return;
        }
        // White space has no colour and needs no span of its own.
        if class != self.class && !text.trim().is_empty() {
            self.end(out);
            self.class = class;
            if let Some(class) = class {
                out.push_str("<span class=\"");
                out.push_str(class);
                out.push_str("\">");
                self.open = true;
            }
        }
        escape(text, out);
    }

    fn end(&mut self, out: &mut String) {
        if self.open {
            out.push_str("</span>");
            self.open = false;
        }
        self.class = None;
    }
}
