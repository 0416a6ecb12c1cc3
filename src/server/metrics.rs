//! Counters for Prometheus, in its text form.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Upper ends of the buckets of a duration, in seconds.
const BUCKETS: [f64; 7] = [0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0];

#[derive(Debug, Default, Clone)]
struct Times {
    buckets: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

/// What is counted.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, &'static str, u16), u64>>,
    times: Mutex<BTreeMap<&'static str, Times>>,
    streams: AtomicI64,
    connections: AtomicI64,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Counts something while it lasts.
pub(super) struct During<'m>(&'m AtomicI64);

impl Drop for During<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn during(gauge: &AtomicI64) -> During<'_> {
    gauge.fetch_add(1, Ordering::Relaxed);
    During(gauge)
}

impl Metrics {
    pub(super) fn request(&self, method: &'static str, route: &'static str, status: u16, took: Duration) {
        *lock(&self.requests).entry((method, route, status)).or_default() += 1;
        let mut all = lock(&self.times);
        let times = all.entry(route).or_default();
        times.count += 1;
        times.seconds += took.as_secs_f64();
        for (count, end) in times.buckets.iter_mut().zip(BUCKETS) {
            *count += u64::from(took.as_secs_f64() <= end);
        }
    }

    pub(super) fn stream(&self) -> During<'_> {
        during(&self.streams)
    }

    pub(super) fn connection(&self) -> During<'_> {
        during(&self.connections)
    }

    /// Everything, as Prometheus reads it. Writing to a String does not fail.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let head = |out: &mut String, name: &str, kind: &str, help: &str| {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
        };
        head(&mut out, "argo_server_requests_total", "counter", "Requests by route and status.");
        for ((method, route, status), count) in lock(&self.requests).iter() {
            let labels = format!("method=\"{method}\",route=\"{route}\",code=\"{status}\"");
            let _ = writeln!(out, "argo_server_requests_total{{{labels}}} {count}");
        }
        let name = "argo_server_request_duration_seconds";
        head(&mut out, name, "histogram", "Time to the first byte of an answer.");
        for (route, times) in lock(&self.times).iter() {
            for (count, end) in times.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(out, "{name}_bucket{{route=\"{route}\",le=\"{end}\"}} {count}");
            }
            let _ = writeln!(out, "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", times.count);
            let _ = writeln!(out, "{name}_sum{{route=\"{route}\"}} {}", times.seconds);
            let _ = writeln!(out, "{name}_count{{route=\"{route}\"}} {}", times.count);
        }
        let gauges = [
            ("argo_server_streams", "Streams that are open.", &self.streams),
            ("argo_server_connections", "Connections that are open.", &self.connections),
        ];
        for (name, help, gauge) in gauges {
            head(&mut out, name, "gauge", help);
            let _ = writeln!(out, "{name} {}", gauge.load(Ordering::Relaxed));
        }
        out
    }
}
