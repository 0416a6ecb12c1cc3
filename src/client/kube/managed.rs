//! Whose objects count: those of one controller, told by a label (cli.md §1.9). And who we are, which labels say too.

use serde_json::{Value, json};

use crate::core::api::{ObjectMeta, Workflow, label};
use crate::core::edit::{Identity, mark_actor, mark_creator};
use crate::ports::client::{ClientError, Refusal};

/// Marks objects as a controller's and ours, and tells those of other controllers.
#[derive(Debug, Clone, Default)]
pub(super) struct Managed {
    /// The controller whose objects count; empty: those that name none.
    pub(super) instance_id: String,
    /// Who we are, where that is known.
    pub(super) identity: Option<Identity>,
}

impl Managed {
    /// A label selector that also asks for the controller.
    pub(super) fn selector(&self, labels: &str) -> String {
        let key = label::CONTROLLER_INSTANCE_ID;
        let own = match self.instance_id.as_str() {
            "" => format!("!{key}"),
            id => format!("{key}={id}"),
        };
        if labels.is_empty() { own } else { format!("{labels},{own}") }
    }

    /// Refuses an object of another controller.
    pub(super) fn check(&self, metadata: &ObjectMeta) -> Result<(), ClientError> {
        let its = metadata.labels.get(label::CONTROLLER_INSTANCE_ID).map_or("", String::as_str);
        if its == self.instance_id {
            return Ok(());
        }
        let words = format!(
            "'{}' is not managed by the current Argo Server: its controller is {its:?}, --instanceid says {:?}",
            metadata.name, self.instance_id
        );
        Err(ClientError::new(Refusal::Invalid, words))
    }

    /// A workflow, if it is the controller's.
    pub(super) fn checked(&self, workflow: Workflow) -> Result<Workflow, ClientError> {
        self.check(&workflow.metadata).map(|()| workflow)
    }

    /// Marks a new object.
    pub(super) fn mark_new(&self, object: &mut Value) {
        self.mark(object, |metadata| mark_creator(&mut metadata.labels, self.identity.as_ref()));
    }

    /// Marks a changed object.
    pub(super) fn mark_changed(&self, object: &mut Value) {
        self.mark(object, |metadata| {
            mark_actor(&mut metadata.labels, self.identity.as_ref(), "Update");
        });
    }

    fn mark(&self, object: &mut Value, note: impl FnOnce(&mut ObjectMeta)) {
        let labels = object.pointer("/metadata/labels").cloned();
        let labels = labels.and_then(|labels| serde_json::from_value(labels).ok()).unwrap_or_default();
        let mut metadata = ObjectMeta { labels, ..ObjectMeta::default() };
        note(&mut metadata);
        match self.instance_id.as_str() {
            "" => metadata.labels.remove(label::CONTROLLER_INSTANCE_ID),
            id => metadata.labels.insert(label::CONTROLLER_INSTANCE_ID.to_owned(), id.to_owned()),
        };
        let Some(fields) = object.get_mut("metadata").and_then(Value::as_object_mut) else { return };
        match metadata.labels.is_empty() {
            true => fields.shift_remove("labels"),
            false => fields.insert("labels".to_owned(), json!(metadata.labels)),
        };
    }
}
