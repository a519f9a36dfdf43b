//! `cahier config`.

use serde_json::json;

use crate::config::{Config, Source};

use super::complaint::Outcome;
use super::{Common, out};

/// Prints the settings in force, and where each came from; a password is masked.
pub(super) fn print(common: &Common) -> Outcome {
    let config = Config::read(&common.given())?;
    if common.json {
        let settings: serde_json::Map<String, serde_json::Value> = config
            .report
            .iter()
            .map(|(name, value, source)| {
                (
                    (*name).to_owned(),
                    json!({"value": value, "source": word(*source)}),
                )
            })
            .collect();
        return out::json(&settings.into());
    }
    let rows: Vec<Vec<String>> = config
        .report
        .iter()
        .map(|(name, value, source)| {
            vec![(*name).to_owned(), value.clone(), word(*source).to_owned()]
        })
        .collect();
    out::table(&rows)
}

fn word(source: Source) -> &'static str {
    match source {
        Source::Flag => "flag",
        Source::Environment => "environment",
        Source::File => "cahier.toml",
        Source::Default => "default",
    }
}
