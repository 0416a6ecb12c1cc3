//! What fields are for.

use super::fields::FIELDS;

/// What a field is for, in a sentence or two; only the common ones have words.
pub fn describe(owner: &str, field: &str) -> Option<&'static str> {
    // Tasks are steps with dependencies, and the containers of all places are alike.
    let owners = match owner {
        "DAGTask" => ["DAGTask", "WorkflowStep"],
        "ScriptTemplate" => ["ScriptTemplate", "Container"],
        "UserContainer" => ["UserContainer", "Container"],
        "ContainerNode" => ["ContainerNode", "Container"],
        owner => [owner, ""],
    };
    let find = |owner: &str| FIELDS.iter().find(|(of, name, _)| *of == owner && *name == field);
    let found = owners.into_iter().find_map(find).or_else(|| find(""));
    found.map(|(.., words)| *words)
}
