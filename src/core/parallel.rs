//! The same work with each item of a list, on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};

/// So many items keep a thread busy for longer than it takes to begin.
const WORTH_A_THREAD: usize = 8;

/// Does something with each item, and returns what came of each in the order of the items. Who is free takes the next
/// item: a large one holds up nobody.
pub fn map<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(at, item)));
        }
    };
    let others = threads.min(items.len() / WORTH_A_THREAD).saturating_sub(1);
    let mut done = std::thread::scope(|scope| {
        let running: Vec<_> = (0..others).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for one in running {
            done.append(&mut one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for (count, threads) in [(0, 4), (1, 1), (7, 4), (100, 3), (1_000, 1), (1_000, 8)] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = map(&items, threads, |at, item| at + item);
            assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
