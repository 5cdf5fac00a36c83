//! What instances contain in memory: `@disjoint_base`.

use super::collector::Collector;
use crate::facts::{ClassFact, ClassKind, ClassOption, TypeExpr};
use crate::generate::config::PythonVersion;
use crate::generate::model::{Decorator, Expr, VersionedDecorator};
use crate::generate::python::known;

/// The version of Python from which on a `__dict__` and weak references count.
const SLOTS_COUNT: (u32, u32) = (3, 12);

/// What a class adds to its instances for Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InstanceSlot {
    /// A `__dict__`.
    Dict,
    /// Weak references.
    Weakref,
}

impl InstanceSlot {
    const ALL: [Self; 2] = [Self::Dict, Self::Weakref];

    /// The option of PyO3 that adds it.
    fn option(self) -> ClassOption {
        match self {
            Self::Dict => ClassOption::Dict,
            Self::Weakref => ClassOption::Weakref,
        }
    }

    /// Whether instances of the class `name` of Python have it.
    fn is_of(self, name: &str) -> bool {
        match self {
            Self::Dict => known::is_exception(name),
            Self::Weakref => matches!(name, "set" | "frozenset"),
        }
    }
}

impl Collector<'_> {
    /// Returns `@disjoint_base` if instances contain more than those of the base class. Python then rejects a class that
    /// inherits from this one and from another one of that kind.
    ///
    /// In older versions of Python, a `__dict__` and weak references do not count unless the base class has them too.
    pub(super) fn disjoint_base(&self, fact: &ClassFact) -> Option<Decorator> {
        // Only Python shows that an exception contains more than its base.
        let traits = self.index.traits(fact.id);
        if self.is_exception(fact) && traits.is_none_or(|traits| traits.has_own_layout != Some(true)) {
            return None;
        }
        let name = Expr::typing("disjoint_base");
        let slots: Vec<InstanceSlot> =
            InstanceSlot::ALL.into_iter().filter(|slot| fact.options.has(slot.option())).collect();
        if self.has_own_value(fact) || slots.iter().any(|slot| self.inherits_slot(fact, *slot)) {
            return Some(Decorator::Plain(name));
        }
        let (major, minor) = SLOTS_COUNT;
        let is_counted = self.config.python_version >= PythonVersion { major, minor };
        match slots.as_slice() {
            [] => None,
            _ if is_counted => Some(Decorator::Plain(name)),
            _ => Some(Decorator::Since(VersionedDecorator::new(name, SLOTS_COUNT))),
        }
    }

    /// Whether instances of the base class have `slot`.
    fn inherits_slot(&self, fact: &ClassFact, slot: InstanceSlot) -> bool {
        let ancestors = self.ancestors(fact);
        let is_of_native = |base: &TypeExpr| match base {
            TypeExpr::Subscript(subscript) => has_name(&subscript.base, slot),
            base => has_name(base, slot),
        };
        ancestors.iter().any(|class| class.options.has(slot.option()))
            || ancestors.into_iter().chain([fact]).any(|class| class.bases.iter().any(is_of_native))
    }

    /// Whether instances contain more than those of the base class, not counting a `__dict__` and weak references.
    ///
    /// They contain the Rust value, and the thread that they belong to if the class is `unsendable`. Unless the class is
    /// frozen, they also contain a borrow flag, which they share with the classes that they inherit from. This is what
    /// PyO3's `PyClassObjectContents` consists of.
    fn has_own_value(&self, fact: &ClassFact) -> bool {
        if !fact.is_zero_sized || fact.options.has(ClassOption::Unsendable) {
            return true;
        }
        let ancestors = self.ancestors(fact);
        // A class of PyO3 that is not in the facts has a flag, unless it is frozen.
        let is_known = |base: &TypeExpr| !matches!(base, TypeExpr::Unknown(_));
        let mut bases = ancestors.iter().copied().chain([fact]).flat_map(|class| &class.bases);
        has_borrow_flag(fact) && !ancestors.iter().copied().any(has_borrow_flag) && bases.all(is_known)
    }
}

fn has_name(base: &TypeExpr, slot: InstanceSlot) -> bool {
    matches!(base, TypeExpr::Name(name) if name.module == "builtins" && slot.is_of(&name.name))
}

/// Whether PyO3 keeps track of borrows of the Rust value. Enums are frozen without the option.
fn has_borrow_flag(fact: &ClassFact) -> bool {
    match fact.kind {
        ClassKind::Struct => !fact.options.has(ClassOption::Frozen),
        ClassKind::SimpleEnum(_) | ClassKind::ComplexEnum(_) | ClassKind::Exception => false,
    }
}
