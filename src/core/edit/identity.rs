//! Who did something, noted in labels (cli.md §1.9).

use std::collections::BTreeMap;

use crate::core::api::label;

/// Who somebody is to the cluster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The name that counts.
    pub subject: String,
    /// Mail address, where there is one.
    pub email: String,
    /// The name shown to people, where there is one.
    pub preferred_username: String,
}

type Labels = BTreeMap<String, String>;

/// Notes who made an object; nobody known leaves none.
pub fn mark_creator(labels: &mut Labels, identity: Option<&Identity>) {
    note(labels, label::CREATOR, identity);
}

/// Notes who did what last; an action that is empty has no name.
pub fn mark_actor(labels: &mut Labels, identity: Option<&Identity>, action: &str) {
    let Some(identity) = identity else { return };
    note(labels, label::ACTOR, Some(identity));
    match action {
        "" => labels.remove(label::ACTION),
        action => labels.insert(label::ACTION.to_owned(), action.to_owned()),
    };
}

fn note(labels: &mut Labels, key: &str, identity: Option<&Identity>) {
    let nobody = Identity::default();
    let identity = identity.unwrap_or(&nobody);
    let email = identity.email.replacen('@', ".at.", 1);
    for (end, value) in
        [("", &identity.subject), ("-email", &email), ("-preferred-username", &identity.preferred_username)]
    {
        let value = label_value(value);
        let key = format!("{key}{end}");
        match value.is_empty() {
            true => labels.remove(&key),
            false => labels.insert(key, value),
        };
    }
}

/// A text as far as a label can hold it: other characters become dashes, and the last 63 count.
fn label_value(text: &str) -> String {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let clean: Vec<char> = text.chars().map(|c| if is_fine(c) { c } else { '-' }).collect();
    let tail: String = clean.iter().skip(clean.len().saturating_sub(63)).collect();
    tail.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned()
}

impl std::fmt::Display for Identity {
    /// As Go prints a map of these, in which only what is known has a place.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = [
            ("Email", &self.email),
            ("PreferredUsername", &self.preferred_username),
            ("User", &self.subject),
        ];
        let known: Vec<String> = known
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        write!(f, "map[{}]", known.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody() -> Identity {
        Identity {
            subject: "system:serviceaccount:argo:me".to_owned(),
            email: "me@example.org".to_owned(),
            preferred_username: String::new(),
        }
    }

    #[test]
    fn labels_say_who_did_what() {
        let mut labels = Labels::new();
        mark_creator(&mut labels, Some(&somebody()));
        assert_eq!(labels["workflows.argoproj.io/creator"], "system-serviceaccount-argo-me");
        assert_eq!(labels["workflows.argoproj.io/creator-email"], "me.at.example.org");
        assert_eq!(labels.len(), 2);
        mark_actor(&mut labels, Some(&somebody()), "Stop");
        assert_eq!(labels["workflows.argoproj.io/action"], "Stop");
        mark_actor(&mut labels, Some(&somebody()), "");
        assert!(!labels.contains_key("workflows.argoproj.io/action"));
        mark_creator(&mut labels, None);
        assert!(!labels.contains_key("workflows.argoproj.io/creator"));
    }

    #[test]
    fn long_names_keep_their_end() {
        let value = label_value(&format!("-{}:x-", "a".repeat(80)));
        assert_eq!(value.len(), 62);
        assert!(value.ends_with("a-x"));
    }

    #[test]
    fn an_identity_prints_as_gos_map() {
        assert_eq!(somebody().to_string(), "map[Email:me@example.org User:system:serviceaccount:argo:me]");
    }
}
