//! Data templates: the keys of the repository below a place, transformed (engine.md §4.6).

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::core::api::{Artifact, Template};
use crate::core::data;
use crate::engine::artifacts::Stores;

/// The outputs of a data template.
pub(super) async fn outputs(
    stores: &Stores,
    namespace: &str,
    template: &Template,
    now: Timestamp,
) -> Result<Value, String> {
    let failed = |why: String| format!("unable to process data template: {why}");
    let wanted = template.data.as_ref().ok_or_else(|| failed("no data is wanted".to_owned()))?;
    let paths = wanted.source.artifact_paths.as_ref();
    let paths = paths.ok_or_else(|| failed("no data source is given".to_owned()))?;
    // The fields of an artifact, and no others.
    let place = serde_json::to_value(paths).and_then(serde_json::from_value::<Artifact>);
    let place = place.map_err(|error| failed(error.to_string()))?;
    let place = place.located(&template.archive_location.clone().unwrap_or_default());
    let keys = stores.list(namespace, &place).await.map_err(|error| failed(error.to_string()))?;
    let result = data::transform(wanted, keys, now).map_err(failed)?;
    Ok(json!({ "result": result }))
}
