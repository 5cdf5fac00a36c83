//! The annotation of each kind of item.

use super::names::Pyo3Names;
use crate::rust::{RustItem, RustItemKind};
use std::ops::Range;

/// A kind of annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Annotation {
    /// Of a function.
    Function,
    /// Of a class.
    Class,
    /// Of a block of methods.
    Methods,
    /// Of a module, and for a declarative one of everything in it.
    Module,
}

impl Annotation {
    /// Returns every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Function, Self::Class, Self::Methods, Self::Module].into_iter()
    }

    /// Returns the annotation of an item of this kind with PyO3's `attribute`.
    pub fn of(attribute: &str, kind: RustItemKind) -> Option<Self> {
        use RustItemKind::{Enum, Fn, Impl, Mod, Other, Struct};
        match (attribute, kind) {
            // What a macro provides may be any item, and the attribute states which.
            ("pyfunction", Fn | Other) => Some(Self::Function),
            ("pyclass", Struct | Enum | Other) => Some(Self::Class),
            ("pymethods", Impl | Other) => Some(Self::Methods),
            ("pymodule", Mod | Fn) => Some(Self::Module),
            _ => None,
        }
    }

    /// Returns the names of the macro. `name` is the first.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Function => &["gen_stub_pyfunction"],
            Self::Class => &["gen_stub_pyclass", "gen_stub_pyclass_enum", "gen_stub_pyclass_complex_enum"],
            Self::Methods => &["gen_stub_pymethods"],
            Self::Module => &["gen_stub_pymodule"],
        }
    }

    /// Returns the name of the macro.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }
}

/// The derive of a type that PyO3 converts.
#[derive(Debug)]
pub(super) struct Conversion {
    /// The index of the attribute with the derive.
    pub attribute: usize,
    /// The conditions of the derive.
    pub conditions: Vec<Range<usize>>,
}

impl Conversion {
    /// Returns the derive of `item` by which PyO3 converts it, unless it has one for its Python type too.
    pub fn of(item: &RustItem<'_>, names: &Pyo3Names<'_>) -> Option<Self> {
        let derives = || item.metas().filter(|(_, meta)| meta.name() == "derive");
        let is_known = derives().any(|(_, meta)| meta.listed().iter().any(|it| it.name() == "PyStubType"));
        if is_known {
            return None;
        }
        let converts = derives().find(|(_, meta)| meta.listed().iter().any(|it| names.converts(it)));
        converts.map(|(attribute, meta)| Self { attribute, conditions: meta.conditions.clone() })
    }
}
