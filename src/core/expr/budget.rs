//! How much an expression may do.

use std::cell::Cell;

use super::ExprError;

/// How many steps an evaluation may take; each element of a list made counts.
const STEPS: u64 = 10_000_000;

/// How many elements and letters may be made by functions, as in expr-lang.
const MEMORY: usize = 1_000_000;

/// How deep expressions may nest.
pub(super) const DEPTH: usize = 200;

/// What is left.
pub(super) struct Budget {
    steps: Cell<u64>,
    memory: Cell<usize>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { steps: Cell::new(STEPS), memory: Cell::new(MEMORY) }
    }

    /// How many steps are left.
    pub(super) fn left(&self) -> u64 {
        self.steps.get()
    }

    /// Takes steps; an error when there are not so many.
    pub(super) fn take(&self, steps: usize) -> Result<(), ExprError> {
        let left = self.steps.get().checked_sub(steps as u64);
        let left = left.ok_or_else(|| ExprError::new("memory budget exceeded", 0))?;
        self.steps.set(left);
        Ok(())
    }

    /// Takes room for what a function makes; an error when there is not so much.
    pub(super) fn memory(&self, size: usize) -> Result<(), ExprError> {
        let left = self.memory.get().checked_sub(size);
        let left = left.ok_or_else(|| ExprError::new("memory budget exceeded", 0))?;
        self.memory.set(left);
        Ok(())
    }
}
