//! Counts connections, so that an engine nobody uses can end.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// How many clients are connected right now.
#[derive(Debug, Clone)]
pub(super) struct Activity {
    connections: Arc<watch::Sender<usize>>,
}

impl Activity {
    /// Nobody connected.
    pub(super) fn new() -> Self {
        Self { connections: Arc::new(watch::Sender::new(0)) }
    }

    /// Counts one more client until the returned guard is dropped.
    pub(super) fn connected(&self) -> Connected {
        self.connections.send_modify(|n| *n += 1);
        Connected { activity: self.clone() }
    }

    /// The number of clients.
    pub(super) fn connections(&self) -> usize {
        *self.connections.borrow()
    }

    /// Returns when nobody was connected for `quiet`, and `busy` said no at the end of that time.
    pub(super) async fn idle(&self, quiet: Duration, busy: impl AsyncFn() -> bool) {
        let mut seen = self.connections.subscribe();
        loop {
            if seen.wait_for(|n| *n == 0).await.is_err() {
                return;
            }
            let again = tokio::time::timeout(quiet, seen.wait_for(|n| *n > 0)).await;
            if again.is_err() && !busy().await {
                return;
            }
        }
    }
}

impl Default for Activity {
    fn default() -> Self {
        Self::new()
    }
}

/// One client's connection.
#[derive(Debug)]
pub(super) struct Connected {
    activity: Activity,
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.activity.connections.send_modify(|n| *n -= 1);
    }
}
