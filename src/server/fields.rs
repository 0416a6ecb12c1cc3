//! The `fields` option: which parts of an answer the caller wants.

use serde_json::Value;

use crate::client::raw::{Choice, Keep};

/// A list of paths that are wanted, or that are not.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    paths: Vec<String>,
    exclude: bool,
}

impl Fields {
    /// Reads `metadata,items.spec`, or `-items.status.nodes`. `prefix` is what paths of streams begin with.
    pub(super) fn parse(text: &str, prefix: &str) -> Self {
        let (exclude, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let paths = text.split(',').map(str::trim).filter(|path| !path.is_empty());
        let paths = paths.map(|path| path.strip_prefix(prefix).unwrap_or(path).to_owned()).collect();
        Self { paths, exclude }
    }

    /// Whether anything at or below a path is wanted.
    pub(super) fn wants(&self, path: &str) -> bool {
        if self.paths.is_empty() {
            return true;
        }
        if self.exclude {
            return !self.paths.iter().any(|excluded| excluded == path);
        }
        self.paths.iter().any(|wanted| is_within(wanted, path) || is_within(path, wanted))
    }

    /// Takes away what is not wanted.
    pub(super) fn prune(&self, value: &mut Value) {
        if !self.paths.is_empty() {
            self.prune_at(value, &mut String::new());
        }
    }

    fn prune_at(&self, value: &mut Value, path: &mut String) {
        match value {
            Value::Object(map) => {
                let before = path.len();
                map.retain(|key, value| {
                    if before > 0 {
                        path.push('.');
                    }
                    path.push_str(key);
                    let wanted = self.wants(path);
                    let whole = !self.exclude && self.paths.iter().any(|one| is_within(path, one));
                    if wanted && !whole {
                        self.prune_at(value, path);
                    }
                    path.truncate(before);
                    wanted
                });
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.prune_at(item, path)),
            _ => {}
        }
    }
}

impl Choice for Fields {
    fn keep(&self, path: &str) -> Keep {
        // What every caller knows already.
        if matches!(path, "items.kind" | "items.apiVersion") || !self.wants(path) {
            return Keep::Nothing;
        }
        let whole = match self.exclude {
            true => !self.paths.iter().any(|one| is_within(one, path)),
            false => self.paths.is_empty() || self.paths.iter().any(|one| is_within(path, one)),
        };
        if whole { Keep::Whole } else { Keep::Inside }
    }

    fn array(&self, path: &str, mut array: Value) -> Value {
        self.prune_at(&mut array, &mut path.to_owned());
        array
    }
}

/// Whether a path is another one, or below it.
fn is_within(path: &str, of: &str) -> bool {
    path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_are_chosen_or_left_out() {
        let list = || json!({"metadata": {"a": 1}, "items": [{"metadata": {"name": "x"}, "status": {"phase": "P", "nodes": {}}}]});
        let mut chosen = list();
        Fields::parse("items.metadata.name,items.status.phase", "").prune(&mut chosen);
        assert_eq!(chosen, json!({"items": [{"metadata": {"name": "x"}, "status": {"phase": "P"}}]}));
        let mut without = list();
        Fields::parse("-items.status.nodes,metadata", "").prune(&mut without);
        assert_eq!(without, json!({"items": [{"metadata": {"name": "x"}, "status": {"phase": "P"}}]}));
    }
}
