//! Where a line of an earlier text stands now: what was said about a line stays with it.

use std::time::Duration;

use similar::{DiffOp, TextDiff};

use super::lines::lines;

/// Longer comparisons settle for a coarser answer: more lines count as gone.
const PATIENCE: Duration = Duration::from_millis(400);

/// Where a line of the old text, counted from 1, stands in the new one; none when it was changed or taken out. Line endings count for
/// nothing.
pub fn moved(old: &str, new: &str, line: usize) -> Option<usize> {
    if old == new {
        return Some(line);
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (
        lines(old).map(|line| line.text).collect(),
        lines(new).map(|line| line.text).collect(),
    );
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_slices(&old, &new);
    let place = line.checked_sub(1)?;
    diff.ops().iter().find_map(|operation| match *operation {
        DiffOp::Equal {
            old_index,
            new_index,
            len,
        } if (old_index..old_index + len).contains(&place) => {
            Some(new_index + (place - old_index) + 1)
        }
        _ => None,
    })
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
        assert_eq!(moved(old, new, 1), Some(1));
        assert_eq!(moved(old, new, 3), Some(5));
        assert_eq!(moved(old, new, 4), None);
        assert_eq!(moved(old, old, 4), Some(4));
        assert_eq!((moved(old, new, 0), moved(old, new, 99)), (None, None));
        assert_eq!(
            (line_of(old, 3), line_of(old, 5), line_of(old, 0)),
            (Some("One."), None, None)
        );
    }
}
