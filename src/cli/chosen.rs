//! Which named place a command goes to: that of `--context`, else that of `argo context use`.

use std::path::Path;

use super::contexts::{Contexts, LOCAL};
use super::env::Env;
use super::error::CliResult;
use super::globals::{Globals, given};
use crate::client::connect::{ConnectOptions, kube_contexts};

/// Fills the flags with what the named place says, where it is one of ours. The name of the place, if one was chosen.
///
/// Flags and variables that name a place by themselves come first; `KUBECONFIG` does not, since a context of it may be
/// the chosen one.
pub(super) fn apply(globals: &mut Globals, env: &Env, options: &ConnectOptions) -> CliResult<Option<String>> {
    let Some(folder) = &env.config_folder else { return Ok(None) };
    let by_flag = given(globals.context.as_ref()).map(str::to_owned);
    if globals.local || given(globals.argo_server.as_ref()).is_some() {
        return Ok(None);
    }
    let elsewhere = options.kubeconfig.is_some()
        || [&options.cluster, &options.user, &options.server].iter().any(|flag| flag.is_some());
    if elsewhere && by_flag.is_none() {
        return Ok(None);
    }
    let contexts = Contexts::read(folder)?;
    let name = match by_flag {
        // A kubeconfig may have a context of any name; what it has was meant.
        Some(name) if elsewhere || is_of_kubeconfig(options, &name) => return Ok(Some(name)),
        Some(name) => name,
        None if contexts.current.is_empty() => return Ok(None),
        None => contexts.current.clone(),
    };
    if name == LOCAL {
        globals.local = true;
        globals.context = None;
    } else if let Some(server) = contexts.servers.get(&name) {
        globals.context = None;
        globals.argo_server = Some(server.server.clone());
        globals.secure = server.secure;
        globals.insecure_skip_verify |= server.insecure_skip_verify;
        fill(&mut globals.argo_base_href, &server.base_href);
        fill(&mut globals.certificate_authority, &server.certificate_authority);
        fill(&mut globals.namespace, &server.namespace);
    } else {
        globals.context = Some(name.clone());
    }
    Ok(Some(name))
}

fn is_of_kubeconfig(options: &ConnectOptions, name: &str) -> bool {
    // A kubeconfig that cannot be read is complained about where it is needed.
    kube_contexts(options).is_ok_and(|(all, _)| all.iter().any(|context| context.name == name))
}

fn fill(flag: &mut Option<String>, with: &str) {
    if flag.is_none() && !with.is_empty() {
        *flag = Some(with.to_owned());
    }
}

/// Where our configuration is.
pub(super) fn folder() -> Option<std::path::PathBuf> {
    use etcetera::BaseStrategy;
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("argo"))
}

/// Where logins are kept.
pub(super) fn tokens(folder: &Path) -> crate::client::tokens::Tokens {
    crate::client::tokens::Tokens::at(folder.join("logins"))
}
