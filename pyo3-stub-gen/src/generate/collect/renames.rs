//! Classes with a different name or several names in Python, and type aliases that Python lacks.

use super::index::Index;
use super::tree::Tree;
use crate::generate::model::visit::VisitMut;
use crate::generate::model::{Alias, AliasForm, Class, Comments, Expr, LocalName, Symbol, When};
use crate::generate::placement::{ClassAlias, RuntimeLayout};
use std::collections::BTreeMap;

/// The names that classes have in Python, by the paths of their modules and their own names.
type NewNames = BTreeMap<(Vec<String>, String), String>;

/// Gives each class its name in Python, and adds its other names.
pub(super) fn apply(index: &Index<'_>, layout: &RuntimeLayout, tree: &mut Tree) {
    let mut names = NewNames::new();
    for class in layout.classes.renamed().filter_map(|id| index.class(id)) {
        if let Some(name) = layout.classes.name(class.id) {
            names.insert((index.class_path(class), class.name.clone()), name.to_owned());
        }
    }
    let private = private_names(layout, tree);
    names.extend(private.clone());
    if !names.is_empty() {
        let mut renamer = Renamer { names: &names };
        tree.for_each_module(|path, items| {
            for class in &mut items.classes {
                if let Some(name) = names.get(&(path.to_vec(), class.name.clone())) {
                    class.name.clone_from(name);
                }
            }
            for alias in &mut items.aliases {
                if let Some(name) = private.get(&(path.to_vec(), alias.name.clone())) {
                    alias.name.clone_from(name);
                }
            }
            items.visit_mut(&mut renamer);
            items.aliases.iter_mut().for_each(|alias| renamer.expr(&mut alias.object));
        });
    }
    layout.aliases.iter().for_each(|alias| add(alias, tree));
    leave_out_unused(&private, tree);
}

/// Returns private names for the type aliases that Python lacks.
fn private_names(layout: &RuntimeLayout, tree: &Tree) -> NewNames {
    let private = |(path, name): &(Vec<String>, String)| {
        let mut private = format!("_{name}");
        while tree.has(path, &private) {
            private.push('_');
        }
        ((path.clone(), name.clone()), private)
    };
    layout.private_aliases.iter().map(private).collect()
}

/// Leaves out unused private type aliases.
fn leave_out_unused(private: &NewNames, tree: &mut Tree) {
    for ((path, _), name) in private {
        let own = LocalName { path: path.clone(), name: vec![name.clone()] };
        let mut uses = Uses { of: &own, count: 0 };
        tree.for_each_module(|_, items| items.visit_mut(&mut uses));
        if uses.count == 0 {
            tree.items(path).aliases.retain(|alias| alias.name != *name);
        }
    }
}

struct Uses<'n> {
    of: &'n LocalName,
    count: usize,
}

impl VisitMut for Uses<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        expr.for_each_symbol(&mut |symbol| {
            self.count += usize::from(matches!(symbol, Symbol::Local(name) if name == self.of));
        });
    }
}

struct Renamer<'n> {
    names: &'n NewNames,
}

impl VisitMut for Renamer<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        expr.map_symbols(&mut |symbol| {
            let mut symbol = symbol.clone();
            if let Symbol::Local(LocalName { path, name }) = &mut symbol
                && let Some(first) = name.first_mut()
                && let Some(new) = self.names.get(&(path.clone(), first.clone()))
            {
                first.clone_from(new);
            }
            Expr::Name(symbol)
        });
    }
}

fn add(alias: &ClassAlias, tree: &mut Tree) {
    let (path, name) = &alias.home;
    let is_there = |class: &Class| class.name == *name;
    // A class that is not in the stub cannot have aliases.
    if tree.has(&alias.path, &alias.name) || !tree.items(path).classes.iter().any(is_there) {
        return;
    }
    let value = Expr::local(path, &[name]);
    tree.items(&alias.path).aliases.push(Alias {
        when: When::default(),
        comments: Comments::default(),
        name: alias.name.clone(),
        object: Expr::builtin("type").subscript(vec![value.clone()]),
        value,
        form: AliasForm::Assignment,
        doc: String::new(),
        position: None,
    });
}
