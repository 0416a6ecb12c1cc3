//! Logins at Argo Servers: found, said when they end soon, and renewed where that is possible.

use super::chosen;
use super::context::Context;
use super::error::{CliError, CliResult};
use crate::client::oidc;
use crate::client::tokens::{Login, TokenError, Tokens};

/// A login that ends within so many seconds is said to.
const SOON: i64 = 600;

impl Context {
    /// What the login of the Argo Server is kept under: the name of its context, else its address.
    pub(crate) fn login_key(&self) -> Option<String> {
        let server = self.argo_server()?;
        Some(self.chosen.clone().unwrap_or_else(|| server.to_owned()))
    }

    /// Where logins are kept; `None` without a home directory.
    pub(crate) fn tokens(&self) -> Option<Tokens> {
        self.env.config_folder.as_deref().map(chosen::tokens)
    }

    /// The login of the Argo Server, a new one where it has ended and may be renewed.
    pub(super) async fn login(&self) -> CliResult<Option<Login>> {
        let (Some(key), Some(tokens)) = (self.login_key(), self.tokens()) else { return Ok(None) };
        let failed = |error: TokenError| CliError::new(error.to_string());
        let Some(login) = tokens.load(&key).map_err(failed)? else { return Ok(None) };
        let end = login.expires_at.map(|end| end.to_string()).unwrap_or_default();
        if !login.has_expired(self.now()) {
            let left = login.expires_at.map(|end| end.duration_since(self.now()).as_secs());
            if let Some(left) = left.filter(|left| *left < SOON && login.refresh.is_none()) {
                self.ui.note(&format!("the login of {key} ends in {left}s, at {end}"));
            }
            return Ok(Some(login));
        }
        let Some(refresh) = &login.refresh else {
            return Err(CliError::new(format!("the login of {key} has ended at {end}"))
                .hint(format!("`{}` brings another one", self.login_command())));
        };
        let renewed = oidc::renew(&self.http_options()?, refresh).await.map_err(|error| {
            CliError::new(format!("the login of {key} has ended at {end} and cannot be renewed: {error}"))
                .hint(format!("`{}` brings another one", self.login_command()))
        })?;
        tokens.save(&key, &renewed).map_err(failed)?;
        Ok(Some(renewed))
    }

    fn login_command(&self) -> String {
        match (&self.chosen, self.argo_server()) {
            (Some(name), _) => format!("argo login {name}"),
            (None, Some(server)) => format!("argo login -s {server}"),
            (None, None) => "argo login".to_owned(),
        }
    }
}
