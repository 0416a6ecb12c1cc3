//! The conformance vectors, and properties.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::core::text::json;
use crate::core::text::vector_tests::{Report, text};

/// Cases where we differ, by what they hold, and why.
const READ_DIFFERENCES: &[(&str, &str)] = &[(
    "!!binary /w==",
    "a byte that is not UTF-8 becomes U+FFFD here too; only its spelling in JSON differs",
)];
const WRITE_DIFFERENCES: &[(&str, &str)] = &[
    ("control characters are not allowed", "the reference cannot write these characters; we escape them"),
    ("[-0]", "a JSON value keeps no difference between -0 and -0.0, which the reference prints as -0"),
    ("1e400", "not a number that a JSON value can hold"),
];

#[test]
fn reads_as_the_reference_does() {
    let mut report = Report::new("yaml_read.jsonl", READ_DIFFERENCES);
    for (id, case) in report.cases() {
        let bytes = match case.get("yaml_base64").and_then(Value::as_str) {
            Some(encoded) => {
                use base64::Engine as _;
                base64::engine::general_purpose::STANDARD.decode(encoded).unwrap()
            }
            None => text(&case, "yaml").into_bytes(),
        };
        let got = outcome(read(&bytes));
        let want = expected(&case, "json", "error");
        report.check(&id, &case, &got, &want);
        let strict = outcome(read_strict(&bytes));
        let strict_want = match (case.get("strict_error"), case.get("strict_json")) {
            (None, None) => want,
            _ => expected(&case, "strict_json", "strict_error"),
        };
        report.check(&format!("{id} strict"), &case, &strict, &strict_want);
    }
    report.finish();
}

#[test]
fn writes_as_the_reference_does() {
    let mut report = Report::new("yaml_write.jsonl", WRITE_DIFFERENCES);
    for (id, case) in report.cases() {
        let Ok(value) = serde_json::from_str::<Value>(&text(&case, "json")) else {
            report.check(&id, &case, "not readable as JSON", &expected(&case, "yaml", "error"));
            continue;
        };
        let emitted = emit(&value);
        report.check(&id, &case, &emitted, &expected(&case, "yaml", "error"));
        if case.get("reread").is_some() || case.get("reread_error").is_some() {
            let reread = outcome(read(emitted.as_bytes()));
            report.check(&format!("{id} reread"), &case, &reread, &expected(&case, "reread", "reread_error"));
        }
    }
    report.finish();
}

fn outcome(result: Result<Value, YamlError>) -> String {
    match result {
        Ok(value) => json::to_string(&value),
        Err(error) => format!("error: {error}"),
    }
}

fn expected(case: &Value, good: &str, bad: &str) -> String {
    match case.get(bad) {
        Some(Value::String(error)) => format!("error: {error}"),
        _ => text(case, good),
    }
}

#[test]
fn spans_lead_back_to_the_text() {
    let source = "a: &x\n  b: [1, 'two']\nc:\n  <<: *x\n  d: |\n    e\n";
    let documents = parse_documents(source);
    let spans = &documents[0].spans;
    let at = |span: Option<std::ops::Range<usize>>| span.map(|span| &source[span]);
    assert_eq!(at(spans.key("/a/b")), Some("b"));
    assert_eq!(at(spans.value("/a/b/1")), Some("'two'"));
    assert_eq!(at(spans.value("/c/b/0")), Some("1"));
    assert_eq!(at(spans.value("/c/d")), Some("|\n    e"));
    assert_eq!(at(spans.value("/c/x")), None);
    assert_eq!(at(spans.nearest("/c/x/y")), Some("c"));
    assert_eq!(line_col(source, spans.key("/c/d").unwrap().start), (5, 3));
}

#[test]
fn places_count_from_the_mark_at_the_beginning() {
    for source in ["\u{FEFF}a: 1\n---\nb: [", "\u{FEFF}{\"a\": 1}"] {
        let documents = parse_documents(source);
        let span = documents[0].spans.key("/a").unwrap();
        assert_eq!(source[documents[0].locate(&span)].trim_matches('"'), "a");
        for document in &documents {
            let span = document.value.as_ref().err().and_then(|error| error.span.clone());
            assert!(span.is_none_or(|span| source.get(document.locate(&span)).is_some()));
        }
    }
}

#[test]
fn manifests_are_split_as_argo_splits_them() {
    let source = "a: 1\n---\n\n--- # c\nb: 2\n---\nc: [\n";
    let documents = parse_documents(source);
    let values: Vec<_> = documents.iter().map(|document| outcome(document.value.clone())).collect();
    assert_eq!(values, ["{\"a\":1}", "{\"b\":2}", "error: yaml: line 2: did not find expected node content"]);
    assert_eq!(&source[documents[1].range.clone()], " # c\nb: 2");
}

#[test]
fn duplicate_keys_are_told_with_their_place() {
    let source = "a: 1\nb: 2\na: 3\n";
    let documents = parse_documents(source);
    let [error] = &documents[0].strict_errors[..] else { panic!("one duplicate") };
    assert_eq!(error.message, "yaml: line 3: key \"a\" already set in map");
    assert_eq!(error.span, Some(10..11));
}

#[test]
fn depth_is_limited() {
    let deep = "[".repeat(100_000);
    assert!(read(deep.as_bytes()).unwrap_err().message.contains("exceeded max depth"));
    let deep = "- ".repeat(100_000);
    assert!(read(deep.as_bytes()).unwrap_err().message.contains("exceeded max depth"));
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert!(read(deep.as_bytes()).is_ok());
}

#[test]
fn a_long_text_may_not_be_multiplied_by_aliases() {
    let mut bomb = format!("a: &a {}\nb:\n", "x".repeat(1 << 20));
    bomb.push_str(&"- *a\n".repeat(100));
    assert_eq!(read(bomb.as_bytes()).unwrap_err().message, "yaml: document contains excessive aliasing");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~\\n\\té]{0,20}".prop_map(Value::from),
        "[a-z:#\\-0-9 ]{80,200}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[ -;=-~\\n]{0,12}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(value in any_json()) {
        let emitted = emit(&value);
        let reread = read(emitted.as_bytes());
        prop_assert_eq!(reread.map(|value| json::to_string(&value)), Ok(json::to_string(&value)), "{}", emitted);
    }

    #[test]
    fn no_text_panics(text in "[\\[\\]{}:,?&*!|>'\"%@#a-c0-9 \\n\\t\\-é.<=]{0,60}") {
        let _ = read(text.as_bytes());
        for document in parse_documents(&text) {
            let _ = document.spans.value("/a/0");
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = read_strict(&bytes);
    }
}
