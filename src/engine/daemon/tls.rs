//! Certificates and the token for clients other than our own: kubectl, SDKs, browsers' scripts (which are refused).

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use base64::Engine as _;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use secrecy::{ExposeSecret, SecretString};

use super::home::{private_dir, private_file};
use super::{DaemonError, Home};
use crate::engine::apiserver::{Access, Guard, compressed, protect};

/// What a client needs to trust the engine and to be trusted by it.
#[derive(Debug, Clone)]
pub(super) struct Credentials {
    /// The certificate authority, PEM.
    pub authority: String,
    /// The bearer token.
    pub token: SecretString,
    /// The token of those who may only look.
    pub read_only: SecretString,
}

fn failed(error: impl std::fmt::Display) -> DaemonError {
    DaemonError::Certificate(error.to_string())
}

/// Reads the credentials, making them the first time.
pub(super) fn credentials(home: &Home) -> Result<Credentials, DaemonError> {
    let authority = home.tls().join("ca.pem");
    if !authority.exists() {
        make_certificates(home)?;
    }
    let (token, read_only) = (secret(&home.token())?, secret(&home.read_only_token())?);
    Ok(Credentials { authority: read(&authority)?, token, read_only })
}

/// Reads a token, making it the first time. Others' rights to its file are taken away.
fn secret(path: &Path) -> Result<SecretString, DaemonError> {
    if path.exists() {
        let mode = fs::Permissions::from_mode(0o600);
        fs::set_permissions(path, mode).map_err(|source| DaemonError::io("protect", path, source))?;
    } else {
        let random: [u8; 32] = rand::random();
        let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random);
        private_file(path, text.as_bytes())?;
    }
    Ok(SecretString::from(read(path)?.trim().to_owned()))
}

fn read(path: &Path) -> Result<String, DaemonError> {
    fs::read_to_string(path).map_err(|source| DaemonError::io("read", path, source))
}

fn make_certificates(home: &Home) -> Result<(), DaemonError> {
    let dir = home.tls();
    private_dir(&dir)?;
    let mut authority = CertificateParams::new(Vec::<String>::new()).map_err(failed)?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name.push(DnType::CommonName, "argo local engine");
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    let issuer =
        CertifiedIssuer::self_signed(authority, KeyPair::generate().map_err(failed)?).map_err(failed)?;

    let names = ["localhost", "127.0.0.1", "::1", "kubernetes", "kubernetes.default.svc"];
    let mut server = CertificateParams::new(names.map(str::to_owned)).map_err(failed)?;
    server.distinguished_name.push(DnType::CommonName, "argo");
    server.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate().map_err(failed)?;
    let certificate = server.signed_by(&key, &issuer).map_err(failed)?;

    private_file(&dir.join("server.key"), key.serialize_pem().as_bytes())?;
    private_file(&dir.join("server.pem"), certificate.pem().as_bytes())?;
    // Last, because its presence says that all are there. The authority's key is forgotten: it signs nothing else.
    private_file(&dir.join("ca.pem"), issuer.pem().as_bytes())
}

/// The server side of TLS.
pub(super) fn server_config(home: &Home) -> Result<Arc<rustls::ServerConfig>, DaemonError> {
    let dir = home.tls();
    let chain = CertificateDer::pem_file_iter(dir.join("server.pem"))
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(failed)?;
    let key = PrivateKeyDer::from_pem_file(dir.join("server.key")).map_err(failed)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|b| b.with_no_client_auth().with_single_cert(chain, key))
        .map_err(failed)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Lets only requests through that carry a token and come neither from a web page nor by a foreign name.
pub(super) fn guarded(router: Router, credentials: &Credentials, address: SocketAddr) -> Router {
    let own = address.ip().to_string();
    let hosts = ["localhost", "127.0.0.1", "::1", own.as_str()];
    let tokens = [
        (credentials.token.expose_secret(), Access::Full),
        (credentials.read_only.expose_secret(), Access::ReadOnly),
    ];
    protect(compressed(router), Guard::new(&tokens, &hosts))
}
