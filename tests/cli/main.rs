//! The program from the outside: arguments in, text and exit status out.

#[path = "../support/mod.rs"]
mod support;

mod artifacts;
mod broken;
mod checklist;
mod cluster;
mod completion;
mod connections;
mod containers;
mod copies;
mod cron;
mod fake;
mod faults;
mod flags;
mod hosted;
mod lint;
mod live;
mod login;
mod logs;
mod lsp;
mod manifests;
mod ordeals;
mod pictures;
mod previews;
mod templates;
mod terminal;
mod trouble;
mod usage;
mod why;
mod workflows;
