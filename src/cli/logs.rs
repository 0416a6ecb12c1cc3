//! The program's own messages about what happens inside, on standard error.

use tracing_subscriber::EnvFilter;

use super::globals::{Globals, given};

/// Starts to write messages as the flags want them, or as is usual for the command when they say nothing.
pub(crate) fn start(globals: &Globals, usual: &str) {
    let level = match (globals.verbose, given(globals.loglevel.as_ref())) {
        // What this program does and asks; with --loglevel debug also what its libraries do.
        (true, None) => "off,argo=debug",
        (true, Some("info" | "warn" | "error")) => "off,argo=debug",
        (_, Some("trace")) => "debug",
        (_, Some("print")) => "info",
        (_, Some("fatal" | "panic")) => "error",
        (_, Some(level)) => level,
        (false, None) if globals.gloglevel >= 6 => "debug",
        (false, None) => usual,
    };
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_env_filter(EnvFilter::new(level));
    // Fails only where messages are written already.
    let _ = match given(globals.log_format.as_ref()) {
        Some(form) if form.eq_ignore_ascii_case("json") => log.json().try_init(),
        _ => log.try_init(),
    };
}
