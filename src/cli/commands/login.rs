//! `argo login` and `argo logout`.

use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::client::loopback::{Brought, Loopback, brought};
use crate::client::oidc::{self, Issuer};
use crate::client::tokens::Login as Kept;
use crate::client::{identity, sso};

/// How long somebody may take to log in.
const PATIENCE: Duration = Duration::from_secs(300);

/// Log in at an Argo Server
///
/// Opens the browser for the server's single sign-on, and keeps the token that it brings in a file that only you can read.
/// With --issuer, the token comes from that issuer of OpenID Connect and is renewed while the issuer allows it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo login -s argo.example.com:443
  argo login prod --paste                        # a context of `argo context add`, from a machine without a browser
  echo \"$TOKEN\" | argo login prod --token-stdin")]
pub(crate) struct Login {
    /// Context of an Argo Server; without one, that of -s or the one in use
    context_name: Option<String>,

    /// Open no browser: paste the address that one elsewhere ends at, or a token
    #[arg(long)]
    paste: bool,

    /// Read a token from standard input
    #[arg(long, conflicts_with_all = ["paste", "issuer"])]
    token_stdin: bool,

    /// Issuer of OpenID Connect whose tokens the server takes
    #[arg(long, value_name = "URL", requires = "client_id")]
    issuer: Option<String>,

    /// Who this program is to the issuer
    #[arg(long, value_name = "ID", requires = "issuer")]
    client_id: Option<String>,

    /// Secret of that client, for issuers that want one even from programs like this
    #[arg(long, value_name = "SECRET", env = "ARGO_CLIENT_SECRET", hide_env_values = true)]
    client_secret: Option<String>,

    /// What to ask the issuer for besides `openid` (repeatable)
    #[arg(long = "scope", value_name = "SCOPE", default_values = ["profile", "email", "offline_access"])]
    scopes: Vec<String>,
}

/// Forget the login at an Argo Server
#[derive(Debug, clap::Args)]
pub(crate) struct Logout {
    /// Context of an Argo Server; without one, that of -s or the one in use
    context_name: Option<String>,
}

/// The context with another place chosen.
fn at(ctx: &Context, name: Option<&str>) -> CliResult<Context> {
    let mut globals = ctx.globals.clone();
    if let Some(name) = name {
        globals.local = false;
        globals.argo_server = None;
        globals.context = Some(name.to_owned());
    }
    let found = Context::new(globals, ctx.env.clone(), ctx.ui)?;
    Ok(match name {
        Some(_) => found,
        // The flags may have come from the chosen place, so they choose nothing any more.
        None => Context { chosen: ctx.chosen.clone(), ..found },
    })
}

fn place(ctx: &Context) -> CliResult<(String, String)> {
    let server = ctx.argo_server().map(str::to_owned);
    server.zip(ctx.login_key()).ok_or_else(|| {
        CliError::usage("logins are for Argo Servers, and none is named")
            .hint("name it with -s HOST:PORT, or give it a name: argo context add NAME -s HOST:PORT")
    })
}

impl Logout {
    pub(crate) fn run(self, ctx: &Context) -> CliResult {
        let ctx = at(ctx, self.context_name.as_deref())?;
        let (_, key) = place(&ctx)?;
        let Some(tokens) = ctx.tokens() else { return Ok(Exit::Done) };
        let was = tokens.remove(&key).map_err(|error| CliError::new(error.to_string()))?;
        ctx.ui.line(&if was {
            format!("Logged out of {key}")
        } else {
            format!("There was no login of {key}")
        })?;
        Ok(Exit::Done)
    }
}

impl Login {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        let ctx = at(ctx, self.context_name.as_deref())?;
        let (server, key) = place(&ctx)?;
        let tokens = ctx.tokens();
        let tokens = tokens.ok_or_else(|| CliError::new("there is no home directory to keep a login in"))?;
        let login = match (self.token_stdin, &self.issuer) {
            (true, _) => given_token(&Input::new().line().await?)?,
            (false, Some(issuer)) => self.at_issuer(&ctx, issuer).await?,
            (false, None) => self.at_server(&ctx, &server).await?,
        };
        tokens.save(&key, &login).map_err(|error| CliError::new(error.to_string()))?;
        let until = match (&login.expires_at, &login.refresh) {
            (_, Some(_)) => ", renewed as long as the issuer allows".to_owned(),
            (Some(end), None) => format!(" until {end}"),
            (None, None) => String::new(),
        };
        ctx.ui.line(&format!("Logged in to {key}{until}"))?;
        if ctx.env.token.is_some() {
            ctx.ui.note("ARGO_TOKEN is set and comes before this login: unset it");
        }
        Ok(Exit::Done)
    }

    /// By the single sign-on of the server.
    async fn at_server(&self, ctx: &Context, server: &str) -> CliResult<Kept> {
        let options = ctx.server_options(server)?;
        if !self.paste {
            let page = Loopback::open().await?;
            let host = page.host();
            // Servers whose configuration fixes the address for codes do not send them here.
            if let Ok(begun) = sso::begin(&options, Some(&host)).await
                && begun.redirect.starts_with(&format!("http://{host}/"))
            {
                let code = self.by_browser(ctx, &page, begun.address.as_str(), &begun.state).await?;
                return Ok(begun.finish(&code).await?);
            }
        }
        let begun = sso::begin(&options, None).await?;
        if !self.paste {
            open(ctx, begun.address.as_str());
        }
        match self.by_paste(ctx, begun.address.as_str(), &begun.redirect, &begun.state).await? {
            Pasted::Code(code) => Ok(begun.finish(&code).await?),
            Pasted::Token(login) => Ok(login),
        }
    }

    /// At an issuer of its own.
    async fn at_issuer(&self, ctx: &Context, issuer: &str) -> CliResult<Kept> {
        let issuer = Issuer {
            url: issuer.to_owned(),
            client_id: self.client_id.clone().unwrap_or_default(),
            client_secret: self.client_secret.clone().map(SecretString::from),
            scopes: self.scopes.clone(),
        };
        let page = Loopback::open().await?;
        let redirect = format!("http://{}/callback", page.host());
        let begun = oidc::begin(&ctx.http_options()?, issuer, &redirect).await?;
        let address = begun.address.to_string();
        if !self.paste {
            let code = self.by_browser(ctx, &page, &address, &begun.state).await?;
            return Ok(begun.finish(&code).await?);
        }
        match self.by_paste(ctx, &address, &redirect, &begun.state).await? {
            Pasted::Code(code) => Ok(begun.finish(&code).await?),
            Pasted::Token(login) => Ok(login),
        }
    }

    async fn by_browser(
        &self,
        ctx: &Context,
        page: &Loopback,
        address: &str,
        state: &str,
    ) -> CliResult<String> {
        ctx.ui.note(&format!("Log in in the browser; if it does not open, go to\n  {address}"));
        ctx.ui.note(
            "Where no browser on this machine can be used, or the provider refuses: argo login --paste",
        );
        open(ctx, address);
        let came = tokio::time::timeout(PATIENCE, page.wait(state)).await;
        let came = came.map_err(|_| CliError::new("nobody has logged in for five minutes"))??;
        code(came)
    }

    async fn by_paste(&self, ctx: &Context, address: &str, redirect: &str, state: &str) -> CliResult<Pasted> {
        ctx.ui.note(&format!("Open this in a browser and log in:\n  {address}"));
        ctx.ui.note(&format!(
            "It ends at an address that begins with {redirect} and may show an error. Paste that whole address here; \
             a token (\"Bearer …\", as Argo's user page shows it) will do as well:"
        ));
        let mut input = Input::new();
        loop {
            let line = input.line().await?;
            if line.starts_with("Bearer ") {
                return Ok(Pasted::Token(given_token(&line)?));
            }
            if let Some(came) = brought(&line, state) {
                return code(came).map(Pasted::Code);
            }
            ctx.ui.note("That is not an address of this login. Paste the address that the browser ended at:");
        }
    }
}

/// What somebody pasted.
enum Pasted {
    Code(String),
    Token(Kept),
}

fn code(came: Brought) -> CliResult<String> {
    match came {
        Brought::Code(code) => Ok(code),
        Brought::Refused(why) => {
            Err(CliError::new(format!("the provider refuses the login: {}", why.trim())))
        }
    }
}

/// A token as it was given; one without a scheme is a bearer's.
fn given_token(text: &str) -> CliResult<Kept> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(CliError::usage("that is no token"));
    }
    let authorization = if text.contains(' ') { text.to_owned() } else { format!("Bearer {text}") };
    let expires_at = identity::token_end(authorization.trim_start_matches("Bearer "));
    Ok(Kept { authorization: authorization.into(), expires_at, refresh: None })
}

/// Standard input, line by line.
struct Input(BufReader<tokio::io::Stdin>);

impl Input {
    fn new() -> Self {
        Self(BufReader::new(tokio::io::stdin()))
    }

    async fn line(&mut self) -> CliResult<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line).await? == 0 {
            return Err(CliError::new("standard input ended before a token or an address came"));
        }
        Ok(line.trim().to_owned())
    }
}

/// Opens a browser, where there is one; the address is printed in any case.
fn open(ctx: &Context, address: &str) {
    let Some(browser) = &ctx.env.browser else { return };
    let null = std::process::Stdio::null;
    // One that does not start has no need to be talked about: the address is there to be clicked at.
    let _ =
        std::process::Command::new(browser).arg(address).stdin(null()).stdout(null()).stderr(null()).spawn();
}
