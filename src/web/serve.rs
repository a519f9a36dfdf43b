//! Listening, until told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::app::App;
use crate::error::Result;

/// Serves an instance on a listener until `stop` ends. Requests under way are finished, in ten seconds at most.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let service = super::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop.await;
        stopping.send_replace(true);
    });
    let deadline = async {
        // The sender goes with the server, which is an end as well.
        stopped.wait_for(|stopping| *stopping).await.ok();
        tokio::time::sleep(Duration::from_secs(10)).await;
    };
    tokio::select! {
        outcome = serving => outcome?,
        () = deadline => tracing::warn!("requests under way were cut after ten seconds"),
    }
    Ok(())
}
