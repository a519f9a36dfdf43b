//! A client that costs as little as can be: requests are bytes made beforehand, answers are read and thrown away.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// One request, ready to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Request(Arc<[u8]>);

impl Request {
    pub(crate) fn get(path: &str, headers: &str) -> Self {
        Self(
            format!("GET {path} HTTP/1.1\r\nHost: cahier\r\n{headers}\r\n")
                .into_bytes()
                .into(),
        )
    }

    pub(crate) fn post(path: &str, headers: &str, kind: &str, body: &str) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: cahier\r\n{headers}Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        Self(format!("{head}{body}").into_bytes().into())
    }
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// Requests a second over so many connections, each sending the next one as soon as it has its answer, after a quarter of the time
/// to get warm.
pub(crate) async fn measure(
    address: SocketAddr,
    requests: &[Request],
    connections: usize,
    time: Duration,
) -> anyhow::Result<f64> {
    let requests: Arc<[Request]> = requests.into();
    let (next, counted, stop) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let (requests, next, counted, stop) = (
            requests.clone(),
            next.clone(),
            counted.clone(),
            stop.clone(),
        );
        tasks.spawn(async move {
            let mut line = Line::open(address).await?;
            while !stop.load(Ordering::Relaxed) {
                let request = &requests[next.fetch_add(1, Ordering::Relaxed) % requests.len()];
                let status = line.ask(request).await?;
                if !(200..300).contains(&status) {
                    bail!(
                        "answered {status} to {:?}",
                        String::from_utf8_lossy(&request.0).lines().next()
                    );
                }
                counted.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        });
    }
    tokio::time::sleep(time / 4).await;
    let (from, started) = (counted.load(Ordering::Relaxed), Instant::now());
    tokio::time::sleep(time).await;
    let rate = (counted.load(Ordering::Relaxed) - from) as f64 / started.elapsed().as_secs_f64();
    stop.store(true, Ordering::Relaxed);
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(rate)
}

/// One request, with its answer in full.
pub(crate) async fn ask(address: SocketAddr, request: &Request) -> anyhow::Result<Answer> {
    let mut line = Line::open(address).await?;
    let status = line.ask(request).await?;
    let (head, body) = line.buffer[..line.end].split_at(line.body);
    Ok(Answer {
        status,
        head: String::from_utf8_lossy(head).into_owned(),
        body: body.to_vec(),
    })
}

/// A connection that stays open.
struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// Where the body of the last answer begins, and where it ends.
    body: usize,
    end: usize,
}

impl Line {
    async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: vec![0; 64 * 1024],
            body: 0,
            end: 0,
        })
    }

    async fn ask(&mut self, request: &Request) -> anyhow::Result<u16> {
        self.stream.write_all(&request.0).await?;
        let mut have = 0;
        loop {
            if have == self.buffer.len() {
                self.buffer.resize(have * 2, 0);
            }
            let read = self.stream.read(&mut self.buffer[have..]).await?;
            if read == 0 {
                bail!("the connection was closed");
            }
            have += read;
            let Some(at) = self.buffer[..have]
                .windows(4)
                .position(|four| four == b"\r\n\r\n")
            else {
                continue;
            };
            let head = std::str::from_utf8(&self.buffer[..at]).context("a head that is no text")?;
            let status = head
                .get(9..12)
                .and_then(|status| status.parse().ok())
                .context("no status")?;
            let length = head
                .lines()
                .find_map(|line| {
                    line.split_once(':')
                        .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                })
                .map_or(Ok(0), |(_, length)| length.trim().parse::<usize>())?;
            self.body = at + 4;
            self.end = self.body + length;
            if self.end > self.buffer.len() {
                self.buffer.resize(self.end, 0);
            }
            if have < self.end {
                self.stream
                    .read_exact(&mut self.buffer[have..self.end])
                    .await?;
            }
            return Ok(status);
        }
    }
}
