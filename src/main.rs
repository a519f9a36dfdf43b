//! The program `cahier`.

use std::process::ExitCode;

/// Many threads hand small pieces to each other: the system's own allocator spends a tenth of a request on that.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cahier::cli::main()
}
