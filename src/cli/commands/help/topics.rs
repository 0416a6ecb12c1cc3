//! Topics that belong to no single command.

use std::fmt::Write as _;

use clap::CommandFactory;

use crate::cli::args::Args;
use crate::cli::exit::Exit;

pub(super) fn exit_codes() -> String {
    let mut text = String::from("What the exit status says:\n\n");
    for (exit, meaning) in Exit::ALL {
        // Writing to a String does not fail.
        let _ = writeln!(text, "{:>5}  {meaning}", exit.code());
    }
    text
}

/// Variables that stand for no flag.
const PLAIN: [(&str, &str); 9] = [
    ("ARGO_TOKEN", "What requests carry as Authorization, e.g. \"Bearer …\""),
    ("ARGO_LOCAL_HOME", "Where the engine of this machine keeps its state"),
    ("ARGO_COMPLETE", "Set by shells that ask for completions"),
    ("KUBECONFIG", "Kubeconfig files, separated by colons"),
    ("COLUMNS", "The width that texts are wrapped at where there is no terminal"),
    ("NO_COLOR", "Set: no colours"),
    ("CLICOLOR_FORCE", "Set: colours, also into pipes"),
    ("TZ", "The time zone that times are shown in"),
    (
        "XDG_DATA_HOME, XDG_CACHE_HOME",
        "Where state is kept that nothing else places, and names for completion",
    ),
];

/// The variables: those that stand for flags as the parser has them, then the others.
pub(super) fn environment() -> String {
    let command = Args::command();
    let mut flags: Vec<(String, String)> = Vec::new();
    for arg in command.get_arguments() {
        if let (Some(variable), Some(flag)) = (arg.get_env(), arg.get_long()) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            flags.push((variable.to_string_lossy().into_owned(), format!("--{flag}: {help}")));
        }
    }
    flags.sort();
    let mut text = String::from("Variables that stand for flags; a flag that is given wins:\n\n");
    // Writing to a String does not fail.
    for (variable, words) in &flags {
        let _ = writeln!(text, "  {variable:<30} {words}");
    }
    text.push_str("\nOther variables:\n\n");
    for (variable, words) in PLAIN {
        let _ = writeln!(text, "  {variable:<30} {words}");
    }
    text
}

pub(super) const SELECTORS: &str = "\
Selectors choose some of many. Terms are joined by commas, and all must hold.

Labels, with -l or --selector (list, delete, stop, terminate, retry, resubmit, logs, …):

  app=web                 the label has this value; == says the same
  app!=web                it has another value, or there is no such label
  app in (web, api)       one of these values
  app notin (web, api)    none of these values
  app                     there is such a label
  !app                    there is none

  argo list -l 'workflows.argoproj.io/phase in (Failed, Error)'

Fields of workflows, with --field-selector: metadata.name and metadata.namespace, with =, == or !=.

  argo delete --field-selector metadata.name=hello-world

Fields of steps, with --node-field-selector (get, resume, stop, retry, node set):

  displayName, templateName, name, id, phase, templateRef.name, templateRef.template,
  inputs.parameters.NAME.value, with = or !=

  argo resume my-wf --node-field-selector displayName=approve
  argo retry my-wf --restart-successful --node-field-selector templateName=build

@latest in the place of a workflow's name is the newest workflow of the namespace.
";

pub(super) const LOCAL: &str = "\
Workflows run on this machine when no cluster is configured, or with --local. The first command that needs it starts a small
engine in the background; it goes away when it has been idle, and nothing is lost when it is killed.

Steps run as processes in namespaces of their own, as the user who started the engine. Images are not pulled: commands are
looked up on this machine. The machine's files are read-only for them, home directories are hidden, / and /tmp are private.

  argo run FILE                 one workflow in an engine of its own, nothing left behind
  argo submit FILE              the engine goes on in the background
  argo local status             what runs, and where its state is
  argo local stop               ends the engine; the next command starts it again
  argo local reset              ends it and removes its state
  argo local kubeconfig         for kubectl and other clients of the Kubernetes API

Its state is in ARGO_LOCAL_HOME, else in `argo` below XDG_DATA_HOME.

";
