//! Listening, until told to stop.
//!
//! HTTP/1.1 alone, and spoken as that from the first byte: a server that first looks which version comes keeps twice the
//! room for each connection, and thousands stay open.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use crate::app::App;

/// How long requests under way may take once it is to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves an instance on a listener until `stop` ends. Requests under way are finished, in ten seconds at most.
pub async fn serve(app: Arc<App>, mut listener: TcpListener, stop: impl Future<Output = ()>) {
    let router = super::router(app);
    let (connections, stopping) = (TaskTracker::new(), CancellationToken::new());
    let mut stop = pin!(stop);
    loop {
        let (stream, from) = tokio::select! {
            come = Listener::accept(&mut listener) => come,
            () = &mut stop => break,
        };
        connections.spawn(talk(stream, from, router.clone(), stopping.clone()));
    }
    drop(listener);
    stopping.cancel();
    connections.close();
    let ended = tokio::time::timeout(PATIENCE, connections.wait()).await;
    if ended.is_err() {
        tracing::warn!("requests under way were cut after ten seconds");
    }
}

/// Answers what comes on one connection, until it is closed or the answer under way was the last one.
async fn talk(stream: TcpStream, from: SocketAddr, router: Router, stopping: CancellationToken) {
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request.map(Body::new))
    });
    let talk = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    let mut talk = pin!(talk);
    let ended = tokio::select! {
        ended = talk.as_mut() => ended,
        () = stopping.cancelled() => {
            talk.as_mut().graceful_shutdown();
            talk.await
        }
    };
    if let Err(error) = ended {
        tracing::trace!(error = %error, "a connection broke");
    }
}
