//! The program `cahier`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cahier::cli::main()
}
