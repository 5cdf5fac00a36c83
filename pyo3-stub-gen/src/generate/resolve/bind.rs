//! Walks the file and binds every name in its scope.
//!
//! An annotation in a class body sees that body's names, those of the file, and the builtins. By Python's rules it does
//! not see the names of a class around it. zuban and pyrefly see them in places, so those count as shadowed too,
//! because the longer form is correct for all type checkers. Parameters do not shadow names, because annotations are
//! not evaluated in the function.

use super::file_names::FileNames;
use super::shadows::Shadows;
use crate::generate::model::visit::{self, VisitMut};
use crate::generate::model::{Class, Expr, Function, Node, When};

/// Binds every name in `nodes`.
pub(super) fn bind(nodes: &mut [Node], names: &mut FileNames<'_>) {
    let mut binder = Binder { names, shadows: Shadows::default() };
    for node in nodes {
        visit::node_mut(&mut binder, node);
        binder.names.define(node.name());
    }
}

/// Binds the names in a condition at the top of the file.
pub(super) fn bind_condition(when: &mut When, names: &mut FileNames<'_>) {
    let mut binder = Binder { names, shadows: Shadows::default() };
    when.checks.iter_mut().for_each(|check| binder.expr(&mut check.subject));
}

struct Binder<'a, 'p> {
    names: &'a mut FileNames<'p>,
    shadows: Shadows,
}

impl VisitMut for Binder<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        expr.map_symbols(&mut |symbol| Expr::Written(self.names.write(symbol, &self.shadows)));
    }

    fn class(&mut self, class: &mut Class) {
        visit::decorators_mut(self, &mut class.decorators);
        // Bases see the class's own type parameters, and not yet its body.
        let before = self.shadows.enter(&class.type_params);
        visit::type_params_mut(self, &mut class.type_params);
        visit::bases_mut(self, class);
        let inner = self.shadows.body_of(class);
        let outer = std::mem::replace(&mut self.shadows, inner);
        visit::nodes_mut(self, &mut class.body);
        self.shadows = outer;
        self.shadows.leave(before);
    }

    fn function(&mut self, function: &mut Function) {
        visit::decorators_mut(self, &mut function.decorators);
        let before = self.shadows.enter(&function.type_params);
        visit::type_params_mut(self, &mut function.type_params);
        visit::signature_mut(self, function);
        self.shadows.leave(before);
    }
}
