//! `unbounded-loop`: loops over a list of any length, all at once.

use super::{Hint, Manifest, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unbounded-loop",
    what: "A `withParam` loop where nothing limits how many of its steps run at the same time.",
    why: "The list is known only when it runs; a long one starts as many pods as it has items.",
    example: "parallelism: 20      # of the template, or of the workflow\nsteps:\n- - {name: each, template: one, withParam: '{{…}}'}",
    level: None,
    check,
};

fn check(manifest: &Manifest<'_>) -> Vec<Hint> {
    if manifest.spec().value.get("parallelism").is_some() {
        return Vec::new();
    }
    let mut hints = Vec::new();
    for template in manifest.templates().iter().filter(|template| template.value.get("parallelism").is_none())
    {
        for call in template.calls().iter().filter(|call| call.value.get("withParam").is_some()) {
            hints.push(Hint {
                mark: String::new(),
                path: format!("{}/withParam", call.path),
                message: format!("`{}` runs all items of its list at once", call.name()),
                help: "set `parallelism` of the template or of the workflow".to_owned(),
            });
        }
    }
    hints
}
