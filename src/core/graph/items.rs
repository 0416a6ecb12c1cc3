//! Loop items: any JSON, its numbers kept as they were written (engine.md §2.3).

use serde_json::Value;

use super::sequence::sequence_items;
use crate::core::api::{Item, Sequence};
use crate::core::text::json_fault::fault_of;
use crate::core::when;

/// One item of a loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoopItem {
    /// Compact JSON.
    text: String,
}

/// What an item counts as; null counts as a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Text, or a number no machine can hold.
    String,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// An object.
    Map,
    /// A list, or null.
    List,
}

impl LoopItem {
    /// Reads JSON text.
    ///
    /// # Errors
    /// What Go says about text that is no JSON.
    pub fn parse(json: &str) -> Result<Self, String> {
        match fault_of(json.as_bytes()) {
            Some(fault) => Err(fault),
            None => Ok(Self { text: compact(json) }),
        }
    }

    /// Returns what the item counts as.
    pub fn kind(&self) -> ItemKind {
        match self.text.as_bytes().first() {
            Some(b'{') => ItemKind::Map,
            Some(b'[' | b'n') => ItemKind::List,
            Some(b't' | b'f') => ItemKind::Bool,
            Some(b'"') => ItemKind::String,
            _ if self.text.parse::<f64>().is_ok_and(f64::is_finite) => ItemKind::Number,
            _ => ItemKind::String,
        }
    }

    /// Returns the item as names of nodes and `{{item.key}}` show it: text without quotes but with its escapes,
    /// other items as compact JSON.
    pub fn shown(&self) -> String {
        let inner = self.text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(&self.text);
        let escaped = inner.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        escaped.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")
    }

    /// Returns what the item gives to templates: `item`, and `item.KEY` for the keys of an object.
    pub fn names(&self) -> Vec<(String, String)> {
        let whole = match self.kind() {
            ItemKind::Number | ItemKind::Bool => self.shown(),
            ItemKind::String => match serde_json::from_str(&self.text) {
                Ok(Value::String(text)) => text,
                _ => String::new(),
            },
            ItemKind::List => escape_html(&self.text),
            ItemKind::Map => {
                let members = members(&self.text);
                let parts: Vec<String> = members
                    .iter()
                    .map(|(key, value)| format!("{}:{}", escape_html(&quoted(key)), escape_html(&value.text)))
                    .collect();
                let mut names = vec![("item".to_owned(), format!("{{{}}}", parts.join(",")))];
                names.extend(members.iter().map(|(key, value)| (format!("item.{key}"), value.shown())));
                return names;
            }
        };
        vec![("item".to_owned(), whole)]
    }

    /// Returns the name of the step or task for this item: `name(INDEX:ITEM)`, without brackets in the item.
    ///
    /// # Errors
    /// When the index could not be read out of the name again, as the reference does when it sorts.
    pub fn node_name(&self, name: &str, index: usize) -> Result<String, String> {
        let item = match self.kind() {
            ItemKind::Map => {
                let mut parts: Vec<String> = members(&self.text)
                    .iter()
                    .map(|(key, value)| format!("{key}:{}", value.shown()))
                    .collect();
                parts.sort();
                parts.join(",")
            }
            ItemKind::List => {
                let elements: Vec<String> = elements(&self.text).iter().map(Self::shown).collect();
                format!("[{}]", elements.join(" "))
            }
            _ => self.shown(),
        };
        if name.contains(['(', ':']) {
            return Err(format!(
                "the name {name:?} of a step or task with a loop may not contain '(' or ':'"
            ));
        }
        Ok(format!("{name}({index}:{})", item.replace(['(', ')'], "")))
    }

    /// Returns the JSON text.
    pub fn json(&self) -> &str {
        &self.text
    }
}

impl From<&Item> for LoopItem {
    fn from(item: &Item) -> Self {
        Self { text: item.0.to_string() }
    }
}

/// Returns what a step or task runs over; nothing when it has no loop. Text that is no list and a sequence that is
/// none do no harm where `when` says that it does not run.
///
/// # Errors
/// The reference's message for text that is no JSON list, and for a sequence without numbers.
pub fn loop_items(
    items: &[Item],
    param: &str,
    sequence: Option<&Sequence>,
    when: &str,
) -> Result<Option<Vec<LoopItem>>, String> {
    let read = if !items.is_empty() {
        return Ok(Some(items.iter().map(LoopItem::from).collect()));
    } else if !param.is_empty() {
        param_items(param).map_err(|fault| {
            format!("withParam value could not be parsed as a JSON list: {}: {fault}", param.trim())
        })
    } else if let Some(sequence) = sequence {
        sequence_items(sequence)
    } else {
        return Ok(None);
    };
    match read {
        Ok(items) => Ok(Some(items)),
        Err(_) if when::should_execute(when) == Ok(false) => Ok(Some(Vec::new())),
        Err(error) => Err(error),
    }
}

fn param_items(param: &str) -> Result<Vec<LoopItem>, String> {
    if let Some(fault) = fault_of(param.as_bytes()) {
        return Err(fault);
    }
    let text = compact(param);
    let found = match text.as_bytes().first() {
        Some(b'[' | b'n') => return Ok(elements(&text)),
        Some(b'{') => "object",
        Some(b'"') => "string",
        Some(b't' | b'f') => "bool",
        _ => "number",
    };
    Err(format!("json: cannot unmarshal {found} into Go value of type []v1alpha1.Item"))
}

/// Valid JSON without blanks between its parts.
fn compact(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if !quoted && matches!(c, ' ' | '\t' | '\r' | '\n') {
            continue;
        }
        text.push(c);
        quoted = quoted != (c == '"' && !escaped);
        escaped = quoted && c == '\\' && !escaped;
    }
    text
}

/// The parts of compact JSON text, separated by commas or colons outside of inner brackets.
fn parts(json: &str) -> Vec<&str> {
    let inner = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
    if inner.is_empty() {
        return Vec::new();
    }
    let (mut quoted, mut escaped, mut depth, mut start) = (false, false, 0_usize, 0);
    let mut found = Vec::new();
    for (at, byte) in inner.bytes().enumerate() {
        quoted = quoted != (byte == b'"' && !escaped);
        escaped = quoted && byte == b'\\' && !escaped;
        match byte {
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' | b':' if depth == 0 => {
                found.push(inner.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(inner.get(start..).unwrap_or_default());
    found
}

/// The elements of a list; null has none.
fn elements(json: &str) -> Vec<LoopItem> {
    if json == "null" {
        return Vec::new();
    }
    parts(json).into_iter().map(|part| LoopItem { text: part.to_owned() }).collect()
}

/// The members of an object in the order of their keys; of equal keys the last counts.
fn members(json: &str) -> std::collections::BTreeMap<String, LoopItem> {
    let parts = parts(json);
    let pairs = parts.chunks_exact(2).filter_map(|pair| match pair {
        [key, value] => Some((serde_json::from_str(key).ok()?, LoopItem { text: (*value).to_owned() })),
        _ => None,
    });
    pairs.collect()
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Go writes these characters of JSON with escapes.
fn escape_html(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
