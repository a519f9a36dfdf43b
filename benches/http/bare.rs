//! The bare handler: axum in a process of its own, answering bytes that it holds.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tempfile::TempDir;

type Pages = Arc<HashMap<String, Bytes>>;

/// A running bare handler; it ends when dropped.
pub(crate) struct Bare {
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Bare {
    /// Starts one that answers these pages.
    pub(crate) async fn start(
        folder: &TempDir,
        pages: &[(String, Vec<u8>)],
    ) -> anyhow::Result<Self> {
        let file = folder.path().join("pages.json");
        let pages: HashMap<&String, _> = pages
            .iter()
            .map(|(path, body)| (path, String::from_utf8_lossy(body)))
            .collect();
        std::fs::write(&file, serde_json::to_vec(&pages)?)?;
        let mut child = Command::new(std::env::current_exe()?)
            .arg("bare")
            .arg(&file)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        Ok(Self {
            address: line.trim().parse().context("no address")?,
            child,
        })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Serves the pages of a file until killed.
pub(crate) async fn serve(pages: PathBuf) -> anyhow::Result<()> {
    let pages: HashMap<String, String> = serde_json::from_slice(&std::fs::read(pages)?)?;
    let pages: Pages = Arc::new(
        pages
            .into_iter()
            .map(|(path, body)| (path, Bytes::from(body)))
            .collect(),
    );
    let router = Router::new().fallback(page).with_state(pages);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

async fn page(State(pages): State<Pages>, uri: Uri) -> Response {
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    match pages.get(path) {
        Some(body) => (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            body.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
