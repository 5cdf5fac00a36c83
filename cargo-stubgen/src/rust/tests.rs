//! What is found in Rust source.
#![allow(clippy::unwrap_used)]

use super::{MacroArm, RustItemKind, imports, nodes, outline};

/// Returns each item as `parent/kind name [attributes]`.
fn items(text: &str) -> Vec<String> {
    let nodes = nodes(text).unwrap();
    let outline = outline(&nodes);
    let describe = |(index, _)| {
        let item = &outline.items[index];
        let around: Vec<_> = outline.around(index).map(|it| it.name.unwrap_or("?")).collect();
        let metas: Vec<_> = item.metas().map(|(_, meta)| meta.path.join("::")).collect();
        let arm = match item.arm {
            Some(MacroArm::Matched) => " matched",
            Some(MacroArm::Expanded) => " expanded",
            None => "",
        };
        format!("{}/{:?} {} {metas:?}{arm}", around.join("<"), item.kind, item.name.unwrap_or("?"))
    };
    outline.items.iter().enumerate().map(describe).collect()
}

#[test]
fn items_have_their_attributes_and_parents() {
    let text = "\u{feff}#!/usr/bin/env run\n#![a]\n/// doc\n#[x] #[y::z(1)] pub(crate) async unsafe fn f<T>() -> [u8; 3] { #[w] struct L; }\n\
        mod m { #[cfg_attr(feature = \"p\", k, cfg_attr(q, l(1)))] impl<'a, T: Into<X>> A::B<T> for &'a r#C<T> where T: D {} } mod n;";
    assert_eq!(
        items(text),
        [
            r#"/Fn f ["doc", "x", "y::z"]"#,
            r#"f/Struct L ["w"]"#,
            "/Mod m []",
            r#"m/Impl C ["k", "l"]"#,
            "/Mod n []",
        ]
    );
}

#[test]
fn a_condition_is_the_text_in_front_of_the_first_comma() {
    let text = "#[cfg_attr(all(a, b), cfg_attr(c , k))] struct S(u8);";
    let nodes = nodes(text).unwrap();
    let outline = outline(&nodes);
    let (_, meta) = outline.items[0].metas().next().unwrap();
    let conditions: Vec<_> = meta.conditions.iter().map(|range| &text[range.clone()]).collect();
    assert_eq!(conditions, ["all(a, b)", "c"]);
    assert_eq!(&text[meta.range.clone()], "k");
    assert_eq!(outline.items[0].kind, RustItemKind::Struct);
}

#[test]
fn macros_have_items_in_them() {
    let text = "macro_rules! m { (#[x] $n:ident) => { #[k] impl $n { fn g(&self) {} } }; ($t:ty) => (); }\n\
        paste::paste! { #[k] struct [<A B>]; } fn f() { let x = a.union; vec![#[q] fn h() {}]; }";
    assert_eq!(
        items(text),
        [
            "/MacroRules m []",
            r#"m/Other ? ["x"] matched"#,
            r#"m/Impl ? ["k"] expanded"#,
            "?<m/Fn g []",
            "/MacroCall paste []",
            r#"paste/Struct ? ["k"]"#,
            "/Fn f []",
            "f/MacroCall vec []",
            r#"vec<f/Fn h ["q"]"#,
        ]
    );
}

#[test]
fn a_use_declares_names() {
    let text = "pub use ::pyo3::{self, prelude::*, create_exception as c, types::{PyDict}};";
    let nodes = nodes(text).unwrap();
    let found: Vec<_> = imports(&nodes)
        .iter()
        .map(|it| format!("{} = {} {}", it.name, it.path.join("::"), &text[it.range.clone()]))
        .collect();
    assert_eq!(
        found,
        [
            "pyo3 = pyo3 self",
            "* = pyo3::prelude::* prelude::*",
            "c = pyo3::create_exception create_exception as c",
            "PyDict = pyo3::types::PyDict PyDict",
        ]
    );
}

#[test]
fn what_is_not_rust_has_a_place() {
    let error = nodes("fn f() {\n  (\n").unwrap_err();
    assert!(error.at <= 12, "{error:?}");
    assert!(nodes("#![allow(x)] // \"\nfn f() {}").is_ok());
}
