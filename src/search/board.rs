//! Where the documents of one segment gather their scores. A thread keeps its board from one search to the next: what was touched is
//! wiped, and nothing the size of the index is made anew.

use std::cell::Cell;

use tantivy::DocId;

/// What one document has gathered so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) score: f32,
    /// How many of the words it has.
    pub(super) words: u8,
    last_word: u8,
    /// How many of the clauses that each must be found.
    pub(super) required: u8,
    marks: u8,
}

const TOUCHED: u8 = 1;
const OUT: u8 = 2;

/// One segment's scores.
#[derive(Debug, Default)]
pub(super) struct Board {
    places: Vec<Place>,
    touched: Vec<DocId>,
    word: u8,
    /// How often the spellings of one word occur in a document together.
    sums: Vec<u32>,
    summed: Vec<DocId>,
}

thread_local! {
    static KEPT: Cell<Option<Board>> = const { Cell::new(None) };
}

impl Board {
    /// Works on a clean board for so many documents.
    pub(super) fn with<T>(documents: u32, work: impl FnOnce(&mut Self) -> T) -> T {
        let mut board = KEPT.take().unwrap_or_default();
        board.word = 0;
        if board.places.len() < documents as usize {
            board.places.resize(documents as usize, Place::default());
            board.sums.resize(documents as usize, 0);
        }
        let done = work(&mut board);
        for doc in board.touched.drain(..) {
            board.places[doc as usize] = Place::default();
        }
        // A search that panics loses the board, and the next one begins with a clean one.
        KEPT.set(Some(board));
        done
    }

    pub(super) fn next_word(&mut self) {
        self.word = self.word.wrapping_add(1).max(1);
    }

    /// Adds what a word counts in a document.
    pub(super) fn add(&mut self, doc: DocId, score: f32) {
        let word = self.word;
        let place = self.touch(doc);
        place.score += score;
        if place.last_word != word {
            place.last_word = word;
            place.words = place.words.saturating_add(1);
        }
    }

    /// Adds what a part of a word counts, which is not the word.
    pub(super) fn add_besides(&mut self, doc: DocId, score: f32) {
        self.touch(doc).score += score;
    }

    /// Adds to what was found before, and finds nothing new.
    pub(super) fn add_to_found(&mut self, doc: DocId, score: f32) {
        self.places[doc as usize].score += score;
    }

    pub(super) fn require(&mut self, doc: DocId, score: f32) {
        let place = self.touch(doc);
        place.score += score;
        place.required = place.required.saturating_add(1);
    }

    pub(super) fn exclude(&mut self, doc: DocId) {
        self.touch(doc).marks |= OUT;
    }

    pub(super) fn place(&self, doc: DocId) -> Place {
        self.places[doc as usize]
    }

    /// The documents that were touched, in no order.
    pub(super) fn touched(&self) -> &[DocId] {
        &self.touched
    }

    /// Counts so many more of a word's spellings in a document.
    pub(super) fn sum(&mut self, doc: DocId, count: u32) {
        let sum = &mut self.sums[doc as usize];
        if *sum == 0 {
            self.summed.push(doc);
        }
        *sum += count;
    }

    /// Gives every document that was counted, once, with the count, and forgets the counts.
    pub(super) fn take_sums(&mut self, mut give: impl FnMut(&mut Self, DocId, u32)) {
        let mut summed = std::mem::take(&mut self.summed);
        for doc in summed.drain(..) {
            let count = std::mem::take(&mut self.sums[doc as usize]);
            give(self, doc, count);
        }
        self.summed = summed;
    }

    fn touch(&mut self, doc: DocId) -> &mut Place {
        let place = &mut self.places[doc as usize];
        if place.marks & TOUCHED == 0 {
            place.marks |= TOUCHED;
            self.touched.push(doc);
        }
        place
    }
}

impl Place {
    /// Whether it may not be found.
    pub(super) fn is_out(self) -> bool {
        self.marks & OUT != 0
    }
}
