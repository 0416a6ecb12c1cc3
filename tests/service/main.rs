//! `argo server` from the outside: its API by our own client and by hand, and what it must not do.

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "the tests of the command line use more of it")]
mod support;

#[path = "support.rs"]
mod service;

#[path = "../cli/fake.rs"]
#[allow(dead_code, reason = "the tests of the command line use more of it")]
mod fake;

mod advisories;
mod api;
mod archive;
mod security;
mod sso;
mod uploads;
