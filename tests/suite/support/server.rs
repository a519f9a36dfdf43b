//! A server as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use super::terminal::{Run, alone};

/// A server's process; it is killed when the test is done with it.
pub(crate) struct Server {
    process: Child,
    address: String,
    database_url: String,
    folder: tempfile::TempDir,
}

impl Server {
    /// Starts the program on a database, with a data folder of its own, and waits until it listens.
    pub(crate) fn on(database_url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
        command.args(["serve", "--data", "data", "--listen", &address]);
        let mut process = alone(&mut command, folder.path())
            .env("CAHIER_DATABASE_URL", database_url)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut before = Vec::new();
        loop {
            match said.next() {
                Some(Ok(line)) if line.contains(&address) && line.starts_with("Cahier") => break,
                Some(Ok(line)) => before.push(line),
                _ => panic!("it does not listen: {}", before.join("\n")),
            }
        }
        // What it says from here on is read, so that it never waits for a reader.
        std::thread::spawn(move || said.by_ref().for_each(drop));
        Self {
            process,
            address,
            database_url: database_url.to_owned(),
            folder,
        }
    }

    /// The book's folder.
    pub(crate) fn standards(&self) -> PathBuf {
        self.folder.path().join("data/standards")
    }

    /// A command on its data folder, beside it.
    pub(crate) async fn beside(&self, words: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
        command.args(words).args(["--data", "data"]);
        alone(&mut command, self.folder.path()).env("CAHIER_DATABASE_URL", &self.database_url);
        let run = tokio::task::spawn_blocking(move || command.output().unwrap());
        Run::of(run.await.unwrap())
    }

    /// The way to it over the network.
    pub(crate) fn door(&self) -> Router {
        let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
        let address = self.address.clone();
        Router::new().fallback(move |mut request: Request<Body>| {
            let (client, to) = (client.clone(), format!("http://{address}{}", request.uri()));
            async move {
                *request.uri_mut() = to.parse::<Uri>().unwrap();
                client.request(request).await.unwrap().map(Body::new)
            }
        })
    }

    /// Ends it where it stands.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
