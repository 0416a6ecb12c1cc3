//! Credentials, from the Secrets of a workflow's namespace.

use base64::Engine as _;
use secrecy::SecretString;
use serde_json::Value;

use super::ArtifactError;
use crate::core::api::SecretKeySelector;

/// The secrets of a namespace.
pub(super) struct Secrets<'a> {
    pub(super) client: &'a kube::Client,
    pub(super) namespace: &'a str,
}

impl Secrets<'_> {
    /// The text under a key of a secret; `None` where none is named, or it is optional and not there.
    pub(super) async fn text(
        &self,
        selector: Option<&SecretKeySelector>,
    ) -> Result<Option<SecretString>, ArtifactError> {
        let Some(selector) = selector.filter(|selector| !selector.name.is_empty()) else { return Ok(None) };
        let (name, key) = (selector.name.as_str(), selector.key.as_str());
        let found = self.value(name, key).await?;
        let is_optional = selector.optional == Some(true);
        match found {
            Ok(text) => Ok(Some(text)),
            Err(_) if is_optional => Ok(None),
            Err(why) => Err(ArtifactError::Secret(why)),
        }
    }

    /// The text under a key that must be there.
    pub(super) async fn needed(
        &self,
        selector: Option<&SecretKeySelector>,
        field: &str,
    ) -> Result<SecretString, ArtifactError> {
        let text = self.text(selector).await?;
        text.ok_or_else(|| ArtifactError::Secret(format!("{field} names no secret")))
    }

    async fn value(&self, name: &str, key: &str) -> Result<Result<SecretString, String>, ArtifactError> {
        let path = format!("/api/v1/namespaces/{}/secrets/{name}", self.namespace);
        let failed = |why: &dyn std::fmt::Display| ArtifactError::Secret(format!("secret {name:?}: {why}"));
        let request = http::Request::get(path).body(Vec::new()).map_err(|error| failed(&error))?;
        let secret = match self.client.request::<Value>(request).await {
            Ok(secret) => secret,
            Err(kube::Error::Api(status)) if status.code == 404 => {
                return Ok(Err(format!("secrets \"{name}\" not found")));
            }
            Err(error) => return Err(failed(&error)),
        };
        let Some(coded) = secret.get("data").and_then(|data| data.get(key)).and_then(Value::as_str) else {
            return Ok(Err(format!("secret '{name}' does not have the key '{key}'")));
        };
        let bytes =
            base64::engine::general_purpose::STANDARD.decode(coded).map_err(|error| failed(&error))?;
        let text = String::from_utf8(bytes).map_err(|_| failed(&format!("key {key:?} is not text")))?;
        Ok(Ok(text.into()))
    }
}
