//! Small value types of Argo's API: texts that come as numbers, integers that come as text, loop items.

use std::fmt;
use std::ops::Deref;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::WorkflowStep;
use super::member::plain_member;
use super::schema::Kind;

/// The value of a parameter: text that may be written as a number or boolean in a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct AnyString(pub String);

impl Deref for AnyString {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AnyString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for AnyString {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for AnyString {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl AnyString {
    /// Returns the text Argo makes of a JSON value: numbers in shortest decimal form, lists and objects empty.
    pub fn from_json(value: &Value) -> Self {
        match value {
            Value::String(text) => Self(text.clone()),
            Value::Bool(on) => Self(on.to_string()),
            Value::Number(number) => Self(shortest_decimal(number.as_f64().unwrap_or_default())),
            Value::Null | Value::Array(_) | Value::Object(_) => Self::default(),
        }
    }
}

/// Returns a number the way Go's `FormatFloat(f, 'f', -1, 64)` does: all digits, no exponent.
fn shortest_decimal(number: f64) -> String {
    format!("{number}")
}

impl<'de> Deserialize<'de> for AnyString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyStringVisitor;

        impl<'de> Visitor<'de> for AnyStringVisitor {
            type Value = AnyString;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a string, number or boolean")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<AnyString, E> {
                Ok(AnyString(text.to_owned()))
            }

            fn visit_string<E: serde::de::Error>(self, text: String) -> Result<AnyString, E> {
                Ok(AnyString(text))
            }

            fn visit_bool<E: serde::de::Error>(self, on: bool) -> Result<AnyString, E> {
                Ok(AnyString(on.to_string()))
            }

            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<AnyString, E> {
                Ok(AnyString(shortest_decimal(number)))
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<AnyString, E> {
                self.visit_f64(number as f64)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<AnyString, E> {
                self.visit_f64(number as f64)
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<AnyString, E> {
                Ok(AnyString::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<AnyString, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(AnyString::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyString, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyString::default())
            }
        }

        deserializer.deserialize_any(AnyStringVisitor)
    }
}

plain_member!(AnyString, Kind::AnyString, |text: &AnyString| text.0.is_empty());

/// An integer, or text that holds one or a `{{tag}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum IntOrString {
    /// Written as a number.
    Int(i64),
    /// Written as text.
    Str(String),
}

impl Default for IntOrString {
    fn default() -> Self {
        Self::Int(0)
    }
}

impl fmt::Display for IntOrString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => write!(f, "{number}"),
            Self::Str(text) => f.write_str(text),
        }
    }
}

plain_member!(IntOrString, Kind::IntOrString, |_: &IntOrString| false);

/// One element of `withItems`: any JSON value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Item(pub Value);

// Not derived: an `Option` around it must still see null as an item.
impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self)
    }
}

plain_member!(Item, Kind::Any, |_: &Item| false);

/// One parallel group of a steps template; a plain list in JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParallelSteps(pub Vec<WorkflowStep>);

impl Deref for ParallelSteps {
    type Target = Vec<WorkflowStep>;

    fn deref(&self) -> &Vec<WorkflowStep> {
        &self.0
    }
}

plain_member!(ParallelSteps, Kind::ParallelSteps, |_: &ParallelSteps| false);
