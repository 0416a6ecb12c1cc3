use super::*;
use crate::core::lint::File;

const TEXT: &str = r#"apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: demo}
spec:
  entrypoint: main
  arguments:
    parameters:
    - name: message
      value: hello
  templates:
  - name: main
    dag:
      tasks:
      - name: a
        template: say
        arguments:
          parameters:
          - {name: text, value: "{{workflow.parameters.message}}"}
      - name: b
        depends: a.Succeeded
        templateRef: {name: lib, template: count}
        arguments: {parameters: [{name: upto, value: "{{tasks.a.outputs.result}}"}]}
  - name: say
    inputs:
      parameters: [{name: text}]
    container:
      image: busybox:1.37
      args: ["{{inputs.parameters.text}}"]
"#;

const LIBRARY: &str = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec:\n  templates:\n  - name: count\n    inputs:\n      parameters:\n      - name: upto\n        default: '3'\n    container: {image: a}\n";

/// The files, and the byte of the mark `‸` in the first.
fn at(text: &str) -> (Vec<File>, usize) {
    let offset = text.find('‸').expect("a mark");
    (vec![File::read("w.yaml", text.replace('‸', "")), File::read("lib.yaml", LIBRARY)], offset)
}

/// Puts the mark behind the first of some words.
fn marked(words: &str) -> String {
    let plain = words.replace('‸', "");
    assert!(TEXT.contains(&plain), "{words}");
    TEXT.replacen(&plain, words, 1)
}

fn defined(words: &str) -> String {
    let (files, offset) = at(&marked(words));
    let workspace = Workspace { files: &files, file: 0 };
    let Some(place) = definition(&workspace, offset) else { return "nothing".to_owned() };
    let file = &files[place.file];
    let (line, column) = crate::core::yaml::line_col(&file.text, place.span.start);
    format!("{}:{line}:{column} {}", file.name, file.text[place.span].trim_end())
}

fn hovered(words: &str) -> String {
    let (files, offset) = at(&marked(words));
    hover(&Workspace { files: &files, file: 0 }, offset)
        .map_or_else(|| "nothing".to_owned(), |hover| hover.text)
}

fn completed(text: &str) -> Vec<String> {
    let (files, offset) = at(text);
    complete(&Workspace { files: &files, file: 0 }, offset).into_iter().map(|item| item.label).collect()
}

#[test]
fn names_lead_to_where_they_are_defined() {
    assert_eq!(defined("entrypoint: m‸ain"), "w.yaml:11:11 main");
    assert_eq!(defined("template: s‸ay"), "w.yaml:23:11 say");
    assert_eq!(defined("name: l‸ib"), "lib.yaml:3:18 lib");
    assert_eq!(defined("template: co‸unt"), "lib.yaml:6:11 count");
    assert_eq!(defined("depends: ‸a.Succeeded"), "w.yaml:14:15 a");
    assert_eq!(defined("{{workflow.para‸meters.message}}"), "w.yaml:8:13 message");
    assert_eq!(defined("{{tasks.a.outputs‸.result}}"), "w.yaml:14:15 a");
    assert_eq!(defined("{{inputs.parameters.te‸xt}}"), "w.yaml:25:27 text");
    assert_eq!(defined("[{name: up‸to"), "lib.yaml:9:15 upto");
    assert_eq!(defined("image: busy‸box:1.37"), "nothing");
}

#[test]
fn fields_tags_and_templates_have_words() {
    assert_eq!(
        hovered("entry‸point: main"),
        "`entrypoint` — text\n\nThe template that the workflow begins with."
    );
    assert!(hovered("ima‸ge: busybox").starts_with("`image` — text\n\nThe image"));
    assert_eq!(
        hovered("{{workflow.parameters.‸message}}"),
        "`workflow.parameters.message`\n\nParameter `message` of the workflow, `hello`."
    );
    assert_eq!(hovered("template: s‸ay"), "Template `say` (container)\n\nparameters: `text`");
    assert_eq!(hovered("template: coun‸t"), "Template `count` (container)\n\nparameters: `upto` = `3`");
}

#[test]
fn what_may_come_next_is_known_in_text_that_is_not_complete() {
    let with = |line: &str| format!("{TEXT}{line}");
    let tags = completed(&marked("args: [\"{{inputs.‸parameters.text}}\"]"));
    assert!(tags.contains(&"inputs.parameters.text".to_owned()), "{tags:?}");
    assert!(!tags.iter().any(|tag| tag.starts_with("tasks.")), "{tags:?}");
    let tags = completed(&marked("value: \"{{tasks.a‸.outputs.result}}\""));
    assert!(tags.contains(&"tasks.a.outputs.result".to_owned()), "{tags:?}");
    assert_eq!(
        completed(&with("  - name: two\n    steps:\n    - - name: x\n        template: ‸\n")),
        ["main", "say", "two"]
    );
    assert_eq!(
        completed(&with("  - name: two\n    steps:\n    - - {name: x, template: s‸\n")),
        ["main", "say", "two"]
    );
    assert_eq!(
        completed(&with(
            "  - name: two\n    steps:\n    - - name: x\n        templateRef:\n          name: ‸\n"
        )),
        ["lib"]
    );
    let fields = completed(&with("  - name: two\n    co‸\n"));
    assert!(fields.contains(&"container".to_owned()) && !fields.contains(&"name".to_owned()), "{fields:?}");
    let fields = completed(&with("      ‸"));
    assert!(fields.contains(&"command".to_owned()) && !fields.contains(&"image".to_owned()), "{fields:?}");
    assert_eq!(completed(&marked("depends: ‸a.Succeeded")), ["a"]);
    assert!(completed(&marked("depends: a.‸Succeeded")).contains(&"Failed".to_owned()));
    assert_eq!(completed(&marked("[{name: ‸upto")), ["upto"]);
    assert_eq!(completed("apiV‸"), ["apiVersion", "kind"]);
    assert!(completed("apiVersion: argoproj.io/v1alpha1\nkind: ‸").contains(&"Workflow".to_owned()));
    assert_eq!(completed(&with("  podGC:\n    strategy: ‸\n")).len(), 4);
}

#[test]
fn a_file_is_listed_with_its_templates_and_tasks() {
    let found = symbols(&File::read("w.yaml", TEXT));
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.name.as_str(), one.detail.as_str()), ("demo", "Workflow"));
    let names: Vec<_> =
        one.children.iter().map(|t| (t.name.as_str(), t.detail.as_str(), t.children.len())).collect();
    assert_eq!(names, [("main", "dag", 2), ("say", "container", 0)]);
}

#[test]
fn columns_are_counted_as_editors_do() {
    for (text, places) in [("a\r", &[0, 1, 2][..]), ("}\r\n[", &[0, 1, 3, 4]), ("\r\r\n", &[0, 1, 3])] {
        let lines = Lines::of(text);
        assert!(places.iter().all(|at| lines.offset(lines.position(*at)) == *at), "{text:?}");
    }
    let lines = Lines::of("a\r\nb😀c\n");
    assert_eq!(lines.position(9), Position { line: 1, character: 4 });
    assert_eq!(lines.offset(Position { line: 1, character: 3 }), 8);
    assert_eq!(lines.offset(Position { line: 0, character: 9 }), 1);
    assert_eq!(lines.offset(Position { line: 9, character: 0 }), 10);
}

proptest::proptest! {
    #[test]
    fn no_place_of_no_text_is_too_much(text in "[a-z:\\-{}\\[\\]\"' \\n|#.=]{0,200}", at in 0usize..220) {
        let file = File::read("w.yaml", format!("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n{text}"));
        let files = [file];
        let workspace = Workspace { files: &files, file: 0 };
        let _ = (hover(&workspace, at), definition(&workspace, at), complete(&workspace, at), symbols(&files[0]));
    }
}
