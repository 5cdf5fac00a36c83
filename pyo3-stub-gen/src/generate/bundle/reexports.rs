//! The names that a module has from others: each becomes an item, because a class cannot import.

use super::context::Context;
use super::exports::ExportedNames;
use super::generic_class;
use super::nodes;
use super::objects;
use super::resolver::NameMeaning;
use super::scope::NameDefinition;
use super::tree::ModuleId;
use crate::generate::config::AttributeForm;
use crate::generate::model::{
    Alias, AliasForm, Attribute, Comments, Expr, ExternalName, Ignore, Items, Node, Symbol, When,
};
use crate::generate::rules::BundleRule;
use std::collections::BTreeSet;

/// Adds what `module` re-exports to `items`.
pub(super) fn add(context: &Context<'_>, module: ModuleId, items: &mut Items) {
    for name in names(context, module) {
        let scope = &context.resolver.scopes[module];
        if scope.definitions.contains_key(name.as_str())
            || context.resolver.tree.child(module, &name).is_some()
        {
            continue;
        }
        let Some(meaning) = context.resolver.dotted(module, &[&name]) else { continue };
        copy(context, module, &name, meaning, items);
    }
}

/// Returns the names that `module` imports for its users.
pub(super) fn names(context: &Context<'_>, module: ModuleId) -> BTreeSet<String> {
    let scope = &context.resolver.scopes[module];
    let mut names: BTreeSet<String> =
        scope.imported.iter().filter(|it| it.is_reexport).map(|it| it.name.to_owned()).collect();
    for star in &scope.stars {
        if let Some(source) = context.resolver.tree.named(star) {
            names.extend(context.resolver.public(source).iter().cloned());
        }
    }
    let imported: BTreeSet<&str> = scope.imported.iter().map(|it| it.name).collect();
    for piece in &scope.exports.pieces {
        if let ExportedNames::Listed(listed) = &piece.names {
            let from_star = !scope.stars.is_empty();
            names.extend(listed.iter().filter(|name| from_star || imported.contains(name.as_str())).cloned());
        }
    }
    names
}

/// Adds what `meaning` is to `items` of `module`, under the name `name`. Returns whether it is known what that is.
pub(super) fn copy(
    context: &Context<'_>,
    module: ModuleId,
    name: &str,
    meaning: NameMeaning,
    items: &mut Items,
) -> bool {
    match meaning {
        NameMeaning::Module(target) => {
            add_module(context, module, name, target, items);
            true
        }
        NameMeaning::External(external) => {
            add_external(context, module, name, external, items);
            true
        }
        NameMeaning::Circular => {
            let source = context.source(module);
            let rule = BundleRule::Circular { module: source.name.clone(), name: name.to_owned() };
            let imported = context.resolver.scopes[module].imported.iter().find(|it| it.name == name);
            let range = imported.map(|it| ruff_text_size::Ranged::range(it.statement)).unwrap_or_default();
            context.report(module, &rule, range);
            true
        }
        NameMeaning::Item { module: home, name: path } => match path.as_slice() {
            [own] => copy_item(context, home, own, name, items),
            _ => false,
        },
    }
}

fn copy_item(context: &Context<'_>, home: ModuleId, own: &str, name: &str, items: &mut Items) -> bool {
    let expr = || context.expr(NameMeaning::Item { module: home, name: vec![own.to_owned()] });
    match context.resolver.definition(home, own) {
        None => false,
        Some(NameDefinition::TypeVariable(_)) => true,
        Some(NameDefinition::Class(_) | NameDefinition::Made(_)) => {
            let object = objects::class_object(context, home, own);
            insert(&mut items.aliases, same(name, expr(), object), |it| &it.name);
            true
        }
        Some(NameDefinition::Alias(value)) => {
            if let Some(parts) = super::resolver::parts(value)
                && let Some(meaning @ (NameMeaning::Item { .. } | NameMeaning::Module(_))) =
                    context.resolver.dotted(home, &parts)
                && meaning != (NameMeaning::Item { module: home, name: vec![own.to_owned()] })
                && copy(context, home, name, meaning, items)
            {
                return true;
            }
            let value = super::names::NamePlace::top(context, home).r#type(value);
            let object = objects::object(context, home, &value);
            insert(&mut items.aliases, same(name, expr(), object), |it| &it.name);
            true
        }
        Some(NameDefinition::Function | NameDefinition::Variable) => {
            let scope = &context.resolver.scopes[home];
            let defines = |statement: &ruff_python_ast::Stmt| {
                let mut found = false;
                super::scope::defined(statement, &mut |name| found |= name == own);
                found
            };
            let defining: Vec<_> =
                scope.statements.iter().filter(|it| defines(it.statement)).cloned().collect();
            for node in nodes::all(&defining, context, home) {
                match node {
                    Node::Function(mut function) => {
                        name.clone_into(&mut function.name);
                        insert(&mut items.functions, function, |it| &it.name);
                    }
                    Node::Attribute(mut attribute) if attribute.name == own => {
                        name.clone_into(&mut attribute.name);
                        insert(&mut items.variables, attribute, |it| &it.name);
                    }
                    Node::Attribute(_) | Node::Alias(_) | Node::Class(_) => {}
                }
            }
            true
        }
    }
}

fn add_module(context: &Context<'_>, module: ModuleId, name: &str, target: ModuleId, items: &mut Items) {
    let path = context.source(target).path.clone();
    if path.is_empty() {
        let annotation = Expr::external("types", "ModuleType");
        insert(&mut items.variables, variable(name, annotation), |it| &it.name);
        return;
    }
    let class = Expr::Name(Symbol::Protocol(path));
    let object = Expr::builtin("type").subscript(vec![class.clone()]);
    let is_top = context.source(module).path.is_empty();
    match context.config.submodule_style.attribute_form() {
        AttributeForm::Alias if is_top => {
            insert(&mut items.aliases, same(name, class, object), |it| &it.name)
        }
        AttributeForm::Alias => insert(&mut items.variables, variable(name, object), |it| &it.name),
        AttributeForm::Instance => insert(&mut items.variables, variable(name, class), |it| &it.name),
    }
}

/// A file imports a name of another package. A class declares it, if it is a class.
fn add_external(
    context: &Context<'_>,
    module: ModuleId,
    name: &str,
    external: ExternalName,
    items: &mut Items,
) {
    let source = context.source(module);
    let value = Expr::external(&external.module, &external.name);
    if context.owner(module) == module || source.is_generated {
        let form = AliasForm::Import;
        if external.module.is_empty() || external.name != name {
            let form = AliasForm::Assignment;
            let object = Expr::typing("Any");
            return insert(&mut items.aliases, Alias { form, ..same(name, value, object) }, |it| &it.name);
        }
        let alias = Alias { form, ..same(name, value, Expr::typing("Any")) };
        return insert(&mut items.aliases, alias, |it| &it.name);
    }
    if external.module.is_empty() {
        return insert(&mut items.variables, variable(name, Expr::external("types", "ModuleType")), |it| {
            &it.name
        });
    }
    if objects::is_class_name(&external) {
        let class = generic_class::with_arguments(context, value.clone());
        let object = Expr::builtin("type").subscript(vec![class]);
        return insert(&mut items.aliases, same(name, value, object), |it| &it.name);
    }
    let rule = BundleRule::LostReexport {
        module: source.name.clone(),
        source: external.module,
        name: name.to_owned(),
    };
    let imported = context.resolver.scopes[module].imported.iter().find(|it| it.name == name);
    let range = imported.map(|it| ruff_text_size::Ranged::range(it.statement)).unwrap_or_default();
    context.report(module, &rule, range);
}

/// Returns `name = value`.
fn same(name: &str, value: Expr, object: Expr) -> Alias {
    Alias {
        name: name.to_owned(),
        value,
        object,
        form: AliasForm::Assignment,
        doc: String::new(),
        position: None,
        when: When::default(),
        comments: Comments::default(),
    }
}

/// Returns `name: annotation`.
pub(super) fn variable(name: &str, annotation: Expr) -> Attribute {
    Attribute {
        name: name.to_owned(),
        annotation: Some(annotation),
        value: None,
        doc: String::new(),
        ignore: Ignore::default(),
        position: None,
        when: When::default(),
        comments: Comments::default(),
    }
}

/// Inserts `item` before the first of `items` with a greater name. Generated files are sorted.
fn insert<T>(items: &mut Vec<T>, item: T, name: impl Fn(&T) -> &String) {
    let at = items.iter().position(|other| name(other) > name(&item)).unwrap_or(items.len());
    items.insert(at, item);
}
