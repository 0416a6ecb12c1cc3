//! What differs from call to call. The core has no chance of its own: it is drawn from the time of the evaluation and
//! from how far it got, so that the same step of the controller gives the same again.

use super::super::eval::Scope;
use super::super::{ExprError, Value};
use super::{Answer, wrong};

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Value]) -> Answer {
    use Value::{Int, Text};
    let letters = |set: &str, count: i64| draw(scope, &set.chars().collect::<Vec<_>>(), count);
    Some(match (name, args) {
        ("randAlphaNum", [Int(n)]) => letters(&[UPPER, LOWER, DIGITS].concat(), *n),
        ("randAlpha", [Int(n)]) => letters(&[UPPER, LOWER].concat(), *n),
        ("randNumeric", [Int(n)]) => letters(DIGITS, *n),
        ("randAscii", [Int(n)]) => letters(&(' '..='~').collect::<String>(), *n),
        ("randInt", [Int(from), Int(to)]) if from < to => {
            let span = to.abs_diff(*from);
            Ok(Int(from.saturating_add_unsigned(Chance::new(scope).next() % span)))
        }
        ("uuidv4", []) => Ok(uuid(&mut Chance::new(scope)).into()),
        ("shuffle", [Text(s)]) => Ok(shuffle(&mut Chance::new(scope), s).into()),
        (
            "randAlphaNum" | "randAlpha" | "randNumeric" | "randAscii" | "randInt" | "uuidv4" | "shuffle",
            _,
        ) => Err(wrong(name, args)),
        _ => return None,
    })
}

/// Numbers that look random (splitmix64).
struct Chance(u64);

impl Chance {
    fn new(scope: &Scope<'_>) -> Self {
        let time = scope.environment.now().as_nanosecond();
        Self((time as u64) ^ scope.budget.left().rotate_left(32))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }
}

fn draw(scope: &Scope<'_>, set: &[char], count: i64) -> Result<Value, ExprError> {
    let count = usize::try_from(count).unwrap_or(0);
    scope.budget.take(count)?;
    let mut chance = Chance::new(scope);
    Ok((0..count).filter_map(|_| set.get(chance.below(set.len()))).collect::<String>().into())
}

fn shuffle(chance: &mut Chance, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for at in (1..letters.len()).rev() {
        letters.swap(at, chance.below(at + 1));
    }
    letters.into_iter().collect()
}

fn uuid(chance: &mut Chance) -> String {
    let bits = u128::from(chance.next()) << 64 | u128::from(chance.next());
    let bits = bits & !(0xf << 76) & !(0x3 << 62) | 4 << 76 | 2 << 62;
    let hex = format!("{bits:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}
