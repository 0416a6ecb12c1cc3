//! Who we are to a cluster, as far as the configuration tells: objects carry it in labels (cli.md §1.9).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use kube::Config;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use secrecy::ExposeSecret;
use serde::Deserialize;

use crate::core::edit::Identity;

/// What a token says of its owner.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Claims {
    sub: String,
    email: String,
    preferred_username: String,
    /// What it was asked for with.
    pub(super) nonce: Option<String>,
    /// When it ends, in Unix seconds.
    pub(super) exp: Option<f64>,
}

/// Who requests with this configuration come from: the user name, else the owner of the token, else the name in the
/// certificate.
pub fn identity(config: &Config) -> Option<Identity> {
    let auth = &config.auth_info;
    if let Some(name) = auth.username.as_ref().filter(|name| !name.is_empty()) {
        return Some(Identity { subject: name.clone(), ..Identity::default() });
    }
    let of_file = || std::fs::read_to_string(auth.token_file.as_ref()?).ok();
    let token = auth.token.as_ref().map(|token| token.expose_secret().to_owned()).or_else(of_file);
    if let Some(token) = token {
        let Claims { sub, email, preferred_username, .. } = claims(token.trim())?;
        return Some(Identity { subject: sub, email, preferred_username });
    }
    let pem = match (&auth.client_certificate_data, &auth.client_certificate) {
        (Some(data), _) => STANDARD.decode(data).ok()?,
        (None, Some(path)) => std::fs::read(path).ok()?,
        (None, None) => return None,
    };
    let certificate = CertificateDer::from_pem_slice(&pem).ok()?;
    Some(Identity { subject: common_name(&certificate)?, ..Identity::default() })
}

/// When a token says that it ends.
pub fn token_end(token: &str) -> Option<Timestamp> {
    // The claim is a number of seconds, which may have a fraction.
    claims(token).and_then(|claims| Timestamp::from_second(claims.exp? as i64).ok())
}

/// The claims of a token of three parts; nobody checks its signature here.
pub(super) fn claims(token: &str) -> Option<Claims> {
    let parts: Vec<&str> = token.split('.').collect();
    let [_, payload, _] = parts.as_slice() else { return None };
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?).ok()
}

const SEQUENCE: u8 = 0x30;
const OID: u8 = 0x06;
const VERSION: u8 = 0xa0;

/// The object identifier of a common name: 2.5.4.3.
const COMMON_NAME: [u8; 3] = [0x55, 0x04, 0x03];

/// The common name of the subject of a certificate.
fn common_name(certificate: &[u8]) -> Option<String> {
    let (_, certificate, _) = element(certificate)?;
    let (_, mut fields, _) = element(certificate)?;
    if fields.first() == Some(&VERSION) {
        fields = element(fields)?.2;
    }
    // Serial number, algorithm, issuer and validity come before the subject.
    for _ in 0..4 {
        fields = element(fields)?.2;
    }
    let (_, mut names, _) = element(fields)?;
    while !names.is_empty() {
        let (_, name, rest) = element(names)?;
        names = rest;
        let (SEQUENCE, pair, _) = element(name)? else { continue };
        let (OID, id, value) = element(pair)? else { continue };
        if id == COMMON_NAME {
            return String::from_utf8(element(value)?.1.to_vec()).ok();
        }
    }
    None
}

/// An element of DER: its tag, its content, and what comes after it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        short @ 0..=0x7f => (usize::from(*short), rest),
        long => {
            let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            if digits.len() > 4 {
                return None;
            }
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_says_its_name() {
        let mut parameters = rcgen::CertificateParams::new(Vec::<String>::new()).unwrap();
        parameters.distinguished_name.push(rcgen::DnType::OrganizationName, "masters");
        parameters.distinguished_name.push(rcgen::DnType::CommonName, "admin");
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = parameters.self_signed(&key).unwrap();
        assert_eq!(common_name(certificate.der()).as_deref(), Some("admin"));
        for end in 0..certificate.der().len().min(300) {
            // Half a certificate has no name, or has it already; it never ends the program.
            let _ = common_name(&certificate.der()[..end]);
        }
    }

    #[test]
    fn a_token_says_whose_it_is() {
        let payload = URL_SAFE_NO_PAD.encode(r#"{"sub":"me","email":"me@a.b","exp":5}"#);
        let claims = claims(&format!("e30.{payload}.sig")).unwrap();
        assert_eq!((claims.sub.as_str(), claims.email.as_str(), claims.exp), ("me", "me@a.b", Some(5.0)));
        assert!(super::claims("opaque").is_none());
    }
}
