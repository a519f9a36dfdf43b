//! Work that goes on when whoever began it has gone away.

use tokio::task::JoinHandle;

/// Runs on by itself: after a drop, which cannot wait, and wherever an open transaction would keep every other writer out.
#[allow(
    clippy::disallowed_methods,
    reason = "it ends as soon as the engine has answered, and belongs to no server that could stop it"
)]
pub(super) fn in_background<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Option<JoinHandle<T>> {
    let runtime = tokio::runtime::Handle::try_current().ok()?;
    Some(runtime.spawn(work))
}
