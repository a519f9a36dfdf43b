//! The settings of an instance, read once: flag, environment, `cahier.toml`, default, in this order. Nothing else reads
//! the environment.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::db::Engine;
use crate::error::{Error, Fault, Message, Result};

/// Where a setting's value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A flag of the command.
    Flag,
    /// A variable of the environment.
    Environment,
    /// `cahier.toml` in the data folder.
    File,
    /// Nothing was said.
    Default,
}

/// What flags said; what is absent is looked for further down.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// `--data`
    pub data: Option<PathBuf>,
    /// `--standards`
    pub standards: Option<PathBuf>,
    /// `--listen`
    pub listen: Option<String>,
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--database-url`
    pub database_url: Option<String>,
}

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Config {
    /// `CAHIER_DATA`: the data folder.
    pub data: PathBuf,
    /// `CAHIER_STANDARDS`: the book's folder.
    pub standards: PathBuf,
    /// `CAHIER_LISTEN`: the address to listen on.
    pub listen: SocketAddr,
    /// `CAHIER_BASE_URL`: the address people use, without a slash at the end.
    pub base_url: String,
    /// `CAHIER_DATABASE_URL`: the database.
    pub engine: Engine,
    /// `CAHIER_RATE_LIMIT`: reads a second for a token; 0: none.
    pub rate_limit: u32,
    /// Whether somebody named the data folder; it then wins over the server in the user's config.
    pub data_was_named: bool,
    /// Each setting's name, value (secrets masked) and source, for `cahier config`.
    pub report: Vec<(&'static str, String, Source)>,
}

/// The settings by name: their variable's name without `CAHIER_`, in lower case, is their key in the file.
const NAMES: [&str; 6] = [
    "data",
    "standards",
    "listen",
    "base_url",
    "database_url",
    "rate_limit",
];
/// Variables that are no setting of the server: the terminal's server and token, and what only tests and benches read.
const OTHER_VARIABLES: [&str; 5] = ["url", "token", "test_database", "test_data", "bench_data"];

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// `Invalid` with one fault a bad value or unknown key.
    pub fn read(given: &Given) -> Result<Self> {
        Self::from_parts(given, environment())
    }

    /// Reads the settings from an environment that is given.
    ///
    /// # Errors
    /// `Invalid` with one fault a bad value or unknown key.
    pub fn from_parts(given: &Given, environment: BTreeMap<String, String>) -> Result<Self> {
        let mut layers = Layers::new(given, environment);
        let data = PathBuf::from(layers.take("data", || "./cahier-data".to_owned()));
        layers.read_file(&data.join("cahier.toml"));
        let standards = layers.take("standards", || data.join("standards").display().to_string());
        let listen = layers.take("listen", || "127.0.0.1:7272".to_owned());
        let listen = layers.parse::<SocketAddr>("listen", &listen, "config-bad-listen");
        let base_url = layers.take("base_url", || match listen {
            Some(listen) => format!("http://{listen}"),
            None => String::new(),
        });
        let base_url = base_url.trim_end_matches('/').to_owned();
        if listen.is_some() && !is_plain_address(&base_url) {
            layers.fault("base_url", &base_url, "config-bad-base-url");
        }
        let database_url = layers.take("database_url", || {
            format!("sqlite:{}", data.join("cahier.db").display())
        });
        let engine = Engine::from_url(&database_url).ok();
        if engine.is_none() {
            layers.fault("database_url", "…", "config-bad-database-url");
        }
        let rate_limit = layers.take("rate_limit", || "200".to_owned());
        let rate_limit = layers.parse::<u32>("rate_limit", &rate_limit, "config-bad-rate-limit");
        let data_was_named = layers.source_of("data") != Source::Default;
        let report = layers.finish()?;
        let (Some(listen), Some(engine), Some(rate_limit)) = (listen, engine, rate_limit) else {
            return Err(Error::internal("a bad setting went unreported"));
        };
        Ok(Self {
            data,
            standards: PathBuf::from(standards),
            listen,
            base_url,
            engine,
            rate_limit,
            data_was_named,
            report,
        })
    }

    /// Whether the address people use leads only to this machine.
    pub fn is_local(&self) -> bool {
        let host = self
            .base_url
            .split_once("://")
            .map_or("", |(_, rest)| rest.split('/').next().unwrap_or(""));
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        matches!(name, "localhost" | "[::1]" | "0.0.0.0" | "[::]") || name.starts_with("127.")
    }

    /// Whether people reach it by TLS, so that cookies may ask for it.
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// A variable that the terminal reads: `CAHIER_URL`, `CAHIER_TOKEN` (also from `CAHIER_TOKEN_FILE`), `LC_ALL`, `LANG`,
/// `NO_COLOR`, `TERM`, `PAGER`, `VISUAL`, `EDITOR`, `HOME`, `XDG_CONFIG_HOME`, `XDG_CACHE_HOME`, `LOCALAPPDATA`.
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that may ask"
)]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .or_else(|| {
            let path = std::env::var(format!("{name}_FILE")).ok()?;
            let secret = std::fs::read_to_string(path).ok()?;
            Some(secret.trim_end_matches(['\r', '\n']).to_owned())
        })
}

#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that may ask"
)]
fn environment() -> BTreeMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("CAHIER_"))
        .collect()
}

fn is_plain_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte))
    })
}

/// The settings' layers while they are read, with the faults met.
struct Layers {
    flags: BTreeMap<&'static str, String>,
    variables: BTreeMap<String, String>,
    file: BTreeMap<String, String>,
    report: Vec<(&'static str, String, Source)>,
    faults: Vec<Fault>,
}

impl Layers {
    fn new(given: &Given, environment: BTreeMap<String, String>) -> Self {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let flags = [
            ("data", path(&given.data)),
            ("standards", path(&given.standards)),
            ("listen", given.listen.clone()),
            ("base_url", given.base_url.clone()),
            ("database_url", given.database_url.clone()),
        ];
        let mut layers = Self {
            flags: flags
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?)))
                .collect(),
            variables: BTreeMap::new(),
            file: BTreeMap::new(),
            report: Vec::new(),
            faults: Vec::new(),
        };
        for (name, value) in environment {
            layers.add_variable(&name, value);
        }
        layers
    }

    fn add_variable(&mut self, name: &str, value: String) {
        let key = name["CAHIER_".len()..].to_ascii_lowercase();
        let (key, value) = match key.strip_suffix("_file") {
            Some(key) if NAMES.contains(&key) || OTHER_VARIABLES.contains(&key) => {
                match std::fs::read_to_string(&value) {
                    Ok(secret) => (
                        key.to_owned(),
                        secret.trim_end_matches(['\r', '\n']).to_owned(),
                    ),
                    Err(_) => return self.fault(name, &value, "config-unreadable-secret"),
                }
            }
            _ => (key, value),
        };
        if NAMES.contains(&key.as_str()) {
            self.variables.insert(key, value);
        } else if !OTHER_VARIABLES.contains(&key.as_str()) {
            self.fault(name, "", "config-unknown-variable");
        }
    }

    fn read_file(&mut self, path: &Path) {
        let Ok(text) = std::fs::read_to_string(path) else {
            return;
        };
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let why = error.message().to_owned();
                return self.fault("cahier.toml", &why, "config-unreadable-file");
            }
        };
        for (key, value) in table {
            if key == "data" || !NAMES.contains(&key.as_str()) {
                self.fault(&key, "", "config-unknown-key");
                continue;
            }
            let value = match value {
                toml::Value::String(text) => text,
                other => other.to_string(),
            };
            self.file.insert(key, value);
        }
    }

    fn take(&mut self, name: &'static str, default: impl FnOnce() -> String) -> String {
        let source = self.source_of(name);
        let value = match source {
            Source::Flag => self.flags.get(name).cloned(),
            Source::Environment => self.variables.get(name).cloned(),
            Source::File => self.file.get(name).cloned(),
            Source::Default => None,
        };
        let value = value.unwrap_or_else(default);
        let shown = if name == "database_url" {
            without_password(&value)
        } else {
            value.clone()
        };
        self.report.push((name, shown, source));
        value
    }

    fn source_of(&self, name: &str) -> Source {
        if self.flags.contains_key(name) {
            Source::Flag
        } else if self.variables.contains_key(name) {
            Source::Environment
        } else if self.file.contains_key(name) {
            Source::File
        } else {
            Source::Default
        }
    }

    fn parse<T: std::str::FromStr>(
        &mut self,
        name: &'static str,
        value: &str,
        key: &'static str,
    ) -> Option<T> {
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.fault(name, value, key);
        }
        parsed
    }

    fn fault(&mut self, name: &str, value: &str, key: &'static str) {
        let message = Message::new(key).with("name", name).with("value", value);
        self.faults.push(Fault::new(name.to_owned(), message));
    }

    fn finish(self) -> Result<Vec<(&'static str, String, Source)>> {
        if self.faults.is_empty() {
            Ok(self.report)
        } else {
            Err(Error::Invalid(self.faults))
        }
    }
}

/// A database address with its password masked.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let Some((user, host)) = rest.rsplit_once('@') else {
        return url.to_owned();
    };
    match user.split_once(':') {
        Some((name, _)) => format!("{scheme}://{name}:…@{host}"),
        None => url.to_owned(),
    }
}
