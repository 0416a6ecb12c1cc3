use std::fs;
use std::path::Path;

use super::*;
use crate::core::api::S3Artifact;

fn artifact(key: &str) -> Artifact {
    let mut artifact = Artifact::default();
    artifact.name = "a".into();
    let mut s3 = S3Artifact::default();
    s3.key = key.into();
    artifact.s3 = Some(Box::new(s3));
    artifact
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
    let repository = Repository::new(folder.path().join("repository"));
    let packed = folder.path().join("packed");
    archive(&packed, &[("note", "hello")]);
    save(&repository, &artifact("w/p/a.tgz"), &packed).expect("kept");
    let to = folder.path().join("to");
    load(&repository, &artifact("w/p/a.tgz"), folder.path(), &to).await.expect("loaded");
    assert_eq!(fs::read_to_string(to).expect("a file"), "hello");
}

#[tokio::test]
async fn several_entries_become_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let repository = Repository::new(folder.path().join("repository"));
    let packed = folder.path().join("packed");
    archive(&packed, &[("x/one", "1"), ("y", "2")]);
    save(&repository, &artifact("k"), &packed).expect("kept");
    let to = folder.path().join("to");
    load(&repository, &artifact("k"), folder.path(), &to).await.expect("loaded");
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
