//! The types of arguments: as wide as extraction, even in positions that are invariant in Python.
//!
//! A `dict[str, int]` is not a `dict[str, SupportsIndex]`, but Rust reads it. Such a position therefore has a type
//! variable with the bound `SupportsIndex`. Bounds and setters cannot have a type variable, and one variable cannot stand for
//! the items of several containers, as in a list of dictionaries. There, a covariant type stands for the container. For
//! a `dict`, that is a protocol that no other mapping has.

use super::arrays;
use super::classes::is_final;
use super::collector::Collector;
use super::place::Place;
use crate::facts::{NameExpr, TypeExpr, read_as};
use crate::generate::model::{Expr, Helper, Symbol, TypeParam, TypeParamKind};
use crate::generate::python::known::{self, Variance};
use crate::generate::rust_types::Direction;

/// The replacement for a container whose items are invariant.
#[derive(Debug)]
pub(super) enum Invariant<'p> {
    /// The container, of type variables. New ones are added to these.
    Variables(&'p mut Vec<TypeParam>),
    /// A type that is covariant, and that stands for nothing else if there is one.
    Protocol,
    /// A type that is covariant.
    Covariant,
}

impl Invariant<'_> {
    fn reborrow(&mut self) -> Invariant<'_> {
        match self {
            Invariant::Variables(params) => Invariant::Variables(params),
            Invariant::Protocol => Invariant::Protocol,
            Invariant::Covariant => Invariant::Covariant,
        }
    }

    /// Returns the replacement for a container that occurs several times.
    fn of_several(&self) -> Invariant<'static> {
        match self {
            Invariant::Variables(_) | Invariant::Protocol => Invariant::Protocol,
            Invariant::Covariant => Invariant::Covariant,
        }
    }

    /// Returns the replacement for a container below a dictionary: in the bound of its values, or in the protocol. One type
    /// checker does not compare the arguments of a protocol inside the same protocol.
    fn of_values(&self) -> Invariant<'static> {
        match self {
            Invariant::Variables(_) => Invariant::Protocol,
            Invariant::Protocol | Invariant::Covariant => Invariant::Covariant,
        }
    }
}

/// The names of type variables by what they stand for.
const KEY: &str = "K";
const VALUE: &str = "V";
const ITEM: &str = "T";

impl Collector<'_> {
    /// Returns the expression of `expr`, which Rust reads.
    pub(super) fn input(&mut self, expr: &TypeExpr, place: &Place, mut invariant: Invariant<'_>) -> Expr {
        match expr {
            TypeExpr::Name(NameExpr { module, name }) if module == read_as::MODULE => match name.as_str() {
                read_as::INDEX => Expr::helper(Helper::Index),
                read_as::FLOAT => Expr::helper(Helper::Float),
                read_as::COMPLEX => Expr::helper(Helper::Complex),
                read_as::EXACT_FLOAT => Expr::helper(Helper::ExactFloat),
                read_as::EXACT_COMPLEX => Expr::helper(Helper::ExactComplex),
                read_as::TEXT_ITEMS => Expr::helper(Helper::TextItems),
                read_as::INDEX_ITEMS => Expr::helper(Helper::IndexItems),
                _ => self.expr(expr, place),
            },
            TypeExpr::Unknown(unknown) => {
                let known = self.known_of(unknown, place, Direction::Input);
                self.input(&known, place, invariant)
            }
            TypeExpr::Union(members) => self.input_union(members, place, invariant),
            TypeExpr::Subscript(subscript) => {
                let TypeExpr::Name(base) = &subscript.base else { return self.expr(expr, place) };
                let arguments = subscript.arguments.as_slice();
                match (base.module.as_str(), base.name.as_str(), arguments) {
                    ("builtins", "dict", [key, value]) => self.map(key, value, place, invariant),
                    ("builtins", "set", [item]) => self.set(item, place, invariant),
                    (read_as::MODULE, read_as::SEQUENCE, [item]) => {
                        self.sequence(item, without_str(item), place, &invariant)
                    }
                    (read_as::MODULE, read_as::SEQUENCE_OR_ARRAY, [item]) => {
                        let sequence = self.sequence(item, without_str(item), place, &invariant);
                        Expr::union([sequence].into_iter().chain(arrays::of_items(item)))
                    }
                    (read_as::MODULE, read_as::TEXT_OR_ARRAY, [item]) => {
                        let sequence = self.sequence(item, any_sequence(), place, &invariant);
                        Expr::union([sequence].into_iter().chain(arrays::of_items(item)))
                    }
                    (read_as::MODULE, read_as::FIELDS | read_as::ATTRIBUTES | read_as::RECURSIVE, _) => {
                        self.shape(&base.name, arguments, place, Direction::Input)
                    }
                    _ => {
                        let arguments = arguments.iter().enumerate().map(|(index, argument)| {
                            let invariant = match known::variance(&base.module, &base.name, index) {
                                Variance::Covariant => invariant.reborrow(),
                                Variance::Contravariant | Variance::Invariant => Invariant::Covariant,
                            };
                            self.input(argument, place, invariant)
                        });
                        let arguments = arguments.collect();
                        self.subscripted(&subscript.base, place).subscript(arguments)
                    }
                }
            }
            TypeExpr::Any
            | TypeExpr::None
            | TypeExpr::Name(_)
            | TypeExpr::Local(_)
            | TypeExpr::List(_)
            | TypeExpr::Ellipsis
            | TypeExpr::Literal(_)
            | TypeExpr::Text(_)
            | TypeExpr::SelfType
            | TypeExpr::Marked(_) => self.expr(expr, place),
        }
    }

    /// Returns a union. A covariant type that stands for a `set` stands for its `frozenset` too.
    fn input_union(&mut self, members: &[TypeExpr], place: &Place, mut invariant: Invariant<'_>) -> Expr {
        let mut exprs: Vec<Expr> =
            members.iter().map(|member| self.input(member, place, invariant.reborrow())).collect();
        let sets: Vec<Vec<Expr>> = exprs.iter().filter_map(|expr| arguments(expr, SET)).collect();
        exprs.retain(|expr| arguments(expr, FROZEN_SET).is_none_or(|arguments| !sets.contains(&arguments)));
        Expr::union(exprs)
    }

    /// Returns `base` with items that are read from `item`.
    fn sequence(&mut self, item: &TypeExpr, base: Expr, place: &Place, invariant: &Invariant<'_>) -> Expr {
        base.subscript(vec![arrays::as_item(self.input(item, place, invariant.of_several()))])
    }

    fn set(&mut self, item: &TypeExpr, place: &Place, mut invariant: Invariant<'_>) -> Expr {
        let plain = self.input(item, place, Invariant::Covariant);
        let base = Expr::builtin("set");
        if self.is_exact(&plain) {
            return base.subscript(vec![plain]);
        }
        match &mut invariant {
            Invariant::Variables(params) => {
                let item = variable(ITEM, plain, place, params);
                base.subscript(vec![item])
            }
            Invariant::Protocol | Invariant::Covariant => Expr::external(SET.0, SET.1).subscript(vec![plain]),
        }
    }

    fn map(&mut self, key: &TypeExpr, value: &TypeExpr, place: &Place, mut invariant: Invariant<'_>) -> Expr {
        let keys = self.input(key, place, Invariant::Covariant);
        let values = self.input(value, place, invariant.of_values());
        if self.is_exact(&keys) && self.is_exact(&values) {
            return Expr::builtin("dict").subscript(vec![keys, values]);
        }
        match &mut invariant {
            Invariant::Variables(params) => {
                let keys = variable(KEY, keys, place, params);
                let values = variable(VALUE, values, place, params);
                Expr::builtin("dict").subscript(vec![keys, values])
            }
            Invariant::Protocol => Expr::helper(Helper::Dict).subscript(vec![keys, values]),
            Invariant::Covariant => {
                // The keys of a `Mapping` are invariant too.
                let keys = match keys {
                    Expr::Union(keys) => keys,
                    key => vec![key],
                };
                let mapping = || Expr::external("collections.abc", "Mapping");
                Expr::union(
                    keys.into_iter().map(|key| mapping().subscript(vec![as_key(key), values.clone()])),
                )
            }
        }
    }
}

const SET: (&str, &str) = ("collections.abc", "Set");
const FROZEN_SET: (&str, &str) = ("builtins", "frozenset");

/// Returns the arguments of `expr` where it is the type `base` with arguments.
fn arguments(expr: &Expr, (module, name): (&str, &str)) -> Option<Vec<Expr>> {
    match expr {
        Expr::Subscript(base, arguments) if base.is_external(module, name) => Some(arguments.clone()),
        _ => None,
    }
}

fn any_sequence() -> Expr {
    Expr::external("collections.abc", "Sequence")
}

/// Returns what has items like `item` and is not a `str`.
fn without_str(item: &TypeExpr) -> Expr {
    if takes_str(item) { Expr::helper(Helper::SequenceNotStr) } else { any_sequence() }
}

/// Whether a `str` is an item.
fn takes_str(item: &TypeExpr) -> bool {
    match item {
        TypeExpr::Name(name) => name.module == "builtins" && name.name == "str",
        TypeExpr::Union(members) => members.iter().any(takes_str),
        TypeExpr::Text(source) => source.text.split('|').any(|member| member.trim() == "str"),
        // Sequences of the type are values of it, and the items of a `str` are such sequences.
        TypeExpr::Subscript(subscript) => match &subscript.base {
            TypeExpr::Name(base) => base.module == read_as::MODULE && base.name == read_as::RECURSIVE,
            _ => false,
        },
        _ => false,
    }
}

impl Collector<'_> {
    /// Whether values of subtypes do not occur, so that an invariant position does not reject any.
    fn is_exact(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Name(Symbol::External(name)) => match name.module.as_str() {
                "typing" => name.name == "Any",
                "collections.abc" | "os" | "numpy" => false,
                // A `datetime` is a `date`.
                "datetime" => name.name != "date",
                "builtins" => name.name != "object",
                // `Incomplete` is any type, like `Any`.
                "_typeshed" => name.name == "Incomplete",
                module => known::is_standard(module),
            },
            Expr::Name(Symbol::Local(name)) => self.index.class_at(name).is_some_and(is_final),
            Expr::Subscript(base, arguments) => {
                self.is_exact(base) && arguments.iter().all(|argument| self.is_exact(argument))
            }
            Expr::Ellipsis | Expr::None | Expr::Literal(_) => true,
            _ => false,
        }
    }
}

/// Returns a key as the keys of dictionaries are declared.
fn as_key(key: Expr) -> Expr {
    match key {
        Expr::Name(Symbol::Helper(Helper::Index)) => Expr::builtin("int"),
        Expr::Name(Symbol::Helper(Helper::Float)) => Expr::builtin("float"),
        key if key.is_external("typing", "SupportsIndex") => Expr::builtin("int"),
        key if key.is_external("typing", "SupportsFloat") => Expr::builtin("float"),
        Expr::Subscript(base, arguments) => {
            Expr::Subscript(base, arguments.into_iter().map(as_key).collect())
        }
        Expr::Union(members) => Expr::union(members.into_iter().map(as_key)),
        key => key,
    }
}

/// Returns a new type variable with this bound. A bound cannot contain type variables: such a type stands for itself.
fn variable(name: &str, bound: Expr, place: &Place, params: &mut Vec<TypeParam>) -> Expr {
    let mut can_be_bound = !bound.is_external("typing", "Any");
    bound.for_each_symbol(&mut |symbol| match symbol {
        Symbol::TypeParameter(_) => can_be_bound = false,
        Symbol::External(external) if external.module == "typing" && external.name == "Self" => {
            can_be_bound = false;
        }
        Symbol::External(_)
        | Symbol::Local(_)
        | Symbol::Protocol(_)
        | Symbol::Helper(_)
        | Symbol::Shape(_) => {}
    });
    if !can_be_bound {
        return bound;
    }
    let is_free =
        |name: &String| !params.iter().any(|param| param.name == *name) && !place.type_params.contains(name);
    let numbered = (2u32..).map(|number| format!("{name}{number}"));
    let name = std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default();
    params.push(TypeParam {
        name: name.clone(),
        kind: TypeParamKind::Type,
        bound: Some(bound),
        default: None,
    });
    Expr::Name(Symbol::TypeParameter(name))
}
