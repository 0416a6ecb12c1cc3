//! `argo lint`, and the `lint` of templates and schedules.

pub(crate) mod advice;
mod fix;

use std::collections::BTreeSet;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::manifest::{self, Wants};
use crate::cli::output;
use crate::cli::ui::Ui;
use crate::core::lint::{File, Level, Library, LintOptions, Report, lint};
use crate::core::render::lint as render;

/// Kinds by the names that `--kinds` takes.
const KINDS: &[(&[&str], &str)] = &[
    (&["workflows", "workflow", "wf"], "Workflow"),
    (&["workflowtemplates", "workflowtemplate", "wftmpl"], "WorkflowTemplate"),
    (&["cronworkflows", "cronworkflow", "cronwf", "cwf"], "CronWorkflow"),
    (
        &["clusterworkflowtemplates", "clusterworkflowtemplate", "cwftmpl", "cwft", "clusterwftmpl"],
        "ClusterWorkflowTemplate",
    ),
];

/// Form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pretty,
    Simple,
    Rich,
    Json,
    Sarif,
    Github,
    Junit,
}

fn form() -> impl TypedValueParser<Value = Form> {
    let names = ["pretty", "simple", "rich", "json", "sarif", "github", "junit"];
    PossibleValuesParser::new(names).map(|word| match word.as_str() {
        "simple" => Form::Simple,
        "rich" => Form::Rich,
        "json" => Form::Json,
        "sarif" => Form::Sarif,
        "github" => Form::Github,
        "junit" => Form::Junit,
        _ => Form::Pretty,
    })
}

/// Check manifests without creating anything
///
/// Files, directories, URLs and `-` for standard input may be given. Templates that objects refer to are looked up in
/// the given files first, then where the objects would run; `--offline` asks nobody. The exit status is 1 when
/// something is wrong, and when there was nothing to check.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo lint workflow.yaml
  argo lint --offline manifests/
  argo lint -o sarif . > lint.sarif
  argo lint --fix workflow.yaml
  argo lint --advice workflow.yaml; argo lint --explain unused-parameter
  cat manifests.yaml | argo lint --kinds=workflows,cronworkflows -")]
pub(crate) struct Lint {
    #[command(flatten)]
    each: LintEach,

    /// Kinds to check: workflows, workflowtemplates, cronworkflows, clusterworkflowtemplates or all
    #[arg(long, value_delimiter = ',', default_value = "all", value_name = "KIND,…")]
    kinds: Vec<String>,
}

/// Flags of every `lint`.
#[derive(Debug, clap::Args)]
pub(crate) struct LintEach {
    /// Files, directories, URLs, or - for standard input
    #[arg(required_unless_present = "explain", value_name = "FILE")]
    files: Vec<String>,

    /// Form of the report: pretty, simple, rich, json, sarif, github or junit; on a terminal rich, else pretty
    #[arg(short, long, value_parser = form(), hide_possible_values = true)]
    output: Option<Form>,

    /// Refuse unknown fields and keys that are given twice
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    strict: bool,

    /// Look for templates in the given files only
    #[arg(long)]
    offline: bool,

    /// Accept references to templates that cannot be found
    #[arg(long)]
    ignore_missing: bool,

    /// Mend the files where there is no doubt: misspelt fields, missing quotes, single values that are to be lists
    #[arg(long)]
    fix: bool,

    /// Also say what runs but may not be meant; .argolint.toml chooses among the rules and sets their levels
    #[arg(long)]
    advice: bool,

    /// Say what a rule of --advice is for, and show an example; `all` lists the rules
    #[arg(long, value_name = "RULE", exclusive = true)]
    explain: Option<String>,
}

impl Lint {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let kinds = kinds(&self.kinds)?;
        self.each.run(ctx, kinds).await
    }
}

/// The kinds of `--kinds`; `None` for all.
fn kinds(names: &[String]) -> CliResult<Option<Vec<&'static str>>> {
    if names.iter().any(|name| name.contains("all")) {
        return Ok(None);
    }
    let kind = |name: &String| {
        let known = KINDS.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, kind)| *kind);
        known.ok_or_else(|| {
            CliError::usage(format!("unknown kind: {name}"))
                .hint("workflows, workflowtemplates, cronworkflows, clusterworkflowtemplates or all")
        })
    };
    names.iter().map(kind).collect::<CliResult<Vec<_>>>().map(Some)
}

impl LintEach {
    /// Checks objects of some kinds; `None`: of all.
    pub(crate) async fn run(self, ctx: &Context, kinds: Option<Vec<&'static str>>) -> CliResult {
        if let Some(rule) = &self.explain {
            ctx.ui.print(&advice::explain(rule)?)?;
            return Ok(Exit::Done);
        }
        let advice = advice::levels(self.advice)?;
        let mut files = manifest::read_files(&self.files, Wants::Lstat).await?;
        let options = LintOptions {
            strict: self.strict,
            kinds,
            ignore_missing: self.ignore_missing,
            advice,
            threads: manifest::cores(),
        };
        let mut report = self.check(ctx, &files, &options).await?;
        if self.fix {
            if let Some(far) = self.files.iter().find(|file| *file == "-" || file.contains("://")) {
                return Err(CliError::usage(format!("--fix changes files, and {far} is none")));
            }
            files = fix::fix(ctx.ui, files, &report)?;
            report = self.check(ctx, &files, &options).await?;
        }
        self.print(ctx.ui, &files, &report)?;
        let failed = report.failed();
        // The process ends here: giving back what thousands of files hold would take a tenth of its time.
        std::mem::forget((files, report));
        Ok(if failed { Exit::Error } else { Exit::Done })
    }

    async fn check(&self, ctx: &Context, files: &[File], options: &LintOptions) -> CliResult<Report> {
        let offline = self.offline || self.ignore_missing;
        if offline {
            let namespace = ctx.globals.namespace.as_deref().unwrap_or_default();
            return Ok(lint(files, &Library::of(files, namespace, true), options));
        }
        let report = lint(files, &Library::of(files, "", false), options);
        if report.wanted.is_empty() {
            return Ok(report);
        }
        let connection = ctx.connect().await?;
        let shelf = Library::of(files, &connection.namespace, false);
        let look = |shelf: &Library| {
            let mut report = lint(files, shelf, options);
            let wanted: BTreeSet<_> = std::mem::take(&mut report.wanted);
            (report, wanted)
        };
        manifest::library(&connection, shelf, look).await
    }

    fn print(&self, ui: Ui, files: &[File], report: &Report) -> CliResult<()> {
        let color = ui.color();
        let form = self.output.unwrap_or(if ui.is_terminal() { Form::Rich } else { Form::Pretty });
        let each = files.iter().zip(&report.files);
        let text = match form {
            Form::Pretty => each.clone().map(|(file, found)| render::pretty(file, found, color)).collect(),
            Form::Simple => each.clone().map(|(file, found)| render::simple(file, found)).collect(),
            Form::Rich => each.clone().map(|(file, found)| render::rich(files, file, found, color)).collect(),
            Form::Json => output::json(&render::json(files, report), 2)?,
            Form::Sarif => output::json(&render::sarif(files, report, env!("CARGO_PKG_VERSION")), 2)?,
            Form::Github => render::github(files, report),
            Form::Junit => render::junit(files, report),
        };
        if self.output.is_none() && form == Form::Pretty {
            // Argo's lines have no places; where nobody asked for a form, they stand beside them.
            for (file, found) in each.clone() {
                let errors = found.diagnostics.iter().filter(|one| one.level == Level::Error);
                render::notes(file, errors).iter().for_each(|note| ui.note(note));
            }
        }
        ui.print(&text)?;
        match form {
            Form::Pretty | Form::Rich => ui.print(&render::summary(report, true, color))?,
            Form::Simple => ui.print(&render::summary(report, false, color))?,
            _ if report.linted == 0 && report.errors() == 0 => {
                ui.note(render::summary(report, false, false).trim_end());
            }
            _ => {}
        }
        if matches!(form, Form::Pretty | Form::Simple) {
            for (file, found) in each {
                let warnings = found.diagnostics.iter().filter(|one| one.level != Level::Error);
                render::notes(file, warnings).iter().for_each(|note| ui.note(note));
            }
        }
        Ok(())
    }
}
