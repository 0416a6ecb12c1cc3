use super::super::kinds;
use super::*;

fn pods() -> &'static Kind {
    kinds::find("", "v1", "pods").expect("a kind")
}

fn manager(name: &str) -> Manager {
    Manager { name: name.into(), subresource: String::new() }
}

#[test]
fn containers_are_owned_one_by_one() {
    let mut pod = json!({"metadata": {"name": "p", "labels": {"a": "b"}},
        "spec": {"containers": [{"name": "main", "image": "x", "ports": [{"containerPort": 80}]}]}});
    note_update(pods(), &mut pod, None, &manager("me"));
    assert_eq!(
        pod["metadata"]["managedFields"][0]["fieldsV1"],
        json!({"f:metadata": {"f:labels": {".": {}, "f:a": {}}}, "f:spec": {"f:containers": {"k:{\"name\":\"main\"}": {
            ".": {}, "f:image": {}, "f:name": {},
            "f:ports": {".": {}, "k:{\"containerPort\":80,\"protocol\":\"TCP\"}": {".": {}, "f:containerPort": {}}}}}}})
    );
}

#[test]
fn two_managers_apply_different_containers() {
    let config = |name: &str| json!({"metadata": {"name": "p"}, "spec": {"containers": [{"name": name, "image": "x"}]}});
    let first = apply(pods(), None, &config("a"), &manager("one"), false).expect("applied");
    let second = apply(pods(), Some(&first), &config("b"), &manager("two"), false).expect("applied");
    assert_eq!(second["spec"]["containers"].as_array().map(Vec::len), Some(2));
    let third = apply(pods(), Some(&second), &json!({"metadata": {"name": "p"}}), &manager("one"), false);
    let third = third.expect("applied");
    assert_eq!(third["spec"]["containers"], json!([{"name": "b", "image": "x"}]));
}

#[test]
fn several_conflicts_are_told_by_manager() {
    let maps = kinds::find("", "v1", "configmaps").expect("a kind");
    let config = |x: &str| json!({"metadata": {"name": "m"}, "data": {"x": x, "y": x}});
    let live = apply(maps, None, &config("1"), &manager("one"), false).expect("applied");
    let error = apply(maps, Some(&live), &config("2"), &manager("two"), false).expect_err("a conflict");
    assert_eq!(
        error.to_string(),
        "Apply failed with 2 conflicts: conflicts with \"one\":\n- .data.x\n- .data.y"
    );
}

#[test]
fn a_forced_apply_takes_fields_away_from_others() {
    let maps = kinds::find("", "v1", "configmaps").expect("a kind");
    let live = json!({"metadata": {"name": "m"}, "data": {"x": "1"}});
    let live = apply(maps, None, &live, &manager("one"), false).expect("applied");
    let config = json!({"metadata": {"name": "m"}, "data": {"x": "2"}});
    let taken = apply(maps, Some(&live), &config, &manager("two"), true).expect("applied");
    let owners = taken["metadata"]["managedFields"].as_array().expect("owners");
    assert_eq!(owners.iter().map(|o| &o["manager"]).collect::<Vec<_>>(), ["two"]);
}
