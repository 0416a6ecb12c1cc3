//! What stands behind the server, as the flags and the environment say: this machine's engine, or a cluster.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::future::BoxFuture;
use kube::config::AuthInfo;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::cli::context::Context;
use crate::cli::error::{CliError, CliResult};
use crate::client::connect::Place as Where;
use crate::client::kube::{KubeClient, Revive};
use crate::core::api::Artifact;
use crate::engine::artifacts::{ArtifactError, Stores};
use crate::engine::daemon::{self, ServeOptions};
use crate::engine::{self, UploadError};
use crate::server::{ApiError, Backend, Brought, Certificate, Code, Fetched, Place};

/// A place, and what to say of it.
pub(super) struct Found {
    pub(super) place: Arc<dyn Place>,
    pub(super) namespace: String,
    pub(super) local: bool,
    pub(super) words: String,
}

/// Where commands would go.
pub(super) async fn find(ctx: &Context) -> CliResult<Found> {
    if ctx.is_hosted() {
        return Err(CliError::usage("argo server cannot stand in front of another Argo Server")
            .hint("leave out -s and unset ARGO_SERVER"));
    }
    match ctx.place().await? {
        Where::Local => find_local(ctx).await,
        Where::Cluster(config) => {
            let address = config.cluster_url.to_string();
            let (own, namespace) = ctx.cluster_client(*config.clone())?;
            let instance = ctx.instance_id().to_owned();
            let place = Cluster { config: *config, own: Arc::new(own), instance, known: Mutex::default() };
            Ok(Found { place: Arc::new(place), namespace, local: false, words: address })
        }
    }
}

/// This machine's engine, which is started when none runs.
pub(super) async fn find_local(ctx: &Context) -> CliResult<Found> {
    let (own, namespace) = ctx.local_client().await?;
    let home = ctx.local_home()?;
    let token = daemon::token(&home, false)?;
    let stores = ctx.local_stores().await?;
    let own = Arc::new(own);
    tokio::spawn(keep_running(own.clone(), ctx.engine_options()?));
    let place = Local { own, token: digest(token.expose_secret()), stores };
    Ok(Found {
        place: Arc::new(place),
        namespace,
        local: true,
        words: "the engine of this machine".to_owned(),
    })
}

/// An engine ends when nobody speaks to it, and may be killed. As long as somebody may ask this server, one runs.
async fn keep_running(backend: Backend, options: ServeOptions) {
    loop {
        // A failure shows in the answers to requests, and the next attempt may work.
        let _ = daemon::ensure_started(&options).await;
        backend.stay().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The certificate that a Secret holds.
pub(super) async fn certificate(
    place: &Arc<dyn Place>,
    namespace: &str,
    name: &str,
) -> CliResult<Certificate> {
    let secret = place.own().secret(namespace, name).await?;
    let part = |key: &str| -> CliResult<Vec<u8>> {
        let encoded = secret.pointer(&format!("/data/{}", key.replace('/', "~1"))).and_then(Value::as_str);
        let encoded =
            encoded.ok_or_else(|| CliError::new(format!("Secret {namespace}/{name} has no {key}")))?;
        let bytes = STANDARD.decode(encoded);
        bytes.map_err(|_| CliError::new(format!("{key} of Secret {namespace}/{name} cannot be read")))
    };
    Ok(Certificate { chain: part("tls.crt")?, key: part("tls.key")? })
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// This machine's engine: it has one user, known by the engine's token.
struct Local {
    own: Backend,
    token: [u8; 32],
    stores: Stores,
}

impl Place for Local {
    fn own(&self) -> Backend {
        self.own.clone()
    }

    fn keeps(&self) -> bool {
        true
    }

    fn of_caller<'a>(&'a self, authorization: &'a SecretString) -> BoxFuture<'a, Result<Backend, ApiError>> {
        let given = authorization.expose_secret().strip_prefix("Bearer ").map(str::trim);
        // Digests are compared, so the time taken says nothing about the token.
        let known = given.is_some_and(|token| digest(token) == self.token);
        let refused = "token not valid: the engine of this machine has another; `argo local token` prints it";
        let answer = if known { Ok(self.own.clone()) } else { Err(ApiError::unauthenticated(refused)) };
        Box::pin(async { answer })
    }

    fn artifact<'a>(
        &'a self,
        _backend: &'a Backend,
        namespace: &'a str,
        artifact: &'a Artifact,
    ) -> BoxFuture<'a, Result<Fetched, ApiError>> {
        Box::pin(kept(&self.stores, namespace, artifact))
    }

    fn bring<'a>(&'a self, brought: Brought<'a>) -> BoxFuture<'a, Result<Artifact, ApiError>> {
        Box::pin(async move {
            let wanted = (brought.namespace, brought.repository);
            let put = engine::upload(&self.stores, wanted, brought.artifact, (brought.name, brought.file));
            put.await.map_err(|error| match error {
                UploadError::Artifact(error) => said(&error),
                UploadError::Name(_) => ApiError::invalid(error.to_string()),
                UploadError::Repository(_) => ApiError::new(Code::Internal, error.to_string()),
            })
        })
    }
}

/// A text of the workflow, a file of the local repository, or something of a bucket. What is behind the address of a
/// page or a repository of sources is not loaded for a caller: the address is theirs, the way there would be ours.
async fn kept(stores: &Stores, namespace: &str, artifact: &Artifact) -> Result<Fetched, ApiError> {
    let failed = |error: &dyn std::fmt::Display| ApiError::new(Code::Internal, error.to_string());
    if let Some(found) = stores.kept(artifact) {
        return Ok(Fetched { path: found.map_err(|error| said(&error))?, guard: None });
    }
    if artifact.http.is_some() || artifact.git.is_some() || artifact.artifactory.is_some() {
        let words =
            format!("artifact {} is behind an address that this server does not load from", artifact.name);
        return Err(ApiError::new(Code::Unimplemented, words));
    }
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    let key = artifact.location().key().to_owned();
    let name =
        key.rsplit('/').next().filter(|name| !name.is_empty() && *name != "..").unwrap_or("artifact.txt");
    let path = folder.path().join(name);
    stores.copy(namespace, artifact, &path).await.map_err(|error| said(&error))?;
    Ok(Fetched { path, guard: Some(folder) })
}

fn said(error: &ArtifactError) -> ApiError {
    match error {
        ArtifactError::Missing { .. } | ArtifactError::NoLocation(_) => {
            ApiError::not_found(error.to_string())
        }
        ArtifactError::Key(_) => ApiError::invalid(error.to_string()),
        ArtifactError::Unsupported(_) => ApiError::new(Code::Unimplemented, error.to_string()),
        other => ApiError::new(Code::Internal, other.to_string()),
    }
}

/// How many callers are remembered.
const CALLERS: usize = 256;

/// How long a caller is remembered.
const REMEMBERED: Duration = Duration::from_secs(600);

/// A cluster, whose API server knows what each caller may do.
struct Cluster {
    config: kube::Config,
    own: Backend,
    instance: String,
    /// Clients of callers, by the digest of their credentials.
    known: Mutex<HashMap<[u8; 32], (Backend, Instant)>>,
}

impl Cluster {
    fn connect(&self, authorization: &SecretString) -> Result<Backend, ApiError> {
        let key = digest(authorization.expose_secret());
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.retain(|_, (_, seen)| seen.elapsed() < REMEMBERED);
        if let Some((backend, _)) = known.get(&key) {
            return Ok(backend.clone());
        }
        let token = authorization.expose_secret().strip_prefix("Bearer ").map(str::trim);
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return Err(ApiError::unauthenticated("token not valid: a Bearer token is wanted"));
        };
        let mut config = self.config.clone();
        // Nothing of this server's own credentials goes along.
        config.auth_info = AuthInfo { token: Some(SecretString::from(token)), ..AuthInfo::default() };
        let address = config.cluster_url.to_string();
        let client = kube::Client::try_from(config);
        let client = client
            .map_err(|error| ApiError::new(Code::Internal, format!("connect to {address}: {error}")))?;
        let backend = Arc::new(KubeClient::new(client, &address, &self.instance, Revive::default()));
        if known.len() >= CALLERS {
            known.clear();
        }
        known.insert(key, (backend.clone(), Instant::now()));
        Ok(backend)
    }
}

impl Place for Cluster {
    fn own(&self) -> Backend {
        self.own.clone()
    }

    fn keeps(&self) -> bool {
        false
    }

    fn of_caller<'a>(&'a self, authorization: &'a SecretString) -> BoxFuture<'a, Result<Backend, ApiError>> {
        Box::pin(async move { self.connect(authorization) })
    }

    fn artifact<'a>(
        &'a self,
        _backend: &'a Backend,
        _namespace: &'a str,
        artifact: &'a Artifact,
    ) -> BoxFuture<'a, Result<Fetched, ApiError>> {
        let name = artifact.name.clone();
        Box::pin(async move {
            let words =
                format!("artifact {name} is in the cluster's repository, which this server does not reach");
            Err(ApiError::new(Code::Unimplemented, words))
        })
    }

    fn bring<'a>(&'a self, _brought: Brought<'a>) -> BoxFuture<'a, Result<Artifact, ApiError>> {
        let words = "files go to the cluster's repository, which this server does not reach";
        Box::pin(async move { Err(ApiError::new(Code::Unimplemented, words)) })
    }
}
