//! One file per command: its flags, and what it does.

pub(crate) mod completion;
pub(crate) mod help;
pub(crate) mod version;
