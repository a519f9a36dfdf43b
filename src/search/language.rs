//! The two languages of a text: told from its small words, each with its stems.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::fold::{lower_into, plain_into};

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English, and whatever is neither.
    English,
    /// French.
    French,
}

impl Language {
    /// Both, in the order in which a query tries them.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// The language of a text: its small words vote; without any, accents do.
    pub fn of(text: &str) -> Self {
        let (mut english, mut french, mut accents) = (0_u32, 0_u32, 0_u32);
        let mut word = String::new();
        for raw in text
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|raw| !raw.is_empty())
            .take(2_000)
        {
            word.clear();
            lower_into(raw, &mut word);
            if !word.is_ascii() {
                accents += u32::from(word.chars().any(|letter| "éèêàâçùûîïôœ".contains(letter)));
            }
            if ENGLISH_VOICES.binary_search(&word.as_str()).is_ok() {
                english += 1;
            } else if FRENCH_VOICES.binary_search(&word.as_str()).is_ok() {
                french += 1;
            }
        }
        if french > english || (french == english && accents > 0) {
            Self::French
        } else {
            Self::English
        }
    }

    /// The word without its endings, in `into`; expects lower case, gives plain letters. What the two algorithms leave of a family
    /// that accents tell apart (*deploy*, *deploi*, *utilise*) is brought together.
    pub(super) fn stem_into(self, word: &str, into: &mut String) {
        into.clear();
        match self {
            Self::English => plain_into(&ENGLISH.stem(word), into),
            Self::French => {
                plain_into(&FRENCH.stem(word), into);
                if into.len() > 3 && into.ends_with('e') {
                    into.pop();
                }
            }
        }
        if into.len() > 3 && into.ends_with('y') {
            into.pop();
            into.push('i');
        }
    }
}

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));
static FRENCH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::French));

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::English => "en",
            Self::French => "fr",
        })
    }
}

/// Neither of the languages that have stems here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither en nor fr")]
pub struct OtherLanguage;

impl FromStr for Language {
    type Err = OtherLanguage;

    fn from_str(text: &str) -> Result<Self, OtherLanguage> {
        match text {
            "en" => Ok(Self::English),
            "fr" => Ok(Self::French),
            _ => Err(OtherLanguage),
        }
    }
}

/// Whether a query can do without the word when it has others: it says nothing in either language. Words that are
/// small in one language and tell something in the other (*car*, *or*, *on*, *but*) are judged by both.
pub(super) fn is_small(folded: &str) -> bool {
    SMALL.binary_search(&folded).is_ok()
}

/// Words that only English has, sorted.
const ENGLISH_VOICES: &[&str] = &[
    "a", "and", "are", "be", "but", "by", "can", "do", "does", "for", "from", "has", "have", "how",
    "if", "in", "is", "it", "not", "of", "or", "that", "the", "this", "to", "was", "when", "which",
    "will", "with", "you", "your",
];

/// Words that only French has, sorted.
const FRENCH_VOICES: &[&str] = &[
    "au", "aux", "avec", "ce", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et", "il",
    "la", "le", "les", "leur", "mais", "ne", "ou", "où", "par", "pas", "plus", "pour", "qu",
    "quand", "que", "qui", "sans", "se", "ses", "son", "sont", "sur", "un", "une", "être",
];

/// The small words of both, folded, sorted.
const SMALL: &[&str] = &[
    "a", "an", "and", "anyone", "anything", "are", "as", "at", "au", "aussi", "aux", "avec", "be",
    "been", "by", "can", "cannot", "ce", "ceci", "cela", "ces", "cet", "cette", "chez", "comme",
    "could", "couldn", "d", "dans", "de", "des", "did", "didn", "do", "does", "doesn", "don",
    "donc", "du", "elle", "elles", "en", "est", "et", "etre", "faut", "for", "from", "has", "have",
    "he", "her", "here", "him", "his", "how", "i", "il", "ils", "in", "into", "is", "isn", "it",
    "its", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui", "ma", "mais", "me", "mes",
    "moi", "mon", "must", "my", "n", "ne", "nos", "notre", "nous", "of", "on", "ont", "or", "ou",
    "our", "par", "pas", "peut", "peuvent", "peux", "please", "pour", "puis", "qu", "que", "quel",
    "quelle", "quelque", "quelques", "qui", "s", "sa", "se", "ses", "shall", "she", "should",
    "shouldn", "someone", "son", "sont", "such", "suis", "sur", "ta", "te", "tes", "that", "the",
    "their", "then", "there", "these", "they", "thing", "things", "this", "those", "to", "toi",
    "ton", "tres", "tu", "un", "une", "veux", "vos", "votre", "voudrais", "vous", "was", "wasn",
    "way", "ways", "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why",
    "will", "with", "would", "wouldn", "y", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [ENGLISH_VOICES, FRENCH_VOICES, SMALL] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn the_language_is_told_from_the_text() {
        assert_eq!(
            Language::of("Store the time of each event in UTC"),
            Language::English
        );
        assert_eq!(
            Language::of("Enregistrer les dates en temps universel"),
            Language::French
        );
        assert_eq!(Language::of("Serveur saturé"), Language::French);
        assert_eq!(Language::of("E0308 mismatched types"), Language::English);
        assert_eq!(Language::of(""), Language::English);
    }
}
