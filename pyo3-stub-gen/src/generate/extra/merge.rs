//! Merges the items of one tree into another.

use crate::generate::model::{Class, Decorator, Function, Items, ModuleInfo, Node, SubmoduleInfo};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Merges `extra` into `base`.
pub(super) fn module(base: &mut ModuleInfo, extra: ModuleInfo) {
    replace_doc(&mut base.doc, extra.doc);
    items(&mut base.items, extra.items);
    submodules(&mut base.submodules, extra.submodules);
}

fn submodules(base: &mut BTreeMap<String, SubmoduleInfo>, extra: BTreeMap<String, SubmoduleInfo>) {
    for (name, extra) in extra {
        if let Some(base) = base.get_mut(&name) {
            replace_doc(&mut base.doc, extra.doc);
            items(&mut base.items, extra.items);
            submodules(&mut base.submodules, extra.submodules);
        } else {
            base.insert(name, extra);
        }
    }
}

fn items(base: &mut Items, extra: Items) {
    // Python states what `__all__` contains. The comments at the top are about the hand-written file.
    let Items {
        prelude,
        variables,
        aliases,
        classes,
        functions,
        exports: _,
        conditional_exports: _,
        all: _,
        comments: _,
        import_comments,
    } = extra;
    base.import_comments.extend(import_comments);
    let functions = with_docs(functions, base.functions.iter());
    let known: BTreeSet<String> = base.classes.iter().map(|class| class.name.clone()).collect();
    let (changed, added): (Vec<Class>, Vec<Class>) =
        classes.into_iter().partition(|class| known.contains(&class.name));
    let replaced: BTreeSet<String> = (prelude.iter().chain(&variables).map(|it| &it.name))
        .chain(aliases.iter().map(|it| &it.name))
        .chain(functions.iter().map(|it| &it.name))
        .chain(added.iter().map(|it| &it.name))
        .cloned()
        .collect();
    base.prelude.retain(|it| !replaced.contains(&it.name));
    base.variables.retain(|it| !replaced.contains(&it.name));
    base.aliases.retain(|it| !replaced.contains(&it.name));
    base.classes.retain(|it| !replaced.contains(&it.name));
    base.functions.retain(|it| !replaced.contains(&it.name));
    base.prelude.extend(prelude);
    base.variables.extend(variables);
    base.aliases.extend(aliases);
    base.classes.extend(added);
    base.functions.extend(functions);
    for extra in changed {
        if let Some(base) = base.classes.iter_mut().find(|base| base.name == extra.name) {
            class(base, extra);
        }
    }
    base.sort();
}

/// Merges `extra`, a class of the same name, into `base`.
fn class(base: &mut Class, extra: Class) {
    let Class {
        name: _,
        decorators,
        type_params,
        bases,
        keywords,
        doc,
        body,
        ignore,
        position: _,
        when: _,
        comments,
    } = extra;
    replace_doc(&mut base.doc, doc);
    let new: Vec<Decorator> = decorators.into_iter().filter(|it| !base.decorators.contains(it)).collect();
    base.decorators.extend(new);
    if !type_params.is_empty() {
        base.type_params = type_params;
    }
    let new: Vec<_> = bases.into_iter().filter(|it| !base.bases.contains(it)).collect();
    if !new.is_empty() {
        base.bases.extend(new);
        base.ignore = ignore;
        base.comments = comments;
    }
    if !keywords.is_empty() {
        base.keywords = keywords;
    }
    members(&mut base.body, body);
}

/// Merges the members `extra` of a class into `base`. What replaces a member takes its place.
fn members(base: &mut Vec<Node>, extra: Vec<Node>) {
    let (nested, extra): (Vec<Node>, Vec<Node>) = extra.into_iter().partition(|node| {
        matches!(node, Node::Class(class) if base.iter().any(|it| matches!(it, Node::Class(base) if base.name == class.name)))
    });
    for node in nested {
        let Node::Class(extra) = node else { continue };
        let known = base.iter_mut().find_map(|it| match it {
            Node::Class(base) if base.name == extra.name => Some(base),
            Node::Class(_) | Node::Attribute(_) | Node::Alias(_) | Node::Function(_) => None,
        });
        if let Some(known) = known {
            class(known, extra);
        }
    }
    let mut groups: Vec<(String, Vec<Node>)> = Vec::new();
    for node in extra {
        match groups.iter_mut().find(|(name, _)| name == node.name()) {
            Some((_, group)) => group.push(node),
            None => groups.push((node.name().to_owned(), vec![node])),
        }
    }
    for (name, group) in groups {
        let group = with_docs_of(group, base);
        let place = base.iter().position(|node| node.name() == name);
        base.retain(|node| node.name() != name);
        let is_attribute = matches!(group.first(), Some(Node::Attribute(_) | Node::Alias(_)));
        let first_function = || base.iter().position(|node| matches!(node, Node::Function(_)));
        let place = place.or_else(|| first_function().filter(|_| is_attribute)).unwrap_or(base.len());
        base.splice(place..place, group);
    }
}

fn with_docs_of(group: Vec<Node>, base: &[Node]) -> Vec<Node> {
    let known = base.iter().filter_map(|node| match node {
        Node::Function(function) => Some(function),
        Node::Class(_) | Node::Attribute(_) | Node::Alias(_) => None,
    });
    if let [Node::Function(function)] = group.as_slice() {
        return with_docs(vec![function.clone()], known).into_iter().map(Node::Function).collect();
    }
    group
}

/// Returns `functions`, where a function that is not overloaded has the docstring of the one that it replaces.
fn with_docs<'f>(mut functions: Vec<Function>, known: impl Iterator<Item = &'f Function>) -> Vec<Function> {
    let mut docs: HashMap<&str, &str> = HashMap::new();
    for function in known.filter(|function| !function.doc.is_empty()) {
        docs.entry(&function.name).or_insert(&function.doc);
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    functions.iter().for_each(|function| *counts.entry(function.name.clone()).or_default() += 1);
    for function in functions.iter_mut().filter(|it| it.doc.is_empty() && counts.get(&it.name) == Some(&1)) {
        function.doc = docs.get(function.name.as_str()).copied().unwrap_or_default().to_owned();
    }
    functions
}

fn replace_doc(base: &mut String, extra: String) {
    if !extra.is_empty() {
        *base = extra;
    }
}
