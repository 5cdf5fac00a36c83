//! Submodules whose names their parents also give to something else. A module has one attribute of a name.

use super::conditions::Checks;
use super::context::Context;
use super::nodes::when;
use super::presence::submodule_when;
use super::reexports;
use super::resolver::NameMeaning;
use super::scope::{NameDefinition, defined, last_name};
use super::tree::ModuleId;
use crate::generate::rules::BundleRule;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange};

/// Reports each submodule that an item of its parent hides.
pub(super) fn report(context: &Context<'_>) {
    let tree = &context.resolver.tree;
    for (child, source) in tree.modules.iter().enumerate() {
        let Some((name, parent)) = source.path.split_last() else { continue };
        let Some(parent) = tree.at(parent) else { continue };
        if let Some(range) = hidden(context, parent, name, child) {
            let rule =
                BundleRule::HiddenSubmodule { module: tree.modules[parent].name.clone(), name: name.clone() };
            context.report(parent, &rule, range);
        }
    }
}

/// Whether `statement` of `module` only says that a submodule is a module, such as `sub: ModuleType`.
pub(super) fn announces(context: &Context<'_>, module: ModuleId, statement: &ast::Stmt) -> bool {
    let Some(assign) = statement.as_ann_assign_stmt() else { return false };
    let name = assign.target.as_name_expr().map(|name| name.id.as_str());
    last_name(&assign.annotation) == Some("ModuleType")
        && name.is_some_and(|name| context.resolver.tree.child(module, name).is_some())
}

/// Returns the statement of `parent` that gives the name of its submodule `child` to something else.
fn hidden(context: &Context<'_>, parent: ModuleId, name: &str, child: ModuleId) -> Option<TextRange> {
    let scope = &context.resolver.scopes[parent];
    let exists = submodule_when(context, parent, name);
    let meets = |alternatives: &[Checks]| {
        alternatives.iter().map(when).any(|it| exists.iter().any(|other| !it.excludes(other)))
    };
    if scope.definitions.contains_key(name) {
        let defines = |statement: &ast::Stmt| {
            let mut found = false;
            defined(statement, &mut |it| found |= it == name);
            found
        };
        let found = scope.statements.iter().find(|it| defines(it.statement) && meets(&it.when))?;
        let statement = found.statement;
        let is_same = announces(context, parent, statement) || is_alias_of(context, parent, name, child);
        return (!is_same).then(|| statement.range());
    }
    let is_other = reexports::names(context, parent).contains(name)
        && context.resolver.dotted(parent, &[name]) != Some(NameMeaning::Module(child));
    let imported = scope.imported.iter().find(|it| it.name == name);
    let is_met = imported.is_none_or(|import| meets(&import.when));
    (is_other && is_met).then(|| imported.map(|import| import.statement.range()).unwrap_or_default())
}

/// Whether `name` of `parent` is `name = child`.
fn is_alias_of(context: &Context<'_>, parent: ModuleId, name: &str, child: ModuleId) -> bool {
    match context.resolver.definition(parent, name) {
        Some(NameDefinition::Alias(value)) => context.resolver.module_named(parent, value) == Some(child),
        _ => false,
    }
}
