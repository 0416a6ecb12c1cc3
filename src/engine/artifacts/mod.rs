//! Where artifacts are kept: drivers, archives, safe extraction.
