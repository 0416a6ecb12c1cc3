//! `argo convert`.

use serde_json::Value;

use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::cli::manifest;
use crate::cli::output::{self, Output};
use crate::cli::ui::Ui;
use crate::core::api::decode::{KeyOrder, decode};
use crate::core::api::manifest::schema_of;
use crate::core::edit::convert;

/// Print manifests with fields of earlier versions replaced by those of today
#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// Files, directories, URLs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    /// Result format: yaml or json
    #[arg(short, long, value_parser = output::one_of(["yaml", "json"]), hide_possible_values = true)]
    output: Option<Output>,
}

impl Convert {
    pub(crate) async fn run(self, ui: Ui) -> CliResult {
        let files = manifest::read_all(&self.files).await?;
        for found in manifest::objects(&files)? {
            let object = modern(found.kind(), found.value().clone())?;
            if self.output == Some(Output::Json) {
                ui.line(&object.to_string())?;
            } else {
                ui.print(&format!("---\n{}", output::yaml(&object)?))?;
            }
        }
        Ok(Exit::Done)
    }
}

/// The object in today's form: of Argo's own kinds, with the fields they have.
fn modern(kind: &str, mut object: Value) -> CliResult<Value> {
    let Some((_, schema)) = schema_of(kind) else {
        object.sort_all_objects();
        return Ok(object);
    };
    convert(kind, &mut object);
    let decoded = decode(schema, &object, KeyOrder::Sorted, false);
    match decoded.error {
        Some(error) => Err(CliError::new(format!("error converting {kind}: {error}"))),
        None => Ok(decoded.object),
    }
}
