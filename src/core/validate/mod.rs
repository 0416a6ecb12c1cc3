//! The checks the controller makes before it runs a workflow.
