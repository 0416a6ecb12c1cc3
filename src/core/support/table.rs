//! The rules as a table for people, made from the code that decides.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Support, rules};
use crate::core::api::schema::{Kind, Schema};
use crate::core::api::{WorkflowSpec, WorkflowStep};

/// Types that a table is printed of besides Argo's own.
const OF_KUBERNETES: [&str; 9] = [
    "Container",
    "EnvVar",
    "EnvVarSource",
    "PodSecurityContext",
    "Probe",
    "ResourceRequirements",
    "SecurityContext",
    "Volume",
    "VolumeMount",
];

/// Every field of a workflow's specification and what becomes of it on this machine, as Markdown.
pub fn table() -> String {
    let mut text = String::from(
        "# What this machine makes of each field\n\n\
         Made by `argo help fields` from the code that decides. Fields are those of Argo 4.1; each type is listed once,\n\
         types inside fields that have no effect or are refused are not.\n",
    );
    let mut seen = BTreeSet::new();
    let mut open: Vec<&'static Schema> = vec![WorkflowSpec::schema()];
    while let Some(schema) = open.pop() {
        let known = schema.go_name.starts_with("v1alpha1.") || OF_KUBERNETES.contains(&schema.short_name());
        if !known || !seen.insert(schema.go_name) {
            continue;
        }
        // Writing to a String does not fail.
        let _ = write!(text, "\n## {}\n\n| Field | Here |\n|---|---|\n", schema.short_name());
        let mut inner = Vec::new();
        for field in schema.fields {
            let support = rules::of(schema.short_name(), field.name);
            let _ = writeln!(text, "| `{}` | {} |", field.name, words(support));
            if support == Support::Honoured {
                inner.extend(schema_of(&field.kind));
            }
        }
        // In the order of the fields: the last one pushed is looked at first.
        open.extend(inner.into_iter().rev());
    }
    text
}

fn words(support: Support) -> String {
    match support {
        Support::Honoured => "honoured".to_owned(),
        Support::Where(which) => format!("honoured: {which}"),
        Support::NoEffect(why) => format!("no effect: {why}"),
        Support::Refused(why) => format!("**refused**: {why}"),
    }
}

fn schema_of(kind: &Kind) -> Option<&'static Schema> {
    match kind {
        Kind::Object(schema) => Some(schema()),
        Kind::List(item) | Kind::NamedList(item, _) | Kind::Map(item) | Kind::NamedMap(item, _) => {
            schema_of(item)
        }
        Kind::ParallelSteps => Some(WorkflowStep::schema()),
        _ => None,
    }
}
