//! `argo lint`: what it prints, and how it exits.

use crate::support::TestEnv;

const WORKFLOW: &str = "apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: hello}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - name: greet
        templateRef: {name: lib, template: say}
        arguments: {parameters: [{name: mesage, value: hi}]}
";

const LIBRARY: &str = "apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: say
    inputs: {parameters: [{name: message}]}
    container: {image: busybox, args: ['{{inputs.parameters.message}}']}
";

#[test]
fn references_are_found_in_the_given_files_and_nothing_is_started() {
    let env = TestEnv::new();
    env.file("m/hello.yaml", &WORKFLOW.replace("mesage", "message"));
    env.file("m/sub/lib.yml", LIBRARY);
    env.file("m/readme.md", "kind: nothing");
    let ran = env.run("lint m");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "✔ no linting errors found!\n"), "{}", ran.all());
    assert!(!env.path("state").exists(), "no engine is needed");
    let alone = env.run("lint --offline m/hello.yaml -o simple");
    assert_eq!(alone.code, 1);
    assert_eq!(
        alone.stdout,
        "m/hello.yaml: in \"hello\" (Workflow): templates.main.steps[0].greet couldn't find workflow template \"lib\" in \
         namespace \"\"\n"
    );
    assert_eq!(env.run("lint --ignore-missing m/hello.yaml").code, 0);
}

#[test]
fn the_rich_form_shows_both_places() {
    let env = TestEnv::new();
    env.file("hello.yaml", WORKFLOW);
    env.file("lib.yaml", LIBRARY);
    let ran = env.run("lint --offline -o rich hello.yaml lib.yaml");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stdout, @r#"
    error[missing-input]: "hello" (Workflow): templates.main.steps[0].greet templates.say inputs.parameters.message was not supplied
      --> hello.yaml:11:9
       |
    11 |         arguments: {parameters: [{name: mesage, value: hi}]}
       |         ^^^^^^^^^
     ::: lib.yaml:7:27
      |
    7 |     inputs: {parameters: [{name: message}]}
      |                           ^^^^^^^^^^^^^^^ asked for here
       = help: the argument is called `mesage`; did you mean `message`?

    ✖ 1 linting errors found!
    "#);
}

#[test]
fn a_file_that_cannot_be_read_fails_the_run() {
    let env = TestEnv::new();
    env.file("d/good.yaml", LIBRARY);
    env.file("d/bad.yaml", "kind: Workflow\nspec: [\n");
    let ran = env.run("lint d");
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.stdout.starts_with("d/bad.yaml:\n   ✖ yaml: "), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("\n✖ 1 linting errors found!\n"), "{}", ran.stdout);
    let missing = env.run("lint missing.yaml");
    assert_eq!((missing.code, missing.stdout.as_str()), (1, ""));
    assert_eq!(missing.stderr, "Error: lstat missing.yaml: no such file or directory\n");
}

#[test]
fn nothing_to_lint_fails_the_run() {
    let env = TestEnv::new();
    env.file("config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n");
    env.file("lib.yaml", LIBRARY);
    let words = "✖ found nothing to lint in the specified paths, failing...\n";
    let ran = env.run("lint config.yaml");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, words));
    let ran = env.run("lint --kinds workflows,cronwf lib.yaml");
    assert_eq!((ran.code, ran.stdout.as_str()), (1, words));
    assert_eq!(env.run("lint --kinds wftmpl lib.yaml").code, 0);
    assert_eq!(env.run("template lint lib.yaml").code, 0);
    assert_eq!(env.run("cron lint lib.yaml").code, 1);
    let ran = env.run("lint --kinds pods lib.yaml");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("Error: unknown kind: pods\n"), "{}", ran.stderr);
}

#[test]
fn standard_input_is_linted_also_offline() {
    let env = TestEnv::new();
    let both = format!("{WORKFLOW}---\n{LIBRARY}");
    let ran = env.run_with_input("lint --offline - -o simple", &both);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.starts_with("stdin: in \"hello\" (Workflow): "), "{}", ran.stdout);
}

#[test]
fn machine_forms_have_lines_and_columns() {
    let env = TestEnv::new();
    env.file("hello.yaml", &WORKFLOW.replace("entrypoint: main", "entrypoint: mein"));
    env.file("lib.yaml", LIBRARY);
    let ran = env.run("lint --offline -o json hello.yaml lib.yaml");
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((ran.code, &report["objects"]), (1, &serde_json::json!(2)));
    let first = &report["diagnostics"][0];
    assert_eq!(
        (&first["line"], &first["column"], &first["help"]),
        (&serde_json::json!(5), &serde_json::json!(15), &serde_json::json!("did you mean `main`?"))
    );
    let ran = env.run("lint --offline -o sarif hello.yaml lib.yaml");
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let location = &report["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["region"]["startLine"], 5);
    let ran = env.run("lint --offline -o github hello.yaml lib.yaml");
    assert!(
        ran.stdout.starts_with("::error file=hello.yaml,line=5,endLine=5,col=15,endColumn=19,"),
        "{}",
        ran.stdout
    );
    let ran = env.run("lint --offline -o junit hello.yaml lib.yaml");
    assert!(ran.stdout.contains("<testsuites tests=\"2\" failures=\"1\">"), "{}", ran.stdout);
}

#[test]
fn what_git_ignores_is_not_linted() {
    let env = TestEnv::new();
    env.file("r/.git/HEAD", "ref: refs/heads/main\n");
    env.file("r/.gitignore", "build/\n");
    env.file("r/build/bad.yaml", "kind: Workflow\nspec: [\n");
    env.file("r/lib.yaml", LIBRARY);
    assert_eq!(env.run("lint r").ok(), "✔ no linting errors found!\n");
    assert_eq!(env.run("lint r/build/bad.yaml").code, 1, "a file that is named is read");
}

#[test]
fn a_file_is_mended_where_there_is_no_doubt() {
    let env = TestEnv::new();
    let before = "# keep me\napiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: tick}\nspec:\n  \
                  schedule: 0 3 * * *   # at night\n  workflowSpec:\n    entripoint: main\n    templates:\n    - name: main\n      \
                  container:\n        image: busybox:1\n        'comand': echo\n        args: [a]\n";
    let after = before
        .replace("schedule: 0 3 * * *", "schedules: [\"0 3 * * *\"]")
        .replace("entripoint", "entrypoint")
        .replace("'comand': echo", "'command': [echo]");
    let file = env.file("tick.yaml", before);
    assert_eq!(env.run(&format!("lint --offline {file}")).code, 1);
    let ran = env.run(&format!("lint --offline --fix {file}"));
    // What was misspelt hides what else is wrong with it.
    let again = env.run(&format!("lint --offline --fix {file}"));
    assert_eq!(again.code, 0, "{}{}", ran.all(), again.all());
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), after);
    assert!(ran.stderr.contains("mended 3 places"), "{}", ran.stderr);
    assert_eq!(env.run("lint --fix -").code, 2);
}

#[test]
fn advice_is_given_when_it_is_asked_for() {
    let env = TestEnv::new();
    let file = env.file("lib.yaml", LIBRARY);
    assert_eq!(env.run(&format!("lint --offline {file}")).stderr, "");
    let note = format!("note: {file}:7:22: image `busybox` has no version; name a tag or a digest\n");
    let ran = env.run(&format!("lint --offline --advice {file}"));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, note.replace(":7:22:", ":8:24:").as_str()));
    let silent = LIBRARY.replace("    container:", "    # argolint: disable=latest-image\n    container:");
    let quiet = env.file("quiet.yaml", &silent);
    assert_eq!(env.run(&format!("lint --offline --advice {quiet}")).stderr, "");
    env.file(".argolint.toml", "[rules]\nlatest-image = \"error\"\n");
    let ran = env.run(&format!("lint --offline -o simple {file}"));
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.ends_with("in \"lib\" (WorkflowTemplate): image `busybox` has no version\n"),
        "{}",
        ran.stdout
    );
    env.file(".argolint.toml", "[rules]\nlatest-imag = \"error\"\n");
    let ran = env.run(&format!("lint --offline {file}"));
    assert!(ran.stderr.contains(".argolint.toml:2:15: there is no rule \"latest-imag\""), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: did you mean `latest-image`?"), "{}", ran.stderr);
}

#[test]
fn rules_explain_themselves() {
    let env = TestEnv::new();
    let said = env.run("lint --explain latest-image").ok();
    assert!(said.starts_with("latest-image: A container whose image has no tag"), "{said}");
    assert_eq!(env.run("lint --explain all").ok().lines().count(), 17);
    let wrong = env.run("lint --explain latest");
    assert_eq!(wrong.code, 2);
}

#[test]
fn a_fault_of_a_template_in_another_file_shows_both_places() {
    let env = TestEnv::new();
    env.file("hello.yaml", &WORKFLOW.replace("mesage", "message"));
    env.file("lib.yaml", &LIBRARY.replace("{{inputs.parameters.message}}", "{{inputs.parameters.mesage}}"));
    let ran = env.run("lint --offline -o rich hello.yaml lib.yaml");
    assert!(ran.stdout.contains("--> hello.yaml:10:9"), "{}", ran.stdout);
    assert!(ran.stdout.contains("::: lib.yaml:8:"), "{}", ran.stdout);
}

#[test]
fn a_file_that_is_no_text_does_not_hide_the_others() {
    let env = TestEnv::new();
    std::fs::write(env.path("a.yaml"), b"kind: Workflow\nx: \xff\n").expect("a file");
    env.file("b.yaml", &LIBRARY.replace("image:", "imag:"));
    let ran = env.run("lint --offline -o simple a.yaml b.yaml");
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.starts_with("a.yaml: yaml: invalid leading UTF-8 octet\nb.yaml: in \"lib\""),
        "{}",
        ran.stdout
    );
}

const WHOLE: &str = r#"apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      tasks:
      - name: a
        template: say
        arguments: {parameters: [{name: text, value: hi}]}
      - name: b
        template: say
        depends: a
        when: "{{tasks.a.outputs.result}} == hi"
        arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}
  - name: say
    retryStrategy: {limit: 3}
    inputs: {parameters: [{name: text}]}
    container:
      image: busybox:1
      command: [echo]
      args: ["{{inputs.parameters.text}}"]
"#;

/// What is broken, where the first thing that is said of it points, and its words with the help.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    (
        "  entrypoint: main",
        "\tentrypoint: main",
        "\t",
        "indented with a tab; indent with blanks: YAML takes no tabs there",
    ),
    (
        "    container:",
        "   container:",
        "container:",
        "indented by 3, which fits no line before it; the last one is by 4; lines that",
    ),
    (
        "      command:",
        "        command:",
        "command",
        "`command` is indented by 8, the line before it by 6; keys that belong together",
    ),
    ("command: [echo]", "command: echo", "echo", "is text, a list is wanted; make it a list: [echo]"),
    ("image: busybox:1", "image: 1", "1", "is a number, text is wanted; put quotes around it: \"1\""),
    (
        "entrypoint:",
        "entrypiont:",
        "entrypiont",
        "unknown field `entrypiont` in spec; did you mean `entrypoint`?",
    ),
    (
        "  entrypoint: main",
        "  entrypoint: main\n  entrypoint: b",
        "entrypoint: b",
        "`entrypoint` is given twice; take one",
    ),
    ("template: say", "template: sya", "sya", "template name 'sya' undefined; did you mean `say`?"),
    (
        "{name: text, value: hi",
        "{name: txt, value: hi",
        "arguments",
        "not supplied; the argument is called `txt`; did you mean `text`?",
    ),
    (
        "        arguments: {parameters: [{name: text, value: hi}]}\n",
        "",
        "name: a",
        "not supplied; parameters of template `say`: text",
    ),
    (
        "depends: a",
        "depends: a.Succeded",
        "Succeded",
        "task result 'Succeded' for task 'a' is invalid; did you mean `a.Succeeded`?",
    ),
    ("depends: a", "depends: a and b", "and b", "invalid dependency and; write `&&`"),
    ("depends: a", "depends: b", "b", "graph with cycle; they wait for each other: b → b"),
    (
        "        depends: a\n",
        "",
        "{{tasks.a",
        "missing dependency 'a' for parameter 'text'; add `depends: a` to `b`, so that it waits",
    ),
    (
        "{{inputs.parameters.text}}",
        "{{inputs.parameters.txt}}",
        "{{inputs.parameters.txt}}",
        "failed to resolve {{inputs.parameters.txt}}; did you mean `{{inputs.parameters.text}}`?",
    ),
    (
        "\"{{inputs.parameters.text}}\"",
        "{{inputs.parameters.text}}",
        "{{inputs",
        "text that begins with {{ needs quotes; write \"{{inputs.parameters.text}}\"",
    ),
    (
        "image: busybox:1",
        "image: busybox: 1",
        "busybox: 1",
        "a value without quotes has `: ` in it; put quotes around it: \"busybox: 1\"",
    ),
    (
        "value: hi",
        "value: \"{{workflow.name}\"",
        "{{workflow.name}",
        "a tag is opened here and not closed; close it with }}",
    ),
    (
        "\"{{tasks.a.outputs.result}} == hi\"",
        "\"{{tasks.a.outputs.result}} == hi",
        "\"{{tasks",
        "a quote is opened here and not closed; close it with \"",
    ),
    (
        "    container:",
        "    script: {image: a, source: b}\n    container:",
        "name: say",
        "multiple template types specified",
    ),
    ("image: busybox:1", "env: []", "container", "image may not be empty; add `image:`"),
    ("kind: Workflow", "kind: Workfow", "Workfow", "unknown kind \"Workfow\"; did you mean `Workflow`?"),
    (
        "result}} == hi",
        "result}} = hi",
        "\"{{tasks.a.outputs.result}} = hi\"",
        "`when` of `b` is no condition: Invalid token: '='",
    ),
    ("limit: 3", "limit: three", "three", "`three` is no whole number; write digits, or a tag"),
    ("limit: 3", "limit: 3, expression: 'asInt('", "'asInt('", "this expression cannot be read"),
    (
        "limit: 3",
        "limit: 3, retryPolicy: Alway",
        "Alway",
        "Alway is not a valid RetryPolicy; did you mean `Always`?",
    ),
    (
        "- name: say",
        "- name: main",
        "main",
        "spec.templates[1].name 'main' is not unique; give each a name of its own",
    ),
];

#[test]
fn the_first_thing_that_is_said_tells_where_and_what_to_do() {
    let env = TestEnv::new();
    env.file("w.yaml", WHOLE);
    let fine = env.run("lint --offline w.yaml");
    assert_eq!((fine.code, fine.stderr.as_str()), (0, ""), "{}", fine.stdout);
    for (whole, broken, marked, words) in BROKEN {
        assert!(WHOLE.contains(whole), "{whole}");
        let text = WHOLE.replacen(whole, broken, 1);
        env.file("w.yaml", &text);
        let ran = env.run("lint --offline w.yaml");
        let first = ran.stderr.lines().next().unwrap_or_default();
        let mut parts = first.splitn(5, ':');
        let mut number = || parts.next().and_then(|number| number.trim().parse().ok()).unwrap_or(0_usize);
        let (_, _, line, column) = (number(), number(), number(), number());
        let there: String =
            text.lines().nth(line.max(1) - 1).unwrap_or_default().chars().skip(column.max(1) - 1).collect();
        assert!(there.starts_with(marked), "{broken}: points at {there:?}\n{}", ran.all());
        assert!(first.contains(words), "{broken}:\n{}", ran.all());
    }
}
