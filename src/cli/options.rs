//! Flags and variables as options of the clients.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

use super::context::Context;
use super::env::Env;
use super::error::{CliError, CliResult};
use super::globals::{Globals, given};
use crate::client::connect::{ConnectError, ConnectOptions};
use crate::client::http::HttpOptions;
use crate::client::server::ServerOptions;
use crate::core::text::duration::parse_go;

impl Context {
    /// How to reach an Argo Server; without a proof of who we are.
    pub(crate) fn server_options(&self, address: &str) -> CliResult<ServerOptions> {
        let globals = &self.globals;
        Ok(ServerOptions {
            address: address.to_owned(),
            secure: globals.secure,
            base_href: given(globals.argo_base_href.as_ref()).unwrap_or_default().to_owned(),
            authorization: None,
            headers: globals.header.iter().map(|header| split_header(header)).collect::<CliResult<_>>()?,
            http: self.http_options()?,
            timeout: timeout(given(globals.request_timeout.as_ref()).unwrap_or("0"))?,
        })
    }

    /// How to reach servers that are not the Kubernetes API.
    pub(crate) fn http_options(&self) -> CliResult<HttpOptions> {
        let globals = &self.globals;
        let file = |value: &Option<String>| given(value.as_ref()).map(PathBuf::from);
        let pair = (file(&globals.client_certificate), file(&globals.client_key));
        if pair.0.is_some() != pair.1.is_some() {
            return Err(CliError::new(ConnectError::HalfPair.to_string()));
        }
        Ok(HttpOptions {
            insecure: globals.insecure_skip_verify,
            certificate_authority: file(&globals.certificate_authority),
            client_certificate: pair.0.zip(pair.1),
            proxy: given(globals.proxy_url.as_ref()).map(str::to_owned),
            proxied: self.env.proxied,
        })
    }

    /// What the flags and the environment say about where to go.
    pub(crate) fn connect_options(&self) -> CliResult<ConnectOptions> {
        connect_options(&self.globals, &self.env)
    }
}

/// What flags and variables say about where to go.
pub(super) fn connect_options(globals: &Globals, env: &Env) -> CliResult<ConnectOptions> {
    let text = |value: &Option<String>| given(value.as_ref()).map(str::to_owned);
    let secret = |value: &Option<String>| given(value.as_ref()).map(SecretString::from);
    Ok(ConnectOptions {
        local: globals.local,
        kubeconfig: globals.kubeconfig.clone().filter(|path| !path.as_os_str().is_empty()),
        kubeconfig_list: env.kubeconfig.clone(),
        default_kubeconfig: env.home.as_ref().map(|home| home.join(".kube/config")),
        in_cluster: env.in_cluster,
        context: text(&globals.context),
        cluster: text(&globals.cluster),
        user: text(&globals.user),
        server: text(&globals.server),
        token: secret(&globals.token),
        username: text(&globals.username),
        password: secret(&globals.password),
        act_as: text(&globals.as_user),
        act_as_uid: text(&globals.as_uid),
        act_as_groups: globals.as_group.clone(),
        certificate_authority: text(&globals.certificate_authority).map(Into::into),
        client_certificate: text(&globals.client_certificate),
        client_key: text(&globals.client_key),
        tls_server_name: text(&globals.tls_server_name),
        insecure: globals.insecure_skip_tls_verify,
        proxy_url: text(&globals.proxy_url),
        proxies: env.proxies.clone(),
        disable_compression: globals.disable_compression,
        timeout: timeout(given(globals.request_timeout.as_ref()).unwrap_or("0"))?,
    })
}

/// The name and the value of a header; its value is not shown, it may be a secret.
fn split_header(text: &str) -> CliResult<(String, String)> {
    let parts = text.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
    parts.ok_or_else(|| CliError::usage("a --header has no colon: write NAME:VALUE"))
}

/// Whole seconds or a Go duration; 0 is no limit.
fn timeout(text: &str) -> CliResult<Option<Duration>> {
    let seconds = text.parse::<u64>().map(Duration::from_secs).ok();
    let duration = seconds.or_else(|| parse_go(text).ok()?.try_into().ok());
    match duration {
        Some(Duration::ZERO) => Ok(None),
        Some(duration) => Ok(Some(duration)),
        None => Err(CliError::usage(format!("--request-timeout {text:?} is no time"))
            .hint("give seconds or a duration such as 30s or 2m")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timeouts_are_seconds_or_durations() {
        assert_eq!(timeout("0").ok().flatten(), None);
        assert_eq!(timeout("1m30s").ok().flatten(), Some(Duration::from_secs(90)));
        assert!(timeout("soon").is_err());
    }
}
