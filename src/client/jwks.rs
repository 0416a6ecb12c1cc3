//! Signatures of tokens, by the keys that their issuer publishes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RsaParameters,
    RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;

/// The keys of an issuer. Those of other kinds are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Keys {
    keys: Vec<Key>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Key {
    kty: String,
    kid: String,
    #[serde(rename = "use")]
    purpose: String,
    crv: String,
    n: String,
    e: String,
    x: String,
    y: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: String,
}

/// How a token is signed.
enum Method {
    Rsa(&'static RsaParameters),
    /// A curve, and how its signatures are checked.
    Curve(&'static str, &'static dyn VerificationAlgorithm),
}

impl Method {
    /// Signatures by a secret that both sides know, and none at all, are not among them.
    fn of(algorithm: &str) -> Option<Self> {
        Some(match algorithm {
            "RS256" => Self::Rsa(&RSA_PKCS1_2048_8192_SHA256),
            "RS384" => Self::Rsa(&RSA_PKCS1_2048_8192_SHA384),
            "RS512" => Self::Rsa(&RSA_PKCS1_2048_8192_SHA512),
            "PS256" => Self::Rsa(&RSA_PSS_2048_8192_SHA256),
            "ES256" => Self::Curve("P-256", &ECDSA_P256_SHA256_FIXED),
            "ES384" => Self::Curve("P-384", &ECDSA_P384_SHA384_FIXED),
            "EdDSA" => Self::Curve("Ed25519", &ED25519),
            _ => return None,
        })
    }

    /// Whether a key made a signature.
    fn verify(&self, key: &Key, message: &[u8], signature: &[u8]) -> bool {
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let done = match self {
            Self::Rsa(parameters) if key.kty == "RSA" => {
                let (Some(n), Some(e)) = (part(&key.n), part(&key.e)) else { return false };
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signature)
            }
            Self::Curve(curve, algorithm) if key.crv == *curve => {
                let Some(x) = part(&key.x) else { return false };
                let point = match key.kty.as_str() {
                    "OKP" => x,
                    _ => [vec![4], x, part(&key.y).unwrap_or_default()].concat(),
                };
                UnparsedPublicKey::new(*algorithm, point).verify(message, signature)
            }
            _ => return false,
        };
        done.is_ok()
    }
}

impl Keys {
    /// Whether one of them signed a token.
    ///
    /// # Errors
    /// When none did, in words.
    pub(super) fn check(&self, token: &str) -> Result<(), String> {
        let malformed = || "its token is none".to_owned();
        let (message, signature) = token.rsplit_once('.').ok_or_else(malformed)?;
        let head = message.split('.').next().unwrap_or_default();
        let head = URL_SAFE_NO_PAD.decode(head).map_err(|_| malformed())?;
        let head: Header = serde_json::from_slice(&head).map_err(|_| malformed())?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| malformed())?;
        let method = Method::of(&head.alg)
            .ok_or_else(|| format!("its token is signed by {:?}, which does not count here", head.alg))?;
        let named = |key: &&Key| head.kid.is_empty() || key.kid.is_empty() || key.kid == head.kid;
        let mut usable = self.keys.iter().filter(named).filter(|key| key.purpose != "enc");
        match usable.any(|key| method.verify(key, message.as_bytes(), &signature)) {
            true => Ok(()),
            false => Err("its token is not signed by one of its keys".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const BODY: &str =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    /// The keys of RFC 7515, appendices A.2 and A.3.
    fn keys() -> Keys {
        let n = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
        let (x, y) =
            ("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
        let keys = json!({"keys": [
            {"kty": "oct", "k": "c2VjcmV0"}, {"kty": "RSA", "n": n, "e": "AQAB"},
            {"kty": "EC", "crv": "P-256", "x": x, "y": y},
        ]});
        serde_json::from_value(keys).expect("keys")
    }

    #[test]
    fn signatures_of_the_standards_examples_count() {
        let rsa = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        let curve = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        let token =
            |head: &str, signature: &str| format!("{}.{BODY}.{signature}", URL_SAFE_NO_PAD.encode(head));
        let keys = keys();
        assert_eq!(keys.check(&token(r#"{"alg":"RS256"}"#, rsa)), Ok(()));
        assert_eq!(keys.check(&token(r#"{"alg":"ES256"}"#, curve)), Ok(()));
        for (head, signature) in [
            (r#"{"alg":"RS256","typ":"JWT"}"#, rsa),
            (r#"{"alg":"RS512"}"#, rsa),
            (r#"{"alg":"ES256"}"#, rsa),
            (r#"{"alg":"ES256"}"#, ""),
            (r#"{"alg":"none"}"#, ""),
            (r#"{"alg":"HS256"}"#, curve),
            ("{", rsa),
        ] {
            assert!(keys.check(&token(head, signature)).is_err(), "{head} {signature}");
        }
        assert!(keys.check("").is_err() && keys.check("a.b").is_err() && keys.check("e30.e30.x").is_err());
    }
}
