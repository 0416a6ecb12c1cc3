use std::fs;
use std::path::{Path, PathBuf};

use super::command::{Command, command, search_path, shown};
use crate::ports::runtime::ContainerSpec;

fn container(command: &[&str]) -> ContainerSpec {
    ContainerSpec {
        name: "main".into(),
        image: "busybox".into(),
        command: command.iter().map(|&word| word.to_owned()).collect(),
        ..ContainerSpec::default()
    }
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let found = command(&container(&["no-such-program-here"]), &search_path()).expect("an answer");
    let words =
        "failed to find name in PATH: exec: \"no-such-program-here\": executable file not found in $PATH";
    assert_eq!(found, Command::NotFound(words.into()));
}

#[test]
fn a_container_without_a_command_says_what_to_do() {
    let error = command(&container(&[]), &[]).expect_err("an error").to_string();
    assert!(error.contains("busybox") && error.contains("workflow-controller-configmap"), "{error}");
}

#[test]
fn programs_are_shown_with_their_libraries_but_not_with_homes() {
    let machine = tempfile::tempdir().expect("a folder");
    let at = |path: &str| machine.path().join(path);
    for folder in
        ["me/bin", "me/lib", "me/.pyenv/shims", "me/.pyenv/versions", "me/.local/bin", "me/.local/lib"]
    {
        fs::create_dir_all(at(folder)).expect("a folder");
    }
    let path = [at("me/bin"), at("me/.pyenv/shims"), at("me/.local/bin"), PathBuf::from("/usr/bin")];
    let shown = shown(&path, Some(&at("me")));
    assert!(shown.contains(&at("me/bin")) && !shown.contains(&at("me")));
    assert!(shown.contains(&at("me/.pyenv")));
    assert!(shown.contains(&at("me/.local/bin")) && !shown.contains(&at("me/.local")));
    assert!(shown.iter().any(|folder| Path::new("/usr/bin").starts_with(folder)));
}
