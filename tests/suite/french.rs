//! The French texts have curly apostrophes, and nobody is called tu or vous on a label.

use cahier::i18n::{Language, sources};

/// The texts without their keys, comments and the arguments in braces, each with the place where it stands.
fn sentences() -> Vec<(String, String)> {
    let mut sentences = Vec::new();
    for (file, source) in sources(Language::Fr) {
        for (number, line) in source.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let text = line.split_once(" = ").map_or(line, |(_, text)| text);
            let text = text.trim_start_matches([' ', '*']);
            let text = match text.split_once(']') {
                Some((variant, rest)) if variant.starts_with('[') => rest,
                _ => text,
            };
            sentences.push((format!("{file}:{}", number + 1), without_arguments(text)));
        }
    }
    assert!(sentences.len() > 100, "the French texts were not read");
    sentences
}

fn without_arguments(text: &str) -> String {
    let mut depth = 0_u32;
    let plain = text.chars().filter(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && *c != '}'
    });
    plain.collect()
}

#[test]
fn the_apostrophe_is_the_curly_one() {
    let straight = |text: &str| {
        let signs: Vec<char> = text.chars().collect();
        signs
            .windows(3)
            .any(|three| three[1] == '\'' && three[0].is_alphabetic() && three[2].is_alphabetic())
    };
    let faults: Vec<_> = sentences()
        .into_iter()
        .filter(|(_, text)| straight(text))
        .collect();
    assert!(faults.is_empty(), "a straight apostrophe: {faults:?}");
}

#[test]
fn nobody_is_called_tu_or_vous() {
    const WORDS: [&str; 9] = [
        "tu",
        "ton",
        "tes",
        "toi",
        "vous",
        "votre",
        "vos",
        "êtes-vous",
        "avez-vous",
    ];
    let speaks = |text: &str| {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| WORDS.contains(&word))
    };
    let faults: Vec<_> = sentences()
        .into_iter()
        .filter(|(_, text)| speaks(text))
        .collect();
    assert!(faults.is_empty(), "tu or vous: {faults:?}");
}
