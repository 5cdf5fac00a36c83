//! Synthetic extension modules: the same items for every way to make a stub, in any number.
//!
//! [`Case`] says how much, [`Variant`] by what means. [`project`] gives the files of a Cargo project, and
//! [`model`] the facts that such a module would hand out. Nothing here runs anything or touches a file.

pub mod classes;
pub mod model;
pub mod project;
mod source;
mod units;

/// How much an extension module holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// Functions, classes, methods and fields together.
    pub items: usize,
    /// Submodules, all of them direct ones; the items are spread over them evenly.
    pub submodules: usize,
    /// How much of it PyO3 compiles.
    pub extent: Extent,
}

/// How much of an extension module is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// All of it.
    Whole,
    /// What a generator registers, and functions only. PyO3's attributes have no effect, because compiling their
    /// expansions of a hundred thousand items would take a quarter of an hour. The stub is the same without them.
    Annotations,
    /// All of it, which consists of classes in submodules. [`classes`] has the ways to add them.
    Classes,
}

impl Case {
    /// So many items in the module itself.
    #[must_use]
    pub const fn flat(items: usize) -> Self {
        Self { items, submodules: 0, extent: Extent::Whole }
    }

    /// The same, without what PyO3 makes of it.
    #[must_use]
    pub const fn annotations(self) -> Self {
        Self { extent: Extent::Annotations, ..self }
    }

    /// So many classes in each of so many submodules.
    #[must_use]
    pub const fn classes(each: usize, submodules: usize) -> Self {
        Self { items: each * submodules, submodules, extent: Extent::Classes }
    }

    /// The name of its Cargo package: `items_1500_in_500`.
    #[must_use]
    pub fn name(self) -> String {
        let extent = match self.extent {
            Extent::Whole => "",
            Extent::Annotations => "_annotations",
            Extent::Classes => "_classes",
        };
        format!("items_{}_in_{}{extent}", self.items, self.submodules)
    }
}

/// A way to make a stub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// PyO3 alone: no stub.
    Bare,
    /// This library, registering.
    On,
    /// This library with its feature `registry` off.
    Off,
    /// `pyo3-stub-gen` 0.23 from crates.io.
    Incumbent,
    /// PyO3's `experimental-inspect`, and maturin.
    Inspect,
    /// PyO3 alone, all in one declarative module.
    BareInline,
    /// This library, registering, all in one declarative module.
    OnInline,
}

impl Variant {
    /// Those whose module is filled by functions. [`Variant::Bare`], which the others are compared with, is the first.
    pub const ALL: [Self; 5] = [Self::Bare, Self::On, Self::Off, Self::Incumbent, Self::Inspect];

    /// Those whose module is declarative, with every item inline. They are compared with [`Variant::BareInline`].
    pub const INLINE: [Self; 2] = [Self::BareInline, Self::OnInline];

    /// Its name in files and on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Bare => "pyo3",
            Self::On => "registry-on",
            Self::Off => "registry-off",
            Self::Incumbent => "stub-gen-0.23",
            Self::Inspect => "inspect",
            Self::BareInline => "pyo3-inline",
            Self::OnInline => "registry-on-inline",
        }
    }

    /// Whether each item bears `#[gen_stub_…]`.
    fn is_annotated(self) -> bool {
        matches!(self, Self::On | Self::Off | Self::Incumbent)
    }

    /// Whether every item is in one declarative module, and in one file.
    #[must_use]
    pub fn is_inline(self) -> bool {
        Self::INLINE.contains(&self)
    }
}
