//! Single sign-on as the ConfigMap `workflow-controller-configmap` describes it, in Argo's words.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use serde_json::Value;

use crate::cli::error::{CliError, CliResult};
use crate::client::http::HttpOptions;
use crate::client::oidc::Issuer;
use crate::core::{text, yaml};
use crate::ports::client::{Client, Refusal};
use crate::server::{Backend, Place, SsoOptions};

/// The ConfigMap with the settings.
const SETTINGS: &str = "workflow-controller-configmap";

/// How long a login counts where the settings do not say, as in Argo.
const SESSION: Duration = Duration::from_secs(10 * 3600);

/// The fields that are understood.
const KNOWN: [&str; 8] = [
    "issuer",
    "clientId",
    "clientSecret",
    "redirectUrl",
    "scopes",
    "sessionExpiry",
    "rbac",
    "insecureSkipVerify",
];

/// Reads the settings.
pub(super) async fn find(place: &Arc<dyn Place>, namespace: &str) -> CliResult<SsoOptions> {
    let own = place.own();
    for namespace in [namespace, "argo", "default"] {
        let map = match own.config_map(namespace, SETTINGS).await {
            Ok(map) => map,
            Err(error) if error.refusal == Refusal::NotFound => continue,
            Err(error) => return Err(error.into()),
        };
        let wrong = |why: String| CliError::new(format!("ConfigMap {namespace}/{SETTINGS}: {why}"));
        if let Some(sso) = setting(&map).map_err(wrong)? {
            return read(&own, namespace, &sso).await;
        }
    }
    Err(CliError::new(format!("--auth-mode sso needs `sso` in the ConfigMap {SETTINGS}")).hint(
        "it has issuer, clientId and clientSecret (each name and key of a Secret), as in Argo: \
         https://argo-workflows.readthedocs.io/en/release-4.1/argo-server-sso/",
    ))
}

/// The part `sso`: a key of its own, or a part of `config`.
fn setting(map: &Value) -> Result<Option<Value>, String> {
    let parsed = |key: &str| {
        let text = map["data"][key].as_str();
        text.map(|text| yaml::read(text.as_bytes()).map_err(|error| format!("{key}: {error}"))).transpose()
    };
    let own = parsed("sso")?;
    let within = parsed("config")?.and_then(|config| config.get("sso").cloned());
    Ok(own.or(within).filter(Value::is_object))
}

async fn read(own: &Backend, namespace: &str, sso: &Value) -> CliResult<SsoOptions> {
    let wrong = |why: String| CliError::new(format!("sso in ConfigMap {namespace}/{SETTINGS}: {why}"));
    if let Some(other) = sso.as_object().and_then(|all| all.keys().find(|key| !KNOWN.contains(&key.as_str())))
    {
        return Err(wrong(format!("{other} is not supported by this server")));
    }
    if sso["rbac"]["enabled"] == true {
        return Err(wrong(
            "rbac.enabled is not supported: everybody who logs in acts with the server's credentials"
                .to_owned(),
        ));
    }
    let url = sso["issuer"].as_str().unwrap_or_default().to_owned();
    check(&url).map_err(wrong)?;
    let client_id = secret(own, namespace, &sso["clientId"], "clientId").await?;
    let client_secret = secret(own, namespace, &sso["clientSecret"], "clientSecret").await?;
    let scopes = sso["scopes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let scopes = scopes.filter(|scope| *scope != "openid").map(str::to_owned).collect();
    let session = match &sso["sessionExpiry"] {
        Value::String(said) => text::duration::parse_go(said)
            .ok()
            .and_then(|lasts| Duration::try_from(lasts).ok())
            .ok_or_else(|| wrong(format!("sessionExpiry: {said:?} is no duration")))?,
        _ => SESSION,
    };
    let http = HttpOptions { insecure: sso["insecureSkipVerify"] == true, ..HttpOptions::default() };
    Ok(SsoOptions {
        issuer: Issuer { url, client_id, client_secret: Some(SecretString::from(client_secret)), scopes },
        redirect: sso["redirectUrl"].as_str().filter(|url| !url.is_empty()).map(str::to_owned),
        session,
        http,
    })
}

/// What an issuer says is believed because of the connection to it.
fn check(issuer: &str) -> Result<(), String> {
    let url = reqwest::Url::parse(issuer).map_err(|error| format!("issuer {issuer:?}: {error}"))?;
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => Ok(()),
        "http" if here => Ok(()),
        _ => Err(format!("issuer {issuer:?}: https is wanted")),
    }
}

async fn secret(own: &Backend, namespace: &str, of: &Value, what: &str) -> CliResult<String> {
    let (Some(name), Some(key)) = (of["name"].as_str(), of["key"].as_str()) else {
        return Err(CliError::new(format!("sso: {what} names no Secret (name and key)")));
    };
    let secret = own.secret(namespace, name).await?;
    let encoded = secret["data"][key].as_str();
    let encoded = encoded.ok_or_else(|| CliError::new(format!("Secret {namespace}/{name} has no {key}")))?;
    let bytes = STANDARD.decode(encoded).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).map(|text| text.trim().to_owned());
    text.ok_or_else(|| CliError::new(format!("{key} of Secret {namespace}/{name} is no text")))
}
