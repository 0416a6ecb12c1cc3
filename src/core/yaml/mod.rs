//! YAML by Go's rules: text to a spanned tree to JSON values, and back.
