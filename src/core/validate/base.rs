//! Where templates are looked up: the manifest itself, and the stored templates it refers to.

use std::collections::HashMap;
use std::sync::Arc;

use super::finding::StoredTemplate;
use crate::core::api::{ClusterWorkflowTemplate, Template, WorkflowSpec, WorkflowTemplate};

/// Why there is no stored template of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateMissing {
    /// The place was asked and has none; the checks say so in their own words.
    NotFound(String),
    /// Another reason, given on as it is: files that were read do not hold it, access is forbidden.
    Other(String),
}

impl TemplateMissing {
    /// The words of whoever looked.
    pub fn words(&self) -> &str {
        let (Self::NotFound(words) | Self::Other(words)) = self;
        words
    }
}

/// Finds the stored templates that manifests refer to.
pub trait TemplateGetter {
    /// Returns the WorkflowTemplate of a name in the namespace of the manifest.
    ///
    /// # Errors
    /// When there is none.
    fn workflow_template(&self, name: &str) -> Result<Arc<WorkflowTemplate>, TemplateMissing>;

    /// Returns the ClusterWorkflowTemplate of a name.
    ///
    /// # Errors
    /// When there is none.
    fn cluster_workflow_template(&self, name: &str) -> Result<Arc<ClusterWorkflowTemplate>, TemplateMissing>;
}

/// Knows no stored templates.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTemplates;

impl TemplateGetter for NoTemplates {
    fn workflow_template(&self, name: &str) -> Result<Arc<WorkflowTemplate>, TemplateMissing> {
        Err(TemplateMissing::Other(format!("couldn't find workflow template \"{name}\" in namespace \"\"")))
    }

    fn cluster_workflow_template(&self, name: &str) -> Result<Arc<ClusterWorkflowTemplate>, TemplateMissing> {
        Err(TemplateMissing::Other(format!("couldn't find cluster workflow template \"{name}\"")))
    }
}

#[derive(Debug)]
enum Holder<'a> {
    Own(&'a WorkflowSpec),
    Namespaced(Arc<WorkflowTemplate>),
    Cluster(Arc<ClusterWorkflowTemplate>),
}

/// An object with templates that name each other.
#[derive(Debug)]
pub(super) struct Base<'a> {
    holder: Holder<'a>,
    /// Tells bases apart.
    pub(super) scope: String,
    /// JSON pointer to the specification; none for objects that are not the manifest.
    pub(super) pointer: Option<String>,
    /// The stored template, unless it is the manifest.
    pub(super) stored: Option<StoredTemplate>,
    index: HashMap<String, usize>,
}

impl<'a> Base<'a> {
    pub(super) fn own(spec: &'a WorkflowSpec, pointer: &str) -> Self {
        Self::new(Holder::Own(spec), "local/".to_owned(), Some(pointer.to_owned()), None)
    }

    pub(super) fn namespaced(object: Arc<WorkflowTemplate>) -> Self {
        let name = object.metadata.name.clone();
        let scope = format!("namespaced/{name}");
        Self::new(Holder::Namespaced(object), scope, None, Some(StoredTemplate { cluster: false, name }))
    }

    pub(super) fn cluster(object: Arc<ClusterWorkflowTemplate>) -> Self {
        let name = object.metadata.name.clone();
        let scope = format!("cluster/{name}");
        Self::new(Holder::Cluster(object), scope, None, Some(StoredTemplate { cluster: true, name }))
    }

    fn new(
        holder: Holder<'a>,
        scope: String,
        pointer: Option<String>,
        stored: Option<StoredTemplate>,
    ) -> Self {
        let mut base = Self { holder, scope, pointer, stored, index: HashMap::new() };
        let mut index = HashMap::with_capacity(base.spec().templates.len());
        for (at, template) in base.spec().templates.iter().enumerate() {
            index.entry(template.name.clone()).or_insert(at);
        }
        base.index = index;
        base
    }

    pub(super) fn spec(&self) -> &WorkflowSpec {
        match &self.holder {
            Holder::Own(spec) => spec,
            Holder::Namespaced(object) => &object.spec,
            Holder::Cluster(object) => &object.spec,
        }
    }

    /// The names of its templates.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.spec().templates.iter().map(|template| template.name.as_str())
    }

    /// The index of a template; of several with one name, the first.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    pub(super) fn template(&self, index: usize) -> Option<&Template> {
        self.spec().templates.get(index)
    }

    /// The image that templates without one get. Those of a ClusterWorkflowTemplate get none, as in the reference.
    pub(super) fn has_default_image(&self, of: impl Fn(&Template) -> Option<&serde_json::Value>) -> bool {
        let defaults = match &self.holder {
            Holder::Cluster(_) => None,
            _ => self.spec().template_defaults.as_deref(),
        };
        let image = defaults.and_then(of).map(|body| super::kinds::text(body, "image"));
        image.is_some_and(|image| !image.is_empty())
    }
}
