//! The program serving, as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::header;
use serde_json::{Value, json};

/// What everybody signs in with.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// A server, until the test ends.
pub(crate) struct Serving {
    child: Child,
    url: String,
    client: reqwest::Client,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Serving {
    /// Runs a command that takes the words of `serve`, and waits until it listens.
    pub(crate) fn of(mut command: Command) -> Self {
        // Any port that is free now; the program says so at once should it be taken meanwhile.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        command.args(["serve", "--listen", &address]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        lines.read_line(&mut said).unwrap();
        assert!(said.contains(&address), "{said}");
        // What it says from here on is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.lines().for_each(drop));
        // The program brings the same provider; whoever comes first installs it.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            child,
            url: format!("http://{address}"),
            client,
        }
    }

    /// Signs in as Ada.
    pub(crate) async fn cookie(&self) -> String {
        let form = format!(
            "email=ada%40example.org&password={}",
            PASSWORD.replace(' ', "+")
        );
        let request = self.client.post(format!("{}/sign-in", self.url));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = request.body(form).send().await.unwrap();
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub(crate) async fn page(&self, cookie: &str, path: &str) -> String {
        let request = self.client.get(format!("{}{path}", self.url));
        let answer = request.header(header::COOKIE, cookie).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// What stands there, whatever it is.
    pub(crate) async fn api(&self, cookie: &str, path: &str) -> Value {
        let request = self.client.get(format!("{}/api/v1{path}", self.url));
        let answer = request.header(header::COOKIE, cookie).send().await.unwrap();
        answer.json().await.unwrap()
    }

    pub(crate) async fn publishes(&self, cookie: &str, markdown: &str) -> Value {
        self.proposes(cookie, json!({ "markdown": markdown })).await
    }

    pub(crate) async fn proposes(&self, cookie: &str, body: Value) -> Value {
        let request = self.client.post(format!("{}/api/v1/proposals", self.url));
        let request = request.header(header::COOKIE, cookie);
        let request = request.json(&body);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 201);
        answer.json().await.unwrap()
    }

    pub(crate) async fn ready(&self) -> Value {
        let asked = self.client.get(format!("{}/readyz", self.url)).send();
        asked.await.unwrap().json().await.unwrap()
    }

    /// Asks until the folder stands so.
    pub(crate) async fn folder_is(&self, word: &str) -> Value {
        let asks = async {
            loop {
                let ready = self.ready().await;
                if ready["folder"] == word {
                    return ready;
                }
            }
        };
        in_time(asks, &format!("the folder is never called {word}")).await
    }

    /// Asks until what stands there is as it should be.
    pub(crate) async fn shows(
        &self,
        cookie: &str,
        path: &str,
        is_so: impl Fn(&Value) -> bool,
    ) -> Value {
        let asks = async {
            loop {
                let shown = self.api(cookie, path).await;
                if is_so(&shown) {
                    return shown;
                }
            }
        };
        in_time(asks, &format!("{path} never is as it should be")).await
    }
}

/// The minute only keeps a fault from going on for ever.
async fn in_time<T>(asks: impl Future<Output = T>, else_says: &str) -> T {
    let asked = tokio::time::timeout(Duration::from_secs(60), asks).await;
    asked.unwrap_or_else(|_| panic!("{else_says}"))
}
