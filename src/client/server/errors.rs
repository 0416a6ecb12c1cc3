//! What an Argo Server, a proxy before it, or the network said, in our terms.

use serde_json::Value;

use crate::client::cursor::Stop;
use crate::ports::client::{ClientError, Refusal};

/// An answer that says no: Argo's words, where there are some.
pub(super) fn of_status(address: &str, status: u16, body: &[u8]) -> ClientError {
    // Errors of streams come as their first event.
    let text = String::from_utf8_lossy(body);
    let text = text.trim().strip_prefix("data:").unwrap_or(&text).trim();
    if let Ok(said) = serde_json::from_str::<Value>(text) {
        let said = said.get("error").filter(|error| error.is_object()).unwrap_or(&said);
        if let Some(message) = said.get("message").and_then(Value::as_str).filter(|text| !text.is_empty()) {
            let code = said.get("code").or_else(|| said.get("grpc_code")).and_then(Value::as_i64);
            return ClientError::new(refusal(code, status), message);
        }
    }
    let words = match status {
        401 => format!(
            "{address} does not know you: set ARGO_TOKEN to what `argo auth token` prints in a session that works"
        ),
        403 => format!("{address} forbids that"),
        404 => {
            format!("{address} has nothing there: is it an Argo Server, and does it need --argo-base-href?")
        }
        502..=504 => format!(
            "a proxy before {address} answered with HTTP status {status}: the Argo Server is not there"
        ),
        _ => format!(
            "{address} answered with HTTP status {status} and no word of Argo's: is it an Argo Server?"
        ),
    };
    ClientError::new(refusal(None, status), words)
}

/// An event that is an error.
pub(super) fn of_event(address: &str, event: &Value) -> ClientError {
    of_status(address, 500, event.to_string().as_bytes())
}

/// Nobody answered.
pub(in crate::client) fn of_way(address: &str, error: &reqwest::Error) -> ClientError {
    let mut deepest: &dyn std::error::Error = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    let words = deepest.to_string();
    let lower = words.to_ascii_lowercase();
    let hint = if lower.contains("certificate") || lower.contains("unknownissuer") {
        "; --certificate-authority names its authority, -k does not ask for one"
    } else if lower.contains("corrupt message") || lower.contains("invalid http version") {
        "; --secure=false speaks to a server without TLS, --secure to one with it"
    } else if error.is_timeout() {
        "; --request-timeout says how long to wait"
    } else {
        ""
    };
    ClientError::new(Refusal::Unreachable, format!("reach the Argo Server at {address}: {words}{hint}"))
}

/// A stream that ended in the middle of an event.
pub(super) fn broken(address: &str, error: &tokio_util::codec::LinesCodecError) -> ClientError {
    ClientError::new(Refusal::Unreachable, format!("the stream of {address} broke: {error}"))
}

/// Another place is named instead of an answer.
pub(super) fn redirected(address: &str, to: &str) -> ClientError {
    let words = format!(
        "{address} sends us on to {to:?}, where your token does not go: give the address behind it with -s, or log in first"
    );
    ClientError::new(Refusal::Other, words)
}

/// An answer that is no JSON, or not of the shape that was asked for.
pub(super) fn no_json(address: &str, body: &[u8], error: &serde_json::Error) -> ClientError {
    if body.trim_ascii_start().starts_with(b"<") {
        return web_page(address);
    }
    let words = format!("{address} gave an answer that is not an Argo Server's: {error}");
    ClientError::new(Refusal::Other, words)
}

/// An answer that is no list, or not all of one.
pub(super) fn no_list(address: &str, rest: &[u8], stop: Stop) -> ClientError {
    let words = match stop {
        _ if rest.trim_ascii_start().starts_with(b"<") => return web_page(address),
        Stop::Incomplete => format!("reach the Argo Server at {address}: the answer ends in the middle"),
        Stop::Malformed => format!("{address} gave an answer that is not an Argo Server's: no list"),
    };
    ClientError::new(Refusal::Unreachable, words)
}

fn web_page(address: &str) -> ClientError {
    let words = format!(
        "{address} answered with a web page: is a proxy in front of it, and does it need --argo-base-href?"
    );
    ClientError::new(Refusal::Other, words)
}

/// By the code of gRPC, or else of HTTP.
fn refusal(code: Option<i64>, status: u16) -> Refusal {
    match (code, status) {
        (Some(5), _) | (None, 404) => Refusal::NotFound,
        (Some(6), _) => Refusal::AlreadyExists,
        (Some(9 | 10), _) | (None, 409) => Refusal::Conflict,
        (Some(7), _) | (None, 403) => Refusal::Forbidden,
        (Some(16), _) | (None, 401) => Refusal::Unauthorized,
        (Some(3), _) | (None, 400 | 422) => Refusal::Invalid,
        (Some(14), _) | (None, 502..=504) => Refusal::Unreachable,
        _ => Refusal::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_server_are_kept_and_others_are_explained() {
        let said = of_status("here", 404, br#"{"code":5,"message":"workflows.argoproj.io \"a\" not found"}"#);
        assert_eq!(
            (said.refusal, said.message.as_str()),
            (Refusal::NotFound, "workflows.argoproj.io \"a\" not found")
        );
        let stream = b"data: {\"error\":{\"grpc_code\":5,\"http_code\":404,\"message\":\"gone\"}} \n\n";
        assert_eq!(of_status("here", 404, stream).message, "gone");
        let proxy = of_status("here", 502, b"<html>Bad Gateway</html>");
        assert_eq!(proxy.refusal, Refusal::Unreachable);
        assert!(proxy.message.starts_with("a proxy before here"), "{}", proxy.message);
        assert_eq!(of_status("here", 401, b"").refusal, Refusal::Unauthorized);
    }
}
