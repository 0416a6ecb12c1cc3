//! YAML by Go's rules: text to a spanned tree to JSON values, and back.
//!
//! Argo reads manifests through `sigs.k8s.io/yaml` (go-yaml v2, YAML 1.1), whose reading differs from every YAML
//! library for Rust: `yes` is true, `0777` is 511, merge keys merge, `1.0` becomes 1. The scanner and parser
//! here accept and refuse what that reader does, with its messages, and remember where everything stood.
//!
//! * [`read`]: one document, as the reference's `YAMLToJSON`.
//! * [`parse_documents`]: a manifest file, split as Argo splits it, with spans for diagnostics.
//! * [`emit`]: a value as the reference's `Marshal` prints it.

mod block;
mod build;
mod cursor;
mod decode;
mod document;
mod emit;
mod error;
mod goprint;
mod keys;
mod plain;
mod quoted;
mod scalar;
mod scanner;
mod spans;
mod style;
mod timestamp;
mod token;
mod tree;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub use decode::decode;
pub use document::{Document, line_col, parse_documents, read, read_strict};
pub use emit::emit;
pub use error::YamlError;
pub use spans::SpanMap;
