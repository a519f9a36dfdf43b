//! Whether one text is a small correction of another: the same but for a few words or links.

use pulldown_cmark::{Event, Tag, TagEnd};
use similar::{ChangeTag, TextDiff};

use super::document::Document;
use super::events::events;

/// How many words differ between two texts that are the same in all else but where links lead; none when more differs: the front
/// matter, the shape of the text, anything in code, or which image is shown. Words that are moved to another line are the same words.
pub fn words_changed(old: (&str, &Document), new: (&str, &Document)) -> Option<usize> {
    let (old_body, new_body) = (old.1.body(old.0), new.1.body(new.0));
    if old.0.strip_suffix(old_body) != new.0.strip_suffix(new_body) {
        return None;
    }
    let (old, new) = (Shape::of(old_body), Shape::of(new_body));
    if old.frame != new.frame || old.runs.len() != new.runs.len() {
        return None;
    }
    let pairs = old.runs.iter().zip(&new.runs);
    Some(pairs.map(|(old, new)| changed(old, new)).sum())
}

/// A text as its frame (what stands around the words) and the runs of words between.
#[derive(Default)]
struct Shape<'a> {
    frame: Vec<Event<'a>>,
    runs: Vec<String>,
}

impl<'a> Shape<'a> {
    fn of(body: &'a str) -> Self {
        let mut shape = Self::default();
        let mut run = String::new();
        let mut in_code = false;
        for event in events(body) {
            match event {
                Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
                Event::Text(text) if !in_code => run.push_str(&text),
                Event::SoftBreak => run.push(' '),
                other => {
                    match &other {
                        Event::Start(Tag::CodeBlock(_)) => in_code = true,
                        Event::End(TagEnd::CodeBlock) => in_code = false,
                        _ => {}
                    }
                    shape.part(&mut run, other);
                }
            }
        }
        shape.runs.push(run);
        shape
    }

    fn part(&mut self, run: &mut String, event: Event<'a>) {
        self.runs.push(std::mem::take(run));
        self.frame.push(event);
    }
}

fn changed(old: &str, new: &str) -> usize {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    if old == new {
        return 0;
    }
    let diff = TextDiff::configure().diff_slices(&old, &new);
    let count = |tag| {
        diff.iter_all_changes()
            .filter(|change| change.tag() == tag)
            .count()
    };
    count(ChangeTag::Delete).max(count(ChangeTag::Insert))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::words_changed;

    const TEXT: &str = "---\ntags: [time]\n---\n\n# Store tiems in UTC\n\nSee [this](https://a.example/x) and `utc`.\n\n![A clok](a.png)\n\n```sql\nselect 1\n```\n";

    fn against(new: &str) -> Option<usize> {
        let (old_document, new_document) = (
            read(TEXT.as_bytes()).expect("readable"),
            read(new.as_bytes()).expect("readable"),
        );
        words_changed((TEXT, &old_document), (new, &new_document))
    }

    #[test]
    fn words_and_links_may_change() {
        assert_eq!(against(&TEXT.replace("tiems", "times")), Some(1));
        assert_eq!(
            against(&TEXT.replace("a.example/x", "b.example/y")),
            Some(0)
        );
        assert_eq!(
            against(&TEXT.replace("and `utc`", "[und](https://b.example) `utc`")),
            Some(1)
        );
        assert_eq!(against(&TEXT.replace("See ", "See\n")), Some(0));
        assert_eq!(against(&TEXT.replace("clok", "clock")), Some(1));
    }

    #[test]
    fn more_than_words_is_told_apart() {
        assert_eq!(against(&TEXT.replace("select 1", "select 2")), None);
        assert_eq!(against(&TEXT.replace("`utc`", "`gmt`")), None);
        assert_eq!(against(&TEXT.replace("a.png", "b.png")), None);
        assert_eq!(against(&TEXT.replace("[time]", "[clock]")), None);
        assert_eq!(against(&format!("{TEXT}\nOne more paragraph.\n")), None);
        assert_eq!(against(&TEXT.replace("# Store", "## Store")), None);
    }
}
