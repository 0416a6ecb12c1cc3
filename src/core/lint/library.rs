//! The stored templates that objects may refer to: those in the files, and those of a connection.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::Value;

use super::file::{File, Object};
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::{ClusterWorkflowTemplate, WorkflowTemplate};
use crate::core::text::pointer;
use crate::core::validate::{StoredTemplate, TemplateGetter, TemplateMissing};

/// A stored template that objects refer to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wanted {
    /// The namespace; empty for ClusterWorkflowTemplates.
    pub namespace: String,
    /// Which template.
    pub template: StoredTemplate,
}

/// Where an object is: index of the file, index in the file.
pub(super) type At = (usize, usize);

/// A stored template of either kind.
#[derive(Debug, Clone)]
enum Entry {
    Namespaced(Arc<WorkflowTemplate>),
    Cluster(Arc<ClusterWorkflowTemplate>),
}

impl Entry {
    /// What strict reading would object to is said about the object itself.
    fn read(cluster: bool, value: &Value, order: KeyOrder) -> Option<Self> {
        let schema = if cluster { ClusterWorkflowTemplate::schema() } else { WorkflowTemplate::schema() };
        let object = decode(schema, value, order, false).object;
        if cluster {
            return serde_json::from_value(object).ok().map(|object| Self::Cluster(Arc::new(object)));
        }
        serde_json::from_value(object).ok().map(|object| Self::Namespaced(Arc::new(object)))
    }
}

/// The stored templates that objects may refer to.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The namespace of objects that name none.
    namespace: String,
    entries: HashMap<Wanted, Entry>,
    places: HashMap<Wanted, At>,
    /// Templates given twice, with the place of the first.
    pub(super) twice: BTreeMap<At, At>,
    /// What a connection does not have, with its words.
    missing: HashMap<Wanted, String>,
    /// Nobody else is asked.
    pub(super) offline: bool,
}

impl Library {
    /// Collects the stored templates among the files. Objects without a namespace are in `namespace`; `offline`
    /// says that there is nobody to ask about others.
    pub fn of(files: &[File], namespace: &str, offline: bool) -> Self {
        let mut library = Self { namespace: namespace.to_owned(), offline, ..Self::default() };
        for (file_index, file) in files.iter().enumerate() {
            for (index, object) in file.objects.iter().enumerate() {
                library.collect(object, (file_index, index));
            }
        }
        library
    }

    fn collect(&mut self, object: &Object, at: At) {
        let cluster = match object.kind.as_str() {
            "WorkflowTemplate" => false,
            "ClusterWorkflowTemplate" => true,
            _ => return,
        };
        let order = if object.is_json() { KeyOrder::Written } else { KeyOrder::Sorted };
        let Some(entry) = Entry::read(cluster, &object.value, order) else { return };
        let text = |at| pointer::find(&object.value, at).and_then(Value::as_str).unwrap_or_default();
        let name = text("/metadata/name").to_owned();
        let namespace = if cluster { String::new() } else { self.namespace_of(text("/metadata/namespace")) };
        let wanted = Wanted { namespace, template: StoredTemplate { cluster, name } };
        if let Some(first) = self.places.get(&wanted) {
            self.twice.insert(at, *first);
            return;
        }
        self.places.insert(wanted.clone(), at);
        self.entries.insert(wanted, entry);
    }

    /// Adds the answer of a connection: the object, or its words where there is none.
    pub fn add(&mut self, wanted: Wanted, answer: Result<&Value, String>) {
        let read = |value| Entry::read(wanted.template.cluster, value, KeyOrder::Written);
        let entry = answer.and_then(|value| read(value).ok_or_else(|| "it cannot be read".to_owned()));
        match entry {
            Ok(entry) => drop(self.entries.insert(wanted, entry)),
            Err(words) => drop(self.missing.insert(wanted, words)),
        }
    }

    /// The names of the stored templates of one kind that are among the files.
    pub(super) fn names(&self, cluster: bool) -> impl Iterator<Item = &str> {
        let of_kind = self.places.keys().filter(move |wanted| wanted.template.cluster == cluster);
        of_kind.map(|wanted| wanted.template.name.as_str())
    }

    /// The namespace an object is in.
    pub(super) fn namespace_of(&self, own: &str) -> String {
        if own.is_empty() { self.namespace.clone() } else { own.to_owned() }
    }

    /// Where a stored template stands among the files.
    pub(super) fn place(&self, wanted: &Wanted) -> Option<At> {
        self.places.get(wanted).copied()
    }
}

/// The library as one object sees it; remembers what it had to leave open.
#[derive(Debug)]
pub struct Shelf<'l> {
    library: &'l Library,
    namespace: String,
    /// What was asked for and is not there.
    pub wanted: RefCell<BTreeSet<Wanted>>,
}

impl<'l> Shelf<'l> {
    /// The library for an object of that namespace.
    pub fn new(library: &'l Library, own: &str) -> Self {
        Self { library, namespace: library.namespace_of(own), wanted: RefCell::default() }
    }

    /// A template as this object means it.
    pub(super) fn meant(&self, template: &StoredTemplate) -> Wanted {
        let namespace = if template.cluster { String::new() } else { self.namespace.clone() };
        Wanted { namespace, template: template.clone() }
    }

    fn find(&self, cluster: bool, name: &str) -> Result<&'l Entry, TemplateMissing> {
        let wanted = self.meant(&StoredTemplate { cluster, name: name.to_owned() });
        if let Some(entry) = self.library.entries.get(&wanted) {
            return Ok(entry);
        }
        if let Some(words) = self.library.missing.get(&wanted) {
            return Err(TemplateMissing::NotFound(words.clone()));
        }
        let words = if cluster {
            format!("couldn't find cluster workflow template \"{name}\"")
        } else {
            format!("couldn't find workflow template \"{name}\" in namespace \"{}\"", self.namespace)
        };
        self.wanted.borrow_mut().insert(wanted);
        Err(TemplateMissing::Other(words))
    }
}

impl TemplateGetter for Shelf<'_> {
    fn workflow_template(&self, name: &str) -> Result<Arc<WorkflowTemplate>, TemplateMissing> {
        match self.find(false, name)? {
            Entry::Namespaced(template) => Ok(Arc::clone(template)),
            Entry::Cluster(_) => Err(TemplateMissing::NotFound(String::new())),
        }
    }

    fn cluster_workflow_template(&self, name: &str) -> Result<Arc<ClusterWorkflowTemplate>, TemplateMissing> {
        match self.find(true, name)? {
            Entry::Cluster(template) => Ok(Arc::clone(template)),
            Entry::Namespaced(_) => Err(TemplateMissing::NotFound(String::new())),
        }
    }
}
