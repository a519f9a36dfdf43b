//! Letters made plain: lower case, no accents, ligatures opened. It knows Latin letters; every other script keeps its own.

/// Adds `text` to `into` in lower case. Combining marks fall away, so that a decomposed text reads like a plain one.
pub(super) fn lower_into(text: &str, into: &mut String) {
    for letter in text.chars() {
        if letter.is_ascii() {
            into.push(letter.to_ascii_lowercase());
        } else if !is_combining(letter) {
            into.extend(
                letter
                    .to_lowercase()
                    .filter(|letter| !is_combining(*letter)),
            );
        }
    }
}

/// Adds `lower`, which is in lower case, to `into` without its accents.
pub(super) fn plain_into(lower: &str, into: &mut String) {
    for letter in lower.chars() {
        if letter.is_ascii() {
            into.push(letter);
        } else {
            match plain(letter) {
                Some(letters) => into.push_str(letters),
                None => into.push(letter),
            }
        }
    }
}

/// The text in lower case and without accents.
pub(super) fn folded(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    lower_into(text, &mut lower);
    if lower.is_ascii() {
        return lower;
    }
    let mut plain = String::with_capacity(lower.len());
    plain_into(&lower, &mut plain);
    plain
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ª' => "a",
        'æ' | 'ǽ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' | 'º' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_fall_away() {
        assert_eq!(
            folded("Déploiement à Noël, ŒUVRE"),
            "deploiement a noel, oeuvre"
        );
        assert_eq!(folded("e\u{301}te\u{301}"), "ete");
        assert_eq!(folded("Straße 横展 Привет"), "strasse 横展 привет");
    }
}
