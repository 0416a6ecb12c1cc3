//! The little XML that clouds answer with: lists of keys, and errors.

use reqwest::StatusCode;

use super::Page;

/// The texts of all elements of a name, inside and outside others.
pub(super) fn texts<'a>(body: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = body;
    while let Some((_, after)) = rest.split_once(&open) {
        let Some((text, after)) = after.split_once(&close) else { break };
        found.push(text);
        rest = after;
    }
    found
}

/// The text of the first element of a name.
pub(super) fn text(body: &str, name: &str) -> String {
    texts(body, name).first().map(|text| unescaped(text)).unwrap_or_default()
}

/// A page of keys: each is in an element of that name inside one for the object.
pub(super) fn page(body: &str, object: &str, key: &str, next: &str) -> Page {
    let keys =
        texts(body, object).into_iter().filter_map(|one| texts(one, key).first().map(|k| unescaped(k)));
    Page { keys: keys.collect(), next: text(body, next) }
}

/// Text with the entities of XML replaced.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((entity, after)) = after.split_once(';') else {
            out.push('&');
            rest = after;
            continue;
        };
        let number = entity.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
        let number = number.or_else(|| entity.strip_prefix('#').map(str::parse));
        let known = match (entity, number) {
            ("amp", _) => Some('&'),
            ("lt", _) => Some('<'),
            ("gt", _) => Some('>'),
            ("quot", _) => Some('"'),
            ("apos", _) => Some('\''),
            (_, Some(Ok(number))) => char::from_u32(number),
            _ => None,
        };
        match known {
            Some(known) => out.push(known),
            None => {
                out.push('&');
                out.push_str(entity);
                out.push(';');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What an error's body says, in XML or JSON, after the status.
pub(super) fn reason(status: StatusCode, body: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let message = json.pointer("/error/message").and_then(serde_json::Value::as_str);
    let (code, message) = match message {
        Some(message) => (String::new(), message.to_owned()),
        None => (text(body, "Code"), text(body, "Message")),
    };
    let said = [status.to_string(), code, message.lines().next().unwrap_or_default().to_owned()];
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_with_their_entities() {
        let body = "<ListBucketResult><Prefix>a</Prefix><Contents><Key>a/&lt;x&gt;&#39;&amp;y</Key></Contents>\
                    <Contents><Key>a/b</Key></Contents><NextContinuationToken>t</NextContinuationToken>";
        let page = page(body, "Contents", "Key", "NextContinuationToken");
        assert_eq!(page, Page { keys: vec!["a/<x>'&y".into(), "a/b".into()], next: "t".into() });
    }

    #[test]
    fn errors_say_what_the_server_says() {
        let xml = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";
        assert_eq!(reason(StatusCode::FORBIDDEN, xml), "403 Forbidden: AccessDenied: no");
        let json = r#"{"error": {"message": "not you"}}"#;
        assert_eq!(reason(StatusCode::FORBIDDEN, json), "403 Forbidden: not you");
    }
}
