//! The node table of `get`: tree, templates, pods, durations, messages (cli.md §3.2, §3.3).

use jiff::Timestamp;

use super::forest::Forest;
use super::role::{Role, Text};
use super::rows::rows;
use super::sanitize::{Keep, sanitize};
use super::table::Table;
use super::workflow::{Layout, Options};
use super::{icon, pods, span_between};
use crate::core::api::{NodeStatus, NodeType, Workflow};
use crate::core::text::age;

/// Returns the node table; nothing when the workflow has no root node yet.
pub(super) fn table(workflow: &Workflow, now: Timestamp, options: &Options) -> Option<Text> {
    let forest = Forest::new(workflow);
    let root = forest.root(workflow.name())?;
    let mut table = Table::new(2, options.color);
    headings(&mut table, options.layout);
    for row in rows(&forest, root, options.filter.as_ref(), options.utf8) {
        node_row(&mut table, workflow, row.node, &row.prefix, now, options);
    }
    let exit = pods::node_id(workflow.name(), &format!("{}.onExit", workflow.name()));
    if let Some(exit) = forest.root(&exit) {
        table.write(Role::Plain, "\t\t\t\t\t\n");
        for row in rows(&forest, exit, options.filter.as_ref(), options.utf8) {
            node_row(&mut table, workflow, row.node, &row.prefix, now, options);
        }
    }
    Some(table.finish())
}

fn headings(table: &mut Table, layout: Layout) {
    table.write(Role::Heading, "STEP");
    table.write(
        Role::Plain,
        match layout {
            Layout::Default => "\tTEMPLATE\tPODNAME\tDURATION\tMESSAGE\n",
            Layout::Short => "\tTEMPLATE\tPODNAME\tDURATION\tMESSAGE\tNODENAME\n",
            Layout::Wide => {
                "\tTEMPLATE\tPODNAME\tDURATION\tARTIFACTS\tMESSAGE\tRESOURCESDURATION\tNODENAME\n"
            }
        },
    );
}

fn node_row(
    table: &mut Table,
    workflow: &Workflow,
    node: &NodeStatus,
    prefix: &str,
    now: Timestamp,
    options: &Options,
) {
    let is_pod = node.type_ == NodeType::Pod;
    table.write(Role::Plain, prefix);
    if let Some((role, sign)) = icon::of_node(node, options.utf8) {
        table.write(role, sign);
    }
    table.write(Role::Plain, " ");
    table.cell(&sanitize(&node.display_name, Keep::Layout));
    table.cell(&sanitize(&template_name(node), Keep::Layout));
    if is_pod {
        table.cell(&sanitize(&pods::pod_name(workflow, node), Keep::Layout));
        table.cell(&age::short(span_between(node.started_at, node.finished_at, now)));
    } else {
        table.cell("");
        table.cell("");
    }
    if options.layout == Layout::Wide {
        table.cell(&sanitize(&artifacts(node), Keep::Layout));
    }
    table.cell(&sanitize(&node.message, Keep::Layout));
    if options.layout == Layout::Wide {
        let used = node.resources_duration.iter().map(|(name, amount)| (name.as_str(), *amount));
        table.cell(&age::resources_duration(used));
    }
    if options.layout != Layout::Default && is_pod {
        table.write(Role::Plain, &sanitize(&node.host_node_name, Keep::Layout));
    }
    table.end_line();
}

/// `REFERENCE/TEMPLATE` for a template of another object, else the template's name.
pub(super) fn template_name(node: &NodeStatus) -> String {
    match &node.template_ref {
        Some(reference) => format!("{}/{}", reference.name, reference.template),
        None => node.template_name.clone(),
    }
}

fn artifacts(node: &NodeStatus) -> String {
    let artifacts = node.outputs.iter().flat_map(|outputs| &outputs.artifacts);
    artifacts.map(|artifact| artifact.name.as_str()).collect::<Vec<_>>().join(",")
}
