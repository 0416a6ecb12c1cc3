//! Stored templates for checks, which are functions and cannot wait: they are done again until all was read.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::objects::{Objects, path};
use crate::core::api::{ClusterWorkflowTemplate, WorkflowTemplate};
use crate::core::operate::{ObjectKey, ObjectKind};
use crate::core::validate::{TemplateGetter, TemplateMissing};

/// What was read of one namespace and of the cluster, and what has to be read next.
struct Stored<'a> {
    namespace: &'a str,
    read: &'a HashMap<ObjectKey, Option<Value>>,
    wanted: RefCell<Option<ObjectKey>>,
}

impl Stored<'_> {
    fn object<T: DeserializeOwned>(
        &self,
        kind: ObjectKind,
        plural: &str,
        name: &str,
    ) -> Result<Arc<T>, TemplateMissing> {
        let key = ObjectKey::new(kind, self.namespace, name);
        let missing = || TemplateMissing::NotFound(format!("{plural}.argoproj.io \"{name}\" not found"));
        let Some(found) = self.read.get(&key) else {
            self.wanted.borrow_mut().get_or_insert(key);
            return Err(missing());
        };
        let typed = serde_json::from_value(found.clone().ok_or_else(missing)?);
        typed.map(Arc::new).map_err(|error| TemplateMissing::Other(format!("{plural} {name}: {error}")))
    }
}

impl TemplateGetter for Stored<'_> {
    fn workflow_template(&self, name: &str) -> Result<Arc<WorkflowTemplate>, TemplateMissing> {
        self.object(ObjectKind::WorkflowTemplate, "workflowtemplates", name)
    }

    fn cluster_workflow_template(&self, name: &str) -> Result<Arc<ClusterWorkflowTemplate>, TemplateMissing> {
        self.object(ObjectKind::ClusterWorkflowTemplate, "clusterworkflowtemplates", name)
    }
}

/// Returns what a check answers once all stored templates that it asks for have been read.
pub(super) async fn with_stored<T>(
    objects: &Objects,
    namespace: &str,
    check: impl Fn(&dyn TemplateGetter) -> T,
) -> kube::Result<T> {
    let mut read = HashMap::new();
    loop {
        // Nothing of the check may be held while waiting: it is not for other threads.
        let next = {
            let stored = Stored { namespace, read: &read, wanted: RefCell::default() };
            let answer = check(&stored);
            match stored.wanted.into_inner() {
                None => Ok(answer),
                Some(key) => Err(key),
            }
        };
        match next {
            Ok(answer) => return Ok(answer),
            Err(key) => {
                let object = objects.get(&path::object(&key)).await?;
                read.insert(key, object);
            }
        }
    }
}
