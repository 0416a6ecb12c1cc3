//! `argo cron backfill`.

use std::fmt::Write as _;

use jiff::Timestamp;
use rand::Rng;

use super::kind;
use crate::cli::context::{Connection, Context};
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::stored::decode;
use crate::core::api::CronWorkflow;
use crate::core::edit::{Backfill as Plan, has_tags, missed};
use crate::core::text::golayout;

/// The most times that are made up for by one command.
const MOST: usize = 100_000;

/// Go's time.RFC1123.
const RFC1123: &str = "Mon, 02 Jan 2006 15:04:05 MST";

/// Make up for runs that a schedule has missed
#[derive(Debug, clap::Args)]
pub(crate) struct Backfill {
    /// The CronWorkflow
    #[arg(value_name = "NAME")]
    cron: String,

    /// Beginning of the period
    #[arg(long, value_name = "TIME")]
    start: String,

    /// End of the period; now when not given
    #[arg(long, value_name = "TIME")]
    end: Option<String>,

    /// How --start and --end are written, as Go writes layouts
    #[arg(long, value_name = "LAYOUT", default_value = RFC1123)]
    format: String,

    /// Name of the backfill; random when not given
    #[arg(long)]
    name: Option<String>,

    /// Argument of the workflows that receives the time of the schedule
    #[arg(long, value_name = "NAME", default_value = "cronScheduleTime")]
    argname: String,

    /// Run the workflows side by side
    #[arg(long)]
    parallel: bool,

    /// How many times one creating workflow takes
    #[arg(long, value_name = "COUNT", default_value = "1000", value_parser = clap::value_parser!(u16).range(1..))]
    maxworkflowcount: u16,
}

impl Backfill {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let start = self.time("--start", &self.start)?;
        let end = self.end.as_deref().map_or_else(|| Ok(ctx.now()), |text| self.time("--end", text))?;
        let connection = ctx.connect().await?;
        let cron: CronWorkflow = decode(&kind()?.get(&connection, &self.cron).await?)?;
        if has_tags(&cron) {
            return Err(CliError::new(format!(
                "the workflow of {} has tags, which the workflow that creates it would fill in",
                self.cron
            ))
            .hint("put it into a WorkflowTemplate, and refer to that with workflowTemplateRef"));
        }
        let times = missed(&cron, start, end, MOST + 1)
            .map_err(|error| CliError::new(format!("the schedule of {}: {error}", self.cron)))?;
        if times.len() > MOST {
            return Err(CliError::new(format!("the schedule has more than {MOST} times in this period"))
                .hint("give a later --start or an earlier --end"));
        }
        if times.is_empty() {
            ctx.ui.line("No time of the schedule is in this period")?;
            return Ok(Exit::Done);
        }
        let plan = Plan {
            name: self.name.clone().unwrap_or_else(random_name),
            argument: self.argname.clone(),
            parallel: self.parallel,
        };
        let created = self.create(ctx, &connection, &cron, &plan, &times).await?;
        ctx.ui.print(&self.report(&plan, (start, end), times.len(), &created))?;
        Ok(Exit::Done)
    }

    fn time(&self, flag: &str, text: &str) -> CliResult<Timestamp> {
        golayout::parse(text, &self.format).map_err(|why| {
            CliError::usage(format!("{flag} {text:?} is not written as {:?}: {why}", self.format))
                .hint("--format gives another layout, e.g. --format 2006-01-02T15:04:05Z07:00")
        })
    }

    /// Creates the workflows that create the workflows; their namespaces and names.
    async fn create(
        &self,
        ctx: &Context,
        connection: &Connection,
        cron: &CronWorkflow,
        plan: &Plan,
        times: &[Timestamp],
    ) -> CliResult<Vec<(String, String)>> {
        let mut created = Vec::new();
        for chunk in times.chunks(usize::from(self.maxworkflowcount)) {
            let mut monitor =
                plan.monitor(cron, chunk, ctx.now()).map_err(|error| CliError::new(error.to_string()))?;
            monitor.metadata.namespace.clone_from(&cron.metadata.namespace);
            let made = connection.client.create_workflow(&cron.metadata.namespace, &monitor, false).await?;
            created.push((made.metadata.namespace.clone(), made.name().to_owned()));
        }
        Ok(created)
    }

    /// In the words of Argo's command, for scripts that read them.
    fn report(
        &self,
        plan: &Plan,
        (start, end): (Timestamp, Timestamp),
        count: usize,
        created: &[(String, String)],
    ) -> String {
        let rule = "=".repeat(50);
        let shown = |time: Timestamp| time.strftime("%a, %d %b %Y %H:%M:%S UTC").to_string();
        let mut text = format!(
            "Created {} Backfill task for Cronworkflow {} \n{rule}\nBackfill Period :\nStart Time : {} \n  End Time : {} \n\
             Total Backfill Schedule: {count} \n{rule}\nBackfill Workflows: \n   NAMESPACE\t WORKFLOW: \n",
            plan.name,
            self.cron,
            shown(start),
            shown(end),
        );
        for (number, (namespace, name)) in created.iter().enumerate() {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{}. {namespace} \t {name} ", number + 1);
        }
        text
    }
}

/// Five letters and digits, as the API makes names of.
fn random_name() -> String {
    const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    let mut random = rand::rng();
    let letter = |_| LETTERS.get(random.random_range(0..LETTERS.len())).map_or('x', |byte| char::from(*byte));
    (0..5).map(letter).collect()
}
