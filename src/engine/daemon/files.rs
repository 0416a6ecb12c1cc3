//! How many files and connections this process may have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Enough for all connections that are served. Not all that is allowed: there are programs that try to close every number
/// below their limit, and steps inherit it.
const FILES: u64 = 16 << 10;

/// How many are for other things than connections: the store, logs, steps.
const OTHERS: u64 = 512;

/// Raises the limit of open files as far as it may be: shells have 1,024, which many watchers need more than.
pub fn raise_file_limit() {
    let now = getrlimit(Resource::Nofile);
    let most = now.maximum.map_or(FILES, |maximum| maximum.min(FILES));
    if now.current.is_some_and(|current| current < most) {
        // Fewer connections are served where it stays.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(most), ..now });
    }
}

/// How many connections a door of the engine may have, of at most `wanted`.
pub(super) fn connections(wanted: usize) -> usize {
    let Some(files) = getrlimit(Resource::Nofile).current else { return wanted };
    let each_door = files.saturating_sub(OTHERS).max(OTHERS) / 2;
    wanted.min(usize::try_from(each_door).unwrap_or(wanted))
}
