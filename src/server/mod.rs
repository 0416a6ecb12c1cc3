//! The Argo Server: Argo's REST API, and a page to look at, in front of the local engine or of a cluster.
//!
//! A request goes through `guard` (web pages, sizes, rates), `auth` (whose credentials are used), `routes` (one
//! table) and then to a function of its operation, which asks the place behind the server by its client.

mod access;
mod archive;
mod artifacts;
mod auth;
mod backend;
mod check;
mod dispatch;
mod error;
mod events;
mod fields;
mod guard;
mod info;
mod limits;
mod list;
mod listen;
mod logs;
mod metrics;
mod objects;
mod openapi;
mod page;
mod query;
mod routes;
mod sso;
mod stream;
mod submit;
mod tls;
mod upload;
mod watch;
mod workflows;

pub use auth::{Modes, OneTimeCode};
pub use backend::{Backend, Brought, Fetched, Place};
pub use dispatch::{Server, ServerOptions};
pub use error::{ApiError, Code};
pub use listen::{Door, serve};
pub use sso::SsoOptions;
pub use tls::{Certificate, TlsError, generated, given};
