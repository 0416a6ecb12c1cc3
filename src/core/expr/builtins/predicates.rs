//! Functions that look at each element of a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::ast::Node;
use super::super::eval::{Pointer, Scope};
use super::super::{ExprError, Value, operators};
use super::wrong;

/// A list and the predicate it is looked at with.
struct Looker<'a, 's> {
    scope: &'a Scope<'s>,
    items: Arc<Vec<Value>>,
    closure: Option<&'a Node>,
    acc: Value,
}

impl Looker<'_, '_> {
    fn of(&self, index: usize) -> Result<Value, ExprError> {
        let item = self.items.get(index).cloned().unwrap_or(Value::Nil);
        match self.closure {
            None => Ok(item),
            Some(closure) => self.scope.with(closure, Pointer { item, index, acc: self.acc.clone() }),
        }
    }

    fn holds(&self, index: usize) -> Result<bool, ExprError> {
        match self.of(index)? {
            Value::Bool(b) => Ok(b),
            other => {
                Err(ExprError::new(format!("predicate should return boolean (got {})", other.type_name()), 0))
            }
        }
    }

    /// The first position, or from the back the last, at which the predicate holds.
    fn position(&self, backwards: bool) -> Result<Option<usize>, ExprError> {
        for step in 0..self.items.len() {
            let at = if backwards { self.items.len() - 1 - step } else { step };
            if self.holds(at)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    fn number(&self) -> Result<usize, ExprError> {
        let mut count = 0;
        for at in 0..self.items.len() {
            count += usize::from(self.holds(at)?);
        }
        Ok(count)
    }
}

pub(super) fn call(scope: &Scope<'_>, name: &str, args: &[Node]) -> Result<Value, ExprError> {
    let Some((first, rest)) = args.split_first() else { return Err(wrong(name, &[])) };
    let items = match scope.eval(first)? {
        Value::List(items) => items,
        Value::Map(map) if matches!(name, "filter" | "map" | "all" | "any" | "none" | "one" | "count") => {
            Arc::new(map.values().cloned().collect())
        }
        other => return Err(wrong(name, &[other])),
    };
    scope.budget.take(items.len())?;
    let len = items.len();
    let mut looker = Looker { scope, items: Arc::clone(&items), closure: rest.first(), acc: Value::Nil };
    let at = |found: Option<usize>| Value::Int(found.map_or(-1, |n| n as i64));
    let item = |found: Option<usize>| found.and_then(|n| items.get(n).cloned()).unwrap_or(Value::Nil);
    match name {
        "all" => Ok(Value::Bool(looker.number()? == len)),
        "none" => Ok(Value::Bool(looker.position(false)?.is_none())),
        "any" => Ok(Value::Bool(looker.position(false)?.is_some())),
        "one" => Ok(Value::Bool(looker.number()? == 1)),
        "count" => Ok(Value::Int(looker.number()? as i64)),
        "find" => Ok(item(looker.position(false)?)),
        "findLast" => Ok(item(looker.position(true)?)),
        "findIndex" => Ok(at(looker.position(false)?)),
        "findLastIndex" => Ok(at(looker.position(true)?)),
        "map" => Ok(Value::list((0..len).map(|n| looker.of(n)).collect::<Result<_, _>>()?)),
        "filter" => {
            let mut kept = Vec::new();
            for n in 0..len {
                if looker.holds(n)? {
                    kept.extend(items.get(n).cloned());
                }
            }
            Ok(Value::list(kept))
        }
        "sum" => {
            let mut total = Value::Int(0);
            for n in 0..len {
                total = operators::binary(
                    super::super::ast::Operator::Add,
                    &total,
                    &looker.of(n)?,
                    &scope.budget,
                )?;
            }
            Ok(total)
        }
        "groupBy" => {
            let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            for n in 0..len {
                let key = super::super::print::plain(&looker.of(n)?);
                groups.entry(key).or_default().extend(items.get(n).cloned());
            }
            Ok(Value::map(groups.into_iter().map(|(key, items)| (key, Value::list(items))).collect()))
        }
        "sortBy" => sort_by(&looker, rest.get(1)),
        _ => {
            let mut from = 0;
            match rest.get(1) {
                Some(start) => looker.acc = scope.eval(start)?,
                None => {
                    looker.acc = items
                        .first()
                        .cloned()
                        .ok_or_else(|| ExprError::new("reduce of empty array with no initial value", 0))?;
                    from = 1;
                }
            }
            for n in from..len {
                looker.acc = looker.of(n)?;
            }
            Ok(looker.acc)
        }
    }
}

fn sort_by(looker: &Looker<'_, '_>, order: Option<&Node>) -> Result<Value, ExprError> {
    let down = match order.map(|node| looker.scope.eval(node)).transpose()? {
        Some(Value::Text(word)) => &*word == "desc",
        _ => false,
    };
    let mut keyed = Vec::new();
    for n in 0..looker.items.len() {
        keyed.push((looker.of(n)?, looker.items.get(n).cloned().unwrap_or(Value::Nil)));
    }
    keyed.sort_by(|(a, _), (b, _)| {
        let order = operators::order(a, b).unwrap_or(std::cmp::Ordering::Equal);
        if down { order.reverse() } else { order }
    });
    Ok(Value::list(keyed.into_iter().map(|(_, item)| item).collect()))
}
