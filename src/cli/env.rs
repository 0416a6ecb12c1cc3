//! Every environment variable that commands look at besides those bound to flags.

use std::ffi::OsString;
use std::path::PathBuf;

use secrecy::SecretString;

use crate::client::proxy::Proxies;

/// The environment of the process, as far as commands care.
#[derive(Debug, Clone, Default)]
pub(crate) struct Env {
    /// `ARGO_LOCAL_HOME`: where the local engine keeps its state.
    pub(crate) local_home: Option<PathBuf>,
    /// `KUBECONFIG`, as a list of paths.
    pub(crate) kubeconfig: Option<Vec<PathBuf>>,
    /// Where our own configuration is: `argo` in the XDG configuration directory.
    pub(crate) config_folder: Option<PathBuf>,
    /// `HOME`.
    pub(crate) home: Option<PathBuf>,
    /// Whether this process runs in a pod with a service account.
    pub(crate) in_cluster: bool,
    /// Whether plain requests go through a proxy: `HTTP_PROXY` or `ALL_PROXY`, in either spelling.
    pub(crate) proxied: bool,
    /// `ARGO_TOKEN`: the whole value of `Authorization`, e.g. `Bearer …`.
    pub(crate) token: Option<SecretString>,
    /// `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, or the same in small letters.
    pub(crate) proxies: Proxies,
    /// What opens a page: `BROWSER`, else what desktops have, where there is one.
    pub(crate) browser: Option<OsString>,
    /// `WF_DEL_PROPAGATION_POLICY` and the like are read where they are used; this one is the terminal's: `COLUMNS`.
    pub(crate) columns: Option<u16>,
    /// Whether the terminal wraps lines anew when its width changes, as far as its variables tell: most do.
    pub(crate) wraps_anew: bool,
}

/// Where a pod finds the token of its service account.
const TOKEN_FILE: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

impl Env {
    /// Reads the environment.
    pub(crate) fn read() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let paths =
            |list: OsString| std::env::split_paths(&list).filter(|p| !p.as_os_str().is_empty()).collect();
        Self {
            local_home: set("ARGO_LOCAL_HOME").map(PathBuf::from),
            kubeconfig: set("KUBECONFIG").map(paths),
            config_folder: super::chosen::folder(),
            home: set("HOME").map(PathBuf::from),
            in_cluster: set("KUBERNETES_SERVICE_HOST").is_some() && std::path::Path::new(TOKEN_FILE).exists(),
            proxied: ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
                .into_iter()
                .any(|n| set(n).is_some()),
            token: set("ARGO_TOKEN").and_then(|text| Some(SecretString::from(text.into_string().ok()?))),
            proxies: proxies(),
            browser: browser(),
            wraps_anew: set("XTERM_VERSION").is_none() && !is_plain_terminal(set("TERM"), set("TMUX")),
            columns: set("COLUMNS").and_then(|text| text.to_str()?.parse().ok()),
        }
    }
}

fn proxies() -> Proxies {
    let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let either = |large: &str| of(large).or_else(|| of(&large.to_lowercase()));
    Proxies {
        http: either("HTTP_PROXY"),
        https: either("HTTPS_PROXY"),
        none_for: either("NO_PROXY").unwrap_or_default(),
    }
}

/// The program that opens a page.
fn browser() -> Option<OsString> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let desktop = || {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let screen =
            cfg!(target_os = "macos") || set("DISPLAY").is_some() || set("WAYLAND_DISPLAY").is_some();
        screen.then(|| opener.into())
    };
    set("BROWSER").or_else(desktop)
}

/// Terminals that cut lines which are too long for a new width.
fn is_plain_terminal(term: Option<OsString>, tmux: Option<OsString>) -> bool {
    let term = term.and_then(|term| term.into_string().ok()).unwrap_or_default();
    let plain = ["linux", "rxvt", "vt", "screen"].iter().any(|kind| term.starts_with(kind));
    plain && tmux.is_none()
}
