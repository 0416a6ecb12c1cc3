//! The times that come next, of several schedules.

use jiff::Timestamp;

use super::Schedule;

/// The next times after a moment, each with the indices of the schedules that it belongs to; fewer than asked for where
/// the schedules end.
pub fn upcoming(schedules: &[Schedule], after: Timestamp, count: usize) -> Vec<(Timestamp, Vec<usize>)> {
    let mut times = Vec::new();
    let mut next: Vec<Option<Timestamp>> = schedules.iter().map(|schedule| schedule.next(after)).collect();
    while times.len() < count {
        let Some(first) = next.iter().flatten().min().copied() else { break };
        let mut due = Vec::new();
        for (index, (slot, schedule)) in next.iter_mut().zip(schedules).enumerate() {
            if *slot == Some(first) {
                due.push(index);
                // A schedule that does not move on has no further times.
                *slot = schedule.next(first).filter(|later| *later > first);
            }
        }
        times.push((first, due));
    }
    times
}
