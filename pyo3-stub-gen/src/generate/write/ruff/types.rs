//! Rules about types, and about the imports that they need.

use super::found::Found;
use super::values::{self, last};
use crate::generate::config::{Config, PythonVersion};
use crate::generate::model::{Expr, Function, TypeParam};
use crate::generate::python::known;
use crate::generate::resolve::{Import, since};
use std::collections::BTreeSet;

/// The oldest version of Python that ruff checks for by default.
const DEFAULT_TARGET: PythonVersion = PythonVersion { major: 3, minor: 11 };

/// Modules that ruff expects under a conventional alias.
const CONVENTIONAL: &[&str] = &[
    "altair",
    "datetime",
    "holoviews",
    "matplotlib",
    "matplotlib.pyplot",
    "networkx",
    "numpy",
    "numpy.typing",
    "pandas",
    "panel",
    "plotly.express",
    "polars",
    "pyarrow",
    "seaborn",
    "tensorflow",
    "tkinter",
    "xml.etree.ElementTree",
];

/// Returns the oldest version of Python that ruff checks for.
pub(super) fn target(config: &Config) -> PythonVersion {
    config.linter_version.unwrap_or_else(|| config.python_version.max(DEFAULT_TARGET))
}

/// Checks the imports of a file.
pub(super) fn check_imports(imports: &BTreeSet<Import>, config: &Config, found: &mut Found) {
    let target = target(config);
    for import in imports {
        match import {
            Import::Module { module, .. } => {
                found.add_if(CONVENTIONAL.contains(&module.as_str()), "ICN001");
            }
            Import::From { module, name, alias } => {
                found.add_if(known::shadows_builtin(alias.as_ref().unwrap_or(name)), "A004");
                let is_late =
                    module == "typing_extensions" && since(name).is_some_and(|minor| minor <= target.minor);
                found.add_if(is_late, "UP035");
                found.add_if(module.starts_with(".."), "TID252");
            }
        }
    }
}

/// Checks the type of a parameter or of a result.
pub(super) fn check_signature(annotation: &Expr, found: &mut Found) {
    let is_any = |expr: &Expr| matches!(expr, Expr::Written(name) if last(name) == "Any");
    let members = match annotation {
        Expr::Union(members) => members.as_slice(),
        other => std::slice::from_ref(other),
    };
    found.add_if(members.iter().any(is_any), "ANN401");
}

/// Checks the type of a parameter.
pub(super) fn check_parameter(annotation: &Expr, found: &mut Found) {
    check_signature(annotation, found);
    found.add_if(matches!(annotation, Expr::Written(name) if last(name) == "NoReturn"), "PYI050");
    let Expr::Union(members) = annotation else { return };
    let has =
        |wanted: &str| members.iter().any(|it| matches!(it, Expr::Written(name) if last(name) == wanted));
    found.add_if((has("int") || has("complex")) && has("float") || has("int") && has("complex"), "PYI041");
}

/// Checks a type, and those in it.
pub(super) fn check_type(annotation: &Expr, config: &Config, found: &mut Found) {
    match annotation {
        Expr::Union(members) => check_literal_union(members, found),
        Expr::Subscript(base, _) => {
            let is_unpack = matches!(&**base, Expr::Written(name) if last(name) == "Unpack");
            found.add_if(is_unpack && target(config).minor >= 11, "UP044");
        }
        Expr::Literal(_) => values::check_literals(annotation, found),
        _ => {}
    }
    annotation.for_each_child(&mut |child| check_type(child, config, found));
}

/// Checks a union for literals of a class that is also a member.
fn check_literal_union(members: &[Expr], found: &mut Found) {
    let names: Vec<&str> = members
        .iter()
        .filter_map(|member| match member {
            Expr::Written(name) => Some(last(name)),
            _ => None,
        })
        .collect();
    let literals = members.iter().filter_map(|member| match member {
        Expr::Subscript(base, values) if matches!(&**base, Expr::Written(name) if last(name) == "Literal") => {
            Some(values)
        }
        _ => None,
    });
    let class = |value: &Expr| match value {
        Expr::Literal(text) if text == "True" || text == "False" => "bool",
        Expr::Literal(text) if text.starts_with('b') => "bytes",
        Expr::Literal(text) if text.ends_with(['"', '\'']) => "str",
        Expr::Literal(_) => "int",
        _ => "",
    };
    found.add_if(literals.clone().flatten().any(|value| names.contains(&class(value))), "PYI051");
    found.add_if(literals.count() > 1, "PYI030");
}

/// Checks the syntax of generic classes and functions.
pub(super) fn check_generics(
    function: &Function,
    variables: &BTreeSet<&str>,
    config: &Config,
    found: &mut Found,
) {
    if target(config).minor < 12 || variables.is_empty() {
        return;
    }
    let types = function.parameters.iter().filter_map(|it| it.annotation.as_ref()).chain(&function.returns);
    let mut uses = false;
    for annotation in types {
        each_name(annotation, &mut |name| uses |= variables.contains(name));
    }
    found.add_if(uses && function.type_params.is_empty(), "UP047");
}

/// Checks the bases of a class.
pub(super) fn check_bases(bases: &[Expr], params: &[TypeParam], config: &Config, found: &mut Found) {
    let is_generic = |base: &Expr| match base {
        Expr::Subscript(base, _) => {
            matches!(&**base, Expr::Written(name) if ["Generic", "Protocol"].contains(&last(name)))
        }
        _ => false,
    };
    let is_old = params.is_empty() && bases.iter().any(is_generic);
    found.add_if(is_old && target(config).minor >= 12, "UP046");
}

/// Calls `visit` on the first part of each dotted name in `expr`.
pub(super) fn each_name<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e str)) {
    each_path(expr, &mut |path| visit(path.split('.').next().unwrap_or(path)));
}

/// Calls `visit` on each dotted name in `expr`.
pub(super) fn each_path<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e str)) {
    if let Expr::Written(name) = expr {
        visit(name);
    }
    expr.for_each_child(&mut |child| each_path(child, visit));
}
