//! Flags that every command takes, each with its environment variable (cli.md §1.4, §1.5).

use std::path::PathBuf;

use clap::builder::FalseyValueParser;

const CLUSTER: &str = "Cluster";

/// Flags about an Argo Server.
const SERVER: &str = "Argo Server";
const MACHINE: &str = "This machine";
const GLOBAL: &str = "Global options";

/// Flags that every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Globals {
    /// Namespace to work in
    #[arg(short, long, global = true, env = "ARGO_NAMESPACE", hide_env = true, help_heading = GLOBAL)]
    pub(crate) namespace: Option<String>,

    /// Only objects of the controller with this instance id
    #[arg(long, global = true, env = "ARGO_INSTANCEID", hide_env = true, help_heading = GLOBAL, value_name = "ID")]
    pub(crate) instanceid: Option<String>,

    /// Print without colours
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub(crate) no_color: bool,

    /// Say on standard error what happens inside: debug, info, warn or error
    #[arg(long, global = true, env = "ARGO_LOGLEVEL", hide_env = true, help_heading = GLOBAL, value_name = "LEVEL", value_parser = ["debug", "info", "warn", "error", "trace", "print", "fatal", "panic"], hide_possible_values = true)]
    pub(crate) loglevel: Option<String>,

    /// Form of these messages: text or json
    #[arg(long, global = true, env = "ARGO_LOG_FORMAT", hide_env = true, help_heading = GLOBAL, value_name = "FORMAT", ignore_case = true, value_parser = ["text", "json"], hide_possible_values = true)]
    pub(crate) log_format: Option<String>,

    /// How much the Kubernetes client of Argo's own command says; from 6 on the same as --loglevel debug
    #[arg(
        long,
        global = true,
        env = "ARGO_GLOGLEVEL",
        hide_env = true,
        hide = true,
        allow_negative_numbers = true,
        default_value_t = 0
    )]
    pub(crate) gloglevel: i64,

    /// Say on standard error which requests are made, and how long they take
    #[arg(short, long, global = true, env = "ARGO_VERBOSE", hide_env = true, value_parser = FalseyValueParser::new(), help_heading = GLOBAL)]
    pub(crate) verbose: bool,

    /// Run on this machine, whatever cluster is configured
    #[arg(long, global = true, env = "ARGO_LOCAL", hide_env = true, value_parser = FalseyValueParser::new(), help_heading = MACHINE)]
    pub(crate) local: bool,

    /// What runs the steps: sandboxed processes (host), or their images through docker, podman or nerdctl
    #[arg(long, global = true, env = "ARGO_LOCAL_RUNTIME", hide_env = true, help_heading = MACHINE, value_name = "NAME", value_parser = ["host", "docker", "podman", "nerdctl"], hide_possible_values = true)]
    pub(crate) runtime: Option<String>,

    /// `off` runs steps without namespaces of their own: they can see and change your files
    #[arg(long, global = true, env = "ARGO_LOCAL_SANDBOX", hide_env = true, help_heading = MACHINE, value_name = "on|off", value_parser = ["on", "off"], hide_possible_values = true)]
    pub(crate) sandbox: Option<String>,

    /// Kubeconfig file
    #[arg(long, global = true, env = "ARGO_KUBECONFIG", hide_env = true, help_heading = CLUSTER, value_name = "FILE")]
    pub(crate) kubeconfig: Option<PathBuf>,

    /// Context of the kubeconfig
    #[arg(long, global = true, env = "ARGO_CONTEXT", hide_env = true, help_heading = CLUSTER, value_name = "NAME")]
    pub(crate) context: Option<String>,

    /// Cluster of the kubeconfig
    #[arg(long, global = true, env = "ARGO_CLUSTER", hide_env = true, help_heading = CLUSTER, value_name = "NAME")]
    pub(crate) cluster: Option<String>,

    /// User of the kubeconfig
    #[arg(long, global = true, env = "ARGO_USER", hide_env = true, help_heading = CLUSTER, value_name = "NAME")]
    pub(crate) user: Option<String>,

    /// Address of the Kubernetes API server
    #[arg(long, global = true, help_heading = CLUSTER, value_name = "URL")]
    pub(crate) server: Option<String>,

    /// Bearer token for the API server
    #[arg(long, global = true, help_heading = CLUSTER)]
    pub(crate) token: Option<String>,

    /// User name for basic authentication
    #[arg(long, global = true, env = "ARGO_USERNAME", hide_env = true, help_heading = CLUSTER, value_name = "NAME")]
    pub(crate) username: Option<String>,

    /// Password for basic authentication
    #[arg(long, global = true, env = "ARGO_PASSWORD", hide_env = true, help_heading = CLUSTER)]
    pub(crate) password: Option<String>,

    /// User to act as
    #[arg(long = "as", global = true, env = "ARGO_AS", hide_env = true, help_heading = CLUSTER, value_name = "USER")]
    pub(crate) as_user: Option<String>,

    /// Uid of the user to act as
    #[arg(long, global = true, env = "ARGO_AS_UID", hide_env = true, help_heading = CLUSTER, value_name = "UID")]
    pub(crate) as_uid: Option<String>,

    /// Group to act as (repeatable)
    #[arg(long, global = true, env = "ARGO_AS_GROUP", hide_env = true, help_heading = CLUSTER, value_name = "GROUP")]
    pub(crate) as_group: Vec<String>,

    /// File with the certificate authority of the API server
    #[arg(long, global = true, env = "ARGO_CERTIFICATE_AUTHORITY", hide_env = true, help_heading = CLUSTER, value_name = "FILE")]
    pub(crate) certificate_authority: Option<String>,

    /// File with the client certificate
    #[arg(long, global = true, env = "ARGO_CLIENT_CERTIFICATE", hide_env = true, help_heading = CLUSTER, value_name = "FILE")]
    pub(crate) client_certificate: Option<String>,

    /// File with the key of the client certificate
    #[arg(long, global = true, env = "ARGO_CLIENT_KEY", hide_env = true, help_heading = CLUSTER, value_name = "FILE")]
    pub(crate) client_key: Option<String>,

    /// Name that the API server's certificate must have
    #[arg(long, global = true, env = "ARGO_TLS_SERVER_NAME", hide_env = true, help_heading = CLUSTER, value_name = "NAME")]
    pub(crate) tls_server_name: Option<String>,

    /// Do not check the API server's certificate
    #[arg(long, global = true, env = "ARGO_INSECURE_SKIP_TLS_VERIFY", hide_env = true, value_parser = FalseyValueParser::new(), help_heading = CLUSTER)]
    pub(crate) insecure_skip_tls_verify: bool,

    /// Proxy to reach the API server by
    #[arg(long, global = true, env = "ARGO_PROXY_URL", hide_env = true, help_heading = CLUSTER, value_name = "URL")]
    pub(crate) proxy_url: Option<String>,

    /// Ask for answers that are not compressed
    #[arg(long, global = true, env = "ARGO_DISABLE_COMPRESSION", hide_env = true, value_parser = FalseyValueParser::new(), help_heading = CLUSTER)]
    pub(crate) disable_compression: bool,

    /// How long the API server may take to answer, e.g. 30s; 0: as long as it wants
    #[arg(long, global = true, env = "ARGO_REQUEST_TIMEOUT", hide_env = true, help_heading = CLUSTER, value_name = "TIME")]
    pub(crate) request_timeout: Option<String>,

    /// Argo Server to go through instead of the cluster's own API, as host:port
    #[arg(short = 's', long, global = true, env = "ARGO_SERVER", hide_env = true, help_heading = SERVER, value_name = "HOST:PORT")]
    pub(crate) argo_server: Option<String>,

    /// Speak TLS to the Argo Server
    #[arg(short = 'e', long, global = true, env = "ARGO_SECURE", hide_env = true, default_value_t = true, value_parser = FalseyValueParser::new(), action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, help_heading = SERVER)]
    pub(crate) secure: bool,

    /// Do not check the Argo Server's certificate
    #[arg(short = 'k', long, global = true, env = "ARGO_INSECURE_SKIP_VERIFY", hide_env = true, value_parser = FalseyValueParser::new(), help_heading = SERVER)]
    pub(crate) insecure_skip_verify: bool,

    /// Path before that of every request to the Argo Server
    #[arg(long, global = true, env = "ARGO_BASE_HREF", hide_env = true, help_heading = SERVER, value_name = "PATH")]
    pub(crate) argo_base_href: Option<String>,

    /// Further header of requests to the Argo Server (repeatable)
    #[arg(short = 'H', long, global = true, env = "ARGO_HEADER", hide_env = true, value_delimiter = ',', help_heading = SERVER, value_name = "NAME:VALUE")]
    pub(crate) header: Vec<String>,

    /// Speak HTTP/1 to the Argo Server, as this program always does
    #[arg(long, global = true, env = "ARGO_HTTP1", hide_env = true, default_value_t = true, value_parser = FalseyValueParser::new(), action = clap::ArgAction::Set, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, help_heading = SERVER)]
    pub(crate) argo_http1: bool,
}

/// A value that was given and is not empty.
pub(crate) fn given(value: Option<&String>) -> Option<&str> {
    value.map(String::as_str).filter(|text| !text.is_empty())
}
