//! The forms in which what was found in files is printed, and the annotations of GitHub Actions.

use clap::ValueEnum;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// file:line:column: message
    Text,
    /// A list of objects
    Json,
    /// Annotations of GitHub Actions
    Github,
}

/// A line that GitHub Actions shows beside a change: `level` is `error`, `warning` or `notice`, `place` its properties. The escapes are
/// those of GitHub's own toolkit (`packages/core/src/command.ts`).
pub(super) fn annotation(level: &str, place: &[(&str, &str)], message: &str) -> String {
    let place: Vec<String> = place
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!("::{level} {}::{}", place.join(","), data(message))
}

/// A text in an annotation, which ends with its line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The same between the commas of an annotation's head.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
