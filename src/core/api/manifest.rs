//! Manifest files as Argo's command line reads them (engine.md §6.1): text to objects of Argo's kinds.

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::decode::{KeyOrder, decode};
use super::schema::Schema;
use super::{
    ClusterWorkflowTemplate, CronWorkflow, ObjectMeta, Workflow, WorkflowEventBinding, WorkflowTaskSet,
    WorkflowTemplate,
};
use crate::core::yaml;

/// One object of a manifest file.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The kind; nothing for documents of kinds that are not Argo's.
    pub kind: Option<&'static str>,
    /// What Go makes of it, also where there is an error.
    pub object: Value,
    /// Why it does not fit its type, in the words of the reference.
    pub error: Option<String>,
}

/// Returns the field table of a kind that manifests may hold.
pub fn schema_of(kind: &str) -> Option<(&'static str, &'static Schema)> {
    Some(match kind {
        "Workflow" => ("Workflow", Workflow::schema()),
        "WorkflowTemplate" => ("WorkflowTemplate", WorkflowTemplate::schema()),
        "ClusterWorkflowTemplate" => ("ClusterWorkflowTemplate", ClusterWorkflowTemplate::schema()),
        "CronWorkflow" => ("CronWorkflow", CronWorkflow::schema()),
        "WorkflowEventBinding" => ("WorkflowEventBinding", WorkflowEventBinding::schema()),
        "WorkflowTaskSet" => ("WorkflowTaskSet", WorkflowTaskSet::schema()),
        _ => return None,
    })
}

/// Reads all objects of a manifest file. JSON is one object; other text is cut at lines that begin with `---`.
/// As in the reference, documents that are no YAML or have no kind are left out, and with `strict` those that give a
/// key twice.
pub fn parse_objects(text: &str, strict: bool) -> Vec<Parsed> {
    if let Some((value, duplicates)) = read_json(text) {
        let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
        return vec![object(kind, &value, KeyOrder::Written, strict, duplicates)];
    }
    let documents = text.split("\n---").filter(|piece| !piece.trim().is_empty());
    documents.filter_map(|piece| document(piece, strict)).collect()
}

fn document(text: &str, strict: bool) -> Option<Parsed> {
    let value = yaml::read(text.as_bytes()).ok()?;
    let kind = match &value {
        Value::Null => "",
        value => value.get("kind").and_then(Value::as_str).filter(|kind| !kind.is_empty())?,
    };
    if strict && yaml::read_strict(text.as_bytes()).is_err() {
        return None;
    }
    Some(object(kind, &value, KeyOrder::Sorted, strict, Vec::new()))
}

fn object(kind: &str, value: &Value, order: KeyOrder, strict: bool, duplicates: Vec<String>) -> Parsed {
    let known = schema_of(kind);
    let schema = known.map_or_else(ObjectMeta::schema, |(_, schema)| schema);
    let mut decoded = decode(schema, value, order, strict);
    if strict {
        decoded.strict.splice(0..0, duplicates);
    }
    let error = decoded.failure();
    Parsed { kind: known.map(|(kind, _)| kind), object: decoded.object, error }
}

/// Reads JSON text; also says which fields are given twice.
fn read_json(text: &str) -> Option<(Value, Vec<String>)> {
    let mut duplicates = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Watched { path: String::new(), duplicates: &mut duplicates }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some((value, duplicates))
}

/// A value at a place, watched for fields that are given twice.
struct Watched<'a> {
    path: String,
    duplicates: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Watched<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Watched<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, on: bool) -> Result<Value, E> {
        Ok(on.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let path = format!("{}[{}]", self.path, items.len());
            match seq.next_element_seed(Watched { path, duplicates: self.duplicates })? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let path = if self.path.is_empty() { key.clone() } else { format!("{}.{key}", self.path) };
            if object.contains_key(&key) {
                self.duplicates.push(format!("duplicate field \"{path}\""));
            }
            let value = map.next_value_seed(Watched { path, duplicates: self.duplicates })?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
