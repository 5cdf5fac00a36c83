//! The text of a snippet: its parts as one source, in which placeholders stand for Rust types.

use crate::facts::{RustTypePart, SnippetFact, SnippetKind, SnippetPart};
use crate::generate::python;
use ruff_python_ast as ast;

/// The prefix of the name of a placeholder.
const PLACEHOLDER: &str = "__pyo3_stub_gen_rust_type_";

/// Returns the name that stands for the marker `index`.
fn placeholder(index: usize) -> String {
    format!("{PLACEHOLDER}{index}")
}

/// Returns the index of the marker that `name` stands for, if it is a placeholder.
pub(in crate::generate) fn marker_index(name: &str) -> Option<usize> {
    name.strip_prefix(PLACEHOLDER)?.parse().ok()
}

/// Returns the names of the aliases that a snippet defines, as far as it can be read.
pub(in crate::generate) fn alias_names(fact: &SnippetFact) -> Vec<String> {
    let (text, _) = join(&fact.parts);
    let statements = python::parse_module(&dedent(&text)).unwrap_or_default();
    let target = |statement: &ast::Stmt| match statement {
        ast::Stmt::Assign(assign) => assign.targets.first().cloned(),
        ast::Stmt::AnnAssign(assign) => Some((*assign.target).clone()),
        ast::Stmt::TypeAlias(alias) => Some((*alias.name).clone()),
        _ => None,
    };
    statements
        .iter()
        .filter_map(target)
        .filter_map(|target| target.as_name_expr().map(|name| name.id.to_string()))
        .collect()
}

/// Returns the names of the classes that a snippet defines for its functions, as far as it can be read.
pub(in crate::generate) fn class_names(fact: &SnippetFact) -> Vec<String> {
    let (text, _) = join(&fact.parts);
    if !text.contains("class ") && !text.contains("NewType(") {
        return Vec::new();
    }
    let statements = python::parse_module(&dedent(&text)).unwrap_or_default();
    let name = |statement: &ast::Stmt| match statement {
        ast::Stmt::ClassDef(class) => Some(class.name.to_string()),
        ast::Stmt::Assign(assign) if makes_new_type(&assign.value) => {
            assign.targets.first()?.as_name_expr().map(|name| name.id.to_string())
        }
        _ => None,
    };
    statements.iter().filter_map(name).collect()
}

/// Whether `value` is `NewType(…)`, which makes a class.
fn makes_new_type(value: &ast::Expr) -> bool {
    value.as_call_expr().is_some_and(|call| match &*call.func {
        ast::Expr::Name(name) => name.id == "NewType",
        ast::Expr::Attribute(attribute) => attribute.attr.as_str() == "NewType",
        _ => false,
    })
}

/// Returns the names of the functions that a snippet defines, as far as it can be read.
pub(in crate::generate) fn function_names(fact: &SnippetFact) -> Vec<String> {
    let (text, _) = join(&fact.parts);
    let statements = python::parse_module(&dedent(&text)).unwrap_or_default();
    let functions = statements.iter().filter_map(|statement| statement.as_function_def_stmt());
    let mut names: Vec<String> = functions.map(|function| function.name.to_string()).collect();
    names.dedup();
    names
}

/// Gives the functions called `own` of a snippet the name `name`.
pub(in crate::generate) fn rename(fact: &mut SnippetFact, own: &str, name: &str) {
    if own == name {
        return;
    }
    if let SnippetKind::Overloads(function) = &mut fact.kind {
        name.clone_into(function);
    }
    for part in &mut fact.parts {
        if let SnippetPart::Text(text) = part {
            *text = renamed(text, own, name);
        }
    }
}

/// Returns `text` with `def name` for `def own`.
fn renamed(text: &str, own: &str, name: &str) -> String {
    let mut found = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("def ") {
        let (before, after) = rest.split_at(at + "def ".len());
        found.push_str(before);
        let (spaces, after) = after.split_at(after.len() - after.trim_start().len());
        found.push_str(spaces);
        let end = after.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(after.len());
        let (function, after) = after.split_at(end);
        found.push_str(if function == own { name } else { function });
        rest = after;
    }
    found.push_str(rest);
    found
}

/// Returns the source, with a name in the place of each marker.
pub(in crate::generate) fn join(parts: &[SnippetPart]) -> (String, Vec<RustTypePart>) {
    let mut text = String::new();
    let mut markers = Vec::new();
    for part in parts {
        match part {
            SnippetPart::Text(part) => text.push_str(part),
            SnippetPart::RustType(marker) => {
                text.push_str(&placeholder(markers.len()));
                markers.push(marker.clone());
            }
        }
    }
    (text, markers)
}

/// Returns `text` without the indentation that all its lines share.
pub(in crate::generate) fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    text.split('\n').map(|line| line.get(shared..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}
