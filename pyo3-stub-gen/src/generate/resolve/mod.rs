//! Converts the tree of modules to files in which every name is bound. It names the classes that describe submodules,
//! and determines the shadowed names of each scope and the imports of each file.
//!
//! It must not know how a node is written.

mod availability;
mod bind;
mod contents;
mod evaluated;
mod file;
mod file_names;
mod helpers;
mod hoisted;
mod import;
mod outline;
mod parts;
mod protocols;
mod shadows;
mod shapes;
mod top_level_names;
mod type_vars;
mod variance;

pub use availability::since;
pub use file::{File, FileForm};
pub use helpers::members_of;
pub use hoisted::hoisted_alias;
pub use import::Import;
pub use parts::Parts;

use super::config::Config;
use super::model::{
    ALL, Alias, AliasForm, AllForm, Attribute, Comments, Expr, ExternalName, ModuleInfo, Node, Symbol, When,
};
use contents::Contents;
use file_names::FileNames;
use parts::Part;

/// Names the classes that describe the submodules of `module`, and finds the names of each of its files.
pub fn name(module: &mut ModuleInfo, config: &Config) -> Parts {
    Parts::new(module, config)
}

/// Returns the files of `module`: one, and one more for each importable submodule. The first is that of the extension
/// itself.
pub fn files(module: ModuleInfo, parts: &Parts, config: &Config) -> Vec<File> {
    let contents = Contents::all(module).into_iter();
    contents
        .filter_map(|contents| {
            let part = parts.at(&contents.path)?;
            Some(file(contents, part, parts, config))
        })
        .collect()
}

fn file(mut contents: Contents, part: &Part, parts: &Parts, config: &Config) -> File {
    let doc = std::mem::take(&mut contents.doc);
    let comments = std::mem::take(&mut contents.items.comments);
    let import_comments = contents.import_comments();
    let all = contents.items.all;
    let exports = match all {
        AllForm::Missing => Vec::new(),
        AllForm::List | AllForm::Tuple => std::mem::take(&mut contents.items.exports),
    };
    // A file lists them itself. Where the class of a submodule would declare the list, an expanded file states the type.
    contents.items.variables.retain(|variable| variable.name != ALL || !contents.path.is_empty());
    let mut conditional_exports = std::mem::take(&mut contents.items.conditional_exports);
    if all == AllForm::Missing {
        conditional_exports.clear();
    }
    let prelude = std::mem::take(&mut contents.items.prelude);
    let mut nodes = outline::nodes(contents, part, config.submodule_style);
    module_attributes(&mut nodes, part, parts);
    evaluated::settle(&mut nodes, part, parts);
    let mut taken = top_level_names::defined(&nodes);
    taken.extend(prelude.iter().map(|variable| variable.name.clone()));
    helpers::declare(&mut nodes, &mut taken, config);
    type_vars::lower(&mut nodes, config.python_version, &mut taken);
    nodes.splice(0..0, prelude.into_iter().map(Node::Attribute));
    let mut names = FileNames::new(&nodes, part, parts, config.python_version);
    for name in &part.importable {
        let path: Vec<String> = part.path.iter().cloned().chain([name.clone()]).collect();
        parts.module(&path, part).into_iter().for_each(|module| names.reexport(module));
    }
    nodes.retain(|node| match reexported(node).and_then(|symbol| imported(symbol, part, parts)) {
        Some(name) if name.name == node.name() => {
            names.reexport(name);
            false
        }
        _ => true,
    });
    bind::bind(&mut nodes, &mut names);
    conditional_exports.iter_mut().for_each(|exports| bind::bind_condition(&mut exports.when, &mut names));
    let all_annotation = take_annotation_of_all(&mut nodes).filter(|_| config.expanded);
    let (imports, detours) = names.finish();
    let aliases = detours.into_iter().map(|(name, target)| {
        Node::Alias(Alias {
            when: When::default(),
            comments: Comments::default(),
            name,
            value: Expr::Written(target),
            object: Expr::typing("Any"),
            form: AliasForm::Assignment,
            doc: String::new(),
            position: None,
        })
    });
    nodes.extend(aliases);
    File {
        path: part.path.clone(),
        form: if part.importable.is_empty() { FileForm::Module } else { FileForm::Package },
        comments,
        doc,
        imports,
        import_comments,
        exports,
        conditional_exports,
        all,
        all_annotation,
        nodes,
    }
}

/// Takes the declaration of `__all__` out of `nodes`, and returns its type.
fn take_annotation_of_all(nodes: &mut Vec<Node>) -> Option<Expr> {
    let index = nodes.iter().position(|node| node.name() == ALL)?;
    match nodes.remove(index) {
        Node::Attribute(attribute) => attribute.annotation,
        Node::Alias(_) | Node::Class(_) | Node::Function(_) => None,
    }
}

/// Returns the class or submodule that `node` re-exports from another module, if it only does that.
fn reexported(node: &Node) -> Option<&Symbol> {
    let value = match node {
        Node::Alias(Alias { form: AliasForm::Assignment | AliasForm::Import, value, .. }) => value,
        Node::Attribute(attribute) => attribute.annotation.as_ref().or(attribute.value.as_ref())?,
        _ => return None,
    };
    match (node, value) {
        (Node::Alias(Alias { form, .. }), Expr::Name(symbol)) => {
            let is_external = matches!(symbol, Symbol::External(_));
            (is_external == (*form == AliasForm::Import)).then_some(symbol)
        }
        (Node::Attribute(_), Expr::Name(symbol @ Symbol::Protocol(_))) => Some(symbol),
        _ => None,
    }
}

/// Returns what the file of `part` imports for `symbol`, if another file or package has it.
fn imported(symbol: &Symbol, part: &Part, parts: &Parts) -> Option<ExternalName> {
    match symbol {
        Symbol::External(name) => Some(name.clone()),
        _ => parts.elsewhere(symbol, part),
    }
}

/// Replaces the class of a submodule that has a file of its own, and therefore no class, with `ModuleType`. Another
/// submodule has it as an attribute, and the class that describes that one cannot import it.
fn module_attributes(nodes: &mut [Node], part: &Part, parts: &Parts) {
    let is_module = |expr: &Expr| {
        let Expr::Name(Symbol::Protocol(path)) = expr else { return false };
        parts.module(path, part).is_some()
    };
    for node in nodes {
        let Node::Class(class) = node else { continue };
        for node in &mut class.body {
            let Node::Attribute(Attribute { annotation: Some(annotation), .. }) = node else { continue };
            let is_class = |arguments: &[Expr]| matches!(arguments, [argument] if is_module(argument));
            if is_module(annotation)
                || matches!(annotation, Expr::Subscript(_, arguments) if is_class(arguments))
            {
                *annotation = Expr::external("types", "ModuleType");
            }
        }
        module_attributes(&mut class.body, part, parts);
    }
}
