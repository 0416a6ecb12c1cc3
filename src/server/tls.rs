//! The server's certificate: one that is given, or one made for this run.

use std::sync::Arc;

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A certificate or key cannot be used.
    #[error("the certificate or its key cannot be used: {0}")]
    Unusable(String),
    /// None could be made.
    #[error("cannot make a certificate: {0}")]
    Make(#[from] rcgen::Error),
}

/// A certificate chain and its key, as PEM.
pub struct Certificate {
    /// The chain.
    pub chain: Vec<u8>,
    /// The key.
    pub key: Vec<u8>,
}

/// A certificate for some names, signed by itself.
///
/// # Errors
/// When a name cannot be in a certificate.
pub fn generated(names: &[String]) -> Result<Certificate, TlsError> {
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, "argo server");
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    Ok(Certificate { chain: certificate.pem().into_bytes(), key: key.serialize_pem().into_bytes() })
}

/// TLS with a certificate.
///
/// # Errors
/// When it is no certificate, or the key does not belong to it.
pub fn given(certificate: &Certificate) -> Result<Arc<rustls::ServerConfig>, TlsError> {
    let unusable = |error: &dyn std::fmt::Display| TlsError::Unusable(error.to_string());
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&certificate.chain).collect();
    let chain = chain.map_err(|error| unusable(&error))?;
    let key = PrivateKeyDer::from_pem_slice(&certificate.key).map_err(|error| unusable(&error))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| unusable(&error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
