//! Small text formats: ages, durations, Go time layouts, plurals.
