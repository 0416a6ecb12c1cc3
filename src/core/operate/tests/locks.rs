//! The lock table: who gets a lock, who waits, and in which order.

use crate::core::operate::{Lock, LockRequest, LockTable};

fn request(holder: &str, lock: &str, limit: i64, priority: i32, created: i64) -> LockRequest {
    let locks = vec![Lock { name: lock.to_owned(), limit, database_key: None }];
    LockRequest { holder: holder.to_owned(), locks, priority, created, held_before: false }
}

#[test]
fn a_mutex_has_one_holder_and_says_what_the_others_wait_for() {
    let mut table = LockTable::new();
    assert_eq!(table.acquire(request("ns/a", "ns/Mutex/m", 1, 0, 1)).waiting, None);
    let (lock, message) = table.acquire(request("ns/b", "ns/Mutex/m", 1, 0, 2)).waiting.unwrap();
    assert_eq!(lock, "ns/Mutex/m");
    assert_eq!(message, "Waiting for ns/Mutex/m lock. Lock status: 0/1");
    let granted = table.release("ns/a");
    assert_eq!(granted.len(), 1);
    assert_eq!(granted[0].holder, "ns/b");
    assert_eq!(table.holders("ns/Mutex/m").collect::<Vec<_>>(), ["ns/b"]);
}

#[test]
fn a_semaphore_lets_as_many_in_as_its_limit() {
    let mut table = LockTable::new();
    let waiting: Vec<bool> = (0..4)
        .map(|at| {
            table.acquire(request(&format!("ns/w{at}"), "ns/ConfigMap/c/k", 2, 0, at)).waiting.is_some()
        })
        .collect();
    assert_eq!(waiting, [false, false, true, true]);
}

#[test]
fn higher_priority_goes_first_then_the_older_workflow() {
    let mut table = LockTable::new();
    table.acquire(request("ns/first", "l", 1, 0, 1));
    table.acquire(request("ns/young", "l", 1, 0, 9));
    table.acquire(request("ns/old", "l", 1, 0, 5));
    table.acquire(request("ns/urgent", "l", 1, 7, 8));
    let mut order = Vec::new();
    let mut holder = "ns/first".to_owned();
    while let Some(next) = table.release(&holder).into_iter().next() {
        order.push(next.holder.clone());
        holder = next.holder;
    }
    assert_eq!(order, ["ns/urgent", "ns/old", "ns/young"]);
}

#[test]
fn several_locks_are_taken_together_or_not_at_all() {
    let mut table = LockTable::new();
    table.acquire(request("ns/a", "x", 1, 0, 1));
    let mut both = request("ns/b", "x", 1, 0, 2);
    both.locks.insert(0, Lock { name: "y".to_owned(), limit: 1, database_key: None });
    assert!(table.acquire(both).waiting.is_some());
    assert_eq!(table.holders("y").count(), 0);
    assert_eq!(table.release("ns/a")[0].holder, "ns/b");
    assert_eq!(table.holders("y").count(), 1);
}

#[test]
fn who_held_a_lock_before_a_restart_has_it_again() {
    let mut table = LockTable::new();
    table.acquire(request("ns/other", "l", 1, 0, 1));
    let again = LockRequest { held_before: true, ..request("ns/a", "l", 1, 0, 2) };
    assert_eq!(table.acquire(again).waiting, None);
    assert_eq!(table.holders("l").count(), 2);
}
