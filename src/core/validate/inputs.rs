//! Inputs of templates, and where artifacts are kept.

use super::holder::{Checker, Found, Place};
use super::names::{self, Names};
use super::scope::Scope;
use crate::core::api::{Artifact, GitArtifact, HdfsArtifact, Template};

impl<'a> Checker<'a> {
    /// Checks the inputs of a template and returns the names they give it.
    pub(super) fn check_inputs(&mut self, found: &Found<'a>, template: &Template) -> Scope {
        let (name, inputs) = (template.name.as_str(), &template.inputs);
        let parameters = names::check(Names::Values, inputs.parameters.iter().map(|p| p.name.as_str()));
        let artifacts = names::check(Names::Values, inputs.artifacts.iter().map(|a| a.name.as_str()));
        for (list, bad) in [("parameters", parameters), ("artifacts", artifacts)] {
            for one in bad {
                let at = found.place.at(&format!("/inputs/{list}/{}/name", one.index));
                self.report.add("invalid-name", at, format!("templates.{name}.inputs.{list}{}", one.words));
            }
        }
        let mut scope = Scope::default();
        for parameter in &inputs.parameters {
            scope.add(format!("inputs.parameters.{}", parameter.name));
        }
        if !inputs.parameters.is_empty() {
            scope.add("inputs.parameters");
        }
        for (index, artifact) in inputs.artifacts.iter().enumerate() {
            let reference = format!("inputs.artifacts.{}", artifact.name);
            let place = found.place.below(&format!("/inputs/artifacts/{index}"));
            self.check_input_artifact(template, artifact, &reference, &place);
            if template.is_leaf() {
                scope.add(format!("{reference}.path"));
            }
            scope.add(reference);
        }
        scope
    }

    fn check_input_artifact(
        &mut self,
        template: &Template,
        artifact: &Artifact,
        reference: &str,
        place: &Place,
    ) {
        let prefix = format!("templates.{}.{reference}", template.name);
        if template.is_leaf() {
            self.check_path(&prefix, artifact, place);
        } else if !artifact.path.is_empty() {
            let words = format!("{prefix}.path only valid in container/script templates");
            self.report.add("unsupported-field", place.at("/path"), words);
        }
        if !artifact.from.is_empty() {
            self.report.add(
                "unsupported-field",
                place.at("/from"),
                format!("{prefix}.from not valid in inputs"),
            );
        }
        self.check_location(&prefix, artifact.git.as_deref(), artifact.hdfs.as_deref(), place);
    }

    /// Checks the path of an artifact in a container: it is there, and stays where it says.
    pub(super) fn check_path(&mut self, prefix: &str, artifact: &Artifact, place: &Place) {
        let name = &artifact.name;
        if artifact.path.is_empty() {
            let words = format!("error in {prefix}: Artifact '{name}' did not specify a path");
            self.report.add("missing-path", place.at(""), words);
        } else if leaves_its_folder(&artifact.path) {
            let words = format!(
                "error in {prefix}: Artifact '{name}' attempted to use a path containing '..'. Directory traversal is \
                 not permitted"
            );
            self.report.add("path-traversal", place.at("/path"), words);
        }
    }

    /// Checks what the reference checks of the places artifacts are kept in: git and HDFS.
    pub(super) fn check_location(
        &mut self,
        prefix: &str,
        git: Option<&GitArtifact>,
        hdfs: Option<&HdfsArtifact>,
        place: &Place,
    ) {
        if git.is_some_and(|git| git.repo.is_empty()) {
            self.report.add("missing-location", place.at("/git"), format!("{prefix}.git.repo is required"));
        }
        if let Some(words) = hdfs.and_then(|hdfs| hdfs_fault(&format!("{prefix}.hdfs"), hdfs)) {
            self.report.add("missing-location", place.at("/hdfs"), words);
        }
    }
}

/// Whether a path climbs out of the folder before its first `..`.
fn leaves_its_folder(path: &str) -> bool {
    let safe = match path.split_once("/../") {
        Some((before, _)) => before,
        // The reference's pattern takes any two characters after the last slash for dots.
        None => {
            let tail =
                path.rfind('/').filter(|at| path.get(at + 1..).is_some_and(|t| t.chars().count() == 2));
            tail.and_then(|at| path.get(..at)).unwrap_or_default()
        }
    };
    if safe.is_empty() {
        return false;
    }
    let inside = format!("{safe}/");
    let cleaned = clean(path);
    !cleaned.starts_with(&inside) || cleaned.len() <= inside.len()
}

/// A path without `.`, `..` and double slashes, as Go's `filepath.Clean` gives it.
pub(super) fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(last) if *last != ".." => {
                    parts.pop();
                }
                _ if rooted => {}
                _ => parts.push(".."),
            },
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

fn hdfs_fault(prefix: &str, hdfs: &HdfsArtifact) -> Option<String> {
    let keytab = hdfs.krb_keytab_secret.is_some();
    let cache = hdfs.krb_c_cache_secret.is_some();
    let principal = hdfs.krb_service_principal_name.is_empty() || hdfs.krb_config_config_map.is_none();
    Some(if hdfs.addresses.is_empty() {
        format!("{prefix}.addresses is required")
    } else if hdfs.path.is_empty() {
        format!("{prefix}.path is required")
    } else if !hdfs.path.starts_with('/') {
        format!("{prefix}.path must be a absolute file path")
    } else if hdfs.hdfs_user.is_empty() && !cache && !keytab {
        format!("either {prefix}.hdfsUser, {prefix}.krbCCacheSecret or {prefix}.krbKeytabSecret is required")
    } else if keytab && (principal || hdfs.krb_username.is_empty() || hdfs.krb_realm.is_empty()) {
        format!(
            "{prefix}.krbServicePrincipalName, {prefix}.krbConfigConfigMap, {prefix}.krbUsername and \
             {prefix}.krbRealm are required with {prefix}.krbKeytabSecret"
        )
    } else if cache && principal {
        format!(
            "{prefix}.krbServicePrincipalName and {prefix}.krbConfigConfigMap are required with \
             {prefix}.krbCCacheSecret"
        )
    } else {
        return None;
    })
}
