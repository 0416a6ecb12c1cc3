//! Loops: one step or task for each item (engine.md §3.13).

use jiff::Timestamp;

use super::items::LoopItem;
use crate::core::template::{Mode, Names, Slot, TemplateError, replace};
use crate::core::when;

/// Why a loop cannot be expanded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpandError {
    /// A tag that cannot be filled in.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A name that nodes cannot have.
    #[error("{0}")]
    Name(String),
}

/// Fills in one item: `json` is the step or task, `name` its name, `condition` its `when`. Returns the name of the
/// node and the JSON of the step or task. Where the condition is false already, what is not known may stay.
///
/// # Errors
/// A tag that cannot be filled in, or a name that nodes cannot have.
pub fn expand_item(
    json: &str,
    (name, index): (&str, usize),
    item: &LoopItem,
    outer: &dyn Names,
    condition: &str,
    now: Timestamp,
) -> Result<(String, String), ExpandError> {
    let node_name = item.node_name(name, index).map_err(ExpandError::Name)?;
    let never = when::should_execute(condition) == Ok(false);
    let names = WithItem { item: item.names(), outer, without_absent: never };
    let mode = if never { Mode::Lenient } else { Mode::Strict };
    Ok((node_name, replace(json, &names, mode, now)?))
}

/// The names of an item before all others.
struct WithItem<'a> {
    item: Vec<(String, String)>,
    outer: &'a dyn Names,
    /// Outputs nobody gave are unknown rather than errors.
    without_absent: bool,
}

impl WithItem<'_> {
    fn fits(&self, slot: &Slot<'_>) -> bool {
        !self.without_absent || *slot != Slot::Absent
    }
}

impl Names for WithItem<'_> {
    fn get(&self, name: &str) -> Option<Slot<'_>> {
        if let Some((_, value)) = self.item.iter().find(|(key, _)| key == name) {
            return Some(Slot::Text(value));
        }
        self.outer.get(name).filter(|slot| self.fits(slot))
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)> {
        let own = self.item.iter().filter(|(key, _)| key.starts_with(prefix));
        let mut found: Vec<_> = own.map(|(key, value)| (key.as_str(), Slot::Text(value.as_str()))).collect();
        for (key, slot) in self.outer.starting_with(prefix) {
            if self.fits(&slot) && !self.item.iter().any(|(own, _)| own == key) {
                found.push((key, slot));
            }
        }
        found
    }
}
