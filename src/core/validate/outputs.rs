//! Outputs of templates.

use super::holder::{Checker, Place};
use super::kinds;
use super::names::{self, Names};
use super::template::Body;
use crate::core::api::{Parameter, TemplateType, ValueFrom};

impl<'a> Checker<'a> {
    pub(super) fn check_outputs(&mut self, body: &Body<'_, 'a>) {
        let (template, outputs) = (body.template, &body.template.outputs);
        let name = template.name.as_str();
        let parameters = names::check(Names::Values, outputs.parameters.iter().map(|p| p.name.as_str()));
        let artifacts = names::check(Names::Values, outputs.artifacts.iter().map(|a| a.name.as_str()));
        for (list, bad) in [("parameters", parameters), ("artifacts", artifacts)] {
            for one in bad {
                let at = body.place.at(&format!("/outputs/{list}/{}/name", one.index));
                self.report.add("invalid-name", at, format!("templates.{name}.outputs.{list} {}", one.words));
            }
        }
        let place = body.place.below("/outputs");
        self.check_tags(body, outputs, &place, &format!("templates.{name}.outputs "), &|_| false);
        for (index, artifact) in outputs.artifacts.iter().enumerate() {
            let place = body.place.below(&format!("/outputs/artifacts/{index}"));
            let prefix = format!("templates.{name}.outputs.artifacts.{}", artifact.name);
            if template.is_leaf() {
                self.check_path(&prefix, artifact, &place);
            } else if !artifact.path.is_empty() {
                let words = format!("{prefix}.path only valid in container/script templates");
                self.report.add("unsupported-field", place.at("/path"), words);
            }
            self.check_global_name(&prefix, &artifact.global_name, &place);
        }
        for (index, parameter) in outputs.parameters.iter().enumerate() {
            let place = body.place.below(&format!("/outputs/parameters/{index}"));
            let prefix = format!("templates.{name}.outputs.parameters.{}", parameter.name);
            self.check_output(&prefix, parameter, &template.kind(), &place);
            self.check_global_name(&prefix, &parameter.global_name, &place);
        }
    }

    fn check_global_name(&mut self, prefix: &str, name: &str, place: &Place) {
        if name.is_empty() || names::holds_tag(name) {
            return;
        }
        if let Some(reason) = names::value_name(name) {
            self.report.add(
                "invalid-name",
                place.at("/globalName"),
                format!("{prefix}.globalName: {reason}"),
            );
        }
    }

    fn check_output(&mut self, prefix: &str, parameter: &Parameter, kind: &TemplateType, place: &Place) {
        let from = match (&parameter.value, &parameter.value_from) {
            (Some(_), Some(_)) => {
                let words = format!("{prefix} has both valueFrom and value specified, choose one");
                self.report.add("two-sources", place.at(""), words);
                return;
            }
            (Some(_), None) => return,
            (None, None) => {
                let words = format!("{prefix} does not have valueFrom or value specified");
                self.report.add("missing-value", place.at(""), words);
                return;
            }
            (None, Some(from)) => from,
        };
        let at = place.at("/valueFrom");
        match sources(from) {
            0 => {
                let words = "valueFrom type unspecified. choose one of: path, jqFilter, jsonPath, parameter, raw, \
                             expression";
                self.report.add("missing-value", at, words);
                return;
            }
            1 => {}
            _ => {
                let words = "multiple valueFrom types specified. choose one of: path, jqFilter, jsonPath, parameter, \
                             raw";
                self.report.add("two-sources", at, words);
                return;
            }
        }
        let word = kinds::word(kind);
        let wanted = match kind {
            TemplateType::Container | TemplateType::ContainerSet | TemplateType::Script => {
                from.path.is_empty().then_some(".path")
            }
            TemplateType::Resource => {
                (from.jq_filter.is_empty() && from.json_path.is_empty()).then_some(" .jqFilter or jsonPath")
            }
            TemplateType::Dag | TemplateType::Steps => (from.parameter.is_empty()
                && from.expression.is_empty())
            .then_some(".parameter or expression"),
            _ => None,
        };
        if let Some(wanted) = wanted {
            let words = format!("{prefix}{wanted} must be specified for {word} templates");
            self.report.add("invalid-value-from", at, words);
        }
    }
}

/// How many sources an output names.
fn sources(from: &ValueFrom) -> usize {
    let texts = [&from.path, &from.jq_filter, &from.json_path, &from.parameter, &from.expression];
    texts.iter().filter(|text| !text.is_empty()).count() + usize::from(from.supplied.is_some())
}
