use serde_json::json;

use super::*;

fn summary(_: &str, object: &Value) -> Value {
    json!({"fields": {"status.phase": object["status"]["phase"].as_str().unwrap_or_default()}})
}

fn open() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("argo.db"), summary).expect("a store");
    (folder, store)
}

fn workflow(name: &str, nodes: Value) -> Value {
    json!({"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": name, "uid": name},
           "spec": {}, "status": {"phase": "Running", "nodes": nodes}})
}

fn key(name: &str) -> Key {
    Key::new(object::WORKFLOWS, "default", name)
}

async fn insert(store: &Store, name: &str, object: Value) -> Stored {
    let key = key(name);
    store.write(move |t| t.insert(&key, object)).await.expect("an insert")
}

#[tokio::test]
async fn nodes_are_kept_apart_and_come_back() {
    let (_folder, store) = open();
    insert(&store, "w", workflow("w", json!({"b": {"id": "b"}, "a": {"id": "a"}}))).await;
    let back = store.get(key("w")).await.expect("a read").expect("an object");
    assert_eq!(back["status"]["nodes"], json!({"a": {"id": "a"}, "b": {"id": "b"}}));
    assert_eq!(back["metadata"]["resourceVersion"], "1001");
}

#[tokio::test]
async fn a_node_change_is_told_and_leaves_the_others() {
    let (_folder, store) = open();
    insert(&store, "w", workflow("w", json!({"a": {"id": "a"}, "b": {"id": "b"}}))).await;
    let mut told = store.subscribe();
    store
        .write::<_, StoreError, _>(|t| {
            let old = t.get(&key("w"))?.ok_or(StoreError::Closed)?;
            let changes = NodeChanges::from([
                ("a".into(), Some(json!({"id": "a", "phase": "Failed"}))),
                ("b".into(), None),
            ]);
            t.update(&old, old.head.clone(), changes)
        })
        .await
        .expect("an update");
    let change = told.recv().await.expect("a change");
    assert_eq!((change.kind, change.rv), (ChangeKind::Modified, 1002));
    let back = store.get(key("w")).await.expect("a read").expect("an object");
    assert_eq!(back["status"]["nodes"], json!({"a": {"id": "a", "phase": "Failed"}}));
}

#[tokio::test]
async fn an_update_that_changes_nothing_has_no_number() {
    let (_folder, store) = open();
    insert(&store, "w", workflow("w", json!({"a": {"id": "a"}}))).await;
    let again = store
        .write::<_, StoreError, _>(|t| {
            let old = t.get(&key("w"))?.ok_or(StoreError::Closed)?;
            let same = t.whole(&old)?;
            t.replace(&old, same)
        })
        .await
        .expect("an update");
    assert_eq!(again.rv, 1001);
}

#[tokio::test]
async fn a_failed_write_leaves_nothing() {
    let (_folder, store) = open();
    let failed = store
        .write::<(), StoreError, _>(|t| {
            t.insert(&key("w"), workflow("w", json!({})))?;
            Err(StoreError::Closed)
        })
        .await;
    assert!(failed.is_err());
    assert!(store.get(key("w")).await.expect("a read").is_none());
}

#[tokio::test]
async fn lists_come_in_pages_of_one_snapshot() {
    let (_folder, store) = open();
    for name in ["a", "b", "c"] {
        insert(&store, name, workflow(name, json!({"n": {}}))).await;
    }
    let query = Query {
        resource: object::WORKFLOWS.into(),
        namespace: Some("default".into()),
        name: None,
        after: None,
        at: None,
        part: Part::Summary,
    };
    let (first, rv, more) = store.list(query.clone(), Some(2), None).await.expect("a list");
    assert_eq!((first.len(), rv, more), (2, 1003, true));
    insert(&store, "d", workflow("d", json!({}))).await;
    let next = Query { after: Some(("default".into(), "b".into())), at: Some(rv), ..query };
    let (second, _, more) = store.list(next, Some(2), None).await.expect("a list");
    assert_eq!(second.iter().map(|row| row.key.name.as_str()).collect::<Vec<_>>(), ["c"]);
    assert!(!more);
}

#[tokio::test]
async fn a_watcher_that_comes_back_too_late_is_told() {
    let (_folder, store) = open();
    for name in ["a", "b", "c"] {
        insert(&store, name, workflow(name, json!({}))).await;
    }
    store.write::<_, StoreError, _>(|t| t.compact(1)).await.expect("a cut");
    let resource = object::WORKFLOWS.to_owned();
    assert!(store.changes_since(resource.clone(), 1001).await.expect("a read").is_none());
    assert_eq!(store.changes_since(resource, 1002).await.expect("a read").map(|c| c.len()), Some(1));
}

#[test]
fn a_newer_file_is_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("argo.db");
    drop(schema::open_writer(&path).expect("a file"));
    let connection = rusqlite::Connection::open(&path).expect("a connection");
    connection.pragma_update(None, "user_version", 99).expect("a version");
    let error = Store::open(&path, summary).err().expect("a refusal").to_string();
    assert!(error.contains("schema version 99"), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_called_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("argo.db");
    std::fs::write(&path, vec![b'x'; 8192]).expect("a file");
    assert!(matches!(Store::open(&path, summary), Err(StoreError::Damaged { .. })));
}

#[tokio::test]
async fn the_past_is_known_by_what_was_before_each_change() {
    let (_folder, store) = open();
    let map = |value: &str| json!({"metadata": {"name": "m", "uid": "m"}, "data": {"a": value}});
    let key = Key::new("configmaps", "default", "m");
    let (at, made) = (key.clone(), map("1"));
    store.write::<_, StoreError, _>(move |t| t.insert(&at, made)).await.expect("an insert");
    for value in ["2", "3"] {
        let (at, changed) = (key.clone(), map(value));
        let write = store.write::<_, StoreError, _>(move |t| {
            let old = t.get(&at)?.ok_or(StoreError::Closed)?;
            t.replace(&old, changed)
        });
        write.await.expect("a change");
    }
    let at = key.clone();
    let gone = store.write::<_, StoreError, _>(move |t| {
        let old = t.get(&at)?.ok_or(StoreError::Closed)?;
        t.delete(&old)
    });
    gone.await.expect("a deletion");
    let changes = store.changes_since("configmaps".into(), 1000).await.expect("a read").expect("a log");
    let told: Vec<Value> = changes
        .iter()
        .map(|c| serde_json::from_str(c.body.as_ref().map_or("null", |body| &body.text)).expect("an object"))
        .map(|object: Value| object["data"]["a"].clone())
        .collect();
    assert_eq!(told, ["1", "2", "3", "3"]);
    let query = Query {
        resource: "configmaps".into(),
        namespace: None,
        name: None,
        after: None,
        at: Some(1002),
        part: Part::Whole,
    };
    let (rows, _, _) = store.list(query, None, None).await.expect("a list");
    assert_eq!(rows.iter().map(|row| &row.object["data"]["a"]).collect::<Vec<_>>(), ["2"]);
}

#[tokio::test]
async fn who_catches_up_is_told_what_has_not_changed_since() {
    let (_folder, store) = open();
    insert(&store, "whole", workflow("whole", json!({}))).await;
    // A workflow with nodes is in parts, which are put together where it is asked for.
    insert(&store, "parts", workflow("parts", json!({"a": {"id": "a"}}))).await;
    let changes = store.changes_since(object::WORKFLOWS.into(), 1000).await.expect("a read").expect("a log");
    let body =
        |c: &Change| c.body.as_ref().map(|b| serde_json::from_str::<Value>(&b.text).expect("an object"));
    let bodies: Vec<Option<Value>> = changes.iter().map(body).collect();
    assert_eq!(bodies, [store.get(key("whole")).await.expect("a read"), None]);
}

#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let (_folder, store) = open();
    let limit = |pages: i64| {
        store.write::<_, StoreError, _>(move |t| {
            let set = t.connection.pragma_update(None, "max_page_count", pages);
            set.map_err(|e| StoreError::sqlite(t.path, e))
        })
    };
    limit(60).await.expect("a limit");
    let map = |n: usize| json!({"metadata": {"name": n.to_string(), "uid": n.to_string()}, "data": {"a": "x".repeat(8000)}});
    let key = |n: usize| Key::new("configmaps", "default", n.to_string());
    let mut kept = 0;
    let error = loop {
        let (at, object) = (key(kept), map(kept));
        match store.write::<_, StoreError, _>(move |t| t.insert(&at, object)).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, StoreError::Full { .. } | StoreError::Undone { .. }), "{error}");
    limit(100_000).await.expect("room again");
    for n in 0..kept {
        assert!(store.get(key(n)).await.expect("a read").is_some(), "{n} of {kept}");
    }
    let (at, object) = (key(kept), map(kept));
    store.write::<_, StoreError, _>(move |t| t.insert(&at, object)).await.expect("an insert");
}

#[tokio::test]
async fn a_locked_file_is_told_as_such() {
    let (folder, store) = open();
    let hurry = store.write::<_, StoreError, _>(|t| {
        let set = t.connection.busy_timeout(std::time::Duration::from_millis(1));
        set.map_err(|e| StoreError::sqlite(t.path, e))
    });
    hurry.await.expect("a setting");
    let other = rusqlite::Connection::open(folder.path().join("argo.db")).expect("a connection");
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    let refused = store.write::<_, StoreError, _>(|t| t.insert(&key("w"), workflow("w", json!({}))));
    assert!(matches!(refused.await, Err(StoreError::Locked { .. })));
    other.execute_batch("ROLLBACK").expect("no lock");
    insert(&store, "w", workflow("w", json!({}))).await;
}
