//! The engine as a process: where its state is, who may have it, how it is started, reached and ended.

mod activity;
mod connect;
mod control;
mod error;
mod files;
mod home;
mod info;
mod listen;
mod lock;
mod patience;
mod serve;
mod spawn;
mod tls;

pub use connect::client;
pub use control::{kubeconfig, logs_path, reset, status, stop, token};
pub use error::DaemonError;
pub use files::raise_file_limit;
pub use home::Home;
pub use info::{Counts, EngineInfo};
pub use serve::{IDLE_AFTER, ServeOptions, background_main, serve_foreground};
pub use spawn::{ENGINE_COMMAND, Started, ensure_started};

/// Starts the engine when needed and returns a client for it, with what was found out about it.
pub async fn connect(
    options: &ServeOptions,
    namespace: &str,
) -> Result<(kube::Client, Started), DaemonError> {
    let started = ensure_started(options).await?;
    Ok((client(&options.home, namespace), started))
}
