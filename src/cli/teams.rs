//! `cahier team`.

use clap::Subcommand;
use serde_json::json;

use crate::db::{Actor, Channel};
use crate::members::{self, Administrator, TeamKey};

use super::complaint::{Outcome, language};
use super::reach::{Needs, open};
use super::{Common, out};

#[derive(Debug, Subcommand)]
pub(super) enum TeamCommand {
    /// Add a team, and make the data folder where there is none yet
    Add {
        /// In addresses and filters: web
        key: String,
        /// Its name
        name: String,
    },
    /// List the teams
    List,
}

pub(super) async fn run(common: &Common, command: TeamCommand) -> Outcome {
    match command {
        TeamCommand::Add { key, name } => {
            let key = TeamKey::parse(&key)?;
            let app = open(common, Needs::Made).await?;
            let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
            let administrator = Administrator::of_the_data_folder();
            let team = members::add_team(&mut tx, &administrator, &key, &name, language()).await?;
            tx.commit().await?;
            out::line(&team.key)
        }
        TeamCommand::List => {
            let app = open(common, Needs::Existing).await?;
            let teams = members::teams(&mut app.db.read().await?).await?;
            if common.json {
                let items: Vec<_> = teams
                    .iter()
                    .map(|team| json!({"key": team.key, "name": team.name, "zone": team.zone.to_string()}))
                    .collect();
                return out::json(&items.into());
            }
            let rows: Vec<Vec<String>> = teams
                .into_iter()
                .map(|team| vec![team.key, team.name])
                .collect();
            out::table(&rows)
        }
    }
}
