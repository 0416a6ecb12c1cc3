//! What the API server or the network said, in our terms.

use kube::Error;
use kube::core::Status;

use crate::ports::client::{ClientError, Refusal};

/// Turns an error of a request into ours; `address` is where the request went.
pub(super) fn client_error(error: &Error, address: &str) -> ClientError {
    match error {
        Error::Api(status) => of_status(status),
        Error::SerdeError(cause) => {
            let message = format!("{address} gave an answer that is no Kubernetes object: {cause}");
            ClientError::new(Refusal::Other, message)
        }
        Error::Auth(cause) => {
            ClientError::new(Refusal::Unauthorized, format!("log in to {address}: {}", words(cause)))
        }
        Error::HyperError(_) | Error::Service(_) | Error::ReadEvents(_) => {
            ClientError::new(Refusal::Unreachable, format!("reach {address}: {}", words(error)))
        }
        other => ClientError::new(Refusal::Other, format!("talk to {address}: {}", words(other))),
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
        (502..=504, _) => Refusal::Unreachable,
        _ => Refusal::Other,
    };
    let message = match (status.message.as_str(), status.code) {
        ("", code) => format!("the server answered with HTTP status {code}"),
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
