//! `get` and `list`.

use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use jiff::Timestamp;
use memchr::memmem::Finder;
use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::kinds::Kind;
use super::lines::Lines;
use super::request::{Form, Options, Target};
use super::selector::{FieldSelector, LabelSelector};
use super::table::{IncludeObject, partial, row, table};
use super::{ApiServer, Call, columns, json_response, pieces, text_response};
use crate::engine::store::{Facets, Filter, Found, Key, Part, Query, StoreError, Walked};

pub(super) fn key(target: &Target) -> Key {
    Key::new(target.kind.resource(), target.namespace.clone(), target.name.clone())
}

pub(super) async fn get(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let kind = call.target.kind;
    let form = Form::wanted(&call.headers);
    if form == Form::Full
        && let Some((_, text)) = api.store().text(key(&call.target)).await?
    {
        return Ok(text_response(StatusCode::OK, text));
    }
    let object = api.store().get(key(&call.target)).await?;
    let object = match object {
        Some(object) => object,
        // Using a namespace makes it, so asking for the default one finds it.
        None if kind.plural == "namespaces" && call.target.name == "default" => default_namespace(),
        None => return Err(ApiError::not_found(kind, &call.target.name)),
    };
    Ok(json_response(StatusCode::OK, &present(kind, object, form, &call.options)))
}

fn default_namespace() -> Value {
    json!({"kind": "Namespace", "apiVersion": "v1",
           "metadata": {"name": "default", "labels": {"kubernetes.io/metadata.name": "default"}},
           "spec": {"finalizers": ["kubernetes"]}, "status": {"phase": "Active"}})
}

/// One object in the form that was asked for.
pub(super) fn present(kind: &Kind, mut object: Value, form: Form, options: &Options) -> Value {
    match form {
        Form::Full => object,
        Form::Partial => partial(object["metadata"].take()),
        Form::Table => {
            let metadata = json!({"resourceVersion": object["metadata"]["resourceVersion"]});
            let include = IncludeObject::parse(options.get("includeObject"));
            table(kind, &[row(&kind.resource(), object)], metadata, include, Timestamp::now())
        }
    }
}

/// How much of each object must be read for a form.
pub(super) fn part(form: Form, options: &Options) -> Part {
    let include = IncludeObject::parse(options.get("includeObject"));
    match form {
        Form::Full => Part::Whole,
        Form::Table if include == IncludeObject::Object => Part::Whole,
        _ => Part::Summary,
    }
}

/// What a request selects by labels and fields.
#[derive(Clone)]
pub(super) struct Selection {
    labels: LabelSelector,
    fields: FieldSelector,
}

impl Selection {
    pub(super) fn of(kind: &Kind, options: &Options) -> Result<Self, ApiError> {
        let labels = LabelSelector::parse(options.get("labelSelector").unwrap_or_default())?;
        let fields = FieldSelector::parse(kind, options.get("fieldSelector").unwrap_or_default())?;
        Ok(Self { labels, fields })
    }

    /// The same, of one name only.
    pub(super) fn named(name: &str) -> Self {
        Self { labels: LabelSelector::default(), fields: FieldSelector::named(name) }
    }

    fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.fields.is_empty()
    }

    /// The objects it may select in a place.
    pub(super) fn query(&self, target: &Target, part: Part) -> Query {
        Query {
            resource: target.kind.resource(),
            namespace: Some(target.namespace.clone()).filter(|ns| !ns.is_empty()),
            name: self.name(),
            after: None,
            at: None,
            part,
        }
    }

    /// The one name that is asked for, if there is one.
    pub(super) fn name(&self) -> Option<String> {
        self.fields.exact("metadata.name").map(str::to_owned)
    }

    pub(super) fn accepts(&self, key: &Key, facets: &Facets) -> bool {
        self.accepts_row(facets) && self.accepts_key(key)
    }

    /// What the store can leave out by itself; none where every object of the place is selected.
    pub(super) fn filter(&self) -> Option<Filter> {
        let content = self.fields.concerns(|field| !field.starts_with("metadata."));
        if self.labels.is_empty() && !content {
            return None;
        }
        let chosen = self.clone();
        Some(Filter {
            texts: finders(self.labels.texts()),
            absent: if content { None } else { self.labels.absent().map(finders) },
            accept: Box::new(move |facets| chosen.accepts_row(facets)),
        })
    }

    /// By labels and the fields of the object's content.
    pub(super) fn accepts_row(&self, facets: &Facets) -> bool {
        self.labels.matches(&facets.labels)
            && self.fields.matches(
                |field| !field.starts_with("metadata."),
                |field| facets.fields.get(field).map(String::as_str),
            )
    }

    /// By its name and namespace.
    pub(super) fn accepts_key(&self, key: &Key) -> bool {
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

/// What finds each text, made once for all objects of a list.
fn finders(texts: Vec<String>) -> Vec<Finder<'static>> {
    texts.iter().map(|text| Finder::new(text).into_owned()).collect()
}

/// A page's end: the version of the list, the last object of the page, and how many are left, so that only the first
/// page counts them.
struct Continue {
    version: i64,
    namespace: String,
    name: String,
    left: Option<i64>,
}

impl Continue {
    fn parse(text: &str) -> Result<Self, ApiError> {
        let bad = |why: String| {
            ApiError::bad_request(format!("invalid continue token: continue key is not valid: {why}"))
        };
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(text)
            .map_err(|_| bad(format!("illegal base64 data at input byte {}", text.len() / 4 * 4)))?;
        let (version, namespace, name, left) =
            serde_json::from_slice(&bytes).map_err(|e| bad(e.to_string()))?;
        Ok(Self { version, namespace, name, left })
    }

    fn text(&self) -> String {
        let json = json!([self.version, self.namespace, self.name, self.left]).to_string();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
    }
}

pub(super) async fn list(api: &ApiServer, call: &Call) -> Result<Response, ApiError> {
    let form = Form::wanted(&call.headers);
    let kind = call.target.kind;
    let include = IncludeObject::parse(call.options.get("includeObject"));
    let asked = Asked::read(api, call, form).await?;
    if form != Form::Table || include != IncludeObject::Object {
        // Many rows are written as they are read, which needs no room for them in between.
        let lines = match form {
            Form::Table => Lines::table(kind, include, Timestamp::now()),
            Form::Partial => Lines::partial(),
            Form::Full => Lines::whole(kind),
        };
        if asked.limit.is_none() {
            return pieces::list(api, asked, lines).await;
        }
        let (lines, walked) = asked
            .walk(api, lines, |lines, found| {
                lines.put(found);
                Ok(())
            })
            .await?;
        let metadata = asked.metadata(api, &walked).await?;
        let text = lines.finished(metadata, asked.version(walked.version));
        return Ok(text_response(StatusCode::OK, text));
    }
    let query = asked.query.clone();
    let (mut rows, version, more) = api.store().list(query, asked.limit, asked.selection.filter()).await?;
    let last = rows.last().map(|row| (row.key.namespace.clone(), row.key.name.clone()));
    let walked = Walked { version, count: rows.len(), last, more };
    let metadata = asked.metadata(api, &walked).await?;
    let version = asked.version(version);
    rows.retain(|row| asked.selection.accepts_key(&row.key));
    let text = written(move || {
        table(kind, &rows, with_version(metadata, version), include, Timestamp::now()).to_string()
    });
    Ok(text_response(StatusCode::OK, text.await?))
}

pub(super) fn with_version(mut metadata: Map<String, Value>, version: i64) -> Value {
    metadata.insert("resourceVersion".into(), version.to_string().into());
    Value::Object(metadata)
}

async fn written(write: impl FnOnce() -> String + Send + 'static) -> Result<String, ApiError> {
    tokio::task::spawn_blocking(write).await.map_err(|e| ApiError::internal(e.to_string()))
}

/// A list of whole objects. Lists of custom kinds always say how to go on.
pub(super) fn list_of(
    kind: &Kind,
    mut metadata: Map<String, Value>,
    version: i64,
    items: Vec<Value>,
) -> Value {
    if kind.is_custom() {
        metadata.entry("continue").or_insert_with(|| "".into());
    }
    metadata.insert("resourceVersion".into(), version.to_string().into());
    json!({
        "kind": format!("{}List", kind.kind), "apiVersion": kind.api_version(), "metadata": metadata, "items": items,
    })
}

/// An object of a list: core kinds leave out what the list says already.
pub(super) fn item(kind: &Kind, mut object: Value) -> Value {
    if !kind.is_custom()
        && let Some(object) = object.as_object_mut()
    {
        object.shift_remove("kind");
        object.shift_remove("apiVersion");
    }
    object
}

/// The version a list must be of, or at least: `None` for the newest.
async fn version_asked(api: &ApiServer, options: &Options) -> Result<Option<i64>, ApiError> {
    let forbidden = |why: &str| {
        let why = format!("Forbidden: {why}");
        ApiError::invalid_option("ListOptions", "resourceVersionMatch", "FieldValueForbidden", &why)
    };
    let matching = options.get("resourceVersionMatch");
    let Some(text) = options.get("resourceVersion") else {
        return match matching {
            Some(_) => Err(forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided")),
            None => Ok(None),
        };
    };
    let asked: u64 = text.parse().map_err(|_| {
        ApiError::bad_request(format!(
            "invalid resource version: resourceVersion: Invalid value: {text:?}: strconv.ParseUint: parsing {text:?}: \
             invalid syntax"
        ))
    })?;
    let asked = i64::try_from(asked).unwrap_or(i64::MAX);
    match matching {
        Some("Exact") if asked == 0 => {
            Err(forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
        }
        None | Some("Exact" | "NotOlderThan") => {
            let newest = api.store().version().await?;
            if asked > newest {
                return Err(ApiError::version_too_large(asked, newest));
            }
            Ok(Some(asked).filter(|_| matching == Some("Exact")))
        }
        Some(other) => {
            let why =
                format!("Unsupported value: {other:?}: supported values: \"Exact\", \"NotOlderThan\", \"\"");
            let cause = "FieldValueNotSupported";
            Err(ApiError::invalid_option("ListOptions", "resourceVersionMatch", cause, &why))
        }
    }
}

/// A list that is asked for.
pub(super) struct Asked {
    selection: Selection,
    query: Query,
    limit: Option<usize>,
    /// How many there are from here on, where an earlier page has counted.
    left: Option<i64>,
}

impl Asked {
    async fn read(api: &ApiServer, call: &Call, form: Form) -> Result<Self, ApiError> {
        let kind = call.target.kind;
        let selection = Selection::of(kind, &call.options)?;
        let limit = call.options.number("limit")?.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
        let from = call.options.get("continue").map(Continue::parse).transpose()?;
        let exact = version_asked(api, &call.options).await?;
        let at = from.as_ref().map(|c| c.version).or(exact);
        let left = from.as_ref().and_then(|c| c.left);
        let after = from.map(|c| (c.namespace, c.name));
        let wanted = match part(form, &call.options) {
            // Not a cluster's: for lists that do not show how far each workflow is.
            Part::Whole if call.options.get("nodes") == Some("none") => Part::Head,
            Part::Summary if form == Form::Table && no_metadata(kind, &call.options) => Part::Cells,
            wanted => wanted,
        };
        let query = Query { after, at, ..selection.query(&call.target, wanted) };
        Ok(Self { selection, query, limit, left })
    }

    /// Shows what is asked for to something that keeps what it wants of it.
    pub(super) async fn walk<T: Send + 'static>(
        &self,
        api: &ApiServer,
        keep: T,
        each: impl Fn(&mut T, &Found<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(T, Walked), ApiError> {
        let (filter, selection) = (self.selection.filter(), self.selection.clone());
        let names = selection.fields.concerns(|field| field.starts_with("metadata."));
        let resource = self.query.resource.clone();
        let walk = (self.query.clone(), self.limit, filter);
        let walked = api.store().walk(walk, keep, move |keep, found| {
            if !names || selection.accepts_key(&Key::new(resource.clone(), found.namespace, found.name)) {
                each(keep, found)
            } else {
                Ok(())
            }
        });
        Ok(walked.await?)
    }

    /// The version it is to be of, where one is asked for.
    pub(super) fn at(&self) -> Option<i64> {
        self.query.at
    }

    /// The version the list is of, where `now` is the newest.
    pub(super) fn version(&self, now: i64) -> i64 {
        self.query.at.unwrap_or(now)
    }

    /// How to go on.
    async fn metadata(&self, api: &ApiServer, walked: &Walked) -> Result<Map<String, Value>, ApiError> {
        let mut metadata = Map::new();
        if walked.more
            && let Some((namespace, name)) = walked.last.clone()
        {
            let mut next = Continue { version: self.version(walked.version), namespace, name, left: None };
            if self.selection.is_empty() {
                let all = match self.left {
                    Some(left) => left,
                    None => api.store().count(self.query.clone()).await?,
                };
                let shown = i64::try_from(walked.count).unwrap_or(i64::MAX);
                next.left = Some(all.saturating_sub(shown).max(1));
            }
            metadata.insert("continue".into(), next.text().into());
            if let Some(left) = next.left {
                metadata.insert("remainingItemCount".into(), left.into());
            }
        }
        Ok(metadata)
    }
}

/// Whether a table is written from the summaries alone.
fn no_metadata(kind: &Kind, options: &Options) -> bool {
    IncludeObject::parse(options.get("includeObject")) == IncludeObject::None && !columns::need_metadata(kind)
}
