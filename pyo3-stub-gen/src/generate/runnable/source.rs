//! Puts the statements of a stub in an order in which Python can execute them.

use super::changes::{Changes, is_default_shown};
use super::evaluated;
use super::order;
use super::syntax::{is_string, slice};
use crate::generate::python::known::is_standard;
use crate::generate::python::{SyntaxError, parse_module};
use ruff_python_ast as ast;
use ruff_text_size::Ranged as _;
use std::collections::HashSet;

/// Stands for a default value that cannot be evaluated, and shows its text.
const DEFAULT: &str = "\
class _StubDefault:
    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text
";

/// Returns Python source that defines what the stub `text` declares.
///
/// - Annotations are not evaluated, so modules of other packages that only annotations name are not imported.
/// - A class is below its bases. A base that is only complete later is left out.
/// - A default or a value with a name in it is an object that shows its text.
/// - Submodules are imported last, because they may import this module.
///
/// # Errors
///
/// The mistake in a text that is not Python.
pub fn runnable(text: &str) -> Result<String, SyntaxError> {
    let statements = parse_module(text)?;
    let header: String =
        text.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let (docstring, rest) = match statements.split_first() {
        Some((first, rest)) if is_string(first) => (Some(first), rest),
        _ => (None, &statements[..]),
    };
    let groups = order::sorted(order::groups(rest));
    let evaluated = evaluated::names(rest);
    let mut imports = SourceImports::default();
    for statement in rest {
        imports.add_import(statement, &evaluated, text);
    }
    let mut defined: HashSet<&str> = HashSet::new();
    let mut body = String::new();
    for group in groups {
        for statement in group.statements.iter().filter(|statement| !order::is_import(statement)) {
            let later = group.later(&defined);
            body.push_str(&Changes::of(statement, &later, text).applied(text, statement.range()));
            body.push('\n');
        }
        body.push('\n');
        defined.extend(group.names());
    }
    let mut source = header;
    let mut push = |block: &str| {
        if !block.trim().is_empty() {
            source.push('\n');
            source.push_str(block.trim());
            source.push('\n');
        }
    };
    push(docstring.map_or("", |it| slice(text, it.range())));
    push("from __future__ import annotations");
    push(&format!("from typing import TYPE_CHECKING\n{}", imports.evaluated.join("\n")));
    if !imports.for_annotations.is_empty() {
        push(&format!("if TYPE_CHECKING:\n    {}", imports.for_annotations.join("\n    ")));
    }
    push(if is_default_shown(&body) { DEFAULT } else { "" });
    push(&body);
    push(&imports.submodules.join("\n"));
    Ok(source)
}

/// Whether Python has `name` of `module` when it runs. The standard library cannot import the extension, so tools may
/// look for all of its names that annotations use.
fn exists(module: &str, name: &str) -> bool {
    (is_standard(module) || module == "typing_extensions") && name != "type_check_only"
}

/// The imports of a stub, by when the source needs them.
#[derive(Default)]
struct SourceImports {
    evaluated: Vec<String>,
    for_annotations: Vec<String>,
    submodules: Vec<String>,
}

impl SourceImports {
    fn add_import(&mut self, statement: &ast::Stmt, evaluated: &HashSet<&str>, text: &str) {
        match statement {
            ast::Stmt::Import(import) => {
                for alias in &import.names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    let first = bound.split('.').next().unwrap_or(bound);
                    let line = format!("import {}", slice(text, alias.range()));
                    self.of(is_standard(&alias.name) || evaluated.contains(first)).push(line);
                }
            }
            ast::Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |module| module.as_str());
                if module == "__future__" {
                    return;
                }
                let source =
                    format!("{}{module}", ".".repeat(usize::try_from(import.level).unwrap_or_default()));
                for alias in &import.names {
                    let line = format!("from {source} import {}", slice(text, alias.range()));
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    let is_handed_on = alias.asname.as_ref().is_some_and(|name| name.id == alias.name.id);
                    if source == "." && is_handed_on {
                        self.submodules.push(line);
                    } else {
                        let is_there =
                            is_handed_on || evaluated.contains(bound.as_str()) || exists(module, &alias.name);
                        self.of(is_there).push(line);
                    }
                }
            }
            _ => {}
        }
    }

    fn of(&mut self, is_evaluated: bool) -> &mut Vec<String> {
        if is_evaluated { &mut self.evaluated } else { &mut self.for_annotations }
    }
}
