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

/// Kubectl hands over what its client-side apply owned, the map itself included, before it applies again.
#[test]
fn what_is_still_wanted_stays_where_the_map_around_it_goes() {
    let maps = kinds::find("", "v1", "configmaps").expect("a kind");
    let live = json!({"metadata": {"name": "m", "uid": "1", "annotations": {"a": "1"}, "managedFields": [
        {"manager": "kubectl", "operation": "Apply", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {
            "f:data": {".": {}, "f:x": {}, "f:y": {}},
            "f:metadata": {".": {}, "f:annotations": {".": {}, "f:a": {}}}}},
        {"manager": "other", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {
            "f:data": {"f:z": {}}}},
    ]}, "data": {"x": "1", "y": "2", "z": "3", "nobodys": "4"}});
    let config = json!({"metadata": {"name": "m"}, "data": {"x": "1"}});
    let applied = apply(maps, Some(&live), &config, &manager("kubectl"), false).expect("applied");
    assert_eq!(applied["data"], json!({"x": "1", "z": "3"}));
    assert_eq!(applied["metadata"]["uid"], "1");
    assert_eq!(applied["metadata"]["annotations"], Value::Null);
}

#[test]
fn an_element_that_others_have_a_part_in_keeps_its_key() {
    let live = json!({"metadata": {"name": "p", "managedFields": [
        {"manager": "one", "operation": "Apply", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {
            "f:spec": {"f:containers": {"k:{\"name\":\"a\"}": {".": {}, "f:name": {}, "f:tty": {}}}}}},
        {"manager": "two", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {
            "f:spec": {"f:containers": {"k:{\"name\":\"a\"}": {"f:image": {}}}}}},
    ]}, "spec": {"containers": [{"name": "a", "image": "x", "tty": true}]}});
    let applied = apply(pods(), Some(&live), &json!({"metadata": {"name": "p"}}), &manager("one"), false);
    assert_eq!(applied.expect("applied")["spec"]["containers"], json!([{"image": "x", "name": "a"}]));
}
