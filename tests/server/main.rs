//! The API server as clients meet it.

mod apicheck;
