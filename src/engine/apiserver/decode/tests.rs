use serde_json::json;

use super::*;

fn kind(group: &str, version: &str, plural: &str) -> &'static Kind {
    kinds::find(group, version, plural).expect("a kind")
}

#[test]
fn what_is_no_json_is_told_as_go_does() {
    for (text, why) in [
        ("", "unexpected end of JSON input"),
        ("{not json", "invalid character 'n' looking for beginning of object key string"),
        ("{\"a\" 1}", "invalid character '1' after object key"),
        ("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair"),
        ("[1 2]", "invalid character '2' after array element"),
        ("tru}", "invalid character '}' in literal true (expecting 'e')"),
        ("{}x", "invalid character 'x' after top-level value"),
        ("{\"a\":\"\u{1}\"}", "invalid character '\\x01' in string literal"),
        ("-x", "invalid character 'x' in numeric literal"),
    ] {
        assert_eq!(syntax::json(text.as_bytes()).expect_err(text), why);
    }
}

#[test]
fn unknown_fields_are_named_with_their_place() {
    let pods = kind("", "v1", "pods");
    let mut pod = json!({"spec": {"containers": [{"name": "a", "bogus": 1}], "more": 2}});
    let found = check(pods, &mut pod, Unknown::Warn).expect("an object");
    assert_eq!(found, ["unknown field \"spec.containers[0].bogus\"", "unknown field \"spec.more\""]);
    assert_eq!(pod, json!({"spec": {"containers": [{"name": "a"}]}}));
}

#[test]
fn wrong_types_are_told_by_field() {
    let maps = kind("", "v1", "configmaps");
    let mut map = json!({"metadata": {"name": true}});
    let error = check(maps, &mut map, Unknown::Warn).expect_err("a refusal").to_string();
    assert!(
        error.ends_with("cannot unmarshal bool into Go struct field ObjectMeta.metadata.name of type string"),
        "{error}"
    );
    let workflows = kind("argoproj.io", "v1alpha1", "workflows");
    let mut workflow = json!({"metadata": {"name": "w"}, "spec": {"templates": [{"name": 5}]}});
    let error = check(workflows, &mut workflow, Unknown::Warn).expect_err("a refusal").to_string();
    assert!(error.contains("spec.templates[0].name in body must be of type string: \"integer\""), "{error}");
}
