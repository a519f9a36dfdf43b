//! The name of a standard's file: its number and its slug.

use std::ops::RangeInclusive;

use crate::id::StandardId;

/// How many digits a number has in a file's name: more are a date, or something else that is no number of a standard.
const DIGITS: RangeInclusive<usize> = 4..=6;

/// How long the slug in a file's name may grow.
const LONGEST_SLUG: usize = 60;

/// The number that a file's name gives: `0004-store-times.md` is S-4. A name that begins with a date, or with more
/// than six digits, has none.
pub fn number_in(path: &str) -> Option<StandardId> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let (digits, rest) = stem.split_once('-').unwrap_or((stem, ""));
    let plain = DIGITS.contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.len() == 4 || !digits.starts_with('0'));
    let dated = {
        let rest = rest.as_bytes();
        rest.len() >= 5
            && rest[..2].iter().all(u8::is_ascii_digit)
            && rest[2] == b'-'
            && rest[3..5].iter().all(u8::is_ascii_digit)
    };
    if !plain || dated {
        return None;
    }
    digits
        .parse()
        .ok()
        .filter(|&number: &i64| number > 0)
        .map(StandardId::new)
}

/// The name of the file that a standard's first revision is written to.
pub fn file_name(id: StandardId, title: &str) -> String {
    format!("{:04}-{}.md", id.number(), slug(title))
}

/// The title in an address or a file name: plain letters, at most sixty, cut between words.
pub fn slug(title: &str) -> String {
    let mut slug = slug::slugify(title);
    if slug.len() > LONGEST_SLUG {
        let cut = slug[..=LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(cut);
    }
    if slug.is_empty() {
        "standard".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(number: i64) -> StandardId {
        StandardId::new(number)
    }

    #[test]
    fn numbers_are_read_from_names_but_not_from_dates() {
        assert_eq!(number_in("0004-store-times-in-utc.md"), Some(s(4)));
        assert_eq!(number_in("db/0012-x.md"), Some(s(12)));
        assert_eq!(number_in("10001-x.md"), Some(s(10_001)));
        assert_eq!(number_in("999999-x.md"), Some(s(999_999)));
        for none in [
            "2024-03-01-notes.md",
            "404-page.md",
            "00004-x.md",
            "0000-x.md",
            "x.md",
            "time.md",
            "20261123-notes.md",
            "1000000-x.md",
        ] {
            assert_eq!(number_in(none), None, "{none}");
        }
    }

    #[test]
    fn names_of_files_are_plain_and_short() {
        assert_eq!(
            file_name(s(4), "Stocker l’heure en UTC !"),
            "0004-stocker-l-heure-en-utc.md"
        );
        assert_eq!(slug("???"), "standard");
        let long = slug(&"word ".repeat(40));
        assert!(long.len() <= LONGEST_SLUG && long.ends_with("word"));
    }
}
