//! Starts the program; everything else is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A third of the time of lint and of lists was spent in the allocator of the system.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    argo::engine::hidden_main().unwrap_or_else(argo::cli::main)
}
