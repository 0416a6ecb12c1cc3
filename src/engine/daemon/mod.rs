//! The engine process: start on demand, lock, listeners, home directory.
