//! How fast changes come.

use std::time::Duration;

use tokio::time::Instant;

/// How long turns are counted.
const SPAN: Duration = Duration::from_millis(50);

/// How many of them are usual in that time.
const USUAL: u32 = 10;

/// Counts the turns in which a watcher was told something.
pub(super) struct Pace {
    since: Instant,
    turns: u32,
    /// Whether there were more than usual in the span before.
    was_fast: bool,
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { since: now, turns: 0, was_fast: false }
    }

    /// Counts a turn; whether more than usual have been counted of late.
    pub(super) fn is_fast(&mut self, now: Instant) -> bool {
        let passed = now.duration_since(self.since);
        if passed > SPAN {
            self.was_fast = self.turns > USUAL && passed < 2 * SPAN;
            (self.since, self.turns) = (now, 0);
        }
        self.turns += 1;
        self.was_fast || self.turns > USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_goes_on_is_fast() {
        let begin = Instant::now();
        let mut pace = Pace::new(begin);
        let mut at = |ms: u64| pace.is_fast(begin + Duration::from_millis(ms));
        assert!((0..10).all(|ms| !at(ms)), "a few at once are told at once");
        assert!((10..40).all(&mut at));
        assert!(at(60), "it was fast until now");
        assert!(!at(300));
        assert!((301..309).all(|ms| !at(ms)));
    }
}
