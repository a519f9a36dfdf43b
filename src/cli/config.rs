//! `cahier config`.

use serde_json::json;

use crate::config::{Config, Source};

use super::complaint::Outcome;
use super::{Common, out, sign_in};

/// Prints the settings in force, and where each came from; a password and a token are masked.
pub(super) fn print(common: &Common) -> Outcome {
    let config = Config::read(&common.given())?;
    let settings = config.report.into_iter();
    let settings = settings.map(|(name, value, source)| (name, value, word(source).to_owned()));
    let rows: Vec<(&str, String, String)> = settings.chain(server()?).collect();
    if common.json {
        let settings: serde_json::Map<String, serde_json::Value> = rows
            .into_iter()
            .map(|(name, value, source)| {
                (name.to_owned(), json!({"value": value, "source": source}))
            })
            .collect();
        return out::json(&settings.into());
    }
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(name, value, source)| vec![name.to_owned(), value, source])
        .collect();
    out::table(&rows)
}

/// The server that the commands talk to, with its token masked.
fn server() -> Outcome<[(&'static str, String, String); 2]> {
    Ok(match sign_in::kept_server()? {
        Some(kept) => {
            let source = match kept.file {
                Some(file) => file.display().to_string(),
                None => word(Source::Environment).to_owned(),
            };
            [
                ("url", kept.url, source.clone()),
                ("token", "…".to_owned(), source),
            ]
        }
        None => ["url", "token"].map(|name| {
            let source = word(Source::Default).to_owned();
            (name, String::new(), source)
        }),
    })
}

fn word(source: Source) -> &'static str {
    match source {
        Source::Flag => "flag",
        Source::Environment => "environment",
        Source::File => "cahier.toml",
        Source::Default => "default",
    }
}
