//! The access log: one line for each request. Paths only, as queries and headers may hold what nobody should read.

use std::net::IpAddr;
use std::time::Duration;

use axum::http::{Method, StatusCode};

/// Notes a request that was answered.
pub(super) fn note(from: IpAddr, method: &Method, path: &str, status: StatusCode, took: Duration) {
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(target: "argo::access", %from, %method, path = ?path, status = status.as_u16(), milliseconds);
}
