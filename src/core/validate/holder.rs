//! From a reference to its template, and on into it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::advice;
use super::base::{Base, TemplateGetter, TemplateMissing};
use super::finding::{Elsewhere, Report};
use super::globals::Globals;
use super::names::PLACEHOLDER;
use super::{Options, kinds};
use crate::core::api::{Arguments, Template, TemplateRef, TemplateType};
use crate::core::text::pointer;

/// A place in the manifest. Places inside other objects are all the reference that led there.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) pointer: String,
    pub(super) exact: bool,
}

impl Place {
    pub(super) fn at(&self, below: &str) -> String {
        if self.exact { format!("{}{below}", self.pointer) } else { self.pointer.clone() }
    }

    pub(super) fn below(&self, below: &str) -> Self {
        Self { pointer: self.at(below), exact: self.exact }
    }
}

/// What names a template: an entrypoint, a step, a task.
pub(super) struct Reference<'r> {
    pub(super) template: &'r str,
    pub(super) template_ref: Option<&'r TemplateRef>,
    pub(super) inline: Option<&'r Template>,
    pub(super) place: Place,
    /// The place of the name inside the reference, empty where the reference is the name.
    pub(super) field: &'static str,
}

/// The arguments a template is checked with.
#[derive(Clone, Copy)]
pub(super) enum Given<'a> {
    /// Whatever it asks for.
    Anything,
    /// These, from a place in the manifest.
    These(&'a Arguments, &'a str),
}

/// A template, and the object it belongs to.
#[derive(Clone)]
pub(super) struct Found<'a> {
    pub(super) base: Rc<Base<'a>>,
    which: Which,
    pub(super) place: Place,
}

#[derive(Clone)]
enum Which {
    Named(usize),
    Inline(Rc<Template>),
}

impl Found<'_> {
    pub(super) fn template(&self) -> Option<&Template> {
        match &self.which {
            Which::Named(index) => self.base.template(*index),
            Which::Inline(template) => Some(template),
        }
    }

    /// A place inside the template, wherever the template is.
    pub(super) fn elsewhere(&self, below: &str, words: &'static str) -> Option<Elsewhere> {
        if self.place.exact {
            return Some(Elsewhere { stored: None, path: self.place.at(below), words });
        }
        let Which::Named(index) = self.which else { return None };
        let path = format!("/spec/templates/{index}{below}");
        Some(Elsewhere { stored: Some(self.base.stored.clone()?), path, words })
    }
}

/// What became of a reference.
pub(super) enum Outcome<'a> {
    /// The template it names.
    Found(Found<'a>),
    /// A template that is only known at run time.
    Later,
    /// There is none; it was said.
    Broken,
}

/// Why a reference leads nowhere.
struct Broken {
    code: &'static str,
    at: String,
    words: String,
    help: Option<String>,
}

impl Broken {
    fn new(code: &'static str, at: String, words: impl Into<String>) -> Self {
        Self { code, at, words: words.into(), help: None }
    }

    fn help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }
}

/// How many templates may call each other before the rest is looked at on its own.
const DEEPEST: usize = 64;

/// One check of one manifest.
pub(super) struct Checker<'a> {
    pub(super) options: Options<'a>,
    pub(super) getter: &'a dyn TemplateGetter,
    pub(super) report: Report,
    pub(super) globals: Globals,
    /// WorkflowTemplates are checked without their workflow.
    pub(super) templates_only: bool,
    /// Templates whose body was looked at, by base and name.
    pub(super) visited: HashSet<(String, String)>,
    stored: HashMap<(bool, String), Rc<Base<'a>>>,
    depth: usize,
    /// Templates too deep to look into at once.
    pub(super) deferred: Vec<Found<'a>>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(options: Options<'a>, getter: &'a dyn TemplateGetter, templates_only: bool) -> Self {
        Self {
            options,
            getter,
            report: Report::default(),
            globals: Globals::default(),
            templates_only,
            visited: HashSet::new(),
            stored: HashMap::new(),
            depth: 0,
            deferred: Vec::new(),
        }
    }

    /// The stored template of a name; looked up once.
    pub(super) fn stored(&mut self, cluster: bool, name: &str) -> Result<Rc<Base<'a>>, TemplateMissing> {
        let key = (cluster, name.to_owned());
        if let Some(base) = self.stored.get(&key) {
            return Ok(Rc::clone(base));
        }
        let base = if cluster {
            Base::cluster(self.getter.cluster_workflow_template(name)?)
        } else {
            Base::namespaced(self.getter.workflow_template(name)?)
        };
        let base = Rc::new(base);
        self.stored.insert(key, Rc::clone(&base));
        Ok(base)
    }

    /// Follows a reference and checks the template it names with some arguments.
    pub(super) fn follow(
        &mut self,
        base: &Rc<Base<'a>>,
        reference: &Reference<'_>,
        given: Given<'_>,
    ) -> Outcome<'a> {
        let found = match self.find(base, reference) {
            Ok(Some(found)) => found,
            Ok(None) => return Outcome::Later,
            Err(broken) => {
                self.report.add_with(broken.code, broken.at, broken.words, || (broken.help, None));
                return Outcome::Broken;
            }
        };
        self.look_into(&found, given);
        Outcome::Found(found)
    }

    /// Checks a template that was found before with other arguments.
    pub(super) fn look_into(&mut self, found: &Found<'a>, given: Given<'_>) {
        let Some(template) = found.template() else { return };
        if let Some(strategy) = &template.retry_strategy {
            let policy = strategy.retry_policy.as_str();
            if !matches!(policy, "" | "Always" | "OnError" | "OnFailure" | "OnTransientError") {
                let at = found.place.at("/retryStrategy/retryPolicy");
                self.report.add("invalid-retry-policy", at, format!("{policy} is not a valid RetryPolicy"));
            }
        }
        if self.depth >= DEEPEST {
            self.deferred.push(found.clone());
            return;
        }
        self.depth += 1;
        self.check_template(found, given);
        self.depth -= 1;
    }

    /// Which kind of body a template has. `steps: []` is one that only the manifest as written shows.
    pub(super) fn kind_of(&self, found: &Found<'_>) -> TemplateType {
        let kind = found.template().map(Template::kind).unwrap_or_default();
        if kind == TemplateType::Unset && self.written(&found.place, "/steps").is_some() {
            return TemplateType::Steps;
        }
        kind
    }

    /// What the manifest says at a place, when it was given.
    pub(super) fn written(&self, place: &Place, below: &str) -> Option<&'a serde_json::Value> {
        let manifest = self.options.manifest.filter(|_| place.exact)?;
        pointer::find(manifest, &place.at(below)).filter(|value| !value.is_null())
    }

    fn find(&mut self, base: &Rc<Base<'a>>, reference: &Reference<'_>) -> Result<Option<Found<'a>>, Broken> {
        let place = &reference.place;
        let name = reference.template;
        let mut inner = Rc::clone(base);
        if let Some(wanted) = reference.template_ref {
            let at = |below: &str| place.at(below);
            if !name.is_empty() {
                let words = "template name cannot be specified with templateRef";
                return Err(Broken::new("two-templates", at(reference.field), words));
            }
            if wanted.name.is_empty() {
                return Err(Broken::new("missing-name", at("/templateRef"), "resource name is required"));
            }
            if wanted.template.is_empty() {
                return Err(Broken::new("missing-name", at("/templateRef"), "template name is required"));
            }
            if has_tag(&wanted.name) || has_tag(&wanted.template) {
                return Ok(None);
            }
            let not_found = format!("template reference {}.{} not found", wanted.name, wanted.template);
            let later = wanted.template.contains(PLACEHOLDER);
            inner = match self.stored(wanted.cluster_scope, &wanted.name) {
                Ok(stored) => stored,
                Err(TemplateMissing::NotFound(_)) if later => return Ok(None),
                Err(TemplateMissing::NotFound(_)) => {
                    return Err(Broken::new("missing-reference", at("/templateRef/name"), not_found));
                }
                Err(TemplateMissing::Other(words)) => {
                    return Err(Broken::new("missing-reference", at("/templateRef/name"), words));
                }
            };
            if reference.inline.is_none() {
                let Some(index) = inner.find(&wanted.template) else {
                    if later {
                        return Ok(None);
                    }
                    let broken = Broken::new("unknown-template", at("/templateRef/template"), not_found);
                    let known = advice::unknown("templates there", &wanted.template, inner.names());
                    return Err(broken.help(known));
                };
                let place = Place { pointer: at("/templateRef"), exact: false };
                return typed(self, Found { base: inner, which: Which::Named(index), place });
            }
        } else if !name.is_empty() && base.find(name).is_none() {
            let words = format!("template name '{name}' undefined");
            let broken = Broken::new("unknown-template", place.at(reference.field), words);
            return Err(broken.help(advice::unknown("templates here", name, base.names())));
        }
        if let Some(template) = reference.inline {
            let which = Which::Inline(Rc::new(template.clone()));
            return typed(self, Found { base: inner, which, place: place.below("/inline") });
        }
        let Some(index) = base.find(name).filter(|_| !name.is_empty()) else {
            let broken = Broken::new("missing-template", place.at(""), "failed to get a template");
            return Err(broken.help(Some("name a template, or say which with templateRef".to_owned())));
        };
        let place = match &base.pointer {
            Some(pointer) => Place { pointer: format!("{pointer}/templates/{index}"), exact: true },
            None => Place { pointer: place.pointer.clone(), exact: false },
        };
        typed(self, Found { base: inner, which: Which::Named(index), place })
    }
}

/// Refuses a template without a body.
fn typed<'a>(checker: &Checker<'_>, found: Found<'a>) -> Result<Option<Found<'a>>, Broken> {
    if checker.kind_of(&found) == TemplateType::Unset {
        let name = found.template().map_or("", |template| template.name.as_str());
        let words = format!("template '{name}' type is unknown");
        let help = "give it a body: container, script, steps, dag, suspend, resource, http, data, plugin or containerSet";
        return Err(Broken::new("no-template-type", found.place.at(""), words).help(Some(help.to_owned())));
    }
    Ok(Some(found))
}

/// Whether a text holds a tag, expressions aside, or the beginning of one.
fn has_tag(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let inside = rest.get(at + 2..).unwrap_or_default();
        match inside.find("}}") {
            Some(end) if inside.starts_with('=') => rest = inside.get(end + 2..).unwrap_or_default(),
            _ => return true,
        }
    }
    false
}

impl Template {
    /// Whether messages about inputs and outputs take it for one that does something itself.
    pub(super) fn is_leaf(&self) -> bool {
        kinds::is_leaf(&self.kind())
    }
}
