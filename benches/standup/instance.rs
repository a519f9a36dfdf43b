//! A Cahier in a process of its own, with a team for each stand-up, and people who lead, take part and look on.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::at;
use crate::line::{Line, request};
use crate::variable;

/// People whose tokens the listeners share, half of them readers.
const ONLOOKERS: usize = 20;
/// Who is in each room besides whoever leads.
const IN_THE_ROOM: usize = 6;
const PROBLEMS: [&str; 4] = [
    "Deploys lock the orders table for minutes",
    "Nobody notices when the nightly export stops",
    "The test suite takes forty minutes since the new fixtures",
    "Two people answer the same ticket and neither knows of the other",
];

/// A running instance; it ends when dropped.
pub(crate) struct Instance {
    pub(crate) address: SocketAddr,
    pub(crate) rooms: Vec<Room>,
    /// The headers of those who look on.
    pub(crate) onlookers: Vec<String>,
    server: Child,
    _folder: TempDir,
}

/// A running stand-up.
pub(crate) struct Room {
    /// U-7.
    pub(crate) id: String,
    /// The headers of whoever leads it.
    pub(crate) leader: String,
}

impl Instance {
    /// Makes one with so many teams, each of which is in the round of a full round.
    pub(crate) async fn start(teams: usize) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(".")?;
        let run = |words: &[&str]| command(&folder, words);
        run(&["team", "add", "t0", "Team 0"])?;
        let mut leaders = Vec::new();
        for team in 0..teams {
            let (key, email) = (format!("t{team}"), format!("leads{team}@example.org"));
            if team > 0 {
                run(&["team", "add", &key, &format!("Team {team}")])?;
            }
            leaders.push(person(&folder, &email, &key, "member")?);
        }
        let mut onlookers = Vec::new();
        for at in 0..ONLOOKERS {
            let role = if at % 2 == 0 { "reader" } else { "member" };
            let language = if at % 4 < 2 { "en" } else { "fr" };
            let bearer = person(&folder, &format!("looks{at}@example.org"), "t0", role)?;
            onlookers.push(format!("{bearer}Accept-Language: {language}\r\n"));
        }
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut instance = Self {
            server: serve(&folder, address)?,
            _folder: folder,
            address,
            rooms: Vec::new(),
            onlookers,
        };
        instance.wait().await?;
        for (team, leader) in leaders.into_iter().enumerate() {
            let room = instance.room(&format!("t{team}"), leader).await?;
            instance.rooms.push(room);
        }
        Ok(instance)
    }

    /// A stand-up of this team that has come to the round of its first card.
    async fn room(&self, team: &str, leader: String) -> anyhow::Result<Room> {
        let mut line = Line::open(self.address).await?;
        for title in PROBLEMS {
            let problem = json!({"title": title, "team": team});
            tell(&mut line, "/api/v1/problems", &leader, problem).await?;
        }
        let begun = json!({"team": team, "mode": "spoken"});
        let begun = tell(&mut line, "/api/v1/standups", &leader, begun).await?;
        let id = begun["id"].as_str().context("no stand-up")?.to_owned();
        let room = Room { id, leader };
        for at_once in 0..IN_THE_ROOM {
            let member = format!("looks{}@example.org", at_once * 2 + 1);
            let present = json!({"member": member});
            tell(&mut line, &at(&room, "/presence"), &room.leader, present).await?;
        }
        let step = json!({"to": "next"});
        let there = tell(&mut line, &at(&room, "/step"), &room.leader, step.clone()).await?;
        let problem = there["problem"].as_str().context("no card")?;
        let round = json!({"problem": problem, "do": "round"});
        tell(&mut line, &at(&room, "/decision"), &room.leader, round).await?;
        for _ in 0..12 {
            let there = tell(&mut line, &at(&room, "/step"), &room.leader, step.clone()).await?;
            if there["step"] == "round" {
                return Ok(room);
            }
        }
        bail!("never came to the round")
    }

    /// Asks for each kind of page once or twice, so that what the first request costs is not counted to the listeners.
    pub(crate) async fn warm_up(&self) -> anyhow::Result<()> {
        let mut line = Line::open(self.address).await?;
        for onlooker in &self.onlookers {
            for room in &self.rooms[..1] {
                let page = format!("/standups/{}", room.id);
                line.ask(&request("GET", &page, onlooker, "")).await?;
                line.ask(&request("GET", &at(room, ""), onlooker, ""))
                    .await?;
            }
        }
        Ok(())
    }

    /// What the server holds in memory once it does not move any more, or after half a minute.
    pub(crate) async fn settled_kb(&self) -> anyhow::Result<u64> {
        let mut before = self.memory_kb()?;
        let mut calm = 0;
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let now = self.memory_kb()?;
            calm = if now.abs_diff(before) <= 64 {
                calm + 1
            } else {
                0
            };
            before = now;
            if calm == 3 {
                break;
            }
        }
        Ok(before)
    }

    fn memory_kb(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id()))?;
        let mut lines = status.lines();
        let line = lines.find_map(|line| line.strip_prefix("VmRSS:"));
        let kb = line.and_then(|line| line.split_whitespace().next());
        Ok(kb.context("no VmRSS")?.parse()?)
    }

    async fn wait(&self) -> anyhow::Result<()> {
        for _ in 0..3_000 {
            if let Ok(mut line) = Line::open(self.address).await {
                let ready = line.ask(&request("GET", "/readyz", "", "")).await;
                if ready.is_ok_and(|(status, _)| status == 200) {
                    return Ok(());
                }
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("the instance is not ready after thirty seconds")
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// Sends JSON; the answer.
pub(crate) async fn tell(
    line: &mut Line,
    path: &str,
    headers: &str,
    body: Value,
) -> anyhow::Result<Value> {
    let (status, answer) = line
        .ask(&request("POST", path, headers, &body.to_string()))
        .await?;
    ensure!(
        status < 300,
        "{path} answered {status}: {}",
        String::from_utf8_lossy(&answer)
    );
    Ok(serde_json::from_slice(&answer)?)
}

/// A member with a token: the header that it is sent with.
fn person(folder: &TempDir, email: &str, team: &str, role: &str) -> anyhow::Result<String> {
    let name = email.split('@').next().unwrap_or(email);
    let add = ["member", "add", email, "--name", name, "--team", team];
    command(folder, &[&add[..], &["--role", role]].concat())?;
    let create = ["token", "create", "--member", email, "--name", "bench"];
    let token = command(folder, &[&create[..], &["--scope", "write"]].concat())?;
    let token = token.split_whitespace().last().context("no token")?;
    Ok(format!("Authorization: Bearer {token}\r\n"))
}

fn serve(folder: &TempDir, address: SocketAddr) -> anyhow::Result<Child> {
    let mut server = cahier();
    server
        .args(["serve", "--listen", &address.to_string(), "--data"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // The listeners share a few tokens.
        .env("CAHIER_RATE_LIMIT", "0");
    Ok(server.spawn()?)
}

fn command(folder: &TempDir, words: &[&str]) -> anyhow::Result<String> {
    let output = cahier()
        .args(words)
        .arg("--data")
        .arg(folder.path())
        .stdin(Stdio::null())
        .output()?;
    ensure!(
        output.status.success(),
        "cahier {}: {}",
        words.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// The program, without the bench's own settings, which it would refuse as unknown.
fn cahier() -> Command {
    let program = variable("CAHIER_BENCH_PROGRAM");
    let mut command = Command::new(program.as_deref().unwrap_or(env!("CARGO_BIN_EXE_cahier")));
    command
        .env_remove("CAHIER_BENCH_PROGRAM")
        .env_remove("CAHIER_BENCH_SECONDS");
    command
}
