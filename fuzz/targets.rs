//! What is fuzzed: each takes any bytes and must neither panic nor take for ever. Used by the targets of cargo-fuzz
//! beside this file, and by `tests/fuzz.rs`, which needs no more than `cargo test`.

use std::collections::BTreeMap;
use std::time::Duration;

use argo::core::advice::usual_levels;
use argo::core::api::manifest::parse_objects;
use argo::core::expr::{self, PlainEnvironment, from_json};
use argo::core::language::{Lines, Workspace, complete, definition, hover, symbols};
use argo::core::lint::{File, Library, LintOptions, apply, lint};
use argo::core::render::lint as render;
use argo::core::template::{Mode, Names, Slot, evaluate, replace};
use argo::core::{cron, when, yaml};
use argo::engine::apiserver::ApiServer;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tower::ServiceExt as _;

/// A target, by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("yaml", yaml_text),
    ("template", template),
    ("expression", expression),
    ("when", condition),
    ("lint", lint_all),
    ("language", language),
    ("requests", requests),
];

/// YAML: bytes to values, lenient and strict, and what was read written back and read again.
pub fn yaml_text(data: &[u8]) {
    let _ = yaml::read_strict(data);
    if let Ok(value) = yaml::read(data) {
        let written = yaml::emit(&value);
        let again = yaml::read(written.as_bytes());
        assert!(again.is_ok(), "what was written cannot be read: {written}");
    }
    let Ok(text) = yaml::decode(data) else { return };
    for document in yaml::parse_documents(&text) {
        for error in document.value.as_ref().err().into_iter().chain(&document.strict_errors) {
            if let Some(span) = &error.span {
                assert!(text.get(document.locate(span)).is_some(), "a fault outside of the text");
            }
        }
    }
    let _ = parse_objects(&text, true);
}

struct Known(BTreeMap<String, String>);

impl Names for Known {
    fn get(&self, name: &str) -> Option<Slot<'_>> {
        self.0.get(name).map(|value| Slot::Text(value))
    }

    fn starting_with<'a>(&'a self, prefix: &str) -> Vec<(&'a str, Slot<'a>)> {
        let all = self.0.iter().filter(|(name, _)| name.starts_with(prefix));
        all.map(|(name, value)| (name.as_str(), Slot::Text(value))).collect()
    }
}

/// `{{ }}` in JSON text.
pub fn template(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let names = ["inputs.parameters.text", "item", "workflow.name", "steps.a.outputs.result"];
    let known = Known(names.iter().map(|name| ((*name).to_owned(), format!("{name} \"{{{{x\\"))).collect());
    let now = jiff::Timestamp::UNIX_EPOCH;
    let json = serde_json::Value::String(text.to_owned()).to_string();
    for text in [text, json.as_str()] {
        let _ = replace(text, &known, Mode::Lenient, now);
        let _ = replace(text, &known, Mode::Strict, now);
    }
}

/// Expressions.
pub fn expression(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let values = serde_json::json!({
        "a": 1, "b": "text", "c": [1, 2, {"d": null}], "inputs": {"parameters": {"x": "5"}}, "t": true, "f": 1.5,
    });
    let values = values.as_object().into_iter().flatten();
    let values = values.map(|(name, value)| (name.clone(), from_json(value))).collect();
    let now = jiff::Timestamp::UNIX_EPOCH;
    let _ = expr::evaluate(text, &PlainEnvironment { values, now });
    let known = Known(BTreeMap::from([
        ("a".to_owned(), "1".to_owned()),
        ("inputs.parameters.x".to_owned(), "5".to_owned()),
    ]));
    let _ = evaluate(text, &known, now);
}

/// Conditions, and schedules.
pub fn condition(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = (when::should_execute(text), when::holds(text), cron::parse(text, ""));
}

/// Lint as a whole, with all forms of its report; what `--fix` makes is read again.
pub fn lint_all(data: &[u8]) {
    let Ok(text) = yaml::decode(data) else { return };
    let files = [File::read("fuzz.yaml", text)];
    let options = LintOptions { advice: usual_levels(), ..LintOptions::default() };
    let report = lint(&files, &Library::of(&files, "", true), &options);
    for (file, found) in files.iter().zip(&report.files) {
        for one in &found.diagnostics {
            if let Some(span) = &one.span {
                assert!(file.text.get(span.clone()).is_some(), "a finding outside of the text: {one:?}");
            }
        }
        let _ = (render::pretty(file, found, true), render::rich(&files, file, found, true));
        let fixes = found.diagnostics.iter().filter_map(|one| one.fix.as_ref());
        let (mended, _) = apply(&file.text, fixes);
        let _ = File::read("mended.yaml", mended);
    }
    let _ = (render::json(&files, &report), render::sarif(&files, &report, "0"));
    let _ = (render::github(&files, &report), render::junit(&files, &report));
}

/// What an editor asks, at a place that the first byte names.
pub fn language(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(text) = yaml::decode(rest) else { return };
    let files = [File::read("fuzz.yaml", text)];
    let length = files.first().map_or(0, |file| file.text.len());
    let mut at = length * usize::from(*first) / 255;
    // Inside of a character or of a line break is no place.
    let inside = |text: &str, at| {
        !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n')
    };
    while files.first().is_some_and(|file| inside(&file.text, at)) {
        at -= 1;
    }
    let workspace = Workspace { files: &files, file: 0 };
    let _ = (hover(&workspace, at), definition(&workspace, at));
    for file in &files {
        let _ = symbols(file);
        let lines = Lines::of(&file.text);
        assert_eq!(lines.offset(lines.position(at)), at, "a place that is not found again");
        for item in complete(&workspace, at) {
            assert!(file.text.get(item.span.clone()).is_some(), "a proposal outside of the text: {item:?}");
        }
    }
}

/// A line that parts requests.
pub const NEXT: &str = "\n%%\n";
/// No more of them in a row.
const MOST_REQUESTS: usize = 12;
/// What an answer may take that is no stream.
const ANSWERS: Duration = Duration::from_secs(30);

/// Requests to an API that is new: `METHOD PATH`, headers, an empty line and the body of each. Afterwards everything that
/// is kept must be readable, in every form.
pub fn requests(data: &[u8]) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    let Ok(home) = tempfile::tempdir() else { return };
    runtime.block_on(async {
        let api = ApiServer::open(home.path()).expect("a new folder");
        let text = String::from_utf8_lossy(data);
        for part in text.split(NEXT).take(MOST_REQUESTS) {
            if let Some(request) = request(part) {
                ask(&api, request).await;
            }
        }
        for path in ["/api/v1/configmaps", "/api/v1/pods", "/apis/argoproj.io/v1alpha1/workflows"] {
            for form in
                ["", ";as=Table;v=v1;g=meta.k8s.io", ";as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"]
            {
                let request = Request::get(path).header("accept", format!("application/json{form}"));
                let code = ask(&api, request.body(Body::empty()).expect("a request")).await;
                assert_eq!(code, 200, "{path} cannot be listed{form}");
            }
        }
    });
}

fn request(text: &str) -> Option<Request<Body>> {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, path) = lines.next()?.split_once(' ')?;
    let mut request = Request::builder().method(method).uri(path.trim());
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    request.body(Body::from(body.to_owned())).ok()
}

/// Sends a request; its answer is one, and says the same in its head and its body. Returns its code.
async fn ask(api: &ApiServer, request: Request<Body>) -> u16 {
    let shown = format!("{} {}", request.method(), request.uri());
    let answer = tokio::time::timeout(ANSWERS, api.router().oneshot(request)).await;
    let answer = answer.unwrap_or_else(|_| panic!("no answer to {shown}")).expect("an answer");
    let code = answer.status().as_u16();
    assert!(code < 500 || matches!(code, 500 | 501 | 504), "{code} to {shown}");
    let streams = shown.contains("watch") || shown.contains("follow");
    if code == 101 || (code < 300 && streams) {
        return code;
    }
    let body = tokio::time::timeout(ANSWERS, to_bytes(answer.into_body(), usize::MAX)).await;
    let body = body.unwrap_or_else(|_| panic!("no end of the answer to {shown}")).expect("a body");
    if let Ok(status) = serde_json::from_slice::<serde_json::Value>(&body)
        && code >= 400
    {
        assert_eq!(status["kind"], "Status", "{shown}");
        assert_eq!(status["code"], code, "{shown}: {status}");
        assert_ne!(status["reason"], "InternalError", "{shown}: {status}");
    }
    code
}
