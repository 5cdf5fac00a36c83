//! Type variables that occur only once in a signature. They have no effect, and pyright reports them
//! (`reportInvalidTypeVarUse`). The other use of the variable may be missing, such as an overload or the arguments of a
//! class that is not annotated.

use crate::generate::model::visit::VisitMut;
use crate::generate::model::{Expr, Function, ModuleInfo, Symbol, TypeParam, TypeParamKind};

/// Replaces each type variable that occurs once in a signature by its bound, and removes those that do not occur.
pub(super) fn replace(module: &mut ModuleInfo) {
    module.items.visit_mut(&mut Replacer);
    module.for_each_submodule_mut(&mut |_, submodule| submodule.items.visit_mut(&mut Replacer));
}

struct Replacer;

impl VisitMut for Replacer {
    fn expr(&mut self, _: &mut Expr) {}

    fn function(&mut self, function: &mut Function) {
        in_function(function);
    }
}

fn in_function(function: &mut Function) {
    for index in (0..function.type_params.len()).rev() {
        let Some(param) = function.type_params.get(index).cloned() else { continue };
        let is_lone = match uses(function, &param.name) {
            0 => true,
            1 => is_one_type(&param) && replaced(function, &param),
            _ => false,
        };
        if is_lone {
            function.type_params.remove(index);
        }
    }
}

/// Whether it stands for one type, and not for one of several.
fn is_one_type(param: &TypeParam) -> bool {
    let is_type = match param.kind {
        TypeParamKind::Type | TypeParamKind::Covariant | TypeParamKind::Contravariant => true,
        TypeParamKind::Tuple | TypeParamKind::Parameters => false,
    };
    is_type && !matches!(param.bound, Some(Expr::Tuple(_)))
}

/// Returns how often the type variable occurs in the signature of `function`.
fn uses(function: &Function, name: &str) -> usize {
    let annotations = function.parameters.iter().filter_map(|parameter| parameter.annotation.as_ref());
    let others = function.type_params.iter().filter(|param| param.name != name);
    let bounds = others.flat_map(|param| param.bound.iter().chain(&param.default));
    let mut count = 0;
    annotations.chain(&function.returns).chain(bounds).for_each(|expr| {
        expr.for_each_symbol(&mut |symbol| {
            count += usize::from(matches!(symbol, Symbol::TypeParameter(other) if other == name));
        });
    });
    count
}

/// Replaces the variable where it is a whole type, or a member of a union. In the argument of another type, it may
/// widen that type.
fn replaced(function: &mut Function, param: &TypeParam) -> bool {
    let of_parameter = param.bound.clone().unwrap_or_else(|| Expr::builtin("object"));
    // A call cannot decide what it returns.
    let of_result = param.bound.clone().unwrap_or_else(|| Expr::external("_typeshed", "Incomplete"));
    let annotations = function.parameters.iter_mut().filter_map(|parameter| parameter.annotation.as_mut());
    let mut places =
        annotations.map(|it| (it, &of_parameter)).chain(function.returns.as_mut().map(|it| (it, &of_result)));
    places.any(|(place, substitute)| replaced_in(place, &param.name, substitute))
}

fn replaced_in(place: &mut Expr, name: &str, substitute: &Expr) -> bool {
    match place {
        Expr::Name(Symbol::TypeParameter(other)) if other == name => {
            *place = substitute.clone();
            true
        }
        Expr::Union(members) => {
            let is_replaced = members.iter_mut().any(|member| replaced_in(member, name, substitute));
            if is_replaced {
                *place = Expr::union(std::mem::take(members));
            }
            is_replaced
        }
        _ => false,
    }
}
