//! The metrics of workflows, in Prometheus' text form.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::core::operate::{Metric, MetricValue};

/// What Argo puts before the names of metrics.
const PREFIX: &str = "argo_workflows_";

/// So many series are kept; more are dropped, so that labels made of outputs cannot fill the memory.
const MOST_SERIES: usize = 100_000;

/// All metrics there are.
#[derive(Default)]
pub(super) struct Metrics {
    families: Mutex<BTreeMap<String, Family>>,
}

struct Family {
    help: String,
    kind: &'static str,
    series: BTreeMap<Vec<(String, String)>, Sample>,
}

#[derive(Clone)]
enum Sample {
    Value(f64),
    Since(Timestamp),
    Buckets { ends: Vec<f64>, counts: Vec<u64>, sum: f64, count: u64 },
}

impl Metrics {
    /// Takes in a value.
    pub(super) fn take(&self, metric: Metric) {
        let kind = match &metric.value {
            MetricValue::Count(_) => "counter",
            MetricValue::Set(_) | MetricValue::Add(_) | MetricValue::Since(_) => "gauge",
            MetricValue::Observe { .. } => "histogram",
        };
        let mut families = self.families.lock().unwrap_or_else(PoisonError::into_inner);
        let full = families.values().map(|family| family.series.len()).sum::<usize>() >= MOST_SERIES;
        let family = families.entry(metric.name.clone()).or_insert_with(|| Family {
            help: metric.help.clone(),
            kind,
            series: BTreeMap::new(),
        });
        let known = family.series.contains_key(&metric.labels);
        if family.kind != kind || (full && !known) {
            tracing::warn!(metric = metric.name, "a value of another type, or one too many, is dropped");
            return;
        }
        let sample = family.series.entry(metric.labels).or_insert(Sample::Value(0.0));
        match (metric.value, &mut *sample) {
            (MetricValue::Count(by) | MetricValue::Add(by), Sample::Value(value)) => *value += by,
            (MetricValue::Observe { value, .. }, Sample::Buckets { ends, counts, sum, count }) => {
                for (end, counted) in ends.iter().zip(counts.iter_mut()) {
                    *counted += u64::from(value <= *end);
                }
                *sum += value;
                *count += 1;
            }
            (MetricValue::Observe { value, buckets }, other) => {
                let counts = buckets.iter().map(|end| u64::from(value <= *end)).collect();
                *other = Sample::Buckets { ends: buckets, counts, sum: value, count: 1 };
            }
            (MetricValue::Since(at), other) => *other = Sample::Since(at),
            (MetricValue::Set(value) | MetricValue::Add(value) | MetricValue::Count(value), other) => {
                *other = Sample::Value(value);
            }
        }
    }

    /// Everything as text.
    pub(super) fn text(&self, now: Timestamp) -> String {
        let families = self.families.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for (name, family) in families.iter() {
            // Writing to a String does not fail.
            let help = family.help.replace('\\', "\\\\").replace('\n', "\\n");
            let _ = writeln!(text, "# HELP {PREFIX}{name} {help}\n# TYPE {PREFIX}{name} {}", family.kind);
            for (labels, sample) in &family.series {
                line(&mut text, name, labels, sample, now);
            }
        }
        text
    }
}

fn line(text: &mut String, name: &str, labels: &[(String, String)], sample: &Sample, now: Timestamp) {
    let plain = written(labels, None);
    // Writing to a String does not fail.
    let _ = match sample {
        Sample::Value(value) => writeln!(text, "{PREFIX}{name}{plain} {value}"),
        Sample::Since(at) => {
            writeln!(text, "{PREFIX}{name}{plain} {}", now.duration_since(*at).as_secs_f64())
        }
        Sample::Buckets { ends, counts, sum, count } => {
            for (end, counted) in ends.iter().zip(counts) {
                let labels = written(labels, Some(&end.to_string()));
                let _ = writeln!(text, "{PREFIX}{name}_bucket{labels} {counted}");
            }
            let _ = writeln!(text, "{PREFIX}{name}_bucket{} {count}", written(labels, Some("+Inf")));
            writeln!(text, "{PREFIX}{name}_sum{plain} {sum}\n{PREFIX}{name}_count{plain} {count}")
        }
    };
}

fn written(labels: &[(String, String)], end: Option<&str>) -> String {
    let own = labels.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let all: Vec<String> = own
        .chain(end.map(|end| ("le", end)))
        .map(|(key, value)| {
            let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("{key}=\"{value}\"")
        })
        .collect();
    if all.is_empty() { String::new() } else { format!("{{{}}}", all.join(",")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_prometheus_text() {
        let metrics = Metrics::default();
        let take = |name: &str, value: MetricValue| {
            let labels = vec![("step".to_owned(), "a\"b".to_owned())];
            metrics.take(Metric { name: name.to_owned(), help: "helps".to_owned(), labels, value });
        };
        take("runs", MetricValue::Count(1.0));
        take("runs", MetricValue::Count(2.0));
        take("lasts", MetricValue::Since(Timestamp::UNIX_EPOCH));
        for value in [1.0, 3.0] {
            take("rolls", MetricValue::Observe { value, buckets: vec![2.5, 5.0] });
        }
        // Of another type: dropped.
        take("runs", MetricValue::Set(9.0));
        let text = metrics.text(Timestamp::from_second(7).expect("a time"));
        let expected = "# HELP argo_workflows_lasts helps\n# TYPE argo_workflows_lasts gauge\n\
            argo_workflows_lasts{step=\"a\\\"b\"} 7\n\
            # HELP argo_workflows_rolls helps\n# TYPE argo_workflows_rolls histogram\n\
            argo_workflows_rolls_bucket{step=\"a\\\"b\",le=\"2.5\"} 1\n\
            argo_workflows_rolls_bucket{step=\"a\\\"b\",le=\"5\"} 2\n\
            argo_workflows_rolls_bucket{step=\"a\\\"b\",le=\"+Inf\"} 2\n\
            argo_workflows_rolls_sum{step=\"a\\\"b\"} 4\nargo_workflows_rolls_count{step=\"a\\\"b\"} 2\n\
            # HELP argo_workflows_runs helps\n# TYPE argo_workflows_runs counter\n\
            argo_workflows_runs{step=\"a\\\"b\"} 3\n";
        assert_eq!(text, expected);
    }
}
