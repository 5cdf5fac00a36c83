//! Makes the items of a module from its statements.

use super::blocks::string;
use super::clashes;
use super::context::Context;
use super::exports::is_export;
use super::nodes::{self, docstring};
use super::objects::{class_object, names_member, object, type_of};
use super::presence;
use super::reexports;
use super::resolver::{NameMeaning, parts};
use super::scope::NameDefinition;
use super::tree::ModuleId;
use crate::generate::model::{ALL, Alias, AliasForm, AllForm, Attribute, Expr, Items, Node};
use ruff_python_ast as ast;

/// Returns the docstring of `module`.
pub(super) fn doc(context: &Context<'_>, module: ModuleId) -> String {
    let source = context.source(module);
    // An import of names that the submodule hides becomes `pass`.
    let is_import = |it: &&ast::Stmt| it.is_import_stmt() || it.is_import_from_stmt() || it.is_pass_stmt();
    let first = match source.was_described() {
        true => source.statements.iter().find(|statement| !is_import(statement)),
        false => source.statements.first(),
    };
    let text = first.and_then(string).map(docstring).unwrap_or_default();
    let purpose =
        format!("Type protocol for the {} submodule.", source.path.last().map_or("", String::as_str));
    match text.strip_prefix(&purpose).filter(|_| source.was_described()) {
        Some(rest) => rest.trim_start_matches('\n').to_owned(),
        None => text,
    }
}

/// Returns the items of `module`.
pub(super) fn items(context: &Context<'_>, module: ModuleId) -> Items {
    let scope = &context.resolver.scopes[module];
    let comments = comments(context, module);
    let mut items = Items {
        all: scope.exports.form,
        comments,
        import_comments: scope.import_comments.clone(),
        ..Items::default()
    };
    (items.exports, items.conditional_exports) = presence::exports(context, module);
    let statements: Vec<_> =
        scope.statements.iter().filter(|it| is_item(context, module, it.statement)).cloned().collect();
    for node in nodes::all(&statements, context, module) {
        match node {
            Node::Attribute(attribute) => add_attribute(context, module, attribute, &mut items),
            Node::Alias(alias) => add_alias(context, module, alias, &mut items),
            Node::Class(class) => items.classes.push(class),
            Node::Function(function) => items.functions.push(function),
        }
    }
    reexports::add(context, module, &mut items);
    let source = context.source(module);
    let form = match &source.all {
        Some(annotation) if annotation.contains("tuple") => AllForm::Tuple,
        Some(_) => AllForm::List,
        // The generator states the type in the file of a submodule whose class would declare it.
        None if source.is_generated && !scope.exports.is_annotated => AllForm::Missing,
        None => items.all,
    };
    if form != AllForm::Missing && !source.path.is_empty() {
        items.variables.push(all(form));
    }
    // The generator moves what refers to a later item of its file, which depends on the file. It sorts items with conditions
    // otherwise, but never writes such a file for a submodule.
    if source.is_generated && !source.was_described() && !items.has_conditions() {
        items.sort();
    }
    items
}

/// Returns the comments about the whole of `module`, unless they are those about the extension, such as a license.
fn comments(context: &Context<'_>, module: ModuleId) -> Vec<String> {
    let comments = &context.source(module).own_comments;
    let is_repeated = module != 0 && *comments == context.source(0).own_comments;
    if is_repeated { Vec::new() } else { comments.clone() }
}

/// Whether `statement` declares something that the module has.
fn is_item(context: &Context<'_>, module: ModuleId, statement: &ast::Stmt) -> bool {
    if is_export(statement)
        || is_of_every_module(context, module, statement)
        || clashes::announces(context, module, statement)
    {
        return false;
    }
    let name = match statement {
        ast::Stmt::ClassDef(class) => class.name.as_str(),
        ast::Stmt::Assign(assign) => match assign.targets.as_slice() {
            [ast::Expr::Name(name)] => name.id.as_str(),
            _ => return true,
        },
        ast::Stmt::AnnAssign(assign) => match &*assign.target {
            ast::Expr::Name(name) => name.id.as_str(),
            _ => return true,
        },
        ast::Stmt::TypeAlias(alias) => match &*alias.name {
            ast::Expr::Name(name) => name.id.as_str(),
            _ => return true,
        },
        _ => return true,
    };
    let item = (module, name.to_owned());
    let is_variable =
        matches!(context.resolver.definition(module, name), Some(NameDefinition::TypeVariable(_)));
    !(is_variable || context.declared.contains_key(&item) || context.detour(module, name).is_some())
}

/// Whether `statement` declares an attribute of every module, which the class of a submodule has anyway.
fn is_of_every_module(context: &Context<'_>, module: ModuleId, statement: &ast::Stmt) -> bool {
    let ast::Stmt::AnnAssign(assign) = statement else { return false };
    let names = ["__name__", "__doc__", "__loader__", "__package__", "__spec__"];
    let name = assign.target.as_name_expr().map(|name| name.id.as_str());
    !context.source(module).path.is_empty() && name.is_some_and(|name| names.contains(&name))
}

fn all(form: AllForm) -> Attribute {
    let text = Expr::builtin("str");
    let annotation = match form {
        AllForm::Tuple => Expr::builtin("tuple").subscript(vec![text, Expr::Ellipsis]),
        AllForm::List | AllForm::Missing => Expr::builtin("list").subscript(vec![text]),
    };
    reexports::variable(ALL, annotation)
}

fn add_attribute(context: &Context<'_>, module: ModuleId, attribute: Attribute, items: &mut Items) {
    let is_made =
        matches!(context.resolver.definition(module, &attribute.name), Some(NameDefinition::Made(_)));
    if context.owner(module) == module {
        items.variables.push(attribute);
        return;
    }
    if !is_made {
        items.variables.push(declared(attribute));
        return;
    }
    // A class cannot hold what a call makes, so it is at the top of the file, as aliases are.
    let Attribute { name, value, doc, position, when, comments, .. } = attribute;
    let object = class_object(context, module, &name);
    let value = value.unwrap_or(Expr::Ellipsis);
    items.aliases.push(Alias {
        name,
        value,
        object,
        form: AliasForm::Assignment,
        doc,
        position,
        when,
        comments,
    });
}

/// Returns `attribute` as a class can declare it. Members of a protocol have types, and mypy does not accept one that it infers.
fn declared(mut attribute: Attribute) -> Attribute {
    if attribute.annotation.is_none() {
        match attribute.value.as_ref().and_then(type_of) {
            Some(of) => attribute.annotation = Some(of),
            None => attribute.ignore.mypy.push("misc"),
        }
    }
    attribute
}

fn add_alias(context: &Context<'_>, module: ModuleId, alias: Alias, items: &mut Items) {
    let is_assigned = alias.form == AliasForm::Assignment;
    if is_assigned
        && let Some(NameDefinition::Alias(value)) = context.resolver.definition(module, &alias.name)
        && let Some(parts) = parts(value)
        && let Some(meaning @ (NameMeaning::Item { .. } | NameMeaning::Module(_))) =
            context.resolver.dotted(module, &parts)
        && reexports::copy(context, module, &alias.name, meaning, items)
    {
        return;
    }
    if is_assigned && names_member(context, &alias.value) {
        let Alias { name, value, doc, position, when, comments, .. } = alias;
        let member = Attribute {
            value: Some(value),
            doc,
            position,
            when,
            comments,
            annotation: None,
            ..reexports::variable(&name, Expr::None)
        };
        add_attribute(context, module, member, items);
        return;
    }
    let object = match &alias.form {
        // zuban rejects `TypeAliasType` as a type. The extension makes the object of an alias of the generator's, however the stub
        // writes the alias.
        AliasForm::Statement(_) if !context.source(module).is_only_generated() => Expr::typing("Any"),
        AliasForm::Statement(_) | AliasForm::Annotated(_) | AliasForm::Assignment | AliasForm::Import => {
            object(context, module, &alias.value)
        }
    };
    items.aliases.push(Alias { object, ..alias });
}
