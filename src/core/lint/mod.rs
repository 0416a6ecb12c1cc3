//! Diagnostics: validation with positions in the file.
