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

    /// Where to look for marked words, in order: where runs of letters and digits begin that may hold one, and around
    /// letters beyond ASCII, which are always looked at. None when the text can only be read word by word.
    pub(super) fn places(&self, text: &str) -> Option<Vec<usize>> {
        if self.unfit {
            return None;
        }
        let small = text.as_bytes().to_ascii_lowercase();
        let begin = |found: usize| {
            let before = small[..found].iter().rev();
            let of_word = |byte: &&u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
            found - before.take_while(of_word).count()
        };
        let found = self
            .needles
            .iter()
            .flat_map(|needle| needle.find_iter(&small));
        let mut places: Vec<usize> = found.map(begin).collect();
        if !text.is_ascii() {
            let beyond = text.char_indices().filter(|(_, letter)| !letter.is_ascii());
            places.extend(beyond.flat_map(|(at, letter)| [begin(at), at + letter.len_utf8()]));
        }
        places.sort_unstable();
        places.dedup();
        Some(places)
    }

    fn bit([first, second, third]: [u8; 3]) -> usize {
        (usize::from(first) + 37 * usize::from(second) + 37 * 37 * usize::from(third)) % 4096
    }
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
