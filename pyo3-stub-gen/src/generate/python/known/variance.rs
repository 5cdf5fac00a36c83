//! The variance of the type parameters of Python's own generic types, as typeshed declares them.
//!
//! The typing specification defines the terms: <https://typing.python.org/en/latest/spec/generics.html#variance>.

use Variance::{Contravariant as Contra, Covariant as Co, Invariant as In};

/// How an argument may differ from the declared one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variance {
    /// It may be narrower.
    Covariant,
    /// It may be wider.
    Contravariant,
    /// It has to be the same type.
    Invariant,
}

/// A generic type, its first parameters, and its other ones.
struct Generic {
    name: &'static str,
    first: &'static [Variance],
    others: Variance,
}

const fn all(name: &'static str, others: Variance) -> Generic {
    Generic { name, first: &[], others }
}

const fn each(name: &'static str, first: &'static [Variance]) -> Generic {
    Generic { name, first, others: In }
}

/// The types of `builtins`, `typing` and `collections.abc` that are not invariant in all parameters. A name means the same
/// type in each of the modules that have it, except `Set`: it is only `typing.Set` that is invariant.
const GENERICS: &[Generic] = &[
    all("Annotated", Co),
    all("AbstractSet", Co),
    all("AsyncIterable", Co),
    all("AsyncIterator", Co),
    all("Awaitable", Co),
    all("Collection", Co),
    all("Container", Co),
    all("FrozenSet", Co),
    all("Iterable", Co),
    all("Iterator", Co),
    all("KeysView", Co),
    all("ItemsView", Co),
    all("Optional", Co),
    all("Reversible", Co),
    all("Sequence", Co),
    all("Set", Co),
    all("Tuple", Co),
    all("Type", Co),
    all("Union", Co),
    all("Unpack", Co),
    all("ValuesView", Co),
    all("frozenset", Co),
    all("tuple", Co),
    all("type", Co),
    each("AsyncGenerator", &[Co, Contra]),
    each("Coroutine", &[Co, Contra, Co]),
    each("Generator", &[Co, Contra, Co]),
    each("Mapping", &[In, Co]),
];

/// Returns the variance of the parameter `index`, counted from 0, of `module.name`. Where the type is not one of Python's, or
/// is not known, the parameter is invariant.
pub(crate) fn variance(module: &str, name: &str, index: usize) -> Variance {
    let is_mutable_set = module == "typing" && name == "Set";
    if !["builtins", "typing", "collections.abc"].contains(&module) || is_mutable_set {
        return Variance::Invariant;
    }
    let generic = GENERICS.iter().find(|generic| generic.name == name);
    generic.map_or(Variance::Invariant, |generic| generic.first.get(index).copied().unwrap_or(generic.others))
}

#[cfg(test)]
mod tests {
    use super::{Variance, variance};

    #[test]
    fn parameters_are_those_of_typeshed() {
        assert_eq!(variance("collections.abc", "Mapping", 0), Variance::Invariant);
        assert_eq!(variance("collections.abc", "Mapping", 1), Variance::Covariant);
        assert_eq!(variance("typing", "Generator", 1), Variance::Contravariant);
        assert_eq!(variance("builtins", "tuple", 7), Variance::Covariant);
        assert_eq!(variance("builtins", "list", 0), Variance::Invariant);
        assert_eq!(variance("numpy", "Sequence", 0), Variance::Invariant);
        assert_eq!(variance("collections.abc", "Set", 0), Variance::Covariant);
        assert_eq!(variance("typing", "Set", 0), Variance::Invariant);
    }
}
