//! What a command receives: the flags, the environment, the streams, and a client when it asks for one.

use std::num::NonZeroUsize;
use std::sync::Arc;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::chosen;
use super::env::Env;
use super::error::{CliError, CliResult};
use super::globals::{Globals, given};
use super::options::connect_options;
use super::ui::Ui;
use crate::client::authorization::authorization;
use crate::client::connect::{Place, choose, contexts};
use crate::client::identity::identity;
use crate::client::kube::{KubeClient, Renew, Revive};
use crate::client::server::ServerClient;
use crate::core::api::Workflow;
use crate::engine::RuntimeOptions;
use crate::engine::artifacts::Stores;
use crate::engine::daemon::{self, Home, ServeOptions};
use crate::ports::client::Client;

/// What a command receives.
pub(crate) struct Context {
    pub(crate) globals: Globals,
    pub(crate) env: Env,
    pub(crate) ui: Ui,
    /// The named place that was chosen, if one was.
    pub(crate) chosen: Option<String>,
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
    /// Finds out which named place is meant.
    pub(crate) fn new(mut globals: Globals, env: Env, ui: Ui) -> CliResult<Self> {
        let options = connect_options(&globals, &env)?;
        let chosen = chosen::apply(&mut globals, &env, &options)?;
        Ok(Self { globals, env, ui, chosen })
    }

    /// Says where a command goes that may do harm, where that is not the usual place.
    pub(crate) fn name_place(&self) {
        if let Some(name) = &self.chosen {
            let address = self.argo_server().map(|server| format!(" ({server})")).unwrap_or_default();
            self.ui.note(&format!("context {name}{address}"));
        }
    }

    /// The time of day.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now()
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
    pub(crate) fn argo_server(&self) -> Option<&str> {
        given(self.globals.argo_server.as_ref()).filter(|_| !self.globals.local)
    }

    /// Whether commands go through an Argo Server.
    pub(crate) fn is_hosted(&self) -> bool {
        self.argo_server().is_some()
    }

    async fn connect_server(&self, address: &str) -> CliResult<Connection> {
        if self.globals.insecure_skip_verify {
            self.ui.note(&format!("warning: the certificate of {address} is not checked"));
        }
        if !self.instance_id().is_empty() {
            return Err(CliError::usage("--instanceid cannot be used with an Argo Server: it has its own"));
        }
        let mut options = self.server_options(address)?;
        options.authorization = self.authorization().await?.map(SecretString::from);
        let (namespace, _) = self.destination().await?;
        let client = ServerClient::new(&options)?;
        Ok(Connection { client: Arc::new(client), namespace, local: false, hosted: true })
    }

    /// The value of `Authorization` that requests carry (cli.md §1.8): `ARGO_TOKEN` as it is, else that of `argo login`,
    /// else what the kubeconfig has. `None` where it has none, and for this machine, whose engine knows its callers by
    /// their socket.
    pub(crate) async fn authorization(&self) -> CliResult<Option<String>> {
        if let Some(token) = &self.env.token {
            return Ok(Some(token.expose_secret().to_owned()));
        }
        if let Some(login) = self.login().await? {
            return Ok(Some(login.authorization.expose_secret().to_owned()));
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
        if let Some(wanted) =
            given(self.globals.runtime.as_ref()).filter(|name| **name != started.info.runtime)
        {
            self.ui.note(&format!(
                "the engine that runs was started with --runtime={}; `argo local stop` ends it, the next command \
                 starts one with {wanted}",
                started.info.runtime
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
        let identity = identity(&config);
        let client = kube::Client::try_from(config);
        let client = client.map_err(|error| CliError::new(format!("connect to {address}: {error}")))?;
        let options = self.connect_options()?;
        let renew = Renew::new(move || {
            let options = options.clone();
            Box::pin(async move {
                match choose(&options).await.map_err(|error| error.to_string())? {
                    Place::Cluster(config) => {
                        kube::Client::try_from(*config).map_err(|error| error.to_string())
                    }
                    Place::Local => Err("no cluster is configured any more".to_owned()),
                }
            })
        });
        let client = KubeClient::of_cluster(client, &address, self.instance_id(), renew, identity);
        Ok((client, namespace))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_lose_their_kind() {
        assert_eq!(plain_namespace("NS/argo"), "argo");
        assert_eq!(plain_namespace("namespaces/argo"), "argo");
        assert_eq!(plain_namespace("nsargo"), "nsargo");
    }
}
