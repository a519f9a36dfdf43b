//! A line of a log without what changes from run to run and from machine to machine: colours, times, addresses, numbers of lines, the
//! first part of paths. It is pure.

/// After one of these the rest of a path is the same on every machine.
const SHARED_FROM: [&str; 5] = [
    "site-packages",
    "dist-packages",
    "node_modules",
    "vendor",
    "registry",
];
/// Parts of a path that are kept, the last ones.
const PARTS_KEPT: usize = 3;
/// A word of so many hexadecimal digits, some of them numbers, is an address or a hash.
const HASH: usize = 8;
/// A number of more digits says nothing about what is wrong.
const DIGITS: usize = 5;
/// The number after one of these is a place in a file.
const BEFORE_PLACES: [&str; 7] = ["line", "lines", "ligne", "col", "column", "colonne", "char"];

/// The text without what only a terminal obeys. What a progress bar wrote over is gone, as it was on the screen.
pub(super) fn without_controls(line: &str) -> String {
    let line = line.trim_end_matches('\r');
    let line = line.rsplit('\r').next().unwrap_or_default();
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => match letters.next() {
                // Colours and the like end with a letter.
                Some('[') => {
                    letters.by_ref().find(|end| ('@'..='~').contains(end));
                }
                // Titles and links end with a bell or another escape.
                Some(']') => {
                    let end = letters
                        .by_ref()
                        .find(|end| matches!(end, '\u{7}' | '\u{1b}'));
                    if end == Some('\u{1b}') {
                        letters.next_if_eq(&'\\');
                    }
                }
                _ => {}
            },
            '\t' => plain.push(' '),
            '\u{8}' => {
                plain.pop();
            }
            letter if letter.is_control() || letter == '\u{fffd}' => {}
            letter => plain.push(letter),
        }
    }
    plain
}

/// The line with only those words that say the same on another day and another machine.
pub(super) fn scrubbed(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut is_place = false;
    for word in line.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_dropped = is_time(bare)
            || is_address(bare)
            || is_number(bare) && (is_place || bare.len() > DIGITS);
        is_place = BEFORE_PLACES
            .iter()
            .any(|known| bare.eq_ignore_ascii_case(known));
        if is_dropped || bare.is_empty() && word.len() > 3 {
            continue;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(&path(word));
    }
    kept
}

/// `12:04:59`, `2026-11-22`, `2026-11-22T12:04:59.123Z`, `12.5s`, `830ms`.
fn is_time(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let signs = |sign: char| word.matches(sign).count();
    let is_only = |allowed: &str| {
        word.chars()
            .all(|letter| letter.is_ascii_digit() || allowed.contains(letter))
    };
    let is_clock = digits >= 4 && signs(':') >= 1 && is_only(":.,+");
    let is_day = digits >= 6 && (signs('-') == 2 || signs('/') == 2) && is_only("-/");
    let is_instant = digits >= 12 && signs('-') >= 2 && signs(':') >= 1 && is_only("-:.,+TZ");
    let is_span = digits >= 1
        && ["ms", "s", "µs", "us", "ns"].iter().any(|unit| {
            word.strip_suffix(unit)
                .is_some_and(|number| is_number(&number.replace('.', "")))
        });
    is_clock || is_day || is_instant || is_span
}

/// `0x7ffe5a3c`, a commit, the number of a container or a request.
fn is_address(word: &str) -> bool {
    if let Some(digits) = word.strip_prefix("0x") {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_hexadecimal = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    word.len() >= HASH && digits > 0 && digits < word.len() && word.bytes().all(is_hexadecimal)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A path without the part that is the machine's own, and without the place in the file; any other word as it is.
fn path(word: &str) -> String {
    let is_lead = |letter: char| !letter.is_alphanumeric() && !"/\\.~_@".contains(letter);
    let start = word.find(|letter| !is_lead(letter)).unwrap_or(0);
    let (lead, path) = word.split_at(start);
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    if parts.len() < 2 || path.contains("://") {
        return format!("{lead}{}", without_place(path));
    }
    let is_whole = parts[0].is_empty() || parts[0].ends_with(':') || parts[0] == "~";
    let shared = parts.iter().rposition(|part| SHARED_FROM.contains(part));
    let from = match shared {
        Some(at) => at + 1,
        None if is_whole => parts.len().saturating_sub(PARTS_KEPT).max(1),
        None => 0,
    };
    format!("{lead}{}", without_place(&parts[from..].join("/")))
}

/// `main.rs:12:5` and `main.py(12)` are `main.rs` and `main.py`.
fn without_place(word: &str) -> &str {
    let mut rest = word;
    loop {
        let end = rest.trim_end_matches([',', ';', ')', ']', ':']);
        let shorter = end.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let is_place = shorter.len() < end.len();
        match shorter.strip_suffix([':', '(', '#', ',']) {
            Some(before) if is_place && before.contains('.') => rest = before,
            _ => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_terminal_obeys_is_gone() {
        for (written, seen) in [
            ("\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: no", "error: no"),
            (
                "\u{1b}]8;;https://x.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
                "here",
            ),
            (" 10 %\r 80 %\rfailed\r", "failed"),
            ("a\0b\u{7}c\td\u{8}e", "abc e"),
        ] {
            assert_eq!(without_controls(written), seen, "{written:?}");
        }
    }

    #[test]
    fn what_changes_from_run_to_run_is_gone() {
        for (written, kept) in [
            ("2026-11-22T20:46:00.123Z ERROR no route", "ERROR no route"),
            ("[12:04:59] lock timeout after 5003ms", "lock timeout after"),
            ("panicked at src/main.rs:12:5:", "panicked at src/main.rs"),
            ("at 0x7ffe5a3c in frame", "at in frame"),
            (
                "File \"/home/ada/app/views.py\", line 12, in get",
                "File \"ada/app/views.py\", line in get",
            ),
            (
                "/usr/lib/python3/site-packages/django/db/utils.py:98",
                "django/db/utils.py",
            ),
            ("C:\\Users\\ada\\shop\\Cart.cs(12)", "ada/shop/Cart.cs"),
            (
                "HTTP 429 from https://api.example.org/v1",
                "HTTP 429 from https://api.example.org/v1",
            ),
            (
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 failed",
                "commit failed",
            ),
            (
                "error[E0308]: mismatched types",
                "error[E0308]: mismatched types",
            ),
            ("std::sync::Arc is not Send", "std::sync::Arc is not Send"),
        ] {
            assert_eq!(scrubbed(written), kept, "{written:?}");
        }
    }
}
