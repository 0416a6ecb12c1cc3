//! The expression language of `{{=…}}` tags and `expression:` fields (expr-lang 1.17 with sprig).
