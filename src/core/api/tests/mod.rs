mod manifests;
mod types;
