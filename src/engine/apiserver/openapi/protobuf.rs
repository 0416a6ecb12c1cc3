//! The document of version 2 as a protocol buffer, the only form old clients read. Field numbers are those of gnostic's
//! `OpenAPIv2.proto`; only what our own document has is written.

use serde_json::{Map, Value};

/// A message in the making.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn bytes(&mut self, field: u64, bytes: &[u8]) {
        self.number(field << 3 | 2);
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, field: u64, value: &Value) {
        if let Some(text) = value.as_str() {
            self.bytes(field, text.as_bytes());
        }
    }

    fn flag(&mut self, field: u64, value: &Value) {
        if value == true {
            self.number(field << 3);
            self.number(1);
        }
    }

    fn message(&mut self, field: u64, inner: &Self) {
        self.bytes(field, &inner.0);
    }

    /// A name with a value, as entries of maps are written.
    fn named(&mut self, field: u64, name: &str, value: &Self) {
        let mut entry = Self::default();
        entry.bytes(1, name.as_bytes());
        entry.message(2, value);
        self.message(field, &entry);
    }

    /// The extensions of an object; their values are YAML, of which JSON is a part.
    fn extensions(&mut self, field: u64, object: &Map<String, Value>) {
        for (name, value) in object.iter().filter(|(name, _)| name.starts_with("x-")) {
            let mut any = Self::default();
            any.bytes(2, value.to_string().as_bytes());
            self.named(field, name, &any);
        }
    }
}

fn fields(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The whole document.
pub(super) fn document(document: &Value) -> Vec<u8> {
    let mut info = Message::default();
    info.text(1, &document["info"]["title"]);
    info.text(2, &document["info"]["version"]);
    let mut paths = Message::default();
    for (path, item) in fields(&document["paths"]) {
        paths.named(2, path, &path_item(item));
    }
    let mut definitions = Message::default();
    for (name, definition) in fields(&document["definitions"]) {
        definitions.named(1, name, &schema(definition));
    }
    let mut whole = Message::default();
    whole.text(1, &document["swagger"]);
    whole.message(2, &info);
    whole.message(8, &paths);
    whole.message(9, &definitions);
    whole.0
}

fn path_item(item: &Value) -> Message {
    let mut message = Message::default();
    for (field, verb) in [(2, "get"), (3, "put"), (4, "post"), (5, "delete"), (8, "patch")] {
        if let Some(described) = item.get(verb) {
            message.message(field, &operation(described));
        }
    }
    message
}

fn operation(described: &Value) -> Message {
    let mut message = Message::default();
    for parameter in described["parameters"].as_array().into_iter().flatten() {
        let mut query = Message::default();
        query.text(2, &parameter["in"]);
        query.text(4, &parameter["name"]);
        query.text(6, &parameter["type"]);
        query.flag(20, &parameter["uniqueItems"]);
        // A parameter is one that is not a body, and that is one of the query.
        let mut wrapped = query;
        for field in [3, 2, 1] {
            let mut outer = Message::default();
            outer.message(field, &wrapped);
            wrapped = outer;
        }
        message.message(8, &wrapped);
    }
    let mut responses = Message::default();
    for (code, described) in fields(&described["responses"]) {
        let (mut response, mut value) = (Message::default(), Message::default());
        response.text(1, &described["description"]);
        value.message(1, &response);
        responses.named(1, code, &value);
    }
    message.message(9, &responses);
    if let Some(described) = described.as_object() {
        message.extensions(13, described);
    }
    message
}

fn schema(described: &Value) -> Message {
    let mut message = Message::default();
    message.text(1, &described["$ref"]);
    message.text(2, &described["format"]);
    message.text(4, &described["description"]);
    for name in described["required"].as_array().into_iter().flatten() {
        message.text(19, name);
    }
    let mut inner = Message::default();
    if let Some(element) = described.get("additionalProperties") {
        inner.message(1, &schema(element));
        message.message(21, &inner);
    }
    if described["type"].is_string() {
        let mut names = Message::default();
        names.text(1, &described["type"]);
        message.message(22, &names);
    }
    if let Some(element) = described.get("items") {
        let mut items = Message::default();
        items.message(1, &schema(element));
        message.message(23, &items);
    }
    if described["properties"].is_object() {
        let mut properties = Message::default();
        for (name, property) in fields(&described["properties"]) {
            properties.named(1, name, &schema(property));
        }
        message.message(25, &properties);
    }
    if let Some(described) = described.as_object() {
        message.extensions(31, described);
    }
    message
}
