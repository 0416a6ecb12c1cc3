//! What is put into workflows, and what differs between texts.

use proptest::prelude::*;

use super::*;
use crate::core::api::Workflow;
use crate::core::validate::NoTemplates;

fn workflow(spec: &str) -> Workflow {
    let text = format!("metadata: {{name: it}}\nspec:\n{spec}");
    serde_json::from_value(crate::core::yaml::read(text.as_bytes()).expect("YAML")).expect("a workflow")
}

#[test]
fn what_is_not_there_is_said_and_left() {
    let with = workflow(
        "  entrypoint: main\n  templates:\n  - name: main\n    steps:\n    - - {name: a, templateRef: {name: far, template: away}}\n",
    );
    let done = complete(&with, &NoTemplates, jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(done.missing.len(), 1, "{:?}", done.missing);
    assert_eq!(done.workflow.spec, with.spec);
}

#[test]
fn only_known_loops_are_written_out() {
    let mut with = workflow(
        "  templates:\n  - name: main\n    steps:\n    - - {name: a, template: x, withItems: [1, {k: v}], arguments: {parameters: [{name: p, value: '{{item}} {{inputs.parameters.q}}'}]}}\n      - {name: b, template: x, withParam: '{{steps.z.outputs.result}}'}\n",
    );
    expand_loops(&mut with, jiff::Timestamp::UNIX_EPOCH);
    let steps = &with.spec.templates[0].steps[0].0;
    let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["a(0:1)", "a(1:k:v)", "b"]);
    assert_eq!(steps[0].arguments.parameters[0].value.as_deref(), Some("1 {{inputs.parameters.q}}"));
    assert!(!steps[2].with_param.is_empty());
}

proptest! {
    #[test]
    fn a_difference_leads_from_one_text_to_the_other(old in "[ab\n]{0,60}", new in "[ab\n]{0,60}") {
        let lines = difference(&old, &new);
        let side = |sign| lines.iter().filter(|line| line.starts_with(sign)).count() as i64;
        let more = new.lines().count() as i64 - old.lines().count() as i64;
        prop_assert_eq!(side('+') - side('-'), more);
        let same = old.lines().eq(new.lines());
        prop_assert_eq!(lines.is_empty(), same);
    }
}

#[test]
fn values_of_secrets_are_not_shown() {
    let secret = |value: &str| serde_json::json!({"kind": "Secret", "metadata": {"uid": "1"}, "data": {"a": value, "b": "same"}});
    let (before, after) = shown(Some(&secret("old")), &secret("fresh"));
    let text = format!("{before:?}{after}");
    assert!(!text.contains("old") && !text.contains("fresh") && !text.contains("same"), "{text}");
    assert_eq!(after["data"]["a"], "(hidden, new)");
    assert_eq!(after["data"]["b"], "(hidden)");
}
