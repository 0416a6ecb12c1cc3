//! Pure functions: data in, data out. Nothing here reads a clock, a file, the environment or a socket.

pub mod advice;
pub mod api;
pub mod call;
pub mod cron;
pub mod data;
pub mod edit;
pub mod expr;
pub mod graph;
pub mod job;
pub mod language;
pub mod lint;
pub mod operate;
pub mod parallel;
pub mod picture;
pub mod preview;
pub mod render;
pub mod schedule;
pub mod select;
pub mod steps;
pub mod support;
pub mod template;
pub mod text;
pub mod validate;
pub mod when;
pub mod why;
pub mod yaml;
