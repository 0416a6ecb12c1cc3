//! What a command receives: the flags, the environment, the streams, and a client when it asks for one.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use secrecy::{ExposeSecret, SecretString};

use super::env::Env;
use super::error::{CliError, CliResult};
use super::globals::{Globals, given};
use super::ui::Ui;
use crate::client::authorization::authorization;
use crate::client::connect::{ConnectOptions, Place, choose, contexts};
use crate::client::kube::{KubeClient, Revive};
use crate::client::server::{ServerClient, ServerOptions};
use crate::core::api::Workflow;
use crate::core::text::duration::parse_go;
use crate::engine::RuntimeOptions;
use crate::engine::artifacts::Stores;
use crate::engine::daemon::{self, Home, ServeOptions};
use crate::ports::client::Client;

/// What a command receives.
pub(crate) struct Context {
    pub(crate) globals: Globals,
    pub(crate) env: Env,
    pub(crate) ui: Ui,
}

/// A client, with the namespace that counts when an object names none.
pub(crate) struct Connection {
    pub(crate) client: Arc<dyn Client>,
    pub(crate) namespace: String,
    /// Whether workflows run on this machine.
    pub(crate) local: bool,
    /// Whether an Argo Server stands between us and the cluster.
    pub(crate) hosted: bool,
}

impl Connection {
    /// The workflow of a name; where there is none, the error says which was probably meant.
    pub(crate) async fn workflow(&self, name: &str) -> CliResult<Workflow> {
        match self.client.get_workflow(&self.namespace, name).await {
            Ok(workflow) => Ok(workflow),
            Err(error) => Err(CliError::of_workflow(error, self, name).await),
        }
    }
}

impl Context {
    /// The time of day.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// The zone that times are shown in.
    pub(crate) fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    /// Chooses where to go and gets ready to speak; for this machine, starts the engine when none runs.
    pub(crate) async fn connect(&self) -> CliResult<Connection> {
        if let Some(server) = self.argo_server() {
            return self.connect_server(server).await;
        }
        match self.place().await? {
            Place::Local => self.connect_local().await,
            Place::Cluster(config) => self.connect_cluster(*config),
        }
    }

    pub(crate) async fn place(&self) -> CliResult<Place> {
        choose(&self.connect_options()?).await.map_err(|error| CliError::new(error.to_string()))
    }

    /// The contexts of the kubeconfig that counts.
    pub(crate) fn contexts(&self) -> CliResult<Vec<String>> {
        contexts(&self.connect_options()?).map_err(|error| CliError::new(error.to_string()))
    }

    /// The Argo Server that the flags and the environment ask for.
    fn argo_server(&self) -> Option<&str> {
        given(self.globals.argo_server.as_ref()).filter(|_| !self.globals.local)
    }

    /// Whether commands go through an Argo Server.
    pub(crate) fn is_hosted(&self) -> bool {
        self.argo_server().is_some()
    }

    async fn connect_server(&self, address: &str) -> CliResult<Connection> {
        let globals = &self.globals;
        if globals.insecure_skip_verify {
            self.ui.note(&format!("warning: the certificate of {address} is not checked"));
        }
        let file = |value: &Option<String>| given(value.as_ref()).map(PathBuf::from);
        let options = ServerOptions {
            address: address.to_owned(),
            secure: globals.secure,
            base_href: given(globals.argo_base_href.as_ref()).unwrap_or_default().to_owned(),
            authorization: self.authorization().await?.map(SecretString::from),
            headers: globals.header.iter().map(|header| split_header(header)).collect::<CliResult<_>>()?,
            insecure: globals.insecure_skip_verify,
            certificate_authority: file(&globals.certificate_authority),
            client_certificate: file(&globals.client_certificate).zip(file(&globals.client_key)),
            timeout: timeout(given(globals.request_timeout.as_ref()).unwrap_or("0"))?,
        };
        let (namespace, _) = self.destination().await?;
        let client = ServerClient::new(&options)?;
        Ok(Connection { client: Arc::new(client), namespace, local: false, hosted: true })
    }

    /// The value of `Authorization` that requests carry (cli.md §1.8): `ARGO_TOKEN` as it is, else what the kubeconfig
    /// has. `None` where it has none, and for this machine, whose engine knows its callers by their socket.
    pub(crate) async fn authorization(&self) -> CliResult<Option<String>> {
        if let Some(token) = &self.env.token {
            return Ok(Some(token.expose_secret().to_owned()));
        }
        match self.place().await? {
            Place::Local => Ok(None),
            Place::Cluster(config) => {
                authorization(&config).await.map_err(|why| CliError::new(format!("get a token: {why}")))
            }
        }
    }

    /// The namespace that counts where [`Self::connect`] would go, and whether that is this machine. Asks nobody and
    /// starts nothing.
    pub(crate) async fn destination(&self) -> CliResult<(String, bool)> {
        Ok(match self.place().await? {
            Place::Local => (self.namespace("default"), self.argo_server().is_none()),
            Place::Cluster(config) => (self.namespace(&config.default_namespace), false),
        })
    }

    async fn connect_local(&self) -> CliResult<Connection> {
        let (client, namespace) = self.local_client().await?;
        Ok(Connection { client: Arc::new(client), namespace, local: true, hosted: false })
    }

    /// A client of this machine's engine, which is started when none runs, and the namespace that counts.
    pub(crate) async fn local_client(&self) -> CliResult<(KubeClient, String)> {
        let options = self.engine_options()?;
        let namespace = self.namespace("default");
        let (client, started) = daemon::connect(&options, &namespace).await?;
        if started.fresh {
            self.ui.note(&format!(
                "started the engine of this machine (pid {}); it ends when idle, `argo local stop` ends it now",
                started.info.pid
            ));
        }
        if started.other_version {
            self.ui.note(&format!(
                "the engine is argo {} and busy; `argo local stop` ends it, the next command starts this version",
                started.info.version
            ));
        }
        let revive = Revive::new(move || {
            let options = options.clone();
            Box::pin(async move {
                // A failure shows in the next attempt to reach the engine.
                let _ = daemon::ensure_started(&options).await;
            })
        });
        let client = KubeClient::new(client, "the engine of this machine", self.instance_id(), revive)
            .everywhere(self.globals.namespace.is_none());
        Ok((client, namespace))
    }

    fn connect_cluster(&self, config: kube::Config) -> CliResult<Connection> {
        let (client, namespace) = self.cluster_client(config)?;
        Ok(Connection { client: Arc::new(client), namespace, local: false, hosted: false })
    }

    /// A client of a cluster, and the namespace that counts.
    pub(crate) fn cluster_client(&self, config: kube::Config) -> CliResult<(KubeClient, String)> {
        if config.accept_invalid_certs {
            self.ui.note(&format!("warning: the certificate of {} is not checked", config.cluster_url));
        }
        let namespace = self.namespace(&config.default_namespace);
        let address = config.cluster_url.to_string();
        let client = kube::Client::try_from(config);
        let client = client.map_err(|error| CliError::new(format!("connect to {address}: {error}")))?;
        Ok((KubeClient::new(client, &address, self.instance_id(), Revive::default()), namespace))
    }

    /// The engine that the flags and the environment ask for.
    pub(crate) fn engine_options(&self) -> CliResult<ServeOptions> {
        Ok(ServeOptions::new(self.local_home()?, self.runtime_options()))
    }

    /// Where the artifacts of this machine's workflows are, with the secrets of its engine.
    pub(crate) async fn local_stores(&self) -> CliResult<Stores> {
        let (client, _) = daemon::connect(&self.engine_options()?, "default").await?;
        Ok(Stores::new(self.local_home()?.root(), client))
    }

    /// The state directory of the local engine.
    pub(crate) fn local_home(&self) -> CliResult<Home> {
        Ok(match &self.env.local_home {
            Some(path) => Home::at(path)?,
            None => Home::of_user()?,
        })
    }

    /// What runs the steps.
    pub(crate) fn runtime_options(&self) -> RuntimeOptions {
        let usual = RuntimeOptions::default();
        RuntimeOptions {
            name: given(self.globals.runtime.as_ref()).map_or(usual.name, str::to_owned),
            sandbox: given(self.globals.sandbox.as_ref()) != Some("off"),
            slots: None::<NonZeroUsize>,
        }
    }

    pub(crate) fn instance_id(&self) -> &str {
        given(self.globals.instanceid.as_ref()).unwrap_or_default()
    }

    /// The namespace that counts: the flag's or the environment's, else the configuration's. An empty one in the
    /// environment stands for all namespaces (cli.md §1.7).
    fn namespace(&self, configured: &str) -> String {
        match &self.globals.namespace {
            Some(namespace) => plain_namespace(namespace).to_owned(),
            None => configured.to_owned(),
        }
    }

    fn connect_options(&self) -> CliResult<ConnectOptions> {
        let globals = &self.globals;
        let text = |value: &Option<String>| given(value.as_ref()).map(str::to_owned);
        let secret = |value: &Option<String>| given(value.as_ref()).map(SecretString::from);
        Ok(ConnectOptions {
            local: globals.local,
            kubeconfig: globals.kubeconfig.clone().filter(|path| !path.as_os_str().is_empty()),
            kubeconfig_list: self.env.kubeconfig.clone(),
            default_kubeconfig: self.env.home.as_ref().map(|home| home.join(".kube/config")),
            in_cluster: self.env.in_cluster,
            context: text(&globals.context),
            cluster: text(&globals.cluster),
            user: text(&globals.user),
            server: text(&globals.server),
            token: secret(&globals.token),
            username: text(&globals.username),
            password: secret(&globals.password),
            act_as: text(&globals.as_user),
            act_as_groups: globals.as_group.clone(),
            certificate_authority: text(&globals.certificate_authority).map(Into::into),
            client_certificate: text(&globals.client_certificate),
            client_key: text(&globals.client_key),
            tls_server_name: text(&globals.tls_server_name),
            insecure: globals.insecure_skip_tls_verify,
            proxy_url: text(&globals.proxy_url),
            disable_compression: globals.disable_compression,
            timeout: timeout(given(globals.request_timeout.as_ref()).unwrap_or("0"))?,
        })
    }
}

/// The name and the value of a header; its value is not shown, it may be a secret.
fn split_header(text: &str) -> CliResult<(String, String)> {
    let parts = text.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
    parts.ok_or_else(|| CliError::usage("a --header has no colon: write NAME:VALUE"))
}

/// Takes `ns/`, `namespace/` or `namespaces/` away, as kubectl's completion gives it.
fn plain_namespace(given: &str) -> &str {
    for prefix in ["ns/", "namespace/", "namespaces/"] {
        if let Some((start, rest)) = given.split_at_checked(prefix.len())
            && start.eq_ignore_ascii_case(prefix)
        {
            return rest;
        }
    }
    given
}

/// Whole seconds or a Go duration; 0 is no limit.
fn timeout(text: &str) -> CliResult<Option<Duration>> {
    let seconds = text.parse::<u64>().map(Duration::from_secs).ok();
    let duration = seconds.or_else(|| parse_go(text).ok()?.try_into().ok());
    match duration {
        Some(Duration::ZERO) => Ok(None),
        Some(duration) => Ok(Some(duration)),
        None => Err(CliError::usage(format!("--request-timeout {text:?} is no time"))
            .hint("give seconds or a duration such as 30s or 2m")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_lose_their_kind() {
        assert_eq!(plain_namespace("NS/argo"), "argo");
        assert_eq!(plain_namespace("namespaces/argo"), "argo");
        assert_eq!(plain_namespace("nsargo"), "nsargo");
    }

    #[test]
    fn timeouts_are_seconds_or_durations() {
        assert_eq!(timeout("0").ok().flatten(), None);
        assert_eq!(timeout("1m30s").ok().flatten(), Some(Duration::from_secs(90)));
        assert!(timeout("soon").is_err());
    }
}
