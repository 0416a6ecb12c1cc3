//! A page on this machine that a browser comes back to with a code.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The longest request that is read, in bytes.
const LONGEST: usize = 16 << 10;

/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);

/// The page, until it is dropped.
pub struct Loopback {
    listener: TcpListener,
    port: u16,
}

/// What a browser brought back.
#[derive(Debug, PartialEq, Eq)]
pub enum Brought {
    /// A code for a token.
    Code(String),
    /// The provider's words for a refusal.
    Refused(String),
}

impl Loopback {
    /// Opens the page on a port that is free.
    ///
    /// # Errors
    /// When there is none.
    pub async fn open() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// Its host and port.
    pub fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// Waits for the browser that brings the code of a login.
    ///
    /// # Errors
    /// When nobody can be listened to any more.
    pub async fn wait(&self, state: &str) -> std::io::Result<Brought> {
        loop {
            let (mut stream, _) = self.listener.accept().await?;
            let asked = tokio::time::timeout(PATIENCE, asked(&mut stream)).await;
            let brought = asked.ok().flatten().and_then(|path| brought(&path, state));
            let (status, text) = match &brought {
                Some(Brought::Code(_)) => ("200 OK", "You are logged in. This page may be closed."),
                Some(Brought::Refused(_)) => ("200 OK", "The login was refused. The terminal says why."),
                None => ("404 Not Found", "There is nothing here."),
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\
                 cache-control: no-store\r\nreferrer-policy: no-referrer\r\nconnection: close\r\n\r\n{text}",
                text.len()
            );
            // A browser that does not wait for the page has brought what it had all the same.
            let _ = stream.write_all(answer.as_bytes()).await;
            if let Some(brought) = brought {
                return Ok(brought);
            }
        }
    }
}

/// The path of a request.
async fn asked(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        if bytes.len() > LONGEST || stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(text.strip_prefix("GET ")?.split(' ').next()?.to_owned())
}

/// What an address brings, if it belongs to the login of that state.
pub fn brought(address: &str, state: &str) -> Option<Brought> {
    let address = address.trim();
    let full =
        if address.starts_with('/') { format!("http://localhost{address}") } else { address.to_owned() };
    let url = reqwest::Url::parse(&full).ok()?;
    let value = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, v)| v.into_owned());
    if value("state").as_deref() != Some(state) {
        return None;
    }
    if let Some(error) = value("error") {
        return Some(Brought::Refused(format!("{error} {}", value("error_description").unwrap_or_default())));
    }
    value("code").map(Brought::Code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_this_login_counts() {
        let code = |text: &str| Some(Brought::Code(text.to_owned()));
        assert_eq!(brought("/oauth2/callback?code=a%2Bb&state=s", "s"), code("a+b"));
        assert_eq!(brought(" https://argo.example/oauth2/callback?state=s&code=c\n", "s"), code("c"));
        assert_eq!(brought("/oauth2/callback?code=a&state=other", "s"), None);
        assert_eq!(brought("/favicon.ico", "s"), None);
        assert_eq!(
            brought("/x?error=access_denied&state=s", "s"),
            Some(Brought::Refused("access_denied ".to_owned()))
        );
    }
}
