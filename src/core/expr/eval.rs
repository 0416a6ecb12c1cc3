//! Evaluation of a tree.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::ast::{Kind, Node, Operator};
use super::budget::{Budget, DEPTH};
use super::{ExprError, Value, builtins, methods, operators, sprig};

/// Which functions an expression may call besides the language's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Functions {
    /// `sprig`, `asInt`, `asFloat`, `jsonpath`, `toJson`: templates, hooks, outputs (engine.md §3.4).
    #[default]
    Argo,
    /// None: data, http and cron expressions.
    Plain,
}

/// What an expression sees.
pub trait Environment {
    /// The value of a name; `None` for a name that does not exist.
    fn get(&self, name: &str) -> Option<Value>;
    /// Everything, as `$env` shows it.
    fn all(&self) -> BTreeMap<String, Value>;
    /// The present time, for `now()` and its like.
    fn now(&self) -> Timestamp;
    /// Whether a name that does not exist is nothing, rather than an error.
    fn unknown_is_nil(&self) -> bool {
        true
    }
    /// What else it may call.
    fn functions(&self) -> Functions {
        Functions::Argo
    }
}

impl Environment for BTreeMap<String, Value> {
    fn get(&self, name: &str) -> Option<Value> {
        Self::get(self, name).cloned()
    }

    fn all(&self) -> BTreeMap<String, Value> {
        self.clone()
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

/// An evaluation in progress.
pub(super) struct Scope<'a> {
    pub(super) environment: &'a dyn Environment,
    pub(super) budget: Budget,
    locals: RefCell<Vec<(String, Value)>>,
    pointers: RefCell<Vec<Pointer>>,
    depth: RefCell<usize>,
}

/// What `#`, `#index` and `#acc` stand for.
#[derive(Clone)]
pub(super) struct Pointer {
    pub(super) item: Value,
    pub(super) index: usize,
    pub(super) acc: Value,
}

/// Argo's functions beside sprig.
const ARGO: &[&str] = &["asInt", "asFloat", "jsonpath", "toJson", "sprig"];

pub(super) fn run(root: &Node, environment: &dyn Environment) -> Result<Value, ExprError> {
    let scope = Scope {
        environment,
        budget: Budget::new(),
        locals: RefCell::default(),
        pointers: RefCell::default(),
        depth: RefCell::new(0),
    };
    scope.eval(root)
}

/// A chain with `?.` ended at nothing.
const BROKEN_CHAIN: &str = "\u{0}chain";

impl Scope<'_> {
    pub(super) fn eval(&self, node: &Node) -> Result<Value, ExprError> {
        self.budget.take(1)?;
        *self.depth.borrow_mut() += 1;
        if *self.depth.borrow() > 4 * DEPTH {
            return Err(ExprError::new("the expression nests too deep", node.at));
        }
        let value = self.eval_kind(node);
        *self.depth.borrow_mut() -= 1;
        value
    }

    fn eval_kind(&self, node: &Node) -> Result<Value, ExprError> {
        let at = node.at;
        let placed = |mut error: ExprError| {
            if error.at == 0 {
                error.at = at;
            }
            error
        };
        match &node.kind {
            Kind::Nil => Ok(Value::Nil),
            Kind::Bool(b) => Ok(Value::Bool(*b)),
            Kind::Int(n) => Ok(Value::Int(*n)),
            Kind::Float(n) => Ok(Value::Float(*n)),
            Kind::Text(text) => Ok(Value::text(text)),
            Kind::Name(name) => self.name(name, at),
            Kind::Environment => Ok(Value::map(self.environment.all())),
            Kind::Pointer(which) => self.pointer(which, at),
            Kind::List(items) => {
                Ok(Value::list(items.iter().map(|item| self.eval(item)).collect::<Result<_, _>>()?))
            }
            Kind::Map(entries) => self.map(entries),
            Kind::Not(inner) => match self.eval(inner)? {
                Value::Bool(b) => Ok(Value::Bool(!b)),
                other => Err(ExprError::new(
                    format!("invalid operation: ! (mismatched type {})", other.type_name()),
                    at,
                )),
            },
            Kind::Minus(inner) => operators::minus(&self.eval(inner)?).map_err(placed),
            Kind::Plus(inner) => match self.eval(inner)? {
                value @ (Value::Int(_) | Value::Float(_)) => Ok(value),
                other => Err(ExprError::new(
                    format!("invalid operation: + (mismatched type {})", other.type_name()),
                    at,
                )),
            },
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right).map_err(placed),
            Kind::Choice(condition, then, otherwise) => {
                if self.truth(condition)? {
                    self.eval(then)
                } else {
                    self.eval(otherwise)
                }
            }
            Kind::Member { base, name, optional } => self.member(base, name, *optional, at),
            Kind::Index { base, index, optional } => {
                let base = self.eval(base)?;
                if *optional && matches!(base, Value::Nil) {
                    return Err(ExprError::new(BROKEN_CHAIN, at));
                }
                operators::index(&base, &self.eval(index)?).map_err(placed)
            }
            Kind::Slice { base, from, to } => {
                let base = self.eval(base)?;
                let bound = |node: &Option<Box<Node>>| node.as_ref().map(|n| self.eval(n)).transpose();
                operators::slice(&base, bound(from)?, bound(to)?).map_err(placed)
            }
            Kind::Call { callee, args } => self.call(callee, args, at).map_err(placed),
            Kind::Builtin { name, args } => builtins::call(self, name, args).map_err(placed),
            Kind::Closure(body) => self.eval(body),
            Kind::Chain(inner) => match self.eval(inner) {
                Err(error) if error.message == BROKEN_CHAIN => Ok(Value::Nil),
                other => other,
            },
            Kind::Let { name, value, body } => {
                let value = self.eval(value)?;
                self.locals.borrow_mut().push((name.clone(), value));
                let result = self.eval(body);
                self.locals.borrow_mut().pop();
                result
            }
            Kind::Sequence(parts) => {
                let mut last = Value::Nil;
                for part in parts {
                    last = self.eval(part)?;
                }
                Ok(last)
            }
        }
    }

    fn name(&self, name: &str, at: usize) -> Result<Value, ExprError> {
        if let Some((_, value)) = self.locals.borrow().iter().rev().find(|(own, _)| own == name) {
            return Ok(value.clone());
        }
        if let Some(value) = self.environment.get(name) {
            return Ok(value);
        }
        if self.environment.functions() == Functions::Argo && ARGO.contains(&name) {
            return Ok(Value::Function(name.into()));
        }
        if self.environment.unknown_is_nil() {
            return Ok(Value::Nil);
        }
        Err(ExprError::syntax(format!("unknown name {name}"), at))
    }

    fn pointer(&self, which: &str, at: usize) -> Result<Value, ExprError> {
        let pointers = self.pointers.borrow();
        let pointer = pointers
            .last()
            .ok_or_else(|| ExprError::new("cannot use pointer accessor outside closure", at))?;
        match which {
            "" => Ok(pointer.item.clone()),
            "index" => Ok(Value::Int(i64::try_from(pointer.index).unwrap_or(i64::MAX))),
            "acc" => Ok(pointer.acc.clone()),
            other => Err(ExprError::syntax(format!("unknown pointer #{other}"), at)),
        }
    }

    /// Evaluates a predicate for one element.
    pub(super) fn with(&self, closure: &Node, pointer: Pointer) -> Result<Value, ExprError> {
        self.pointers.borrow_mut().push(pointer);
        let value = self.eval(closure);
        self.pointers.borrow_mut().pop();
        value
    }

    fn map(&self, entries: &[(Node, Node)]) -> Result<Value, ExprError> {
        let mut map = BTreeMap::new();
        for (key, value) in entries {
            let name = match self.eval(key)? {
                Value::Text(text) => text.to_string(),
                other => {
                    return Err(ExprError::new(
                        format!("a map key must be text, not {}", other.type_name()),
                        key.at,
                    ));
                }
            };
            map.insert(name, self.eval(value)?);
        }
        Ok(Value::map(map))
    }

    fn truth(&self, node: &Node) -> Result<bool, ExprError> {
        match self.eval(node)? {
            Value::Bool(b) => Ok(b),
            other => Err(ExprError::new(
                format!("non-bool expression (type {}) used as condition", other.type_name()),
                node.at,
            )),
        }
    }

    fn binary(&self, operator: Operator, left: &Node, right: &Node) -> Result<Value, ExprError> {
        match operator {
            Operator::Or | Operator::And => {
                let stop = operator == Operator::Or;
                let of = |node: &Node| match self.eval(node)? {
                    Value::Bool(b) => Ok(b),
                    other => Err(ExprError::new(
                        format!(
                            "invalid operation: {} (mismatched types {} and bool)",
                            operator.sign(),
                            other.type_name()
                        ),
                        node.at,
                    )),
                };
                if of(left)? == stop { Ok(Value::Bool(stop)) } else { of(right).map(Value::Bool) }
            }
            Operator::Coalesce => match self.eval(left)? {
                Value::Nil => self.eval(right),
                value => Ok(value),
            },
            _ => {
                let (a, b) = (self.eval(left)?, self.eval(right)?);
                if matches!(operator, Operator::Equal | Operator::NotEqual)
                    && let (Some(x), Some(y)) = (self.family(left, &a), self.family(right, &b))
                    && x != y
                {
                    let (sign, x, y) = (operator.sign(), a.type_name(), b.type_name());
                    return Err(ExprError::new(
                        format!("invalid operation: {sign} (mismatched types {x} and {y})"),
                        0,
                    ));
                }
                operators::binary(operator, &a, &b, &self.budget)
            }
        }
    }

    /// What kind of value a node is known to have before it runs: literals and plain variables.
    fn family(&self, node: &Node, value: &Value) -> Option<&'static str> {
        let known = match &node.kind {
            Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) | Kind::Text(_) | Kind::List(_) | Kind::Map(_) => {
                true
            }
            Kind::Name(name) => !self.locals.borrow().iter().any(|(own, _)| own == name),
            _ => false,
        };
        match value {
            _ if !known => None,
            Value::Nil => None,
            Value::Int(_) | Value::Float(_) => Some("number"),
            other => Some(other.type_name()),
        }
    }

    fn member(&self, base: &Node, name: &str, optional: bool, at: usize) -> Result<Value, ExprError> {
        let value = self.eval(base)?;
        match &value {
            Value::Map(map) => Ok(map.get(name).cloned().unwrap_or(Value::Nil)),
            Value::Nil if optional => Err(ExprError::new(BROKEN_CHAIN, at)),
            Value::Nil => Err(ExprError::new(format!("cannot fetch {name} from <nil>"), at)),
            Value::Function(function) if &**function == "sprig" => {
                Ok(Value::Function(format!("sprig.{name}").into()))
            }
            Value::Time(_) | Value::Duration(_) => {
                Ok(Value::Method(Arc::new((value.clone(), name.to_owned()))))
            }
            other => Err(ExprError::new(format!("cannot fetch {name} from {}", other.type_name()), at)),
        }
    }

    fn call(&self, callee: &Node, args: &[Node], at: usize) -> Result<Value, ExprError> {
        let function = match (&callee.kind, self.eval(callee)) {
            (_, Ok(function)) => function,
            (_, Err(error)) => return Err(error),
        };
        let args = args.iter().map(|arg| self.eval(arg)).collect::<Result<Vec<_>, _>>()?;
        match function {
            Value::Function(name) => match name.strip_prefix("sprig.") {
                Some(name) => sprig::call(self, name, &args).map_err(|e| ExprError { at: callee.at, ..e }),
                None => builtins::argo(self, &name, &args),
            },
            Value::Method(method) => methods::call(&method.0, &method.1, &args),
            Value::Nil => Err(ExprError::new("invalid operation: cannot call nil", at)),
            other => Err(ExprError::new(format!("{} is not callable", other.type_name()), at)),
        }
    }
}
