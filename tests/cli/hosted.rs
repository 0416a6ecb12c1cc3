//! The way to an Argo Server: flags and variables, and what servers, proxies and networks may do.

use serde_json::json;

use crate::fake::{EMPTY, Fake, Reply, asked};
use crate::support::TestEnv;

#[test]
fn flags_and_variables_say_how_to_reach_the_server() {
    let (env, server) = (TestEnv::new(), Fake::tls(&["127.0.0.1"], |_| Reply::ok(EMPTY)));
    let (address, authority) = (server.address(), env.file("authority.pem", &server.authority));
    let trust = format!("--certificate-authority {authority}");
    let flags = format!("--argo-server {address} {trust}");
    assert_eq!(asked(&env, &server, &flags, &[]).header("authorization"), "");
    let variables = [("ARGO_SERVER", address.as_str()), ("ARGO_TOKEN", "Bearer t"), ("ARGO_SECURE", "true")];
    assert_eq!(asked(&env, &server, &trust, &variables).header("authorization"), "Bearer t");
    for way in ["--argo-http1", "--argo-http1=false", "--secure", "-e=true"] {
        asked(&env, &server, &format!("{flags} {way}"), &[]);
    }
    asked(&env, &server, &flags, &[("ARGO_HTTP1", "true")]);
    let variables = [("ARGO_BASE_HREF", "/argo/"), ("ARGO_HEADER", "X-A: 1,X-B: 2")];
    let found = asked(&env, &server, &format!("{flags} --header X-C:3"), &variables);
    assert!(found.path.starts_with("/argo/api/v1/workflows/"), "{}", found.path);
    assert_eq!(found.header("x-c"), "3");
    let found = asked(&env, &server, &flags, &variables);
    assert_eq!((found.header("x-a"), found.header("x-b")), ("1", "2"));

    let refused = env.run(&format!("list -s {address}"));
    assert!(refused.stderr.contains("--certificate-authority names its authority, -k"), "{}", refused.stderr);
    let warned = env.run(&format!("list -s {address} --insecure-skip-verify"));
    assert!(warned.code == 0 && warned.stderr.contains("is not checked"), "{}", warned.stderr);
    asked(&env, &server, &format!("-s {address}"), &[("ARGO_INSECURE_SKIP_VERIFY", "true")]);
    let (certificate, key) = (env.file("c.pem", &server.certificate), env.file("k.pem", &server.key));
    let pair = format!("{flags} --client-certificate {certificate} --client-key {key}");
    assert!(asked(&env, &server, &pair, &[]).has_certificate);
    let half = env.run(&format!("list {flags} --client-key {key}"));
    assert!(half.stderr.contains("go together"), "{}", half.stderr);
    let both = env.run(&format!("list {flags} --instanceid me"));
    assert!(both.code == 2 && both.stderr.contains("--instanceid cannot be used"), "{}", both.stderr);
}

#[test]
fn a_proxy_leads_to_the_server() {
    let (env, proxy) = (TestEnv::new(), Fake::plain(|_| Reply::ok(EMPTY)));
    let flags = format!("-s argo.invalid:80 -e=false --proxy-url {}", proxy.url());
    let found = asked(&env, &proxy, &flags, &[]);
    assert!(found.path.starts_with("http://argo.invalid/api/v1/workflows/"), "{}", found.path);
    asked(&env, &proxy, "-s argo.invalid:80 -e=false", &[("HTTP_PROXY", &proxy.url())]);
}

#[test]
fn every_fault_is_one_error_that_says_what_to_do_and_no_token() {
    for (reply, words) in [
        (
            Reply::status(401, r#"{"code":16,"message":"token not valid for running mode"}"#),
            "token not valid",
        ),
        (Reply::status(401, ""), "set ARGO_TOKEN"),
        (
            Reply::status(
                403,
                r#"{"code":7,"message":"Permission denied, you are not allowed to list workflows in namespace \"a\""}"#,
            ),
            "not allowed to list workflows in namespace",
        ),
        (Reply::status(404, "nothing"), "does it need --argo-base-href?"),
        (Reply::status(502, "<html>"), "a proxy before"),
        (Reply::status(200, "<html>"), "answered with a web page"),
        (Reply::status(302, "").with("location", "https://login.example/"), "where your token does not go"),
        (Reply::ok("x".repeat(10 << 20)), "gave an answer that is not an Argo Server's"),
        (Reply::ok(EMPTY[..40].to_owned()), "the answer ends in the middle"),
        (Reply::Cut(EMPTY.to_owned()), "reach the Argo Server"),
    ] {
        let (env, server) = (TestEnv::new(), Fake::plain(move |_| reply.clone()));
        let mut command = env.command_within(60, ["list", "-v", "-s", &server.address(), "-e=false"]);
        let output = command.env("ARGO_TOKEN", "Bearer s3cr3t").output().expect("the program");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{words}: {said}");
        assert!(said.contains(words) && !said.contains("s3cr3t"), "{words}: {said}");
        assert_eq!(said.matches("Error: ").count(), 1, "{said}");
    }
    let (env, server) = (TestEnv::new(), Fake::plain(|_| Reply::Stall));
    let ran = env.run(&format!("list -s {} -e=false --request-timeout 1", server.address()));
    assert!(ran.code == 1 && ran.stderr.contains("--request-timeout says how long"), "{}", ran.stderr);
}

#[test]
fn a_redirect_to_another_host_does_not_get_the_token() {
    let env = TestEnv::new();
    let other = Fake::plain(|_| Reply::ok(EMPTY));
    let to = other.url();
    let server = Fake::plain(move |_| Reply::status(307, "").with("location", to.clone()));
    let mut command = env.command_within(60, ["list", "-s", &server.address(), "-e=false"]);
    let output = command.env("ARGO_TOKEN", "Bearer s3cr3t").output().expect("the program");
    assert_eq!((output.status.code(), other.asked().len()), (Some(1), 0));
}

#[test]
fn servers_of_other_versions_have_other_fields() {
    let env = TestEnv::new();
    let item = json!({"metadata": {"name": "w", "namespace": "a", "news": {"x": 1}}, "spec": {"more": []},
        "status": {"phase": "Paused", "more": true}, "extra": null});
    let server =
        Fake::plain(move |asked| match asked.path.contains("/w") && !asked.path.contains("fields") {
            true if asked.path.ends_with("/w") || asked.path.contains("/w?") => Reply::ok(item.to_string()),
            _ => Reply::ok(json!({"items": [item], "more": {"a": 1}}).to_string()),
        });
    let here = format!("-s {} -e=false", server.address());
    let listed = env.run(&format!("list --no-headers {here}")).ok();
    assert!(listed.starts_with("w ") && listed.contains("Paused"), "{listed}");
    let got = env.run(&format!("get w -o json {here}")).ok();
    assert!(got.contains("\"more\": true") && got.contains("\"phase\": \"Paused\""), "{got}");
}

#[test]
fn a_server_without_an_archive_says_so() {
    let env = TestEnv::new();
    let server = Fake::plain(|_| {
        Reply::status(501, r#"{"code":12,"message":"workflow archiving is not enabled: see https://argo"}"#)
    });
    let ran = env.run(&format!("archive list -s {} -e=false", server.address()));
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("workflow archiving is not enabled"), "{}", ran.stderr);
}

/// A line of an event stream.
fn event(result: &serde_json::Value) -> String {
    format!("data: {}\n\n", json!({"result": result}))
}

#[test]
fn a_watch_goes_on_when_its_stream_ends_early() {
    let env = TestEnv::new();
    let state = |phase: &str, finished: serde_json::Value| json!({"type": "MODIFIED", "object": {"metadata": {"name": "w"}, "status": {"phase": phase, "finishedAt": finished}}});
    let server = Fake::plain(move |asked| match asked.before {
        0 => Reply::Stream(event(&state("Running", json!(null)))),
        1 => Reply::status(502, "<html>"),
        // An event that the network cut.
        2 => Reply::Stream("data: {\"result\":{\"type\":\"MODI".to_owned()),
        _ => Reply::Stream(event(&state("Succeeded", json!("2026-01-01T00:00:00Z")))),
    });
    let ran = env.run(&format!("wait w -s {} -e=false", server.address()));
    assert_eq!(ran.stdout, "w Succeeded at 2026-01-01 00:00:00 +0000 UTC\n", "{}", ran.stderr);
}

#[test]
fn files_are_brought_to_what_a_server_has_stored() {
    let env = TestEnv::new();
    let data = env.file("da\"ta.csv", "1,2,3\n");
    let server = Fake::plain(|asked| match asked.path.as_str() {
        "/upload-artifacts/default/report/data" => {
            Reply::ok(json!({"name": "data", "key": "uploads/default/u/data.csv"}).to_string())
        }
        "/api/v1/workflows/default/submit" => Reply::ok(json!({"metadata": {"name": "w"}}).to_string()),
        other => Reply::status(404, json!({"message": format!("not found: {other}")}).to_string()),
    });
    let place = format!("-s {} -e=false -n default", server.address());
    let ran =
        env.run(&format!("submit --from workflowtemplate/report -o name {place} --artifact data={data}"));
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "w\n"), "{}", ran.stderr);
    let asked = server.asked();
    let upload = asked.iter().find(|asked| asked.path.starts_with("/upload")).expect("an upload");
    assert!(upload.header("content-type").starts_with("multipart/form-data; boundary="), "{upload:?}");
    assert!(upload.body.contains("name=\"file\"; filename=\"da%22ta.csv\"\r\n"), "{}", upload.body);
    assert!(upload.body.contains("\r\n\r\n1,2,3\n\r\n--"), "{}", upload.body);
    let submit = asked.iter().find(|asked| asked.path.ends_with("/submit")).expect("a submission");
    let sent: serde_json::Value = serde_json::from_str(&submit.body).expect("JSON");
    assert_eq!(sent["submitOptions"]["artifacts"], json!(["data=uploads/default/u/data.csv"]));
}

/// The log of 200 pods over one stream that is cut again and again, in the middle of an event.
#[test]
fn no_line_of_two_hundred_pods_is_lost_when_the_stream_is_cut() {
    const PODS: usize = 200;
    const LINES: usize = 5;
    let env = TestEnv::new();
    let line = |n: usize| {
        let (pod, at) = (n % PODS, n / PODS);
        let stamp = format!("2026-01-01T00:00:{at:02}.{pod:09}Z");
        json!({"podName": format!("w-{pod}"), "content": format!("{stamp} line {at}")})
    };
    let server = Fake::plain(move |asked| {
        if !asked.path.contains("/log") {
            let finished = if asked.before > 12 { json!("2026-01-01T00:01:00Z") } else { json!(null) };
            return Reply::ok(
                json!({"metadata": {"name": "w"}, "status": {"finishedAt": finished}}).to_string(),
            );
        }
        // Each connection tells everything from the start, and lives longer than the one before.
        let all = (0..PODS * LINES).map(line);
        let mut text: String = all.take(150 * (asked.before + 1)).map(|entry| event(&entry)).collect();
        text.push_str("data: {\"result\":{\"podName\":\"w-0\",\"con");
        Reply::Stream(text)
    });
    let ran = env.run(&format!("logs w -f --no-color -s {} -e=false", server.address()));
    let mut lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    lines.sort_unstable();
    let before = lines.len();
    lines.dedup();
    assert_eq!((lines.len(), before), (PODS * LINES, PODS * LINES), "each once");
}
