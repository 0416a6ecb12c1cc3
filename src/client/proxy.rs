//! Proxies that the environment names, by the rules of Go's command lines.

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

/// `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    /// For addresses without TLS.
    pub http: Option<String>,
    /// For addresses with TLS.
    pub https: Option<String>,
    /// Hosts that are reached without one, with commas between.
    pub none_for: String,
}

impl Proxies {
    /// The proxy that leads to an address. This machine itself needs none.
    pub fn towards(&self, address: &Uri) -> Option<&str> {
        let named = if address.scheme_str() == Some("http") { &self.http } else { &self.https };
        let named = named.as_deref().filter(|text| !text.is_empty())?;
        let host = address.host()?.trim_matches(['[', ']']);
        let is_here = host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        let rules = Matcher::builder().all("http://proxy.invalid").no(self.none_for.as_str()).build();
        (!is_here && rules.intercept(address).is_some()).then_some(named)
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;

    #[test]
    fn a_proxy_leads_everywhere_but_where_it_must_not() {
        let proxies = Proxies {
            http: Some("http://plain:1".into()),
            https: Some("http://tls:2".into()),
            none_for: "10.0.0.0/8, .inner.example,other.example,".into(),
        };
        for (address, proxy) in [
            ("https://api.example:6443", Some("http://tls:2")),
            ("http://api.example:8080", Some("http://plain:1")),
            ("https://api.inner.example", None),
            ("https://other.example:6443", None),
            ("https://10.1.2.3:6443", None),
            ("https://11.1.2.3:6443", Some("http://tls:2")),
            ("https://127.0.0.1:6443", None),
            ("https://[::1]:6443", None),
            ("http://localhost:8001", None),
        ] {
            assert_eq!(proxies.towards(&address.parse().expect("an address")), proxy, "{address}");
        }
        let every = Proxies { none_for: "*".into(), ..proxies };
        assert_eq!(every.towards(&"https://api.example".parse().expect("an address")), None);
        assert_eq!(Proxies::default().towards(&"https://a".parse().expect("an address")), None);
    }
}
