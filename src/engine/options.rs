//! What an engine is started with.

use std::num::NonZeroUsize;
use std::path::PathBuf;

/// How many pods run at once for each core: steps wait for things more often than they compute, and a few too many
/// processes cost little, while a few too few make every sleep count.
pub(super) const PODS_PER_CORE: usize = 8;

/// What an engine is started with.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// The state directory.
    pub home: PathBuf,
    /// What runs the steps.
    pub runtime: RuntimeOptions,
}

/// What runs the steps, and how many at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeOptions {
    /// `host`, `docker`, `podman` or `nerdctl`.
    pub name: String,
    /// False runs host processes without namespaces of their own.
    pub sandbox: bool,
    /// How many pods run at once; `None`: some for each core of the machine.
    pub slots: Option<NonZeroUsize>,
}

impl Default for RuntimeOptions {
    fn default() -> Self {
        Self { name: "host".to_owned(), sandbox: true, slots: None }
    }
}

impl RuntimeOptions {
    /// As arguments, in pairs of name and value.
    pub(super) fn to_args(&self) -> Vec<String> {
        let mut args = vec!["--runtime".to_owned(), self.name.clone()];
        if !self.sandbox {
            args.extend(["--sandbox".to_owned(), "off".to_owned()]);
        }
        if let Some(slots) = self.slots {
            args.extend(["--slots".to_owned(), slots.to_string()]);
        }
        args
    }

    /// Takes one pair that [`RuntimeOptions::to_args`] made; the error is for people.
    pub(super) fn read_arg(&mut self, name: &str, value: &str) -> Result<(), String> {
        match (name, value) {
            ("--runtime", _) => value.clone_into(&mut self.name),
            ("--sandbox", "on" | "off") => self.sandbox = value == "on",
            ("--slots", _) => {
                self.slots = Some(value.parse().map_err(|_| format!("{name} wants a number above 0"))?);
            }
            _ => return Err(format!("unknown engine option {name} {value}")),
        }
        Ok(())
    }
}
