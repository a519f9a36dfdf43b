//! `cahier demo`: an example team's wall, minutes and book, in a throw-away folder, on this machine only, every visitor signed
//! in as its member.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::app::{App, DataLock};
use crate::clock::Clock;
use crate::config::{Config, Given};
use crate::demo;
use crate::error::say;
use crate::i18n::Language;
use crate::id::MemberId;

use super::Common;
use super::complaint::{Complaint, Outcome, language};
use super::out::talk;
use super::serve;

/// What `cahier demo` takes.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// The language of the example: en or fr; else the terminal's
    #[arg(long, value_parser = read_language)]
    lang: Option<Language>,
}

fn read_language(text: &str) -> Result<Language, String> {
    text.parse().map_err(|_| "en or fr".to_owned())
}

/// A folder that goes when the demo ends.
struct ThrowAway(PathBuf);

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // What cannot be taken away is in the system's own folder for such things.
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub(super) async fn run(common: &Common, args: DemoArgs) -> Outcome {
    serve::start_log();
    let folder =
        ThrowAway(std::env::temp_dir().join(format!("cahier-demo-{}", MemberId::generate())));
    let config = settings(common, &folder.0)?;
    let mut app = App::open(config, Clock::system()).await?;
    let lock = DataLock::hold(&app.config.data)?;
    let played = demo::play(&app.db, args.lang.unwrap_or_else(language)).await?;
    app.everybody = Some(played.visitor);
    talk(&say!(
        "demo-throw-away",
        path = folder.0.display().to_string()
    ));
    serve::run(Arc::new(app), None).await?;
    drop(lock);
    Ok(())
}

/// The settings of the example: none of the environment's, and nothing but this machine.
fn settings(common: &Common, folder: &Path) -> Outcome<Config> {
    let given = Given {
        data: Some(folder.to_owned()),
        listen: common.listen.clone(),
        base_url: common.base_url.clone(),
        ..Given::default()
    };
    let config = Config::from_parts(&given, std::collections::BTreeMap::new())?;
    if !config.listen.ip().is_loopback() {
        let address = config.listen.to_string();
        return Err(Complaint::refused(&say!(
            "demo-only-here",
            address = address
        )));
    }
    Ok(config)
}
