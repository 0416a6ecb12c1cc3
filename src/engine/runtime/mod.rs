//! Ways to run one container of a pod.
