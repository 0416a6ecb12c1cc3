//! `argo lsp`, as an editor speaks with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

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
        arguments: {parameters: [{name: message, value: '{{workflow.name}}'}]}
";

const LIBRARY: &str = "apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: say
    inputs: {parameters: [{name: message}]}
    container: {image: 'busybox:1', args: ['{{inputs.parameters.message}}']}
";

/// A server, and the editor's end of the two pipes.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: i64,
}

impl Editor {
    fn start(env: &TestEnv) -> Self {
        let mut command = env.command_within(60, ["lsp", "--stdio"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, input, output, next: 0 }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.input.as_mut().expect("an open pipe");
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("a reader");
        input.flush().expect("a reader");
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("output") > 0, "the server is gone");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().expect("a number"),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a body");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// The answer to a request; what the server says besides is passed over.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
        }
    }

    /// The next findings the server publishes for an address.
    fn findings(&mut self, uri: &str) -> Vec<Value> {
        loop {
            let message = self.read();
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri {
                return message["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
            }
        }
    }
}

fn opened(uri: &str, text: &str) -> Value {
    json!({"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
}

fn at(uri: &str, line: usize, character: usize) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

fn changed(uri: &str, version: i64, line: usize, from: usize, to: usize, text: &str) -> Value {
    let range = json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": range, "text": text}]})
}

#[test]
fn an_editor_is_told_what_is_wrong_while_it_is_typed_and_where_names_lead() {
    let env = TestEnv::new();
    let library = format!("file://{}", env.file("w/lib.yaml", LIBRARY));
    let workflow = format!("file://{}", env.file("w/hello.yaml", WORKFLOW));
    let folder = format!("file://{}", env.path("w").display());
    let mut editor = Editor::start(&env);
    let early = editor.ask("textDocument/hover", &at(&workflow, 0, 0));
    assert_eq!(early["error"]["code"], -32002);
    let folders = json!({"capabilities": {}, "workspaceFolders": [{"uri": folder, "name": "w"}]});
    let can = editor.ask("initialize", &folders);
    assert_eq!(can["result"]["capabilities"]["textDocumentSync"]["change"], 2);
    editor.notify("initialized", &json!({}));

    editor.notify("textDocument/didOpen", &opened(&workflow, WORKFLOW));
    assert_eq!(editor.findings(&workflow), Vec::<Value>::new());
    // `entrypoint: main` becomes `entrypoint: mainx`.
    editor.notify("textDocument/didChange", &changed(&workflow, 2, 4, 18, 18, "x"));
    let found = editor.findings(&workflow);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(one["code"], "unknown-template");
    assert_eq!(
        one["range"],
        json!({"start": {"line": 4, "character": 14}, "end": {"line": 4, "character": 19}})
    );
    assert!(one["message"].as_str().expect("words").ends_with("help: did you mean `main`?"), "{one}");
    editor.notify("textDocument/didChange", &changed(&workflow, 3, 4, 18, 19, ""));
    assert_eq!(editor.findings(&workflow), Vec::<Value>::new());

    let hover = editor.ask("textDocument/hover", &at(&workflow, 4, 4));
    assert!(hover["result"]["contents"]["value"].as_str().expect("words").contains("begins with"), "{hover}");
    let place = editor.ask("textDocument/definition", &at(&workflow, 9, 45));
    assert_eq!(
        (&place["result"]["uri"], &place["result"]["range"]["start"]["line"]),
        (&json!(library), &json!(5))
    );

    // A library that is being written counts as it is in the editor, not as on disk.
    editor.notify("textDocument/didOpen", &opened(&library, &LIBRARY.replace("name: message", "name: text")));
    let found = editor.findings(&workflow);
    let codes: Vec<_> = found.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["unresolved-tag", "missing-input"]);
    for one in &found {
        assert_eq!(one["relatedInformation"][0]["location"]["uri"], json!(library), "{one}");
    }
    editor.notify("textDocument/didClose", &json!({"textDocument": {"uri": library}}));
    while !editor.findings(&workflow).is_empty() {}

    let ended = editor.ask("shutdown", &Value::Null);
    assert_eq!(ended["result"], Value::Null);
    editor.notify("exit", &Value::Null);
    assert!(editor.child.wait().expect("an end").success());
}

#[test]
fn completion_symbols_and_fixes() {
    let env = TestEnv::new();
    let uri = "untitled:one";
    let mut editor = Editor::start(&env);
    editor.ask("initialize", &json!({"capabilities": {}, "rootUri": null}));
    let text = format!(
        "{LIBRARY}  - name: two\n    contaner: {{image: a}}\n    steps:\n    - - name: a\n        template: \n"
    );
    editor.notify("textDocument/didOpen", &opened(uri, &text));
    let found = editor.findings(uri);
    assert_eq!(found.first().map(|one| &one["code"]), Some(&json!("unknown-field")), "{found:?}");
    let range = &found[0]["range"];
    let wanted = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let fixes = editor.ask("textDocument/codeAction", &wanted);
    assert_eq!(fixes["result"][0]["edit"]["changes"][uri][0]["newText"], "container", "{fixes}");

    let proposals = editor.ask("textDocument/completion", &at(uri, 12, 18));
    let labels: Vec<&str> = proposals["result"]["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect();
    assert_eq!(labels, ["say", "two"]);
    let symbols = editor.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(symbols["result"][0]["children"][1]["name"], "two", "{symbols}");
    let unknown = editor.ask("textDocument/formatting", &json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    // The editor dies without a word.
    drop(editor.input.take());
    assert_eq!(editor.child.wait().expect("an end").code(), Some(1));
}

#[test]
fn other_yaml_is_left_alone_and_nonsense_does_no_harm() {
    let env = TestEnv::new();
    let mut editor = Editor::start(&env);
    editor.send(&json!("nonsense"));
    editor.ask("initialize", &json!({}));
    editor.notify("textDocument/didChange", &json!({"textDocument": {"uri": "file:///nowhere"}}));
    editor.notify("textDocument/didOpen", &json!(7));
    editor.notify("textDocument/didOpen", &opened("file:///ci.yaml", "on: [push\njobs:\n\tx: 1\n"));
    assert_eq!(editor.findings("file:///ci.yaml"), Vec::<Value>::new());
    for (line, character) in [(0, 0), (99, 99), (1, 7)] {
        assert_eq!(
            editor.ask("textDocument/hover", &at("file:///ci.yaml", line, character))["result"],
            Value::Null
        );
    }
    let body = "{ not json";
    let input = editor.input.as_mut().expect("an open pipe");
    write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("a reader");
    assert_eq!(editor.read()["error"]["code"], -32700);
    assert_eq!(editor.ask("shutdown", &Value::Null)["result"], Value::Null);
    drop(editor.input.take());
    assert!(editor.child.wait().expect("an end").success());
}
