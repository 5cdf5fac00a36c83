//! The request to the watcher: which extension it watches, and which items of it.

use crate::stub::Opened;
use crate::tree::StubTree;
use pyo3_stub_gen::generate::expand::StubItemKind;
use pyo3_stub_gen::text::path::absolute;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the request. Files are written to `records`.
pub fn of(opened: &Opened<'_>, tree: &StubTree, records: &Path) -> Value {
    let is_unpacked = opened.artifact.as_ref().is_some_and(|artifact| artifact.unpacked().is_some());
    let items = || tree.modules.iter().flat_map(|module| &module.items);
    let classes = items().filter(|item| item.kind == StubItemKind::Class && !item.is_type_check_only);
    let is_hidden =
        |path: &str| path.rsplit_once('.').is_some_and(|(owner, _)| tree.is_type_check_only(owner));
    let leaves = items().filter(|item| matches!(item.kind, StubItemKind::Leaf(_)) && !is_hidden(&item.path));
    json!({
        "module": opened.project.module,
        "imported": opened.imported_name(),
        "library": absolute(&opened.library),
        "python_paths": opened.python_paths(),
        "wrapper": opened.is_wrapped() && !is_unpacked,
        "records": records,
        "roots": std::env::current_dir().into_iter().collect::<Vec<_>>(),
        "submodules": tree.submodules().collect::<Vec<_>>(),
        "classes": classes.map(|item| &item.path).collect::<Vec<_>>(),
        "leaves": leaves.map(|item| &item.path).collect::<BTreeSet<_>>(),
        "literals": tree.files.iter().flat_map(|file| literals(&file.text)).collect::<BTreeSet<_>>(),
    })
}

/// Returns the constants in the `Literal[…]` of a stub, as Python spells them.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (start, word) in text.match_indices("Literal[") {
        let mut constant = String::new();
        let mut quote = None;
        let mut is_escaped = false;
        for c in text[start + word.len()..].chars() {
            match (quote, c) {
                (None, ']') => break,
                (None, ',') => found.push(std::mem::take(&mut constant)),
                (None, '"' | '\'') => {
                    quote = Some(c);
                    constant.push(c);
                }
                (None, _) => constant.push(c),
                (Some(_), _) => {
                    constant.push(c);
                    if !is_escaped && quote == Some(c) {
                        quote = None;
                    }
                    is_escaped = c == '\\' && !is_escaped;
                }
            }
        }
        found.push(constant);
    }
    found.iter().map(|constant| constant.trim().to_owned()).filter(|constant| is_constant(constant)).collect()
}

/// Whether a member of a `Literal` is a constant that is compared by its value, and not a member of an enum.
fn is_constant(text: &str) -> bool {
    let text = text.strip_prefix('b').unwrap_or(text);
    let is_number = text.strip_prefix('-').unwrap_or(text).chars().all(|c| c.is_ascii_digit());
    !text.is_empty() && (is_number || text.starts_with(['"', '\'']) || matches!(text, "True" | "False"))
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn constants_are_read_as_python_spells_them() {
        let text = r#"
def f(a: Literal["x", "]", 'it\'s'], b: typing.Literal[-1, True, b"\n"] = ...) -> Literal[Color.RED, None]: ...
"#;
        assert_eq!(literals(text), [r#""x""#, r#""]""#, r"'it\'s'", "-1", "True", r#"b"\n""#]);
    }
}
