//! Work on long texts, away from those who wait for something else.

use tokio::runtime::{Handle, RuntimeFlavor};

/// Shorter texts are done with before anybody notices, in bytes.
const LONG: usize = 32 << 10;

/// Does work on texts of so many bytes. Where they are long, other requests go on meanwhile, as far as the runtime has other threads.
pub(in crate::web) fn apart<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    let has_others = Handle::try_current()
        .is_ok_and(|runtime| runtime.runtime_flavor() == RuntimeFlavor::MultiThread);
    if bytes > LONG && has_others {
        tokio::task::block_in_place(work)
    } else {
        work()
    }
}
