//! Metrics that workflows and templates emit when they end, and while they run (engine.md §3.6).

use std::sync::Arc;

use jiff::Timestamp;

use super::effect::Effect;
use super::nodes::Nx;
use super::scope::Names;
use super::state::State;
use super::subst::{Mode, replace_plain};
use super::work::Halt;
use crate::core::api::{Condition, NodePhase, NodeStatus, Prometheus, Template};
use crate::core::text::duration;
use crate::core::when;

/// One value of a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// The name as the workflow has it, without Argo's prefix.
    pub name: String,
    /// What it is about.
    pub help: String,
    /// Labels, in the order given.
    pub labels: Vec<(String, String)>,
    /// What is to be done with it.
    pub value: MetricValue,
}

/// What is to be done with a value.
#[derive(Debug, Clone, PartialEq)]
pub enum MetricValue {
    /// A counter grows by so much.
    Count(f64),
    /// A gauge has this value now.
    Set(f64),
    /// A gauge grows, or shrinks, by so much.
    Add(f64),
    /// A gauge is the seconds since then, whenever it is looked at, until it is set.
    Since(Timestamp),
    /// A histogram counts the value.
    Observe {
        /// The value.
        value: f64,
        /// Upper ends of its buckets.
        buckets: Vec<f64>,
    },
}

impl State {
    /// Notes that a node emits metrics when it ends; those in real time are told of from now on.
    pub(super) fn meter(&mut self, nx: Nx, template: &Arc<Template>) {
        let Some(metrics) = &template.metrics else { return };
        let metrics = metrics.prometheus.clone();
        if self.metered.insert(nx, Arc::clone(template)).is_some() {
            return;
        }
        let node = self.nodes.status(nx).clone();
        if let Some(since) = node.started_at.filter(|_| !node.phase.is_fulfilled()) {
            let names = self.metric_names(&node);
            self.emit_running(&metrics, &names, since);
        }
    }

    /// Emits the metrics of a node that has ended.
    pub(super) fn emit_metrics(&mut self, nx: Nx) {
        let Some(template) = self.metered.remove(&nx) else { return };
        let node = self.nodes.status(nx).clone();
        // What was left out has done nothing that could be measured.
        if matches!(node.phase, NodePhase::Skipped | NodePhase::Omitted) {
            return;
        }
        let names = self.metric_names(&node);
        self.emit(&template.metrics.clone().unwrap_or_default().prometheus, &names);
    }

    /// Emits the workflow's own metrics as it starts or, with its last values, as it ends.
    pub(super) fn emit_workflow_metrics(&mut self, has_ended: bool) {
        let Some(metrics) = self.spec.metrics.clone() else { return };
        match self.wf.status.started_at.filter(|_| !has_ended) {
            Some(since) => self.emit_running(&metrics.prometheus, &Names::default(), since),
            None => {
                self.set_duration();
                self.emit(&metrics.prometheus, &Names::default());
            }
        }
    }

    fn metric_names(&self, node: &NodeStatus) -> Names {
        let mut names = Names::default();
        names.text("status", node.phase.as_str());
        let end = node.finished_at.unwrap_or(self.now);
        if let Some(start) = node.started_at {
            names.text("duration", duration::seconds_fixed(end.duration_since(start)));
        }
        for parameter in node.inputs.iter().flat_map(|inputs| &inputs.parameters) {
            let value = parameter.value.as_ref().map_or("", |value| value.0.as_str());
            names.text(format!("inputs.parameters.{}", parameter.name), value);
        }
        if let Some(outputs) = &node.outputs {
            if let Some(code) = &outputs.exit_code {
                names.text("exitCode", code.clone());
            }
            if let Some(result) = &outputs.result {
                names.text("outputs.result", result.clone());
            }
            for parameter in &outputs.parameters {
                let value = parameter.value.as_ref().map_or("", |value| value.0.as_str());
                names.text(format!("outputs.parameters.{}", parameter.name), value);
            }
        }
        for (resource, seconds) in &node.resources_duration {
            names.text(format!("resourcesDuration.{resource}"), seconds.to_string());
        }
        names.text("retries", node.children.len().saturating_sub(1).to_string());
        names
    }

    fn emit_running(&mut self, metrics: &[Prometheus], names: &Names, since: Timestamp) {
        let realtime = metrics.iter().filter(|m| m.gauge.as_ref().is_some_and(|g| g.realtime == Some(true)));
        for metric in realtime {
            let labels = self.metric_labels(metric, names);
            self.effect_of(metric, labels.map(|labels| (labels, MetricValue::Since(since))));
        }
    }

    fn emit(&mut self, metrics: &[Prometheus], names: &Names) {
        for metric in metrics {
            match self.is_wanted(metric, names) {
                Ok(false) => {}
                Ok(true) => {
                    let made = self.metric_value(metric, names);
                    let labels = self.metric_labels(metric, names);
                    self.effect_of(metric, labels.and_then(|labels| Ok((labels, made?))));
                }
                Err(halt) => self.effect_of(metric, Err(halt)),
            }
        }
    }

    fn is_wanted(&self, metric: &Prometheus, names: &Names) -> Result<bool, Halt> {
        if metric.when.is_empty() {
            return Ok(true);
        }
        let when = replace_plain(&metric.when, &[names, &self.globals], &Mode::Strict, self.now)?;
        when::should_execute(&when).map_err(Halt::Fatal)
    }

    fn metric_labels(&self, metric: &Prometheus, names: &Names) -> Result<Vec<(String, String)>, Halt> {
        let labels = metric.labels.iter().map(|label| {
            let value = replace_plain(&label.value, &[names, &self.globals], &Mode::Strict, self.now)?;
            Ok((label.key.clone(), value))
        });
        labels.collect()
    }

    fn metric_value(&self, metric: &Prometheus, names: &Names) -> Result<MetricValue, Halt> {
        let number = |text: &str| {
            let text = replace_plain(text, &[names, &self.globals], &Mode::Strict, self.now)?;
            text.trim().parse::<f64>().map_err(|_| Halt::Fatal(format!("{text:?} is no number")))
        };
        if let Some(counter) = &metric.counter {
            let by = number(&counter.value)?;
            // A counter never shrinks.
            return if by >= 0.0 {
                Ok(MetricValue::Count(by))
            } else {
                Err(Halt::fatal("a counter only grows"))
            };
        }
        if let Some(gauge) = &metric.gauge {
            let value = number(&gauge.value)?;
            return Ok(match gauge.operation.as_str() {
                "Add" => MetricValue::Add(value),
                "Sub" => MetricValue::Add(-value),
                _ => MetricValue::Set(value),
            });
        }
        let Some(histogram) = &metric.histogram else {
            return Err(Halt::fatal("a metric has to be a gauge, a histogram or a counter"));
        };
        let ends =
            histogram.buckets.iter().filter_map(|end| end.as_f64().or_else(|| end.as_str()?.parse().ok()));
        Ok(MetricValue::Observe { value: number(&histogram.value)?, buckets: ends.collect() })
    }

    fn effect_of(&mut self, metric: &Prometheus, made: Result<(Vec<(String, String)>, MetricValue), Halt>) {
        match made {
            Ok((labels, value)) => {
                let (name, help) = (metric.name.clone(), metric.help.clone());
                self.effects.push(Effect::Metric(Metric { name, help, labels, value }));
            }
            Err(Halt::Fatal(why)) => self.metric_failed(&metric.name, &why),
            Err(_) => {}
        }
    }

    /// A metric that cannot be had does not fail what it measures; the workflow says so.
    fn metric_failed(&mut self, name: &str, why: &str) {
        let conditions = &mut self.wf.status.conditions;
        conditions.retain(|condition| condition.type_ != "MetricsError");
        conditions.push(Condition {
            type_: "MetricsError".to_owned(),
            status: "True".to_owned(),
            message: format!("unable to emit metric '{name}': {why}"),
            ..Condition::default()
        });
    }
}
