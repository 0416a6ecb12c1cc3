use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::plan::{Entry, Host, Step, Wanted, plan};
use crate::ports::runtime::Mount;

struct Machine(BTreeMap<&'static str, Entry>);

impl Host for Machine {
    fn entry(&self, path: &Path) -> Entry {
        self.0.get(path.to_str().unwrap_or_default()).cloned().unwrap_or(Entry::Nothing)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let children = self.0.keys().filter_map(|path| Path::new(path).strip_prefix(folder).ok());
        children
            .filter(|rest| rest.components().count() == 1)
            .map(|rest| rest.display().to_string())
            .collect()
    }
}

fn machine() -> Machine {
    Machine(BTreeMap::from([
        ("/usr", Entry::Folder),
        ("/usr/bin", Entry::Folder),
        ("/usr/share", Entry::Folder),
        ("/bin", Entry::Link("usr/bin".into())),
        ("/etc", Entry::Folder),
        ("/etc/shadow", Entry::File),
        ("/dev/null", Entry::File),
        ("/dev/vda", Entry::File),
        ("/home", Entry::Folder),
        ("/home/me/bin", Entry::Folder),
        ("/pods/x", Entry::Folder),
    ]))
}

fn read_only(path: &str) -> Step {
    Step::Mount(Mount { source: path.into(), target: path.into(), read_only: true })
}

fn planned(shown: &[PathBuf], mounts: &[Mount]) -> Vec<Step> {
    plan(&machine(), &Wanted { shown, tmp: Path::new("/t"), mounts, writes: &[] })
}

fn sources(steps: &[Step]) -> impl Iterator<Item = &Path> {
    steps.iter().filter_map(|step| match step {
        Step::Mount(mount) => Some(mount.source.as_path()),
        _ => None,
    })
}

#[test]
fn system_folders_are_shown_read_only_and_homes_are_not() {
    let steps = planned(&[], &[]);
    assert!(steps.contains(&read_only("/usr")));
    assert!(steps.contains(&Step::Link { path: "/bin".into(), to: "usr/bin".into() }));
    assert!(!sources(&steps).any(|source| source.starts_with("/home")));
    assert!(steps.contains(&Step::Hide("/etc/shadow".into())));
}

#[test]
fn of_the_devices_only_harmless_ones_are_shown() {
    let steps = planned(&[], &[]);
    let devices: Vec<&Path> = sources(&steps).filter(|source| source.starts_with("/dev")).collect();
    assert_eq!(devices, [Path::new("/dev/null")]);
}

#[test]
fn what_the_kernel_lets_root_change_is_locked_last() {
    let steps = planned(&[], &[]);
    let at = |wanted: &Step| steps.iter().position(|step| step == wanted);
    let processes = at(&Step::Processes("/proc".into()));
    assert!(processes.is_some() && processes < at(&Step::Lock("/proc/sys".into())));
    assert!(at(&Step::Lock("/proc/sysrq-trigger".into())).is_some());
}

#[test]
fn a_mount_below_a_shown_folder_opens_it() {
    let mount = Mount { source: "/pods/x".into(), target: "/usr/share/new".into(), read_only: false };
    let steps = planned(&[], std::slice::from_ref(&mount));
    assert!(!steps.contains(&read_only("/usr")));
    assert!(steps.contains(&read_only("/usr/bin")));
    assert!(steps.contains(&Step::Folder("/usr/share/new".into())));
    assert_eq!(steps.last(), Some(&Step::Mount(mount)));
}

#[test]
fn a_mount_behind_a_link_opens_where_the_link_leads() {
    let mount = Mount { source: "/pods/x".into(), target: "/bin/new".into(), read_only: false };
    let steps = planned(&[], &[mount]);
    assert!(!steps.contains(&read_only("/usr/bin")) && steps.contains(&Step::Folder("/usr/bin".into())));
}

#[test]
fn folders_of_programs_are_shown_wherever_they_are() {
    let steps = planned(&[PathBuf::from("/home/me/bin"), PathBuf::from("/usr/bin")], &[]);
    assert!(steps.contains(&read_only("/home/me/bin")));
    assert!(!steps.contains(&read_only("/usr/bin")));
}
