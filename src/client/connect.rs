//! Chooses where a command goes: this machine, or which cluster with which credentials (design.md §2).

use std::path::PathBuf;
use std::time::Duration;

use kube::Config;
use kube::config::{AuthInfo, KubeConfigOptions, Kubeconfig};
use secrecy::SecretString;

use super::proxy::Proxies;

/// What the flags and the environment say about where to go.
#[derive(Debug, Clone, Default)]
pub struct ConnectOptions {
    /// Stay on this machine.
    pub local: bool,
    /// The kubeconfig named by a flag.
    pub kubeconfig: Option<PathBuf>,
    /// The kubeconfigs named by `KUBECONFIG`, when it is set.
    pub kubeconfig_list: Option<Vec<PathBuf>>,
    /// The user's own kubeconfig.
    pub default_kubeconfig: Option<PathBuf>,
    /// Whether a service account of a cluster is at hand.
    pub in_cluster: bool,
    /// Kubeconfig context.
    pub context: Option<String>,
    /// Kubeconfig cluster.
    pub cluster: Option<String>,
    /// Kubeconfig user.
    pub user: Option<String>,
    /// Address of the API server.
    pub server: Option<String>,
    /// Bearer token.
    pub token: Option<SecretString>,
    /// User name for basic authentication.
    pub username: Option<String>,
    /// Password for basic authentication.
    pub password: Option<SecretString>,
    /// User to act as.
    pub act_as: Option<String>,
    /// The identity of the user to act as.
    pub act_as_uid: Option<String>,
    /// Groups to act as.
    pub act_as_groups: Vec<String>,
    /// File with the authority of the server's certificate.
    pub certificate_authority: Option<PathBuf>,
    /// File with a client certificate.
    pub client_certificate: Option<String>,
    /// File with its key.
    pub client_key: Option<String>,
    /// Name to check the server's certificate for.
    pub tls_server_name: Option<String>,
    /// Do not check the server's certificate.
    pub insecure: bool,
    /// Proxy.
    pub proxy_url: Option<String>,
    /// The proxies of the environment.
    pub proxies: Proxies,
    /// Ask for plain answers.
    pub disable_compression: bool,
    /// How long an answer may take.
    pub timeout: Option<Duration>,
}

/// Where a command goes.
#[derive(Debug)]
pub enum Place {
    /// The engine on this machine.
    Local,
    /// A cluster.
    Cluster(Box<Config>),
}

/// Why there is no way to a cluster.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// A kubeconfig cannot be used.
    #[error("{place}: {source}")]
    Kubeconfig {
        /// Which one.
        place: String,
        /// What is wrong.
        source: kube::config::KubeconfigError,
    },
    /// `KUBECONFIG` names no file that is there.
    #[error("invalid configuration: no configuration has been provided: no file of KUBECONFIG exists ({0})")]
    NoKubeconfig(String),
    /// A certificate without a key, or the other way round.
    #[error("--client-certificate and --client-key go together: only one of them is given")]
    HalfPair,
    /// A value is no address.
    #[error("{flag} {value:?} is no address: {reason}")]
    Address {
        /// The flag.
        flag: &'static str,
        /// What was given.
        value: String,
        /// What is wrong.
        reason: String,
    },
    /// A file cannot be read.
    #[error("read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The service account of the pod cannot be used.
    #[error("use the service account of this pod: {0}")]
    InCluster(#[from] kube::config::InClusterError),
}

/// Chooses the place; reads kubeconfigs, sends nothing.
pub async fn choose(options: &ConnectOptions) -> Result<Place, ConnectError> {
    if options.local {
        return Ok(Place::Local);
    }
    if options.client_certificate.is_some() != options.client_key.is_some() {
        return Err(ConnectError::HalfPair);
    }
    let Some(mut config) = base(options).await? else { return Ok(Place::Local) };
    override_with(&mut config, options)?;
    // What a busy server answers is looked at where requests are sent.
    config.default_retry = false;
    if config.cluster_url.scheme_str() == Some("http") {
        // Credentials are for connections that nobody can listen to, as in kubectl.
        config.auth_info = AuthInfo::default();
        if config.proxy_url.is_none() {
            // Nobody is asked for a certificate: those of the machine, a file each, need not be read.
            config.root_cert = Some(Vec::new());
        }
    }
    Ok(Place::Cluster(Box::new(config)))
}

/// The configuration before flags change it; `None` when nothing is configured.
async fn base(options: &ConnectOptions) -> Result<Option<Config>, ConnectError> {
    let named = options.context.is_some() || options.cluster.is_some() || options.user.is_some();
    if let Some((place, kubeconfig)) = kubeconfig(options)?
        && (named || kubeconfig.current_context.as_ref().is_some_and(|c| !c.is_empty()))
    {
        let wanted = KubeConfigOptions {
            context: options.context.clone(),
            cluster: options.cluster.clone(),
            user: options.user.clone(),
        };
        let own_proxy = proxy_of(&kubeconfig, options);
        let config = Config::from_custom_kubeconfig(kubeconfig, &wanted).await;
        let mut config = config.map_err(|source| ConnectError::Kubeconfig { place, source })?;
        // What the library takes from the environment, it compares with the proxy instead of the cluster.
        config.proxy_url = own_proxy.map(|own| address("proxy-url", &own)).transpose()?;
        return Ok(Some(config));
    }
    if let Some(server) = &options.server {
        return Ok(Some(Config::new(address("--server", server)?)));
    }
    if options.in_cluster { Ok(Some(Config::incluster()?)) } else { Ok(None) }
}

/// The names of the contexts that the kubeconfig has.
///
/// # Errors
/// When it cannot be read.
pub fn contexts(options: &ConnectOptions) -> Result<Vec<String>, ConnectError> {
    let found = kubeconfig(options)?.map(|(_, kubeconfig)| kubeconfig.contexts).unwrap_or_default();
    Ok(found.into_iter().map(|context| context.name).collect())
}

/// The kubeconfig that counts, with words for where it came from.
fn kubeconfig(options: &ConnectOptions) -> Result<Option<(String, Kubeconfig)>, ConnectError> {
    let read = |path: &PathBuf| {
        let place = path.display().to_string();
        Kubeconfig::read_from(path).map_err(|source| ConnectError::Kubeconfig { place, source })
    };
    if let Some(path) = &options.kubeconfig {
        return Ok(Some((path.display().to_string(), read(path)?)));
    }
    if let Some(list) = &options.kubeconfig_list {
        let shown = list.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(":");
        let mut merged: Option<Kubeconfig> = None;
        for path in list.iter().filter(|path| path.exists()) {
            let next = read(path)?;
            merged = Some(match merged {
                None => next,
                Some(first) => first
                    .merge(next)
                    .map_err(|source| ConnectError::Kubeconfig { place: shown.clone(), source })?,
            });
        }
        return merged
            .map(|kubeconfig| Some((shown.clone(), kubeconfig)))
            .ok_or(ConnectError::NoKubeconfig(shown));
    }
    match options.default_kubeconfig.as_ref().filter(|path| path.exists()) {
        Some(path) => Ok(Some((path.display().to_string(), read(path)?))),
        None => Ok(None),
    }
}

/// The proxy that the kubeconfig has for the cluster that counts.
fn proxy_of(kubeconfig: &Kubeconfig, options: &ConnectOptions) -> Option<String> {
    let context = options.context.as_ref().or(kubeconfig.current_context.as_ref());
    let context = kubeconfig.contexts.iter().find(|named| Some(&named.name) == context);
    let of_context = context.and_then(|named| Some(&named.context.as_ref()?.cluster));
    let cluster = options.cluster.as_ref().or(of_context)?;
    let cluster = kubeconfig.clusters.iter().find(|named| &named.name == cluster)?;
    cluster.cluster.as_ref()?.proxy_url.clone().filter(|url| !url.is_empty())
}

/// A context of the kubeconfig.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KubeContext {
    /// Its name.
    pub name: String,
    /// The address of its API server.
    pub server: String,
    /// Its namespace, where it names one.
    pub namespace: Option<String>,
}

/// The contexts of the kubeconfig that counts, and the name of its current one.
///
/// # Errors
/// When the kubeconfig cannot be read.
pub fn kube_contexts(options: &ConnectOptions) -> Result<(Vec<KubeContext>, Option<String>), ConnectError> {
    let Some((_, kubeconfig)) = kubeconfig(options)? else { return Ok((Vec::new(), None)) };
    let server = |cluster: &str| {
        let found = kubeconfig.clusters.iter().find(|named| named.name == cluster);
        found.and_then(|named| named.cluster.as_ref()?.server.clone()).unwrap_or_default()
    };
    let contexts = kubeconfig.contexts.iter().filter_map(|named| {
        let context = named.context.as_ref()?;
        let (name, namespace) = (named.name.clone(), context.namespace.clone());
        Some(KubeContext { name, server: server(&context.cluster), namespace })
    });
    Ok((contexts.collect(), kubeconfig.current_context.clone().filter(|name| !name.is_empty())))
}

fn override_with(config: &mut Config, options: &ConnectOptions) -> Result<(), ConnectError> {
    if let Some(server) = &options.server {
        config.cluster_url = address("--server", server)?;
    }
    let auth = &mut config.auth_info;
    if let Some(token) = &options.token {
        auth.token = Some(token.clone());
        auth.token_file = None;
    }
    replace(&mut auth.username, &options.username);
    replace(&mut auth.password, &options.password);
    replace(&mut auth.impersonate, &options.act_as);
    replace(&mut auth.impersonate_uid, &options.act_as_uid);
    if !options.act_as_groups.is_empty() {
        auth.impersonate_groups = Some(options.act_as_groups.clone());
    }
    if options.client_certificate.is_some() {
        auth.client_certificate.clone_from(&options.client_certificate);
        auth.client_key.clone_from(&options.client_key);
        (auth.client_certificate_data, auth.client_key_data) = (None, None);
    }
    if let Some(path) = &options.certificate_authority {
        std::fs::metadata(path).map_err(|source| ConnectError::Read { path: path.clone(), source })?;
        config.root_cert_file = Some(path.clone());
    }
    replace(&mut config.tls_server_name, &options.tls_server_name);
    config.accept_invalid_certs |= options.insecure;
    config.disable_compression |= options.disable_compression;
    if let Some(proxy) = &options.proxy_url {
        config.proxy_url = Some(address("--proxy-url", proxy)?);
    } else if config.proxy_url.is_none()
        && let Some(proxy) = options.proxies.towards(&config.cluster_url)
    {
        config.proxy_url = Some(address("HTTPS_PROXY or HTTP_PROXY", proxy)?);
    }
    if options.timeout.is_some() {
        config.read_timeout = options.timeout;
    }
    Ok(())
}

fn replace<T: Clone>(value: &mut Option<T>, with: &Option<T>) {
    if with.is_some() {
        value.clone_from(with);
    }
}

/// Reads an address; one without a scheme is plain HTTP, as in kubectl.
fn address(flag: &'static str, value: &str) -> Result<http::Uri, ConnectError> {
    let full = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    full.parse().map_err(|error: http::uri::InvalidUri| ConnectError::Address {
        flag,
        value: value.to_owned(),
        reason: error.to_string(),
    })
}
