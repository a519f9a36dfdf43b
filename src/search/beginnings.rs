//! How the words that are marked begin: most words of a text are passed over by a look at their first letters.

use memchr::memmem;

/// The three letters with which a marked word can begin, as a set that now and then says yes for others.
#[derive(Debug)]
pub(super) struct Beginnings {
    set: Vec<u64>,
    /// The same beginnings in small letters, to be looked for in a text as a whole.
    needles: Vec<memmem::Finder<'static>>,
    /// Whether there is one that is too short, or beyond ASCII, to be looked for so.
    unfit: bool,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self {
            set: vec![0; 64],
            needles: Vec::new(),
            unfit: false,
        }
    }
}

impl Beginnings {
    /// Adds the beginning of a word: whatever follows fits when it is shorter than three letters and goes on.
    pub(super) fn add(&mut self, word: &str, goes_on: bool) {
        self.add_needle(word);
        let mut letters = [0_u8; 3];
        for (letter, byte) in letters.iter_mut().zip(word.bytes()) {
            // What is beyond ASCII is always looked at.
            *letter = LETTERS[usize::from(byte)];
        }
        let any = |at: usize| {
            if goes_on && word.len() <= at {
                0..37
            } else {
                letters[at]..letters[at] + 1
            }
        };
        for second in any(1) {
            for third in any(2) {
                let bit = Self::bit([letters[0], second, third]);
                self.set[bit / 64] |= 1 << (bit % 64);
            }
        }
    }

    /// Whether a marked word can begin where this text does.
    pub(super) fn may_be(&self, text: &[u8]) -> bool {
        let mut letters = [0_u8; 3];
        for (letter, byte) in letters.iter_mut().zip(text) {
            *letter = LETTERS[usize::from(*byte)];
            if *letter == 0 {
                if *byte >= 0x80 {
                    return true;
                }
                break;
            }
        }
        let bit = Self::bit(letters);
        self.set[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn add_needle(&mut self, word: &str) {
        match word.as_bytes().get(..3) {
            Some(needle) if needle.iter().all(u8::is_ascii_alphanumeric) => {
                let needle = needle.to_ascii_lowercase();
                if !self.needles.iter().any(|known| known.needle() == needle) {
                    self.needles.push(memmem::Finder::new(&needle).into_owned());
                }
            }
            _ => self.unfit = true,
        }
    }

    /// Where to look for marked words in a text, up to `end`, which stands between two words: where runs of letters and digits
    /// begin that may hold one, and around letters beyond ASCII, which are always looked at. None when the text can only be
    /// read word by word.
    pub(super) fn places<'a>(
        &'a self,
        text: &'a str,
        end: usize,
        room: &'a mut Room,
    ) -> Option<Places<'a>> {
        room.found.clear();
        (!self.unfit).then(|| Places {
            beginnings: self,
            text: &text[..end],
            looked_to: 0,
            room,
            given: 0,
            from: 0,
        })
    }

    /// The places in a stretch of a text that begins and ends between two words, in order.
    fn places_in(&self, text: &str, room: &mut Room) {
        let Room {
            small,
            found: places,
        } = room;
        places.clear();
        small.clear();
        small.extend_from_slice(text.as_bytes());
        small.make_ascii_lowercase();
        let begin = |found: usize| found - run_before(&small[..found]);
        for needle in &self.needles {
            places.extend(needle.find_iter(small).map(begin));
        }
        if !text.is_ascii() {
            // The first byte of a letter tells how many it has.
            let firsts = (small.iter().enumerate()).filter(|(_, byte)| **byte >= 0xc0);
            let length = |byte: u8| match byte {
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            places.extend(firsts.flat_map(|(at, byte)| [begin(at), at + length(*byte)]));
        }
        places.sort_unstable();
        places.dedup();
    }

    fn bit([first, second, third]: [u8; 3]) -> usize {
        (usize::from(first) + 37 * usize::from(second) + 37 * 37 * usize::from(third)) % 4096
    }
}

/// So much of a text is looked through at once, about: whoever has found enough asks for no more.
const AT_ONCE: usize = 400;

/// Room that one text after the other is looked through in.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// The stretch that was looked through last, in small letters.
    small: Vec<u8>,
    /// The places in it, counted from its beginning.
    found: Vec<usize>,
}

/// The places in a text at which to look for marked words.
pub(super) struct Places<'a> {
    beginnings: &'a Beginnings,
    text: &'a str,
    /// How far the text was looked through.
    looked_to: usize,
    room: &'a mut Room,
    /// How many of the places in the last stretch were given, and where it begins.
    given: usize,
    from: usize,
}

impl Places<'_> {
    /// The next place from here on; none when there is none up to the end.
    pub(super) fn next_from(&mut self, at: usize) -> Option<usize> {
        loop {
            while let Some(place) = self.room.found.get(self.given) {
                self.given += 1;
                if self.from + place >= at {
                    return Some(self.from + place);
                }
            }
            self.from = self.looked_to;
            if self.from >= self.text.len() {
                return None;
            }
            self.looked_to = between_words_after(self.text, self.from, AT_ONCE);
            let stretch = &self.text[self.from..self.looked_to];
            self.given = 0;
            self.beginnings.places_in(stretch, self.room);
        }
    }
}

/// The last place between two words that is no further than `to`.
pub(super) fn between_words(text: &str, to: usize) -> usize {
    match text.as_bytes().get(..to) {
        Some(before) if text.len() > to => to - run_before(before),
        _ => text.len(),
    }
}

/// A place between two words about so many bytes after one.
fn between_words_after(text: &str, from: usize, bytes: usize) -> usize {
    let to = between_words(text, from + bytes);
    if to > from {
        return to;
    }
    // One run of letters is longer than that.
    let after = text.as_bytes()[from..].iter().skip(bytes);
    let end = from + bytes + after.take_while(|byte| is_of_word(byte)).count();
    end.min(text.len())
}

/// How many bytes at the end of this are of one run of letters and digits, or beyond ASCII.
fn run_before(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .rev()
        .take_while(|byte| is_of_word(byte))
        .count()
}

fn is_of_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Letters and digits by number, in either case; 0 is neither.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut number = 0;
    while number < 26 {
        letters[(b'a' + number) as usize] = number + 1;
        letters[(b'A' + number) as usize] = number + 1;
        number += 1;
    }
    while number < 36 {
        letters[(b'0' + number - 26) as usize] = number + 1;
        number += 1;
    }
    letters
};
