//! `cahier sign-in URL`: keeps the address of a server and a token in the user's own config.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use crate::config::variable;
use crate::error::{Error, say};

use super::complaint::{Complaint, Outcome};
use super::out::talk;

/// Keep the address of a server and a token for the commands that follow.
#[derive(Debug, Args)]
pub(super) struct SignIn {
    /// The server's address, such as https://cahier.example.org
    url: String,
}

/// Asks for a token (made on the page “Settings”), tries it, and keeps it.
pub(super) async fn run(sign_in: &SignIn) -> Outcome {
    let url = sign_in.url.trim_end_matches('/').to_owned();
    let token = match variable("CAHIER_TOKEN") {
        Some(token) => token,
        None => ask_for_token(&url)?,
    };
    let answer = reqwest::Client::new()
        .get(format!("{url}/api/v1/me"))
        .bearer_auth(&token)
        .send()
        .await
        .map_err(|error| {
            let why = error.without_url().to_string();
            Complaint::refused(&say!("cli-no-server", url = url.as_str(), why = why))
        })?;
    if !answer.status().is_success() {
        return Err(Complaint::refused(&say!(
            "cli-token-refused",
            url = url.as_str()
        )));
    }
    let me: serde_json::Value = answer.json().await.map_err(Error::internal)?;
    keep(&url, &token)?;
    let name = super::out::text(&me, "name").to_owned();
    talk(&say!("cli-signed-in", url = url, name = name));
    Ok(())
}

/// A server to talk to.
pub(super) struct Server {
    /// Its address.
    pub(super) url: String,
    /// The token to show there.
    pub(super) token: String,
    /// The user's config that names it; absent: the environment does.
    pub(super) file: Option<PathBuf>,
}

/// The server and token to use.
pub(super) fn server() -> Option<(String, String)> {
    kept_server().map(|server| (server.url, server.token))
}

/// The same, and where it was named: in the environment, else in the user's config.
pub(super) fn kept_server() -> Option<Server> {
    if let (Some(url), Some(token)) = (variable("CAHIER_URL"), variable("CAHIER_TOKEN")) {
        let url = url.trim_end_matches('/').to_owned();
        return Some(Server {
            url,
            token,
            file: None,
        });
    }
    let file = path()?;
    let text = std::fs::read_to_string(&file).ok()?;
    let table: toml::Table = text.parse().ok()?;
    Some(Server {
        url: table.get("url")?.as_str()?.to_owned(),
        token: table.get("token")?.as_str()?.to_owned(),
        file: Some(file),
    })
}

fn path() -> Option<PathBuf> {
    let folder = variable("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".config")))?;
    Some(folder.join("cahier").join("server.toml"))
}

fn ask_for_token(url: &str) -> Outcome<String> {
    let input = std::io::stdin();
    if input.is_terminal() {
        talk(&say!("cli-ask-token", url = format!("{url}/settings")));
        eprint!("> ");
        std::io::stderr().flush().map_err(Error::from)?;
    }
    let mut token = String::new();
    input.lock().read_line(&mut token).map_err(Error::from)?;
    Ok(token.trim().to_owned())
}

fn keep(url: &str, token: &str) -> Outcome {
    let path = path().ok_or_else(|| Complaint::refused(&say!("cli-no-home")))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Error::from)?;
    }
    let mut table = toml::Table::new();
    table.insert("url".to_owned(), url.into());
    table.insert("token".to_owned(), token.into());
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(Error::from)?;
    file.write_all(table.to_string().as_bytes())
        .map_err(Error::from)?;
    Ok(())
}
