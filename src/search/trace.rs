//! What an error says: of a log, however long, the stretches that matter, without what changes from run to run. It is pure.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::scrub::{scrubbed, without_controls};

/// Of a longer text the end is read, where errors come last, and so much of its beginning.
const READ: usize = 8 * 1024 * 1024;
const BEGINNING: usize = 2 * 1024 * 1024;
/// A text of so few lines says nothing beside what is wrong.
const SHORT: usize = 8;
/// Lines that belong to an error, after the one that says it.
const FOLLOWING: usize = 6;
/// Errors that are looked at: the first ones, and the last ones.
const FIRST: usize = 4;
const LAST: usize = 4;
/// Letters of a line, and of a title.
const LONG_LINE: usize = 600;
const TITLE: usize = 120;

/// Whether a line says that something is wrong, or only that something was wrong before.
static WORDS: LazyLock<(AhoCorasick, AhoCorasick)> = LazyLock::new(|| {
    let any_of = |words: &[&str]| {
        let builder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(words);
        builder.expect("the words are known and few")
    };
    (any_of(&SIGNS), any_of(&ECHOES))
});

/// Says that something is wrong, wherever it stands in a line.
const SIGNS: [&str; 31] = [
    "error",
    "exception",
    "panic",
    "fatal",
    "failed",
    "failure",
    "caused by",
    "assertion",
    "cannot",
    "can't",
    "could not",
    "couldn't",
    "unable to",
    "not found",
    "no such",
    "denied",
    "refused",
    "timed out",
    "timeout",
    "undefined",
    "unexpected",
    "segmentation fault",
    "out of memory",
    "deadlock",
    "violates",
    "rejected",
    "erreur",
    "echec",
    "échec",
    "impossible",
    "introuvable",
];

/// Says only that something was wrong before.
const ECHOES: [&str; 18] = [
    "aborting due to",
    "could not compile",
    "for more information about",
    "for more information, try",
    "some errors have detailed",
    "build failed, waiting",
    "0 errors",
    "no errors",
    "0 failed",
    "process completed with exit code",
    "exited with code",
    "exit status",
    "a complete log of this run",
    "test failed, to rerun",
    "run with `rust_backtrace",
    "traceback (most recent call last)",
    "elifecycle",
    "make: ***",
];

/// The line before what a panic says.
const ANNOUNCED: &str = "panicked at:";

/// How the places in a stack begin.
const FRAMES: [&str; 5] = ["at ", "File \"", "from ", "in ", "goroutine "];

/// An error as it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The line that says it.
    pub(super) headline: String,
    /// What follows and belongs to it.
    pub(super) context: String,
    /// Whether the line before it says that it is an error, and where.
    is_announced: bool,
}

/// What a text says is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// Each error.
    errors: Vec<Stretch>,
    /// The whole of a short text, and the end of one in which nothing says that it is wrong.
    whole: Option<Stretch>,
}

impl Trace {
    /// Reads a log, an error or a stack trace, in whatever encoding.
    pub fn read(bytes: &[u8]) -> Self {
        let text = if bytes.len() > READ {
            let end = &bytes[bytes.len() - (READ - BEGINNING)..];
            let (start, end) = (&bytes[..BEGINNING], end);
            format!(
                "{}\n\n{}",
                String::from_utf8_lossy(start),
                String::from_utf8_lossy(end)
            )
        } else {
            String::from_utf8_lossy(bytes).into_owned()
        };
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| without_controls(cut(line, LONG_LINE)))
            .collect();
        let said = |line: &&String| line.chars().any(char::is_alphanumeric);
        let spoken: Vec<&String> = lines.iter().filter(said).collect();
        let mut errors = errors(&lines);
        errors.retain(|error| !error.headline.is_empty());
        let is_short = spoken.len() <= SHORT && errors.len() > 1;
        let whole = (errors.is_empty() || is_short)
            .then(|| whole(&spoken[spoken.len().saturating_sub(SHORT)..]))
            .flatten();
        Self { errors, whole }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.stretches().next().is_none()
    }

    /// What a problem could be called that is posted for it: the last cause that is named, else the first error.
    pub fn title(&self) -> String {
        let cause = self.errors.iter().rev().find(|error| {
            let headline = error.headline.to_lowercase();
            headline.contains("caused by")
        });
        let stretch = cause.or_else(|| self.stretches().next());
        let headline = stretch.map_or("", |stretch| &stretch.headline);
        let mut letters = headline.chars();
        let mut title: String = letters.by_ref().take(TITLE - 1).collect();
        if letters.next().is_some() {
            title.push('…');
        }
        title
    }

    /// All that matters of it, an error after the other. Read once more, it says the same.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let stretches = self.errors.iter();
        let whole = self.whole.iter().filter(|_| self.errors.is_empty());
        for stretch in stretches.chain(whole) {
            if !text.is_empty() {
                text.push('\n');
            }
            if stretch.is_announced {
                text.push_str(ANNOUNCED);
                text.push('\n');
            }
            for line in [&stretch.headline, &stretch.context] {
                if !line.is_empty() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        text
    }

    /// What is looked for.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &Stretch> {
        self.errors.iter().chain(&self.whole)
    }
}

/// The errors among lines, each once: the first ones and the last ones.
fn errors(lines: &[String]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let says = &lines[at];
        if !is_error(says) {
            at += 1;
            continue;
        }
        // What a panic says follows the place where it says it.
        let is_announced =
            says.contains("panicked at") && says.trim_end().ends_with(':') && at + 1 < lines.len();
        at += usize::from(is_announced);
        let headline = scrubbed(&lines[at]);
        let following = lines[at + 1..]
            .iter()
            .take(FOLLOWING)
            .take_while(|line| !line.trim().is_empty() && !is_error(line));
        let context: Vec<String> = following
            .clone()
            .filter(|line| !is_frame(line) && !is_echo(line))
            .map(|line| scrubbed(line))
            .filter(|line| line.chars().any(char::is_alphanumeric))
            .collect();
        at += 1 + following.count();
        if found.iter().all(|known| known.headline != headline) {
            let context = context.join("\n");
            found.push(Stretch {
                headline,
                context,
                is_announced,
            });
        }
        // Of a flood of errors those in the middle are let go.
        if found.len() > FIRST + 2 * LAST {
            found.drain(FIRST..FIRST + LAST);
        }
    }
    if found.len() > FIRST + LAST {
        found.drain(FIRST..found.len() - LAST);
    }
    found
}

fn whole(lines: &[&String]) -> Option<Stretch> {
    let scrubbed: Vec<String> = lines
        .iter()
        .filter(|line| !is_frame(line))
        .map(|line| scrubbed(line))
        .collect();
    let (headline, context) = scrubbed.split_first()?;
    Some(Stretch {
        headline: headline.clone(),
        context: context.join("\n"),
        is_announced: false,
    })
    .filter(|whole| !whole.headline.is_empty())
}

fn is_error(line: &str) -> bool {
    let is_warning = || {
        let start = line.trim_start().get(.."warning".len());
        start.is_some_and(|start| start.eq_ignore_ascii_case("warning"))
    };
    let (signs, _) = &*WORDS;
    signs.is_match(line) && !is_echo(line) && !is_warning() && !is_frame(line)
}

fn is_echo(line: &str) -> bool {
    let (_, echoes) = &*WORDS;
    echoes.is_match(line)
}

/// Whether a line is a place in a stack, or code that is shown with its number.
fn is_frame(line: &str) -> bool {
    let line = line.trim_start();
    let after_number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_code = after_number.trim_start().starts_with('|')
        && !line.contains('^')
        && after_number.len() < line.len();
    let is_numbered = after_number.len() < line.len() && after_number.starts_with(": ");
    is_code || is_numbered || FRAMES.iter().any(|frame| line.starts_with(frame))
}

/// No more than so many bytes of a text, between two letters.
fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headlines(text: &str) -> Vec<String> {
        let trace = Trace::read(text.as_bytes());
        let again = Trace::read(trace.text().as_bytes());
        assert_eq!(
            again.errors, trace.errors,
            "read once more, it says something else"
        );
        let stretches = trace.stretches();
        stretches.map(|stretch| stretch.headline.clone()).collect()
    }

    #[test]
    fn of_a_build_the_errors_are_kept() {
        let log = "   Compiling shop v0.1.0 (/home/ada/shop)\nwarning: unused variable: `error`\n\
                   error[E0308]: mismatched types\n --> src/cart.rs:12:5\n  |\n12 |     total\n  |     ^^^^^ expected `u32`\n\n\
                   error: aborting due to 1 previous error\nerror: could not compile `shop`\n";
        assert_eq!(headlines(log), ["error[E0308]: mismatched types"]);
        let trace = Trace::read(log.as_bytes());
        assert!(trace.text().contains("expected `u32`"), "{}", trace.text());
        assert!(!trace.text().contains("total"), "{}", trace.text());
        assert_eq!(trace.title(), "error[E0308]: mismatched types");
    }

    #[test]
    fn the_last_cause_names_it() {
        let log = "2026-11-22 10:00:01 INFO up\nException in thread \"main\" java.lang.IllegalStateException: no cart\n\
                   \tat shop.Cart.open(Cart.java:12)\n\
                   Caused by: java.net.ConnectException: Connection refused\n\tat java.net.Socket.connect(Socket.java:9)\n";
        assert_eq!(
            Trace::read(log.as_bytes()).title(),
            "Caused by: java.net.ConnectException: Connection refused"
        );
    }

    #[test]
    fn a_panic_says_what_follows_it_and_a_stack_ends_with_its_error() {
        let log = "thread 'main' panicked at src/main.rs:2:5:\nthe cart is empty\nstack backtrace:\n   0: rust_begin_unwind\n";
        assert_eq!(headlines(log), ["the cart is empty"]);
        let log = "Traceback (most recent call last):\n  File \"/srv/app/a.py\", line 3, in <module>\n    raise ValueError('x')\nKeyError: 'total'\n";
        assert!(
            headlines(log).contains(&"KeyError: 'total'".to_owned()),
            "{:?}",
            headlines(log)
        );
    }

    #[test]
    fn anything_can_be_read() {
        for bytes in [
            &b""[..],
            b"\0\0\n",
            b"\xff\xfe\x1b[31m",
            b"\x1b]",
            b"\x1b[",
            b"\r\r\r",
        ] {
            assert!(Trace::read(bytes).text().len() < 20, "{bytes:?}");
        }
        let mut log = "compiling\n".repeat(READ / 9);
        log.push_str("fatal: the disk is full\n");
        assert_eq!(headlines(&log), ["fatal: the disk is full"]);
        let flood: String = (0..10_000)
            .map(|number| format!("error: case {number}\n"))
            .collect();
        assert_eq!(headlines(&flood).len(), FIRST + LAST);
    }
}
