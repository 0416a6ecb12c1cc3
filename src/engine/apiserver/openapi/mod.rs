//! OpenAPI of what is served, made of our own description of the kinds: version 3 for `kubectl explain` and for clients
//! that ask whether the server checks fields, version 2 for kubectl before 1.27, which checks fields itself.

mod protobuf;
mod schemas;
mod swagger;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::kinds::{KINDS, Kind};
use schemas::{Dialect, Schemas};

/// Version 2 as kubectl reads it. It asks for it with an `@`, which no media type may have.
const PROTOBUF: &str = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

/// A document as it is sent.
struct Document {
    body: Bytes,
    hash: String,
}

impl Document {
    fn of(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let hash = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        Self { body, hash }
    }

    /// The document, or that the caller has it already.
    fn answer(&self, media: &'static str, headers: &HeaderMap) -> Response {
        let tag = format!("\"{}\"", self.hash);
        let known =
            headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
        if known {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
        }
        let described = [(header::CONTENT_TYPE, media.to_owned()), (header::ETAG, tag)];
        (StatusCode::OK, described, self.body.clone()).into_response()
    }
}

/// The documents of version 3 by path below `/openapi/v3`, e.g. `apis/argoproj.io/v1alpha1`.
static DOCUMENTS: LazyLock<BTreeMap<String, Document>> = LazyLock::new(|| {
    let mut places: Vec<(&str, &str)> = KINDS.iter().map(|kind| (kind.group, kind.version)).collect();
    places.dedup();
    let documents = places
        .into_iter()
        .map(|(group, version)| (place(group, version), Document::of(document(group, version).to_string())));
    documents.collect()
});

/// The list of them.
static INDEX: LazyLock<Document> = LazyLock::new(|| {
    let paths: Map<String, Value> = DOCUMENTS
        .iter()
        .map(|(place, document)| {
            let url = format!("/openapi/v3/{place}?hash={}", document.hash);
            (place.clone(), json!({"serverRelativeURL": url}))
        })
        .collect();
    Document::of(json!({"paths": paths}).to_string())
});

static SWAGGER: LazyLock<Document> = LazyLock::new(|| Document::of(swagger::document().to_string()));
static SWAGGER_PROTOBUF: LazyLock<Document> =
    LazyLock::new(|| Document::of(protobuf::document(&swagger::document())));

fn place(group: &str, version: &str) -> String {
    if group.is_empty() { format!("api/{version}") } else { format!("apis/{group}/{version}") }
}

/// Answers paths of OpenAPI; `None` for every other.
pub(super) fn answer(path: &str, headers: &HeaderMap) -> Option<Response> {
    if path == "/openapi/v2" {
        let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        return Some(if accept.contains("proto-openapi.spec.v2") {
            SWAGGER_PROTOBUF.answer(PROTOBUF, headers)
        } else {
            SWAGGER.answer("application/json", headers)
        });
    }
    let below = path.strip_prefix("/openapi/v3")?.trim_matches('/');
    let document = if below.is_empty() { &*INDEX } else { DOCUMENTS.get(below)? };
    Some(document.answer("application/json", headers))
}

fn document(group: &str, version: &str) -> Value {
    let mut paths = Map::new();
    let mut schemas = Schemas::new(Dialect::Three);
    for kind in KINDS.iter().filter(|k| k.group == group && k.version == version) {
        let collection = collection(kind);
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
        let mut all = json!({"get": verb("list", query(LISTING))});
        let mut one = json!({"get": verb("get", query(&[]))});
        if !kind.is_fixed() {
            all["post"] = with_body(verb("post", query(WRITING)));
            all["delete"] = verb("deletecollection", query(DELETING));
            one["put"] = with_body(verb("put", query(WRITING)));
            one["patch"] = with_body(verb("patch", query(PATCHING)));
            one["delete"] = verb("delete", query(DELETING));
        }
        paths.insert(collection.clone(), all);
        paths.insert(format!("{collection}/{{name}}"), one);
    }
    json!({
        "openapi": "3.0.0", "info": {"title": "argo", "version": env!("CARGO_PKG_VERSION")}, "paths": paths,
        "components": {"schemas": schemas.finished()},
    })
}

/// The path of a kind's objects.
fn collection(kind: &Kind) -> String {
    let scope = if kind.namespaced { "/namespaces/{namespace}" } else { "" };
    format!("/{}{scope}/{}", place(kind.group, kind.version), kind.plural)
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
