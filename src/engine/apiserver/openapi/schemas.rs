//! The field tables of kinds as JSON schemas.

use serde_json::{Map, Value, json};

use super::super::decode::schema_of;
use super::super::kinds::Kind;
use crate::core::api::WorkflowStep;
use crate::core::api::schema::{Form, Kind as Type, Schema};
use crate::core::language::describe;
use crate::core::support::{self, Support};

/// Which OpenAPI the schemas are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Definitions that refer to each other. What accepts several types has none: old clients check by these.
    Two,
    /// Custom kinds in one piece each, as a cluster publishes them.
    Three,
}

/// The schemas of a document: those of kinds, and of the structs they refer to.
pub(super) struct Schemas {
    dialect: Dialect,
    done: Map<String, Value>,
    open: Vec<&'static Schema>,
    /// The structs that are being written in one piece, outermost first: none is written within itself.
    within: Vec<&'static str>,
}

impl Schemas {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, done: Map::new(), open: Vec::new(), within: Vec::new() }
    }

    fn prefix(&self) -> &'static str {
        match self.dialect {
            Dialect::Two => "#/definitions/",
            Dialect::Three => "#/components/schemas/",
        }
    }

    /// A kind's schema, by reference.
    pub(super) fn kind(&mut self, kind: &Kind) -> Value {
        let name = if kind.is_custom() {
            format!("io.argoproj.v1alpha1.{}", kind.kind)
        } else {
            format!("io.k8s.api.{}.{}.{}", group_name(kind), kind.version, kind.kind)
        };
        let mut schema = match schema_of(kind) {
            Some(schema) => {
                let pieces = kind.is_custom() && self.dialect == Dialect::Three;
                let mut object = self.object(schema, pieces);
                let needed = schema.fields.iter().filter(|f| f.form == Form::Always && f.name != "status");
                object["required"] = needed.map(|field| field.name).collect();
                object
            }
            None => json!({"type": "object", "x-kubernetes-preserve-unknown-fields": true}),
        };
        if let Some(words) = kind_words(kind) {
            schema["description"] = words.into();
        }
        schema["x-kubernetes-group-version-kind"] =
            json!([{"group": kind.group, "version": kind.version, "kind": kind.kind}]);
        let reference = json!({"$ref": format!("{}{name}", self.prefix())});
        self.done.insert(name, schema);
        reference
    }

    pub(super) fn finished(mut self) -> Map<String, Value> {
        while let Some(schema) = self.open.pop() {
            let name = struct_name(schema);
            if !self.done.contains_key(&name) {
                self.done.insert(name.clone(), Value::Null);
                let object = self.object(schema, false);
                self.done.insert(name, object);
            }
        }
        self.done
    }

    /// A struct's schema; `pieces`: with the structs it has in place.
    fn object(&mut self, schema: &'static Schema, pieces: bool) -> Value {
        let mut properties = Map::new();
        for field in schema.fields {
            let mut value = self.value(&field.kind, pieces);
            if let Some(words) = words(schema, field.name) {
                value["description"] = words.into();
            }
            properties.insert(field.name.to_owned(), value);
        }
        let required: Vec<&str> = schema
            .fields
            .iter()
            .filter(|field| field.form == Form::Always && !matches!(field.kind, Type::Object(_)))
            .map(|field| field.name)
            .collect();
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        object
    }

    fn value(&mut self, kind: &Type, pieces: bool) -> Value {
        let old = self.dialect == Dialect::Two;
        match kind {
            Type::Str(_) => json!({"type": "string"}),
            Type::Bool => json!({"type": "boolean"}),
            Type::Int(bits, _) | Type::Uint(bits, _) => {
                json!({"type": "integer", "format": format!("int{bits}")})
            }
            Type::Number => json!({"type": "number"}),
            Type::Bytes => json!({"type": "string", "format": "byte"}),
            Type::Time => json!({"type": "string", "format": "date-time"}),
            Type::Quantity | Type::AnyString | Type::IntOrString if old => {
                json!({"x-kubernetes-int-or-string": true})
            }
            Type::Quantity | Type::AnyString => json!({"type": "string"}),
            Type::IntOrString => {
                json!({"x-kubernetes-int-or-string": true, "oneOf": [{"type": "integer"}, {"type": "string"}]})
            }
            Type::Any | Type::Plugin if old => json!({"x-kubernetes-preserve-unknown-fields": true}),
            Type::Any | Type::Plugin => any_object(),
            Type::ParallelSteps => {
                json!({"type": "array", "items": self.value(&Type::Object(WorkflowStep::schema), pieces)})
            }
            Type::Object(schema) => self.member(schema(), pieces),
            Type::List(element) | Type::NamedList(element, _) => {
                json!({"type": "array", "items": self.value(element, pieces)})
            }
            Type::Map(element) | Type::NamedMap(element, _) => {
                json!({"type": "object", "additionalProperties": self.value(element, pieces)})
            }
        }
    }

    /// A struct in a struct: by reference, or in place.
    fn member(&mut self, schema: &'static Schema, pieces: bool) -> Value {
        if pieces && schema.go_name != "v1.ObjectMeta" {
            if self.within.contains(&schema.go_name) {
                return any_object();
            }
            self.within.push(schema.go_name);
            let object = self.object(schema, true);
            self.within.pop();
            return object;
        }
        self.open.push(schema);
        let reference = json!({"$ref": format!("{}{}", self.prefix(), struct_name(schema))});
        if self.dialect == Dialect::Two { reference } else { json!({"allOf": [reference]}) }
    }
}

/// What a field is for, and what becomes of it on this machine where that is something else.
fn words(schema: &Schema, field: &str) -> Option<String> {
    let of = schema.short_name();
    let here = match support::of(of, field) {
        Support::Honoured => None,
        Support::NoEffect(why) => Some(format!("Without effect on this machine: {why}.")),
        Support::Where(place) => Some(format!("On this machine: {place}.")),
        Support::Refused(why) => Some(format!("Refused on this machine: {why}.")),
    };
    let described = match field {
        // Of kinds that are not Argo's there is nothing to tell of these but what every kind has.
        "apiVersion" if !schema.go_name.starts_with("v1alpha1.") => Some("Group and version of the kind."),
        "kind" if !schema.go_name.starts_with("v1alpha1.") => Some("What the object is."),
        _ => describe(of, field),
    };
    let words: Vec<String> = described.map(str::to_owned).into_iter().chain(here).collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}

/// What a kind is.
fn kind_words(kind: &Kind) -> Option<&'static str> {
    Some(match kind.kind {
        "Workflow" => "A run: what its templates say, and in its status how far it is.",
        "WorkflowTemplate" => {
            "Templates that are kept, to be run or referred to by workflows of the namespace."
        }
        "ClusterWorkflowTemplate" => "Templates that are kept for workflows of all namespaces.",
        "CronWorkflow" => "A workflow that is started at the times of a schedule.",
        "WorkflowEventBinding" => "What is started when an event of some form comes in.",
        "WorkflowTaskResult" => "What a step has put out, on its way to the workflow's status.",
        "WorkflowTaskSet" => "Steps of a workflow that need no pod of their own.",
        "WorkflowArtifactGCTask" => "Artifacts of a workflow that are to be deleted.",
        "Pod" => "The containers of a step, which run as processes of this machine.",
        "ConfigMap" => "Settings, by key.",
        "Secret" => "Settings that are not for everybody, by key.",
        "Namespace" => "A place for objects of the same name as elsewhere. Using one makes it.",
        "Event" => "Something that happened to an object.",
        "Node" => "This machine.",
        "PersistentVolumeClaim" => "A folder of this machine that steps share.",
        "ServiceAccount" => "An identity for pods. Steps on this machine need none.",
        "Job" => "A pod that is tried until it has succeeded.",
        "CustomResourceDefinition" => "The definition of one of Argo's kinds.",
        _ => return None,
    })
}

fn any_object() -> Value {
    json!({"type": "object", "x-kubernetes-preserve-unknown-fields": true})
}

fn group_name(kind: &Kind) -> &'static str {
    if kind.group.is_empty() { "core" } else { kind.group.split('.').next().unwrap_or_default() }
}

fn struct_name(schema: &Schema) -> String {
    match schema.go_name.split_once('.') {
        Some(("v1alpha1", name)) => format!("io.argoproj.v1alpha1.{name}"),
        Some(("v1", "ObjectMeta")) => "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta".to_owned(),
        Some((version, name)) => format!("io.k8s.api.core.{version}.{name}"),
        None => schema.go_name.to_owned(),
    }
}
