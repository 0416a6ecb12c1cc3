//! The flags of a resource template, as far as they mean something to the API.

/// What the flags say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// The object meant: the word for its kind, and its name.
    pub(super) object: Option<(String, String)>,
    /// Another namespace.
    pub(super) namespace: Option<String>,
    /// An object that is not there is fine.
    pub(super) ignore_not_found: bool,
    /// `fieldValidation` of a request: from `--validate`.
    pub(super) validation: Option<&'static str>,
}

impl Flags {
    /// Reads flags; the error names the one that is not understood.
    pub(super) fn parse(flags: &[String]) -> Result<Self, String> {
        let mut parsed = Self::default();
        let mut words = Vec::new();
        let mut rest = flags.iter().map(String::as_str);
        while let Some(flag) = rest.next() {
            let (name, value) = flag.split_once('=').map_or((flag, None), |(n, v)| (n, Some(v)));
            match name {
                "-n" | "--namespace" => {
                    parsed.namespace = value.or_else(|| rest.next()).map(str::to_owned);
                }
                "--ignore-not-found" => parsed.ignore_not_found = value != Some("false"),
                "--validate" => {
                    parsed.validation = Some(match value {
                        Some("false" | "ignore") => "Ignore",
                        Some("warn") => "Warn",
                        _ => "Strict",
                    });
                }
                // The object is returned in any case, and its form is chosen here.
                "-o" | "--output" => {
                    if value.is_none() {
                        rest.next();
                    }
                }
                "--wait" | "--force-conflicts" | "--server-side" | "--save-config" => {}
                _ if name.starts_with('-') => {
                    return Err(format!(
                        "the flag {flag} of a resource template is not supported on this machine"
                    ));
                }
                _ => words.push(flag),
            }
        }
        parsed.object = match words.as_slice() {
            [] => None,
            [one] => match one.split_once('/') {
                Some((kind, name)) => Some((kind.to_owned(), name.to_owned())),
                None => return Err(format!("the flag {one} of a resource template names no object")),
            },
            [kind, name] => Some(((*kind).to_owned(), (*name).to_owned())),
            _ => return Err("the flags of a resource template name more than one object".to_owned()),
        };
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_name_an_object_and_how_to_treat_it() {
        let parse = |flags: &[&str]| Flags::parse(&flags.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>());
        let flags =
            parse(&["pod/web", "-n", "other", "--ignore-not-found", "--validate=false"]).expect("flags");
        assert_eq!(flags.object, Some(("pod".to_owned(), "web".to_owned())));
        assert_eq!(flags.namespace.as_deref(), Some("other"));
        assert!(flags.ignore_not_found);
        assert_eq!(flags.validation, Some("Ignore"));
        assert_eq!(parse(&["cm", "x"]).expect("flags").object, Some(("cm".to_owned(), "x".to_owned())));
        assert!(parse(&["--cascade=orphan"]).is_err());
    }
}
