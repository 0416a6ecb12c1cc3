//! One step of the controller as a function: state, observations and the time in; effects out.
