//! A Cahier in a process of its own, whose standards' folder is filled by hand.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use reqwest::header;
use serde_json::Value;
use tempfile::TempDir;

const CAHIER: &str = env!("CARGO_BIN_EXE_cahier");
const EMAIL: &str = "bench@example.org";
const PASSWORD: &str = "seventeen quick notebooks";
/// Longer than anything takes.
const AT_MOST: Duration = Duration::from_secs(600);
/// So many changes are read at once.
const CHANGES: usize = 200;
/// Ticks of the processor's clock in a second, as the kernel tells them to programs.
const TICKS: f64 = 100.0;

/// An instance; its server ends when it is dropped.
pub(crate) struct Instance {
    folder: TempDir,
    address: SocketAddr,
    client: reqwest::Client,
    token: String,
    cookie: String,
    server: Option<Child>,
}

/// How long a start took.
pub(crate) struct Start {
    /// Until the first answer.
    pub(crate) answers: Duration,
    /// Until book, folder and index agree.
    pub(crate) in_step: Duration,
}

impl Instance {
    /// A data folder with one member, and nothing in the book.
    pub(crate) fn prepare() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(".")?;
        command(&folder, &["team", "add", "bench", "Bench"], "")?;
        let member = ["member", "add", EMAIL, "--name", "Bench"];
        let member = [&member[..], &["--team", "bench", "--password-stdin"]].concat();
        command(&folder, &member, PASSWORD)?;
        let token = ["token", "create", "--member", EMAIL, "--name", "bench"];
        let token = command(&folder, &[&token[..], &["--scope", "write"]].concat(), "")?;
        let token = token
            .split_whitespace()
            .last()
            .context("no token")?
            .to_owned();
        std::fs::create_dir_all(folder.path().join("standards"))?;
        // The program brings the same provider; whoever comes first installs it.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self {
            folder,
            address: TcpListener::bind("127.0.0.1:0")?.local_addr()?,
            client,
            token,
            cookie: String::new(),
            server: None,
        })
    }

    /// Writes a file of the folder.
    pub(crate) fn write(&self, at: usize, text: &[u8]) -> anyhow::Result<()> {
        let mut bytes = text.to_owned();
        writeln!(bytes, "\nThe standard of place {at}.")?;
        Ok(std::fs::write(self.file(at), bytes)?)
    }

    /// Adds to a file of the folder.
    pub(crate) fn append(&self, at: usize, text: &str) -> anyhow::Result<()> {
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .open(self.file(at))?;
        Ok(file.write_all(text.as_bytes())?)
    }

    fn file(&self, at: usize) -> PathBuf {
        let name = format!("{:04}-standard.md", at + 1);
        self.folder.path().join("standards").join(name)
    }

    /// Starts the server and waits until all agree.
    pub(crate) async fn start(&mut self) -> anyhow::Result<Start> {
        let started = Instant::now();
        let address = self.address.to_string();
        let mut command = Command::new(CAHIER);
        command.arg("--data").arg(self.folder.path());
        command.args(["serve", "--listen", &address]);
        command.env("RUST_LOG", "off").stderr(Stdio::null());
        self.server = Some(command.spawn()?);
        let mut answers = None;
        while started.elapsed() < AT_MOST {
            let asked = self
                .client
                .get(format!("http://{address}/readyz"))
                .send()
                .await;
            if let Ok(answer) = asked {
                answers.get_or_insert_with(|| started.elapsed());
                let ready: Value = answer.json().await?;
                if ready["folder"] == "in step" && ready["search"] == "ready" {
                    let in_step = started.elapsed();
                    self.sign_in().await?;
                    let answers = answers.unwrap_or(in_step);
                    return Ok(Start { answers, in_step });
                }
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("it never was in step")
    }

    pub(crate) fn stop(&mut self) -> anyhow::Result<()> {
        if let Some(mut server) = self.server.take() {
            server.kill()?;
            server.wait()?;
        }
        Ok(())
    }

    async fn sign_in(&mut self) -> anyhow::Result<()> {
        let form = [("email", EMAIL), ("password", PASSWORD)]
            .map(|(name, value)| format!("{name}={}", value.replace('@', "%40").replace(' ', "+")))
            .join("&");
        let request = self.client.post(format!("http://{}/sign-in", self.address));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = request.body(form).send().await?;
        let cookie = answer
            .headers()
            .get(header::SET_COOKIE)
            .context("not signed in")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default();
        self.cookie = cookie.to_owned();
        Ok(())
    }

    async fn api(&self, path: &str) -> anyhow::Result<Value> {
        let request = self
            .client
            .get(format!("http://{}/api/v1{path}", self.address));
        let answer = request.bearer_auth(&self.token).send().await?;
        ensure!(
            answer.status() == 200,
            "{path} answered {}",
            answer.status()
        );
        Ok(answer.json().await?)
    }

    /// The number of the newest change.
    pub(crate) async fn changes(&self) -> anyhow::Result<i64> {
        let mut last = 0;
        loop {
            let some = self
                .api(&format!("/changes?after={last}&limit={CHANGES}"))
                .await?;
            let some = some["items"].as_array().context("no list")?;
            match some.last().and_then(|one| one["seq"].as_i64()) {
                Some(seq) => last = seq,
                None => return Ok(last),
            }
        }
    }

    /// Waits until so many texts came in from the folder after a change, and the last of them is found.
    pub(crate) async fn adopted(&self, after: i64, wanted: usize) -> anyhow::Result<()> {
        let (started, mut after, mut come) = (Instant::now(), after, 0);
        while started.elapsed() < AT_MOST {
            let some = self
                .api(&format!("/changes?after={after}&limit={CHANGES}"))
                .await?;
            for one in some["items"].as_array().context("no list")? {
                after = one["seq"].as_i64().context("no number")?;
                come += usize::from(one["kind"] == "standard.adopted");
            }
            if come >= wanted {
                return self.found(after).await;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("only {come} of {wanted} came in")
    }

    /// Waits until the index has taken in a change: what it holds is then what the book says.
    async fn found(&self, seq: i64) -> anyhow::Result<()> {
        let started = Instant::now();
        let subject = self
            .api(&format!("/changes?after={}&limit=1", seq - 1))
            .await?;
        let id = subject["items"][0]["subject"]
            .as_str()
            .context("no subject")?
            .to_owned();
        let standard = self.api(&format!("/standards/{id}")).await?;
        let words = standard["markdown"].as_str().context("no text")?;
        let last = words.trim_end().rsplit('\n').next().unwrap_or_default();
        let place = words.find("The standard of place ").context("no place")?;
        let place = words[place..].lines().next().unwrap_or_default();
        let query = format!("\"{place}\" \"{last}\"").replace(' ', "%20");
        while started.elapsed() < AT_MOST {
            let hits = self.api(&format!("/search?q={query}&limit=1")).await?;
            if hits["hits"][0]["id"] == id.as_str() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("{id} is never found")
    }

    /// How long a page takes, in milliseconds, the quickest first.
    pub(crate) async fn page(&self, path: &str, times: usize) -> anyhow::Result<Vec<f64>> {
        let mut taken = Vec::with_capacity(times);
        for _ in 0..times {
            let started = Instant::now();
            let request = self.client.get(format!("http://{}{path}", self.address));
            let answer = request.header(header::COOKIE, &self.cookie).send().await?;
            ensure!(
                answer.status() == 200,
                "{path} answered {}",
                answer.status()
            );
            answer.bytes().await?;
            taken.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
        taken.sort_by(f64::total_cmp);
        Ok(taken)
    }

    pub(crate) fn doctor(&self) -> anyhow::Result<String> {
        command(&self.folder, &["doctor", "--strict"], "")
    }

    /// The time that the server has had of the processor, in seconds.
    pub(crate) fn processor_time(&self) -> anyhow::Result<f64> {
        let said = std::fs::read_to_string(format!("/proc/{}/stat", self.number()?))?;
        // What stands before is the name, which may hold anything.
        let (_, rest) = said.rsplit_once(')').context("no name")?;
        let mut fields = rest.split_whitespace().skip(11);
        let mut next = || -> anyhow::Result<f64> { Ok(fields.next().context("short")?.parse()?) };
        Ok((next()? + next()?) / TICKS)
    }

    pub(crate) fn memory_mb(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.number()?))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let line = line.context("no VmRSS")?;
        let kilobytes = line.split_whitespace().nth(1).context("no number")?;
        Ok(kilobytes.parse::<u64>()? / 1024)
    }

    fn number(&self) -> anyhow::Result<u32> {
        Ok(self.server.as_ref().context("not running")?.id())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.stop().ok();
    }
}

fn command(folder: &TempDir, words: &[&str], input: &str) -> anyhow::Result<String> {
    let mut command = Command::new(CAHIER);
    command.arg("--data").arg(folder.path()).args(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.env("RUST_LOG", "off").spawn()?;
    let mut asks = child.stdin.take().context("no input")?;
    asks.write_all(input.as_bytes())?;
    drop(asks);
    let done = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    ensure!(done.status.success(), "{words:?} failed: {said}");
    Ok(said)
}
