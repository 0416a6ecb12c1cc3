//! The functions of sprig 3.3, called as `sprig.name(…)`. Those that make keys and certificates, or ask the
//! network, are not here, and say so.

mod cast;
mod crypto;
mod dates;
mod dicts;
mod lists;
mod numbers;
mod paths;
mod random;
mod regexes;
mod semver;
mod strings;
mod words;

use super::eval::Scope;
use super::{ExprError, Value};

/// The answer of a family of functions: `None` where the function is not one of it.
type Answer = Option<Result<Value, ExprError>>;

/// Functions of sprig that are refused, and why.
const REFUSED: &[(&[&str], &str)] = &[
    (
        &[
            "genPrivateKey",
            "genCA",
            "genCAWithKey",
            "genSelfSignedCert",
            "genSelfSignedCertWithKey",
            "genSignedCert",
            "genSignedCertWithKey",
            "buildCustomCert",
            "derivePassword",
            "bcrypt",
            "htpasswd",
            "encryptAES",
            "decryptAES",
        ],
        "makes keys, which is not built in",
    ),
    (&["getHostByName"], "asks the network, which expressions cannot"),
];

/// Calls a function of sprig.
pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Result<Value, ExprError> {
    if let Some((_, why)) = REFUSED.iter().find(|(names, _)| names.contains(&name)) {
        return Err(ExprError::new(format!("sprig.{name} {why}"), 0));
    }
    // Functions that may fail have a twin that must not; here both tell.
    let families = [
        strings::call,
        words::call,
        numbers::call,
        lists::call,
        dicts::call,
        dates::call,
        regexes::call,
        paths::call,
        crypto::call,
        semver::call,
        random::call,
    ];
    for family in families {
        if let Some(result) = family(scope, name, args) {
            return result;
        }
    }
    Err(ExprError {
        missing: Some(format!("sprig.{name}")),
        ..ExprError::new("invalid operation: cannot call nil", 0)
    })
}

fn wrong(name: &str, args: &[Value]) -> ExprError {
    let types: Vec<&str> = args.iter().map(Value::type_name).collect();
    ExprError::new(format!("wrong arguments for sprig.{name}: {}", types.join(", ")), 0)
}

/// Takes the word `must` off a function's name.
fn bare(name: &str) -> String {
    let Some(rest) = name.strip_prefix("must") else { return name.to_owned() };
    let rest = rest.strip_prefix('_').unwrap_or(rest);
    let mut letters = rest.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
