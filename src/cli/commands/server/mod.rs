//! `argo server`: Argo's REST API and a page, in front of this machine's engine or of a cluster.

mod place;
mod sso;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::cli::exit::Exit;
use crate::engine::daemon::raise_file_limit;
use crate::server::{self, Certificate, Door, Modes, Place, Server as Service, ServerOptions};

/// Serve Argo's REST API, and a page to look at, in front of this machine's engine or of a cluster
///
/// In front of a cluster requests go on with the credentials of whoever sends them (--auth-mode client), or with those
/// of this command (--auth-mode server). In front of this machine's engine a caller proves itself with the token that
/// `argo local token` prints.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  argo server --auth-mode server --secure=false      # for yourself, on this machine: http://127.0.0.1:2746/
  argo server --auth-mode client                     # in front of a cluster, each caller with a token of their own
  ARGO_SERVER=127.0.0.1:2746 argo list -e=false      # through it")]
pub(crate) struct Server {
    /// Port to listen on; 0: a free one
    #[arg(short, long, env = "ARGO_PORT", hide_env = true, default_value_t = 2746)]
    port: u16,

    /// Address to listen on; in front of this machine's engine 127.0.0.1, else all
    #[arg(long, value_name = "IP")]
    address: Option<IpAddr>,

    /// How callers prove themselves: client (a token of theirs), sso (a login, set up as in Argo) or server (not at all); repeatable
    #[arg(long, env = "ARGO_AUTH_MODE", hide_env = true, value_delimiter = ',', default_value = "client", value_parser = ["client", "server", "sso"], hide_possible_values = true, value_name = "MODE")]
    auth_mode: Vec<String>,

    /// Path before that of every request
    #[arg(long, default_value = "/", value_name = "PATH")]
    base_href: String,

    /// Serve one namespace only
    #[arg(long, env = "ARGO_NAMESPACED", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    namespaced: bool,

    /// The namespace that --namespaced serves, where it is not the current one
    #[arg(long, env = "ARGO_MANAGED_NAMESPACE", hide_env = true, value_name = "NAMESPACE")]
    managed_namespace: Option<String>,

    /// Secret with the certificate (tls.crt) and key (tls.key); without one, a certificate is made for this run
    #[arg(long, env = "ARGO_TLS_CERTIFICATE_SECRET_NAME", hide_env = true, value_name = "NAME", conflicts_with_all = ["tls_certificate", "tls_key"])]
    tls_certificate_secret_name: Option<String>,

    /// File with the certificate chain
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_certificate: Option<PathBuf>,

    /// File with the key of the certificate
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    tls_key: Option<PathBuf>,

    /// Value of the header X-Frame-Options
    #[arg(long, env = "ARGO_X_FRAME_OPTIONS", hide_env = true, default_value = "DENY", value_name = "VALUE")]
    x_frame_options: String,

    /// Web page origin besides the server's own that may ask, e.g. https://dashboard.example.com
    #[arg(long, env = "ARGO_ACCESS_CONTROL_ALLOW_ORIGIN", hide_env = true, value_name = "ORIGIN")]
    access_control_allow_origin: Option<String>,

    /// Requests a second of each address; 0: any number
    #[arg(long, env = "ARGO_API_RATE_LIMIT", hide_env = true, default_value_t = 1000, value_name = "N")]
    api_rate_limit: u32,

    /// Tell browsers to use TLS only
    #[arg(long, env = "ARGO_HSTS", hide_env = true, default_value_t = true, action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    hsts: bool,

    /// Open the page in a browser
    #[arg(short, long)]
    browser: bool,
}

impl Server {
    pub(crate) async fn run(self, ctx: &Context) -> CliResult {
        raise_file_limit();
        let found = place::find(ctx).await?;
        let namespace = self.namespaced.then(|| match &self.managed_namespace {
            Some(managed) if !managed.is_empty() => managed.clone(),
            _ => found.namespace.clone(),
        });
        let usual =
            if found.local { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
        let address = SocketAddr::new(self.address.unwrap_or(usual), self.port);
        let secure = ctx.globals.secure;
        let modes = Modes {
            client: self.auth_mode.iter().any(|mode| mode == "client"),
            server: self.auth_mode.iter().any(|mode| mode == "server"),
            sso: self.auth_mode.iter().any(|mode| mode == "sso"),
        };
        let sso = match modes.sso {
            true => Some(sso::find(&found.place, &found.namespace).await?),
            false => None,
        };
        let options = ServerOptions {
            base: base(&self.base_href)?,
            namespace,
            modes,
            allowed_origin: self.access_control_allow_origin.clone().filter(|origin| !origin.is_empty()),
            loopback_only: address.ip().is_loopback(),
            frame_options: frame_options(&self.x_frame_options)?,
            hsts: self.hsts && secure,
            rate: self.api_rate_limit,
            secure,
            sso,
        };
        if modes.server && !address.ip().is_loopback() {
            ctx.ui
                .note("warning: --auth-mode server lets everybody who reaches this address do what you may");
        }
        let tls =
            if secure { Some(self.tls(&found.place, &found.namespace, address.ip()).await?) } else { None };
        let tls = tls.map(|certificate| server::given(&certificate)).transpose();
        let tls = tls.map_err(|error| CliError::new(error.to_string()))?;
        let service = Service::new(options.clone(), found.place);
        let open = |at: &SocketAddr| {
            let url = url(&options, at);
            ctx.ui.note(&format!("serving {url} in front of {}; stop with Ctrl-C", found.words));
            if self.browser {
                browse(ctx, &url);
            }
        };
        listen(address, tls, service, open).await
    }

    /// The certificate: of files, of a Secret, or made for the names this machine may be called by.
    async fn tls(&self, place: &Arc<dyn Place>, namespace: &str, address: IpAddr) -> CliResult<Certificate> {
        if let (Some(certificate), Some(key)) = (&self.tls_certificate, &self.tls_key) {
            let read = |path: &PathBuf| {
                std::fs::read(path)
                    .map_err(|error| CliError::new(format!("read {}: {error}", path.display())))
            };
            return Ok(Certificate { chain: read(certificate)?, key: read(key)? });
        }
        if let Some(name) = self.tls_certificate_secret_name.as_deref().filter(|name| !name.is_empty()) {
            return place::certificate(place, namespace, name).await;
        }
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        if !address.is_unspecified() && !address.is_loopback() {
            names.push(address.to_string());
        }
        server::generated(&names).map_err(|error| CliError::new(error.to_string()))
    }
}

/// Serves until the program is told to end.
async fn listen(
    address: SocketAddr,
    tls: Option<Arc<rustls::ServerConfig>>,
    service: Arc<Service>,
    open: impl FnOnce(&SocketAddr),
) -> CliResult {
    let failed = |error: std::io::Error| CliError::new(format!("listen on {address}: {error}"));
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    let stop = CancellationToken::new();
    let ended = stop.clone();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        ended.cancel();
    });
    open(&at);
    server::serve(service, Door { listener, tls }, stop).await;
    Ok(Exit::Done)
}

/// A base with a slash at both ends.
fn base(text: &str) -> CliResult<String> {
    let inner = text.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    if !inner.chars().all(plain) || inner.split('/').any(|part| part == "..") {
        return Err(CliError::usage(format!("--base-href {text:?} is no path")));
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

fn frame_options(text: &str) -> CliResult<String> {
    match text.to_ascii_uppercase().as_str() {
        upper @ ("" | "DENY" | "SAMEORIGIN") => Ok(upper.to_owned()),
        _ => Err(CliError::usage(format!("--x-frame-options {text:?} is neither DENY nor SAMEORIGIN"))),
    }
}

/// Where the page is, as a browser on this machine reaches it.
fn url(options: &ServerOptions, at: &SocketAddr) -> String {
    let scheme = if options.secure { "https" } else { "http" };
    let at = if at.ip().is_unspecified() {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), at.port())
    } else {
        *at
    };
    format!("{scheme}://{at}{}", options.base)
}

/// Opens a page with what the desktop has for that.
fn browse(ctx: &Context, url: &str) {
    let null = std::process::Stdio::null;
    let opened =
        std::process::Command::new("xdg-open").arg(url).stdin(null()).stdout(null()).stderr(null()).spawn();
    if let Err(error) = opened {
        ctx.ui.note(&format!("cannot open a browser: xdg-open: {error}"));
    }
}

/// The page for this machine's user, who logs in by a code that counts once and travels in no request's address.
pub(crate) async fn page(ctx: &Context, port: u16, open_browser: bool) -> CliResult {
    let found = place::find_local(ctx).await?;
    let options = ServerOptions {
        base: "/".to_owned(),
        namespace: None,
        modes: Modes { client: true, ..Modes::default() },
        allowed_origin: None,
        loopback_only: true,
        frame_options: "DENY".to_owned(),
        hsts: false,
        rate: 1000,
        secure: false,
        sso: None,
    };
    let service = Service::new(options.clone(), found.place);
    let code = service.one_time_code();
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let open = |at: &SocketAddr| {
        let url = format!("{}#/login/{}", url(&options, at), code.0.expose_secret());
        ctx.ui.note(&format!("the page is at {url} (the link works once); stop with Ctrl-C"));
        if open_browser {
            browse(ctx, &url);
        }
    };
    listen(address, None, service, open).await
}
