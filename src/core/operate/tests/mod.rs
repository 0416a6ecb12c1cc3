//! Whole workflows through `operate`, with pods that end as a script says.

mod again;
mod control;
mod expected;
mod golden;
mod linear;
mod locks;
mod model;
mod replay;
mod sim;
