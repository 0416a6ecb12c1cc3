//! The conformance vectors.

use serde_json::Value;

use super::conditions::{Conditions, Outcome};
use super::fields::FieldSelector;
use super::labels::LabelSelector;
use super::{exprpath, jq, jsonpath};
use crate::core::text::json;
use crate::core::text::vector_tests::{Report, text};

#[test]
fn selects_as_the_reference_does() {
    let mut report = Report::new("selectors.jsonl", &[]);
    for (id, case) in report.cases() {
        let label =
            |name: &str| case.get("labels").and_then(|labels| labels.get(name)).and_then(Value::as_str);
        let got = match text(&case, "kind").as_str() {
            "label" => match LabelSelector::parse(&text(&case, "selector")) {
                Ok(selector) => format!("{} {selector}", selector.matches(label)),
                Err(error) => format!("error: {error}"),
            },
            "field" => match FieldSelector::parse(&text(&case, "selector")) {
                Ok(selector) => format!("{} {selector}", selector.matches(label)),
                Err(error) => format!("error: {error}"),
            },
            _ => condition(&case),
        };
        let want = match (case.get("error"), case.get("outcome"), case.get("matches")) {
            (_, Some(Value::String(outcome)), _) if outcome == "failed" => {
                format!("failed {}", text(&case, "error"))
            }
            (_, Some(Value::String(outcome)), _) => outcome.clone(),
            (_, _, Some(matches)) => format!("{matches} {}", text(&case, "canonical")),
            (Some(Value::String(error)), ..) => format!("error: {error}"),
            _ => "unreadable".to_owned(),
        };
        report.check(&id, &case, &got, &want);
    }
    report.finish();
}

fn condition(case: &Value) -> String {
    let object: Value = serde_json::from_str(&text(case, "document")).unwrap();
    match Conditions::parse(&text(case, "success"), &text(case, "failure")).map(|both| both.judge(&object)) {
        Ok(Outcome::Succeeded) => "succeeded".to_owned(),
        Ok(Outcome::Failed(message)) => format!("failed {message}"),
        Ok(Outcome::Wait) => "wait".to_owned(),
        Err(_) => "unreadable".to_owned(),
    }
}

#[test]
fn jsonpath_templates_print_what_the_reference_prints() {
    let mut report = Report::new("jsonpath.jsonl", &[]);
    for (id, case) in report.cases().into_iter().filter(|(_, case)| text(case, "kind") == "kubectl") {
        let object: Value = serde_json::from_str(&text(&case, "document")).unwrap();
        let got = match jsonpath::print(&text(&case, "expression"), &object) {
            Ok(found) => found,
            Err(error) => format!("error: {error}"),
        };
        let want = match case.get("error") {
            Some(Value::String(error)) => format!("error: {error}"),
            _ => text(&case, "output"),
        };
        report.check(&id, &case, &got, &want);
    }
    report.finish();
}

/// Where jq programs give something else here, and why.
const JQ_DIFFERENCES: &[(&str, &str)] = &[];

#[test]
fn jq_filters_print_what_the_reference_prints() {
    let mut report = Report::new("jq.jsonl", JQ_DIFFERENCES);
    for (id, case) in report.cases() {
        // The messages of the two implementations differ; that there is one must not.
        let failed = "an error".to_owned();
        let got = match serde_json::from_str(&text(&case, "document")) {
            Ok(object) => jq::filter(&text(&case, "expression"), &object).unwrap_or(failed.clone()),
            Err(_) => failed.clone(),
        };
        let want = if case.get("error").is_some() { failed } else { text(&case, "output") };
        report.check(&id, &case, &got, &want);
    }
    report.finish();
}

/// Where paths in expressions give something else here, and why.
const EXPRESSION_DIFFERENCES: &[(&str, &str)] = &[];

#[test]
fn paths_in_expressions_find_what_the_reference_finds() {
    let mut report = Report::new("jsonpath.jsonl", EXPRESSION_DIFFERENCES);
    for (id, case) in report.cases().into_iter().filter(|(_, case)| text(case, "kind") == "expr") {
        let got = match serde_json::from_str(&text(&case, "document")) {
            Err(_) => "error: unexpected end of JSON input".to_owned(),
            Ok(object) => match exprpath::find(&text(&case, "expression"), &object) {
                Ok(found) => json::to_string(&found),
                Err(error) => format!("error: {error}"),
            },
        };
        let want = match case.get("error") {
            // The rest tells the place in the expression.
            Some(Value::String(error)) => format!("error: {}", error.split(" (1:1)").next().unwrap_or("")),
            _ => text(&case, "output"),
        };
        report.check(&id, &case, &got, &want);
    }
    report.finish();
}
