//! What the API serves, told to those who ask first.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::auth::Access;
use super::decode::read_protobuf;
use super::error::ApiError;
use super::json_response;
use super::kinds::{KINDS, Kind};

/// The Kubernetes version whose behaviour is followed.
const MAJOR: &str = "1";
const MINOR: &str = "36";

/// Groups with their one version, Argo's first.
fn groups() -> Vec<(&'static str, &'static str)> {
    let mut groups: Vec<(&str, &str)> = REVIEWS.iter().map(|(group, _, _)| (*group, "v1")).collect();
    groups.dedup();
    for kind in KINDS.iter().filter(|k| !k.group.is_empty()) {
        if !groups.contains(&(kind.group, kind.version)) {
            groups.push((kind.group, kind.version));
        }
    }
    groups
}

fn kinds_of(group: &str) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(move |k| k.group == group)
}

/// Answers paths that describe the server; `None` for every other.
pub(super) fn answer(path: &str, headers: &HeaderMap) -> Option<Response> {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let json = |body: &Value| Some(json_response(StatusCode::OK, body));
    let path = path.trim_end_matches('/');
    if let ("/api" | "/apis", Some(form)) = (path, aggregated(accept)) {
        let groups = if path == "/api" { vec![("", "v1")] } else { groups() };
        return Some(discovery_list(form, groups.into_iter().map(|(g, v)| group_discovery(g, v)).collect()));
    }
    match path {
        "/healthz" | "/livez" | "/readyz" => Some("ok".into_response()),
        "/version" => Some(indented(&version())),
        "" => Some(indented(&json!({"paths": paths()}))),
        "/api" => json(&json!({
            "kind": "APIVersions", "versions": ["v1"],
            "serverAddressByClientCIDRs": [{"clientCIDR": "0.0.0.0/0", "serverAddress": "127.0.0.1:6443"}],
        })),
        "/apis" => {
            let groups: Vec<Value> = groups().into_iter().map(|(g, v)| group(g, v)).collect();
            json(&json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}))
        }
        "/api/v1" => json(&resources("", "v1")),
        other => {
            let mut parts = other.strip_prefix("/apis/")?.split('/');
            let (name, version) = (parts.next()?, parts.next());
            let (name, known) = groups().into_iter().find(|(g, _)| *g == name)?;
            match version {
                None => {
                    let mut object = json!({"kind": "APIGroup", "apiVersion": "v1"});
                    for (key, value) in group(name, known).as_object_mut().into_iter().flatten() {
                        object[key] = value.take();
                    }
                    json(&object)
                }
                Some(version) if version == known && parts.next().is_none() => json(&resources(name, known)),
                Some(_) => None,
            }
        }
    }
}

/// Whether a path is below something that is served, so that its 404 is an object and not a page.
pub(super) fn is_known_group(path: &str) -> bool {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match parts.next() {
        Some("api") => true,
        Some("apis") => parts.next().is_some_and(|group| groups().iter().any(|(g, _)| *g == group)),
        _ => false,
    }
}

/// The paths below which something is served.
fn paths() -> Vec<String> {
    let mut paths = vec!["/api".to_owned(), "/api/v1".to_owned(), "/apis".to_owned()];
    for (group, version) in groups() {
        paths.extend([format!("/apis/{group}"), format!("/apis/{group}/{version}")]);
    }
    let others = ["/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"];
    paths.extend(others.map(str::to_owned));
    paths.sort();
    paths
}

fn group(name: &str, version: &str) -> Value {
    let version = json!({"groupVersion": format!("{name}/{version}"), "version": version});
    json!({"name": name, "versions": [version], "preferredVersion": version})
}

fn resources(group: &str, version: &str) -> Value {
    let group_version = if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") };
    let mut list: Vec<Value> = Vec::new();
    for kind in kinds_of(group) {
        list.push(kind.discovery());
        if kind.plural == "pods" {
            list.push(json!({"name": "pods/log", "singularName": "", "namespaced": true, "kind": "Pod", "verbs": ["get"]}));
        }
        if kind.status {
            list.push(json!({
                "name": format!("{}/status", kind.plural), "singularName": "", "namespaced": kind.namespaced,
                "kind": kind.kind, "verbs": if kind.is_fixed() { json!(["get"]) } else { json!(["get", "patch", "update"]) },
            }));
        }
    }
    for (_, name, kind) in REVIEWS.iter().filter(|(of, _, _)| *of == group) {
        list.push(json!({"name": name, "singularName": kind.to_lowercase(), "namespaced": false, "kind": kind, "verbs": ["create"]}));
    }
    // The core group's list is older than the habit of saying a version.
    let mut answer = json!({"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": group_version, "resources": list});
    if group.is_empty()
        && let Some(answer) = answer.as_object_mut()
    {
        answer.shift_remove("apiVersion");
    }
    answer
}

/// For people's eyes, as API servers write what is mostly asked for by hand.
fn indented(body: &Value) -> Response {
    let text = serde_json::to_string_pretty(body).unwrap_or_default();
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn group_discovery(group: &str, version: &str) -> Value {
    let response = |kind: &Kind| json!({"group": kind.group, "version": kind.version, "kind": kind.kind});
    let mut kinds: Vec<&Kind> = kinds_of(group).collect();
    kinds.sort_by_key(|kind| kind.plural);
    let mut resources: Vec<Value> = Vec::new();
    for kind in kinds {
        let mut entry = json!({
            "resource": kind.plural,
            "responseKind": response(kind),
            "scope": if kind.namespaced { "Namespaced" } else { "Cluster" },
            "singularResource": kind.singular,
            "verbs": kind.verbs(),
        });
        if !kind.short_names.is_empty() {
            entry["shortNames"] = json!(kind.short_names);
        }
        let mut below = Vec::new();
        if kind.is_in_all() {
            entry["categories"] = json!(["all"]);
        }
        if kind.plural == "pods" {
            below.push(json!({"subresource": "log", "responseKind": response(kind), "verbs": ["get"]}));
        }
        if kind.status {
            let verbs = if kind.is_fixed() { json!(["get"]) } else { json!(["get", "patch", "update"]) };
            below.push(json!({"subresource": "status", "responseKind": response(kind), "verbs": verbs}));
        }
        if !below.is_empty() {
            entry["subresources"] = below.into();
        }
        resources.push(entry);
    }
    for (_, name, kind) in REVIEWS.iter().filter(|(of, _, _)| *of == group) {
        resources.push(json!({
            "resource": name, "responseKind": {"group": group, "version": version, "kind": kind},
            "scope": "Cluster", "singularResource": kind.to_lowercase(), "verbs": ["create"],
        }));
    }
    let metadata = if group.is_empty() { json!({}) } else { json!({"name": group}) };
    json!({"metadata": metadata, "versions": [{"version": version, "resources": resources, "freshness": "Current"}]})
}

/// The version of the list of everything in one piece that is asked for; `None` where the old documents are. Clients
/// from before v2 read v2beta1 only, and take what says it is anything else for an old document.
fn aggregated(accept: &str) -> Option<&'static str> {
    let form = |range: &str| {
        let parameter = |name: &str| range.split(';').skip(1).find_map(|part| part.trim().strip_prefix(name));
        match (range.split(';').next()?.trim(), parameter("as="), parameter("v=")) {
            ("application/json", Some("APIGroupDiscoveryList"), Some("v2")) => Some(Some("v2")),
            ("application/json", Some("APIGroupDiscoveryList"), Some("v2beta1")) => Some(Some("v2beta1")),
            ("application/json" | "application/*" | "*/*", None, _) => Some(None),
            _ => None,
        }
    };
    accept.split(',').find_map(form).flatten()
}

fn discovery_list(form: &str, items: Vec<Value>) -> Response {
    let version = format!("apidiscovery.k8s.io/{form}");
    let body =
        json!({"kind": "APIGroupDiscoveryList", "apiVersion": version, "metadata": {}, "items": items});
    let media = format!("application/json;g=apidiscovery.k8s.io;v={form};as=APIGroupDiscoveryList");
    (StatusCode::OK, [(header::CONTENT_TYPE, media)], body.to_string() + "\n").into_response()
}

/// The version as clients compare it.
pub(super) fn git_version() -> String {
    format!("v{MAJOR}.{MINOR}.0+argo-{}", env!("CARGO_PKG_VERSION"))
}

fn version() -> Value {
    json!({
        "major": MAJOR, "minor": MINOR, "emulationMajor": MAJOR, "emulationMinor": MINOR,
        "minCompatibilityMajor": MAJOR, "minCompatibilityMinor": "35",
        "gitVersion": git_version(), "gitCommit": "",
        "gitTreeState": "", "buildDate": "", "goVersion": "", "compiler": "rustc",
        "platform": format!("{}/{}", std::env::consts::OS, std::env::consts::ARCH),
    })
}

fn access_status(access: Access, asked: &Value) -> Value {
    let text = |path: &str| asked.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let allowed = if asked["resourceAttributes"].is_object() {
        access.allows(text("/resourceAttributes/verb"), text("/resourceAttributes/resource"))
    } else {
        access.allows(text("/nonResourceAttributes/verb"), "")
    };
    match allowed {
        true => json!({"allowed": true}),
        false => json!({"allowed": false, "reason": "this token allows looking only, and not at secrets"}),
    }
}

fn rules(access: Access) -> Value {
    let (verbs, resources) = match access {
        Access::Full => (json!(["*"]), json!(["*"])),
        Access::ReadOnly => {
            let seen = KINDS.iter().filter(|kind| kind.plural != "secrets").map(|kind| kind.plural);
            (json!(["get", "list", "watch"]), seen.chain(["pods/log"]).collect())
        }
    };
    json!({
        "resourceRules": [{"verbs": verbs, "apiGroups": ["*"], "resources": resources}],
        "nonResourceRules": [{"verbs": verbs, "nonResourceURLs": ["*"]}], "incomplete": false,
    })
}

/// Questions that are answered and not kept: group, plural, kind.
const REVIEWS: &[(&str, &str, &str)] = &[
    ("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
    ("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
    ("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
];

/// Answers "may I?" and "who am I?".
pub(super) fn review(parts: &Parts, body: &[u8]) -> Result<Option<Response>, ApiError> {
    let found = REVIEWS.iter().find(|(group, plural, _)| {
        let path = parts.uri.path().strip_prefix("/apis/").and_then(|path| path.strip_prefix(group));
        path.and_then(|path| path.strip_prefix("/v1/")) == Some(plural)
    });
    let Some((group, _, kind)) = found else { return Ok(None) };
    if parts.method != Method::POST {
        return Err(ApiError::method_not_allowed());
    }
    let text =
        |name: header::HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let asked = if text(header::CONTENT_TYPE) == "application/vnd.kubernetes.protobuf" {
        read_protobuf(body)
            .ok_or_else(|| ApiError::bad_request("the protocol buffer is not of a known form"))?
    } else {
        serde_json::from_slice(body).map_err(|e| ApiError::bad_request(e.to_string()))?
    };
    // Callers without a token are this user's own.
    let access = parts.extensions.get::<Access>().copied().unwrap_or(Access::Full);
    let status = match *kind {
        "SelfSubjectAccessReview" => access_status(access, &asked["spec"]),
        "SelfSubjectRulesReview" => rules(access),
        _ => {
            let own = if access == Access::Full { "system:masters" } else { "argo:read-only" };
            json!({"userInfo": {"username": access.user(), "groups": [own, "system:authenticated"]}})
        }
    };
    let api_version = format!("{group}/v1");
    let entry = super::managed::review_entry(text(header::USER_AGENT), &api_version, &asked["spec"]);
    let mut review = json!({"kind": kind, "apiVersion": api_version, "metadata": {"managedFields": [entry]}});
    if asked["spec"].is_object() {
        review["spec"] = asked["spec"].clone();
    } else {
        review["metadata"] = json!({});
    }
    review["status"] = status;
    Ok(Some(json_response(StatusCode::CREATED, &review)))
}
