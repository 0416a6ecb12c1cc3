//! `get` and `list`.

use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::kinds::Kind;
use super::request::{Form, Options, Target};
use super::selector::{FieldSelector, LabelSelector};
use super::table::{IncludeObject, partial, row, table};
use super::{ApiServer, Call, json_response};
use crate::engine::store::{Facets, Key, Part, Query, Row};

pub(super) fn key(target: &Target) -> Key {
    Key::new(target.kind.resource(), target.namespace.clone(), target.name.clone())
}

pub(super) async fn get(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let object = api.store().get(key(&call.target)).await?;
    let object = match object {
        Some(object) => object,
        // Using a namespace makes it, so asking for the default one finds it.
        None if kind.plural == "namespaces" && call.target.name == "default" => default_namespace(),
        None => return Err(ApiError::not_found(kind, &call.target.name)),
    };
    Ok(json_response(StatusCode::OK, &present(kind, object, Form::wanted(&call.headers), &call.options)))
}

fn default_namespace() -> Value {
    json!({"kind": "Namespace", "apiVersion": "v1",
           "metadata": {"name": "default", "labels": {"kubernetes.io/metadata.name": "default"}},
           "spec": {"finalizers": ["kubernetes"]}, "status": {"phase": "Active"}})
}

/// One object in the form that was asked for.
pub(super) fn present(kind: &Kind, object: Value, form: Form, options: &Options) -> Value {
    match form {
        Form::Full => object,
        Form::Partial => partial(&object["metadata"]),
        Form::Table => {
            let metadata = json!({"resourceVersion": object["metadata"]["resourceVersion"]});
            let include = IncludeObject::parse(options.get("includeObject"));
            table(kind, &[row(&kind.resource(), object)], metadata, include, Timestamp::now())
        }
    }
}

/// What a request selects by labels and fields.
#[derive(Clone)]
pub(super) struct Selection {
    labels: LabelSelector,
    fields: FieldSelector,
}

impl Selection {
    pub(super) fn of(options: &Options) -> Result<Self, ApiError> {
        let labels = LabelSelector::parse(options.get("labelSelector").unwrap_or_default())?;
        let fields = FieldSelector::parse(options.get("fieldSelector").unwrap_or_default())?;
        Ok(Self { labels, fields })
    }

    /// The same, of one name only.
    pub(super) fn named(name: &str) -> Result<Self, ApiError> {
        let fields = FieldSelector::parse(&format!("metadata.name={name}"))?;
        Ok(Self { labels: LabelSelector::default(), fields })
    }

    /// The one name that is asked for, if there is one.
    pub(super) fn name(&self) -> Option<String> {
        self.fields.exact("metadata.name").map(str::to_owned)
    }

    pub(super) fn accepts(&self, key: &Key, facets: &Facets) -> bool {
        self.accepts_row(facets) && self.accepts_key(key)
    }

    /// Labels and the fields of the object's content.
    fn accepts_row(&self, facets: &Facets) -> bool {
        self.labels.matches(&facets.labels)
            && self.fields.matches(
                |field| !field.starts_with("metadata."),
                |field| facets.fields.get(field).map(String::as_str),
            )
    }

    fn accepts_key(&self, key: &Key) -> bool {
        self.fields.matches(
            |field| field.starts_with("metadata."),
            |field| match field {
                "metadata.name" => Some(key.name.as_str()),
                "metadata.namespace" => Some(key.namespace.as_str()),
                _ => None,
            },
        )
    }
}

/// A page's end: the version of the list and the last object of the page.
struct Continue {
    version: i64,
    namespace: String,
    name: String,
}

impl Continue {
    fn parse(text: &str) -> Option<Self> {
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?;
        let (version, namespace, name) = serde_json::from_slice(&bytes).ok()?;
        Some(Self { version, namespace, name })
    }

    fn text(&self) -> String {
        let json = json!([self.version, self.namespace, self.name]).to_string();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
    }
}

pub(super) async fn list(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let form = Form::wanted(&call.headers);
    let (rows, metadata) = page(api, call, form).await?;
    let kind = call.target.kind;
    let body = match form {
        Form::Table => {
            let include = IncludeObject::parse(call.options.get("includeObject"));
            table(kind, &rows, metadata, include, Timestamp::now())
        }
        Form::Partial => json!({
            "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": metadata,
            "items": rows.iter().map(|row| partial(&row.object)).collect::<Vec<_>>(),
        }),
        Form::Full => json!({
            "kind": format!("{}List", kind.kind), "apiVersion": kind.api_version(), "metadata": metadata,
            "items": rows.into_iter().map(|row| item(kind, row.object)).collect::<Vec<_>>(),
        }),
    };
    Ok(json_response(StatusCode::OK, &body))
}

/// An object of a list: core kinds leave out what the list says already.
fn item(kind: &Kind, mut object: Value) -> Value {
    if !kind.is_custom()
        && let Some(object) = object.as_object_mut()
    {
        object.shift_remove("kind");
        object.shift_remove("apiVersion");
    }
    object
}

async fn page(api: &ApiServer, call: &Call, form: Form) -> Result<(Vec<Row>, Value), ApiError> {
    let selection = Selection::of(&call.options)?;
    let limit = call.options.number("limit")?.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    let token = call.options.get("continue");
    let from = token
        .map(|text| Continue::parse(text).ok_or_else(|| ApiError::bad_request("continue key is not valid")))
        .transpose()?;
    let whole = form == Form::Full
        || form == Form::Table
            && IncludeObject::parse(call.options.get("includeObject")) == IncludeObject::Object;
    let query = Query {
        resource: call.target.kind.resource(),
        namespace: Some(call.target.namespace.clone()).filter(|ns| !ns.is_empty()),
        name: selection.name(),
        after: from.as_ref().map(|c| (c.namespace.clone(), c.name.clone())),
        created_by: from.as_ref().map(|c| c.version),
        part: if whole { Part::Whole } else { Part::Summary },
    };
    let chosen = selection.clone();
    let (mut rows, version, more) =
        api.store().list(query, limit, move |facets| chosen.accepts_row(facets)).await?;
    let version = from.map_or(version, |c| c.version);
    let mut metadata = Map::new();
    metadata.insert("resourceVersion".into(), version.to_string().into());
    if more && let Some(last) = rows.last() {
        let next = Continue { version, namespace: last.key.namespace.clone(), name: last.key.name.clone() };
        metadata.insert("continue".into(), next.text().into());
    }
    rows.retain(|row| selection.accepts_key(&row.key));
    Ok((rows, Value::Object(metadata)))
}
