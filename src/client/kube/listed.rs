//! Short lists, read as a whole.

use serde::Deserialize;

/// A page of a list.
#[derive(Debug, Deserialize)]
pub(super) struct Page<T> {
    #[serde(default)]
    pub(super) metadata: PageMeta,
    #[serde(default = "Vec::new")]
    pub(super) items: Vec<T>,
}

/// What a page says about the list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageMeta {
    #[serde(default)]
    pub(super) resource_version: String,
}
