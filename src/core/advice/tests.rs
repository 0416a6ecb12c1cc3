use super::{Manifest, RULES, is_silenced, read_config};
use crate::core::lint::{File, Level};

/// What the rules say of a workflow with this spec: `rule path: message`.
fn said(spec: &str) -> Vec<String> {
    let indented: String = spec.lines().map(|line| format!("  {line}\n")).collect();
    let text =
        format!("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {{name: a}}\nspec:\n{indented}");
    let file = File::read("a.yaml", text);
    let object = file.objects.first().expect("an object");
    let written = |path: &str| file.text.get(object.value_span(path)?);
    let manifest = Manifest::new("Workflow", &object.value, &written);
    let hints =
        RULES.iter().flat_map(|rule| (rule.check)(&manifest).into_iter().map(|hint| (rule.name, hint)));
    hints
        .map(|(rule, hint)| {
            assert!(object.value.pointer(&hint.path).is_some(), "{rule} points at nothing: {}", hint.path);
            format!("{rule} {}: {}", hint.path, hint.message)
        })
        .collect()
}

#[test]
fn a_workflow_without_faults_gets_no_advice() {
    let fine = "entrypoint: main
arguments: {parameters: [{name: greeting, value: hello}]}
templates:
- name: main
  steps:
  - - {name: a, template: say, arguments: {parameters: [{name: text, value: '{{workflow.parameters.greeting}}'}]}}
- name: say
  inputs: {parameters: [{name: text}]}
  container: {image: 'busybox:1.37', command: [echo, '{{inputs.parameters.text}}']}
";
    assert_eq!(said(fine), [""; 0]);
}

#[test]
fn each_rule_finds_what_it_is_for() {
    let spec = "entrypoint: main
arguments: {parameters: [{name: version, value: 1.10}, {name: api-token, value: abc}]}
templates:
- name: main
  steps:
  - - {name: a, template: say, when: \"'{{workflow.parameters.version}}' == 3\", onExit: bye}
  - - {name: b, template: say, withParam: '{{steps.a.outputs.result}}', arguments: {parameters: [{name: text, value: '{{steps.a.outputs.result}}'}]}}
- {name: bye, http: {url: 'http://x'}}
- name: say
  inputs: {parameters: [{name: text}]}
  container: {image: busybox, command: [echo]}
- {name: old, suspend: {}}
";
    assert_eq!(
        said(spec),
        [
            "deprecated /spec/templates/0/steps/0/0/onExit: `onExit` of `a` is deprecated",
            "latest-image /spec/templates/2/container/image: image `busybox` has no version",
            "missing-retry /spec/templates/1/http: template `bye` calls a server and is tried once",
            "secret-argument /spec/arguments/parameters/1/value: the value of `api-token` stands in the manifest",
            "skipped-output /spec/templates/0/steps/1/0/arguments/parameters/0/value: `b` reads an output of `a`, which may be skipped",
            "suspicious-when /spec/templates/0/steps/0/0/when: `'{{workflow.parameters.version}}' == 3` compares text with a number: they are never equal",
            "unbounded-loop /spec/templates/0/steps/1/0/withParam: `b` runs all items of its list at once",
            "unquoted-value /spec/arguments/parameters/0/value: `1.10` is read as `1.1`",
            "unreachable-template /spec/templates/3/name: template `old` is never reached",
            "unused-parameter /spec/templates/2/inputs/parameters/0/name: template `say` never reads its input `text`",
            "unused-parameter /spec/arguments/parameters/1/name: nothing reads the argument `api-token`",
        ]
    );
}

#[test]
fn a_capital_letter_matters_where_a_pod_has_it() {
    let spec = "entrypoint: Main
templates:
- {name: Main, container: {image: 'busybox:1.37', command: ['true']}}
";
    assert_eq!(said(spec), [""; 0]);
    let spec = "entrypoint: Main
templates:
- name: Main
  steps:
  - - {name: A, template: Say}
- {name: Say, container: {image: 'busybox:1.37', command: ['true']}}
";
    assert_eq!(said(spec), ["pod-name /spec/templates/1/name: pods of template `Say` cannot have its name"]);
}

#[test]
fn a_comment_silences_a_rule_at_its_line_and_the_next() {
    let text = "a\n# argolint: disable=latest-image, other\nb\nc # argolint: disable=other\n";
    let silent: Vec<usize> = (0..4).filter(|line| is_silenced(text, *line, "other")).collect();
    assert_eq!(silent, [1, 2, 3]);
    assert!(is_silenced(text, 2, "latest-image") && !is_silenced(text, 3, "latest-image"));
}

#[test]
fn settings_name_rules_and_levels() {
    let read = read_config("[rules]\nlatest-image = \"error\"\ndeprecated = \"off\"\n").expect("settings");
    assert_eq!(read.get("latest-image"), Some(&Some(Level::Error)));
    assert_eq!(read.get("deprecated"), Some(&None));
    let wrong = read_config("[rules]\nlatest-images = \"error\"\n").expect_err("no rule");
    assert_eq!(wrong.help.as_deref(), Some("did you mean `latest-image`?"));
    assert!(wrong.at.is_some());
    assert!(read_config("[rules]\ndeprecated = \"loud\"\n").is_err());
    assert!(read_config("[rule]\n").is_err());
}

#[test]
fn rules_are_sorted_and_explained() {
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
    for rule in RULES {
        assert!(!rule.what.is_empty() && !rule.why.is_empty() && !rule.example.is_empty(), "{}", rule.name);
    }
}
