//! Metrics of templates.

use super::holder::Checker;
use super::template::Body;
use crate::core::api::Prometheus;

impl<'a> Checker<'a> {
    pub(super) fn check_metrics(&mut self, body: &Body<'_, 'a>) {
        let Some(metrics) = &body.template.metrics else { return };
        for (index, metric) in metrics.prometheus.iter().enumerate() {
            let place = body.place.below(&format!("/metrics/prometheus/{index}"));
            let name = &metric.name;
            let prefix = format!("templates.{} metric", body.template.name);
            if !is_metric_name(name) {
                let words = format!(
                    "{prefix} name '{name}' is invalid. Metric names must contain alphanumeric characters or '_'"
                );
                self.report.add("invalid-name", place.at("/name"), words);
            }
            for (index, label) in metric.labels.iter().enumerate() {
                if !is_metric_name(&label.key) {
                    let words = format!(
                        "metric label '{}' is invalid: keys may only contain alphanumeric characters or '_'",
                        label.key
                    );
                    self.report.add("invalid-name", place.at(&format!("/labels/{index}/key")), words);
                }
            }
            if metric.help.is_empty() {
                let words = format!("{prefix} '{name}' must contain a help string under 'help: ' field");
                self.report.add("missing-help", place.at(""), words);
            }
            if let Some(fault) = value_fault(metric) {
                self.report.add("missing-value", place.at(""), format!("{prefix} '{name}' error: {fault}"));
            }
        }
    }
}

fn is_metric_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn value_fault(metric: &Prometheus) -> Option<&'static str> {
    if let Some(gauge) = &metric.gauge {
        if gauge.value.is_empty() {
            return Some("missing gauge.value");
        }
        if gauge.realtime == Some(true) && gauge.value.contains("resourcesDuration.") {
            return Some("'resourcesDuration.*' metrics cannot be used in real-time");
        }
    }
    if metric.counter.as_ref().is_some_and(|counter| counter.value.is_empty()) {
        return Some("missing counter.value");
    }
    if metric.histogram.as_ref().is_some_and(|histogram| histogram.value.is_empty()) {
        return Some("missing histogram.value");
    }
    None
}
