//! Titles as hurried fingers type them: one error in a word, a last word that is not finished, or both. The same title always gets
//! the same error.

/// How a title is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// One letter wrong, missing, too many or swapped, in a word of four letters or more.
    Error,
    /// The last word cut short, three letters of it at least.
    Cut,
    /// Both, in different words where there are two.
    Both,
}

/// The title with a slip; none when no word of it is long enough.
pub(crate) fn typed(title: &str, slip: Slip) -> Option<String> {
    let mut words: Vec<String> = title.split_whitespace().map(str::to_owned).collect();
    let mut dice = Dice::of(title);
    let last = words.len().checked_sub(1)?;
    if slip != Slip::Error {
        let letters: Vec<char> = words[last].chars().collect();
        if letters.len() < 4 || !letters.iter().all(|letter| letter.is_alphabetic()) {
            return None;
        }
        let kept = letters.len() - 1 - dice.below((letters.len() / 2).min(letters.len() - 3));
        words[last] = letters[..kept].iter().collect();
    }
    if slip != Slip::Cut {
        let fits =
            |word: &String| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
        let mut long: Vec<usize> = (0..words.len()).filter(|at| fits(&words[*at])).collect();
        if slip == Slip::Both && long.len() > 1 {
            long.retain(|at| *at != last);
        }
        if long.is_empty() {
            return None;
        }
        let at = long[dice.below(long.len())];
        words[at] = misspelt(&words[at], &mut dice);
    }
    Some(words.join(" "))
}

fn misspelt(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    // Almost nobody gets the first letter wrong.
    let at = 1 + dice.below(letters.len() - 1);
    let other = char::from(b'a' + dice.below(26) as u8);
    match dice.below(4) {
        0 => letters[at] = if letters[at] == other { 'q' } else { other },
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, other),
        _ if at + 1 < letters.len() && letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        _ => letters.insert(at, other),
    }
    letters.into_iter().collect()
}

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn of(seed: &str) -> Self {
        Self(seed.bytes().fold(0x9e37_79b9_7f4a_7c15, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number below this one.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}
