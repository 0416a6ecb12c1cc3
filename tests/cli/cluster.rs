//! The way to a cluster: every flag and variable that says how to get there and who is asking, and what the cluster, or
//! something before it, may answer instead.

use std::os::unix::fs::PermissionsExt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::fake::{EMPTY, Fake, Reply, asked, refusal};
use crate::support::TestEnv;

const HERE: &[&str] = &["127.0.0.1", "localhost"];

fn place() -> (TestEnv, Fake) {
    let (env, server) = (TestEnv::new(), Fake::tls(HERE, |_| Reply::ok(EMPTY)));
    let kubeconfig = server.kubeconfig(&server.authority_data(), "token: kube-token");
    env.file(".kube/config", &kubeconfig);
    (env, server)
}

#[test]
fn flags_and_variables_say_who_asks() {
    let (env, server) = place();
    assert_eq!(asked(&env, &server, "", &[]).header("authorization"), "Bearer kube-token");
    // The value is for Argo Servers; a cluster is not to see it.
    let with_token = asked(&env, &server, "", &[("ARGO_TOKEN", "Bearer other")]);
    assert_eq!(with_token.header("authorization"), "Bearer kube-token");
    assert_eq!(asked(&env, &server, "--token t", &[]).header("authorization"), "Bearer t");
    let basic = asked(&env, &server, "--username me --password pass", &[]);
    assert_eq!(basic.header("authorization"), "Basic bWU6cGFzcw==");
    let basic = asked(&env, &server, "", &[("ARGO_USERNAME", "me"), ("ARGO_PASSWORD", "pass")]);
    assert_eq!(basic.header("authorization"), "Basic bWU6cGFzcw==");
    let flags = "--as bob --as-uid 7 --as-group a --as-group b";
    let variables = [("ARGO_AS", "bob"), ("ARGO_AS_UID", "7"), ("ARGO_AS_GROUP", "a")];
    for (asked, groups) in [
        (asked(&env, &server, flags, &[]), vec!["a", "b"]),
        (asked(&env, &server, "", &variables), vec!["a"]),
    ] {
        assert_eq!(asked.header("impersonate-user"), "bob");
        assert_eq!(asked.header("impersonate-uid"), "7");
        assert_eq!(asked.all("impersonate-group"), groups);
    }
}

#[test]
fn flags_and_variables_say_where() {
    let (env, server) = place();
    let other = server.kubeconfig(&server.authority_data(), "token: other-token");
    let other = other.replace("name: x", "name: y").replace("namespace: argo", "namespace: team");
    let other =
        other.replace("name: u", "name: v").replace("user: u,", "user: v,").replace("name: c", "name: d");
    let other = other.replace("cluster: c,", "cluster: d,");
    let file = env.file("other", &other);
    let flag = format!("--kubeconfig {file}");
    for asked in [
        asked(&env, &server, &flag.replace("current-context: x", ""), &[("ARGO_CONTEXT", "y")]),
        asked(&env, &server, "--context y", &[("ARGO_KUBECONFIG", &file)]),
        asked(&env, &server, "--context y", &[("KUBECONFIG", &format!("nowhere:{file}"))]),
    ] {
        assert_eq!(asked.header("authorization"), "Bearer other-token");
        assert!(asked.path.contains("/namespaces/team/workflows"), "{}", asked.path);
    }
    let list = format!("{}:{file}", env.path(".kube/config").display());
    let merged = asked(&env, &server, "--user v", &[("KUBECONFIG", &list)]);
    assert_eq!(merged.header("authorization"), "Bearer other-token");
    assert!(merged.path.contains("/namespaces/argo/workflows"), "{}", merged.path);
    let merged =
        asked(&env, &server, "", &[("KUBECONFIG", &list), ("ARGO_USER", "v"), ("ARGO_CLUSTER", "d")]);
    assert_eq!(merged.header("authorization"), "Bearer other-token");
    asked(&env, &server, "--cluster d", &[("KUBECONFIG", &list)]);

    let elsewhere = Fake::tls(HERE, |_| Reply::ok(EMPTY));
    let authority = env.file("authority.pem", &elsewhere.authority);
    let flags = format!("--server {} --certificate-authority {authority}", elsewhere.url());
    asked(&env, &elsewhere, &flags, &[]);
    assert_eq!(elsewhere.asked().len(), 1);
}

#[test]
fn flags_and_variables_say_which_workflows() {
    let (env, server) = place();
    for (flags, variables, path) in [
        ("-n a", vec![], "/namespaces/a/workflows"),
        ("--namespace ns/a", vec![("ARGO_NAMESPACE", "b")], "/namespaces/a/workflows"),
        ("", vec![("ARGO_NAMESPACE", "b")], "/namespaces/b/workflows"),
        ("", vec![("ARGO_NAMESPACE", "")], "v1alpha1/workflows"),
        ("", vec![], "controller-instanceid"),
        ("--instanceid me", vec![], "controller-instanceid%3Dme"),
        ("", vec![("ARGO_INSTANCEID", "me")], "controller-instanceid%3Dme"),
    ] {
        let asked = asked(&env, &server, flags, &variables);
        assert!(asked.path.contains(path), "{flags} {variables:?}: {}", asked.path);
    }
    let asked = asked(&env, &server, "--disable-compression", &[]);
    assert_ne!(asked.header("accept-encoding"), "gzip");
    let asked = self::asked(&env, &server, "", &[("ARGO_DISABLE_COMPRESSION", "true")]);
    assert_ne!(asked.header("accept-encoding"), "gzip");
    assert_eq!(self::asked(&env, &server, "", &[]).header("accept-encoding"), "gzip");
}

#[test]
fn flags_and_variables_say_whom_to_trust() {
    let (env, server) = (TestEnv::new(), Fake::tls(&["inner.example"], |_| Reply::ok(EMPTY)));
    env.file(".kube/config", &server.kubeconfig("", "token: t"));
    let authority = env.file("authority.pem", &server.authority);
    let refused = env.run("list");
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("--certificate-authority names its authority"), "{}", refused.stderr);
    let refused = env.run(&format!("list --certificate-authority {authority}"));
    assert!(refused.stderr.contains("--tls-server-name the name it has"), "{}", refused.stderr);
    asked(
        &env,
        &server,
        &format!("--certificate-authority {authority} --tls-server-name inner.example"),
        &[],
    );
    let variables =
        [("ARGO_CERTIFICATE_AUTHORITY", authority.as_str()), ("ARGO_TLS_SERVER_NAME", "inner.example")];
    assert!(!asked(&env, &server, "", &variables).has_certificate);
    let warned = env.run("list --insecure-skip-tls-verify");
    assert_eq!(warned.code, 0, "{}", warned.stderr);
    assert!(warned.stderr.contains("warning: the certificate of"), "{}", warned.stderr);
    asked(&env, &server, "", &[("ARGO_INSECURE_SKIP_TLS_VERIFY", "true")]);
    let (certificate, key) = (env.file("c.pem", &server.certificate), env.file("k.pem", &server.key));
    let flags = format!("--insecure-skip-tls-verify --client-certificate {certificate} --client-key {key}");
    assert!(asked(&env, &server, &flags, &[]).has_certificate);
    let variables = [("ARGO_CLIENT_CERTIFICATE", certificate.as_str()), ("ARGO_CLIENT_KEY", key.as_str())];
    assert!(asked(&env, &server, "--insecure-skip-tls-verify", &variables).has_certificate);
}

#[test]
fn a_proxy_is_asked_to_lead_there() {
    let env = TestEnv::new();
    let proxy = Fake::plain(|_| Reply::status(502, "no way"));
    env.file(".kube/config", &proxy.kubeconfig("", "").replace(&proxy.url(), "https://cluster.invalid:6443"));
    for (flags, variable) in [
        (format!("list --proxy-url {}", proxy.url()), None),
        ("list".to_owned(), Some(("ARGO_PROXY_URL", proxy.url()))),
        ("list".to_owned(), Some(("HTTPS_PROXY", proxy.url()))),
    ] {
        let mut command = env.command_within(60, flags.split_whitespace());
        command.envs(variable);
        assert_eq!(command.output().expect("the program").status.code(), Some(1));
        let asked = proxy.last();
        assert_eq!(
            (asked.method.as_str(), asked.path.as_str()),
            ("CONNECT", "cluster.invalid:6443"),
            "{flags}"
        );
    }
    let before = proxy.asked().len();
    let mut command = env.command_within(60, ["list"]);
    command.env("HTTPS_PROXY", proxy.url()).env("NO_PROXY", "10.0.0.0/8,.invalid");
    let said = command.output().expect("the program");
    assert_eq!((said.status.code(), proxy.asked().len()), (Some(1), before), "{said:?}");
}

#[test]
fn what_happens_inside_is_said_without_secrets() {
    let (env, server) = place();
    for (flags, variables, word) in [
        ("-v", vec![], "DEBUG"),
        ("--verbose", vec![], "DEBUG"),
        ("--loglevel debug", vec![], "DEBUG"),
        ("--gloglevel 8", vec![], "DEBUG"),
        ("--loglevel trace --log-format JSON", vec![], "\"level\":\"DEBUG\""),
        ("", vec![("ARGO_VERBOSE", "true")], "DEBUG"),
        ("", vec![("ARGO_LOGLEVEL", "debug"), ("ARGO_LOG_FORMAT", "json")], "\"level\":\"DEBUG\""),
        ("", vec![("ARGO_GLOGLEVEL", "6")], "DEBUG"),
    ] {
        let args = ["list", "--token", "s3cr3t"].into_iter().chain(flags.split_whitespace());
        let output = env.command_within(60, args).envs(variables).output().expect("the program");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(word) && !said.contains("s3cr3t"), "{flags}: {said}");
    }
    assert_eq!(server.last().header("authorization"), "Bearer s3cr3t");
}

/// A kubeconfig's user whose program gives another token each time: `token-1`, `token-2`, …
fn plugin(env: &TestEnv) -> String {
    let counter = env.path("counter").display().to_string();
    let program = env.file(
        "plugin",
        &format!(
            "#!/bin/sh\necho x >> {counter}\nn=$(wc -l < {counter})\n\
             echo '{{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",'\n\
             echo \"\\\"status\\\":{{\\\"token\\\":\\\"token-$((n))\\\"}}}}\"\n"
        ),
    );
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    format!(
        "exec: {{apiVersion: client.authentication.k8s.io/v1, command: '{program}', interactiveMode: Never}}"
    )
}

#[test]
fn a_program_gives_the_token_and_another_when_it_has_expired() {
    let env = TestEnv::new();
    let server = Fake::tls(HERE, |asked| match asked.header("authorization") {
        "Bearer token-1" => refusal(401, "Unauthorized", "Unauthorized"),
        _ => Reply::ok(EMPTY),
    });
    env.file(".kube/config", &server.kubeconfig(&server.authority_data(), &plugin(&env)));
    assert_eq!(env.run("list").ok(), "No workflows found\n");
    let last = server.last().header("authorization").to_owned();
    assert!(last.starts_with("Bearer token-") && last != "Bearer token-1", "{last}");

    let nobody = Fake::tls(HERE, |_| refusal(401, "Unauthorized", "Unauthorized"));
    env.file(".kube/config", &nobody.kubeconfig(&nobody.authority_data(), "token: t"));
    let ran = env.run("list");
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("Error: Unauthorized: the credentials of the kubeconfig are"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_token_that_expires_in_the_middle_of_a_watch_is_renewed() {
    let env = TestEnv::new();
    let workflow = |finished: bool| {
        let finished = if finished { json!("2026-01-01T00:00:00Z") } else { json!(null) };
        json!({"metadata": {"name": "w", "namespace": "argo", "resourceVersion": "5"},
            "status": {"phase": if finished.is_null() { "Running" } else { "Succeeded" }, "finishedAt": finished}})
    };
    let server = Fake::tls(HERE, move |asked| match (asked.header("authorization"), asked.before) {
        ("Bearer token-1", 0) => Reply::ok(workflow(false).to_string()),
        // The watch ends, and with it the token.
        ("Bearer token-1", 1) => Reply::Stream(String::new()),
        ("Bearer token-1", _) => refusal(401, "Unauthorized", "Unauthorized"),
        _ => Reply::ok(workflow(true).to_string()),
    });
    env.file(".kube/config", &server.kubeconfig(&server.authority_data(), &plugin(&env)));
    assert_eq!(env.run("wait w").ok(), "w Succeeded at 2026-01-01 00:00:00 +0000 UTC\n");
}

#[test]
fn auth_providers_of_kubeconfigs_give_tokens() {
    let (env, server) = (TestEnv::new(), Fake::tls(HERE, |_| Reply::ok(EMPTY)));
    let payload = URL_SAFE_NO_PAD.encode(r#"{"sub":"me","exp":4102444800}"#);
    let token = format!("{}.{payload}.sig", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#));
    for (provider, expected) in [
        (
            format!("name: oidc, config: {{id-token: '{token}', idp-issuer-url: 'https://i', client-id: c}}"),
            &token,
        ),
        (
            "name: gcp, config: {cmd-path: echo, cmd-args: '{\"t\":\"abc\"}', token-key: '{.t}'}".to_owned(),
            &"abc".to_owned(),
        ),
    ] {
        let user = format!("auth-provider: {{{provider}}}");
        env.file(".kube/config", &server.kubeconfig(&server.authority_data(), &user));
        let asked = asked(&env, &server, "", &[]);
        assert_eq!(asked.header("authorization"), format!("Bearer {expected}"));
    }
}

#[test]
fn credentials_do_not_travel_in_the_open() {
    let (env, server) = (TestEnv::new(), Fake::plain(|_| Reply::ok(EMPTY)));
    env.file(".kube/config", &server.kubeconfig("", "token: t"));
    assert_eq!(asked(&env, &server, "", &[]).header("authorization"), "");
}

#[test]
fn a_busy_server_is_asked_again_when_it_says_so() {
    let env = TestEnv::new();
    let server = Fake::plain(|asked| match asked.before {
        0 => refusal(429, "TooManyRequests", "too many").with("Retry-After", "1"),
        1 => refusal(503, "ServiceUnavailable", "not ready").with("Retry-After", "0"),
        _ => Reply::ok(EMPTY),
    });
    env.file(".kube/config", &server.kubeconfig("", ""));
    assert_eq!(env.run("list").ok(), "No workflows found\n");
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn a_submission_that_may_have_been_taken_is_not_sent_twice() {
    let env = TestEnv::new();
    let server =
        Fake::plain(|_| refusal(504, "Timeout", "the server was not able to return a response in time"));
    env.file(".kube/config", &server.kubeconfig("", ""));
    let ran = env.run(&format!("submit {}", crate::support::example("hello-world.yaml")));
    assert_eq!((ran.code, server.asked().len()), (1, 1), "{}", ran.stderr);
    assert!(ran.stderr.contains("not able to return a response in time"), "{}", ran.stderr);
}

#[test]
fn every_refusal_is_one_error_that_says_what_to_do() {
    let forbidden = "workflows.argoproj.io is forbidden: User \"me\" cannot list resource \"workflows\" in API group \
                     \"argoproj.io\" in the namespace \"argo\"";
    let garbage = "x".repeat(10 << 20);
    for (reply, words) in [
        (refusal(403, "Forbidden", forbidden), "cannot list resource \"workflows\""),
        (
            refusal(403, "Forbidden", forbidden),
            "hint: ask an administrator of the cluster for that permission",
        ),
        (Reply::status(404, "404 page not found\n"), "Argo Workflows is not installed in this cluster"),
        (refusal(413, "RequestEntityTooLarge", "too large"), "keep large values in artifacts or ConfigMaps"),
        (refusal(400, "BadRequest", "unable to parse requirement: found 'a', expected x"), "unable to parse"),
        (Reply::ok("<!doctype html><p>hello"), "answered with a web page"),
        (Reply::status(418, "<html>"), "answered with HTTP status 418 and a web page"),
        (Reply::ok(garbage), "gave an answer that is no list"),
        (Reply::ok("{\"items\":[{\"metadata\":{\"name\":3}}]}"), "gave an answer that is no list"),
        (Reply::Cut(EMPTY[..40].to_owned()), "http://127.0.0.1"),
        (Reply::ok(EMPTY[..40].to_owned()), "the answer ends in the middle"),
    ] {
        let (env, server) = (TestEnv::new(), Fake::plain(move |_| reply.clone()));
        env.file(".kube/config", &server.kubeconfig("", ""));
        let ran = env.run("list");
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{words}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{words}: {}", ran.stderr);
        assert_eq!(ran.stderr.matches("Error: ").count(), 1, "{}", ran.stderr);
        assert!(ran.stderr.len() < 1000, "{}", ran.stderr.len());
    }
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let (env, server) = (TestEnv::new(), Fake::plain(|_| Reply::Stall));
    env.file(".kube/config", &server.kubeconfig("", ""));
    let ran = env.run("list --request-timeout 1");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with(&format!("Error: reach {}/: ", server.url())), "{}", ran.stderr);
    let mut command = env.command_within(60, ["list"]);
    let output = command.env("ARGO_REQUEST_TIMEOUT", "1s").output().expect("the program");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn workflows_of_other_controllers_are_left_alone() {
    let env = TestEnv::new();
    let server = Fake::plain(|_| {
        let labels = json!({"workflows.argoproj.io/controller-instanceid": "theirs"});
        Reply::ok(json!({"metadata": {"name": "w", "labels": labels}}).to_string())
    });
    env.file(".kube/config", &server.kubeconfig("", ""));
    for command in ["get w", "delete w", "stop w", "suspend w", "retry w", "resubmit w", "wait w"] {
        let ran = env.run(command);
        assert_eq!(ran.code, 1, "{command}");
        assert!(ran.stderr.contains("'w' is not managed by the current Argo Server"), "{}", ran.stderr);
    }
    assert!(server.asked().iter().all(|asked| asked.method == "GET"));
    assert_eq!(env.run("get w -o name --instanceid theirs").ok(), "w\n");
}

#[test]
fn labels_say_who_made_and_who_changed_a_workflow() {
    let env = TestEnv::new();
    let server = Fake::tls(HERE, |asked| match asked.method.as_str() {
        "POST" => Reply::status(201, asked.body.clone()),
        _ => Reply::ok(
            json!({"metadata": {"name": "w"}, "spec": {}, "status": {"phase": "Running"}}).to_string(),
        ),
    });
    let payload = URL_SAFE_NO_PAD.encode(r#"{"sub":"me:it","email":"me@a.b"}"#);
    let user = format!("token: e30.{payload}.s");
    env.file(".kube/config", &server.kubeconfig(&server.authority_data(), &user));
    let created = env.run(&format!("submit -o json {}", crate::support::example("hello-world.yaml"))).ok();
    assert!(created.contains("\"workflows.argoproj.io/creator\": \"me-it\""), "{created}");
    assert!(created.contains("\"workflows.argoproj.io/creator-email\": \"me.at.a.b\""), "{created}");
    env.run("terminate w").ok();
    let patch = server.last().body;
    assert!(patch.contains("\"workflows.argoproj.io/actor\":\"me-it\""), "{patch}");
    assert!(patch.contains("\"workflows.argoproj.io/action\":\"Terminate\""), "{patch}");
}

#[test]
fn deletions_go_on_after_errors_and_say_how_many_failed() {
    let env = TestEnv::new();
    let server = Fake::plain(|asked| {
        let item = |n: usize| json!({"metadata": {"name": format!("w-{n}"), "namespace": "argo"}});
        match (asked.method.as_str(), asked.path.as_str()) {
            ("DELETE", path) if path.contains("w-3") => refusal(403, "Forbidden", "no"),
            ("GET", path) if !path.contains("workflows?") => Reply::ok(item(0).to_string()),
            _ => {
                Reply::ok(json!({"metadata": {}, "items": (0..20).map(item).collect::<Vec<_>>()}).to_string())
            }
        }
    });
    env.file(".kube/config", &server.kubeconfig("", ""));
    let ran = env.run("delete --all");
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 19), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 of 20 were not deleted"), "{}", ran.stderr);
    assert!(ran.stderr.contains("delete workflow w-3: no"), "{}", ran.stderr);
}
