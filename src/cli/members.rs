//! `cahier member` and `cahier token`.

use std::io::BufRead;

use clap::Subcommand;
use serde_json::json;

use crate::db::{Actor, Channel};
use crate::error::{Error, say};
use crate::members::{self, Administrator, Email, Joining, Name, Passwords, Role, Scope};
use crate::proposals;

use super::complaint::{Complaint, Outcome};
use super::reach::{Needs, Reach, open};
use super::{Common, out};

#[derive(Debug, Subcommand)]
pub(super) enum MemberCommand {
    /// Add a member; the first one becomes administrator
    Add {
        /// Their address
        email: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// reader, member or administrator
        #[arg(long)]
        role: Option<String>,
        /// A team's key; the first is their home. Absent: the oldest team
        #[arg(long = "team", value_name = "KEY")]
        teams: Vec<String>,
        /// Read their password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the members
    List,
    /// Somebody leaves: their name and address go, their texts stay
    Leave {
        /// Their address
        email: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token; it is printed once, as the last word
    Create {
        /// Whose it is
        #[arg(long, value_name = "EMAIL")]
        member: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// read, propose or write
        #[arg(long, default_value = "read")]
        scope: String,
    },
}

pub(super) async fn run(common: &Common, command: MemberCommand) -> Outcome {
    match command {
        MemberCommand::Add {
            email,
            name,
            role,
            teams,
            password_stdin,
        } => add(common, &email, &name, role, &teams, password_stdin).await,
        MemberCommand::List => list(common).await,
        MemberCommand::Leave { email } => leave(common, &email).await,
    }
}

pub(super) async fn run_token(common: &Common, command: TokenCommand) -> Outcome {
    let TokenCommand::Create {
        member,
        name,
        scope,
    } = command;
    let name = Name::parse(&name)?;
    let scope: Scope = scope
        .parse()
        .map_err(|_| Complaint::misused(&say!("cli-bad-scope", scope = scope.as_str())))?;
    let email = Email::parse(&member)?;
    let app = open(common, Needs::Made).await?;
    let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
    let member = existing(&mut tx, &email).await?;
    let token = members::create_token(&mut tx, &member.id, &name, scope).await?;
    tx.commit().await?;
    out::line(&token)
}

async fn add(
    common: &Common,
    email: &str,
    name: &str,
    role: Option<String>,
    keys: &[String],
    password_stdin: bool,
) -> Outcome {
    let email = Email::parse(email)?;
    let name = Name::parse(name)?;
    let role = match role {
        Some(word) => Some(
            word.parse::<Role>()
                .map_err(|_| Complaint::misused(&say!("cli-bad-role", role = word.as_str())))?,
        ),
        None => None,
    };
    let password = if password_stdin {
        let mut typed = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut typed)
            .map_err(Error::from)?;
        let typed = typed.trim_end_matches(['\r', '\n']).to_owned();
        let about = vec![email.as_str().to_owned(), name.as_str().to_owned()];
        Some(Passwords::hash(typed, about).await?)
    } else {
        None
    };
    let app = open(common, Needs::Made).await?;
    let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
    let mut teams = Vec::new();
    for key in keys {
        teams.push(members::team_by_key(&mut tx, key).await?.id);
    }
    let administrator = Administrator::of_the_data_folder();
    let joining = Joining {
        name,
        email,
        role,
        teams,
        password,
        language: None,
    };
    let member = members::add(&mut tx, &administrator, joining).await?;
    tx.commit().await?;
    out::line(member.id.as_str())
}

async fn list(common: &Common) -> Outcome {
    let everybody = match Reach::find(common).await? {
        reach @ Reach::Server { .. } => reach.every("/members", "").await?,
        // Whoever has the folder may see every address in it.
        Reach::Folder { app, .. } => members::all(&mut app.db.read().await?)
            .await?
            .iter()
            .map(|member| {
                json!({"id": member.id.as_str(), "name": member.name, "email": member.email,
                    "role": member.role.as_str(), "manages": member.manages})
            })
            .collect(),
    };
    if common.json {
        return out::json(&json!({ "items": everybody, "next": null }));
    }
    let rows: Vec<Vec<String>> = everybody
        .iter()
        .map(|member| ["name", "role", "email"].map(|field| out::text(member, field).to_owned()))
        .map(Vec::from)
        .collect();
    out::table(&rows)
}

async fn leave(common: &Common, email: &str) -> Outcome {
    let email = Email::parse(email)?;
    let app = open(common, Needs::Here).await?;
    let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
    let member = existing(&mut tx, &email).await?;
    members::leave(&mut tx, &Administrator::of_the_data_folder(), &member.id).await?;
    proposals::people_left(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

async fn existing(tx: &mut crate::db::Tx, email: &Email) -> Outcome<members::Member> {
    let member = members::by_email(tx, email).await?;
    member.ok_or_else(|| Complaint::refused(&say!("cli-no-such-member", email = email.as_str())))
}
