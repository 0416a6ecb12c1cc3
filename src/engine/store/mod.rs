//! Versioned objects with watch, over SQLite.
