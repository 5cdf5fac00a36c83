//! `source-links`: docstrings that state where an item is in the Rust source.

use crate::facts::Position;
use crate::generate::config::SourceLinks;
use crate::generate::model::{Class, Items, ModuleInfo, Node};
use std::path::Path;

/// Adds the place of each item to its docstring, as `links` states.
///
/// Methods that PyO3 generates for a class have the position of the class, and no source of their own.
pub(super) fn add(module: &mut ModuleInfo, links: &SourceLinks) {
    if *links == SourceLinks::None {
        return;
    }
    in_items(&mut module.items, links);
    module.for_each_submodule_mut(&mut |_, submodule| in_items(&mut submodule.items, links));
}

fn in_items(items: &mut Items, links: &SourceLinks) {
    let Items {
        variables,
        aliases,
        classes,
        functions,
        exports: _,
        conditional_exports: _,
        all: _,
        prelude: _,
        comments: _,
        import_comments: _,
    } = items;
    variables.iter_mut().for_each(|it| state(&mut it.doc, it.position.as_ref(), None, links));
    aliases.iter_mut().for_each(|it| state(&mut it.doc, it.position.as_ref(), None, links));
    functions.iter_mut().for_each(|it| state(&mut it.doc, it.position.as_ref(), None, links));
    classes.iter_mut().for_each(|class| in_class(class, None, links));
}

fn in_class(class: &mut Class, outer: Option<&Position>, links: &SourceLinks) {
    state(&mut class.doc, class.position.as_ref(), outer, links);
    let own = class.position.as_ref().or(outer);
    for node in &mut class.body {
        match node {
            Node::Class(inner) => in_class(inner, own, links),
            Node::Attribute(it) => state(&mut it.doc, it.position.as_ref(), own, links),
            Node::Alias(it) => state(&mut it.doc, it.position.as_ref(), own, links),
            Node::Function(it) => state(&mut it.doc, it.position.as_ref(), own, links),
        }
    }
}

/// Adds the place `position` to `doc`, unless it is that of the class around it, is not known, or is in another crate.
fn state(doc: &mut String, position: Option<&Position>, outer: Option<&Position>, links: &SourceLinks) {
    let Some(position) = position.filter(|position| Some(*position) != outer && position.line > 0) else {
        return;
    };
    // Cargo gives the compiler relative paths for packages of the workspace only.
    if Path::new(&position.file).is_absolute() {
        return;
    }
    let Some(sentence) = links.sentence(&position.file.replace('\\', "/"), position.line) else { return };
    let own = doc.trim_end();
    *doc = if own.is_empty() { sentence } else { format!("{own}\n\n{sentence}") };
}
