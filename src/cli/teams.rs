//! `cahier team`.

use clap::Subcommand;
use serde_json::json;

use crate::db::{Actor, Channel};
use crate::members::{self, Administrator, TeamChange, TeamKey};

use super::complaint::{Outcome, language};
use super::reach::{Needs, Reach, open};
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
    /// Commit what is published for a team, where the standards' folder lies in a work tree of git; or stop
    Commits {
        /// The key of the team
        key: String,
        /// on or off
        #[arg(value_parser = ["on", "off"])]
        wanted: String,
    },
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
        TeamCommand::Commits { key, wanted } => {
            let app = open(common, Needs::Here).await?;
            let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
            let administrator = Administrator::of_the_data_folder();
            let team = members::team_by_key(&mut tx, &key).await?;
            let change = TeamChange {
                commits: Some(wanted == "on"),
                ..TeamChange::default()
            };
            let team = members::change_team(&mut tx, &administrator, &team.id, change).await?;
            tx.commit().await?;
            out::line(&format!("{} {wanted}", team.key))
        }
        TeamCommand::List => {
            let teams = Reach::find(common).await?.every("/teams", "").await?;
            if common.json {
                return out::json(&json!({ "items": teams, "next": null }));
            }
            let rows: Vec<Vec<String>> = teams
                .iter()
                .map(|team| ["key", "name"].map(|field| out::text(team, field).to_owned()))
                .map(Vec::from)
                .collect();
            out::table(&rows)
        }
    }
}
