//! The condition language of `when:` (govaluate).
