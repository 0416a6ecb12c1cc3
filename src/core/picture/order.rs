//! The order of the items within their layers: as few crossings as a few sweeps find.

use super::layout::Item;

/// Sweeps, there and back.
const SWEEPS: usize = 4;

/// The items of each layer, in order.
#[derive(Debug, Clone)]
pub(super) struct Levels(pub(super) Vec<Vec<usize>>);

impl Levels {
    /// In the order in which a walk along the edges meets them, so that what belongs together is together.
    pub(super) fn of(items: &[Item]) -> Self {
        let depth = items.iter().map(|item| item.layer + 1).max().unwrap_or(0);
        let mut levels = vec![Vec::new(); depth];
        let mut seen = vec![false; items.len()];
        let mut stack: Vec<usize> = (0..items.len()).rev().collect();
        // Beginnings come first, in their order; what is left over (rings) follows.
        stack.sort_by_key(|index| items.get(*index).is_some_and(|item| item.before.is_empty()));
        while let Some(at) = stack.pop() {
            let (Some(item), Some(seen)) = (items.get(at), seen.get_mut(at)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            levels.get_mut(item.layer).into_iter().for_each(|level: &mut Vec<usize>| level.push(at));
            stack.extend(item.after.iter().rev());
        }
        Self(levels)
    }

    fn places(&self, count: usize) -> Vec<usize> {
        let mut places = vec![0; count];
        for level in &self.0 {
            for (place, index) in level.iter().enumerate() {
                places.get_mut(*index).into_iter().for_each(|slot| *slot = place);
            }
        }
        places
    }
}

/// Sorts the layers by the places of their neighbours, back and forth, and keeps the best.
pub(super) fn untangle(items: &[Item], levels: &mut Levels) {
    let mut best = crossings(items, levels);
    let mut tried = levels.clone();
    for _ in 0..SWEEPS {
        if best == 0 {
            return;
        }
        let mut places = tried.places(items.len());
        for level in tried.0.iter_mut().skip(1) {
            sort(level, &mut places, |index| items.get(index).map(|item| item.before.as_slice()));
        }
        for level in tried.0.iter_mut().rev().skip(1) {
            sort(level, &mut places, |index| items.get(index).map(|item| item.after.as_slice()));
        }
        let now = crossings(items, &tried);
        if now < best {
            best = now;
            levels.clone_from(&tried);
        }
    }
}

/// Sorts a layer by the mean place of each item's neighbours; one without neighbours stays where it is.
fn sort<'a>(level: &mut Vec<usize>, places: &mut [usize], near: impl Fn(usize) -> Option<&'a [usize]>) {
    #[expect(clippy::cast_precision_loss, reason = "places are far below 2^52")]
    let mean = |index: usize| {
        let near = near(index).unwrap_or_default();
        let sum: usize = near.iter().filter_map(|index| places.get(*index)).sum();
        (!near.is_empty()).then(|| sum as f64 / near.len() as f64)
    };
    let mut keyed: Vec<(f64, usize)> = Vec::with_capacity(level.len());
    let mut last = f64::NEG_INFINITY;
    for &index in level.iter() {
        // Without neighbours: with the one before it.
        last = mean(index).unwrap_or(last);
        keyed.push((last, index));
    }
    keyed.sort_by(|left, right| left.0.total_cmp(&right.0));
    *level = keyed.into_iter().map(|(_, index)| index).collect();
    for (place, index) in level.iter().enumerate() {
        places.get_mut(*index).into_iter().for_each(|slot| *slot = place);
    }
}

/// How many lines between neighbouring layers cross.
fn crossings(items: &[Item], levels: &Levels) -> usize {
    let places = levels.places(items.len());
    let count = |pair: &[Vec<usize>]| {
        let [upper, lower] = pair else { return 0 };
        let mut tree = vec![0_usize; lower.len() + 1];
        let (mut drawn, mut crossed) = (0, 0);
        for item in upper.iter().filter_map(|index| items.get(*index)) {
            let mut ends: Vec<usize> = item.after.iter().filter_map(|to| places.get(*to).copied()).collect();
            ends.sort_unstable();
            crossed += ends.iter().map(|end| drawn - up_to(&tree, end + 1)).sum::<usize>();
            ends.iter().for_each(|end| add(&mut tree, end + 1));
            drawn += ends.len();
        }
        crossed
    };
    levels.0.windows(2).map(count).sum()
}

/// How many were added at places up to this one (a Fenwick tree).
fn up_to(tree: &[usize], mut at: usize) -> usize {
    let mut sum = 0;
    while at > 0 {
        sum += tree.get(at).copied().unwrap_or_default();
        at &= at - 1;
    }
    sum
}

fn add(tree: &mut [usize], mut at: usize) {
    while let Some(slot) = tree.get_mut(at) {
        *slot += 1;
        at += at & at.wrapping_neg();
    }
}
