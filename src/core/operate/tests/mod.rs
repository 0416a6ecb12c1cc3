//! Whole workflows through `operate`, with pods that end as a script says.

mod control;
mod golden;
mod linear;
mod replay;
mod sim;
