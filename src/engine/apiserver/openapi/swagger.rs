//! The document of OpenAPI version 2.

use serde_json::{Map, Value, json};

use super::super::kinds::KINDS;
use super::schemas::{Dialect, Schemas};
use super::{DELETING, LISTING, PATCHING, WRITING, collection};

/// Everything that is served, in one document.
pub(super) fn document() -> Value {
    let mut paths = Map::new();
    let mut schemas = Schemas::new(Dialect::Two);
    for kind in KINDS {
        schemas.kind(kind);
        let verb = |action: &str, parameters: &[(&str, &str)]| {
            let parameters: Vec<Value> = parameters
                .iter()
                .map(|(name, kind)| json!({"name": name, "in": "query", "type": kind, "uniqueItems": true}))
                .collect();
            json!({
                "parameters": parameters, "responses": {"200": {"description": "OK"}},
                "x-kubernetes-action": action,
                "x-kubernetes-group-version-kind": {"group": kind.group, "version": kind.version, "kind": kind.kind},
            })
        };
        let mut all = json!({"get": verb("list", LISTING)});
        let mut one = json!({"get": verb("get", &[])});
        if !kind.is_fixed() {
            all["post"] = verb("post", WRITING);
            all["delete"] = verb("deletecollection", DELETING);
            one["put"] = verb("put", WRITING);
            one["patch"] = verb("patch", PATCHING);
            one["delete"] = verb("delete", DELETING);
        }
        paths.insert(collection(kind), all);
        paths.insert(format!("{}/{{name}}", collection(kind)), one);
    }
    json!({
        "swagger": "2.0", "info": {"title": "argo", "version": env!("CARGO_PKG_VERSION")}, "paths": paths,
        "definitions": schemas.finished(),
    })
}
