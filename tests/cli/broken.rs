//! The examples, each broken in a way of its own: what is said first tells where, and what to change.

use crate::support::TestEnv;

/// What happens to an example: a name for it, the example, and what is replaced by what.
type Break = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const BREAKS: &[Break] = &[
    ("tab-indent", "hello-world", &[("        image: busybox", "\timage: busybox")]),
    ("dedent", "hello-world", &[("        image: busybox", "      image: busybox")]),
    ("overindent", "hello-world", &[("        image: busybox", "          image: busybox")]),
    ("no-space-colon", "hello-world", &[("image: busybox", "image:busybox")]),
    ("missing-colon", "hello-world", &[("container:\n", "container\n")]),
    ("unclosed-quote", "hello-world", &[("[\"hello world\"]", "[\"hello world]")]),
    ("unclosed-bracket", "hello-world", &[("[\"hello world\"]", "[\"hello world\"")]),
    ("kind-typo", "hello-world", &[("kind: Workflow", "kind: Workfow")]),
    ("no-kind", "hello-world", &[("kind: Workflow\n", "")]),
    ("bad-apiversion", "hello-world", &[("argoproj.io/v1alpha1", "argoproj.io/v1")]),
    ("misspelt-spec", "hello-world", &[("spec:", "sepc:")]),
    ("misspelt-entrypoint", "hello-world", &[("entrypoint:", "entryPoint:")]),
    ("misspelt-templates", "hello-world", &[("templates:", "template:")]),
    ("misspelt-container", "hello-world", &[("container:", "contaner:")]),
    ("misspelt-image", "hello-world", &[("image:", "imgae:")]),
    (
        "templates-map",
        "hello-world",
        &[(
            "    - name: hello\n      container:\n        image: busybox\n        command: [echo]\n        args: [\"hello world\"]",
            "    hello:\n      container: {image: busybox}",
        )],
    ),
    ("args-string", "hello-world", &[("args: [\"hello world\"]", "args: hello world")]),
    ("bare-tag", "hello-world", &[("[\"hello world\"]", "{{workflow.name}}")]),
    ("unclosed-tag", "hello-world", &[("hello world", "{{workflow.name")]),
    ("unknown-tag", "hello-world", &[("hello world", "{{workflow.nmae}}")]),
    ("unknown-input", "parameters", &[("{{inputs.parameters.name}}", "{{inputs.parameters.nam}}")]),
    ("single-brace", "parameters", &[("{{inputs.parameters.name}}", "{inputs.parameters.name}")]),
    ("enum-value", "parameters", &[("value: hello,", "value: helo,")]),
    ("steps-one-dash", "steps", &[("        - - name: fetch", "        - name: fetch")]),
    ("step-template-typo", "steps", &[("template: say", "template: sya")]),
    ("step-arg-typo", "steps", &[("{name: text, value: fetch}", "{name: txt, value: fetch}")]),
    ("step-dup-name", "steps", &[("name: lint", "name: test")]),
    ("step-key-typo", "steps", &[("arguments:", "argument:")]),
    (
        "dag-cycle",
        "dag",
        &[(
            "            template: say\n            arguments: {parameters: [{name: text, value: fetch}]}",
            "            template: say\n            dependencies: [publish]\n            arguments: {parameters: [{name: text, value: fetch}]}",
        )],
    ),
    ("dag-unknown-dep", "dag", &[("dependencies: [test, build]", "dependencies: [tests, build]")]),
    ("dag-string-dep", "dag", &[("dependencies: [fetch]", "dependencies: fetch")]),
    ("dag-both", "dag", &[("dependencies: [fetch]", "depends: fetch")]),
    ("depends-and", "dag-depends", &[("flaky && steady", "flaky and steady")]),
    ("depends-result", "dag-depends", &[("flaky.Failed", "flaky.Fialed")]),
    ("depends-paren", "dag-depends", &[("(clean-up || celebrate)", "(clean-up || celebrate")]),
    ("item-key", "loop-items", &[("{{item.arch}}", "{{item.arhc}}")]),
    (
        "output-name",
        "output-parameters",
        &[(
            "value: \"{{steps.read.outputs.parameters.version}}\"}]",
            "value: \"{{steps.read.outputs.parameters.versoin}}\"}]",
        )],
    ),
    ("future-step", "script", &[("        - - name: add\n            template: add\n", "")]),
    ("artifact-from", "artifacts", &[("from: \"{{steps.make", "from: \"{{steps.mak")]),
    ("no-path", "artifacts", &[("{name: report, path: /data/report}", "{name: report}")]),
    ("bad-cron", "cron-workflow", &[("0 * * * MON-FRI", "0 25 * * MON-FRI")]),
    (
        "cron-schedule",
        "cron-workflow",
        &[("schedules: [\"0 * * * MON-FRI\"]", "schedule: \"0 * * * MON-FRI\"")],
    ),
    ("cron-tz", "cron-workflow", &[("Europe/Berlin", "Europe/Berln")]),
    ("cron-policy", "cron-workflow", &[("Replace", "replace")]),
    ("hook-noexpr", "hooks", &[("      expression: workflow.status == \"Running\"\n", "")]),
    ("retry-limit", "retry", &[("limit: \"5\"", "limit: five")]),
    ("retry-policy", "retry", &[("OnFailure", "OnFail")]),
    ("onexit", "exit-handler", &[("onExit: tidy-up", "onExit: tidyup")]),
    (
        "when-quotes",
        "conditionals",
        &[(
            "when: \"'{{workflow.parameters.environment}}' == 'production'\"",
            "when: '{{workflow.parameters.environment}}' == 'production'",
        )],
    ),
    ("when-single-eq", "conditionals", &[("' == 'production'", "' = 'production'")]),
    (
        "duplicate-key",
        "hello-world",
        &[("        image: busybox", "        image: busybox\n        image: alpine")],
    ),
    ("dup-template", "steps", &[("    - name: say", "    - name: main")]),
    ("anchor", "hello-world", &[("busybox", "*img")]),
    ("at-sign", "hello-world", &[("busybox", "@busybox")]),
    ("percent", "hello-world", &[("image: busybox", "image: %busybox")]),
    ("colon-value", "hello-world", &[("\"hello world\"", "hello: world")]),
    ("colon-value2", "hello-world", &[("args: [\"hello world\"]", "args: echo: hello")]),
    ("env-map", "hello-world", &[("command: [echo]", "command: [echo]\n        env: {A: b}")]),
    (
        "env-number",
        "hello-world",
        &[("command: [echo]", "command: [echo]\n        env: [{name: A, value: 1}]")],
    ),
    (
        "resources",
        "hello-world",
        &[("command: [echo]", "command: [echo]\n        resources: {limits: {memory: 64MB}}")],
    ),
    ("two-types", "hello-world", &[("      container:", "      suspend: {}\n      container:")]),
    (
        "no-type",
        "hello-world",
        &[(
            "      container:\n        image: busybox\n        command: [echo]\n        args: [\"hello world\"]\n",
            "",
        )],
    ),
    ("bad-action", "resource", &[("action: create", "action: make")]),
    (
        "manifest-yaml",
        "resource",
        &[("          data:\n            colour: teal", "          data:\n            colour: \"teal")],
    ),
    (
        "bad-name",
        "hello-world",
        &[("name: hello", "name: hello_world"), ("entrypoint: hello", "entrypoint: hello_world")],
    ),
    ("bool-string", "resource", &[("setOwnerReference: true", "setOwnerReference: \"true\"")]),
    ("dashes", "hello-world", &[("    - name: hello", "    -name: hello")]),
    (
        "merge-conflict",
        "hello-world",
        &[(
            "        image: busybox",
            "<<<<<<< HEAD\n        image: busybox\n=======\n        image: alpine\n>>>>>>> x",
        )],
    ),
    ("nbsp", "hello-world", &[("        image: busybox", "\u{a0}\u{a0}      image: busybox")]),
    ("expr-syntax", "hello-world", &[("hello world", "{{=workflow.name +}}")]),
    ("set-no-dep", "container-set", &[("dependencies: [write]", "dependencies: [wirte]")]),
    ("volume-missing", "volumes", &[("{name: scratch, mountPath", "{name: scrach, mountPath")]),
];

#[test]
fn each_break_is_told_with_its_place_and_what_to_change() {
    let env = TestEnv::new();
    for (name, example, edits) in BREAKS {
        let path = format!("{}/examples/{example}.yaml", env!("CARGO_MANIFEST_DIR"));
        let mut text = std::fs::read_to_string(path).expect("an example");
        for (old, new) in *edits {
            assert!(text.contains(old), "{name}: {old} is not in {example}");
            text = text.replacen(old, new, 1);
        }
        env.file(&format!("{name}.yaml"), &text);
    }
    let ran = env.run("lint --offline -o rich .");
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let told: Vec<&str> = ran.stdout.split("\n\n").collect();
    let mut first = Vec::new();
    for (name, ..) in BREAKS {
        let place = format!("--> {name}.yaml:");
        let one = told.iter().find(|one| one.contains(&place));
        let one = one.unwrap_or_else(|| panic!("nothing is said of {name}"));
        assert!(one.contains("= help: "), "no help: {one}");
        // What was wrong is in the line that is shown, so that the place and the help are enough here.
        let shown = |line: &&str| !line.trim_end().ends_with(" |") && !line.contains(" | ");
        let short = one.lines().filter(|line| line.contains("= help: ") || shown(line));
        first.push(short.collect::<Vec<_>>().join("\n"));
    }
    insta::assert_snapshot!(first.join("\n\n"));
}
