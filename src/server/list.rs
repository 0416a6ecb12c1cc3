//! `GET workflows`: newest first, page by page, with the parts that the caller wants.

use axum::response::Response;
use futures::{FutureExt, StreamExt};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::dispatch::Call;
use super::error::{ApiError, json_response};
use super::fields::Fields;
use super::objects::{items, plain};
use super::query::Query;
use crate::client::kube::{Url, listed, listed_metadata};
use crate::core::api::kinds;
use crate::ports::client::Refusal;

/// The largest page whose workflows are read one by one.
const WHOLE_PAGE: u64 = 500;

/// How many of them at a time.
const AT_ONCE: usize = 8;

pub(super) async fn workflows(call: &Call) -> Result<Response, ApiError> {
    let query = &call.query;
    let fields = Fields::parse(query.text("fields"), "");
    let filter = Filter::read(query)?;
    let limit = query.number("listOptions.limit")?.filter(|limit| *limit > 0);
    let offset = query.number("listOptions.continue")?.unwrap_or_default();
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let labels = call.backend().selector(query.text("listOptions.labelSelector"));
    let url = Url::of_kind(kind, Some(call.place(0)))
        .with("labelSelector", labels)
        .with_text("fieldSelector", filter.fields);
    // A page of a long list: what it is put in order by is metadata, and only what is on it is read whole.
    let page_only = limit.is_some_and(|limit| limit <= WHOLE_PAGE) && filter.finished_before.is_none();
    let rest = call.backend().rest();
    let (mut all, version) =
        if page_only { listed_metadata(rest, &url).await? } else { listed::<Value>(rest, &url).await? };
    all.retain(|object| filter.admits(object));
    all.sort_by(|one, other| newest(other).cmp(&newest(one)));
    let (from, total) = (usize::try_from(offset).unwrap_or(usize::MAX).min(all.len()), all.len());
    let to = limit
        .map_or(total, |limit| from.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)).min(total));
    let mut page: Vec<Value> = all.drain(from..to).collect();
    if page_only {
        page = whole(call, &page).await?;
    }
    page = page.into_iter().map(plain).collect();
    let mut metadata = json!({"resourceVersion": version});
    if to < total {
        metadata["continue"] = to.to_string().into();
        metadata["remainingItemCount"] = (total - to).into();
    }
    let mut wrapped = json!({"metadata": metadata, "items": page.split_off(0)});
    fields.prune(&mut wrapped);
    if let Some(Value::Array(found)) = wrapped.get_mut("items").map(Value::take) {
        wrapped["items"] = items(found);
    }
    Ok(json_response(&wrapped))
}

/// The workflows of a page, without those that are gone by now.
async fn whole(call: &Call, page: &[Value]) -> Result<Vec<Value>, ApiError> {
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let text = |object: &Value, key: &str| object["metadata"][key].as_str().unwrap_or_default().to_owned();
    let urls: Vec<Url> = page
        .iter()
        .map(|object| Url::of_kind(kind, Some(&text(object, "namespace"))).child(&text(object, "name")))
        .collect();
    let found: Vec<_> = urls.iter().map(|url| call.backend().rest().get::<Value>(url).boxed()).collect();
    let found: Vec<_> = futures::stream::iter(found).buffered(AT_ONCE).collect().await;
    let there =
        found.into_iter().filter(|one| !one.as_ref().is_err_and(|error| error.refusal == Refusal::NotFound));
    Ok(there.collect::<Result<_, _>>()?)
}

/// What workflows are put in order by.
pub(super) fn newest(object: &Value) -> (&str, &str) {
    let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
    (text("/metadata/creationTimestamp"), text("/metadata/name"))
}

/// Which workflows are wanted, besides selectors that the place behind the server knows.
struct Filter<'q> {
    fields: &'q str,
    /// The mode, and the text.
    name: (&'q str, &'q str),
    created_after: Option<Timestamp>,
    finished_before: Option<Timestamp>,
}

impl<'q> Filter<'q> {
    fn read(query: &'q Query) -> Result<Self, ApiError> {
        let mut name = ("", "");
        let mut fields = query.text("listOptions.fieldSelector");
        // With a mode, the name of the field selector is not the whole name.
        let mode = query.text("nameFilter");
        if !mode.is_empty() {
            if !["Exact", "Contains", "Prefix"].contains(&mode) {
                return Err(ApiError::invalid(format!(
                    "nameFilter: {mode:?} is none of Exact, Contains, Prefix"
                )));
            }
            if let Some(text) = fields.strip_prefix("metadata.name=") {
                (name, fields) = ((mode, text.trim_start_matches('=')), "");
            }
        }
        let (created_after, finished_before) = (query.time("createdAfter")?, query.time("finishedBefore")?);
        Ok(Self { fields, name, created_after, finished_before })
    }

    fn admits(&self, object: &Value) -> bool {
        let text = |at| object.pointer(at).and_then(Value::as_str).unwrap_or_default();
        let time = |at| text(at).parse::<Timestamp>().ok();
        let (mode, wanted) = self.name;
        let name = text("/metadata/name");
        let named = match mode {
            "Contains" => name.contains(wanted),
            "Prefix" => name.starts_with(wanted),
            "Exact" => name == wanted,
            _ => true,
        };
        named
            && self
                .created_after
                .is_none_or(|after| time("/metadata/creationTimestamp").is_some_and(|t| t > after))
            && self
                .finished_before
                .is_none_or(|before| time("/status/finishedAt").is_some_and(|t| t < before))
    }
}
