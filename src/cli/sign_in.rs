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
///
/// # Errors
/// Refused when the environment names a server without a token for it.
pub(super) fn server() -> Outcome<Option<(String, String)>> {
    Ok(kept_server()?.map(|server| (server.url, server.token)))
}

/// The same, and where it was named: in the environment, else in the user's config. A kept token is shown to no other server
/// than its own.
pub(super) fn kept_server() -> Outcome<Option<Server>> {
    let named = variable("CAHIER_URL").map(|url| url.trim_end_matches('/').to_owned());
    let token = variable("CAHIER_TOKEN");
    let kept = kept_file().filter(|kept| named.as_ref().is_none_or(|url| *url == kept.url));
    match (named, token, kept) {
        (Some(url), Some(token), _) => Ok(Some(Server {
            url,
            token,
            file: None,
        })),
        (None, Some(token), Some(kept)) => Ok(Some(Server {
            token,
            file: None,
            ..kept
        })),
        (_, None, Some(kept)) => Ok(Some(kept)),
        (Some(url), None, None) => Err(Complaint::refused(&say!("cli-no-token", url = url))),
        (None, _, None) => Ok(None),
    }
}

/// What `cahier sign-in` wrote.
fn kept_file() -> Option<Server> {
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
