//! User actions as transformations of objects: submit options, retry, resubmit, stop, suspend, resume, node set.
