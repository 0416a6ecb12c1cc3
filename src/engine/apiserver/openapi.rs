//! OpenAPI v3 of what is served: enough for `kubectl explain` and for clients that ask whether the server checks fields.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::decode::schema_of;
use super::json_response;
use super::kinds::{KINDS, Kind};
use crate::core::api::schema::{Form, Kind as Type, Schema};

/// The documents by path below `/openapi/v3`, e.g. `apis/argoproj.io/v1alpha1`.
static DOCUMENTS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let mut places: Vec<(&str, &str)> = KINDS.iter().map(|kind| (kind.group, kind.version)).collect();
    places.dedup();
    places.into_iter().map(|(group, version)| (place(group, version), document(group, version))).collect()
});

fn place(group: &str, version: &str) -> String {
    if group.is_empty() { format!("api/{version}") } else { format!("apis/{group}/{version}") }
}

/// Answers paths of OpenAPI; `None` for every other.
pub(super) fn answer(path: &str) -> Option<Response> {
    let below = path.strip_prefix("/openapi/v3")?;
    if below.is_empty() || below == "/" {
        let paths: Map<String, Value> = DOCUMENTS
            .iter()
            .map(|(place, document)| {
                let digest = Sha256::digest(document.to_string());
                let hash: String = digest.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
                (place.clone(), json!({"serverRelativeURL": format!("/openapi/v3/{place}?hash={hash}")}))
            })
            .collect();
        return Some(json_response(StatusCode::OK, &json!({"paths": paths})));
    }
    let document = DOCUMENTS.get(below.trim_matches('/'))?;
    Some(json_response(StatusCode::OK, document))
}

fn document(group: &str, version: &str) -> Value {
    let mut paths = Map::new();
    let mut schemas = Schemas::default();
    for kind in KINDS.iter().filter(|k| k.group == group && k.version == version) {
        let scope = if kind.namespaced { "/namespaces/{namespace}" } else { "" };
        let collection = format!("/{}{scope}/{}", place(group, version), kind.plural);
        let reference = schemas.kind(kind);
        let verb = |action: &str, parameters: Value| {
            json!({
                "parameters": parameters, "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": reference}}}},
                "x-kubernetes-action": action,
                "x-kubernetes-group-version-kind": {"group": kind.group, "version": kind.version, "kind": kind.kind},
            })
        };
        let body = json!({"required": true, "content": {"application/json": {"schema": reference}}});
        let with_body = |mut operation: Value| {
            operation["requestBody"] = body.clone();
            operation
        };
        paths.insert(
            collection.clone(),
            json!({
                "get": verb("list", query(LISTING)), "post": with_body(verb("post", query(WRITING))),
                "delete": verb("deletecollection", query(DELETING)),
            }),
        );
        paths.insert(
            format!("{collection}/{{name}}"),
            json!({
                "get": verb("get", query(&[])), "put": with_body(verb("put", query(WRITING))),
                "patch": with_body(verb("patch", query(PATCHING))), "delete": verb("delete", query(DELETING)),
            }),
        );
    }
    json!({
        "openapi": "3.0.0", "info": {"title": "argo", "version": env!("CARGO_PKG_VERSION")}, "paths": paths,
        "components": {"schemas": schemas.finished()},
    })
}

const LISTING: &[(&str, &str)] = &[
    ("labelSelector", "string"),
    ("fieldSelector", "string"),
    ("limit", "integer"),
    ("continue", "string"),
    ("resourceVersion", "string"),
    ("resourceVersionMatch", "string"),
    ("watch", "boolean"),
    ("timeoutSeconds", "integer"),
];
const WRITING: &[(&str, &str)] =
    &[("dryRun", "string"), ("fieldManager", "string"), ("fieldValidation", "string")];
const PATCHING: &[(&str, &str)] =
    &[("dryRun", "string"), ("fieldManager", "string"), ("fieldValidation", "string"), ("force", "boolean")];
const DELETING: &[(&str, &str)] =
    &[("dryRun", "string"), ("gracePeriodSeconds", "integer"), ("propagationPolicy", "string")];

fn query(parameters: &[(&str, &str)]) -> Value {
    let written = parameters.iter().map(
        |(name, kind)| json!({"name": name, "in": "query", "schema": {"type": kind, "uniqueItems": true}}),
    );
    written.collect::<Vec<_>>().into()
}

/// The schemas of a document: those of kinds, and of the structs they use.
#[derive(Default)]
struct Schemas {
    done: Map<String, Value>,
    open: Vec<&'static Schema>,
}

impl Schemas {
    /// A kind's schema, by reference.
    fn kind(&mut self, kind: &Kind) -> Value {
        let name = if kind.is_custom() {
            format!("io.argoproj.v1alpha1.{}", kind.kind)
        } else {
            format!("io.k8s.api.{}.{}.{}", group_name(kind), kind.version, kind.kind)
        };
        let mut schema = match schema_of(kind) {
            Some(schema) => self.object(schema),
            None => json!({"type": "object", "x-kubernetes-preserve-unknown-fields": true}),
        };
        schema["x-kubernetes-group-version-kind"] =
            json!([{"group": kind.group, "version": kind.version, "kind": kind.kind}]);
        self.done.insert(name.clone(), schema);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    fn finished(mut self) -> Map<String, Value> {
        while let Some(schema) = self.open.pop() {
            let name = struct_name(schema);
            if !self.done.contains_key(&name) {
                self.done.insert(name.clone(), Value::Null);
                let object = self.object(schema);
                self.done.insert(name, object);
            }
        }
        self.done
    }

    fn object(&mut self, schema: &'static Schema) -> Value {
        let mut properties = Map::new();
        for field in schema.fields {
            properties.insert(field.name.to_owned(), self.value(&field.kind));
        }
        let required =
            schema.fields.iter().filter(|field| field.form == Form::Always).map(|field| field.name);
        let required: Vec<&str> = required.collect();
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        object
    }

    fn value(&mut self, kind: &Type) -> Value {
        match kind {
            Type::Str(_) => json!({"type": "string"}),
            Type::Bool => json!({"type": "boolean"}),
            Type::Int(bits, _) | Type::Uint(bits, _) => {
                json!({"type": "integer", "format": format!("int{bits}")})
            }
            Type::Number => json!({"type": "number"}),
            Type::Bytes => json!({"type": "string", "format": "byte"}),
            Type::Time => json!({"type": "string", "format": "date-time"}),
            Type::Quantity | Type::AnyString => json!({"type": "string"}),
            Type::IntOrString => {
                json!({"x-kubernetes-int-or-string": true, "oneOf": [{"type": "integer"}, {"type": "string"}]})
            }
            Type::Any | Type::Plugin => {
                json!({"type": "object", "x-kubernetes-preserve-unknown-fields": true})
            }
            Type::ParallelSteps => {
                json!({"type": "array", "items": self.value(&Type::Object(crate::core::api::WorkflowStep::schema))})
            }
            Type::Object(schema) => {
                let schema = schema();
                self.open.push(schema);
                json!({"allOf": [{"$ref": format!("#/components/schemas/{}", struct_name(schema))}]})
            }
            Type::List(element) | Type::NamedList(element, _) => {
                json!({"type": "array", "items": self.value(element)})
            }
            Type::Map(element) | Type::NamedMap(element, _) => {
                json!({"type": "object", "additionalProperties": self.value(element)})
            }
        }
    }
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
