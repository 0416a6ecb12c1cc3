//! Selectors and queries: labels, fields, JSONPath, jq.
