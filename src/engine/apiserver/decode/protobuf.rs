//! Kubernetes' protocol buffers, as far as clients cannot do without: bodies of the core kinds that `kubectl` makes and of
//! reviews. They become JSON; answers are always JSON, which every client takes.

use base64::Engine as _;
use serde_json::{Map, Value, json};

/// The type a protocol buffer is of: its fields by number.
struct Message(&'static [(u64, &'static str, Field)]);

/// What a field holds.
#[derive(Clone, Copy)]
enum Field {
    Text,
    Int,
    Bool,
    Bytes,
    Time,
    One(&'static Message),
    Texts,
    Many(&'static Message),
    TextMap,
    BytesMap,
}

use Field::{Bool, Bytes, BytesMap, Int, Many, One, Text, TextMap, Texts, Time};

static OWNER: Message = Message(&[
    (1, "kind", Text),
    (3, "name", Text),
    (4, "uid", Text),
    (5, "apiVersion", Text),
    (6, "controller", Bool),
    (7, "blockOwnerDeletion", Bool),
]);
static META: Message = Message(&[
    (1, "name", Text),
    (2, "generateName", Text),
    (3, "namespace", Text),
    (5, "uid", Text),
    (6, "resourceVersion", Text),
    (11, "labels", TextMap),
    (12, "annotations", TextMap),
    (13, "ownerReferences", Many(&OWNER)),
    (14, "finalizers", Texts),
]);
static REFERENCE: Message = Message(&[
    (1, "kind", Text),
    (2, "namespace", Text),
    (3, "name", Text),
    (4, "uid", Text),
    (5, "apiVersion", Text),
    (6, "resourceVersion", Text),
    (7, "fieldPath", Text),
]);
static LOCAL: Message = Message(&[(1, "name", Text)]);
static CONFIG_MAP: Message = Message(&[
    (1, "metadata", One(&META)),
    (2, "data", TextMap),
    (3, "binaryData", BytesMap),
    (4, "immutable", Bool),
]);
static SECRET: Message = Message(&[
    (1, "metadata", One(&META)),
    (2, "data", BytesMap),
    (3, "type", Text),
    (4, "stringData", TextMap),
    (5, "immutable", Bool),
]);
static NAMESPACE: Message = Message(&[(1, "metadata", One(&META))]);
static ACCOUNT: Message = Message(&[
    (1, "metadata", One(&META)),
    (2, "secrets", Many(&REFERENCE)),
    (3, "imagePullSecrets", Many(&LOCAL)),
    (4, "automountServiceAccountToken", Bool),
]);
static SOURCE: Message = Message(&[(1, "component", Text), (2, "host", Text)]);
static EVENT: Message = Message(&[
    (1, "metadata", One(&META)),
    (2, "involvedObject", One(&REFERENCE)),
    (3, "reason", Text),
    (4, "message", Text),
    (5, "source", One(&SOURCE)),
    (6, "firstTimestamp", Time),
    (7, "lastTimestamp", Time),
    (8, "count", Int),
    (9, "type", Text),
    (14, "reportingComponent", Text),
    (15, "reportingInstance", Text),
]);
static LEASE_SPEC: Message = Message(&[
    (1, "holderIdentity", Text),
    (2, "leaseDurationSeconds", Int),
    (3, "acquireTime", Time),
    (4, "renewTime", Time),
    (5, "leaseTransitions", Int),
]);
static LEASE: Message = Message(&[(1, "metadata", One(&META)), (2, "spec", One(&LEASE_SPEC))]);
static RESOURCE_ATTRIBUTES: Message = Message(&[
    (1, "namespace", Text),
    (2, "verb", Text),
    (3, "group", Text),
    (4, "version", Text),
    (5, "resource", Text),
    (6, "subresource", Text),
    (7, "name", Text),
]);
static PATH_ATTRIBUTES: Message = Message(&[(1, "path", Text), (2, "verb", Text)]);
static ACCESS_SPEC: Message = Message(&[
    (1, "resourceAttributes", One(&RESOURCE_ATTRIBUTES)),
    (2, "nonResourceAttributes", One(&PATH_ATTRIBUTES)),
]);
static ACCESS_REVIEW: Message = Message(&[(1, "metadata", One(&META)), (2, "spec", One(&ACCESS_SPEC))]);
static RULES_SPEC: Message = Message(&[(1, "namespace", Text)]);
static RULES_REVIEW: Message = Message(&[(1, "metadata", One(&META)), (2, "spec", One(&RULES_SPEC))]);
static PRECONDITIONS: Message = Message(&[(1, "uid", Text), (2, "resourceVersion", Text)]);
static DELETE_OPTIONS: Message = Message(&[
    (1, "gracePeriodSeconds", Int),
    (2, "preconditions", One(&PRECONDITIONS)),
    (3, "orphanDependents", Bool),
    (4, "propagationPolicy", Text),
    (5, "dryRun", Texts),
]);

fn message(kind: &str) -> Option<&'static Message> {
    match kind {
        "ConfigMap" => Some(&CONFIG_MAP),
        "Secret" => Some(&SECRET),
        "Namespace" | "SelfSubjectReview" => Some(&NAMESPACE),
        "ServiceAccount" => Some(&ACCOUNT),
        "Event" => Some(&EVENT),
        "Lease" => Some(&LEASE),
        "SelfSubjectAccessReview" => Some(&ACCESS_REVIEW),
        "SelfSubjectRulesReview" => Some(&RULES_REVIEW),
        "DeleteOptions" => Some(&DELETE_OPTIONS),
        _ => None,
    }
}

/// The bytes with which Kubernetes' protocol buffers begin.
const MAGIC: &[u8] = b"k8s\0";

/// Reads a body; `None` where it is not well formed or of a kind that only comes as JSON.
pub(in crate::engine::apiserver) fn read(bytes: &[u8]) -> Option<Value> {
    let (mut api_version, mut kind, mut raw) = (String::new(), String::new(), None);
    for (number, wire) in fields(bytes.strip_prefix(MAGIC)?)? {
        match (number, wire) {
            (1, Wire::Bytes(types)) => {
                for (number, wire) in fields(types)? {
                    match number {
                        1 => api_version = wire.text()?,
                        2 => kind = wire.text()?,
                        _ => {}
                    }
                }
            }
            (2, Wire::Bytes(bytes)) => raw = Some(bytes),
            _ => {}
        }
    }
    let mut object = decode(message(&kind)?, raw?)?;
    object.insert("apiVersion".into(), api_version.into());
    object.insert("kind".into(), kind.into());
    Some(Value::Object(object))
}

enum Wire<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    Fixed,
}

impl Wire<'_> {
    fn text(&self) -> Option<String> {
        match self {
            Self::Bytes(bytes) => String::from_utf8(bytes.to_vec()).ok(),
            _ => None,
        }
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn take<'a>(bytes: &mut &'a [u8], length: u64) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
    *bytes = rest;
    Some(taken)
}

/// The fields of a message, as they come.
fn fields(mut bytes: &[u8]) -> Option<Vec<(u64, Wire<'_>)>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        let wire = match tag & 7 {
            0 => Wire::Number(varint(&mut bytes)?),
            1 => take(&mut bytes, 8).map(|_| Wire::Fixed)?,
            2 => {
                let length = varint(&mut bytes)?;
                Wire::Bytes(take(&mut bytes, length)?)
            }
            5 => take(&mut bytes, 4).map(|_| Wire::Fixed)?,
            _ => return None,
        };
        fields.push((tag >> 3, wire));
    }
    Some(fields)
}

/// A message as JSON. Go writes empty text for what is not set, so empty text is left out.
fn decode(message: &Message, bytes: &[u8]) -> Option<Map<String, Value>> {
    let mut object = Map::new();
    for (number, wire) in fields(bytes)? {
        let Some((_, name, field)) = message.0.iter().find(|(known, _, _)| *known == number) else {
            continue;
        };
        match (field, &wire) {
            (Text, Wire::Bytes(bytes)) if !bytes.is_empty() => {
                object.insert((*name).into(), wire.text()?.into());
            }
            (Int, Wire::Number(number)) => {
                object.insert((*name).into(), number.cast_signed().into());
            }
            (Bool, Wire::Number(number)) => {
                object.insert((*name).into(), (*number != 0).into());
            }
            (Bytes, Wire::Bytes(bytes)) => {
                object.insert((*name).into(), base64::engine::general_purpose::STANDARD.encode(bytes).into());
            }
            (Time, Wire::Bytes(bytes)) => {
                if let Some(time) = time(bytes)? {
                    object.insert((*name).into(), time.into());
                }
            }
            (One(message), Wire::Bytes(bytes)) => {
                object.insert((*name).into(), Value::Object(decode(message, bytes)?));
            }
            (Texts, Wire::Bytes(_)) => push(&mut object, name, wire.text()?.into()),
            (Many(message), Wire::Bytes(bytes)) => {
                push(&mut object, name, Value::Object(decode(message, bytes)?));
            }
            (TextMap, Wire::Bytes(bytes)) => entry(&mut object, name, bytes, Text)?,
            (BytesMap, Wire::Bytes(bytes)) => entry(&mut object, name, bytes, Bytes)?,
            _ => {}
        }
    }
    Some(object)
}

fn push(object: &mut Map<String, Value>, name: &str, value: Value) {
    if let Some(list) = object.entry(name).or_insert_with(|| json!([])).as_array_mut() {
        list.push(value);
    }
}

fn entry(object: &mut Map<String, Value>, name: &str, bytes: &[u8], field: Field) -> Option<()> {
    let (mut key, mut value) = (String::new(), Value::from(""));
    for (number, wire) in fields(bytes)? {
        match (number, &wire, field) {
            (1, _, _) => key = wire.text()?,
            (2, Wire::Bytes(bytes), Bytes) => {
                value = base64::engine::general_purpose::STANDARD.encode(bytes).into();
            }
            (2, _, _) => value = wire.text()?.into(),
            _ => {}
        }
    }
    object.entry(name).or_insert_with(|| json!({})).as_object_mut()?.insert(key, value);
    Some(())
}

/// A time; `Some(None)` where it is not set.
fn time(bytes: &[u8]) -> Option<Option<String>> {
    let seconds = fields(bytes)?.into_iter().find_map(|(number, wire)| match (number, wire) {
        (1, Wire::Number(seconds)) => Some(seconds.cast_signed()),
        _ => None,
    });
    match seconds {
        None => Some(None),
        Some(seconds) => Some(Some(jiff::Timestamp::from_second(seconds).ok()?.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
        let mut out = vec![number << 3 | 2, u8::try_from(bytes.len()).expect("short")];
        out.extend_from_slice(bytes);
        out
    }

    #[test]
    fn a_config_map_as_kubectl_sends_it() {
        let types = [field(1, b"v1"), field(2, b"ConfigMap")].concat();
        let meta = [field(1, b"m"), field(2, b""), field(8, b"")].concat();
        let pair = [field(1, b"a"), field(2, b"1")].concat();
        let raw = [field(1, &meta), field(2, &pair)].concat();
        let body = [MAGIC.to_vec(), field(1, &types), field(2, &raw)].concat();
        let wanted =
            json!({"metadata": {"name": "m"}, "data": {"a": "1"}, "apiVersion": "v1", "kind": "ConfigMap"});
        assert_eq!(read(&body), Some(wanted));
        for end in 0..body.len() {
            // Cut short it may be another object or none, but never a panic.
            let _ = read(&body[..end]);
        }
    }
}
