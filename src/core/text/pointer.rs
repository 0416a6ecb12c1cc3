//! JSON pointers.

use std::borrow::Cow;

use serde_json::Value;

/// What stands at a JSON pointer. As [`Value::pointer`], which makes texts of every key on the way.
pub fn find<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    if pointer.is_empty() {
        return Some(value);
    }
    pointer.strip_prefix('/')?.split('/').try_fold(value, |value, key| match value {
        Value::Object(fields) => fields.get(&*unescaped(key)),
        Value::Array(items) => items.get(index(key)?),
        _ => None,
    })
}

/// The position that a key says: digits, without zeros in front.
fn index(key: &str) -> Option<usize> {
    let is_plain = key == "0" || key.starts_with(|first| matches!(first, '1'..='9'));
    if is_plain { key.parse().ok() } else { None }
}

/// A key as pointers write it.
pub fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}

/// A key that stands in a pointer, without its escapes.
pub fn unescaped(key: &str) -> Cow<'_, str> {
    if key.contains('~') { key.replace("~1", "/").replace("~0", "~").into() } else { key.into() }
}

#[cfg(test)]
mod tests {
    use super::find;
    use serde_json::json;

    #[test]
    fn values_are_found_as_the_library_finds_them() {
        let value = json!({"a": [{"b/c": 1}, {"d~e": {"": 2}}], "~1": 3, "0": [4]});
        let pointers = [
            "",
            "/",
            "/a",
            "/a/0",
            "/a/0/b~1c",
            "/a/1/d~0e",
            "/a/1/d~0e/",
            "/~01",
            "/0/0",
            "/0/1",
            "/0/00",
            "/0/+0",
            "/a/01",
            "/0/-",
            "/a/x",
            "a",
            "/a/0/b/c",
            "/a/0/b~1c/0",
        ];
        for pointer in pointers {
            assert_eq!(find(&value, pointer), value.pointer(pointer), "{pointer}");
        }
    }
}
