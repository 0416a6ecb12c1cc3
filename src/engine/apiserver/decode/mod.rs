//! Objects on their way in: what is no JSON, of another kind or of another type is refused; what is not known goes,
//! with a warning or an error as the caller wishes.

mod core;
mod custom;
mod protobuf;
mod schemas;
mod syntax;

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::Call;
use super::error::ApiError;
use super::kinds::{self, Kind};
use crate::core::api::schema::Schema;
use crate::core::yaml;
pub(super) use protobuf::read as read_protobuf;
pub(super) use syntax::{json, type_name};

/// The fields of a kind, where they are known.
pub(super) fn schema_of(kind: &Kind) -> Option<&'static Schema> {
    if kind.is_custom() { schemas::custom(kind) } else { schemas::core(kind) }
}

/// What is to happen with fields nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    Ignore,
    Warn,
    Refuse,
}

impl Unknown {
    /// Reads the option `fieldValidation`; `options` is the kind of options the verb has.
    ///
    /// # Errors
    /// For a value it cannot have.
    pub(super) fn of(call: &Call, options: &str) -> Result<Self, ApiError> {
        match call.options.get("fieldValidation") {
            None | Some("Warn") => Ok(Self::Warn),
            Some("Ignore") => Ok(Self::Ignore),
            Some("Strict") => Ok(Self::Refuse),
            Some(other) => {
                let why = format!(
                    "Unsupported value: \"{other}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""
                );
                Err(ApiError::invalid_option(options, "fieldValidation", "FieldValueNotSupported", &why))
            }
        }
    }
}

/// The object in a request's body.
///
/// # Errors
/// When it is none, or one of another kind.
pub(super) fn body(call: &Call) -> Result<Value, ApiError> {
    let kind = call.target.kind;
    let (word, parsed) = match call.content_type() {
        "application/json" | "" => ("json", syntax::json(&call.body)),
        "application/yaml" => ("yaml", yaml::read(&call.body).map_err(|e| e.to_string())),
        "application/vnd.kubernetes.protobuf" if !kind.is_custom() => {
            let unknown = || {
                format!("the protocol buffer is not of a form this server knows: send {} as JSON", kind.kind)
            };
            ("proto", protobuf::read(&call.body).ok_or_else(unknown))
        }
        _ if kind.is_custom() => {
            return Err(ApiError::unsupported_media_type("application/json, application/yaml"));
        }
        _ => {
            return Err(ApiError::unsupported_media_type(
                "application/json, application/yaml, application/vnd.kubernetes.protobuf",
            ));
        }
    };
    let parsed = parsed.and_then(|value| match syntax::type_name(&value) {
        "object" => Ok(value),
        found => Err(format!(
            "json: cannot unmarshal {found} into Go value of type struct {{ APIVersion string \
             \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }}"
        )),
    });
    let object = parsed.map_err(|why| {
        ApiError::bad_request(format!(
            "the object provided is unrecognized (must be of type {}): couldn't get version/kind; {word} parse error: \
             {why} ({})",
            kind.kind,
            summary(&call.body)
        ))
    })?;
    check_kind(kind, &object)?;
    Ok(object)
}

/// The beginning of a body, as messages show it.
fn summary(body: &[u8]) -> String {
    const SHOWN: usize = 30;
    let more = if body.len() > SHOWN { " ..." } else { "" };
    let start = body.get(..SHOWN).unwrap_or(body);
    match body.first() {
        None => "<empty>".to_owned(),
        Some(b'{') => format!("{}{more}", String::from_utf8_lossy(start)),
        Some(_) => {
            let hex: Vec<String> = start.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{}{more}", hex.concat())
        }
    }
}

/// Refuses an object that says it is of another kind.
///
/// # Errors
/// Which kind it is.
pub(super) fn check_kind(kind: &Kind, object: &Value) -> Result<(), ApiError> {
    let text = |key: &str| object[key].as_str().unwrap_or_default();
    let (said_kind, said_version) = (text("kind"), text("apiVersion"));
    let version = kind.api_version();
    if (said_version.is_empty() || said_version == version)
        && (said_kind.is_empty() || said_kind == kind.kind)
    {
        return Ok(());
    }
    if kind.is_custom() && !said_version.is_empty() && said_version != version {
        return Err(ApiError::bad_request(format!(
            "the API version in the data ({said_version}) does not match the expected API version ({version})"
        )));
    }
    let said_kind = if said_kind.is_empty() { kind.kind } else { said_kind };
    let said_version = if said_version.is_empty() { &version } else { said_version };
    let other = kinds::KINDS.iter().find(|k| k.kind == said_kind && k.api_version() == said_version);
    let why = match other {
        Some(other) => core::fault(other, object).unwrap_or_else(|| "it is of another kind".to_owned()),
        None => format!(
            "no kind {said_kind:?} is registered for version {said_version:?} in scheme \
             \"pkg/api/legacyscheme/scheme.go:30\""
        ),
    };
    let short = said_version.rsplit('/').next().unwrap_or(said_version);
    Err(cannot(said_kind, short, kind, &why))
}

fn cannot(said: &str, version: &str, kind: &Kind, why: &str) -> ApiError {
    ApiError::bad_request(format!(
        "{said} in version {version:?} cannot be handled as a {}: {why}",
        kind.kind
    ))
}

/// Checks an object's types and takes out what is not known. Returns the warnings.
///
/// # Errors
/// When a value has another type, or is unknown and that is to be refused.
pub(super) fn check(kind: &Kind, object: &mut Value, unknown: Unknown) -> Result<Vec<String>, ApiError> {
    let found = if kind.is_custom() { custom::check(kind, object)? } else { core::check(kind, object)? };
    let told: Vec<String> = found.iter().map(|path| format!("unknown field \"{path}\"")).collect();
    match unknown {
        Unknown::Refuse if !told.is_empty() => {
            let why = format!("strict decoding error: {}", told.join(", "));
            Err(cannot(kind.kind, kind.version, kind, &why))
        }
        Unknown::Warn => Ok(told),
        _ => Ok(Vec::new()),
    }
}

/// The same for the configuration of an apply, which need not have what an object must have.
///
/// # Errors
/// As [`check`].
pub(super) fn check_config(
    kind: &Kind,
    config: &mut Value,
    unknown: Unknown,
) -> Result<Vec<String>, ApiError> {
    let lacks_spec = kind.is_custom() && config["spec"].is_null();
    if lacks_spec {
        config["spec"] = Value::Object(serde_json::Map::new());
    }
    let found = check(kind, config, unknown);
    if lacks_spec && let Some(config) = config.as_object_mut() {
        config.shift_remove("spec");
    }
    found
}
