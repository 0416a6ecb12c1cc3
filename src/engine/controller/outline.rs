//! Pods as they come by, without what no step looks at: most of each is its specification and who wrote which field.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// An object without `metadata.managedFields`, and of its `spec` only the node.
#[derive(Debug, Clone)]
pub(super) struct Outline(pub(super) Value);

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Part::Object.deserialize(deserializer).map(Self)
    }
}

/// Where in the object something is.
#[derive(Clone, Copy)]
enum Part {
    Object,
    Metadata,
    Spec,
}

impl<'de> DeserializeSeed<'de> for Part {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Part {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut kept = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let value = match (self, key.as_str()) {
                (Self::Object, "metadata") => members.next_value_seed(Self::Metadata)?,
                (Self::Object, "spec") => members.next_value_seed(Self::Spec)?,
                (Self::Spec, "nodeName") => members.next_value()?,
                (Self::Spec, _) | (Self::Metadata, "managedFields") => {
                    members.next_value::<IgnoredAny>()?;
                    continue;
                }
                _ => members.next_value()?,
            };
            kept.insert(key, value);
        }
        Ok(Value::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_step_looks_at_is_kept() {
        let pod = json!({
            "metadata": {"name": "p", "labels": {"a": "b"}, "managedFields": [{"manager": "m"}]},
            "spec": {"nodeName": "here", "containers": [{"name": "main"}]}, "status": {"phase": "Running"},
        });
        let Outline(kept) = serde_json::from_value(pod).expect("an object");
        let wanted = json!({
            "metadata": {"name": "p", "labels": {"a": "b"}}, "spec": {"nodeName": "here"},
            "status": {"phase": "Running"},
        });
        assert_eq!(kept, wanted);
    }
}
