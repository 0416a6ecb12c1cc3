//! A server of its own for each test, and requests written by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::support::TestEnv;

/// `argo server` in front of an engine of its own; ended with the test.
pub(crate) struct Service {
    pub(crate) env: TestEnv,
    child: Child,
    pub(crate) address: String,
    /// What it said on standard error so far, when it began to serve.
    pub(crate) url: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .next()
            .unwrap_or("")
    }
}

impl Service {
    /// Everybody may do everything, without TLS.
    pub(crate) fn open() -> Self {
        Self::with("server --port 0 --auth-mode server --secure=false")
    }

    pub(crate) fn with(line: &str) -> Self {
        Self::in_env(TestEnv::new(), line)
    }

    /// In an environment that has been made ready.
    pub(crate) fn in_env(env: TestEnv, line: &str) -> Self {
        let mut command = env.command(line.split_whitespace());
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the server");
        let mut lines = BufReader::new(child.stderr.take().expect("its standard error")).lines();
        let url = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split_whitespace().find(|word| word.contains("://127.0.0.1:")).map(str::to_owned)
            })
            .expect("the address in what the server says");
        // Somebody has to read the access log, or the server would wait for it.
        std::thread::spawn(move || lines.for_each(drop));
        let address = url.split('/').nth(2).expect("host and port").to_owned();
        Self { env, child, address, url }
    }

    /// Runs a command through the server.
    pub(crate) fn argo(&self, line: &str) -> crate::support::Ran {
        self.env.run(&format!("-s {} --secure=false {line}", self.address))
    }

    /// Sends a request with further header lines and a body.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        let named = headers.iter().any(|line| line.to_ascii_lowercase().starts_with("host:"));
        let host = if named { String::new() } else { format!("Host: {}\r\n", self.address) };
        let more: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let text = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n{host}{more}",
            body.len()
        );
        self.raw(&format!("{text}\r\n{body}"))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    /// Sends a text as it is.
    pub(crate) fn raw(&self, text: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        // A server that refuses early may close before it has read all.
        let _ = stream.write_all(text.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { unchunked(body) } else { body.to_owned() };
        Answer { status, head: head.to_owned(), body }
    }

    /// Ends the server as a service manager would; its exit status.
    pub(crate) fn terminate(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        std::process::Command::new("kill").arg(&pid).status().expect("kill");
        self.child.wait().expect("its end").code()
    }
}

fn unchunked(mut text: &str) -> String {
    let mut out = String::new();
    while let Some((size, rest)) = text.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 || rest.len() < size {
            break;
        }
        out.push_str(&rest[..size]);
        text = rest[size..].trim_start_matches("\r\n");
    }
    out
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
