//! Mistyped names.

/// The known name nearest to a mistyped one, when one is near enough to be meant.
pub fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = known.into_iter().map(|candidate| (distance(name, candidate), candidate));
    let (steps, candidate) = near.min_by_key(|(steps, _)| *steps)?;
    (steps <= 2.max(name.chars().count() / 3)).then(|| candidate.to_owned())
}

/// The known name that is probably meant where names may end in letters made at random: one that begins so, else one
/// near to it, with or without its end. Of several the first.
pub fn closest_generated<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let stem = |full: &'a str| full.rsplit_once('-').map_or(full, |(stem, _)| stem);
    let begins = |full: &&&str| full.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
    let near = |part: &dyn Fn(&'a str) -> &'a str| {
        let wanted = closest(name, known.iter().map(|full| part(full)))?;
        known.iter().find(|full| part(full) == wanted)
    };
    let found = known.iter().find(begins).or_else(|| near(&|full| full)).or_else(|| near(&stem));
    found.copied()
}

/// How many letters must be changed, added or taken away.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let (left, above) = (row.get(j).copied().unwrap_or(0), row.get(j + 1).copied().unwrap_or(0));
            let cost = (diagonal + usize::from(x != *y)).min(left + 1).min(above + 1);
            diagonal = above;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_made_at_random_need_not_be_typed() {
        let known = ["hello-world-x7f2p", "hello-world-a1b2c", "other"];
        assert_eq!(closest_generated("hello-world", &known), Some("hello-world-x7f2p"));
        assert_eq!(closest_generated("hello-wrold", &known), Some("hello-world-x7f2p"));
        assert_eq!(closest_generated("hello-world-a1b2d", &known), Some("hello-world-a1b2c"));
        assert_eq!(closest_generated("nothing", &known), None);
    }

    #[test]
    fn a_mistyped_name_finds_the_one_that_was_meant() {
        assert_eq!(closest("mesage", ["message", "name"]).as_deref(), Some("message"));
        assert_eq!(closest("zzz", ["message", "name"]), None);
    }
}
