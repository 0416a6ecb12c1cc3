//! The program from the outside: arguments in, text and exit status out.

#[path = "../support/mod.rs"]
mod support;

mod artifacts;
mod checklist;
mod cluster;
mod completion;
mod connections;
mod containers;
mod copies;
mod cron;
mod fake;
mod flags;
mod hosted;
mod lint;
mod live;
mod login;
mod lsp;
mod manifests;
mod ordeals;
mod pictures;
mod previews;
mod templates;
mod trouble;
mod usage;
mod why;
mod workflows;
