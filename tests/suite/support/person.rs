//! Somebody with a browser or a token.

use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, header};
use cahier::id::MemberId;
use futures_util::StreamExt;
use serde_json::Value;
use tower::ServiceExt;

use super::Reply;

/// Somebody with a browser or a token.
#[derive(Clone)]
pub(crate) struct Person {
    router: Router,
    pub(crate) id: MemberId,
    pub(crate) name: String,
    headers: Vec<(String, String)>,
}

impl Person {
    /// Somebody who is not signed in, at the door of an instance.
    pub(crate) fn at(router: Router) -> Self {
        Self {
            router,
            id: MemberId::generate(),
            name: "a stranger".to_owned(),
            headers: Vec::new(),
        }
    }

    pub(super) fn signed_in(router: Router, id: MemberId, name: &str, session: &str) -> Self {
        let cookie = format!("cahier-session={session}");
        Self {
            router,
            id,
            name: name.to_owned(),
            headers: vec![("cookie".to_owned(), cookie)],
        }
    }

    pub(super) fn with_token(&self, token: String) -> Self {
        Self {
            headers: vec![("authorization".to_owned(), format!("Bearer {token}"))],
            ..self.clone()
        }
    }

    /// The same person with one more header on every request: `accept-language`, `if-match`, `origin`, …
    pub(crate) fn with_header(&self, name: &str, value: &str) -> Self {
        let mut person = self.clone();
        person.headers.retain(|(known, _)| known != name);
        person.headers.push((name.to_owned(), value.to_owned()));
        person
    }

    /// The same person at the door of another node.
    pub(crate) fn on(&self, node: &Router) -> Self {
        Self {
            router: node.clone(),
            ..self.clone()
        }
    }

    /// The same person after an answer that signed them in.
    pub(crate) fn keeping_cookie(&self, reply: &Reply) -> Self {
        let cookie = reply.header("set-cookie").split(';').next().unwrap_or("");
        self.with_header("cookie", cookie)
    }

    /// The session's secret, or the token.
    pub(crate) fn secret(&self) -> String {
        let (_, value) = self.headers.first().unwrap();
        value
            .trim_start_matches("cahier-session=")
            .trim_start_matches("Bearer ")
            .to_owned()
    }

    /// The cookie's value, for a browser.
    pub(crate) fn cookie(&self) -> &str {
        self.headers
            .iter()
            .find(|(name, _)| name == "cookie")
            .map_or("", |(_, value)| value)
    }

    /// Looks at a page or asks the API.
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None, Body::empty()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form(fields);
        let kind = Some("application/x-www-form-urlencoded");
        self.send("POST", path, kind, Body::from(body)).await
    }

    /// Sends a form with a file in its field `image`.
    pub(crate) async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        name: &str,
        file: &[u8],
    ) -> Reply {
        const EDGE: &str = "----an-edge-that-stands-in-no-file";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.send("POST", path, Some(&kind), Body::from(body)).await
    }

    /// Sends JSON by any method.
    pub(crate) async fn send_json(&self, method: &str, path: &str, body: Value) -> Reply {
        let kind = Some("application/json");
        self.send(method, path, kind, Body::from(body.to_string()))
            .await
    }

    /// `POST` with bytes.
    pub(crate) async fn post_bytes(&self, path: &str, kind: &str, bytes: &[u8]) -> Reply {
        let body = Body::from(bytes.to_vec());
        self.send("POST", path, Some(kind), body).await
    }

    /// `POST` with JSON.
    pub(crate) async fn post_json(&self, path: &str, body: Value) -> Reply {
        self.send_json("POST", path, body).await
    }

    /// `PUT` with JSON.
    pub(crate) async fn put_json(&self, path: &str, body: Value) -> Reply {
        self.send_json("PUT", path, body).await
    }

    /// `PATCH` with JSON.
    pub(crate) async fn patch_json(&self, path: &str, body: Value) -> Reply {
        self.send_json("PATCH", path, body).await
    }

    /// `DELETE`.
    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, None, Body::empty()).await
    }

    /// Listens to a stream of events.
    pub(crate) async fn listens(&self, path: &str) -> Events {
        let mut request = Request::builder().uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        Events {
            body: response.into_body().into_data_stream(),
            heard: String::new(),
        }
    }

    async fn send(&self, method: &str, path: &str, kind: Option<&str>, body: Body) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:7272");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        Reply::read(response).await
    }
}

/// A stream of events that is listened to.
pub(crate) struct Events {
    body: BodyDataStream,
    heard: String,
}

impl Events {
    /// Listens until something was said; all that was heard since the last time.
    pub(crate) async fn until(&mut self, words: &str) -> String {
        let patience = std::time::Duration::from_secs(30);
        while !self.heard.contains(words) {
            let next = tokio::time::timeout(patience, self.body.next()).await;
            let Ok(Some(Ok(bytes))) = next else {
                panic!("{words:?} was never said, only:\n{}", self.heard);
            };
            self.heard.push_str(&String::from_utf8_lossy(&bytes));
        }
        std::mem::take(&mut self.heard)
    }

    /// Listens until the stream ends by itself.
    pub(crate) async fn ends(&mut self) {
        let patience = std::time::Duration::from_secs(30);
        let ended = tokio::time::timeout(patience, async {
            while self.body.next().await.is_some() {}
        });
        assert!(ended.await.is_ok(), "the stream went on");
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        encode(name, &mut body);
        body.push('=');
        encode(value, &mut body);
    }
    body
}

/// Text as it stands in a form or in an address.
pub(crate) fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}
