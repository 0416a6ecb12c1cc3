//! One action of a resource template on the API, as `kubectl` would do it.

use serde_json::{Value, json};

use super::super::follow::escaped;
use super::super::objects::{Objects, Want, message, worth_retrying};
use super::discover::{self, Served};
use super::flags::Flags;
use crate::core::api::ResourceTemplate;

/// Why an action failed.
pub(super) enum Failed {
    /// For good; the text is for people.
    Said(String),
    /// The API has a problem that may pass.
    Later(kube::Error),
}

impl From<kube::Error> for Failed {
    fn from(error: kube::Error) -> Self {
        if worth_retrying(&error) {
            return Self::Later(error);
        }
        match &error {
            kube::Error::Api(status) if status.reason == "NotFound" || status.reason == "AlreadyExists" => {
                Self::Said(format!("Error from server ({}): {}", status.reason, status.message))
            }
            _ => Self::Said(message(&error)),
        }
    }
}

/// An object an action was about, and where it is.
pub(super) struct Target {
    pub(super) path: String,
    pub(super) object: Value,
}

/// An action about to be done.
pub(super) struct Action<'a> {
    pub(super) objects: &'a Objects,
    pub(super) template: &'a ResourceTemplate,
    pub(super) namespace: &'a str,
    pub(super) flags: Flags,
    /// The manifest's documents; for JSON patches, the patch.
    pub(super) manifests: Vec<Value>,
}

impl Action<'_> {
    /// Does it. `None` where there is no object afterwards, or none was found and that is fine.
    pub(super) async fn run(&self) -> Result<Option<Target>, Failed> {
        let Flags { objects, chosen, .. } = &self.flags;
        let are_several = chosen.is_some() || objects.len() > 1;
        if are_several && self.template.action != "delete" {
            // Every other action leaves the one object that conditions and outputs are about.
            let why = "the flags of a resource template name more than one object";
            return Err(Failed::Said(why.to_owned()));
        }
        if self.template.action == "patch" {
            return self.patch().await.map(Some);
        }
        if are_several || !objects.is_empty() {
            let mut last = None;
            for path in self.meant().await? {
                last = self.by_path(&path, None).await?;
            }
            return Ok(last);
        }
        let mut first = None;
        for manifest in &self.manifests {
            let served = known(discover::by_object(self.objects, manifest).await?)?;
            let done = self.by_manifest(&served, manifest).await?;
            first = first.or(done);
        }
        match (first, self.manifests.is_empty()) {
            (None, true) => Err(Failed::Said("no objects passed to kubectl".to_owned())),
            (first, _) => Ok(first),
        }
    }

    /// The paths of the objects that the flags name or choose.
    async fn meant(&self) -> Result<Vec<String>, Failed> {
        let mut paths = Vec::new();
        for one in &self.flags.objects {
            paths.push(self.path_of(one).await?);
        }
        let Some(chosen) = &self.flags.chosen else { return Ok(paths) };
        let selectors = escaped("labelSelector", &chosen.labels) + &escaped("fieldSelector", &chosen.fields);
        let query = selectors.strip_prefix('&').map_or(String::new(), |selectors| format!("?{selectors}"));
        for kind in &chosen.kinds {
            let served = known(discover::by_word(self.objects, kind).await?)?;
            let collection = served.collection(self.namespace());
            let list = self.objects.list(&collection, &query, Want::Metadata).await?;
            let items = list.get("items").and_then(Value::as_array).into_iter().flatten();
            let names = items.filter_map(|item| item.pointer("/metadata/name")?.as_str());
            paths.extend(names.map(|name| format!("{collection}/{name}")));
        }
        Ok(paths)
    }

    async fn path_of(&self, (kind, name): &(String, String)) -> Result<String, Failed> {
        let served = known(discover::by_word(self.objects, kind).await?)?;
        Ok(format!("{}/{name}", served.collection(self.namespace())))
    }

    fn namespace(&self) -> &str {
        self.flags.namespace.as_deref().unwrap_or(self.namespace)
    }

    async fn by_manifest(&self, served: &Served, manifest: &Value) -> Result<Option<Target>, Failed> {
        let text = |at| manifest.pointer(at).and_then(Value::as_str);
        let namespace = text("/metadata/namespace").unwrap_or_else(|| self.namespace());
        let collection = served.collection(namespace);
        if self.template.action == "create" {
            let query = self.flags.validation.map_or(String::new(), |v| format!("?fieldValidation={v}"));
            let object = self.objects.create_whole(&format!("{collection}{query}"), manifest).await?;
            let name = object.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
            return Ok(Some(Target { path: format!("{collection}/{name}"), object }));
        }
        let Some(name) = text("/metadata/name") else {
            return Err(Failed::Said("error: resource name may not be empty".to_owned()));
        };
        self.by_path(&format!("{collection}/{name}"), Some(manifest)).await
    }

    async fn by_path(&self, path: &str, manifest: Option<&Value>) -> Result<Option<Target>, Failed> {
        let objects = self.objects;
        let object = match (self.template.action.as_str(), manifest) {
            ("get", _) => match objects.get(path).await? {
                Some(object) => object,
                None if self.flags.ignore_not_found => return Ok(None),
                None => return Err(not_found(path)),
            },
            ("delete", _) => {
                let mut options =
                    json!({"propagationPolicy": self.flags.propagation.unwrap_or("Background")});
                if let Some(seconds) = self.flags.grace {
                    options["gracePeriodSeconds"] = seconds.into();
                }
                objects.delete(path, &options).await?;
                return Ok(None);
            }
            ("apply", Some(manifest)) => {
                let query = format!("{path}?fieldManager=kubectl&force=true");
                objects.patch(&query, manifest, "application/apply-patch+yaml").await?
            }
            ("replace", Some(manifest)) => {
                let Some(existing) = objects.get(path).await? else { return Err(not_found(path)) };
                let mut manifest = manifest.clone();
                if manifest.pointer("/metadata/resourceVersion").is_none() {
                    manifest["metadata"]["resourceVersion"] =
                        existing.pointer("/metadata/resourceVersion").cloned().unwrap_or_default();
                }
                objects.replace(path, &manifest).await?
            }
            (action, _) => {
                return Err(Failed::Said(format!("unknown action {action:?} of a resource template")));
            }
        };
        Ok(Some(Target { path: path.to_owned(), object }))
    }

    async fn patch(&self) -> Result<Target, Failed> {
        let Some(patch) = self.manifests.first() else {
            return Err(Failed::Said("Must provide at least one of flags or manifest.".to_owned()));
        };
        let path = match self.flags.objects.first() {
            Some(one) => self.path_of(one).await?,
            None => {
                let served = known(discover::by_object(self.objects, patch).await?)?;
                let text = |at| patch.pointer(at).and_then(Value::as_str);
                let name = text("/metadata/name").unwrap_or_default();
                let namespace = text("/metadata/namespace").unwrap_or_else(|| self.namespace());
                format!("{}/{name}", served.collection(namespace))
            }
        };
        let content_type = match self.template.merge_strategy.as_str() {
            "" | "strategic" => "application/strategic-merge-patch+json",
            "merge" => "application/merge-patch+json",
            "json" => "application/json-patch+json",
            other => {
                return Err(Failed::Said(format!(
                    "--type must be one of [json merge strategic], not {other:?}"
                )));
            }
        };
        let object = self.objects.patch(&path, patch, content_type).await?;
        Ok(Target { path, object })
    }
}

fn known(found: Result<Served, String>) -> Result<Served, Failed> {
    found.map_err(Failed::Said)
}

fn not_found(path: &str) -> Failed {
    let mut parts = path.rsplit('/');
    let (name, plural) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Failed::Said(format!("Error from server (NotFound): {plural} \"{name}\" not found"))
}
