//! Edits of attributes, each by the place of its problem.
#![allow(clippy::unwrap_used)]

use super::items::{item_at, remove_option, state_class_module, state_module};
use crate::edit::{Edit, apply};
use crate::rust::{RustItem, nodes, outline};

/// Returns `text` with the edit of the item that has the character `|`, which is not part of the text.
fn edited(text: &str, edit: impl Fn(&str, &RustItem<'_>) -> Option<Edit>) -> Option<String> {
    let at = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    let nodes = nodes(&text).unwrap();
    let outline = outline(&nodes);
    let edit = edit(&text, item_at(&outline, at)?)?;
    Some(apply(&text, &[edit]))
}

#[test]
fn an_annotation_states_another_module() {
    let state = |text: &str| edited(text, |_, item| state_module(item, "m.sub"));
    assert_eq!(
        state("#[gen_stub_pyfunction(module = \"x\", python = \"\")]\n#[pyfunction]\nfn |f() {}").unwrap(),
        "#[gen_stub_pyfunction(module = \"m.sub\", python = \"\")]\n#[pyfunction]\nfn f() {}"
    );
    assert_eq!(
        state("mod a { #[cfg_attr(x, p::gen_stub_pyclass)] #[pyclass] struct |S; }").unwrap(),
        "mod a { #[cfg_attr(x, p::gen_stub_pyclass(module = \"m.sub\"))] #[pyclass] struct S; }"
    );
    // The text of a constant is not known here, and what a macro writes is in several places.
    assert_eq!(state("#[gen_stub_pyclass(module = NAME)] struct |S;"), None);
    assert_eq!(state("macro_rules! m { () => { #[gen_stub_pyclass(module = \"x\")] struct |S; } }"), None);
    assert_eq!(state("#[pyfunction] fn |f() {}"), None);
}

#[test]
fn a_class_states_another_module() {
    let state = |text: &str| edited(text, |_, item| state_class_module(item, "m.sub"));
    let option = "#[gen_stub_pyclass] #[pyclass(eq, module = \"x\")] struct |S;";
    assert_eq!(state(option).unwrap(), option.replace("\"x\"", "\"m.sub\"").replace('|', ""));
    let apart = "#[pyclass] #[pyo3(module = \"x\")] struct |S;";
    assert_eq!(state(apart).unwrap(), apart.replace("\"x\"", "\"m.sub\"").replace('|', ""));
    assert_eq!(state("#[pyclass] struct |S;"), None);
}

#[test]
fn an_option_goes_with_its_comma_or_its_attribute() {
    let remove = |text: &str| edited(text, |text, item| remove_option(text, item, "default"));
    let method =
        |attribute: &str, mark: &str| format!("impl S {{\n{attribute}    fn {mark}f(&self) {{}}\n}}");
    for (before, after) in [
        ("    #[gen_stub(default = f(1, 2))]\n", ""),
        ("    #[gen_stub(skip, default = 1)]\n", "    #[gen_stub(skip)]\n"),
        ("    #[gen_stub(default = 1, skip)]\n", "    #[gen_stub(skip)]\n"),
    ] {
        assert_eq!(remove(&method(before, "|")).unwrap(), method(after, ""));
    }
    assert_eq!(remove(&method("    #[cfg_attr(x, gen_stub(default = 1), y)]\n", "|")), None);
}
