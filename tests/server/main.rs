//! The API server as clients meet it.

mod apicheck;
mod bad_input;
mod crash;
mod forms;
mod limits;
