//! The filters of a query over one segment.

use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::clock::{Day, Zone};

use super::plan::filter_term;
use super::schema::Fields;
use super::words::{Asks, Filter, When};

/// What a document of one segment must be.
pub(super) struct Sieve {
    /// How many of the filters each document answers to; empty when there are none to ask.
    answers: Vec<u8>,
    needed: u8,
    updated: Option<Column<i64>>,
    spans: Vec<(bool, i64, i64)>,
}

impl Sieve {
    /// Looks the filters up.
    pub(super) fn new(
        segment: &SegmentReader,
        fields: &Fields,
        filters: &[Filter],
    ) -> tantivy::Result<Self> {
        let mut sieve = Self {
            answers: Vec::new(),
            needed: 0,
            updated: None,
            spans: Vec::new(),
        };
        for filter in filters {
            let Some(term) = filter_term(&filter.asks, fields) else {
                if let Asks::Updated(when, day) = &filter.asks {
                    let (from, to) = span(*when, *day);
                    sieve.spans.push((!filter.not, from, to));
                }
                continue;
            };
            if sieve.answers.is_empty() {
                sieve.answers = vec![0; segment.max_doc() as usize];
            }
            // A document that must not answer to a filter can never reach the number that is needed.
            let mark = if filter.not { u8::MAX } else { 1 };
            sieve.needed += u8::from(!filter.not);
            if let Some(mut list) = segment
                .inverted_index(term.field())?
                .read_postings(&term, IndexRecordOption::Basic)?
            {
                while list.doc() != TERMINATED {
                    let answer = &mut sieve.answers[list.doc() as usize];
                    *answer = answer.saturating_add(mark);
                    list.advance();
                }
            }
        }
        if !sieve.spans.is_empty() {
            sieve.updated = Some(segment.fast_fields().i64("updated")?);
        }
        Ok(sieve)
    }

    /// Whether the document is what was asked for.
    pub(super) fn lets_through(&self, doc: DocId) -> bool {
        if !self.answers.is_empty() && self.answers[doc as usize] != self.needed {
            return false;
        }
        let Some(updated) = &self.updated else {
            return true;
        };
        let Some(at) = updated.first(doc) else {
            return false;
        };
        self.spans
            .iter()
            .all(|(within, from, to)| (*from <= at && at < *to) == *within)
    }
}

/// From which instant to before which, in UTC.
fn span(when: When, day: Day) -> (i64, i64) {
    let zone = Zone::utc();
    let start = day.start(&zone).micros();
    let end = day.plus_days(1).start(&zone).micros();
    match when {
        When::After => (end, i64::MAX),
        When::From => (start, i64::MAX),
        When::On => (start, end),
        When::Until => (i64::MIN, end),
        When::Before => (i64::MIN, start),
    }
}
