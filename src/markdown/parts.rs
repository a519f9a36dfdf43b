//! What a good standard has, as far as a text has it: a handful of steps, an example of each kind, a way to check. It judges nothing
//! and refuses nothing; whoever shows it says it gently.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::document::MAX_BYTES;
use super::events::events;
use crate::i18n::{self, Language};

/// What a text has of a good standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// The steps of what we do.
    pub steps: usize,
    /// The examples.
    pub examples: Examples,
    /// Whether it says how one checks.
    pub has_check: bool,
}

/// What there is of a good and a bad example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Examples {
    /// Neither.
    #[default]
    None,
    /// Something, but not one of each.
    Some,
    /// One of each.
    Both,
}

/// The part of a standard that a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Steps,
    Examples,
    Check,
    Other,
}

/// What a text (without its front matter) has of a good standard. The hints that a new text starts with count as nothing.
pub fn parts(body: &str) -> Parts {
    let mut end = body.len().min(MAX_BYTES);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader::default();
    for event in events(&body[..end]) {
        reader.event(event);
    }
    reader.finish()
}

/// Reads a text from its first heading to its end.
#[derive(Default)]
struct Reader {
    /// The words of the heading that is being read.
    heading: Option<String>,
    /// The part that is open, and the level of the heading that opened it.
    open: Option<(Topic, u8)>,
    lists: usize,
    /// The words of the step, or of the paragraph, that is being read.
    words: String,
    steps: Option<usize>,
    /// The steps of the list that is open, where no part is called so, and of the longest before it.
    listed: usize,
    longest: usize,
    ordered: bool,
    examples: String,
    blocks: usize,
    check: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => self.opens(level as u8),
            Event::Start(Tag::List(first)) => {
                self.lists += 1;
                if self.lists == 1 {
                    self.ordered = first.is_some();
                    self.listed = 0;
                }
            }
            Event::End(TagEnd::List(_)) => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 && self.ordered {
                    self.longest = self.longest.max(self.listed);
                }
            }
            Event::Start(Tag::Item) if self.lists == 1 => self.words.clear(),
            Event::End(TagEnd::Item) if self.lists == 1 => self.step(),
            Event::Start(Tag::CodeBlock(_)) if self.topic() == Some(Topic::Examples) => {
                self.blocks += 1;
            }
            Event::Text(text) | Event::Code(text) => match &mut self.heading {
                Some(heading) => heading.push_str(&text),
                None => self.words.push_str(&text),
            },
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableRow)
                if self.lists == 0 =>
            {
                self.block();
            }
            _ => {}
        }
    }

    fn topic(&self) -> Option<Topic> {
        self.open.map(|(topic, _)| topic)
    }

    /// A heading ended: it opens a part, or stands within the one that is open.
    fn opens(&mut self, level: u8) {
        let heading = self.heading.take().unwrap_or_default();
        self.words.clear();
        match (topic_of(&heading), self.open) {
            (Topic::Other, Some((topic, above))) if level > above && topic != Topic::Other => {
                if topic == Topic::Examples {
                    self.examples.push_str(&heading);
                    self.examples.push('\n');
                }
            }
            (topic, _) => self.open = Some((topic, level)),
        }
    }

    /// A step ended.
    fn step(&mut self) {
        let words = std::mem::take(&mut self.words);
        if is_hint(&words) {
            return;
        }
        self.listed += 1;
        match self.topic() {
            Some(Topic::Steps) => self.steps = Some(self.steps.unwrap_or_default() + 1),
            Some(Topic::Examples) => {
                self.examples.push_str(&words);
                self.examples.push('\n');
            }
            Some(Topic::Check) => self.check = true,
            Some(Topic::Other) | None => {}
        }
    }

    /// A paragraph, or a block of code, ended.
    fn block(&mut self) {
        let words = std::mem::take(&mut self.words);
        if is_hint(&words) {
            return;
        }
        match self.topic() {
            Some(Topic::Examples) => {
                self.examples.push_str(&words);
                self.examples.push('\n');
            }
            Some(Topic::Check) => self.check = true,
            _ => {}
        }
    }

    fn finish(self) -> Parts {
        let examples = match (self.examples.trim(), self.blocks) {
            ("", 0) => Examples::None,
            (_, 2..) => Examples::Both,
            (said, _) if names_both(said) => Examples::Both,
            _ => Examples::Some,
        };
        Parts {
            steps: self.steps.unwrap_or(self.longest),
            examples,
            has_check: self.check,
        }
    }
}

/// What a heading opens, in either language or as decision records head it.
fn topic_of(heading: &str) -> Topic {
    let name = slug::slugify(heading);
    let offered = |key: &'static str| {
        let mut all = Language::ALL.into_iter();
        all.any(|language| slug::slugify(i18n::say(language, key)) == name)
    };
    let has = |beginnings: &[&str]| {
        let mut words = name.split('-');
        words.any(|word| {
            let mut all = beginnings.iter();
            all.any(|beginning| word.starts_with(beginning))
        })
    };
    if offered("edit-draft-do") || name == "decision" || name == "decision-outcome" {
        Topic::Steps
    } else if offered("edit-draft-examples") || has(&["example", "exemple"]) {
        Topic::Examples
    } else if offered("edit-draft-check") || has(&["check", "verif", "confirmation"]) {
        Topic::Check
    } else {
        Topic::Other
    }
}

/// Whether it is nothing, or nothing but a hint that a new text starts with, in whatever language that was offered.
fn is_hint(words: &str) -> bool {
    const HINTS: [&str; 5] = [
        "edit-draft-prevents-hint",
        "edit-draft-do-hint",
        "edit-draft-examples-hint",
        "edit-draft-check-hint",
        "edit-draft-not-hint",
    ];
    let words = words.trim();
    words.is_empty()
        || Language::ALL.into_iter().any(|language| {
            let mut all = HINTS.iter();
            all.any(|key| i18n::say(language, key) == words)
        })
}

/// Whether examples call one of them good and another bad.
fn names_both(examples: &str) -> bool {
    const GOOD: [&str; 7] = ["good", "yes", "better", "bon", "bonne", "bien", "oui"];
    const BAD: [&str; 8] = [
        "bad", "wrong", "never", "avoid", "mauvais", "mauvaise", "mal", "jamais",
    ];
    let folded = slug::slugify(examples);
    let says = |words: &[&str]| folded.split('-').any(|word| words.contains(&word));
    let is_good = says(&GOOD) || folded.contains("a-faire") || examples.contains(['✓', '✔', '✅']);
    let is_bad = says(&BAD)
        || ["ne-pas-faire", "don-t"]
            .iter()
            .any(|bad| folded.contains(bad))
        || examples.contains(['✗', '✘', '❌']);
    is_good && is_bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_template_has_nothing_yet() {
        for language in Language::ALL {
            let say = |key| i18n::say(language, key);
            let text = format!(
                "# A\n\n## {}\n\n1. {}\n\n## {}\n\n*{}*\n\n## {}\n\n*{}*\n",
                say("edit-draft-do"),
                say("edit-draft-do-hint"),
                say("edit-draft-examples"),
                say("edit-draft-examples-hint"),
                say("edit-draft-check"),
                say("edit-draft-check-hint"),
            );
            assert_eq!(parts(&text), Parts::default(), "{text}");
        }
    }

    #[test]
    fn steps_examples_and_the_check_are_seen() {
        let text = "# A\n\n## What we do\n\n1. One\n   - within\n2. Two\n\nSo.\n\n## Good and bad\n\nGood:\n\n```rust\na\n```\n\nBad:\n\n```rust\nb\n```\n\n## How we check\n\nA lint.\n";
        let expected = Parts {
            steps: 2,
            examples: Examples::Both,
            has_check: true,
        };
        assert_eq!(parts(text), expected);
        let french = "# A\n\n## Ce qu’on fait\n\n- Un\n- Deux\n- Trois\n\n## À faire, à ne pas faire\n\n### À faire\n\nUn.\n\n## Comment on vérifie\n\n- Un test\n";
        let seen = parts(french);
        assert_eq!(
            (seen.steps, seen.examples, seen.has_check),
            (3, Examples::Some, true)
        );
    }

    #[test]
    fn a_text_of_another_form_counts_its_longest_list_of_steps() {
        let text = "# A\n\n1. One\n\n## B\n\n1. One\n2. Two\n3. Three\n\n- x\n- y\n- z\n- w\n";
        assert_eq!(parts(text).steps, 3);
        assert_eq!(parts("# A\n\n## Decision\n\nWe do it.\n").steps, 0);
    }
}
