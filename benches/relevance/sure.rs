//! When something is said, is it right, and how often is it said? By how sure one has to be.

use std::fmt;

use crate::data::is_for_tuning;

/// Thresholds, in hundredths of the best possible score.
const THRESHOLDS: [u32; 13] = [20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80];

/// What was said at one threshold.
#[derive(Debug, Default, Clone, Copy)]
struct Said {
    answerable: u32,
    spoken: u32,
    right: u32,
}

impl Said {
    /// Precision and recall.
    fn shares(self) -> (f64, f64) {
        let share = |of: u32| f64::from(self.right) / f64::from(of.max(1));
        (share(self.spoken), share(self.answerable))
    }
}

/// What was said at every threshold: of the half on which it is reported, and of the half on which it is chosen.
#[derive(Debug, Default)]
pub(crate) struct Table([[Said; THRESHOLDS.len()]; 2]);

impl Table {
    /// Takes the hits of one query: how sure each is, and whether it is right.
    pub(crate) fn add(&mut self, query: &str, answerable: bool, hits: &[(f32, bool)]) {
        for (said, threshold) in self.0[usize::from(is_for_tuning(query))]
            .iter_mut()
            .zip(THRESHOLDS)
        {
            let mut offered = hits
                .iter()
                .filter(|(share, _)| *share * 100.0 >= threshold as f32)
                .peekable();
            said.answerable += u32::from(answerable);
            said.spoken += u32::from(offered.peek().is_some());
            said.right += u32::from(offered.any(|(_, is_answer)| *is_answer));
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:>9} {:>19} {:>21}",
            "threshold", "tuned on: P      R", "reported on: P      R"
        )?;
        for (at, threshold) in THRESHOLDS.iter().enumerate() {
            let ((tuned, tuned_recall), (reported, recall)) =
                (self.0[1][at].shares(), self.0[0][at].shares());
            writeln!(
                f,
                "{:<24} {:>9.2} {tuned:>12.3} {tuned_recall:>6.3} {reported:>14.3} {recall:>6.3}",
                "",
                f64::from(*threshold) / 100.0
            )?;
        }
        Ok(())
    }
}
