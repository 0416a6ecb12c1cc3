//! `GET workflows`: newest first, page by page, with the parts that the caller wants.

use std::collections::HashSet;

use axum::response::Response;
use futures::{FutureExt, StreamExt};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::archive;
use super::dispatch::{Call, Server};
use super::error::{ApiError, json_response};
use super::fields::Fields;
use super::objects::{items, plain};
use super::query::Query;
use crate::client::kube::{Rest, Url, listed, listed_metadata};
use crate::core::api::kinds;
use crate::ports::client::Refusal;

/// The largest page whose workflows are read one by one.
pub(super) const WHOLE_PAGE: u64 = 500;

/// How many of them at a time.
const AT_ONCE: usize = 8;

/// Where a workflow is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Among the others.
    There,
    /// It is gone, and kept in the archive.
    Kept,
}

/// Where to look for workflows.
pub(super) struct Places {
    pub(super) there: Url,
    /// The archive, where the place behind the server has one.
    pub(super) kept: Option<Url>,
}

/// How much of each is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Metadata,
    /// All but the nodes, where the place behind the server can leave them out.
    Head,
    Whole,
}

impl Places {
    /// The workflows of both, newest first, each once; and the version of the list.
    pub(super) async fn read(
        &self,
        rest: &Rest,
        part: Part,
    ) -> Result<(Vec<(Value, Source)>, String), ApiError> {
        let (there, version) = self.read_one(rest, &self.there, part).await?;
        let mut all: Vec<_> = there.into_iter().map(|object| (object, Source::There)).collect();
        // In this order one that goes now is found twice rather than not at all.
        if let Some(url) = &self.kept {
            let (kept, _) = self.read_one(rest, url, part).await?;
            if !kept.is_empty() {
                let seen: HashSet<String> = all.iter().map(|(object, _)| uid(object).to_owned()).collect();
                let kept = kept.into_iter().filter(|object| !seen.contains(uid(object)));
                all.extend(kept.map(|object| (object, Source::Kept)));
            }
        }
        all.sort_by(|(one, _), (other, _)| newest(other).cmp(&newest(one)));
        Ok((all, version))
    }

    async fn read_one(&self, rest: &Rest, url: &Url, part: Part) -> Result<(Vec<Value>, String), ApiError> {
        Ok(match part {
            Part::Metadata => listed_metadata(rest, url).await?,
            Part::Head if self.kept.is_some() => listed(rest, &url.clone().with("nodes", "none")).await?,
            Part::Head | Part::Whole => listed(rest, url).await?,
        })
    }
}

fn uid(object: &Value) -> &str {
    object.pointer("/metadata/uid").and_then(Value::as_str).unwrap_or_default()
}

pub(super) async fn workflows(server: &Server, call: &Call) -> Result<Response, ApiError> {
    let query = &call.query;
    let fields = Fields::parse(query.text("fields"), "");
    let filter = Filter::read(query)?;
    let limit = query.number("listOptions.limit")?.filter(|limit| *limit > 0);
    let offset = query.number("listOptions.continue")?.unwrap_or_default();
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let labels = call.backend().selector(query.text("listOptions.labelSelector"));
    let there = Url::of_kind(kind, Some(call.place(0)))
        .with("labelSelector", &labels)
        .with_text("fieldSelector", filter.fields);
    // The archive knows no fields but the name.
    let known = filter.fields.is_empty() || filter.exact_name().is_some();
    let kept = (server.place.keeps() && known)
        .then(|| archive::kept(call.place(0)).with_text("labelSelector", &labels));
    let places = Places { there, kept };
    // A page of a long list: what it is put in order by is metadata, and only what is on it is read whole.
    let page_only = limit.is_some_and(|limit| limit <= WHOLE_PAGE) && filter.finished_before.is_none();
    let part = match page_only {
        true => Part::Metadata,
        false if !fields.wants("items.status.nodes") => Part::Head,
        false => Part::Whole,
    };
    let (mut all, version) = places.read(call.backend().rest(), part).await?;
    all.retain(|(object, _)| filter.admits(object));
    let (from, total) = (usize::try_from(offset).unwrap_or(usize::MAX).min(all.len()), all.len());
    let to = limit
        .map_or(total, |limit| from.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)).min(total));
    let page: Vec<_> = all.drain(from..to).collect();
    let page = match page_only {
        true => read_whole(call, page).await?,
        false => page.into_iter().map(|(object, _)| object).collect(),
    };
    let page: Vec<Value> = page.into_iter().map(plain).collect();
    let mut metadata = json!({"resourceVersion": version});
    if to < total {
        metadata["continue"] = to.to_string().into();
        metadata["remainingItemCount"] = (total - to).into();
    }
    let mut wrapped = json!({"metadata": metadata, "items": page});
    fields.prune(&mut wrapped);
    if let Some(Value::Array(found)) = wrapped.get_mut("items").map(Value::take) {
        wrapped["items"] = items(found);
    }
    Ok(json_response(&wrapped))
}

/// The workflows of a page, read one by one, without those that are gone by now.
pub(super) async fn read_whole(call: &Call, page: Vec<(Value, Source)>) -> Result<Vec<Value>, ApiError> {
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let text = |object: &Value, key: &str| object["metadata"][key].as_str().unwrap_or_default().to_owned();
    let url = |(object, source): &(Value, Source)| {
        let namespace = text(object, "namespace");
        match source {
            Source::There => Url::of_kind(kind, Some(&namespace)).child(&text(object, "name")),
            Source::Kept => archive::kept(&namespace).child(&text(object, "uid")),
        }
    };
    let urls: Vec<Url> = page.iter().map(url).collect();
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

    /// The one name that the field selector asks for, where that is all it says.
    fn exact_name(&self) -> Option<&'q str> {
        let name = self.fields.strip_prefix("metadata.name=")?.trim_start_matches('=');
        (!name.contains([',', '='])).then_some(name)
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
            && self.exact_name().is_none_or(|wanted| name == wanted)
            && self
                .created_after
                .is_none_or(|after| time("/metadata/creationTimestamp").is_some_and(|t| t > after))
            && self
                .finished_before
                .is_none_or(|before| time("/status/finishedAt").is_some_and(|t| t < before))
    }
}
