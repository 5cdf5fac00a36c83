//! The names that a file exports.

use super::parse::parse_module;
use crate::generate::model::ALL;
use ruff_python_ast as ast;
use std::collections::BTreeSet;

/// Returns the names in the `__all__` of the file with this text, if that is a plain list or tuple.
#[must_use]
pub fn exports(source: &str) -> BTreeSet<String> {
    let statements = parse_module(source).unwrap_or_default();
    let last = statements.iter().rev().find_map(|statement| match statement {
        ast::Stmt::Assign(assign) => assign.targets.iter().any(is_all).then_some(&assign.value),
        ast::Stmt::AnnAssign(assign) if is_all(&assign.target) => assign.value.as_ref(),
        _ => None,
    });
    let names = match last.map(|value| &**value) {
        Some(ast::Expr::List(list)) => &*list.elts,
        Some(ast::Expr::Tuple(tuple)) => &*tuple.elts,
        _ => &[],
    };
    let name = |name: &ast::Expr| name.as_string_literal_expr().map(|name| name.value.to_str().to_owned());
    names.iter().filter_map(name).collect()
}

fn is_all(target: &ast::Expr) -> bool {
    target.as_name_expr().is_some_and(|name| name.id.as_str() == ALL)
}

#[cfg(test)]
mod tests {
    use super::exports;

    #[test]
    fn the_last_plain_list_counts() {
        let names = |source| exports(source).into_iter().collect::<Vec<_>>();
        assert_eq!(names("import a\n__all__ = [\"b\", 'a']\n"), ["a", "b"]);
        assert_eq!(names("__all__ = ['a']\n__all__: tuple[str, ...] = ('b',)\n"), ["b"]);
    }

    #[test]
    fn other_forms_export_no_names() {
        for source in
            ["", "__all__ = a.__all__ + ['b']\n", "__all__: list[str]\n", "a = ['b']\n", "no python at all"]
        {
            assert!(exports(source).is_empty(), "{source}");
        }
    }
}
