//! Arguments of workflows, steps and tasks (engine.md §6.4, rules 6 and 7).

use super::finding::Report;
use super::holder::Place;
use super::names::{self, Names};
use crate::core::api::{Arguments, Artifact, Parameter};

/// Where arguments stand, and how strictly they are taken.
pub(super) struct Given<'p> {
    /// The words before the name of an argument, e.g. `spec.arguments.`.
    pub(super) words: &'p str,
    /// The place of the arguments in the manifest.
    pub(super) place: &'p Place,
    /// Values may come later.
    pub(super) may_lack_values: bool,
    /// Which parameters have an `enum` that is there and empty.
    pub(super) empty_enum: &'p dyn Fn(usize) -> bool,
}

pub(super) fn check(report: &mut Report, arguments: &Arguments, given: &Given<'_>) {
    check_names(report, arguments, given);
    for (index, parameter) in arguments.parameters.iter().enumerate() {
        if check_parameter(report, index, parameter, given) {
            return;
        }
    }
    for (index, artifact) in arguments.artifacts.iter().enumerate() {
        check_artifact(report, index, artifact, given);
    }
}

fn check_names(report: &mut Report, arguments: &Arguments, given: &Given<'_>) {
    let parameters = names::check(Names::Values, arguments.parameters.iter().map(|p| p.name.as_str()));
    let artifacts = names::check(Names::Values, arguments.artifacts.iter().map(|a| a.name.as_str()));
    for (list, bad) in [("parameters", parameters), ("artifacts", artifacts)] {
        for one in bad {
            let at = given.place.at(&format!("/{list}/{}/name", one.index));
            report.add("invalid-name", at, format!("{}{list}{}", given.words, one.words));
        }
    }
}

/// Returns true when the rest is not looked at: as in the reference, after an `enum` whose value may come later.
fn check_parameter(report: &mut Report, index: usize, parameter: &Parameter, given: &Given<'_>) -> bool {
    let Given { words, place, may_lack_values, .. } = given;
    let name = &parameter.name;
    let at = |field: &str| place.at(&format!("/parameters/{index}{field}"));
    if parameter.value_from.is_none() && parameter.value.is_none() && !may_lack_values {
        let message = format!("{words}{name}.value or {words}{name}.valueFrom is required");
        report.add("missing-value", at(""), message);
        return false;
    }
    if let Some(from) = &parameter.value_from {
        let allowed = from.config_map_key_ref.is_some() || !from.event.is_empty() || from.supplied.is_some();
        let other = !from.path.is_empty()
            || !from.json_path.is_empty()
            || !from.parameter.is_empty()
            || !from.expression.is_empty();
        if !allowed || other {
            let message =
                format!("{words}{name}.valueFrom only allows: default, configMapKeyRef and supplied");
            report.add("invalid-value-from", at("/valueFrom"), message);
        }
    }
    if parameter.enum_.is_empty() {
        if (given.empty_enum)(index) {
            let message = format!("{words}{name}.enum should contain at least one value");
            report.add("empty-enum", at("/enum"), message);
        }
        return false;
    }
    match &parameter.value {
        None if *may_lack_values => return true,
        None => report.add("missing-value", at(""), format!("{words}{name}.value is required")),
        Some(value) if !parameter.enum_.contains(value) => {
            let message = format!("{words}{name}.value should be present in {words}{name}.enum list");
            report.add("value-not-in-enum", at("/value"), message);
        }
        Some(_) => {}
    }
    false
}

fn check_artifact(report: &mut Report, index: usize, artifact: &Artifact, given: &Given<'_>) {
    let Given { words, place, .. } = given;
    let at = place.at(&format!("/artifacts/{index}"));
    if artifact.from.is_empty() && !artifact.has_location_or_key() {
        let message = format!("{words}{}.from, artifact location, or key is required", artifact.name);
        report.add("missing-location", at, message);
    } else if !artifact.from.is_empty() && !artifact.from_expression.is_empty() {
        let message =
            format!("{words}{} shouldn't have both `from` and `fromExpression` in Artifact", artifact.name);
        report.add("two-sources", at, message);
    }
}
