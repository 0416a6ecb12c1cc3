//! Summaries of objects, and objects as the rows `kubectl get` prints.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::columns::{self, Cell};
use super::kinds::{self, Kind};
use crate::engine::store::Row;

/// What the store keeps beside an object: the cells its table needs and the fields selectors may ask for.
pub(super) fn summarise(resource: &str, object: &Value) -> Value {
    let text = |path: &str| object.pointer(path).and_then(Value::as_str).unwrap_or_default();
    match resource {
        "workflows.argoproj.io" => json!({
            "cells": [
                object.pointer("/status/phase"), object.pointer("/status/message"), object.pointer("/status/startedAt"),
            ],
        }),
        "pods" => json!({
            "cells": pod_cells(object),
            "fields": {
                "status.phase": text("/status/phase"), "spec.nodeName": text("/spec/nodeName"),
                "spec.restartPolicy": text("/spec/restartPolicy"), "status.podIP": text("/status/podIP"),
                "spec.schedulerName": text("/spec/schedulerName"),
                "spec.serviceAccountName": text("/spec/serviceAccountName"),
            },
        }),
        "configmaps" | "secrets" => {
            let count = |key: &str| object.get(key).and_then(Value::as_object).map_or(0, Map::len);
            let data = count("data") + count("binaryData");
            let cells = if resource == "secrets" { json!([text("/type"), data]) } else { json!([data]) };
            json!({"cells": cells, "fields": {"type": text("/type")}})
        }
        "events" => json!({
            "cells": [
                text("/lastTimestamp"), text("/type"), text("/reason"), event_object(object), text("/message"),
                text("/involvedObject/fieldPath"), text("/source/component"), text("/firstTimestamp"), object["count"],
            ],
            "fields": {
                "involvedObject.apiVersion": text("/involvedObject/apiVersion"),
                "involvedObject.fieldPath": text("/involvedObject/fieldPath"),
                "involvedObject.resourceVersion": text("/involvedObject/resourceVersion"),
                "reportingComponent": text("/reportingComponent"), "source": text("/source/component"),
                "involvedObject.kind": text("/involvedObject/kind"), "involvedObject.name": text("/involvedObject/name"),
                "involvedObject.namespace": text("/involvedObject/namespace"), "involvedObject.uid": text("/involvedObject/uid"),
                "reason": text("/reason"), "type": text("/type"),
            },
        }),
        "namespaces" => json!({
            "cells": [text("/status/phase")], "fields": {"status.phase": text("/status/phase")},
        }),
        "nodes" => json!({"cells": [
            "Ready", text("/status/nodeInfo/kubeletVersion"), text("/status/addresses/0/address"),
            text("/status/nodeInfo/osImage"), text("/status/nodeInfo/kernelVersion"),
            text("/status/nodeInfo/containerRuntimeVersion"),
        ]}),
        "persistentvolumeclaims" => json!({"cells": [
            text("/status/phase"), text("/spec/volumeName"), text("/status/capacity/storage"), access_modes(object),
            text("/spec/storageClassName"), text("/spec/volumeMode"),
        ]}),
        _ => json!({}),
    }
}

/// The access modes of a claim in short, e.g. `RWO`.
fn access_modes(object: &Value) -> String {
    let modes = object["status"]["accessModes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let short = modes.map(|mode| match mode {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        other => other,
    });
    short.collect::<Vec<_>>().join(",")
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
    let conditions = object.pointer("/status/conditions").and_then(Value::as_array).into_iter().flatten();
    let gated =
        conditions.into_iter().any(|c| c["type"] == "PodScheduled" && c["reason"] == "SchedulingGated");
    let status =
        match (text("/metadata/deletionTimestamp"), text("/status/phase").unwrap_or("Pending"), ended) {
            (Some(_), _, _) => "Terminating".to_owned(),
            _ if gated => "SchedulingGated".to_owned(),
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

/// A `Table` of rows. `objects` says how much of each object goes along.
pub(super) fn table(
    kind: &Kind,
    rows: &[Row],
    metadata: Value,
    objects: IncludeObject,
    now: Timestamp,
) -> Value {
    let columns = columns::of(kind);
    let definitions = definitions(kind);
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let summary: Value = serde_json::from_str(&row.summary).unwrap_or_default();
            let cells: Vec<Value> =
                columns.iter().map(|c| cell(&c.cell, row, &summary["cells"], now)).collect();
            let mut line = Map::new();
            line.insert("cells".into(), cells.into());
            match objects {
                IncludeObject::None => {
                    line.insert("object".into(), Value::Null);
                }
                IncludeObject::Metadata => {
                    line.insert("object".into(), partial(row_metadata(row).clone()));
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

pub(super) fn definitions(kind: &Kind) -> Vec<Value> {
    let columns = columns::of(kind).iter();
    let definitions = columns.map(|c| {
        json!({
            "name": c.name, "type": c.kind, "format": c.format, "description": c.description, "priority": c.priority,
        })
    });
    definitions.collect()
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

fn cell(cell: &Cell, row: &Row, cells: &Value, now: Timestamp) -> Value {
    let summary = |at: usize| cells.get(at).cloned().unwrap_or_default();
    let created = row_metadata(row)["creationTimestamp"].as_str();
    match cell {
        Cell::Name => row.key.name.clone().into(),
        Cell::Constant(text) => (*text).into(),
        Cell::Summary(at) => summary(*at),
        Cell::Created => created.into(),
        Cell::Age => age(created, now).into(),
        Cell::Since(at, true) if summary(*at).is_null() => Value::Null,
        Cell::Since(at, _) => age(summary(*at).as_str(), now).into(),
    }
}

pub(super) fn row_metadata(row: &Row) -> &Value {
    &row.object["metadata"]
}

/// Time since a timestamp as Kubernetes prints it in tables.
pub(super) fn age(since: Option<&str>, now: Timestamp) -> String {
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
pub(super) fn partial(metadata: Value) -> Value {
    let mut object = json!({"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1"});
    object["metadata"] = metadata;
    object
}

/// One object as a row.
pub(super) fn row(resource: &str, object: Value) -> Row {
    let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default().to_owned();
    let key = crate::engine::store::Key::new(resource, text("namespace"), text("name"));
    let known = kinds::of_resource(resource).is_some();
    let summary = if known { summarise(resource, &object).to_string() } else { String::new() };
    Row { key, metadata: String::new(), object, summary }
}
