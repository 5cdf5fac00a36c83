//! Fragments as data: modules, classes, functions and attributes, as PyO3 describes them.

use super::hint::Hint;
use super::release::Release;
use crate::facts::ParameterKind;

/// The fragments of one library, in an order that does not depend on the library's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fragments {
    /// The release of PyO3 that wrote them.
    pub release: Release,
    /// Inline and function-style modules.
    pub modules: Vec<ModuleFragment>,
    /// Classes, enum variants with fields among them.
    pub classes: Vec<ClassFragment>,
    /// Functions and methods.
    pub functions: Vec<FunctionFragment>,
    /// Class attributes and the constants of inline modules.
    pub attributes: Vec<AttributeFragment>,
    /// Whether the library makes arrays of NumPy, so that those who call it have NumPy.
    pub knows_numpy: bool,
    /// The parts that could not be read, with a sentence for each.
    pub unread: Vec<String>,
    /// The reasons why the symbols of a library, or of a part of it, are not known.
    pub damaged: Vec<String>,
}

impl Fragments {
    /// Whether there are neither fragments nor unreadable or damaged parts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { release: _, modules, classes, functions, attributes, knows_numpy: _, unread, damaged } =
            self;
        modules.is_empty()
            && classes.is_empty()
            && functions.is_empty()
            && attributes.is_empty()
            && unread.is_empty()
            && damaged.is_empty()
    }
}

/// A module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleFragment {
    /// Its Python name, without the modules around it.
    pub name: String,
    /// The number by which other fragments refer to it.
    pub id: String,
    /// The ids of the exports that its macro can see.
    pub members: Vec<String>,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassFragment {
    /// Its Python name.
    pub name: String,
    /// The number by which other fragments refer to it.
    pub id: String,
    /// The id of the enum that it is a variant of.
    pub parent: Option<String>,
    /// Its base classes.
    pub bases: Vec<Hint>,
    /// Whether Python may inherit from it, if the release states this.
    pub can_be_subclassed: bool,
    /// The docstring; `None` if the release does not write docstrings.
    pub doc: Option<String>,
}

/// A function or method.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FunctionFragment {
    /// Its Python name. PyO3 0.27 and 0.28 write the Rust name of a function that has another one in Python.
    pub name: String,
    /// The number by which a module refers to it; methods have none.
    pub id: Option<String>,
    /// The id of the class that it belongs to.
    pub parent: Option<String>,
    /// How it is bound.
    pub role: Role,
    /// The parameters without the receiver.
    pub parameters: Vec<ParameterFragment>,
    /// The type of the result, which is the awaited type if it is `async`.
    pub returns: Option<Hint>,
    /// Whether it is `async`.
    pub is_async: bool,
    /// The docstring; `None` if the release does not write docstrings.
    pub doc: Option<String>,
}

/// How a function is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A module's function, or a method with a receiver.
    Plain,
    /// `__new__`.
    New,
    /// `@classmethod`.
    Classmethod,
    /// `@staticmethod`.
    Staticmethod,
    /// `@property`.
    Getter,
    /// `@name.setter`.
    Setter,
    /// `@name.deleter`.
    Deleter,
    /// A class attribute that a function computes, up to PyO3 0.28.
    ClassAttribute,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParameterFragment {
    /// Its name without stars.
    pub name: String,
    /// How it may be passed.
    pub kind: FragmentKind,
    /// The accepted type, if PyO3 knows it.
    pub hint: Option<Hint>,
    /// The Python source of its default, or `...` if PyO3 does not write one.
    pub default: Option<String>,
}

/// The list that contains a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FragmentKind {
    /// `posonlyargs`.
    PositionalOnly,
    /// `args`.
    PositionalOrKeyword,
    /// `vararg`.
    VarPositional,
    /// `kwonlyargs`.
    KeywordOnly,
    /// `kwarg`.
    VarKeyword,
}

impl From<FragmentKind> for ParameterKind {
    fn from(kind: FragmentKind) -> Self {
        match kind {
            FragmentKind::PositionalOnly => Self::PositionalOnly,
            FragmentKind::PositionalOrKeyword => Self::PositionalOrKeyword,
            FragmentKind::VarPositional => Self::VarPositional,
            FragmentKind::KeywordOnly => Self::KeywordOnly,
            FragmentKind::VarKeyword => Self::VarKeyword,
        }
    }
}

/// A class attribute or a constant of a module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeFragment {
    /// Its Python name.
    pub name: String,
    /// The id of its class or module.
    pub parent: Option<String>,
    /// Its type, unless PyO3 leaves it to the value.
    pub hint: Option<Hint>,
    /// The Python source of its value, where the Rust source has a literal for it.
    pub value: Option<String>,
}
