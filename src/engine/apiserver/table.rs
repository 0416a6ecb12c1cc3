//! Summaries of objects, and objects as the rows `kubectl get` prints.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::kinds::{self, Kind};
use crate::engine::store::Row;

/// What the store keeps beside an object: the cells its table needs and the fields selectors may ask for.
pub(super) fn summarise(resource: &str, object: &Value) -> Value {
    let text = |path: &str| object.pointer(path).and_then(Value::as_str).unwrap_or_default();
    match resource {
        "workflows.argoproj.io" => json!({
            "cells": [text("/status/phase"), text("/status/message")],
            "fields": {"status.phase": text("/status/phase")},
        }),
        "pods" => json!({
            "cells": pod_cells(object),
            "fields": {
                "status.phase": text("/status/phase"), "spec.nodeName": text("/spec/nodeName"),
                "spec.restartPolicy": text("/spec/restartPolicy"), "status.podIP": text("/status/podIP"),
            },
        }),
        "configmaps" | "secrets" => {
            let count = |key: &str| object.get(key).and_then(Value::as_object).map_or(0, Map::len);
            let data = count("data") + count("binaryData");
            let cells = if resource == "secrets" { json!([text("/type"), data]) } else { json!([data]) };
            json!({"cells": cells, "fields": {"type": text("/type")}})
        }
        "events" => json!({
            "cells": [text("/lastTimestamp"), text("/type"), text("/reason"), event_object(object), text("/message")],
            "fields": {
                "involvedObject.kind": text("/involvedObject/kind"), "involvedObject.name": text("/involvedObject/name"),
                "involvedObject.namespace": text("/involvedObject/namespace"), "involvedObject.uid": text("/involvedObject/uid"),
                "reason": text("/reason"), "type": text("/type"),
            },
        }),
        "namespaces" | "persistentvolumeclaims" => json!({"cells": [text("/status/phase")]}),
        _ => json!({}),
    }
}

fn event_object(object: &Value) -> String {
    let part = |key: &str| object["involvedObject"][key].as_str().unwrap_or_default();
    format!("{}/{}", part("kind").to_lowercase(), part("name"))
}

/// Ready, status, restarts, IP and node of a pod, as `kubectl get pods` has them.
fn pod_cells(object: &Value) -> Value {
    let statuses = object.pointer("/status/containerStatuses").and_then(Value::as_array);
    let count = object.pointer("/spec/containers").and_then(Value::as_array).map_or(0, Vec::len);
    let ready = statuses.into_iter().flatten().filter(|s| s["ready"] == true).count();
    let restarts: i64 = statuses.into_iter().flatten().filter_map(|s| s["restartCount"].as_i64()).sum();
    let text = |path: &str| object.pointer(path).and_then(Value::as_str).filter(|t| !t.is_empty());
    let ended = statuses.into_iter().flatten().find_map(|s| s.pointer("/state/terminated"));
    let waiting = statuses.into_iter().flatten().find_map(|s| s.pointer("/state/waiting/reason")?.as_str());
    let status =
        match (text("/metadata/deletionTimestamp"), text("/status/phase").unwrap_or("Pending"), ended) {
            (Some(_), _, _) => "Terminating".to_owned(),
            (_, "Succeeded", _) => "Completed".to_owned(),
            (_, "Failed", Some(ended)) => ended["reason"].as_str().unwrap_or("Error").to_owned(),
            (_, phase, _) => text("/status/reason").or(waiting).unwrap_or(phase).to_owned(),
        };
    json!([
        format!("{ready}/{count}"),
        status,
        restarts.to_string(),
        text("/status/podIP").unwrap_or("<none>"),
        text("/spec/nodeName").unwrap_or("<none>"),
    ])
}

struct Column {
    name: &'static str,
    kind: &'static str,
    format: &'static str,
    priority: u8,
    cell: Cell,
}

enum Cell {
    Name,
    Age,
    Summary(usize),
    Since(usize),
    Constant(&'static str),
}

const fn column(name: &'static str, kind: &'static str, cell: Cell) -> Column {
    Column { name, kind, format: "", priority: 0, cell }
}

const NAME: Column = Column { name: "Name", kind: "string", format: "name", priority: 0, cell: Cell::Name };
const AGE: Column = column("Age", "string", Cell::Age);

const fn wide(name: &'static str, cell: Cell) -> Column {
    Column { name, kind: "string", format: "", priority: 1, cell }
}

fn columns(kind: &Kind) -> Vec<Column> {
    let date = |name| Column { name, kind: "date", format: "", priority: 0, cell: Cell::Age };
    match kind.plural {
        "workflows" => vec![
            NAME,
            column("Status", "string", Cell::Summary(0)),
            Column { format: "date-time", ..date("Age") },
            column("Message", "string", Cell::Summary(1)),
        ],
        "pods" => vec![
            NAME,
            column("Ready", "string", Cell::Summary(0)),
            column("Status", "string", Cell::Summary(1)),
            column("Restarts", "string", Cell::Summary(2)),
            AGE,
            wide("IP", Cell::Summary(3)),
            wide("Node", Cell::Summary(4)),
            wide("Nominated Node", Cell::Constant("<none>")),
            wide("Readiness Gates", Cell::Constant("<none>")),
        ],
        "configmaps" => vec![NAME, column("Data", "string", Cell::Summary(0)), AGE],
        "secrets" => {
            vec![
                NAME,
                column("Type", "string", Cell::Summary(0)),
                column("Data", "string", Cell::Summary(1)),
                AGE,
            ]
        }
        "events" => vec![
            column("Last Seen", "string", Cell::Since(0)),
            column("Type", "string", Cell::Summary(1)),
            column("Reason", "string", Cell::Summary(2)),
            column("Object", "string", Cell::Summary(3)),
            column("Message", "string", Cell::Summary(4)),
            Column { priority: 1, ..NAME },
        ],
        "namespaces" | "persistentvolumeclaims" => {
            vec![NAME, column("Status", "string", Cell::Summary(0)), AGE]
        }
        _ if kind.is_custom() => vec![NAME, date("Age")],
        _ => vec![NAME, AGE],
    }
}

/// A `Table` of rows. `objects` says how much of each object goes along.
pub(super) fn table(
    kind: &Kind,
    rows: &[Row],
    metadata: Value,
    objects: IncludeObject,
    now: Timestamp,
) -> Value {
    let columns = columns(kind);
    let definitions: Vec<Value> = columns
        .iter()
        .map(|c| json!({"name": c.name, "type": c.kind, "format": c.format, "description": "", "priority": c.priority}))
        .collect();
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let cells: Vec<Value> = columns.iter().map(|c| cell(&c.cell, row, now)).collect();
            let mut line = Map::new();
            line.insert("cells".into(), cells.into());
            match objects {
                IncludeObject::None => {}
                IncludeObject::Metadata => {
                    line.insert("object".into(), partial(row_metadata(row)));
                }
                IncludeObject::Object => {
                    line.insert("object".into(), row.object.clone());
                }
            }
            Value::Object(line)
        })
        .collect();
    json!({
        "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": metadata,
        "columnDefinitions": definitions, "rows": rows,
    })
}

/// How much of each object a table carries: the `includeObject` option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IncludeObject {
    /// Nothing.
    None,
    /// Metadata, the default.
    Metadata,
    /// All of it.
    Object,
}

impl IncludeObject {
    /// Reads the option.
    pub(super) fn parse(text: Option<&str>) -> Self {
        match text {
            Some("None") => Self::None,
            Some("Object") => Self::Object,
            _ => Self::Metadata,
        }
    }
}

fn cell(cell: &Cell, row: &Row, now: Timestamp) -> Value {
    let summary =
        |at: usize| row.summary.pointer(&format!("/cells/{at}")).cloned().unwrap_or_else(|| "".into());
    match cell {
        Cell::Name => row.key.name.clone().into(),
        Cell::Constant(text) => (*text).into(),
        Cell::Summary(at) => summary(*at),
        Cell::Age => age(row_metadata(row)["creationTimestamp"].as_str(), now).into(),
        Cell::Since(at) => age(summary(*at).as_str(), now).into(),
    }
}

fn row_metadata(row: &Row) -> &Value {
    row.object.get("metadata").unwrap_or(&row.object)
}

/// Time since a timestamp as Kubernetes prints it in tables.
fn age(since: Option<&str>, now: Timestamp) -> String {
    let Some(since) = since.and_then(|text| text.parse::<Timestamp>().ok()) else {
        return "<unknown>".into();
    };
    let seconds = now.as_second() - since.as_second();
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
    match seconds {
        ..0 => "0s".into(),
        0..120 => format!("{seconds}s"),
        120..600 if seconds % 60 == 0 => format!("{minutes}m"),
        120..600 => format!("{minutes}m{}s", seconds % 60),
        600..10_800 => format!("{minutes}m"),
        10_800..28_800 if minutes % 60 == 0 => format!("{hours}h"),
        10_800..28_800 => format!("{hours}h{}m", minutes % 60),
        28_800..172_800 => format!("{hours}h"),
        172_800..691_200 if hours % 24 == 0 => format!("{days}d"),
        172_800..691_200 => format!("{days}d{}h", hours % 24),
        _ if days < 730 => format!("{days}d"),
        _ if days < 2920 => format!("{}y{}d", days / 365, days % 365),
        _ => format!("{}y", days / 365),
    }
}

/// An object's metadata alone.
pub(super) fn partial(metadata: &Value) -> Value {
    json!({"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": metadata})
}

/// One object as a row.
pub(super) fn row(resource: &str, object: Value) -> Row {
    let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default().to_owned();
    let key = crate::engine::store::Key::new(resource, text("namespace"), text("name"));
    let summary = kinds::of_resource(resource).map_or(Value::Null, |_| summarise(resource, &object));
    Row { key, object, summary }
}
