//! The call of an http template: what its conditions see, and what it comes to (engine.md §4.5).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::core::api::{Http, NodePhase};
use crate::core::expr::{self, PlainEnvironment};

/// Headers in canonical case, each with its values.
pub type Headers = BTreeMap<String, Vec<String>>;

/// What was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// The method, e.g. `GET`.
    pub method: String,
    /// The headers, without what the client adds by itself.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// The status code, e.g. 200.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body as text.
    pub body: String,
}

/// Decides what a call has come to: the phase of its node, and why it failed.
pub fn judge(http: &Http, sent: &Sent, received: &Received, now: Timestamp) -> (NodePhase, String) {
    let condition = &http.success_condition;
    if condition.is_empty() {
        return if (200..300).contains(&received.status) {
            (NodePhase::Succeeded, String::new())
        } else {
            (NodePhase::Failed, format!("received non-2xx response code: {}", received.status))
        };
    }
    let known = json!({
        "request": {
            "method": sent.method, "url": http.url, "headers": sent.headers,
            "body": String::from_utf8_lossy(&sent.body), "bodyBytes": sent.body,
        },
        "response": {"statusCode": received.status, "headers": received.headers, "body": received.body},
    });
    let values = known.as_object().into_iter().flatten();
    let values = values.map(|(name, value): (&String, &Json)| (name.clone(), expr::from_json(value)));
    match expr::evaluate_bool(condition, &PlainEnvironment { values: values.collect(), now }) {
        Ok(true) => (NodePhase::Succeeded, String::new()),
        Ok(false) => (NodePhase::Failed, format!("successCondition '{condition}' evaluated false")),
        Err(why) => (NodePhase::Failed, why.to_string()),
    }
}

/// A header's name in canonical case, as Go writes it: `content-type` is `Content-Type`.
pub fn canonical(name: &str) -> String {
    let mut start = true;
    let cased = name.chars().map(|c| {
        let own = if start { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
        start = c == '-';
        own
    });
    cased.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(condition: &str, status: u16) -> (NodePhase, String) {
        let http = Http {
            url: "http://here/x".to_owned(),
            success_condition: condition.to_owned(),
            ..Http::default()
        };
        let headers = Headers::from([(canonical("content-type"), vec!["text/plain".to_owned()])]);
        let sent = Sent { method: "POST".to_owned(), body: b"ask".to_vec(), ..Sent::default() };
        judge(&http, &sent, &Received { status, headers, body: "answer".to_owned() }, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn without_a_condition_the_code_decides() {
        assert_eq!(verdict("", 204), (NodePhase::Succeeded, String::new()));
        let refused = (NodePhase::Failed, "received non-2xx response code: 404".to_owned());
        assert_eq!(verdict("", 404), refused);
    }

    #[test]
    fn a_condition_sees_both_sides() {
        for condition in [
            "response.statusCode == 404 && response.body contains 'swer'",
            "request.method == 'POST' && request.body == 'ask' && request.url endsWith '/x'",
            "response.headers['Content-Type'][0] == 'text/plain'",
            "len(request.bodyBytes) == 3",
        ] {
            assert_eq!(verdict(condition, 404), (NodePhase::Succeeded, String::new()), "{condition}");
        }
        let wrong =
            (NodePhase::Failed, "successCondition 'response.body == \"\"' evaluated false".to_owned());
        assert_eq!(verdict("response.body == \"\"", 200), wrong);
        assert_eq!(verdict("response.", 200).0, NodePhase::Failed);
    }
}
