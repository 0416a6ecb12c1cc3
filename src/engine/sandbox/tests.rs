use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::plan::{Entry, Host, Step, plan};
use super::spec::Bind;

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
        ("/home", Entry::Folder),
        ("/home/me/bin", Entry::Folder),
        ("/pods/x", Entry::Folder),
    ]))
}

fn read_only(path: &str) -> Step {
    Step::Bind(Bind { source: path.into(), target: path.into(), read_only: true })
}

#[test]
fn system_folders_are_shown_read_only_and_homes_are_not() {
    let steps = plan(&machine(), &[], Path::new("/t"), &[], &[]);
    assert!(steps.contains(&read_only("/usr")));
    assert!(steps.contains(&Step::Link { path: "/bin".into(), to: "usr/bin".into() }));
    assert!(!steps.iter().any(|s| matches!(s, Step::Bind(b) if b.source.starts_with("/home"))));
    assert!(steps.iter().any(|s| matches!(s, Step::Bind(b) if b.target == Path::new("/etc/shadow") && b.source == Path::new("/dev/null"))));
}

#[test]
fn a_mount_below_a_shown_folder_opens_it() {
    let mount = Bind { source: "/pods/x".into(), target: "/usr/share/new".into(), read_only: false };
    let steps = plan(&machine(), &[], Path::new("/t"), std::slice::from_ref(&mount), &[]);
    assert!(!steps.contains(&read_only("/usr")));
    assert!(steps.contains(&read_only("/usr/bin")));
    assert!(steps.contains(&Step::Folder("/usr/share/new".into())));
    assert_eq!(steps.last(), Some(&Step::Bind(mount)));
}

#[test]
fn folders_of_the_path_are_shown_wherever_they_are() {
    let path = [PathBuf::from("/home/me/bin"), PathBuf::from("/usr/bin")];
    let steps = plan(&machine(), &path, Path::new("/t"), &[], &[]);
    assert!(steps.contains(&read_only("/home/me/bin")));
    assert!(!steps.contains(&read_only("/usr/bin")));
}
