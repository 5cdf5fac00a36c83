//! Under which conditions a module has a name in `__all__`, and a submodule.

use super::conditions::Checks;
use super::context::Context;
use super::exports::{ExportedNames, Piece};
use super::nodes::when;
use super::tree::ModuleId;
use crate::generate::model::{ConditionalExports, When};

/// Returns the names in `__all__`, and those that it has under conditions.
pub(super) fn exports(context: &Context<'_>, module: ModuleId) -> (Vec<String>, Vec<ConditionalExports>) {
    let mut always: Vec<String> = Vec::new();
    let mut conditional: Vec<ConditionalExports> = Vec::new();
    for Piece { when: alternatives, names } in &context.resolver.scopes[module].exports.pieces {
        let names = match names {
            ExportedNames::Listed(names) => names.clone(),
            ExportedNames::Of(expr) => match context.resolver.module_named(module, expr) {
                Some(source) => context.resolver.public(source).iter().cloned().collect(),
                None => continue,
            },
            ExportedNames::Removed(removed) => {
                always.retain(|name| !removed.contains(name));
                continue;
            }
        };
        for checks in alternatives {
            if checks.is_empty() {
                always.extend(names.iter().cloned());
            } else {
                add_conditional(checks, &names, &mut conditional);
            }
        }
    }
    always.sort();
    always.dedup();
    (always, conditional)
}

fn add_conditional(checks: &Checks, names: &[String], conditional: &mut Vec<ConditionalExports>) {
    let when = when(checks);
    match conditional.iter_mut().find(|it| it.when == when) {
        Some(known) => known.names.extend(names.iter().cloned()),
        None => conditional.push(ConditionalExports { when, names: names.to_vec() }),
    }
}

/// Returns the conditions under which the submodule `name` of `parent` exists: those under which `parent` re-exports it, or else
/// those under which `__all__` has it.
pub(super) fn submodule_when(context: &Context<'_>, parent: ModuleId, name: &str) -> Vec<When> {
    let imports = &context.resolver.scopes[parent].imported;
    let imports = imports.iter().filter(|import| import.is_reexport && import.name == name);
    let alternatives: Vec<When> = imports.flat_map(|import| &import.when).map(when).collect();
    if !alternatives.is_empty() {
        let is_always = alternatives.contains(&When::default());
        return if is_always { vec![When::default()] } else { alternatives };
    }
    let (always, conditional) = exports(context, parent);
    let has = |names: &[String]| names.iter().any(|it| it == name);
    let found: Vec<When> = conditional.into_iter().filter(|it| has(&it.names)).map(|it| it.when).collect();
    if has(&always) || found.is_empty() { vec![When::default()] } else { found }
}
