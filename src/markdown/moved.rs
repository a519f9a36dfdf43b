//! Where the lines of an earlier text stand now: what was said about a line stays with it.

use std::time::Duration;

use similar::{DiffOp, TextDiff};

use super::lines::lines;

/// Longer comparisons settle for a coarser answer: more lines count as gone, and of a merge more is to decide by hand; never
/// another text.
const PATIENCE: Duration = Duration::from_millis(400);

/// For each line of the old text, where it stands in the new one, counted from 1; none when it was changed or taken out. Line endings
/// count for nothing.
pub fn moved(old: &str, new: &str) -> Vec<Option<usize>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        lines(old).map(|line| line.text).collect(),
        lines(new).map(|line| line.text).collect(),
    );
    let places = places(&old, &new).into_iter();
    places.map(|place| place.map(|at| at + 1)).collect()
}

/// For each of the old lines, which of the new ones it is, counted from 0; none when it was changed or taken out.
pub(super) fn places(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; old.len()];
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_slices(old, new);
    for operation in diff.ops() {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = *operation
        {
            for step in 0..len {
                found[old_index + step] = Some(new_index + step);
            }
        }
    }
    found
}

/// A line of a text, counted from 1, without its ending; none beyond its end.
pub fn line_of(text: &str, line: usize) -> Option<&str> {
    let place = line.checked_sub(1)?;
    lines(text).nth(place).map(|line| line.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_where_it_went() {
        let (old, new) = (
            "# A\n\nOne.\nTwo.\n",
            "# A\r\n\r\nNew.\r\n\r\nOne.\r\nthree\r\n",
        );
        assert_eq!(moved(old, new), [Some(1), Some(2), Some(5), None]);
        assert_eq!(moved(old, old), [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(
            (line_of(old, 3), line_of(old, 5), line_of(old, 0)),
            (Some("One."), None, None)
        );
    }
}
