//! Maps, JSON, and what kind a value is of.

use std::collections::BTreeMap;

use super::super::eval::Scope;
use super::super::{ExprError, Value, json};
use super::cast::text;
use super::{Answer, bare, wrong};

pub(super) fn call(_: &Scope<'_>, full: &str, args: &[Value]) -> Answer {
    use Value::{Map, Text};
    let name = bare(full);
    let bool = |b: bool| Ok(Value::Bool(b));
    let kept = |map: &BTreeMap<String, Value>, keep: &dyn Fn(&str) -> bool| {
        Ok(Value::map(map.iter().filter(|(k, _)| keep(k)).map(|(k, v)| (k.clone(), v.clone())).collect()))
    };
    let names = |args: &[Value]| args.iter().map(text).collect::<Vec<_>>();
    Some(match (name.as_str(), args) {
        ("dict", _) => Ok(Value::map(args.chunks(2).map(pair).collect())),
        ("get", [Map(map), Text(key)]) => Ok(map.get(&**key).cloned().unwrap_or_else(|| "".into())),
        ("set", [Map(map), Text(key), value]) => {
            let mut map = (**map).clone();
            map.insert(key.to_string(), value.clone());
            Ok(Value::map(map))
        }
        ("unset", [Map(map), Text(key)]) => kept(map, &|k| k != &**key),
        ("hasKey", [Map(map), Text(key)]) => bool(map.contains_key(&**key)),
        ("pluck", [Text(key), maps @ ..]) => {
            let values =
                maps.iter().filter_map(|m| if let Map(m) = m { m.get(&**key).cloned() } else { None });
            Ok(Value::list(values.collect()))
        }
        ("keys", maps) => {
            let keys =
                maps.iter().filter_map(|m| if let Map(m) = m { Some(m.keys()) } else { None }).flatten();
            Ok(Value::list(keys.map(Value::text).collect()))
        }
        ("values", [Map(map)]) => Ok(Value::list(map.values().cloned().collect())),
        ("pick", [Map(map), keys @ ..]) => {
            let wanted = names(keys);
            kept(map, &|k| wanted.iter().any(|w| w == k))
        }
        ("omit", [Map(map), keys @ ..]) => {
            let gone = names(keys);
            kept(map, &|k| !gone.iter().any(|g| g == k))
        }
        ("merge", [Map(into), others @ ..]) => merge(into, others, false),
        ("mergeOverwrite", [Map(into), others @ ..]) => merge(into, others, true),
        ("dig", [path @ .., default, Map(map)]) => dig(&names(path), default, map),
        ("fromJson", [Text(s)]) => match json::parse(s) {
            Err(_) if full == "fromJson" => Ok(Value::Nil),
            other => other,
        },
        ("toJson", [value]) => json::to_json_text(value).map(Value::from),
        ("toPrettyJson", [value]) => json::indented(value, "  ", true).map(Value::from),
        ("toRawJson", [value]) => json::raw(value).map(Value::from),
        ("typeOf", [value]) => Ok(value.type_name().into()),
        ("typeIs", [Text(kind), value]) => bool(&**kind == value.type_name()),
        ("typeIsLike", [Text(kind), value]) => bool(&**kind == value.type_name()),
        ("kindOf", [value]) => Ok(kind(value).into()),
        ("kindIs", [Text(word), value]) => bool(&**word == kind(value)),
        ("deepEqual", [a, b]) => bool(a.same(b)),
        ("deepCopy", [value]) => Ok(value.clone()),
        (
            "get" | "set" | "unset" | "hasKey" | "pluck" | "values" | "pick" | "omit" | "merge"
            | "mergeOverwrite" | "dig" | "fromJson" | "toJson" | "toPrettyJson" | "toRawJson" | "typeOf"
            | "typeIs" | "typeIsLike" | "kindOf" | "kindIs" | "deepEqual" | "deepCopy",
            _,
        ) => Err(wrong(full, args)),
        _ => return None,
    })
}

fn pair(chunk: &[Value]) -> (String, Value) {
    match chunk {
        [key, value] => (text(key), value.clone()),
        [key] => (text(key), "".into()),
        _ => (String::new(), Value::Nil),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Nil => "invalid",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int",
        Value::Float(_) => "float64",
        Value::Text(_) => "string",
        Value::List(_) => "slice",
        Value::Map(_) => "map",
        Value::Time(_) => "struct",
        Value::Duration(_) => "int64",
        Value::Function(_) | Value::Method(_) => "func",
    }
}

fn merge(into: &BTreeMap<String, Value>, others: &[Value], overwrite: bool) -> Result<Value, ExprError> {
    let mut merged = into.clone();
    for other in others {
        let Value::Map(other) = other else { return Err(wrong("merge", others)) };
        merge_two(&mut merged, other, overwrite);
    }
    Ok(Value::map(merged))
}

fn merge_two(into: &mut BTreeMap<String, Value>, from: &BTreeMap<String, Value>, overwrite: bool) {
    for (key, value) in from {
        match (into.get(key), value) {
            (Some(Value::Map(known)), Value::Map(new)) => {
                let mut inner = (**known).clone();
                merge_two(&mut inner, new, overwrite);
                into.insert(key.clone(), Value::map(inner));
            }
            (Some(known), _) if !overwrite && !super::cast::is_empty(known) => {}
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}

fn dig(path: &[String], default: &Value, map: &BTreeMap<String, Value>) -> Result<Value, ExprError> {
    let mut at = Value::map(map.clone());
    for name in path {
        match &at {
            Value::Map(map) => match map.get(name) {
                Some(next) => at = next.clone(),
                None => return Ok(default.clone()),
            },
            other => {
                let kind = other.type_name();
                let why =
                    format!("interface conversion: interface {{}} is {kind}, not map[string]interface {{}}");
                return Err(ExprError::new(why, 0));
            }
        }
    }
    Ok(at)
}
