//! The Python module to which the source adds an item, where the source shows that alone.
//!
//! Python cannot tell two items with the same name, signature and docstring apart. The source can: `a::register` adds its own
//! `f` to the module that it makes with `PyModule::new(py, "a")`.

use super::items::item_at;
use crate::rust::{Delimiter, Node, Outline, RustItem, RustItemKind, TokenGroup};
use crate::sources::{SourceFile, module_name};
use pyo3_stub_gen::text::dotted::last;
use std::collections::BTreeSet;
use std::path::Path;

/// The methods of a module that add an item.
const ADDING: [&str; 3] = ["add_class", "add_function", "add_wrapped"];

/// The functions that make a module.
const MAKING: [&str; 2] = ["new", "new_bound"];

/// A statement that adds an item to a module.
struct Addition<'n> {
    /// The words of the path of the item.
    path: Vec<&'n str>,
    /// The name of that module, if it is made in the same function.
    module: Option<String>,
    /// The function around it, by its index in the outline.
    function: usize,
}

/// Returns the module of `modules` to which `files` add the item whose name is at the byte `at` of the file at `path`.
pub(super) fn home(files: &[SourceFile], path: &Path, at: usize, modules: &[String]) -> Option<String> {
    let outlines: Vec<Outline<'_>> = files.iter().map(SourceFile::outline).collect();
    let own = files.iter().position(|file| file.path == path)?;
    let outline = outlines.get(own)?;
    let item = item_at(outline, at).filter(|item| item.name_start() == Some(at))?;
    let name = item.name?;
    let scope = module_name(files.get(own)?, outline, item.parent);
    let mut names = BTreeSet::new();
    for (index, outline) in outlines.iter().enumerate() {
        for addition in additions(outline) {
            if addition.path.last() != Some(&name) {
                continue;
            }
            let function = outline.items.get(addition.function)?;
            match addition.path.as_slice() {
                [_] | ["self", _] => {
                    if index == own && function.parent == item.parent {
                        names.insert(addition.module?);
                    } else if !defines(outline, function.parent, name) {
                        // It is imported from somewhere.
                        return None;
                    }
                }
                [.., around, _] if Some(*around) == scope.as_deref() => {
                    names.insert(addition.module?);
                }
                [.., "super", _] => return None,
                _ => {}
            }
        }
    }
    let (Some(found), 1) = (names.first(), names.len()) else { return None };
    let mut fitting = modules.iter().filter(|module| last(module) == found);
    fitting.next().filter(|_| fitting.next().is_none()).cloned()
}

/// Whether the module `parent` defines an item called `name`.
fn defines(outline: &Outline<'_>, parent: Option<usize>, name: &str) -> bool {
    outline.items.iter().any(|item| {
        let is_named = matches!(item.kind, RustItemKind::Fn | RustItemKind::Struct | RustItemKind::Enum);
        is_named && item.parent == parent && item.name == Some(name)
    })
}

/// Returns the statements of functions that add items to modules.
fn additions<'n>(outline: &Outline<'n>) -> Vec<Addition<'n>> {
    let mut found = Vec::new();
    for (index, item) in outline.items.iter().enumerate() {
        if let (RustItemKind::Fn, Some(body)) = (item.kind, item.body) {
            let mut modules = Vec::new();
            modules.extend(own_module(item));
            made(&body.nodes, &mut modules);
            let of = |receiver: &str| {
                let mut named = modules.iter().filter(|(variable, _)| *variable == receiver);
                let first = named.next();
                first.filter(|_| named.next().is_none()).map(|(_, name)| name.clone())
            };
            added(&body.nodes, &mut |path, receiver| {
                let module = receiver.and_then(of);
                found.push(Addition { path, module, function: index });
            });
        }
    }
    found
}

/// Returns the argument of the function of a `#[pymodule]` that is the module, and the name of the module.
fn own_module<'n>(item: &RustItem<'n>) -> Option<(&'n str, String)> {
    let is_module = item.metas().any(|(_, meta)| meta.name() == "pymodule");
    let stated = item
        .metas()
        .filter(|(_, meta)| meta.path == ["pyo3"] || meta.name() == "pymodule")
        .flat_map(|(_, meta)| meta.listed())
        .find(|it| it.path == ["name"])
        .and_then(|it| it.value().and_then(unquoted));
    let list = item.nodes.iter().find_map(|node| node.group(Delimiter::Parenthesis))?;
    let end = list.nodes.iter().position(|node| node.word() == Some("PyModule"))?;
    // `m: &Bound<'_, PyModule>`, behind the argument for the interpreter if there is one.
    let variable = list.nodes.get(..end)?.windows(3).rev().find_map(|nodes| match nodes {
        [name, colon, next] if colon.is(':') && !next.is(':') => name.word(),
        _ => None,
    })?;
    Some((variable, stated.or_else(|| item.name.map(str::to_owned))?)).filter(|_| is_module)
}

/// Adds the variables among `nodes` that are modules, with the names of those: `let m = PyModule::new(py, "a")?;`.
fn made<'n>(nodes: &'n [Node], modules: &mut Vec<(&'n str, String)>) {
    for statement in nodes.split(|node| node.is(';')) {
        let Some(start) = statement.iter().rposition(|node| node.is_keyword("let")) else { continue };
        let statement = statement.get(start + 1..).unwrap_or_default();
        let variable = statement.iter().filter_map(Node::word).find(|word| *word != "mut");
        let name = statement.windows(5).find_map(|nodes| match nodes {
            [class, colon, second, function, Node::Group(arguments)]
                if class.word() == Some("PyModule")
                    && colon.is(':')
                    && second.is(':')
                    && function.word().is_some_and(|word| MAKING.contains(&word)) =>
            {
                last_text(arguments)
            }
            _ => None,
        });
        if let (Some(variable), Some(name)) = (variable, name) {
            modules.push((variable, name));
        }
    }
    for node in nodes {
        if let Node::Group(group) = node {
            made(&group.nodes, modules);
        }
    }
}

/// Returns the text at the end of the arguments of a call.
fn last_text(arguments: &TokenGroup) -> Option<String> {
    arguments.nodes.iter().rev().find_map(|node| match node {
        Node::Literal(text, _) => unquoted(text),
        Node::Ident(..) | Node::Punct(..) | Node::Group(_) => None,
    })
}

fn unquoted(literal: &str) -> Option<String> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\')).then(|| text.to_owned())
}

/// Calls `add` with the path of each item that the statements `nodes` add to a module, and with the variable of that module.
fn added<'n>(nodes: &'n [Node], add: &mut dyn FnMut(Vec<&'n str>, Option<&'n str>)) {
    for (index, node) in nodes.iter().enumerate() {
        if let Node::Group(group) = node {
            added(&group.nodes, add);
        }
        if !node.word().is_some_and(|word| ADDING.contains(&word)) {
            continue;
        }
        let receiver = match nodes.get(..index) {
            Some([.., variable, dot]) if dot.is('.') => variable.word(),
            Some(_) | None => None,
        };
        let behind = nodes.get(index + 1..).unwrap_or_default();
        match behind {
            // `add_class::<a::B>()`
            [first, second, open, rest @ ..] if first.is(':') && second.is(':') && open.is('<') => {
                add(words(rest), receiver);
            }
            // `add_function(wrap_pyfunction!(a::b, m)?)`
            [Node::Group(arguments), ..] => {
                let wrapped = arguments.nodes.windows(3).find_map(|nodes| match nodes {
                    [name, bang, Node::Group(inner)]
                        if name.word().is_some_and(|it| it.starts_with("wrap_py")) && bang.is('!') =>
                    {
                        Some(inner)
                    }
                    _ => None,
                });
                if let Some(wrapped) = wrapped {
                    add(words(&wrapped.nodes), receiver);
                }
            }
            _ => {}
        }
    }
}

/// Returns the words of the path at the beginning of `nodes`.
fn words(nodes: &[Node]) -> Vec<&str> {
    nodes.iter().take_while(|node| node.word().is_some() || node.is(':')).filter_map(Node::word).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::home;
    use crate::sources::SourceFile;

    /// Returns the home of the item with the character `|` in front of its name, of the modules `m`, `m.a` and `m.b`.
    fn found(files: &[(&str, &str)]) -> Option<String> {
        let marked = files.iter().find(|(_, text)| text.contains('|')).unwrap();
        let at = marked.1.find('|').unwrap();
        let file =
            |(name, text): &(&str, &str)| SourceFile::of(name.into(), text.replacen('|', "", 1)).unwrap();
        let sources: Vec<SourceFile> = files.iter().map(file).collect();
        home(&sources, marked.0.as_ref(), at, &["m", "m.a", "m.b"].map(str::to_owned))
    }

    #[test]
    fn the_function_beside_an_item_adds_it() {
        let text = |marked: &str, module: &str| {
            let scope = |name: &str| {
                let mark = if name == marked { "|" } else { "" };
                format!(
                    "mod {name} {{ #[pyfunction] fn {mark}f() {{}} fn register(p: &P) -> R {{ \
                     let m = PyModule::new(p.py(), \"{module}{name}\")?; m.add_function(wrap_pyfunction!(f, &m)?)?; \
                     p.add_submodule(&m) }} }}\n"
                )
            };
            ["a", "b"].map(scope).concat()
        };
        assert_eq!(found(&[("lib.rs", &text("a", ""))]).as_deref(), Some("m.a"));
        assert_eq!(found(&[("lib.rs", &text("b", ""))]).as_deref(), Some("m.b"));
        assert_eq!(found(&[("lib.rs", &text("b", "x"))]), None);
    }

    #[test]
    fn the_function_of_a_module_adds_items_of_other_files() {
        let lib = "#[pymodule] #[pyo3(name = \"m\")] fn _m(m: &Bound<'_, PyModule>) -> R {\n\
            let sub = PyModule::new(m.py(), \"b\")?; sub.add_class::<one::C>()?; m.add_class::<two::C>()?; }";
        let files =
            |one: &'static str, two: &'static str| [("lib.rs", lib), ("one.rs", one), ("two/mod.rs", two)];
        assert_eq!(found(&files("#[pyclass] struct |C;", "#[pyclass] struct C;")).as_deref(), Some("m.b"));
        assert_eq!(found(&files("#[pyclass] struct C;", "#[pyclass] struct |C;")).as_deref(), Some("m"));
    }

    #[test]
    fn what_the_source_does_not_show_is_not_known() {
        for text in [
            // A caller makes the module.
            "fn |f() {} fn register(m: &M) { m.add_function(wrap_pyfunction!(f, m)?) }",
            // It is in two modules.
            "fn |f() {} fn r(m: &M) { let a = PyModule::new(py, \"a\")?; let b = PyModule::new(py, \"b\")?; \
             a.add_function(wrap_pyfunction!(f, &a)?)?; b.add_function(wrap_pyfunction!(f, &b)?)?; }",
            // Another function adds an imported item of the name.
            "mod x { fn |f() {} fn r(m: &M) { let a = PyModule::new(py, \"a\")?; a.add_function(wrap_pyfunction!(f, &a)?)?; } } \
             mod y { use super::x::f; fn r() { let b = PyModule::new(py, \"b\")?; b.add_function(wrap_pyfunction!(f, &b)?)?; } }",
            // The variable has two meanings.
            "fn |f() {} fn r() { let a = PyModule::new(py, \"a\")?; let a = PyModule::new(py, \"b\")?; \
             a.add_function(wrap_pyfunction!(f, &a)?)?; }",
        ] {
            assert_eq!(found(&[("lib.rs", text)]), None, "{text}");
        }
    }
}
