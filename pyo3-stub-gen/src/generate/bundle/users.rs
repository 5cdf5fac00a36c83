//! Type variables that the generator wrote for a Python without type parameters: they become the parameters of the functions
//! and classes that use them again, so the bundle has one variable for equal ones.

use super::names::NamePlace;
use crate::generate::model::visit::{self, VisitMut};
use crate::generate::model::{Class, Expr, Function, Symbol, TypeParam};
use std::collections::HashSet;

/// Gives `class` the parameters that its bases state, and brings them into the scope of `place`.
pub(super) fn declare_in_class(class: &mut Class, place: &mut NamePlace<'_, '_>) {
    let mut names = Vec::new();
    let mut stated = None;
    for (index, base) in class.bases.iter_mut().enumerate() {
        let is = |base: &Expr, name| base.is_external("typing", name);
        if let Expr::Subscript(of, arguments) = base
            && (is(of, "Generic") || is(of, "Protocol"))
            && arguments.iter().any(|argument| uses_any(argument, place))
        {
            arguments.iter().for_each(|argument| add_names(argument, place, &mut names));
            stated = Some((index, is(of, "Generic")));
            *base = (**of).clone();
        }
    }
    if let Some((index, true)) = stated {
        class.bases.remove(index);
    }
    if stated.is_none() {
        class.bases.iter().for_each(|base| add_names(base, place, &mut names));
    }
    for name in names {
        if let Some((param, _)) = variable(&name, place) {
            place.type_params.insert(name);
            class.type_params.push(param);
        }
    }
}

/// Gives `function` the parameters that it uses and that are not in the scope of `place`.
pub(super) fn declare_in_function(function: &mut Function, place: &NamePlace<'_, '_>) {
    let mut names = Vec::new();
    visit::signature_mut(&mut UsedParameters { place, names: &mut names }, function);
    visit::decorators_mut(&mut UsedParameters { place, names: &mut names }, &mut function.decorators);
    let mut params: Vec<(TypeParam, usize)> = names.iter().filter_map(|name| variable(name, place)).collect();
    params.sort_by_key(|(_, index)| *index);
    function.type_params.extend(params.into_iter().map(|(param, _)| param));
}

struct UsedParameters<'f, 'c, 't> {
    place: &'f NamePlace<'c, 't>,
    names: &'f mut Vec<String>,
}

impl VisitMut for UsedParameters<'_, '_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        add_names(expr, self.place, self.names);
    }
}

/// Adds the type variables in `expr` that are not in the scope of `place`.
fn add_names(expr: &Expr, place: &NamePlace<'_, '_>, names: &mut Vec<String>) {
    let known: HashSet<String> = names.iter().cloned().collect();
    expr.for_each_symbol(&mut |symbol| {
        if let Symbol::TypeParameter(name) = symbol
            && !place.type_params.contains(name)
            && !known.contains(name)
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    });
}

fn uses_any(expr: &Expr, place: &NamePlace<'_, '_>) -> bool {
    let mut names = Vec::new();
    add_names(expr, place, &mut names);
    !names.is_empty()
}

/// Returns the parameter that the name stands for in the module of `place`, and its position among those of its file.
fn variable(name: &str, place: &NamePlace<'_, '_>) -> Option<(TypeParam, usize)> {
    let variable = place.context.variable(place.module, name)?;
    Some((variable.param.clone(), variable.index))
}
