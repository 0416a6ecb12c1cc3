//! The tasks of a dag in an order in which each comes after those it depends on.

use std::collections::{HashMap, VecDeque};

use crate::core::api::{DagTask, DagTemplate};
use crate::core::graph::depends_of;

/// What the tasks of a dag depend on, by index.
pub(super) struct Graph<'t> {
    pub(super) tasks: &'t [DagTask],
    /// Some task has `depends`.
    pub(super) uses_depends: bool,
    index: HashMap<&'t str, usize>,
    /// For each task, what it names; true for those that must have a loop.
    pub(super) named: Vec<Vec<(String, bool)>>,
    before: Vec<Vec<usize>>,
    /// In which search a task was last seen.
    seen: Vec<usize>,
    searches: usize,
    ancestors: Option<Ancestors>,
}

/// Why tasks cannot be put in order: the task it shows at, and the words.
pub(super) struct Disorder {
    pub(super) task: usize,
    pub(super) words: String,
    pub(super) code: &'static str,
}

impl<'t> Graph<'t> {
    pub(super) fn new(dag: &'t DagTemplate) -> Self {
        let tasks = dag.tasks.as_slice();
        let index: HashMap<&str, usize> =
            tasks.iter().enumerate().map(|(at, task)| (task.name.as_str(), at)).collect();
        let nobody = DagTask::default();
        let find = |name: &str| index.get(name).and_then(|at| tasks.get(*at)).or(Some(&nobody));
        let named: Vec<Vec<(String, bool)>> =
            tasks.iter().map(|task| depends_of(task, find).map(|d| d.names).unwrap_or_default()).collect();
        let known = |names: &Vec<(String, bool)>| {
            names.iter().filter_map(|(name, _)| index.get(name.as_str()).copied()).collect()
        };
        let before = named.iter().map(known).collect();
        let seen = vec![0; tasks.len()];
        let uses_depends = tasks.iter().any(|task| !task.depends.is_empty());
        Self { tasks, uses_depends, index, named, before, seen, searches: 0, ancestors: None }
    }

    /// What to do about a disorder.
    pub(super) fn advice(&self, disorder: &Disorder) -> Option<String> {
        match disorder.code {
            "unknown-dependency" => {
                let name = disorder.words.rsplit(' ').next().unwrap_or_default();
                super::advice::unknown("tasks here", name, self.tasks.iter().map(|task| task.name.as_str()))
            }
            "dependency-cycle" => {
                let cycle = self.cycle_from(disorder.task);
                (!cycle.is_empty()).then(|| format!("they wait for each other: {}", cycle.join(" → ")))
            }
            _ => None,
        }
    }

    /// The names of a cycle, from a task on it back to it.
    fn cycle_from(&self, start: usize) -> Vec<&str> {
        let mut came_from: HashMap<usize, usize> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for before in self.before.get(at).into_iter().flatten() {
                if *before == start {
                    let mut way = vec![start];
                    let mut back = at;
                    while back != start {
                        way.push(back);
                        back = came_from.get(&back).copied().unwrap_or(start);
                    }
                    way.push(start);
                    way.reverse();
                    let name = |at: &usize| self.tasks.get(*at).map(|task| task.name.as_str());
                    return way.iter().filter_map(name).collect();
                }
                if let std::collections::hash_map::Entry::Vacant(new) = came_from.entry(*before) {
                    new.insert(at);
                    queue.push_back(*before);
                }
            }
        }
        Vec::new()
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The order, as far as there is one, then the rest as it is written; and what is wrong with it.
    pub(super) fn order(&self) -> (Vec<usize>, Vec<Disorder>) {
        let mut disorder = Vec::new();
        for (at, task) in self.tasks.iter().enumerate() {
            if self.find(&task.name) != Some(at) {
                let words = format!("duplicated nodeName {}", task.name);
                disorder.push(Disorder { task: at, words, code: "name-not-unique" });
            }
        }
        for (at, names) in self.named.iter().enumerate() {
            for (name, _) in names.iter().filter(|(name, _)| self.find(name).is_none()) {
                let words = format!("invalid dependency {name}");
                disorder.push(Disorder { task: at, words, code: "unknown-dependency" });
            }
        }
        let mut waits: Vec<usize> = self.before.iter().map(Vec::len).collect();
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.tasks.len()];
        for (at, before) in self.before.iter().enumerate() {
            for other in before {
                if let Some(list) = after.get_mut(*other) {
                    list.push(at);
                }
            }
        }
        let mut ready: VecDeque<usize> = (0..waits.len()).filter(|at| waits.get(*at) == Some(&0)).collect();
        let mut order = Vec::with_capacity(waits.len());
        while let Some(at) = ready.pop_front() {
            order.push(at);
            for next in after.get(at).into_iter().flatten() {
                let Some(count) = waits.get_mut(*next) else { continue };
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push_back(*next);
                }
            }
        }
        let stuck: Vec<usize> = (0..waits.len()).filter(|at| waits.get(*at) != Some(&0)).collect();
        if let Some(first) = stuck.first() {
            let words = "graph with cycle".to_owned();
            disorder.push(Disorder { task: self.on_a_cycle(*first), words, code: "dependency-cycle" });
        }
        order.extend(stuck);
        (order, disorder)
    }

    /// A task on a cycle that a stuck task waits for.
    fn on_a_cycle(&self, stuck: usize) -> usize {
        let mut seen = vec![false; self.tasks.len()];
        let mut at = stuck;
        loop {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => return at,
            }
            // Any dependency that can be reached from itself leads on; others do not wait.
            let next = self.before.get(at).into_iter().flatten().find(|before| self.waits(**before, &seen));
            match next {
                Some(next) => at = *next,
                None => return at,
            }
        }
    }

    /// Whether a task waits for something that was already on the way, or for anything at all.
    fn waits(&self, task: usize, seen: &[bool]) -> bool {
        seen.get(task) == Some(&true) || self.before.get(task).is_some_and(|before| !before.is_empty())
    }

    /// Whether one task runs after another in every case.
    pub(super) fn comes_after(&mut self, task: usize, other: usize) -> bool {
        if task == other {
            return false;
        }
        if self.before.get(task).is_some_and(|before| before.contains(&other)) {
            return true;
        }
        if self.tasks.len() <= MOST_WITH_SETS {
            if self.ancestors.is_none() {
                let (order, disorder) = self.order();
                if !disorder.is_empty() {
                    return self.search(task, other);
                }
                self.ancestors = Some(Ancestors::of(&self.before, &order));
            }
            return self.ancestors.as_ref().is_some_and(|sets| sets.holds(task, other));
        }
        self.search(task, other)
    }

    /// As [`Graph::comes_after`], task by task.
    fn search(&mut self, task: usize, other: usize) -> bool {
        self.searches += 1;
        let mut queue: VecDeque<usize> = VecDeque::from([task]);
        while let Some(at) = queue.pop_front() {
            for before in self.before.get(at).into_iter().flatten() {
                if *before == other {
                    return true;
                }
                if let Some(seen) = self.seen.get_mut(*before).filter(|seen| **seen != self.searches) {
                    *seen = self.searches;
                    queue.push_back(*before);
                }
            }
        }
        false
    }
}

/// Up to so many tasks, what comes before each is kept as a set: 50 MB for as many.
const MOST_WITH_SETS: usize = 20_000;

/// For each task, a bit for every task that comes before it.
struct Ancestors {
    words: usize,
    bits: Vec<u64>,
}

impl Ancestors {
    fn of(before: &[Vec<usize>], order: &[usize]) -> Self {
        let words = before.len().div_ceil(64);
        let mut sets = Self { words, bits: vec![0; words * before.len()] };
        for task in order {
            for earlier in before.get(*task).into_iter().flatten() {
                sets.add(*task, *earlier);
            }
        }
        sets
    }

    /// Adds a task, and all that comes before it.
    fn add(&mut self, task: usize, earlier: usize) {
        for word in 0..self.words {
            let from = self.bits.get(earlier * self.words + word).copied().unwrap_or_default();
            let own = if earlier / 64 == word { 1 << (earlier % 64) } else { 0 };
            if let Some(bits) = self.bits.get_mut(task * self.words + word) {
                *bits |= from | own;
            }
        }
    }

    fn holds(&self, task: usize, other: usize) -> bool {
        let bits = self.bits.get(task * self.words + other / 64);
        bits.is_some_and(|bits| bits & (1 << (other % 64)) != 0)
    }
}
