//! The checks of one object after another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::advise::Case;
use super::also::place_of_unclosed;
use super::diagnostic::{Diagnostic, Level, Related};
use super::file::{File, Object};
use super::library::{Library, Shelf, Wanted};
use super::shape;
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::manifest::schema_of;
use crate::core::api::{ClusterWorkflowTemplate, CronWorkflow, Workflow, WorkflowTemplate};
use crate::core::parallel;
use crate::core::validate::{
    Finding, MOST_ADVISED, Options, validate_cluster_workflow_template, validate_cron_workflow,
    validate_workflow, validate_workflow_template,
};

/// The kinds that are checked.
const KINDS: &[&str] = &["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"];

/// What to check, and how.
#[derive(Debug, Clone)]
pub struct LintOptions {
    /// Unknown fields and keys given twice are errors.
    pub strict: bool,
    /// Only objects of these kinds; `None`: of all that can be checked.
    pub kinds: Option<Vec<&'static str>>,
    /// References to templates that cannot be found are no errors.
    pub ignore_missing: bool,
    /// The rules of advice that count, and how much.
    pub advice: BTreeMap<&'static str, Level>,
    /// How many files are checked at the same time.
    pub threads: usize,
}

impl Default for LintOptions {
    fn default() -> Self {
        Self { strict: true, kinds: None, ignore_missing: false, advice: BTreeMap::new(), threads: 1 }
    }
}

/// What was found in one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// In the order of the objects; those of one object in the order in which Argo would meet them.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was found in all files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// One for each file, in their order.
    pub files: Vec<FileReport>,
    /// How many objects were checked.
    pub linted: usize,
    /// Stored templates that neither the files nor the library have.
    pub wanted: BTreeSet<Wanted>,
}

impl Report {
    /// How many errors there are, as Argo counts them: what one object's text says at once is one.
    pub fn errors(&self) -> usize {
        let all = self.files.iter().flat_map(|file| &file.diagnostics);
        all.filter(|one| one.level == Level::Error && one.line.is_some()).count()
    }

    /// Whether the run fails: by an error, or because there was nothing to check.
    pub fn failed(&self) -> bool {
        self.linted == 0 || self.errors() > 0
    }
}

/// Checks all objects of the files.
pub fn lint(files: &[File], library: &Library, options: &LintOptions) -> Report {
    let each = parallel::map(files, options.threads, |index, file| {
        let mut report = Report::default();
        let diagnostics = in_file(files, (index, file), library, options, &mut report);
        (FileReport { diagnostics }, report)
    });
    each.into_iter().fold(Report::default(), |mut all, (file, mut one)| {
        all.files.push(file);
        all.linted += one.linted;
        all.wanted.append(&mut one.wanted);
        all
    })
}

/// Checks all objects of one of the files; the others are there to be referred to.
pub fn lint_one(files: &[File], index: usize, library: &Library, options: &LintOptions) -> Vec<Diagnostic> {
    let Some(file) = files.get(index) else { return Vec::new() };
    in_file(files, (index, file), library, options, &mut Report::default())
}

fn in_file(
    files: &[File],
    (index, file): (usize, &File),
    library: &Library,
    options: &LintOptions,
    report: &mut Report,
) -> Vec<Diagnostic> {
    let mut found = file.faults.clone();
    for object in (0..file.objects.len()).map(|object| (index, object)) {
        Run { files, library, options, lint: true, report, found: &mut found }.object(object);
    }
    found.sort_by_key(|one| one.span.as_ref().map_or(0, |_| object_start(file, one)));
    found
}

/// Where the document of a diagnostic begins: keeps files in order and objects as they are.
fn object_start(file: &File, one: &Diagnostic) -> usize {
    let at = one.span.as_ref().map_or(0, |span| span.start);
    let starts = file.objects.iter().map(|object| object.range().start);
    starts.filter(|start| *start <= at).max().unwrap_or(0).max(if one.object.is_empty() { at } else { 0 })
}

/// What is checked.
#[derive(Debug, Clone, Copy)]
enum Subject<'s> {
    Workflow(&'s Workflow),
    WorkflowTemplate(&'s WorkflowTemplate),
    ClusterWorkflowTemplate(&'s ClusterWorkflowTemplate),
    CronWorkflow(&'s CronWorkflow),
}

impl Subject<'_> {
    fn namespace(&self) -> &str {
        match self {
            Self::Workflow(object) => &object.metadata.namespace,
            Self::WorkflowTemplate(object) => &object.metadata.namespace,
            Self::ClusterWorkflowTemplate(_) => "",
            Self::CronWorkflow(object) => &object.metadata.namespace,
        }
    }

    fn findings(&self, shelf: &Shelf<'_>, options: Options<'_>) -> Vec<Finding> {
        match self {
            Self::Workflow(object) => validate_workflow(object, shelf, options),
            Self::WorkflowTemplate(object) => validate_workflow_template(object, shelf, options),
            Self::ClusterWorkflowTemplate(object) => {
                validate_cluster_workflow_template(object, shelf, options)
            }
            Self::CronWorkflow(object) => validate_cron_workflow(object, shelf, options),
        }
    }
}

/// Checks one object as the controller would before it runs it. `at` is the manifest that it was made from; the object
/// may differ from it by what the command line changed. Also returns the stored templates that the library does not have.
pub fn check(
    files: &[File],
    at: (usize, usize),
    object: Value,
    library: &Library,
) -> (Vec<Diagnostic>, BTreeSet<Wanted>) {
    let options = LintOptions::default();
    let (mut report, mut found) = (Report::default(), Vec::new());
    let mut run =
        Run { files, library, options: &options, lint: false, report: &mut report, found: &mut found };
    if let Some(written) = files.get(at.0).and_then(|file| file.objects.get(at.1)) {
        run.typed(written, at.0, object);
    }
    (found, report.wanted)
}

pub(super) struct Run<'r> {
    pub(super) files: &'r [File],
    pub(super) library: &'r Library,
    options: &'r LintOptions,
    /// As a linter: arguments may lack values.
    lint: bool,
    report: &'r mut Report,
    pub(super) found: &'r mut Vec<Diagnostic>,
}

impl<'r> Run<'r> {
    fn object(&mut self, at: (usize, usize)) {
        let files = self.files;
        let Some(object) = files.get(at.0).and_then(|file| file.objects.get(at.1)) else { return };
        let kind = object.kind.as_str();
        let known = KINDS.iter().find(|known| **known == kind);
        let chosen = self.options.kinds.as_ref();
        if chosen.is_some_and(|chosen| known.is_none_or(|known| !chosen.contains(known))) {
            return;
        }
        self.report.linted += usize::from(known.is_some());
        if self.options.strict && self.duplicates(object, at.0, self.text(at.0)) {
            return;
        }
        let Some((_, schema)) = schema_of(kind) else { return };
        let order = if object.is_json() { KeyOrder::Written } else { KeyOrder::Sorted };
        let decoded = decode(schema, &object.value, order, self.options.strict);
        let problems = shape::problems(kind, &object.value, self.options.strict);
        if let Some(failure) = decoded.failure() {
            self.misfit(object, self.text(at.0), &failure, problems);
            return;
        }
        self.silent(object, self.text(at.0), problems);
        self.twice(object, at);
        self.typed(object, at.0, decoded.object);
        if known.is_some() && !self.options.advice.is_empty() {
            self.found.extend(super::hints::of(object, self.text(at.0), &self.options.advice));
        }
    }

    fn typed(&mut self, object: &Object, file: usize, value: Value) {
        match object.kind.as_str() {
            "Workflow" => self.of_type(object, value, |run, typed| {
                run.validate(object, file, Subject::Workflow(typed));
            }),
            "WorkflowTemplate" => self.of_type(object, value, |run, typed| {
                run.validate(object, file, Subject::WorkflowTemplate(typed));
            }),
            "ClusterWorkflowTemplate" => self.of_type(object, value, |run, typed| {
                run.validate(object, file, Subject::ClusterWorkflowTemplate(typed));
            }),
            "CronWorkflow" => self.of_type(object, value, |run, typed| {
                run.validate(object, file, Subject::CronWorkflow(typed));
            }),
            _ => {}
        }
    }

    fn of_type<T: DeserializeOwned>(
        &mut self,
        object: &Object,
        value: Value,
        go: impl FnOnce(&mut Self, &T),
    ) {
        match serde_json::from_value::<T>(value) {
            Ok(typed) => go(self, &typed),
            Err(error) => self.misfit(object, "", &error.to_string(), Vec::new()),
        }
    }

    fn text(&self, file: usize) -> &'r str {
        self.files.get(file).map_or("", |file| file.text.as_str())
    }

    /// A stored template of which the files have another.
    fn twice(&mut self, object: &Object, at: (usize, usize)) {
        let Some((file, first)) = self.library.twice.get(&at).copied().filter(|_| self.library.offline)
        else {
            return;
        };
        let name = object.value.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
        let message = format!("duplicate {} found: \"{name}\"", object.kind);
        let span = object.value_span("/metadata/name");
        let first = self.files.get(file).and_then(|file| file.objects.get(first));
        let first = first.and_then(|object| object.value_span("/metadata/name"));
        let related = first.map(|span| Related { file, span, words: "the other is here".to_owned() });
        let fault = error(object, "duplicate-template", message, "/metadata/name", span);
        self.found.push(Diagnostic { related, ..fault });
    }

    /// The controller's checks.
    fn validate(&mut self, object: &Object, file: usize, subject: Subject<'_>) {
        let lint = self.lint;
        let shelf = Shelf::new(self.library, subject.namespace());
        let options = Options { lint, manifest: Some(&object.value), ..Options::default() };
        for finding in subject.findings(&shelf, options) {
            if self.options.ignore_missing && finding.code == "missing-reference" {
                continue;
            }
            let path = match subject {
                Subject::Workflow(workflow) if !lint => written_path(&finding.path, workflow, object),
                _ => finding.path.clone(),
            };
            self.found.push(self.diagnostic(object, file, &shelf, finding, path));
        }
        self.report.wanted.append(&mut shelf.wanted.borrow_mut());
    }

    fn diagnostic(
        &self,
        object: &Object,
        file: usize,
        shelf: &Shelf<'_>,
        mut finding: Finding,
        mut path: String,
    ) -> Diagnostic {
        let argos = error(object, finding.code, finding.message.clone(), &path, None).line;
        let is_unclosed = finding.message.contains("Cannot find end tag") || swallows_json(&finding);
        if is_unclosed && let Some(below) = object.value.pointer(&path).and_then(place_of_unclosed) {
            path.push_str(&below);
            finding.code = "unclosed-tag";
            finding.message = "a tag is opened here and not closed".to_owned();
            finding.help = None;
        }
        let case = Case { finding: &finding, object, path: &path };
        let span = span_of(&case, self.text(file));
        let advised = self.found.len() < MOST_ADVISED;
        let own = || if advised { case.help().or_else(|| self.library_help(&finding)) } else { None };
        let help = case.operator().or_else(|| finding.help.clone()).or_else(own);
        let related = finding.also.as_ref().and_then(|also| self.related(also, object, file, shelf));
        let related = related.or_else(|| self.first_of_two(object, file, &path, &finding));
        let related = related.or_else(|| self.stored_template(object, &path, shelf, &finding));
        let related = related.or_else(|| self.inside_stored(object, &path, shelf, &finding));
        let fault = error(object, finding.code, finding.message, &path, span);
        Diagnostic { help, related, line: argos, ..fault }
    }
}

/// Whether what is called a tag goes on behind the text it stands in: it is not closed there.
fn swallows_json(finding: &Finding) -> bool {
    let tag = finding.message.find("{{").and_then(|at| finding.message.get(at..)).unwrap_or_default();
    let mut quotes = tag.match_indices('"').map(|(at, _)| tag.get(..at).unwrap_or_default());
    finding.code == "unresolved-tag" && quotes.any(|before| !before.ends_with('\\'))
}

/// An error of an object.
pub(super) fn error(
    object: &Object,
    code: &'static str,
    message: String,
    path: &str,
    span: Option<Range<usize>>,
) -> Diagnostic {
    let label = object.label();
    let line = Some(format!("in {label}: {message}"));
    let (path, help, related, fix) = (path.to_owned(), None, None, None);
    Diagnostic { code, level: Level::Error, object: label, message, line, path, span, help, related, fix }
}

/// The place in the manifest of something in the workflow made from it: arguments of the command line come first there.
fn written_path(path: &str, workflow: &Workflow, object: &Object) -> String {
    const PARAMETERS: &str = "/spec/arguments/parameters";
    let Some(rest) = path.strip_prefix(PARAMETERS).and_then(|rest| rest.strip_prefix('/')) else {
        return path.to_owned();
    };
    let (index, below) = rest.split_once('/').unwrap_or((rest, ""));
    let parameter = index.parse().ok().and_then(|index: usize| workflow.spec.arguments.parameters.get(index));
    let written = object.value.pointer(PARAMETERS).and_then(Value::as_array);
    let at = parameter.and_then(|parameter| {
        let named = |one: &Value| one.get("name").and_then(Value::as_str) == Some(parameter.name.as_str());
        written?.iter().position(named)
    });
    at.map_or_else(
        || "/spec/arguments".to_owned(),
        |at| format!("{PARAMETERS}/{at}/{below}").trim_end_matches('/').to_owned(),
    )
}

/// Where a finding shows: inside the text for a tag or a name, at the key for what is more than a line.
fn span_of(case: &Case<'_>, text: &str) -> Option<Range<usize>> {
    let Case { object, path, .. } = case;
    let value = object.value.pointer(path);
    if value.is_none_or(|value| value.is_object() || value.is_array()) && object.has(path) {
        return object.key_span(path);
    }
    let span = object.value_span(path)?;
    let inside = text.get(span.clone()).and_then(|written| case.inside(written));
    Some(inside.map_or(span.clone(), |inside| span.start + inside.start..span.start + inside.end))
}
