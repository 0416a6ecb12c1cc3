//! Where commands go, and what they say when they cannot get there.

use crate::support::TestEnv;

#[test]
fn an_argo_server_is_refused_with_a_way_out() {
    let env = TestEnv::new();
    let ran = env.run("list -s localhost:2746");
    insta::assert_snapshot!(ran.all(), @r"
    exit 2
    --- stdout
    --- stderr
    Error: talk to the Argo Server at localhost:2746: this version cannot
    hint: unset ARGO_SERVER and leave out -s to use the cluster of your kubeconfig
    hint: or add --local to run on this machine
    ");
}

#[test]
fn the_archive_takes_a_server() {
    let env = TestEnv::new();
    let ran = env.run("archive list -o json");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr
            .starts_with("Error: archive list: this is impossible if you are not using the Argo Server")
    );
    assert!(!env.path("state").exists());
}

#[test]
fn a_cluster_that_does_not_answer_is_named_and_no_engine_is_started() {
    let env = TestEnv::new();
    let ran = env.run("list --server http://127.0.0.1:1");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("Error: reach http://127.0.0.1:1/: "), "{}", ran.stderr);
    assert!(!env.path("state").exists());
}

#[test]
fn kubeconfigs_that_cannot_be_used_are_named() {
    let env = TestEnv::new();
    let missing = env.run("list --kubeconfig nowhere");
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.contains("nowhere"), "{}", missing.stderr);
    let mut command = env.command(["list"]);
    command.env("KUBECONFIG", "nowhere:neither");
    let output = command.output().expect("the program");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("no configuration has been provided"), "{error}");
}

#[test]
fn half_a_client_certificate_is_an_error() {
    let ran = TestEnv::new().run("list --client-key key.pem");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("--client-certificate and --client-key go together"), "{}", ran.stderr);
}
