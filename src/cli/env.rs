//! Every environment variable that commands look at besides those bound to flags.

use std::ffi::OsString;
use std::path::PathBuf;

use secrecy::SecretString;

/// The environment of the process, as far as commands care.
#[derive(Debug, Clone, Default)]
pub(crate) struct Env {
    /// `ARGO_LOCAL_HOME`: where the local engine keeps its state.
    pub(crate) local_home: Option<PathBuf>,
    /// `KUBECONFIG`, as a list of paths.
    pub(crate) kubeconfig: Option<Vec<PathBuf>>,
    /// `HOME`.
    pub(crate) home: Option<PathBuf>,
    /// Whether this process runs in a pod with a service account.
    pub(crate) in_cluster: bool,
    /// `ARGO_TOKEN`: the whole value of `Authorization`, e.g. `Bearer …`.
    pub(crate) token: Option<SecretString>,
    /// `WF_DEL_PROPAGATION_POLICY` and the like are read where they are used; this one is the terminal's: `COLUMNS`.
    pub(crate) columns: Option<u16>,
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
            home: set("HOME").map(PathBuf::from),
            in_cluster: set("KUBERNETES_SERVICE_HOST").is_some() && std::path::Path::new(TOKEN_FILE).exists(),
            token: set("ARGO_TOKEN").and_then(|text| Some(SecretString::from(text.into_string().ok()?))),
            columns: set("COLUMNS").and_then(|text| text.to_str()?.parse().ok()),
        }
    }
}
