//! `{{ }}` substitution.
