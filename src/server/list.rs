//! `GET workflows`: newest first, page by page, with the parts that the caller wants.

use std::collections::HashSet;

use axum::response::Response;
use futures::{FutureExt, StreamExt};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::archive;
use super::dispatch::{Call, Server};
use super::error::{ApiError, Code, text_response};
use super::fields::Fields;
use super::query::Query;
use crate::client::kube::{Rest, Url, listed_raw};
use crate::client::raw::Item;
use crate::core::api::kinds;
use crate::ports::client::{ClientError, Refusal};

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
    ) -> Result<(Vec<(Item, Source)>, String), ApiError> {
        let (there, version) = self.read_one(rest, &self.there, part).await?;
        let mut all: Vec<_> = there.into_iter().map(|item| (item, Source::There)).collect();
        // In this order one that goes now is found twice rather than not at all.
        if let Some(url) = &self.kept {
            let (kept, _) = self.read_one(rest, url, part).await?;
            if !kept.is_empty() {
                let seen: HashSet<String> = all.iter().map(|(item, _)| item.uid.clone()).collect();
                let kept = kept.into_iter().filter(|item| !seen.contains(&item.uid));
                all.extend(kept.map(|item| (item, Source::Kept)));
            }
        }
        all.sort_by(|(one, _), (other, _)| (&other.created, &other.name).cmp(&(&one.created, &one.name)));
        Ok((all, version))
    }

    async fn read_one(&self, rest: &Rest, url: &Url, part: Part) -> Result<(Vec<Item>, String), ApiError> {
        let mut url = url.clone();
        if part == Part::Head && self.kept.is_some() {
            url = url.with("nodes", "none");
        }
        Ok(listed_raw(rest, &url, part == Part::Metadata).await?)
    }
}

/// The objects of items.
///
/// # Errors
/// When one is no JSON.
pub(super) fn objects(page: Vec<(Item, Source)>) -> Result<Vec<Value>, ApiError> {
    page.into_iter().map(|(item, _)| object(&item.text)).collect()
}

/// The object of a text.
///
/// # Errors
/// When it is no JSON.
pub(super) fn object(text: &str) -> Result<Value, ApiError> {
    serde_json::from_str(text).map_err(|error| ApiError::new(Code::Internal, error.to_string()))
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
    all.retain(|(item, _)| filter.admits(item));
    let (from, total) = (usize::try_from(offset).unwrap_or(usize::MAX).min(all.len()), all.len());
    let to = limit
        .map_or(total, |limit| from.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)).min(total));
    let mut page: Vec<_> = all.drain(from..to).collect();
    if page_only {
        page = read_whole(call, page).await?;
    }
    let mut metadata = json!({"resourceVersion": version});
    if to < total {
        metadata["continue"] = to.to_string().into();
        metadata["remainingItemCount"] = (total - to).into();
    }
    let mut head = json!({"metadata": metadata});
    fields.prune(&mut head);
    // What is wanted of the items is copied out of their texts: most of a long list is never decoded.
    let mut text = head.to_string();
    if fields.wants("items") {
        text.pop();
        text.push_str(if text.len() > 1 { r#","items":"# } else { r#""items":"# });
        cut(&page, &fields, &mut text)?;
        text.push('}');
    }
    Ok(text_response(text))
}

/// Adds what is wanted of items to a text, as a list.
fn cut(page: &[(Item, Source)], fields: &Fields, text: &mut String) -> Result<(), ApiError> {
    if page.is_empty() {
        text.push_str("null");
        return Ok(());
    }
    for (at, (item, _)) in page.iter().enumerate() {
        text.push(if at == 0 { '[' } else { ',' });
        item.cut("items", fields, text).map_err(|why| ApiError::new(Code::Internal, why))?;
    }
    text.push(']');
    Ok(())
}

/// The workflows of a page, read one by one, without those that are gone by now.
pub(super) async fn read_whole(
    call: &Call,
    page: Vec<(Item, Source)>,
) -> Result<Vec<(Item, Source)>, ApiError> {
    let Some(kind) = kinds::by_kind("Workflow") else { return Err(ApiError::not_found("Not Found")) };
    let rest = call.backend().rest();
    let reads = page.into_iter().map(|(mut item, source)| async move {
        let url = match source {
            Source::There => Url::of_kind(kind, Some(&item.namespace)).child(&item.name),
            Source::Kept => archive::kept(&item.namespace).child(&item.uid),
        };
        match rest.get::<Value>(&url).await {
            Ok(object) => {
                item.text = object.to_string();
                Ok(Some((item, source)))
            }
            Err(error) if error.refusal == Refusal::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    });
    let reads: Vec<_> = reads.map(FutureExt::boxed).collect();
    let found: Vec<_> = futures::stream::iter(reads).buffered(AT_ONCE).collect().await;
    let there: Result<Vec<_>, ClientError> = found.into_iter().filter_map(Result::transpose).collect();
    Ok(there?)
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

    fn admits(&self, item: &Item) -> bool {
        let (mode, wanted) = self.name;
        let name = item.name.as_str();
        let named = match mode {
            "Contains" => name.contains(wanted),
            "Prefix" => name.starts_with(wanted),
            "Exact" => name == wanted,
            _ => true,
        };
        let time = |text: &str| text.parse::<Timestamp>().ok();
        named
            && self.exact_name().is_none_or(|wanted| name == wanted)
            && self.created_after.is_none_or(|after| time(&item.created).is_some_and(|t| t > after))
            && self.finished_before.is_none_or(|before| time(&item.finished).is_some_and(|t| t < before))
    }
}
