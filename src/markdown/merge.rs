//! Joining two changes of one text: what only one of them changed is taken, what both changed alike is taken once, and where they differ
//! nobody but a person decides. Lines are compared without their endings; endings, a last line without one and a byte order mark are
//! joined by the same rule, so that no byte changes that nobody changed.

use std::ops::Range;

use super::lines::{self, Line, ending_of};
use super::moved::places;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Two changes of one text, joined as far as they go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The parts of the joined text, in order.
    pub parts: Vec<MergePart>,
    ending: String,
    ends_open: bool,
    has_mark: bool,
}

/// A part of a joined text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergePart {
    /// Whole lines on which there is nothing to decide.
    Settled(String),
    /// Lines that both changed, each in another way.
    Clash(Clash),
}

/// Lines that two changes leave in two ways. Each text is whole lines, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// As they stood in the text that both started from.
    pub base: String,
    /// As the one left them.
    pub mine: String,
    /// As the other left them.
    pub theirs: String,
    /// Where they begin in `theirs`, from 1.
    pub line: usize,
}

impl Merge {
    /// Where a person has to decide, in order.
    pub fn clashes(&self) -> impl Iterator<Item = &Clash> {
        self.parts.iter().filter_map(|part| match part {
            MergePart::Settled(_) => None,
            MergePart::Clash(clash) => Some(clash),
        })
    }

    /// The joined text with these lines in place of the clashes, in order; none unless there are as many. What stands there takes the
    /// line endings of the text around it.
    pub fn mended(&self, texts: &[&str]) -> Option<String> {
        if texts.len() != self.clashes().count() {
            return None;
        }
        let mut texts = texts.iter();
        let mut joined = String::new();
        for part in &self.parts {
            match part {
                MergePart::Settled(text) => add(&mut joined, text),
                MergePart::Clash(_) => {
                    for line in lines::lines(texts.next()?) {
                        add(&mut joined, line.text);
                        add(&mut joined, &self.ending);
                    }
                }
            }
        }
        // An empty last line is there by its ending alone.
        if self.ends_open
            && let Some(last) = lines::lines(&joined).last()
            && !last.text.is_empty()
        {
            joined.truncate(joined.len() - last.ending.len());
        }
        if self.has_mark {
            joined.insert(0, BYTE_ORDER_MARK);
        }
        Some(joined)
    }

    /// The joined text, when there is nothing to decide.
    pub fn text(&self) -> Option<String> {
        self.mended(&[])
    }
}

/// Joins two changes of `base`.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merge {
    let only = match (mine == base, theirs == base || theirs == mine) {
        (_, true) => Some(mine),
        (true, false) => Some(theirs),
        (false, false) => None,
    };
    if let Some(text) = only {
        return Merge::of(text);
    }
    let (base, mine, theirs) = (Side::of(base), Side::of(mine), Side::of(theirs));
    let ending = joined(base.ending, mine.ending, theirs.ending);
    let mut merge = Merge {
        parts: Vec::new(),
        ending: ending.to_owned(),
        ends_open: joined(base.ends_open, mine.ends_open, theirs.ends_open),
        has_mark: joined(base.has_mark, mine.has_mark, theirs.has_mark),
    };
    for region in regions(&base, &mine, &theirs) {
        let (old, one, other) = (
            base.texts(&region.base),
            mine.texts(&region.mine),
            theirs.texts(&region.theirs),
        );
        if region.is_stable {
            let three = region.base.zip(region.mine).zip(region.theirs);
            for ((old, one), other) in three {
                let written = joined(base.odd(old), mine.odd(one), theirs.odd(other));
                merge.settle(theirs.lines[other].text, written);
            }
        } else if one == old || one == other {
            merge.take(&theirs, region.theirs);
        } else if other == old {
            merge.take(&mine, region.mine);
        } else {
            merge.clash(&base, &mine, &theirs, region);
        }
    }
    merge
}

/// Adds what follows. A carriage return that ends a line and a line feed that ends an empty one must not become one ending: the empty line
/// ends with both.
fn add(joined: &mut String, next: &str) {
    if joined.ends_with('\r') && next.starts_with('\n') {
        joined.push('\r');
    }
    joined.push_str(next);
}

/// What becomes of something that two people found the same: whoever changed it has it their way, the first when both did.
fn joined<T: PartialEq>(base: T, mine: T, theirs: T) -> T {
    if mine == base { theirs } else { mine }
}

impl Merge {
    fn of(text: &str) -> Self {
        let side = Side::of(text);
        let mut merge = Self {
            parts: Vec::new(),
            ending: side.ending.to_owned(),
            ends_open: side.ends_open,
            has_mark: side.has_mark,
        };
        merge.take(&side, 0..side.lines.len());
        merge
    }

    /// One line that is settled, with its own ending where that is not the usual one.
    fn settle(&mut self, text: &str, odd: Option<&str>) {
        if !matches!(self.parts.last(), Some(MergePart::Settled(_))) {
            self.parts.push(MergePart::Settled(String::new()));
        }
        if let Some(MergePart::Settled(settled)) = self.parts.last_mut() {
            add(settled, text);
            add(settled, odd.unwrap_or(&self.ending));
        }
    }

    fn take(&mut self, side: &Side<'_>, lines: Range<usize>) {
        for place in lines {
            self.settle(side.lines[place].text, side.odd(place));
        }
    }

    /// Where two differ; what both begin or end with alike is settled.
    fn clash(&mut self, base: &Side<'_>, mine: &Side<'_>, theirs: &Side<'_>, region: Region) {
        let (one, other) = (mine.texts(&region.mine), theirs.texts(&region.theirs));
        let alike = |(one, other): &(&&str, &&str)| one == other;
        let begin = one.iter().zip(&other).take_while(alike).count();
        let shorter = one.len().min(other.len());
        let end = one.iter().rev().zip(other.iter().rev());
        let end = end.take_while(alike).count().min(shorter - begin);
        let (first, last) = (
            region.theirs.start + begin,
            region.theirs.end.saturating_sub(end),
        );
        self.take(theirs, region.theirs.start..first);
        let written = |texts: &[&str]| -> String {
            let lines = texts.iter().flat_map(|text| [*text, self.ending.as_str()]);
            lines.collect()
        };
        let clash = Clash {
            base: written(&base.texts(&region.base)),
            mine: written(&one[begin..one.len() - end]),
            theirs: written(&other[begin..other.len() - end]),
            line: first + 1,
        };
        self.parts.push(MergePart::Clash(clash));
        self.take(theirs, last..region.theirs.end);
    }
}

/// A text as its lines, and what is said about them as a whole.
struct Side<'a> {
    lines: Vec<Line<'a>>,
    ending: &'a str,
    ends_open: bool,
    has_mark: bool,
}

impl<'a> Side<'a> {
    fn of(text: &'a str) -> Self {
        let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let lines: Vec<Line<'a>> = lines::lines(body).collect();
        Self {
            ending: ending_of(body),
            ends_open: lines.last().is_some_and(|line| line.ending.is_empty()),
            has_mark: body.len() < text.len(),
            lines,
        }
    }

    /// The ending of a line, where it is not the usual one of this text.
    fn odd(&self, place: usize) -> Option<&'a str> {
        Some(self.lines[place].ending).filter(|ending| !ending.is_empty() && *ending != self.ending)
    }

    fn texts(&self, range: &Range<usize>) -> Vec<&'a str> {
        self.lines[range.clone()]
            .iter()
            .map(|line| line.text)
            .collect()
    }

    /// For each line of the base, where it stands here.
    fn matches(&self, base: &Side<'_>) -> Vec<Option<usize>> {
        places(
            &base.texts(&(0..base.lines.len())),
            &self.texts(&(0..self.lines.len())),
        )
    }
}

/// Lines of the three texts that stand for each other.
struct Region {
    base: Range<usize>,
    mine: Range<usize>,
    theirs: Range<usize>,
    is_stable: bool,
}

/// The three texts cut into lines that neither changed and lines that somebody did.
fn regions(base: &Side<'_>, mine: &Side<'_>, theirs: &Side<'_>) -> Vec<Region> {
    let (in_mine, in_theirs) = (mine.matches(base), theirs.matches(base));
    let both = |place: usize| Some((in_mine[place]?, in_theirs[place]?));
    let mut regions = Vec::new();
    let (mut old, mut one, mut other) = (0, 0, 0);
    let ends = (base.lines.len(), mine.lines.len(), theirs.lines.len());
    while (old, one, other) != ends {
        let begin = (old, one, other);
        while old < ends.0 && both(old) == Some((one, other)) {
            (old, one, other) = (old + 1, one + 1, other + 1);
        }
        let is_stable = old > begin.0;
        if !is_stable {
            let next = (old..ends.0).find_map(|place| Some((place, both(place)?)));
            (old, one, other) = next.map_or(ends, |(place, (one, other))| (place, one, other));
        }
        regions.push(Region {
            base: begin.0..old,
            mine: begin.1..one,
            theirs: begin.2..other,
            is_stable,
        });
    }
    regions
}
