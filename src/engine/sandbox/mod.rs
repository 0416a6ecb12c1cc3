//! Processes in namespaces of their own. All of the program's `unsafe` is in `sys`.
