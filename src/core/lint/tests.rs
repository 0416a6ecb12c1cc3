use std::path::PathBuf;

use super::*;

const HEAD: &str = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\n";

fn lint_folder() -> Option<PathBuf> {
    let vectors = std::env::var("ARGO_VECTORS")
        .unwrap_or_else(|_| format!("{}/../shared/conformance/vectors", env!("CARGO_MANIFEST_DIR")));
    let folder = PathBuf::from(vectors).join("../lint");
    if folder.join("cases.tsv").exists() {
        return Some(folder);
    }
    println!("skipped: no cases.tsv in {}", folder.display());
    None
}

fn lint_files(files: &[File]) -> Report {
    lint(files, &Library::of(files, "", true), &LintOptions::default())
}

/// What is wrong with one text: `LINE:COLUMN code, marked text, help`.
fn found(text: &str) -> Vec<String> {
    let files = [File::read("w.yaml", text)];
    let report = lint_files(&files);
    let text = &files[0].text;
    report.files[0]
        .diagnostics
        .iter()
        .map(|one| {
            let span = one.span.clone().expect("a place");
            let (line, column) = crate::core::yaml::line_col(text, span.start);
            let marked = text[span].lines().next().unwrap_or_default().to_owned();
            let help = one.help.as_deref().map_or(String::new(), |help| format!(", {help}"));
            format!("{line}:{column} {} `{marked}`{help}", one.code)
        })
        .collect()
}

#[test]
fn verdicts_and_lines_are_those_of_the_reference() {
    let Some(folder) = lint_folder() else { return };
    let table = std::fs::read_to_string(folder.join("cases.tsv")).expect("the table");
    let mut broken = Vec::new();
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [name, expect, words, ..] = columns[..] else { panic!("{row}") };
        let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("a manifest");
        let files = [File::read(name, text)];
        let report = lint_files(&files);
        let lines: Vec<&str> =
            report.files[0].diagnostics.iter().filter_map(|one| one.line.as_deref()).collect();
        if report.failed() != (expect == "invalid") || !lines.join("\n").contains(words) {
            broken.push(format!("{name} {expect} {words}: {lines:?}"));
        }
        for one in &report.files[0].diagnostics {
            let span = one.span.clone().expect("every finding has a place");
            assert!(files[0].text.get(span).is_some(), "{name}: {one:?}");
        }
    }
    assert!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn an_unknown_template_and_an_unknown_tag_point_at_their_names() {
    let text = format!(
        "{HEAD}spec:\n  entrypoint: main\n  templates:\n  - name: main\n    steps:\n    - - {{name: a, template: sya}}\n    \
         - - name: b\n        template: say\n        arguments: {{parameters: [{{name: text, value: \"x {{{{steps.c.id}}}}\"}}]}}\n  \
         - name: say\n    inputs: {{parameters: [{{name: text}}]}}\n    container: {{image: a, args: [\"{{{{inputs.parameters.txt}}}}\"]}}\n"
    );
    assert_eq!(
        found(&text),
        [
            "9:29 unknown-template `sya`, did you mean `say`?",
            "15:35 unresolved-tag `{{inputs.parameters.txt}}`, did you mean `{{inputs.parameters.text}}`?",
            "12:57 unresolved-tag `{{steps.c.id}}`, did you mean `{{steps.a.id}}`?",
        ]
    );
}

#[test]
fn a_wrong_parameter_name_shows_at_the_call_and_at_the_template() {
    let text = format!(
        "{HEAD}spec:\n  entrypoint: main\n  templates:\n  - name: main\n    steps:\n    - - name: a\n        template: say\n        \
         arguments: {{parameters: [{{name: mesage, value: x}}]}}\n  - name: say\n    inputs:\n      parameters:\n      - name: message\n    \
         container: {{image: a}}\n"
    );
    let files = [File::read("w.yaml", text.as_str())];
    let report = lint_files(&files);
    let [one] = &report.files[0].diagnostics[..] else { panic!("{report:?}") };
    assert_eq!(one.code, "missing-input");
    assert_eq!(one.help.as_deref(), Some("the argument is called `mesage`; did you mean `message`?"));
    assert!(text[one.span.clone().expect("a place")].starts_with("arguments"));
    let related = one.related.as_ref().expect("the input");
    assert!(text[related.span.clone()].starts_with("name: message"));
}

#[test]
fn tasks_that_wait_for_each_other_are_named() {
    let text = format!(
        "{HEAD}spec:\n  entrypoint: main\n  templates:\n  - name: main\n    dag:\n      tasks:\n      - {{name: a, template: e, depends: b}}\n      \
         - {{name: b, template: e, depends: a}}\n      - {{name: c, template: e, depends: bb}}\n  - name: e\n    container: {{image: a}}\n"
    );
    assert_eq!(
        found(&text),
        [
            "12:41 unknown-dependency `bb`, did you mean `b`?",
            "10:41 dependency-cycle `b`, they wait for each other: a → b → a",
        ]
    );
}

#[test]
fn every_unknown_field_is_found_with_one_line_for_all() {
    let text = format!(
        "{HEAD}spec:\n  entrypoint: a\n  bogus: 1\n  templates:\n  - name: a\n    contaner: {{image: a}}\n"
    );
    let files = [File::read("w.yaml", text.as_str())];
    let report = lint_files(&files);
    let lines: Vec<_> = report.files[0].diagnostics.iter().map(|one| one.line.as_deref()).collect();
    let line = "in \"w\" (Workflow): strict decoding error: unknown field \"spec.bogus\", unknown field \
                \"spec.templates[0].contaner\"";
    assert_eq!(lines, [Some(line), None]);
    assert_eq!(report.errors(), 1);
    assert_eq!(
        found(&text),
        ["6:3 unknown-field `bogus`", "9:5 unknown-field `contaner`, did you mean `container`?"]
    );
}

#[test]
fn broken_text_wrong_kinds_and_the_old_language_are_explained() {
    let tab = format!("{HEAD}spec:\n\tentrypoint: a\n");
    assert!(found(&tab)[0].ends_with("indent with blanks: YAML takes no tabs there"), "{:?}", found(&tab));
    assert_eq!(
        found("apiVersion: argoproj.io/v1alpha1\nkind: Workfow\nmetadata: {name: w}\n"),
        ["2:7 unknown-kind `Workfow`, did you mean `Workflow`?"]
    );
    let old = found("type: workflow\nname: build\nsteps: []\n");
    assert_eq!(
        old,
        ["1:7 old-language `workflow`, today: `kind: Workflow` with `steps:` or `dag:` templates"]
    );
    let twice = found(&format!("{HEAD}spec:\n  entrypoint: a\n  entrypoint: b\n"));
    assert_eq!(twice, ["6:3 duplicate-key `entrypoint`, take one of them away: only the last counts"]);
}

#[test]
fn other_kinds_and_other_data_are_left_alone() {
    let files = [
        File::read("c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"),
        File::read("p.yaml", "message: hello\n"),
    ];
    let report = lint_files(&files);
    assert_eq!((report.errors(), report.linted), (0, 0));
    assert_eq!(report.files[1].diagnostics[0].level, Level::Warning);
}

#[test]
fn references_lead_to_other_files_and_to_a_connection() {
    let caller = format!(
        "{HEAD}spec:\n  entrypoint: main\n  templates:\n  - name: main\n    steps:\n    - - {{name: a, templateRef: {{name: lib, template: say}}}}\n"
    );
    let library = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec:\n  templates:\n  - name: say\n    \
                   inputs: {parameters: [{name: text}]}\n    container: {image: a}\n";
    let files = [File::read("w.yaml", caller.as_str()), File::read("lib.yaml", library)];
    let report = lint_files(&files);
    let [one] = &report.files[0].diagnostics[..] else { panic!("{report:?}") };
    assert_eq!((one.code, one.related.as_ref().map(|related| related.file)), ("missing-input", Some(1)));

    let alone = [File::read("w.yaml", caller.as_str())];
    let mut shelf = Library::of(&alone, "argo", false);
    let report = lint(&alone, &shelf, &LintOptions::default());
    let wanted: Vec<Wanted> = report.wanted.into_iter().collect();
    assert_eq!((wanted.len(), wanted[0].namespace.as_str()), (1, "argo"));
    shelf.add(wanted[0].clone(), Err("not found".to_owned()));
    let report = lint(&alone, &shelf, &LintOptions::default());
    assert!(report.wanted.is_empty());
    let line = "in \"w\" (Workflow): templates.main.steps[0].a template reference lib.say not found";
    assert_eq!(report.files[0].diagnostics[0].line.as_deref(), Some(line));
    let ignore = LintOptions { ignore_missing: true, ..LintOptions::default() };
    assert!(!lint(&alone, &shelf, &ignore).failed());
}
