//! What the API server, something in front of it, or the network said, in our terms.

use kube::Error;
use kube::core::Status;

use crate::client::cursor::Stop;
use crate::ports::client::{ClientError, Refusal};

/// Turns an error of a request into ours; `address` is where the request went.
pub(super) fn client_error(error: &Error, address: &str) -> ClientError {
    match error {
        Error::Api(status) => of_status(status),
        Error::Auth(cause) => {
            ClientError::new(Refusal::Unauthorized, format!("log in to {address}: {}", words(cause)))
        }
        Error::HyperError(_) | Error::Service(_) | Error::ReadEvents(_) => {
            let words = words(error);
            let hint = way_hint(&words);
            ClientError::new(Refusal::Unreachable, format!("reach {address}: {words}{hint}"))
        }
        other => ClientError::new(Refusal::Other, format!("talk to {address}: {}", words(other))),
    }
}

/// What to change where the way to a server is not as expected.
fn way_hint(words: &str) -> &'static str {
    let words = words.to_ascii_lowercase();
    if words.contains("certificate") || words.contains("unknownissuer") {
        "; --certificate-authority names its authority, --tls-server-name the name it has"
    } else if words.contains("corrupt message") || words.contains("invalid http version") {
        "; the scheme may be wrong: https:// for servers with TLS, http:// for others"
    } else if words.contains("timed out") || words.contains("deadline") {
        "; --request-timeout says how long to wait"
    } else {
        ""
    }
}

/// An answer that says no, with the words of the API server where it was one.
pub(super) fn of_answer(address: &str, path: &str, code: u16, body: &[u8]) -> ClientError {
    let status = serde_json::from_slice::<Status>(body).ok().filter(|status| !status.message.is_empty());
    let unknown = status.as_ref().is_none_or(|s| s.message.contains("could not find the requested resource"));
    if code == 404 && unknown && path.starts_with("/apis/argoproj.io/") && !looks_like_html(body) {
        let words = format!(
            "{address} does not know Argo's resources: Argo Workflows is not installed in this cluster, or not in a \
             version that has them"
        );
        return ClientError::new(Refusal::Invalid, words);
    }
    match status {
        Some(mut status) => {
            status.code = code;
            of_status(&status)
        }
        None => {
            let said = if looks_like_html(body) { "a web page".to_owned() } else { beginning(body) };
            let words = format!("{address} answered with HTTP status {code} and {said}");
            let code = Status { code, message: words, ..Status::default() };
            of_status(&code)
        }
    }
}

fn looks_like_html(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// The beginning of a text that nobody expected.
fn beginning(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..200).unwrap_or(body)).trim().to_owned();
    if text.is_empty() { "no word".to_owned() } else { format!("{text:?}") }
}

/// An answer that is no JSON, or not of the shape that was asked for.
pub(super) fn no_json(address: &str, body: &[u8], error: &serde_json::Error) -> ClientError {
    let words = match looks_like_html(body) {
        true => format!(
            "{address} answered with a web page: is it a Kubernetes API server, or is a proxy in front of it?"
        ),
        false => format!("{address} gave an answer that is no Kubernetes object: {error}"),
    };
    ClientError::new(Refusal::Other, words)
}

/// An answer that is no list, or not all of one.
pub(super) fn no_list(address: &str, rest: &[u8], stop: Stop) -> ClientError {
    match stop {
        _ if looks_like_html(rest) => {
            let words = format!(
                "{address} answered with a web page: is it a Kubernetes API server, or is a proxy in front of it?"
            );
            ClientError::new(Refusal::Other, words)
        }
        Stop::Incomplete => {
            let words = format!("reach {address}: the answer ends in the middle");
            ClientError::new(Refusal::Unreachable, words)
        }
        Stop::Malformed => {
            let words = format!("{address} gave an answer that is no list: it has {}", beginning(rest));
            ClientError::new(Refusal::Other, words)
        }
    }
}

/// The words of a `Status` object, with the kind of refusal it stands for.
pub(super) fn of_status(status: &Status) -> ClientError {
    let refusal = match (status.code, status.reason.as_str()) {
        (404, _) => Refusal::NotFound,
        (409, "AlreadyExists") => Refusal::AlreadyExists,
        (409, _) => Refusal::Conflict,
        (403, _) => Refusal::Forbidden,
        (401, _) => Refusal::Unauthorized,
        (400 | 405 | 413 | 415 | 422, _) => Refusal::Invalid,
        (429 | 502..=504, _) => Refusal::Unreachable,
        _ => Refusal::Other,
    };
    let message = match (status.message.as_str(), status.code) {
        ("", code) => format!("the server answered with HTTP status {code}"),
        (message, 413) => format!("{message}; keep large values in artifacts or ConfigMaps"),
        (message, 401) => {
            format!("{message}: the credentials of the kubeconfig are missing, wrong or expired")
        }
        (message, _) => message.to_owned(),
    };
    ClientError::new(refusal, message)
}

/// The cause at the bottom says the most; what is above it mostly repeats it.
fn words(error: &dyn std::error::Error) -> String {
    let mut deepest = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    deepest.to_string()
}
