//! In which order changes are told: versions rise, whatever is read meanwhile.

use std::collections::HashMap;

use crate::engine::store::{Change, ChangeKind, Facets, Key};

/// An object that was newer than the change for which it was read.
struct Newer {
    /// What it was before the change.
    before: Option<Facets>,
    /// Its version and what it is; nothing where it was gone.
    read: Option<(i64, String)>,
}

/// Objects whose newest state is known before it is to be told.
#[derive(Default)]
pub(super) struct Ahead(HashMap<Key, Newer>);

/// Whether a change is to be told.
pub(super) enum Turn {
    /// A later one of the same object stands for it.
    Later,
    /// Now; with the object, where it has been read.
    Now(Option<String>),
}

impl Ahead {
    /// Whether none is.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes that an object was read too late for a change.
    pub(super) fn put(&mut self, change: Change, read: Option<(i64, String)>) {
        self.0.insert(change.key, Newer { before: change.before, read });
    }

    /// Whether an object has been read that is as a change left it.
    pub(super) fn waits_for(&self, key: &Key, rv: i64) -> bool {
        self.0.get(key).is_some_and(|newer| newer.read.as_ref().is_some_and(|(version, _)| *version == rv))
    }

    /// Takes a change that comes by: it stands for those before it that were not told.
    pub(super) fn pass(&mut self, change: &mut Change) -> Turn {
        let Some(newer) = self.0.get(&change.key) else { return Turn::Now(None) };
        let version = newer.read.as_ref().map_or(0, |(version, _)| *version);
        // An object that is made again after its deletion is another one.
        if change.rv < version && change.kind != ChangeKind::Deleted {
            return Turn::Later;
        }
        let Some(newer) = self.0.remove(&change.key) else { return Turn::Now(None) };
        change.before = newer.before;
        Turn::Now(newer.read.filter(|(version, _)| *version == change.rv).map(|(_, text)| text))
    }
}

/// Changes without those that a later one of the same object makes old news, where the object must be read anyway.
/// The later keeps what was before the earlier.
pub(super) fn squeezed(changes: Vec<Change>, ahead: &Ahead) -> Vec<Change> {
    let mut last: HashMap<Key, usize> = HashMap::new();
    let mut kept: Vec<Option<Change>> = Vec::with_capacity(changes.len());
    for mut change in changes {
        if change.kind == ChangeKind::Modified
            && change.body.is_none()
            && let Some(at) = last.get(&change.key).copied()
            && let Some(earlier) = kept.get_mut(at).and_then(|slot| {
                slot.take_if(|e| {
                    e.kind == ChangeKind::Modified && e.body.is_none() && !ahead.waits_for(&e.key, e.rv)
                })
            })
        {
            change.before = earlier.before;
        }
        last.insert(change.key.clone(), kept.len());
        kept.push(Some(change));
    }
    kept.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, rv: i64, kind: ChangeKind) -> Change {
        let before = (kind != ChangeKind::Added).then(Facets::default);
        Change { rv, kind, key: Key::new("pods", "n", name), now: Facets::default(), before, body: None }
    }

    #[test]
    fn what_was_read_early_is_told_at_its_version() {
        let mut ahead = Ahead::default();
        ahead.put(change("a", 1, ChangeKind::Added), Some((5, "state".to_owned())));
        assert!(matches!(ahead.pass(&mut change("b", 2, ChangeKind::Modified)), Turn::Now(None)));
        assert!(matches!(ahead.pass(&mut change("a", 3, ChangeKind::Modified)), Turn::Later));
        let mut last = change("a", 5, ChangeKind::Modified);
        let Turn::Now(Some(text)) = ahead.pass(&mut last) else { panic!("its turn") };
        assert_eq!(text, "state");
        assert!(last.before.is_none(), "it stands for the addition as well");
        assert!(matches!(ahead.pass(&mut change("a", 6, ChangeKind::Modified)), Turn::Now(None)));
    }

    #[test]
    fn the_change_that_was_read_is_not_squeezed_away() {
        let mut ahead = Ahead::default();
        ahead.put(change("a", 1, ChangeKind::Modified), Some((3, String::new())));
        let all = (2..6).map(|rv| change("a", rv, ChangeKind::Modified)).collect();
        let kept: Vec<i64> = squeezed(all, &ahead).iter().map(|change| change.rv).collect();
        assert_eq!(kept, [3, 5]);
    }
}
