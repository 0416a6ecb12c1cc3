use std::fs;
use std::path::Path;

use super::*;
use crate::core::api::S3Artifact;

/// Places with an API that knows nothing.
fn stores(home: &Path) -> Stores {
    Stores::new(home, crate::engine::client_of(axum::Router::new()))
}

fn artifact(key: &str) -> Artifact {
    let s3 = S3Artifact { key: key.into(), ..S3Artifact::default() };
    Artifact { name: "a".into(), s3: Some(s3.into()), ..Artifact::default() }
}

fn archive(path: &Path, entries: &[(&str, &str)]) {
    let encoder =
        flate2::write::GzEncoder::new(fs::File::create(path).expect("a file"), flate2::Compression::fast());
    let mut builder = tar::Builder::new(encoder);
    for (name, text) in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o640);
        let bytes = name.as_bytes();
        // Written into the header as it is: the library would refuse the names this is about.
        header.as_mut_bytes()[..bytes.len()].copy_from_slice(bytes);
        header.set_cksum();
        builder.append(&header, text.as_bytes()).expect("an entry");
    }
    builder.into_inner().expect("an archive").finish().expect("a file");
}

#[tokio::test]
async fn what_is_kept_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let stores = stores(&folder.path().join("home"));
    let packed = folder.path().join("packed");
    archive(&packed, &[("note", "hello")]);
    stores.save("default", &artifact("w/p/a.tgz"), &packed).await.expect("kept");
    let to = folder.path().join("to");
    stores.load("default", &artifact("w/p/a.tgz"), folder.path(), &to).await.expect("loaded");
    assert_eq!(fs::read_to_string(to).expect("a file"), "hello");
}

#[tokio::test]
async fn several_entries_become_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let stores = stores(&folder.path().join("home"));
    let packed = folder.path().join("packed");
    archive(&packed, &[("x/one", "1"), ("y", "2")]);
    stores.save("default", &artifact("k"), &packed).await.expect("kept");
    let to = folder.path().join("to");
    stores.load("default", &artifact("k"), folder.path(), &to).await.expect("loaded");
    assert_eq!(fs::read_to_string(to.join("x/one")).expect("a file"), "1");
}

#[tokio::test]
async fn an_archive_cannot_write_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    for bad in ["../evil", "/evil", "x/../../evil"] {
        let packed = folder.path().join("packed");
        archive(&packed, &[(bad, "gotcha")]);
        let refused = place(&artifact("k"), &packed, &folder.path().join("to"));
        assert!(matches!(refused, Err(ArtifactError::Archive { .. })), "{bad}");
    }
    assert!(!folder.path().join("evil").exists());
}

#[tokio::test]
async fn an_archive_cannot_write_through_its_own_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let packed = folder.path().join("packed");
    let file = fs::File::create(&packed).expect("a file");
    let mut builder = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "out", folder.path()).expect("an entry");
    let mut header = tar::Header::new_ustar();
    header.set_size(1);
    builder.append_data(&mut header, "out/evil", &b"x"[..]).expect("an entry");
    builder.into_inner().expect("an archive").finish().expect("a file");
    let refused = place(&artifact("k"), &packed, &folder.path().join("to"));
    assert!(matches!(refused, Err(ArtifactError::Archive { .. })));
    assert!(!folder.path().join("evil").exists());
}

#[test]
fn keys_stay_in_the_repository() {
    let repository = Repository::new("/r".into());
    assert!(repository.path("a/../../b").is_err());
    assert!(repository.path("").is_err());
    assert_eq!(repository.path("/a/b").expect("a path"), Path::new("/r/a/b"));
}

#[tokio::test]
async fn an_archive_cannot_make_folders_behind_its_own_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let packed = folder.path().join("packed");
    let file = fs::File::create(&packed).expect("a file");
    let mut builder = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "out", folder.path()).expect("an entry");
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Directory);
    header.set_size(0);
    builder.append_data(&mut header, "out/evil", &b""[..]).expect("an entry");
    builder.into_inner().expect("an archive").finish().expect("a file");
    let refused = place(&artifact("k"), &packed, &folder.path().join("to"));
    assert!(matches!(refused, Err(ArtifactError::Archive { .. })));
    assert!(!folder.path().join("evil").exists());
}

#[tokio::test]
async fn an_archive_of_one_link_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let packed = folder.path().join("packed");
    let file = fs::File::create(&packed).expect("a file");
    let mut builder = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "all", "/etc").expect("an entry");
    builder.into_inner().expect("an archive").finish().expect("a file");
    let to = folder.path().join("to");
    assert!(matches!(place(&artifact("k"), &packed, &to), Err(ArtifactError::Archive { .. })));
    assert!(to.symlink_metadata().is_err());
}

#[test]
fn keys_do_not_lead_through_links_of_what_was_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("/etc", folder.path().join("out")).expect("a link");
    let repository = Repository::new(folder.path().to_owned());
    assert!(matches!(repository.path("out/passwd"), Err(ArtifactError::Key(_))));
}

#[tokio::test]
async fn a_place_says_what_it_lacks_or_that_it_is_not_reached() {
    let refused = |location: serde_json::Value| async move {
        let mut artifact: Artifact = serde_json::from_value(location).expect("an artifact");
        artifact.name = "a".into();
        let nowhere = Path::new("/nowhere");
        stores(nowhere).load("default", &artifact, nowhere, nowhere).await.expect_err("an error").to_string()
    };
    use serde_json::json;
    let endpoint = refused(json!({"s3": {"bucket": "b", "key": "k"}})).await;
    assert_eq!(endpoint, "artifact a: s3.endpoint is missing");
    let hdfs = refused(json!({"hdfs": {"addresses": ["a:1"], "path": "/k"}})).await;
    assert_eq!(hdfs, "not supported on this machine: artifact location hdfs");
    let plugin = refused(json!({"plugin": {"name": "p", "key": "k"}})).await;
    assert_eq!(plugin, "not supported on this machine: artifact location plugin");
    let role = refused(json!({"s3": {"endpoint": "e", "bucket": "b", "key": "k", "roleARN": "r"}})).await;
    assert!(role.contains("s3 with roleARN"), "{role}");
    assert_eq!(refused(json!({})).await, "artifact a has no location");
}
