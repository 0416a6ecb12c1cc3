//! Template types that are no containers of the user's: http, data, resource with its manifest in an artifact.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use crate::support::TestEnv;

/// Answers with what was asked: the request line, the header `x-key`, and the body; `/missing` is not there.
fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream))));
    format!("http://{address}")
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut first, mut key, mut length) = (String::new(), String::new(), 0);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
        if lower.starts_with("x-key:") {
            key = line["x-key:".len()..].trim().to_owned();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let text = format!("{}|{key}|{}", first.trim(), String::from_utf8_lossy(&body));
    let status = if first.contains("/missing") { "404 Not Found" } else { "200 OK" };
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}", text.len())
}

fn workflow(templates: &str) -> String {
    format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {{name: it}}\nspec:\n  entrypoint: main\n  templates:\n{templates}"
    )
}

#[test]
fn a_call_sends_what_it_says_and_its_answer_is_a_result() {
    let env = TestEnv::new();
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData: {one: s3cr3t}\n";
    env.run(&format!("apply -f {}", env.file("secret.yaml", secret))).ok();
    let url = echo();
    let templates = format!(
        "  - name: main\n    steps:\n    - - {{name: ask, template: ask}}\n    - - name: tell\n        template: tell\n        \
         arguments: {{parameters: [{{name: text, value: '{{{{steps.ask.outputs.result}}}}'}}]}}\n  \
         - name: ask\n    http:\n      url: {url}/x?y=1\n      method: PUT\n      body: hello\n      headers:\n      \
         - name: X-Key\n        valueFrom: {{secretKeyRef: {{name: keys, key: one}}}}\n      \
         successCondition: response.statusCode == 200 && response.body contains 'hello'\n  \
         - name: tell\n    inputs: {{parameters: [{{name: text}}]}}\n    \
         container: {{image: busybox, command: [echo], args: ['{{{{inputs.parameters.text}}}}']}}\n"
    );
    env.run(&format!("submit --wait {}", env.file("call.yaml", &workflow(&templates)))).ok();
    let logs = env.run("logs it").ok();
    assert!(logs.ends_with("PUT /x?y=1 HTTP/1.1|s3cr3t|hello\n"), "{logs}");
}

#[test]
fn a_call_that_fails_says_why() {
    let env = TestEnv::new();
    let closed = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    for (name, http, message) in [
        ("code", format!("{{url: '{}/missing'}}", echo()), "received non-2xx response code: 404"),
        (
            "condition",
            format!("{{url: '{}', successCondition: 'response.statusCode == 500'}}", echo()),
            "successCondition 'response.statusCode == 500' evaluated false",
        ),
        ("closed", format!("{{url: 'http://{closed}/'}}"), "error processing task: "),
    ] {
        let file =
            env.file(&format!("{name}.yaml"), &workflow(&format!("  - {{name: main, http: {http}}}\n")));
        let ran = env.run(&format!("submit --wait {file} --name {name}"));
        assert_ne!(ran.code, 0, "{}", ran.all());
        let shown = env.run(&format!("get {name}")).ok();
        assert!(shown.contains(message), "{shown}");
    }
}

#[test]
fn a_call_under_way_ends_with_its_workflow() {
    let env = TestEnv::new();
    // Nobody takes this connection up.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("an address");
    let file = env
        .file("call.yaml", &workflow(&format!("  - {{name: main, http: {{url: 'http://{address}/'}}}}\n")));
    env.run(&format!("submit {file}")).ok();
    env.run("terminate it").ok();
    assert_ne!(env.run("wait it").code, 0);
    assert!(
        env.run("get it").ok().contains("Stopped with strategy 'Terminate'"),
        "{}",
        env.run("get it").all()
    );
}

#[test]
fn keys_of_the_repository_are_listed_and_transformed() {
    let env = TestEnv::new();
    let templates = "  - name: main\n    steps:\n    - - {name: make, template: make, withItems: [a.pdf, b.txt, c.pdf], \
         arguments: {parameters: [{name: file, value: '{{item}}'}]}}\n    - - {name: list, template: list}\n    - - name: each\n        \
         template: each\n        withParam: '{{steps.list.outputs.result}}'\n        \
         arguments: {parameters: [{name: file, value: '{{item}}'}]}\n  \
         - name: make\n    inputs: {parameters: [{name: file}]}\n    \
         container: {image: busybox, command: [touch], args: ['/tmp/it']}\n    outputs:\n      artifacts:\n      \
         - {name: it, path: /tmp/it, archive: {none: {}}, s3: {key: 'in/{{inputs.parameters.file}}'}}\n  \
         - name: list\n    data:\n      source: {artifactPaths: {name: in, s3: {key: in/}}}\n      transformation:\n      \
         - expression: \"filter(data, {# endsWith '.pdf'})\"\n      - expression: \"map(data, {# + '!'})\"\n  \
         - name: each\n    inputs: {parameters: [{name: file}]}\n    \
         container: {image: busybox, command: [echo], args: ['{{inputs.parameters.file}}']}\n";
    env.run(&format!("submit --wait {}", env.file("data.yaml", &workflow(templates)))).ok();
    let mut lines: Vec<String> = env
        .run("logs it")
        .ok()
        .lines()
        .filter_map(|line| Some(line.split_once(": ")?.1.to_owned()))
        .collect();
    lines.sort();
    assert_eq!(lines, ["in/a.pdf!", "in/c.pdf!"]);
}

#[test]
fn a_manifest_may_be_an_artifact() {
    let env = TestEnv::new();
    let templates = "  - name: main\n    inputs:\n      artifacts:\n      - name: map\n        path: /m\n        raw:\n          data: |\n            \
         {apiVersion: v1, kind: ConfigMap, metadata: {name: made}, data: {a: b}}\n    \
         resource: {action: create, manifestFrom: {artifact: {name: map}}}\n    outputs:\n      parameters:\n      \
         - {name: a, valueFrom: {jsonPath: '{.data.a}'}}\n";
    env.run(&format!("submit --wait {}", env.file("from.yaml", &workflow(templates)))).ok();
    assert!(env.run("get it -o json").ok().contains("\"value\": \"b\""));
}
