//! One file per command: its flags, and what it does.

pub(crate) mod apply;
pub(crate) mod archive;
pub(crate) mod auth;
pub(crate) mod completion;
pub(crate) mod convert;
pub(crate) mod cp;
pub(crate) mod cron;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod help;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod local;
pub(crate) mod logs;
pub(crate) mod node;
pub(crate) mod retry;
pub(crate) mod run;
pub(crate) mod stop;
pub(crate) mod submit;
pub(crate) mod suspend;
pub(crate) mod sync;
pub(crate) mod template;
pub(crate) mod version;
pub(crate) mod wait;
pub(crate) mod watch;
pub(crate) mod why;
