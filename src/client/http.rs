//! HTTP clients for servers that are not the Kubernetes API: an Argo Server, an issuer of tokens.

use std::path::PathBuf;

use reqwest::{Certificate, ClientBuilder, Identity, Proxy, Url};

use crate::ports::client::{ClientError, Refusal};

/// How to reach such a server.
#[derive(Debug, Clone, Default)]
pub struct HttpOptions {
    /// Do not check the server's certificate.
    pub insecure: bool,
    /// File with the authority of the server's certificate.
    pub certificate_authority: Option<PathBuf>,
    /// Files with a client certificate and its key.
    pub client_certificate: Option<(PathBuf, PathBuf)>,
    /// Proxy; without one, that of the environment.
    pub proxy: Option<String>,
    /// Whether the environment has a proxy for plain requests.
    pub proxied: bool,
}

/// An option that cannot be used.
pub(super) fn wrong(what: &str, why: &dyn std::fmt::Display) -> ClientError {
    ClientError::new(Refusal::Invalid, format!("{what}: {why}"))
}

impl HttpOptions {
    /// Begins a client for one address. Where nobody on the way is asked for a certificate, those of the machine, a file
    /// each, are not read.
    pub(super) fn builder_for(&self, address: &Url) -> Result<ClientBuilder, ClientError> {
        let builder = self.builder()?;
        let is_plain = address.scheme() == "http" && self.proxy.is_none() && !self.proxied;
        Ok(if is_plain { builder.tls_certs_only([]) } else { builder })
    }

    /// Begins a client. It follows no redirects: another place is not to see our tokens, and a page to log in at is no
    /// answer.
    pub(super) fn builder(&self) -> Result<ClientBuilder, ClientError> {
        // Fails only where somebody has chosen a provider already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .danger_accept_invalid_certs(self.insecure);
        let read =
            |path: &PathBuf| std::fs::read(path).map_err(|why| wrong(&path.display().to_string(), &why));
        if let Some(path) = &self.certificate_authority {
            let found = Certificate::from_pem_bundle(&read(path)?);
            for authority in found.map_err(|why| wrong(&path.display().to_string(), &why))? {
                builder = builder.add_root_certificate(authority);
            }
        }
        if let Some((certificate, key)) = &self.client_certificate {
            let pem = [read(certificate)?, b"\n".to_vec(), read(key)?].concat();
            builder =
                builder.identity(Identity::from_pem(&pem).map_err(|why| wrong("client certificate", &why))?);
        }
        if let Some(proxy) = &self.proxy {
            builder = builder.proxy(Proxy::all(proxy).map_err(|why| wrong("--proxy-url", &why))?);
        }
        Ok(builder)
    }
}
