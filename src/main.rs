//! Starts the program; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    argo::engine::hidden_main().unwrap_or_else(argo::cli::main)
}
