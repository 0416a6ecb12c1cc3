//! Objects that do not fit their type: keys given twice, unknown fields, wrong types.

use super::diagnostic::{Diagnostic, Level, Related};
use super::file::Object;
use super::fix;
use super::run::{Run, error};
use super::shape::Problem;
use crate::core::api::manifest::parse_objects;

impl Run<'_> {
    /// Keys given twice. Argo drops such a document without a word.
    pub(super) fn duplicates(&mut self, object: &Object, file: usize, text: &str) -> bool {
        let mut any = false;
        for (index, (argos, span)) in object.duplicates().enumerate() {
            let help = Some("take one of them away: only the last counts".to_owned());
            // The first is looked for in the whole document.
            let first = span.as_ref().filter(|_| index < 20).and_then(|span| object.first_of(span));
            let related = first.map(|span| Related { file, span, words: "the first is here".to_owned() });
            let key = span.clone().and_then(|span| text.get(span));
            let message = key.map_or_else(
                || argos.to_owned(),
                |key| format!("key `{}` is given twice", key.trim_matches(['"', '\''])),
            );
            let line = error(object, "", argos.to_owned(), "", None).line;
            let fault = error(object, "duplicate-key", message, "", span);
            self.found.push(Diagnostic { help, related, line, ..fault });
            any = true;
        }
        if any && object.is_json() {
            // JSON is the case that Argo has words for.
            let words = parse_objects(text, true).into_iter().next().and_then(|parsed| parsed.error);
            let label = object.label();
            let last = self.found.iter_mut().rev().find(|one| one.object == label);
            if let (Some(last), Some(words)) = (last, words) {
                last.line = Some(format!("in {label}: {words}"));
            }
        }
        any
    }

    /// An object that does not fit its type: Argo's one line, and every problem with its place.
    pub(super) fn misfit(&mut self, object: &Object, text: &str, failure: &str, problems: Vec<Problem>) {
        let mut line = Some(format!("in {}: {failure}", object.label()));
        for problem in problems.into_iter().filter(|problem| !problem.silent) {
            let diagnostic = unfit(object, text, problem);
            self.found.push(Diagnostic { line: line.take(), ..diagnostic });
        }
        if line.is_some() {
            let span = object.key_span("/kind");
            self.found.push(Diagnostic { line, ..error(object, "wrong-type", failure.to_owned(), "", span) });
        }
    }

    /// What Argo does not object to, and should.
    pub(super) fn silent(&mut self, object: &Object, text: &str, problems: Vec<Problem>) {
        for problem in problems.into_iter().filter(|problem| problem.silent) {
            let diagnostic = unfit(object, text, problem);
            let message = diagnostic.message.clone() + ": it has no effect";
            self.found.push(Diagnostic { line: None, level: Level::Warning, message, ..diagnostic });
        }
    }
}

fn unfit(object: &Object, text: &str, problem: Problem) -> Diagnostic {
    let pointer = problem.pointer.as_str();
    let scalar = object.value.pointer(pointer).is_some_and(|value| !value.is_object() && !value.is_array());
    let at_value = !problem.unknown && scalar;
    let span = if at_value { object.value_span(pointer) } else { object.key_span(pointer) };
    let code = if problem.unknown { "unknown-field" } else { "wrong-type" };
    let fix = problem.mend.as_ref().and_then(|mend| fix::of(object, text, pointer, mend));
    let written = span.clone().and_then(|span| text.get(span)).map(str::trim);
    let help = problem.help_for(written);
    let message = if problem.unknown { unknown(&problem.message) } else { problem.message };
    Diagnostic { help, fix, ..error(object, code, message, &problem.pointer, span) }
}

/// `strict decoding error: unknown field "spec.templates[0].x"` in fewer words.
fn unknown(argos: &str) -> String {
    let path = argos.split('"').nth(1).unwrap_or_default();
    match path.rsplit_once('.') {
        Some((parent, field)) => format!("unknown field `{field}` in {parent}"),
        None => format!("unknown field `{path}`"),
    }
}
