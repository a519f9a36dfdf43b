//! The language of a text that does not say it.

/// How much of a text is looked at, in bytes.
const ENOUGH: usize = 4_096;

/// `en` or `fr` when the text is surely so; else empty.
pub fn told_from(text: &str) -> &'static str {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    match whatlang::detect(&text[..end]) {
        Some(found) if found.is_reliable() => match found.lang() {
            whatlang::Lang::Eng => "en",
            whatlang::Lang::Fra => "fr",
            _ => "",
        },
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::told_from;

    #[test]
    fn english_and_french_are_told_apart_and_code_is_neither() {
        assert_eq!(
            told_from(
                "We store every instant in UTC and convert it when we show it to the reader."
            ),
            "en"
        );
        assert_eq!(
            told_from(
                "On stocke chaque instant en UTC et on le convertit au moment de l'afficher."
            ),
            "fr"
        );
        assert_eq!(told_from(""), "");
    }
}
