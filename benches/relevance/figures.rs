//! What a ranking is worth: the usual figures, each query counting the same.

use std::collections::HashMap;
use std::fmt;

/// The figures of many queries, added up.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Figures {
    queries: f64,
    precision: f64,
    reciprocal: f64,
    first: f64,
    five: f64,
    gain: f64,
}

impl Figures {
    /// The head of the columns, as [`fmt::Display`] fills them.
    pub(crate) const HEAD: &str = "queries     MAP     MRR     P@1     S@5 nDCG@10";

    /// Adds a ranking, best first, beside what answers its query.
    pub(crate) fn add<'a>(
        &mut self,
        ranking: impl Iterator<Item = &'a str>,
        answers: &HashMap<String, f64>,
    ) {
        let (mut found, mut precision, mut reciprocal, mut gain) = (0.0, 0.0, 0.0, 0.0);
        for (place, id) in ranking.enumerate() {
            let Some(relevance) = answers.get(id) else {
                continue;
            };
            let rank = place as f64 + 1.0;
            found += 1.0;
            precision += found / rank;
            if reciprocal == 0.0 {
                reciprocal = 1.0 / rank;
            }
            if place < 10 {
                gain += relevance / (rank + 1.0).log2();
            }
        }
        let mut best: Vec<f64> = answers.values().copied().collect();
        best.sort_by(|a, b| b.total_cmp(a));
        let ideal: f64 = best
            .iter()
            .take(10)
            .enumerate()
            .map(|(place, relevance)| relevance / (place as f64 + 2.0).log2())
            .sum();
        self.queries += 1.0;
        self.precision += precision / answers.len() as f64;
        self.reciprocal += reciprocal;
        self.first += f64::from(reciprocal == 1.0);
        self.five += f64::from(reciprocal >= 0.2);
        self.gain += gain / ideal;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mean = |sum: f64| sum / self.queries.max(1.0);
        write!(
            f,
            "{:>7} {:>7.4} {:>7.4} {:>7.4} {:>7.4} {:>7.4}",
            self.queries,
            mean(self.precision),
            mean(self.reciprocal),
            mean(self.first),
            mean(self.five),
            mean(self.gain)
        )
    }
}
