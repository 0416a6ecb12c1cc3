//! What a container sees, and what is kept of it.

use std::fs;

use argo::ports::runtime::ContainerSpec;
use argo::ports::runtime::{CANNOT_RUN, Form, Mount, Observed, Signal};

use crate::support::{Pod, has_namespaces, output};

#[tokio::test]
async fn a_command_runs_at_the_root_of_files_of_its_own() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let (code, text) =
        pod.says("pwd; echo hi > /result.txt; echo there > /tmp/x; cat /result.txt /tmp/x; exit 3").await;
    assert_eq!((code, text.as_str()), (3, "/\nhi\nthere\n"));
    assert!(fs::metadata("/result.txt").is_err());
    assert_eq!(fs::read_to_string(pod.folder.root("main").join("result.txt")).expect("a file"), "hi\n");
}

#[tokio::test]
async fn the_environment_is_what_is_asked_for_and_little_more() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let mut container = Pod::shell("exec env");
    container.env = vec![("A".into(), "b c".into())];
    pod.run(&container).await;
    let text = pod.text();
    let mut names: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once('=')?.0)).collect();
    names.retain(|name| !matches!(*name, "PWD" | "SHLVL" | "_" | "OLDPWD"));
    names.sort_unstable();
    assert_eq!(names, ["A", "HOME", "HOSTNAME", "PATH"]);
}

#[tokio::test]
async fn the_machine_is_there_to_be_read_and_homes_are_not() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let home = std::env::var("HOME").expect("a home");
    let script = format!(
        "touch /usr/x 2>/dev/null || echo no; for f in .bashrc .profile .ssh .config; do test -e {home}/$f && echo $f; \
         done; wc -c < /etc/shadow; hostname; echo $$"
    );
    let (_, text) = pod.says(&script).await;
    assert_eq!(text, "no\n0\na-pod\n2\n");
}

#[tokio::test]
async fn a_container_has_devices_but_no_disks() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let script = "head -c3 /dev/zero | wc -c; echo x > /dev/null && echo ok; test -w /dev/shm && echo shm; \
                  find /dev -type b | wc -l; test -e /dev/kmsg || echo none; sh -c 'echo err >&2' 2> /dev/stdout";
    assert_eq!(pod.says(script).await.1, "3\nok\nshm\n0\nnone\nerr\n");
}

#[tokio::test]
async fn mounts_appear_anywhere() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let (file, folder) = (pod.folder.path().join("file"), pod.folder.path().join("folder"));
    fs::write(&file, "text").expect("a file");
    fs::create_dir(&folder).expect("a folder");
    let mut container =
        Pod::shell("cat /usr/share/of-my-own/file /bin/of-my-own; echo > /mnt/x/y; echo > /etc/z/f; true");
    let mount = |source: &std::path::Path, target: &str, read_only| Mount {
        source: source.to_owned(),
        target: target.into(),
        read_only,
    };
    container.mounts = vec![
        mount(&folder, "/mnt/x", false),
        mount(&folder, "/etc/z", true),
        mount(&file, "/bin/of-my-own", true),
        mount(&file, "/usr/share/of-my-own/file", false),
    ];
    pod.run(&container).await;
    assert!(pod.text().contains("texttext"), "{}", pod.text());
    assert!(folder.join("y").exists() && !folder.join("f").exists());
}

#[tokio::test]
async fn streams_become_lines_with_times() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    pod.run(&Pod::shell("echo out; echo err >&2; printf rest")).await;
    let mut entries = pod.entries();
    entries.sort();
    let of = |stream: &str, text: &str| (stream.to_owned(), "F".to_owned(), text.to_owned());
    assert_eq!(entries, [of("stderr", "err"), of("stdout", "out"), of("stdout", "rest")]);
    let log = fs::read_to_string(pod.folder.log("main")).expect("a log");
    let time = log.split(' ').next().unwrap_or_default();
    assert!(
        time.parse::<jiff::Timestamp>().is_ok() && time.len() == "2026-01-02T03:04:05.123456789Z".len(),
        "{time}"
    );
}

#[tokio::test]
async fn the_end_of_standard_output_is_the_result() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let mut container =
        Pod::shell("head -c 300000 /dev/zero | tr '\\0' a; echo; echo not this >&2; echo last");
    container.keep_result = true;
    pod.run(&container).await;
    let result = fs::read_to_string(pod.folder.result("main")).expect("a result");
    assert_eq!(result.len(), 262_144);
    assert!(result.ends_with("aa\nlast"));
}

#[tokio::test]
async fn outputs_are_kept_as_they_are_or_packed() {
    if !has_namespaces() {
        return;
    }
    for (form, magic) in [(Form::Plain, None), (Form::Tar(6), Some([0x1f, 0x8b])), (Form::Zip, Some(*b"PK"))]
    {
        let pod = Pod::new(true);
        let mut container = Pod::shell("mkdir /d; echo text > /d/f; ln -s f /d/l; mkfifo /d/p");
        container.outputs = vec![output("/d", form), output("/missing", form)];
        pod.run(&container).await;
        let place = pod.runtime.collect(&pod.folder, "main").await.expect("a folder").join("out");
        match magic {
            None => {
                assert_eq!(fs::read_to_string(place.join("l")).expect("a file"), "text\n");
                assert!(fs::symlink_metadata(place.join("p")).is_err());
            }
            Some(magic) => assert!(fs::read(place).expect("a file").starts_with(&magic)),
        }
    }
}

#[tokio::test]
async fn outputs_may_be_where_the_machine_has_its_files() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let mut container = Pod::shell("echo text > /usr/local/bin/of-my-own; ls /usr/bin/env");
    container.outputs = vec![output("/usr/local/bin/of-my-own", Form::Plain)];
    pod.run(&container).await;
    let place = pod.folder.outputs("main").join("out");
    assert_eq!(fs::read_to_string(place).expect("a file"), "text\n");
    assert_eq!(pod.text(), "/usr/bin/env\n");
}

#[tokio::test]
async fn last_words_are_the_message() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let ended = pod.run(&Pod::shell("printf 'it was the disk' > /dev/termination-log; exit 1")).await;
    assert_eq!((ended.exit_code, ended.message.as_str()), (1, "it was the disk"));
}

#[tokio::test]
async fn a_missing_program_ends_the_container_with_64() {
    let pod = Pod::new(false);
    let mut container = Pod::shell("");
    container.command = vec!["no-such-program-here".into()];
    let ended = pod.run(&container).await;
    assert_eq!(ended.exit_code, CANNOT_RUN);
    // As on the recorded cluster, the reason is in the log and not in the status.
    assert_eq!(ended.message, "");
    assert!(pod.text().contains("no-such-program-here"));
}

#[tokio::test]
async fn a_command_is_asked_to_end_and_may_say_goodbye() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    pod.start(&Pod::shell("trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.05; done")).await;
    pod.until_said("up").await;
    assert_eq!(pod.runtime.observe(&pod.folder, "main"), Observed::Started);
    pod.runtime.signal(&pod.folder, "main", Signal::Terminate);
    let ended = pod.runtime.ended(&pod.folder, "main").await;
    assert_eq!(ended.exit_code, 7);
    assert!(pod.text().contains("bye"));
}

#[tokio::test]
async fn another_runtime_finds_what_the_first_one_started() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    pod.start(&Pod::shell("echo up; while test ! -e /tmp/go; do sleep 0.02; done; exit 5")).await;
    pod.until_said("up").await;
    let next = crate::support::host_runtime(true);
    assert_eq!(next.observe(&pod.folder, "main"), Observed::Started);
    fs::write(pod.folder.tmp().join("go"), "").expect("a file");
    assert_eq!(next.ended(&pod.folder, "main").await.exit_code, 5);
    assert!(matches!(next.observe(&pod.folder, "main"), Observed::Ended(_)));
}

#[tokio::test]
async fn without_a_sandbox_commands_run_all_the_same() {
    let pod = Pod::new(false);
    let script = pod.folder.path().join("script");
    fs::write(&script, "echo from a script; exit 4").expect("a file");
    let mut container = Pod::shell("");
    container.command = vec!["sh".into(), "/argo/staging/script".into()];
    container.mounts =
        vec![Mount { source: script, target: "/argo/staging/script".into(), read_only: false }];
    let ended = pod.run(&container).await;
    assert_eq!((ended.exit_code, pod.text().as_str()), (4, "from a script\n"));
}

#[tokio::test]
async fn a_root_is_used_again_only_when_it_was_left_as_it_was_laid_out() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let kept = || std::fs::read_dir(pod.home.path().join("roots")).map_or(0, Iterator::count);
    let changes =
        ["echo x > /file", "chmod 700 /srv", "mkdir /srv/x", "rmdir /mnt; ln -s / /mnt", "chmod 777 /"];
    for (n, change) in changes.iter().enumerate() {
        let name = format!("c{n}");
        let ended = pod.run(&ContainerSpec { name, ..Pod::shell(change) }).await;
        assert_eq!((ended.exit_code, ended.message.as_str()), (0, ""), "{change}");
        pod.runtime.clean(&pod.folder);
        pod.runtime.prepare(&pod.folder).expect("a folder");
        assert_eq!(kept(), 0, "{change}");
    }
    for name in ["first", "second"] {
        let look = "test ! -e /file && test -d /mnt && ls -A /srv && echo y > /tmp/x";
        let ended = pod.run(&ContainerSpec { name: name.into(), ..Pod::shell(look) }).await;
        assert_eq!(ended.exit_code, 0);
        assert_eq!(kept(), 0, "{name} has taken what there was");
        pod.runtime.clean(&pod.folder);
        pod.runtime.prepare(&pod.folder).expect("a folder");
        assert_eq!(kept(), 1, "{name} has left it as it was");
    }
}
