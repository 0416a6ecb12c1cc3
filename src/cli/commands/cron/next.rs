//! `argo cron next`.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::json;

use super::kind;
use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::manifest;
use crate::cli::output::{self, Output};
use crate::cli::preview::names_file;
use crate::cli::stored::decode;
use crate::core::api::CronWorkflow;
use crate::core::cron::{self, Schedule, upcoming};
use crate::core::text::age;

/// Show when a CronWorkflow runs next
///
/// The times are those of its schedules; a `when` that is false at such a time, a stop strategy or a suspension can keep it
/// from running.
#[derive(Debug, clap::Args)]
pub(crate) struct Next {
    /// CronWorkflow, or a file with one
    #[arg(value_name = "NAME|FILE")]
    cron: String,

    /// How many times; -n NUMBER says the same
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    count: usize,

    /// Count from then on, RFC 3339; from now on when not given
    #[arg(long, value_name = "TIME")]
    after: Option<String>,

    /// Result format: json
    #[arg(short, long, value_parser = output::one_of(["json"]), hide_possible_values = true)]
    output: Option<Output>,
}

impl Next {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let after = match &self.after {
            Some(text) => text.parse::<Timestamp>().map_err(|_| {
                CliError::usage(format!("--after {text:?} is no time"))
                    .hint("RFC 3339 is wanted, such as 2026-01-31T12:00:00Z")
            })?,
            None => ctx.now(),
        };
        let found = self.find(ctx).await?;
        let schedules: Vec<Schedule> = found
            .spec
            .schedules
            .iter()
            .map(|text| cron::parse(text, &found.spec.timezone))
            .collect::<Result<_, _>>()
            .map_err(|error| CliError::new(format!("{}: {error}", found.metadata.name)))?;
        let times = upcoming(&schedules, after, self.count);
        if times.is_empty() && self.count > 0 {
            return Err(CliError::new(format!("{} has no time within five years", found.metadata.name)));
        }
        let zone = cron::zone(&found.spec.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
        let (mut text, mut list) = (String::new(), Vec::new());
        for (time, due) in &times {
            let named = due.iter().filter_map(|index| found.spec.schedules.get(*index));
            let named: Vec<&str> = named.map(String::as_str).collect();
            list.push(json!({"time": time.to_string(), "schedules": named}));
            let shown = age::timestamp(*time, &zone, ctx.now());
            let whose = if schedules.len() > 1 { format!("  {}", named.join(", ")) } else { String::new() };
            // Writing to a String does not fail.
            let _ = writeln!(text, "{shown}{whose}");
        }
        ctx.ui.print(&if self.output.is_some() { output::json(&list, 4)? } else { text })?;
        if found.spec.suspend {
            ctx.ui.note("it is suspended: `argo cron resume` lets it run");
        }
        if !found.spec.when.is_empty() {
            ctx.ui.note(&format!("it runs only when {}", found.spec.when));
        }
        Ok(Exit::Done)
    }

    async fn find(&self, ctx: &Context) -> CliResult<CronWorkflow> {
        if !names_file(&self.cron) {
            let connection = ctx.connect().await?;
            return decode(&kind()?.get(&connection, &self.cron).await?);
        }
        let files = manifest::read_all(std::slice::from_ref(&self.cron)).await?;
        let mut found = manifest::of_kind(&files, "CronWorkflow", ctx.ui)?;
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => one.decode(true),
            (None, _) => Err(CliError::new(format!("no CronWorkflow found in {}", self.cron))),
            _ => Err(CliError::usage("one CronWorkflow is wanted, several were found")),
        }
    }
}
