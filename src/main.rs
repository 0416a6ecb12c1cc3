//! Starts the program; everything else is in the library.

use std::process::ExitCode;

use argo::engine::daemon;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|first| first == daemon::ENGINE_COMMAND) {
        return daemon::background_main(args);
    }
    argo::cli::main()
}
