//! A server made for a test: it answers as told, notes what it was asked, and can do what networks do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::TestEnv;

/// A request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// Whether the client showed a certificate.
    pub(crate) has_certificate: bool,
    /// How many requests came before it.
    pub(crate) before: usize,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }

    /// All values of a header.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let found = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).collect()
    }
}

/// What the server does.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Status, further headers, body.
    Answer(u16, Vec<(String, String)>, Vec<u8>),
    /// An event stream that ends when the connection does.
    Stream(String),
    /// A body that ends before its announced length.
    Cut(String),
    /// Nothing, with the connection open.
    Stall,
}

impl Reply {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::Answer(200, Vec::new(), body.into())
    }

    pub(crate) fn status(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer(status, Vec::new(), body.into())
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Self::Answer(_, headers, _) = &mut self {
            headers.push((name.to_owned(), value.into()));
        }
        self
    }
}

type Handler = dyn Fn(&Asked) -> Reply + Send + Sync;

/// The server, and what a client needs to know of it.
pub(crate) struct Fake {
    pub(crate) port: u16,
    /// Its authority, and a client's certificate and key, as PEM.
    pub(crate) authority: String,
    pub(crate) certificate: String,
    pub(crate) key: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    scheme: &'static str,
}

impl Fake {
    /// A server without TLS.
    pub(crate) fn plain(handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(None, handler)
    }

    /// A server with TLS, whose certificate is for `localhost`, `127.0.0.1`, or other names.
    pub(crate) fn tls(names: &[&str], handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(Some(names), handler)
    }

    fn start(names: Option<&[&str]>, handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let pki = names.map(pki);
        let config = pki.as_ref().map(|pki| pki.config.clone());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = asked.clone();
        let handler: Arc<Handler> = Arc::new(handler);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, handler, config) = (noted.clone(), handler.clone(), config.clone());
                // A client that goes away ends its conversation.
                std::thread::spawn(move || match config {
                    None => drop(converse(stream, &noted, &*handler, false)),
                    Some(config) => drop(secured(stream, config, &noted, &*handler)),
                });
            }
        });
        let text = |of: fn(&Pki) -> &String| pki.as_ref().map(of).cloned().unwrap_or_default();
        Self {
            port,
            authority: text(|pki| &pki.authority),
            certificate: text(|pki| &pki.certificate),
            key: text(|pki| &pki.key),
            asked,
            scheme: if names.is_some() { "https" } else { "http" },
        }
    }

    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(crate) fn url(&self) -> String {
        format!("{}://127.0.0.1:{}", self.scheme, self.port)
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panics").clone()
    }

    pub(crate) fn last(&self) -> Asked {
        self.asked().pop().unwrap_or_default()
    }

    /// A kubeconfig that leads here, with the lines of a cluster and of a user besides the address.
    pub(crate) fn kubeconfig(&self, cluster: &str, user: &str) -> String {
        format!(
            "apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster: {{server: '{}'{cluster}}}\n\
             contexts:\n- name: x\n  context: {{cluster: c, user: u, namespace: argo}}\ncurrent-context: x\n\
             users:\n- name: u\n  user: {{{user}}}\n",
            self.url()
        )
    }

    /// The authority as a field of a kubeconfig's cluster.
    pub(crate) fn authority_data(&self) -> String {
        use base64::Engine as _;
        let data = base64::engine::general_purpose::STANDARD.encode(&self.authority);
        format!(", certificate-authority-data: {data}")
    }
}

fn converse(
    stream: impl Read + Write,
    noted: &Mutex<Vec<Asked>>,
    handler: &Handler,
    has_certificate: bool,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let mut asked = Asked { has_certificate, ..Asked::default() };
        asked.method = words.next().unwrap_or_default();
        asked.path = words.next().unwrap_or_default();
        loop {
            let mut header = String::new();
            stream.read_line(&mut header)?;
            let Some((name, value)) = header.trim_end().split_once(':') else { break };
            asked.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let length = asked.header("content-length").parse().unwrap_or(0);
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        asked.body = String::from_utf8_lossy(&body).into_owned();
        {
            let mut noted = noted.lock().expect("no panics");
            asked.before = noted.len();
            noted.push(asked.clone());
        }
        let stream = stream.get_mut();
        match handler(&asked) {
            Reply::Answer(status, headers, body) => {
                let headers: String = headers.iter().map(|(k, v)| format!("{k}: {v}\r\n")).collect();
                let length = body.len();
                write!(stream, "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n")?;
                stream.write_all(&body)?;
                stream.flush()?;
            }
            Reply::Stream(text) => {
                write!(stream, "HTTP/1.1 200 X\r\nconnection: close\r\n\r\n{text}")?;
                return stream.flush();
            }
            Reply::Cut(text) => {
                let length = text.len() + 1000;
                write!(stream, "HTTP/1.1 200 X\r\ncontent-length: {length}\r\n\r\n{text}")?;
                return stream.flush();
            }
            Reply::Stall => std::thread::sleep(Duration::from_secs(60)),
        }
    }
}

fn secured(
    stream: TcpStream,
    config: Arc<rustls::ServerConfig>,
    noted: &Mutex<Vec<Asked>>,
    handler: &Handler,
) -> std::io::Result<()> {
    let connection = rustls::ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut stream = rustls::StreamOwned::new(connection, stream);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    let has_certificate = stream.conn.peer_certificates().is_some();
    converse(stream, noted, handler, has_certificate)
}

struct Pki {
    authority: String,
    certificate: String,
    key: String,
    config: Arc<rustls::ServerConfig>,
}

/// An authority, a server's certificate for some names, and a client's.
fn pki(names: &[&str]) -> Pki {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
    // Fails only where somebody has chosen a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut parameters = CertificateParams::new(Vec::<String>::new()).expect("parameters");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.distinguished_name.push(DnType::CommonName, "authority");
    let authority_key = KeyPair::generate().expect("a key");
    let authority = parameters.self_signed(&authority_key).expect("an authority");
    let issuer = Issuer::new(parameters, authority_key);
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let key = KeyPair::generate().expect("a key");
    let certificate = CertificateParams::new(names).expect("parameters").signed_by(&key, &issuer);
    let mut client = CertificateParams::new(Vec::<String>::new()).expect("parameters");
    client.distinguished_name.push(DnType::CommonName, "somebody");
    let client_key = KeyPair::generate().expect("a key");
    let client = client.signed_by(&client_key, &issuer).expect("a client's certificate");

    let mut roots = rustls::RootCertStore::empty();
    roots.add(authority.der().clone()).expect("a root");
    let verifier = rustls::server::WebPkiClientVerifier::builder(Arc::new(roots));
    let verifier = verifier.allow_unauthenticated().build().expect("a verifier");
    let chain = vec![certificate.expect("a server's certificate").der().clone()];
    let private = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let config = rustls::ServerConfig::builder().with_client_cert_verifier(verifier);
    let config = config.with_single_cert(chain, private).expect("a configuration");
    Pki {
        authority: authority.pem(),
        certificate: client.pem(),
        key: client_key.serialize_pem(),
        config: Arc::new(config),
    }
}

/// An empty list of workflows.
pub(crate) const EMPTY: &str = r#"{"kind":"WorkflowList","metadata":{"resourceVersion":"1"},"items":[]}"#;

/// What a Kubernetes API says when it refuses.
pub(crate) fn refusal(code: u16, reason: &str, message: &str) -> Reply {
    let body = serde_json::json!({"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": message,
        "reason": reason, "code": code});
    Reply::status(code, body.to_string())
}

/// What a command that lists asked for, with flags and variables.
pub(crate) fn asked(env: &TestEnv, server: &Fake, flags: &str, variables: &[(&str, &str)]) -> Asked {
    let mut command = env.command_within(60, ["list"].into_iter().chain(flags.split_whitespace()));
    command.envs(variables.iter().copied());
    let output = command.output().expect("the program");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{flags} {variables:?}: {said}");
    server.last()
}
