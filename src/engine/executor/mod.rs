//! Runs pods: order of containers, inputs, outputs, logs, deadlines.
