//! How a command reaches the instance: a server over the network, or the same routes within the process on a data folder.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::Value;

use crate::app::{App, DataLock};
use crate::attachments;
use crate::clock::Clock;
use crate::config::{Config, variable};
use crate::error::{Error, say};
use crate::id::AttachmentName;
use crate::members::{self, Email, Visitor};
use crate::web;

use super::complaint::{Complaint, Outcome, language};
use super::{Common, out, sign_in};

/// The data folder that this run of the program opened.
static OPENED: OnceLock<Arc<App>> = OnceLock::new();

/// How long the end of a command may take.
const AT_THE_END: Duration = Duration::from_secs(5);
/// So many items of a list are asked for at once: the most that the API gives.
const AT_ONCE: usize = 200;
/// How long to wait when a server says that it is asked too often, and how many times for one question.
const WAIT: Duration = Duration::from_millis(300);
const MOST_WAITS: usize = 40;

/// An instance within reach.
pub(super) enum Reach {
    /// A server, with a token.
    Server {
        url: String,
        token: String,
        client: reqwest::Client,
    },
    /// A data folder.
    Folder { app: Arc<App>, visitor: Visitor },
}

/// Whether a command would write: it then refuses to make a private database by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// An instance that is there.
    Existing,
    /// A data folder that is there, where no server is the instance: `member leave`.
    Here,
    /// A data folder, made when there is none: `team add`, `member add`, `token create`. Refused where a server is the instance, so that
    /// nothing lands in a private one by accident.
    Made,
}

impl Reach {
    /// Finds the instance: a data folder that was named, else the server that was signed in to, else `./cahier-data`.
    pub(super) async fn find(common: &Common) -> Outcome<Self> {
        let config = Config::read(&common.given())?;
        let server = if config.data_was_named {
            None
        } else {
            sign_in::server()?
        };
        if let Some((url, token)) = server {
            let client = reqwest::Client::builder()
                .timeout(std::time::Duration::from_secs(60))
                .build()
                .map_err(Error::internal)?;
            return Ok(Self::Server { url, token, client });
        }
        let app = open(common, Needs::Existing).await?;
        let visitor = actor(&app, common).await?;
        Ok(Self::Folder { app, visitor })
    }

    /// The address that people use.
    pub(super) fn base_url(&self) -> &str {
        match self {
            Self::Server { url, .. } => url,
            Self::Folder { app, .. } => &app.config.base_url,
        }
    }

    /// `GET` below `/api/v1`.
    pub(super) async fn get(&self, path: &str) -> Outcome<Value> {
        self.ask("GET", path, None).await
    }

    /// `POST` below `/api/v1`.
    pub(super) async fn post(&self, path: &str, body: Value) -> Outcome<Value> {
        self.ask("POST", path, Some(body)).await
    }

    /// `PUT` below `/api/v1`.
    pub(super) async fn put(&self, path: &str, body: Value) -> Outcome<Value> {
        self.ask("PUT", path, Some(body)).await
    }

    /// Every item of a list below `/api/v1`, page after page; `filter` continues its query, as `&team=web`.
    pub(super) async fn every(&self, path: &str, filter: &str) -> Outcome<Vec<Value>> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut page = self
                .get(&format!("{path}?limit={AT_ONCE}{filter}{cursor}"))
                .await?;
            if let Some(Value::Array(some)) = page.get_mut("items").map(Value::take) {
                items.extend(some);
            }
            match page.get("next").and_then(Value::as_str) {
                Some(next) => cursor = format!("&cursor={}", out::encoded(next)),
                None => return Ok(items),
            }
        }
    }

    /// Refuses, with the teams there are, where several could be meant.
    pub(super) async fn need_one_team(&self) -> Outcome {
        let teams = self.every("/teams", "").await?;
        if teams.len() <= 1 {
            return Ok(());
        }
        let keys: Vec<&str> = teams.iter().map(|team| out::text(team, "key")).collect();
        Err(Complaint::misused(&say!(
            "problem-team-missing",
            keys = keys.join(", ")
        )))
    }

    /// The key of the only team; refuses, with the teams there are, where several could be meant.
    pub(super) async fn only_team(&self) -> Outcome<String> {
        self.need_one_team().await?;
        let teams = self.every("/teams", "").await?;
        let key = teams.first().map(|team| out::text(team, "key").to_owned());
        key.ok_or_else(|| Complaint::refused(&say!("team-none")))
    }

    /// The text at an address below `/api/v1`, as it is: `accept` names its type.
    pub(super) async fn text(&self, path: &str, accept: &str) -> Outcome<String> {
        let (status, body) = self.send("GET", path, None, accept).await?;
        if (200..300).contains(&status) {
            return Ok(body);
        }
        Err(refusal(status, &body))
    }

    /// An image of a text; none when there is none of the name.
    pub(super) async fn image(&self, name: &AttachmentName) -> Outcome<Option<Vec<u8>>> {
        match self {
            Self::Server { url, token, client } => {
                let address = format!("{url}/api/v1/attachments/{name}");
                let unreachable = |error: reqwest::Error| {
                    let why = error.without_url().to_string();
                    Complaint::refused(&say!("cli-no-server", url = url.as_str(), why = why))
                };
                let answer = client.get(address).bearer_auth(token).send().await;
                let answer = answer.map_err(unreachable)?;
                if !answer.status().is_success() {
                    return Ok(None);
                }
                let bytes = answer.bytes().await.map_err(unreachable)?;
                Ok(Some(bytes.to_vec()))
            }
            Self::Folder { app, .. } => {
                let found = attachments::find(&mut app.db.read().await?, name).await?;
                Ok(found.map(|image| image.bytes))
            }
        }
    }

    async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Outcome<Value> {
        let (status, text) = self.send(method, path, body, "application/json").await?;
        if !(200..300).contains(&status) {
            return Err(refusal(status, &text));
        }
        if text.is_empty() {
            return Ok(Value::Null);
        }
        Ok(serde_json::from_str(&text).map_err(Error::from)?)
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
        accept: &str,
    ) -> Outcome<(u16, String)> {
        let language = language().tag();
        match self {
            Self::Server { url, token, client } => {
                let method =
                    reqwest::Method::from_bytes(method.as_bytes()).map_err(Error::internal)?;
                let mut waits = 0;
                let answer = loop {
                    let mut request = client
                        .request(method.clone(), format!("{url}/api/v1{path}"))
                        .bearer_auth(token)
                        .header("accept", accept)
                        .header("accept-language", language);
                    if let Some(body) = &body {
                        request = request.json(body);
                    }
                    let answer = request.send().await.map_err(|error| {
                        Complaint::refused(&say!(
                            "cli-no-server",
                            url = url.as_str(),
                            why = error.without_url().to_string()
                        ))
                    })?;
                    // Whoever takes a whole book along reads more than a token may in a second.
                    let is_too_often = answer.status().as_u16() == 429 && method == "GET";
                    if !is_too_often || waits == MOST_WAITS {
                        break answer;
                    }
                    waits += 1;
                    tokio::time::sleep(WAIT).await;
                };
                let status = answer.status().as_u16();
                // To the byte: `text` would take a mark at the beginning away.
                let bytes = answer.bytes().await.map_err(Error::internal)?;
                Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
            }
            Self::Folder { app, visitor } => {
                let ask = web::Ask {
                    method,
                    path: format!("/api/v1{path}"),
                    body,
                    accept,
                    language,
                };
                Ok(web::ask(app, visitor, ask).await?)
            }
        }
    }
}

/// Opens the data folder itself, for what needs no visitor.
pub(super) async fn open(common: &Common, needs: Needs) -> Outcome<Arc<App>> {
    let config = Config::read(&common.given())?;
    if needs != Needs::Existing
        && !config.data_was_named
        && let Some((url, _)) = sign_in::server()?
    {
        return Err(Complaint::refused(&say!("cli-server-has-it", url = url)));
    }
    let is_file = matches!(config.engine, crate::db::Engine::Sqlite(_));
    let file = match &config.engine {
        crate::db::Engine::Sqlite(path) => path.clone(),
        crate::db::Engine::Postgres(_) => PathBuf::new(),
    };
    if needs != Needs::Made && is_file && !file.exists() {
        let path = config.data.display().to_string();
        return Err(Complaint::refused(&say!("cli-nothing-there", path = path)));
    }
    let app = App::open(config, Clock::system()).await?;
    if let Some(copy) = app.db.copied() {
        let path = copy.display().to_string();
        out::talk(&say!("upgrade-copied", path = path));
    }
    let app = Arc::new(app);
    // A command opens one data folder at most.
    OPENED.set(Arc::clone(&app)).ok();
    Ok(app)
}

/// Ends what a command opened: the database is left in order, not wherever the end of the program met it. What does not end soon is left to
/// the next opening, which puts it in order too; beside a server that is the server's.
pub(super) async fn close() {
    if let Some(app) = OPENED.get()
        && !DataLock::is_held(&app.config.data)
    {
        tokio::time::timeout(AT_THE_END, app.db.close()).await.ok();
    }
}

/// Who acts on a data folder: the terminal, or the member of `--as`.
async fn actor(app: &App, common: &Common) -> Outcome<Visitor> {
    let mut tx = app.db.read().await?;
    let teams = members::teams(&mut tx).await?;
    let only = if teams.len() == 1 {
        teams.first()
    } else {
        None
    };
    let Some(address) = &common.acting_as else {
        return Ok(Visitor::terminal(only));
    };
    let email = Email::parse(address)?;
    let member = members::by_email(&mut tx, &email).await?;
    let member = member.ok_or_else(|| Error::NotFound(say!("member-unknown")))?;
    let home = match &member.home_team {
        Some(team) => Some(members::team(&mut tx, team).await?),
        None => None,
    };
    Ok(Visitor::terminal_as(&member, home.as_ref()))
}

/// What a refused request says, in one line a fault.
fn refusal(status: u16, body: &str) -> Complaint {
    let detail: Value = serde_json::from_str(body).unwrap_or_default();
    let faults = detail.get("errors").and_then(Value::as_array);
    let mut lines: Vec<String> = faults
        .into_iter()
        .flatten()
        .filter_map(|fault| fault.get("detail")?.as_str())
        .map(str::to_owned)
        .collect();
    if lines.is_empty() {
        let text = detail.get("detail").and_then(Value::as_str);
        lines.push(text.map_or_else(|| format!("HTTP {status}"), str::to_owned));
    }
    Complaint::Refused(lines)
}

/// Whether the terminal can be asked for colour and progress: a person watches and has not forbidden it.
pub(super) fn is_watched() -> bool {
    use std::io::IsTerminal;
    std::io::stderr().is_terminal() && variable("NO_COLOR").is_none()
}
