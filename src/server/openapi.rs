//! The description of the API, made of the table of routes.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::routes::{Op, ROUTES, Route};

/// Query parameters, with their JSON types.
type Parameters = &'static [(&'static str, &'static str)];

const LIST: Parameters = &[
    ("listOptions.labelSelector", "string"),
    ("listOptions.fieldSelector", "string"),
    ("listOptions.limit", "integer"),
    ("listOptions.continue", "string"),
];
const WATCH: Parameters = &[
    ("listOptions.labelSelector", "string"),
    ("listOptions.fieldSelector", "string"),
    ("listOptions.resourceVersion", "string"),
    ("fields", "string"),
];
const LOGS: Parameters = &[
    ("logOptions.container", "string"),
    ("logOptions.follow", "boolean"),
    ("logOptions.previous", "boolean"),
    ("logOptions.sinceSeconds", "integer"),
    ("logOptions.sinceTime", "string"),
    ("logOptions.tailLines", "integer"),
    ("logOptions.limitBytes", "integer"),
    ("logOptions.timestamps", "boolean"),
    ("grep", "string"),
    ("selector", "string"),
    ("podName", "string"),
];

fn parameters(op: Op) -> Vec<(&'static str, &'static str)> {
    let more: Parameters = match op {
        Op::ListWorkflows => &[
            ("fields", "string"),
            ("nameFilter", "string"),
            ("createdAfter", "string"),
            ("finishedBefore", "string"),
        ],
        Op::ListObjects => &[("namePattern", "string")],
        Op::ListArchived => &[("namespace", "string"), ("namePrefix", "string"), ("nameFilter", "string")],
        Op::GetWorkflow => &[("fields", "string")],
        Op::DeleteWorkflow => &[("force", "boolean")],
        Op::GetLimit | Op::DeleteLimit => &[("cmName", "string"), ("type", "string")],
        Op::LabelValues => &[("listOptions.labelSelector", "string")],
        _ => &[],
    };
    let usual = match op {
        Op::ListWorkflows | Op::ListObjects | Op::ListArchived => LIST,
        Op::WatchWorkflows | Op::WatchEvents => WATCH,
        Op::WorkflowLogs | Op::PodLogs => LOGS,
        _ => &[],
    };
    usual.iter().chain(more).copied().collect()
}

fn operation(route: &Route) -> Value {
    let places = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let places = places.map(|name| {
        json!({"name": name.trim_start_matches('*'), "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}})
    });
    let queries = parameters(route.op).into_iter().map(|(name, kind)| {
        let mut schema = json!({"type": kind});
        if kind == "integer" {
            schema["minimum"] = 0.into();
        }
        let required = name == "cmName";
        if required {
            schema["minLength"] = 1.into();
        }
        if name == "type" {
            schema["enum"] = json!(["CONFIGMAP"]);
        }
        json!({"name": name, "in": "query", "required": required, "schema": schema})
    });
    let all: Vec<Value> = places.chain(queries).collect();
    let streams = matches!(route.op, Op::WatchWorkflows | Op::WatchEvents | Op::WorkflowLogs | Op::PodLogs);
    let file = matches!(route.op, Op::OutputArtifact | Op::InputArtifact | Op::ArtifactFile);
    let (media, schema) = match (streams, file) {
        (true, _) => ("text/event-stream", json!({})),
        (_, true) => ("*/*", json!({})),
        _ => ("application/json", json!({"type": "object"})),
    };
    let failed = if streams {
        json!({"description": "Why not", "content": {"text/event-stream": {"schema": {}}, "application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}})
    } else {
        json!({"description": "Why not", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}})
    };
    let mut operation = json!({
        "summary": route.summary,
        "operationId": format!("{:?}_{}", route.op, route.path.split('/').nth(3).unwrap_or("file")),
        "parameters": all,
        "responses": {
            "200": {"description": "Done", "content": {media: {"schema": schema}}},
            "default": failed,
        },
    });
    if route.op == Op::UploadArtifact {
        let file = json!({"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}});
        operation["requestBody"] =
            json!({"required": true, "content": {"multipart/form-data": {"schema": file}}});
        let done = operation["responses"]["200"].take();
        operation["responses"] = json!({"201": done, "default": operation["responses"]["default"].take()});
    } else if route.method == Method::POST || route.method == Method::PUT {
        let (schema, required) = body(route);
        operation["requestBody"] =
            json!({"required": required, "content": {"application/json": {"schema": schema}}});
    }
    operation
}

/// What a body has to be, and whether there has to be one.
fn body(route: &Route) -> (Value, bool) {
    let text = json!({"type": "string"});
    let word = json!({"type": "string", "minLength": 1});
    let object = |required: &[&str], properties: Value| {
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        (schema, !required.is_empty())
    };
    let with = |field: &str| {
        let checks = matches!(route.op, Op::LintObject | Op::LintWorkflow);
        let part = json!({"type": "object", "nullable": checks});
        let inner = json!({"metadata": part, "spec": part});
        // What is not there is empty to a check, and wrong only by what it says.
        let required: &[&str] = if checks { &[] } else { &["metadata", "spec"] };
        object(&[field], json!({field: object(required, inner).0}))
    };
    match route.op {
        Op::ReceiveEvent => (json!({}), false),
        Op::CollectEvent => object(&[], json!({})),
        Op::CreateWorkflow | Op::LintWorkflow => with("workflow"),
        Op::CreateObject | Op::UpdateObject | Op::LintObject if route.path.contains("/cron-workflows") => {
            with("cronWorkflow")
        }
        Op::CreateObject | Op::UpdateObject | Op::LintObject => with("template"),
        Op::SubmitWorkflow => {
            let kinds = json!({"type": "string", "enum": ["workflowtemplate", "clusterworkflowtemplate", "cronworkflow"]});
            let properties =
                json!({"resourceKind": kinds, "resourceName": word, "submitOptions": {"type": "object"}});
            object(&["resourceKind", "resourceName"], properties)
        }
        Op::CreateLimit | Op::UpdateLimit => {
            let limit = json!({"type": "integer", "minimum": 1, "maximum": i32::MAX});
            let mut properties = json!({"cmName": word, "limit": limit});
            if route.op == Op::UpdateLimit {
                // Which limit is meant is said by the path.
                return object(&["cmName", "limit"], properties);
            }
            properties["key"] = word;
            object(&["cmName", "key", "limit"], properties)
        }
        _ => object(
            &[],
            json!({
                "name": text, "namespace": text, "nodeFieldSelector": text, "message": text, "phase": text,
                "outputParameters": text, "memoized": {"type": "boolean"}, "restartSuccessful": {"type": "boolean"},
                "parameters": {"type": "array", "items": text},
            }),
        ),
    }
}

/// The whole description.
pub(super) fn document(base: &str) -> Value {
    let mut paths = Map::new();
    for route in ROUTES.iter().filter(|route| route.op != Op::Unsupported) {
        let path = route.path.replace("{*", "{");
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        entry[route.method.as_str().to_ascii_lowercase()] = operation(route);
    }
    let base = base.trim_end_matches('/');
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Argo Workflows API", "version": "v4.1.2"},
        "servers": [{"url": if base.is_empty() { "/" } else { base }}],
        "security": [{"bearer": []}, {}],
        "paths": paths,
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": {
                "type": "object", "required": ["code", "message"],
                "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
            }},
        },
    })
}
