//! A Cahier in a process of its own, filled by its own commands with real data.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use tempfile::TempDir;

use crate::client::{Request, ask};

const CAHIER: &str = env!("CARGO_BIN_EXE_cahier");
const EMAIL: &str = "bench@example.org";
const PASSWORD: &str = "seventeen quick notebooks";

/// A running instance; it ends when dropped.
pub(crate) struct Instance {
    pub(crate) folder: TempDir,
    pub(crate) address: SocketAddr,
    pub(crate) standards: usize,
    pub(crate) problems: usize,
    words: Vec<String>,
    cookie: String,
    token: String,
    server: Child,
}

impl Instance {
    /// Makes one, fills it, starts it, signs in and waits until everything can be found.
    pub(crate) async fn fill(data: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(".")?;
        let run = |words: &[&str], input: &str| command(&folder, words, input);
        run(&["team", "add", "bench", "Bench"], "")?;
        run(
            &[
                "member",
                "add",
                EMAIL,
                "--name",
                "Bench",
                "--team",
                "bench",
                "--password-stdin",
            ],
            PASSWORD,
        )?;
        run(
            &[
                "import",
                &data.join("til").to_string_lossy(),
                "--as",
                "standards",
            ],
            "",
        )?;
        run(
            &[
                "import",
                &data.join("problems.jsonl").to_string_lossy(),
                "--as",
                "problems",
                "--team",
                "bench",
            ],
            "",
        )?;
        run(&["reindex"], "")?;
        let token = run(
            &[
                "token", "create", "--member", EMAIL, "--name", "bench", "--scope", "write",
            ],
            "",
        )?;
        let token = token
            .split_whitespace()
            .last()
            .context("no token")?
            .to_owned();
        let problems = std::fs::read_to_string(data.join("problems.jsonl"))?;

        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let server = serve(&folder, address)?;
        let mut instance = Self {
            folder,
            address,
            standards: 0,
            problems: 0,
            words: words(&problems),
            cookie: String::new(),
            token,
            server,
        };
        instance.wait().await?;
        instance.standards = instance.count("standards").await?;
        instance.problems = instance.count("problems").await?;
        ensure!(
            instance.standards > 0 && instance.problems > 0,
            "nothing was imported"
        );
        instance.put_on_the_wall(60).await?;
        instance.cookie = instance.sign_in().await?;
        Ok(instance)
    }

    /// Kinds of pages, each with different addresses.
    pub(crate) fn pages(&self, different: usize) -> Vec<(&'static str, Vec<String>)> {
        let each = |count: usize, path: &dyn Fn(usize) -> String| {
            (0..different.min(count)).map(path).collect()
        };
        let queries = self.words.len() / 2;
        vec![
            (
                "a problem's page",
                each(self.problems, &|at| format!("/problems/P-{}", at + 1)),
            ),
            // There is one wall a team; its filters make addresses that differ.
            (
                "the wall",
                each(different, &|at| format!("/wall/bench?seen={at}")),
            ),
            (
                "a standard's page",
                each(self.standards, &|at| format!("/standards/S-{}", at + 1)),
            ),
            (
                "the search page",
                each(queries, &|at| format!("/search?q={}", self.query(at))),
            ),
        ]
    }

    /// Searches that answer without a page around them, each with different words.
    pub(crate) fn searches(&self, different: usize) -> Vec<(&'static str, Vec<Request>)> {
        let queries = || (0..different.min(self.words.len() / 2)).map(|at| self.query(at));
        let api = |query| Request::get(&format!("/api/v1/search?q={query}"), &self.bearer());
        let palette = |query| self.page(&format!("/search?part=palette&q={query}"));
        vec![
            ("/api/v1/search", queries().map(api).collect()),
            ("the search over a page", queries().map(palette).collect()),
        ]
    }

    fn query(&self, at: usize) -> String {
        format!("{}+{}", self.words[2 * at], self.words[2 * at + 1])
    }

    /// The request for a page, with the session.
    pub(crate) fn page(&self, path: &str) -> Request {
        Request::get(
            path,
            &format!("Cookie: {}\r\nAccept-Language: en\r\n", self.cookie),
        )
    }

    /// What each address answers, uncompressed.
    pub(crate) async fn fetch(&self, paths: &[String]) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
        let mut pages = Vec::with_capacity(paths.len());
        for path in paths {
            let answer = ask(self.address, &self.page(path)).await?;
            ensure!(answer.status == 200, "{path} answered {}", answer.status);
            pages.push((path.clone(), answer.body));
        }
        Ok(pages)
    }

    /// Problems to post.
    pub(crate) fn posts(&self) -> Vec<Request> {
        let bodies =
            self.words.iter().enumerate().map(|(at, word)| {
                format!(r#"{{"title":"{word} fails again ({at})","team":"bench"}}"#)
            });
        bodies
            .map(|body| {
                Request::post(
                    "/api/v1/problems",
                    &self.bearer(),
                    "application/json",
                    &body,
                )
            })
            .collect()
    }

    /// Starts the server anew: how long it took until it was ready, and what it holds in memory ten seconds later, in megabytes.
    pub(crate) async fn restart(&mut self) -> anyhow::Result<(Duration, u64)> {
        self.server.kill()?;
        self.server.wait()?;
        let started = Instant::now();
        self.server = serve(&self.folder, self.address)?;
        self.wait().await?;
        let ready = started.elapsed();
        Ok((ready, self.memory_mb().await?))
    }

    async fn memory_mb(&self) -> anyhow::Result<u64> {
        tokio::time::sleep(Duration::from_secs(10)).await;
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id()))?;
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .context("no VmRSS")?;
        Ok(line
            .split_whitespace()
            .nth(1)
            .context("no number")?
            .parse::<u64>()?
            / 1024)
    }

    async fn wait(&self) -> anyhow::Result<()> {
        for _ in 0..3_000 {
            if ask(self.address, &Request::get("/readyz", ""))
                .await
                .is_ok_and(|answer| answer.status == 200)
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("the instance is not ready after thirty seconds")
    }

    async fn count(&self, what: &str) -> anyhow::Result<usize> {
        let mut count = 0;
        let mut cursor = String::new();
        loop {
            let path = format!("/api/v1/{what}?limit=200{cursor}");
            let answer = ask(self.address, &Request::get(&path, &self.bearer())).await?;
            let list: serde_json::Value = serde_json::from_slice(&answer.body)?;
            count += list["items"]
                .as_array()
                .with_context(|| format!("{path} answered {}", answer.status))?
                .len();
            match list["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(count),
            }
        }
    }

    async fn put_on_the_wall(&self, count: usize) -> anyhow::Result<()> {
        for id in 1..=count.min(self.problems) {
            let post = Request::post(
                &format!("/api/v1/problems/P-{id}/posting"),
                &self.bearer(),
                "application/json",
                "{}",
            );
            let answer = ask(self.address, &post).await?;
            ensure!(
                answer.status < 300,
                "P-{id} could not be posted: {}",
                answer.status
            );
        }
        Ok(())
    }

    async fn sign_in(&self) -> anyhow::Result<String> {
        let body = format!(
            "email={}&password={}",
            EMAIL.replace('@', "%40"),
            PASSWORD.replace(' ', "+")
        );
        let answer = ask(
            self.address,
            &Request::post("/sign-in", "", "application/x-www-form-urlencoded", &body),
        )
        .await?;
        let cookie = answer.head.lines().find_map(|line| {
            line.split_once(": ")
                .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
        });
        let cookie = cookie.and_then(|(_, cookie)| cookie.split(';').next());
        Ok(cookie
            .with_context(|| format!("no cookie, status {}", answer.status))?
            .to_owned())
    }

    fn bearer(&self) -> String {
        format!("Authorization: Bearer {}\r\n", self.token)
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// Starts the server.
fn serve(folder: &TempDir, address: SocketAddr) -> anyhow::Result<Child> {
    let mut server = cahier();
    server
        .args(["serve", "--listen", &address.to_string(), "--data"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("CAHIER_RATE_LIMIT", "0");
    Ok(server.spawn()?)
}

/// The program, without the bench's own settings, which it would refuse as unknown.
fn cahier() -> Command {
    let mut command = Command::new(CAHIER);
    command
        .env_remove("CAHIER_BENCH_DATA")
        .env_remove("CAHIER_BENCH_SECONDS");
    command
}

/// Runs a command on the instance's folder.
fn command(folder: &TempDir, words: &[&str], input: &str) -> anyhow::Result<String> {
    use std::io::Write as _;
    let mut child = cahier()
        .args(words)
        .arg("--data")
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .context("no input")?
        .write_all(input.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "cahier {}: {}",
        words.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// Words of titles, to ask for; each pair once.
fn words(problems: &str) -> Vec<String> {
    let titles = problems
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let words: Vec<String> = titles
        .flat_map(|problem| {
            let title = problem["title"].as_str().unwrap_or_default().to_lowercase();
            title
                .split(|letter: char| !letter.is_ascii_alphabetic())
                .filter(|word| word.len() > 3)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let mut pairs = std::collections::HashSet::new();
    words
        .chunks_exact(2)
        .filter(|pair| pairs.insert(pair.to_vec()))
        .flatten()
        .cloned()
        .collect()
}
