//! Arguments, inputs, outputs and parameters.

use super::macros::object;
use super::member::Member;
use super::schema::Kind;
use super::{AnyString, Artifact, ConfigMapKeySelector};

object! {
    /// Parameters and artifacts given to a workflow, step, task or hook.
    pub struct Arguments("v1alpha1.Arguments") {
        pub parameters: Vec<Parameter> = "parameters",
        pub artifacts: Vec<Artifact> = "artifacts" [kind Kind::NamedList(&<Artifact as Member>::KIND, "v1alpha1.Artifacts")],
    }

    /// Parameters and artifacts that a template takes.
    pub struct Inputs("v1alpha1.Inputs") {
        pub parameters: Vec<Parameter> = "parameters",
        pub artifacts: Vec<Artifact> = "artifacts" [kind Kind::NamedList(&<Artifact as Member>::KIND, "v1alpha1.Artifacts")],
    }

    /// What a node gave: parameters, artifacts, result and exit code.
    pub struct Outputs("v1alpha1.Outputs") {
        pub parameters: Vec<Parameter> = "parameters",
        pub artifacts: Vec<Artifact> = "artifacts" [kind Kind::NamedList(&<Artifact as Member>::KIND, "v1alpha1.Artifacts")],
        pub result: Option<String> = "result",
        pub exit_code: Option<String> = "exitCode",
    }

    /// A named text value, or where it comes from.
    pub struct Parameter("v1alpha1.Parameter") {
        pub name: String = "name" [always],
        pub default: Option<AnyString> = "default",
        pub value: Option<AnyString> = "value",
        pub value_from: Option<ValueFrom> = "valueFrom",
        pub global_name: String = "globalName",
        pub enum_: Vec<AnyString> = "enum",
        pub description: Option<AnyString> = "description",
    }

    /// Where the value of a parameter comes from.
    pub struct ValueFrom("v1alpha1.ValueFrom") {
        pub path: String = "path",
        pub json_path: String = "jsonPath",
        pub jq_filter: String = "jqFilter",
        pub event: String = "event",
        pub parameter: String = "parameter",
        pub supplied: Option<SuppliedValueFrom> = "supplied",
        pub config_map_key_ref: Option<ConfigMapKeySelector> = "configMapKeyRef",
        pub default: Option<AnyString> = "default",
        pub expression: String = "expression",
    }

    /// Marks a value that somebody gives later.
    pub struct SuppliedValueFrom("v1alpha1.SuppliedValueFrom") {
    }
}
