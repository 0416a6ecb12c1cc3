//! The flags of a resource template, as far as they mean something to the API.

/// What the flags say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// The objects meant: the word for the kind of each, and its name.
    pub(super) objects: Vec<(String, String)>,
    /// The objects meant, where they are not named.
    pub(super) chosen: Option<Chosen>,
    /// Another namespace.
    pub(super) namespace: Option<String>,
    /// An object that is not there is fine.
    pub(super) ignore_not_found: bool,
    /// `fieldValidation` of a request: from `--validate`.
    pub(super) validation: Option<&'static str>,
    /// What becomes of objects that belong to a deleted one: from `--cascade`.
    pub(super) propagation: Option<&'static str>,
    /// How many seconds a deleted object has to end.
    pub(super) grace: Option<i64>,
}

/// The objects of some kinds that are as they should be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Words for the kinds.
    pub(super) kinds: Vec<String>,
    /// A label selector; empty: any labels.
    pub(super) labels: String,
    /// A field selector.
    pub(super) fields: String,
}

impl Flags {
    /// Reads flags; the error names the one that is not understood.
    pub(super) fn parse(flags: &[String]) -> Result<Self, String> {
        let mut parsed = Self::default();
        let (mut words, mut selectors, mut is_all) = (Vec::new(), Chosen::default(), false);
        let mut rest = flags.iter().map(String::as_str);
        while let Some(flag) = rest.next() {
            let (name, given) = flag.split_once('=').map_or((flag, None), |(n, v)| (n, Some(v)));
            // Only of a flag that must have one may the value be the next word.
            let mut value = || given.or_else(|| rest.next()).unwrap_or_default();
            match name {
                "-n" | "--namespace" => {
                    parsed.namespace = Some(value().to_owned()).filter(|name| !name.is_empty());
                }
                "-l" | "--selector" => selectors.labels = value().to_owned(),
                "--field-selector" => selectors.fields = value().to_owned(),
                "--all" => is_all = given != Some("false"),
                "--ignore-not-found" => parsed.ignore_not_found = given != Some("false"),
                "--validate" => {
                    parsed.validation = Some(match given {
                        Some("false" | "ignore") => "Ignore",
                        Some("warn") => "Warn",
                        _ => "Strict",
                    });
                }
                "--cascade" => {
                    parsed.propagation = Some(match given {
                        Some("orphan" | "false") => "Orphan",
                        Some("foreground") => "Foreground",
                        _ => "Background",
                    });
                }
                "--grace-period" => {
                    let seconds = value();
                    let wrong =
                        |_| format!("the flag {name} of a resource template wants a number, not {seconds:?}");
                    // Below zero is the object's own, as with kubectl.
                    parsed.grace = Some(seconds.parse().map_err(wrong)?).filter(|seconds| *seconds >= 0);
                }
                "--now" => parsed.grace = Some(1),
                // The object is returned in any case, and its form is chosen here. Nobody waits for one that is deleted.
                "-o" | "--output" | "--timeout" => drop(value()),
                "--wait" | "--force" | "--force-conflicts" | "--server-side" | "--save-config" => {}
                _ if name.starts_with('-') => {
                    return Err(format!(
                        "the flag {flag} of a resource template is not supported on this machine"
                    ));
                }
                _ => words.push(flag),
            }
        }
        let is_chosen = is_all || !selectors.labels.is_empty() || !selectors.fields.is_empty();
        match words.as_slice() {
            [] if is_chosen => return Err("error: You must provide one or more resources".to_owned()),
            [kinds] if is_chosen && !kinds.contains('/') => {
                selectors.kinds = kinds.split(',').map(str::to_owned).collect();
                parsed.chosen = Some(selectors);
            }
            words if is_chosen => {
                return Err(format!(
                    "error: name cannot be provided when a selector is specified: {}",
                    words.join(" ")
                ));
            }
            words => parsed.objects = named(words)?,
        }
        Ok(parsed)
    }
}

/// The objects that words name: `KIND NAME …`, or `KIND/NAME …`.
fn named(words: &[&str]) -> Result<Vec<(String, String)>, String> {
    let pair = |kind: &str, name: &str| (kind.to_owned(), name.to_owned());
    match words {
        [] => Ok(Vec::new()),
        [first, ..] if first.contains('/') => {
            let each = words.iter().map(|word| {
                let (kind, name) =
                    word.split_once('/').filter(|(kind, name)| !kind.is_empty() && !name.is_empty())?;
                Some(pair(kind, name))
            });
            let all: Option<Vec<_>> = each.collect();
            all.ok_or_else(|| {
                "error: there is no need to specify a resource type as a separate argument when \
                              passing arguments in resource/name form"
                    .to_owned()
            })
        }
        [_] => Err("error: resource(s) were provided, but no name was specified".to_owned()),
        [kind, names @ ..] => Ok(names.iter().map(|name| pair(kind, name)).collect()),
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
        let pair = |kind: &str, name: &str| (kind.to_owned(), name.to_owned());
        assert_eq!(flags.objects, [pair("pod", "web")]);
        assert_eq!(flags.namespace.as_deref(), Some("other"));
        assert!(flags.ignore_not_found);
        assert_eq!(flags.validation, Some("Ignore"));
        let flags = parse(&["cm", "x", "y", "--cascade=orphan", "--grace-period", "3"]).expect("flags");
        assert_eq!(flags.objects, [pair("cm", "x"), pair("cm", "y")]);
        assert_eq!((flags.propagation, flags.grace), (Some("Orphan"), Some(3)));
        assert_eq!(
            parse(&["cm/x", "secret/y"]).expect("flags").objects,
            [pair("cm", "x"), pair("secret", "y")]
        );
        assert!(parse(&["cm"]).is_err());
        assert!(parse(&["cm/x", "y"]).is_err());
        assert!(parse(&["--kubeconfig=x"]).is_err());
    }

    #[test]
    fn flags_choose_objects_by_what_they_have() {
        let parse = |flags: &[&str]| Flags::parse(&flags.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>());
        let chosen = parse(&["cm,secret", "--selector", "a=b"]).expect("flags").chosen.expect("a choice");
        assert_eq!(
            (chosen.kinds, chosen.labels),
            (vec!["cm".to_owned(), "secret".to_owned()], "a=b".to_owned())
        );
        assert!(parse(&["pods", "--all"]).expect("flags").chosen.is_some());
        assert!(parse(&["pods", "x", "-l", "a=b"]).is_err());
        assert!(parse(&["-l", "a=b"]).is_err());
    }
}
