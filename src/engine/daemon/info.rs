//! What an engine says about itself, at `/argo/engine`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use super::DaemonError;

/// Who an engine is and what it is doing; the answer of `GET /argo/engine` and of `argo local status -o json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EngineInfo {
    /// Its process id.
    pub pid: u32,
    /// Its version, as in `argo version`.
    pub version: String,
    /// Its state directory.
    pub home: String,
    /// Its Unix socket.
    pub socket: String,
    /// `https://127.0.0.1:PORT` when it listens for other clients.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What runs the steps, e.g. `host`.
    pub runtime: String,
    /// When it started, RFC 3339.
    pub started_at: jiff::Timestamp,
    /// What it is doing.
    pub counts: Counts,
}

/// How much an engine has to do.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Workflows that have not ended.
    pub workflows: usize,
    /// Of these, the ones that go on by themselves: neither suspended nor waiting for somebody.
    pub active: usize,
    /// Pods that have not ended.
    pub pods: usize,
    /// CronWorkflows that wait for their time.
    #[serde(default)]
    pub schedules: usize,
    /// Connected clients.
    pub clients: usize,
}

impl Counts {
    /// Whether something goes on or will begin by itself: the engine is not to end then.
    pub(super) fn are_awaited(&self) -> bool {
        self.active > 0 || self.schedules > 0
    }
}

/// What a client asks an engine to do about itself.
#[derive(Debug)]
pub(super) enum Order {
    /// End; running steps go on and the next engine takes them over.
    Stop,
    /// Listen for clients other than our own, and answer with the address.
    Listen(tokio::sync::oneshot::Sender<Result<String, DaemonError>>),
}

/// The part of the engine that the routes here need.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) about: std::sync::Arc<dyn Fn() -> EngineInfo + Send + Sync>,
    pub(super) orders: mpsc::Sender<Order>,
}

/// Routes below `/argo/engine`.
pub(super) fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/argo/engine", get(about))
        .route("/argo/engine/stop", post(stop))
        .route("/argo/engine/listen", post(listen))
        .with_state(desk)
}

async fn about(State(desk): State<Desk>) -> Json<EngineInfo> {
    Json((desk.about)())
}

async fn stop(State(desk): State<Desk>) -> StatusCode {
    match desk.orders.send(Order::Stop).await {
        Ok(()) => StatusCode::ACCEPTED,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn listen(State(desk): State<Desk>) -> Result<Json<serde_json::Value>, (StatusCode, String)> {
    let ended = || (StatusCode::SERVICE_UNAVAILABLE, "the engine is ending".to_owned());
    let (answer, answered) = tokio::sync::oneshot::channel();
    desk.orders.send(Order::Listen(answer)).await.map_err(|_| ended())?;
    match answered.await.map_err(|_| ended())? {
        Ok(address) => Ok(Json(serde_json::json!({ "address": address }))),
        Err(error) => Err((StatusCode::INTERNAL_SERVER_ERROR, error.to_string())),
    }
}
