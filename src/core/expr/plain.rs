//! What conditions of http templates and CronWorkflows, and transformations of data templates, see.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::eval::{Environment, Functions};
use super::value::Value;

/// Some values, without the functions of sprig and of Argo.
#[derive(Debug, Clone)]
pub struct PlainEnvironment {
    /// The values by name.
    pub values: BTreeMap<String, Value>,
    /// What `now()` answers.
    pub now: Timestamp,
}

impl Environment for PlainEnvironment {
    fn get(&self, name: &str) -> Option<Value> {
        self.values.get(name).cloned()
    }

    fn all(&self) -> BTreeMap<String, Value> {
        self.values.clone()
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn functions(&self) -> Functions {
        Functions::Plain
    }
}
