//! Steps that misbehave, and steps that try to get out.

use std::fs;
use std::os::unix::fs::symlink;

use argo::ports::runtime::{Form, Mount, Signal};

use crate::support::{Pod, has_namespaces, output};

#[tokio::test]
async fn a_step_that_ignores_sigterm_is_killed_with_its_children() {
    for sandbox in [true, false] {
        if sandbox && !has_namespaces() {
            continue;
        }
        let pod = Pod::new(sandbox);
        let script = "trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 1; done' & echo up; while :; do sleep 1; done";
        pod.start(&Pod::shell(script)).await;
        pod.until_said("up").await;
        pod.runtime.signal(&pod.folder, "main", Signal::Terminate);
        pod.runtime.signal(&pod.folder, "main", Signal::Kill);
        assert_eq!(pod.runtime.ended(&pod.folder, "main").await.exit_code, 137, "sandbox: {sandbox}");
    }
}

#[tokio::test]
async fn a_child_that_keeps_the_streams_open_is_not_waited_for() {
    for sandbox in [true, false] {
        if sandbox && !has_namespaces() {
            continue;
        }
        let pod = Pod::new(sandbox);
        let (code, text) = pod.says("setsid sleep 100000 & echo done").await;
        assert_eq!((code, text.as_str()), (0, "done\n"), "sandbox: {sandbox}");
    }
}

#[tokio::test]
async fn a_line_of_ten_megabytes_comes_in_parts() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    pod.run(&Pod::shell("head -c 10000000 /dev/zero | tr '\\0' x; echo; echo after")).await;
    let entries = pod.entries();
    let parts = entries.iter().filter(|(_, tag, _)| tag == "P");
    assert!(parts.clone().count() > 600 && parts.clone().all(|(_, _, text)| text.len() == 16 * 1024));
    let text = pod.text();
    assert_eq!(text.len(), 10_000_000 + "\nafter\n".len());
    assert!(text.ends_with("x\nafter\n"));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_kept() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    pod.run(&Pod::shell("printf '\\377\\000\\033[2J\\n'")).await;
    let log = fs::read(pod.folder.log("main")).expect("a log");
    assert!(log.ends_with(b"stdout F \xff\0\x1b[2J\n"));
}

#[tokio::test]
async fn a_step_cannot_leave_links_for_its_outputs() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let secret = pod.home.path().join("secret");
    fs::write(&secret, "secret").expect("a file");
    let path = secret.display();
    let mut container = Pod::shell(&format!(
        "ln -s {path} /out; mkdir -p /argo/outputs; ln -s {path} /argo/outputs/out; mkdir /d; ln -s {path} /d/link"
    ));
    container.outputs = vec![output("/out", Form::Plain)];
    pod.run(&container).await;
    assert!(fs::symlink_metadata(pod.folder.outputs("main").join("out")).is_err());

    let pod = Pod::new(true);
    container.outputs = vec![output("/d", Form::Plain)];
    pod.run(&container).await;
    // Within a folder a link stays a link; nobody follows it.
    let kept = pod.folder.outputs("main").join("out/link");
    assert!(fs::symlink_metadata(kept).expect("a link").is_symlink());
}

#[tokio::test]
async fn a_link_in_a_volume_leads_nowhere_else() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let (volume, outside) = (pod.folder.path().join("volume"), pod.home.path().join("outside"));
    fs::create_dir(&volume).expect("a folder");
    fs::create_dir(&outside).expect("a folder");
    symlink(&outside, volume.join("link")).expect("a link");
    let mut container = Pod::shell("echo x > /v/link/made/file; echo y > /v/link/made.txt; true");
    let below = pod.folder.path().join("below");
    fs::create_dir(&below).expect("a folder");
    let mount = |source: &std::path::Path, target: &str| Mount {
        source: source.to_owned(),
        target: target.into(),
        read_only: false,
    };
    container.mounts = vec![mount(&volume, "/v"), mount(&below, "/v/link/made")];
    pod.run(&container).await;
    assert_eq!(fs::read_dir(outside).expect("a folder").count(), 0);
}

#[tokio::test]
async fn a_step_can_neither_mount_nor_reach_the_kernel() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    // Tried without doing it: a test that fails must not have changed the machine.
    let script = "mount -o remount,rw,bind /usr 2>/dev/null && echo remounted; \
                  umount /etc/shadow 2>/dev/null && echo unmounted; \
                  for f in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /sys/kernel/uevent_helper; do \
                  test -w $f && echo writable $f; done; \
                  ls /proc/1/root/ 2>/dev/null; \
                  for f in /proc/1/fd/*; do test -e $f && echo reached $f; done; \
                  mknod /disk b 7 0 2>/dev/null && echo node; true";
    assert_eq!(pod.says(script).await.1, "");
}

#[tokio::test]
async fn a_step_sees_and_reaches_only_its_own_processes() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let shim = std::process::id();
    let (_, text) =
        pod.says(&format!("kill -0 {shim} 2>/dev/null || echo none; ls -d /proc/[0-9]* | wc -l")).await;
    let count: usize = text.lines().nth(1).and_then(|n| n.parse().ok()).expect("a number");
    assert!(text.starts_with("none\n") && count < 8, "{text}");
}

#[tokio::test]
async fn a_step_cannot_have_all_processes_of_the_machine() {
    if !has_namespaces() {
        return;
    }
    let release = rustix::system::uname().release().to_string_lossy().into_owned();
    let version: Vec<u32> = release.split('.').take(2).filter_map(|n| n.parse().ok()).collect();
    if version < vec![6, 14] {
        return crate::support::skipped(&format!("kernel {release} does not count processes by namespace"));
    }
    let before = fs::read_to_string("/proc/sys/kernel/pid_max").expect("a number");
    let pod = Pod::new(true);
    assert_eq!(pod.says("cat /proc/sys/kernel/pid_max").await.1, "8192\n");
    assert_eq!(fs::read_to_string("/proc/sys/kernel/pid_max").expect("a number"), before);
}

#[tokio::test]
async fn arguments_end_where_the_kernel_ends_them() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    let mut container = Pod::shell("");
    container.command = vec!["echo".into(), "a\0b".into(), "c".into()];
    assert_eq!(pod.run(&container).await.exit_code, 0);
    assert_eq!(pod.text(), "a c\n");
}

#[tokio::test]
async fn a_step_that_starts_processes_without_end_is_ended_whole() {
    if !has_namespaces() {
        return;
    }
    let pod = Pod::new(true);
    // Each process leaves two that do the same, up to a number that hurts nobody when the test fails.
    let script = "f() { sleep 1000 & test $1 -gt 0 && { f $(($1 - 1)) & f $(($1 - 1)) & }; sleep 1000; }; f 5 & echo up; wait";
    pod.start(&Pod::shell(script)).await;
    pod.until_said("up").await;
    pod.runtime.signal(&pod.folder, "main", Signal::Kill);
    assert_eq!(pod.runtime.ended(&pod.folder, "main").await.exit_code, 137);
}
