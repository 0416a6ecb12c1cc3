//! Watches workflows and makes happen what `core::operate` asks for.
