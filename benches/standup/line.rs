//! A connection that stays open, and what is sent and read on it.

use std::net::SocketAddr;

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A connection.
pub(crate) struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A request as it is sent.
pub(crate) fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = match body.is_empty() {
        true => String::new(),
        false => format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n",
            body.len()
        ),
    };
    format!("{method} {path} HTTP/1.1\r\nHost: cahier\r\n{headers}{length}\r\n{body}").into_bytes()
}

impl Line {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::new(),
        })
    }

    /// Sends a request and reads its answer to the end: the status and the body.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(&self.buffer[..head])?.to_ascii_lowercase();
        let status = text.get(9..12).and_then(|status| status.parse().ok());
        let status = status.context("no status")?;
        let header = |name: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| line.strip_prefix(name).map(str::trim))
        };
        let body = if header("transfer-encoding:") == Some("chunked") {
            while !self.buffer.ends_with(b"\r\n0\r\n\r\n") {
                self.more().await?;
            }
            dechunked(&self.buffer[head..])?
        } else {
            let length: usize = header("content-length:").unwrap_or("0").parse()?;
            while self.buffer.len() < head + length {
                self.more().await?;
            }
            self.buffer[head..head + length].to_vec()
        };
        Ok((status, body))
    }

    /// Sends a request whose answer has no end, and reads its head.
    pub(crate) async fn begin(&mut self, request: &[u8]) -> anyhow::Result<()> {
        self.stream.write_all(request).await?;
        while find(&self.buffer, b"\r\n\r\n").is_none() {
            self.more().await?;
        }
        let ok = self.buffer.starts_with(b"HTTP/1.1 200");
        ensure!(ok, "{}", String::from_utf8_lossy(&self.buffer));
        Ok(())
    }

    /// The next lines of an answer that has no end, as soon as there are any.
    pub(crate) async fn lines(&mut self) -> anyhow::Result<Vec<u8>> {
        loop {
            if let Some(end) = self.buffer.iter().rposition(|byte| *byte == b'\n') {
                let rest = self.buffer.split_off(end + 1);
                return Ok(std::mem::replace(&mut self.buffer, rest));
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        self.buffer.reserve(2_048);
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the connection was closed");
        }
        Ok(())
    }
}

/// Whether so many listeners, with two connections each, may be open at once.
pub(crate) fn check_limits(listeners: usize) -> anyhow::Result<()> {
    let needed = u64::try_from(listeners * 2 + 2_000)?;
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let open = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = open.and_then(|numbers| numbers.split_whitespace().next()?.parse::<u64>().ok());
    if let Some(soft) = soft {
        ensure!(
            soft >= needed,
            "{soft} files may be open at once and {needed} are needed: ulimit -n {needed}"
        );
    }
    Ok(())
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|here| here == what)
}

fn dechunked(mut text: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = find(text, b"\r\n").context("a chunk without a size")?;
        let size = usize::from_str_radix(std::str::from_utf8(&text[..end])?, 16)?;
        if size == 0 {
            return Ok(body);
        }
        let from = end + 2;
        body.extend_from_slice(text.get(from..from + size).context("a cut chunk")?);
        text = &text[from + size + 2..];
    }
}
