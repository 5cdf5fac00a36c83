//! The statements that make `__all__`.

use super::{expr, natural, when};
use crate::generate::model::{ALL, AllForm};
use crate::generate::resolve::File;
use crate::text::literal;

/// Returns the statements: the list, and what is added to it under a condition.
pub(super) fn statements(file: &File) -> Vec<String> {
    let annotation = file.all_annotation.as_ref().map(|it| format!(": {}", expr::text(it)));
    let is_made = annotation.is_some() || !file.exports.is_empty();
    let list = is_made
        .then(|| format!("{ALL}{} = {}", annotation.unwrap_or_default(), names(&file.exports, file.all)));
    // If the targets share no name, a list to add to does not exist.
    let operator = if is_made { "+=" } else { "=" };
    let added = file.conditional_exports.iter().map(|exports| {
        when::nested(&exports.when, &format!("{ALL} {operator} {}", names(&exports.names, file.all)))
    });
    list.into_iter().chain(added).collect()
}

/// Returns a list or a tuple of `names`, in the order in which ruff sorts them.
fn names(names: &[String], form: AllForm) -> String {
    let (open, close) = match form {
        AllForm::List | AllForm::Missing => ("[", "]"),
        AllForm::Tuple => ("(", ")"),
    };
    if names.is_empty() {
        return format!("{open}{close}");
    }
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    natural::sort_exports(&mut names);
    let lines: String = names.iter().map(|name| format!("    {},\n", literal::string(name))).collect();
    format!("{open}\n{lines}{close}")
}
