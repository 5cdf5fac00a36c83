//! Rust structs that are not classes in Python, but a `dict` with their fields as keys, or any object with them as
//! attributes.

use super::collector::Collector;
use super::inputs::Invariant;
use super::place::Place;
use crate::facts::{NameExpr, TypeExpr, read_as};
use crate::generate::model::{Expr, Shape, ShapeForm, Symbol};
use crate::generate::python::is_identifier;
use crate::generate::rust_types::Direction;

/// Returns the name of a form of shapes, if `base` is one.
pub(super) fn shape_of(base: &TypeExpr) -> Option<&str> {
    match base {
        TypeExpr::Name(NameExpr { module, name })
            if module == read_as::MODULE
                && [read_as::FIELDS, read_as::ATTRIBUTES, read_as::RECURSIVE].contains(&name.as_str()) =>
        {
            Some(name)
        }
        _ => None,
    }
}

impl Collector<'_> {
    /// Returns the shape that `arguments` describe: the name of the Rust type, then names and types of its fields.
    pub(super) fn shape(
        &mut self,
        form: &str,
        arguments: &[TypeExpr],
        place: &Place,
        direction: Direction,
    ) -> Expr {
        let Some((TypeExpr::Literal(id), fields)) = arguments.split_first() else {
            return Expr::typing("Any");
        };
        let mut of_direction = |of: &TypeExpr| match direction {
            Direction::Input => self.input(of, place, Invariant::Covariant),
            Direction::Output => self.expr(of, place),
        };
        if form == read_as::RECURSIVE {
            let name = format!("_{}", class_name(id));
            let fields = fields.iter().map(|of| (String::new(), of_direction(of))).collect();
            let shape = Shape { id: id.clone(), name, form: ShapeForm::Recursive, fields };
            return Expr::Name(Symbol::Shape(Box::new(shape)));
        }
        let (mut form, suffix) =
            if form == read_as::FIELDS { (ShapeForm::Dict, "Dict") } else { (ShapeForm::Attributes, "Like") };
        let mut named = Vec::new();
        for field in fields.chunks_exact(2) {
            if let [TypeExpr::Literal(name), of] = field {
                named.push((name.clone(), of_direction(of)));
            }
        }
        if !named.iter().all(|(name, _)| is_identifier(name)) {
            if form != ShapeForm::Dict || !named.iter().all(|(_, of)| is_defined_elsewhere(of)) {
                return of_any_keys(form, named);
            }
            form = ShapeForm::Keys;
        }
        let name = format!("_{}{suffix}", class_name(id));
        let shape = Shape { id: id.clone(), name, form, fields: named };
        Expr::Name(Symbol::Shape(Box::new(shape)))
    }
}

/// Whether `of` does not name anything that is defined in the stub. A statement may not use such a name before its
/// definition.
fn is_defined_elsewhere(of: &Expr) -> bool {
    let mut is_elsewhere = true;
    of.for_each_symbol(&mut |symbol| is_elsewhere &= matches!(symbol, Symbol::External(_)));
    is_elsewhere
}

/// Returns the type if a class cannot have the names of the fields.
fn of_any_keys(form: ShapeForm, fields: Vec<(String, Expr)>) -> Expr {
    let mut types = fields.into_iter().map(|(_, of)| of);
    let value = match types.next() {
        Some(first) if types.all(|of| of == first) => first,
        // A type checker would not know which of them a key has.
        _ => Expr::typing("Any"),
    };
    match form {
        ShapeForm::Dict => Expr::builtin("dict").subscript(vec![Expr::builtin("str"), value]),
        ShapeForm::Keys | ShapeForm::Attributes | ShapeForm::Recursive => Expr::typing("Any"),
    }
}

/// Returns the name of a class for the Rust type `path`, without its modules and its arguments. The name of a variant
/// follows that of its enum.
fn class_name(path: &str) -> String {
    let (of_type, variant) = path.split_once(' ').unwrap_or((path, ""));
    let of_type = of_type.split('<').next().unwrap_or_default();
    let name = of_type.rsplit("::").next().unwrap_or_default();
    format!("{name}{variant}")
}
