//! `.argolint.toml`: which rules count, and how much.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{RULES, rule};
use crate::core::lint::Level;
use crate::core::text::closest::closest;

/// Why a text is no settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    /// What is wrong.
    pub message: String,
    /// The byte of the text where it is.
    pub at: Option<usize>,
    /// What to do.
    pub help: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(default)]
    rules: BTreeMap<String, toml::Spanned<String>>,
}

/// Reads settings: under `[rules]`, a level for each name: `off`, `note`, `warning` or `error`. `None` stands for off.
///
/// # Errors
/// When the text is no TOML, or names a rule or level that does not exist.
pub fn read_config(text: &str) -> Result<BTreeMap<&'static str, Option<Level>>, ConfigError> {
    let config: Config = toml::from_str(text).map_err(|error| ConfigError {
        message: error.message().to_owned(),
        at: error.span().map(|span| span.start),
        help: Some("[rules] has lines like: latest-image = \"warning\"".to_owned()),
    })?;
    let mut levels = BTreeMap::new();
    for (name, level) in config.rules {
        let at = Some(level.span().start);
        let known = rule(&name).ok_or_else(|| ConfigError {
            message: format!("there is no rule {name:?}"),
            at,
            help: Some(match closest(&name, RULES.iter().map(|rule| rule.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`argo lint --explain all` lists them".to_owned(),
            }),
        })?;
        let level = match level.get_ref().as_str() {
            "off" => None,
            "note" => Some(Level::Note),
            "warning" => Some(Level::Warning),
            "error" => Some(Level::Error),
            other => {
                let help = Some("off, note, warning or error".to_owned());
                return Err(ConfigError { message: format!("there is no level {other:?}"), at, help });
            }
        };
        levels.insert(known.name, level);
    }
    Ok(levels)
}
