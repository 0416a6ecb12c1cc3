//! Diagnostics: manifests checked with positions in their files.
//!
//! [`File::read`] splits a text into its objects, [`Library`] holds the templates that objects may refer to, and
//! [`lint`] says what is wrong with each object: reading it (YAML, unknown fields, wrong types), then the controller's
//! checks ([`crate::core::validate`]).

mod advise;
mod also;
mod diagnostic;
mod file;
mod fix;
mod hints;
mod library;
mod old_language;
mod run;
mod shape;
mod slips;
mod syntax;
mod unfit;

#[cfg(test)]
mod tests;

pub use diagnostic::{Diagnostic, Level, Related};
pub use file::{File, Object};
pub use fix::{Fix, apply};
pub use library::{Library, Shelf, Wanted};
pub use run::{FileReport, LintOptions, Report, check, lint, lint_one};
pub use shape::{Problem, problems};
