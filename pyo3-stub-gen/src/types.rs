//! [`PyStubType`] and [`TypeInfo`]: the Python type of a Rust type.

use crate::facts::packed::{ANY, Bytes, LOCAL, NAME, NONE, Packed, Subscript, TEXT, UNKNOWN};
use crate::facts::{TypeExpr, read_as};
use crate::spelling::{Qualified, spell};
use std::{fmt, ops};

/// The Python type of a Rust type, as an argument and as a result.
///
/// `#[gen_stub_pyclass]` implements it for a class, `#[derive(PyStubType)]` for a type that derives `FromPyObject` or
/// `IntoPyObject`, and the library for std's and PyO3's types. Implement it by hand for a type that implements those by hand.
///
/// # Example
///
/// ```
/// use pyo3_stub_gen::{PyStubType, TypeInfo};
///
/// struct Celsius(f64);
///
/// impl PyStubType for Celsius {
///     fn type_output() -> TypeInfo {
///         TypeInfo::builtin("float")
///     }
/// }
///
/// assert_eq!(Celsius::type_input(), TypeInfo::builtin("float"));
/// ```
pub trait PyStubType {
    /// The type of a value that Rust passes to Python, as narrow as the conversion.
    fn type_output() -> TypeInfo;

    /// The type of a value that Python passes to Rust, as wide as extraction. The default is
    /// [`type_output`](Self::type_output).
    fn type_input() -> TypeInfo {
        Self::type_output()
    }

    /// The Python type of a `Vec` or slice of this type: a list, and `bytes` for `u8`.
    #[doc(hidden)]
    fn sequence_output() -> TypeInfo {
        TypeInfo::generic("builtins", "list", [Self::type_output()])
    }

    /// The type that a borrowed slice of this type is read from.
    #[doc(hidden)]
    fn slice_input() -> TypeInfo {
        TypeInfo::sequence_input(Self::type_input())
    }

    /// The items of an iteration whose `__next__` returns this type.
    #[doc(hidden)]
    #[inline(always)]
    fn item_output() -> TypeInfo {
        Self::type_output()
    }

    /// Whether it is `()`, or a `Result` of it. PyO3 makes `None` of `()` where a function returns it, but not of a type
    /// that only converts to the same empty tuple.
    #[doc(hidden)]
    const IS_UNIT: bool = false;

    /// Whether it is a class of the extension. PyO3 looks at the class of what refers to it, such as `PyRef<'_, T>`, and does
    /// not convert it.
    #[doc(hidden)]
    const IS_CLASS: bool = false;

    /// The type that a `Cow` of this type is read from.
    #[doc(hidden)]
    fn cow_input() -> TypeInfo {
        Self::type_input()
    }
}

/// A Python type, as an expression tree.
///
/// # Example
///
/// ```
/// use pyo3_stub_gen::TypeInfo;
///
/// let optional = TypeInfo::none() | TypeInfo::builtin("int") | TypeInfo::builtin("int");
/// assert_eq!(optional.to_string(), "int | None");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeInfo {
    pub(crate) packed: Packed,
}

/// A Python module that defines a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum ModuleRef {
    /// The module of this dotted name.
    Named(String),
    /// The extension module itself.
    #[default]
    Default,
}

impl ModuleRef {
    /// The dotted name; `None` for the extension module itself.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Default => None,
        }
    }
}

impl From<&str> for ModuleRef {
    fn from(name: &str) -> Self {
        Self::Named(name.to_owned())
    }
}

impl From<String> for ModuleRef {
    fn from(name: String) -> Self {
        Self::Named(name)
    }
}

/// A module that a type's text needs imported.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ImportRef {
    /// The module itself.
    Module(ModuleRef),
    /// A type in a module.
    Type {
        /// The module.
        module: ModuleRef,
        /// The name in it.
        name: String,
    },
}

impl From<&str> for ImportRef {
    fn from(module: &str) -> Self {
        Self::Module(module.into())
    }
}

impl TypeInfo {
    /// `None`, which a function without a result returns.
    #[must_use]
    pub fn none() -> Self {
        Self::one(Bytes::of(NONE))
    }

    /// What PyO3 makes of `()`: `None` or an empty tuple, which depends on what returns it.
    #[inline(never)]
    pub(crate) fn unit() -> Self {
        Self::generic(read_as::MODULE, read_as::UNIT, [])
    }

    /// `typing.Any`.
    #[must_use]
    pub fn any() -> Self {
        Self::one(Bytes::of(ANY))
    }

    /// `list[T]`, with the output type of `T`.
    #[must_use]
    pub fn list_of<T: PyStubType>() -> Self {
        Self::generic("builtins", "list", [T::type_output()])
    }

    /// Returns the type from which PyO3 reads a `Vec` if it reads each element from `item`.
    #[inline(never)]
    pub(crate) fn sequence_input(item: Self) -> Self {
        let name = if cfg!(feature = "numpy") { read_as::SEQUENCE_OR_ARRAY } else { read_as::SEQUENCE };
        Self::generic(read_as::MODULE, name, [item])
    }

    /// Returns the type from which PyO3 reads an array if it reads each element from `item`. It may include `str`, which
    /// is a sequence of `str`.
    #[inline(never)]
    pub(crate) fn array_input(item: Self) -> Self {
        if cfg!(feature = "numpy") {
            Self::generic(read_as::MODULE, read_as::TEXT_OR_ARRAY, [item])
        } else {
            Self::generic("collections.abc", "Sequence", [item])
        }
    }

    /// `set[T]`, with the output type of `T`.
    #[must_use]
    pub fn set_of<T: PyStubType>() -> Self {
        Self::generic("builtins", "set", [T::type_output()])
    }

    /// `dict[K, V]`, with the output types of `K` and `V`.
    #[must_use]
    pub fn dict_of<K: PyStubType, V: PyStubType>() -> Self {
        Self::generic("builtins", "dict", [K::type_output(), V::type_output()])
    }

    /// A name of the module `builtins`, such as `int` or `dict[str, int]`.
    #[must_use]
    pub fn builtin(name: &str) -> Self {
        Self::in_module("builtins", name)
    }

    /// Python source without imports. It may use builtins, `typing` and the extension's own classes.
    #[must_use]
    pub fn unqualified(name: &str) -> Self {
        Self::text(name, &[])
    }

    /// The name `name` of `module`, such as `Path` of `pathlib`. Type arguments may follow the name,
    /// and the name may bear the module's name in front.
    #[must_use]
    pub fn with_module(name: &str, module: ModuleRef) -> Self {
        match module {
            ModuleRef::Default => Self::locally_defined(name, ModuleRef::Default),
            ModuleRef::Named(module) => Self::in_module(&module, name),
        }
    }

    fn in_module(module: &str, name: &str) -> Self {
        if !is_dotted_name(name) {
            return Self::text(name, &[module]);
        }
        let bare = name.strip_prefix(module).and_then(|rest| rest.strip_prefix('.'));
        Self::known(module, bare.unwrap_or(name))
    }

    /// The name `name` of `module`, by a name that is one. In a library that is not optimised, checking every character
    /// takes as long as passing the name on.
    #[inline(never)]
    pub(crate) fn known(module: &str, name: &str) -> Self {
        Self::one(Bytes::of(NAME).text(module).text(name))
    }

    /// A class or alias that this extension defines, by its Python name.
    #[must_use]
    pub fn locally_defined(type_name: &str, module: ModuleRef) -> Self {
        if !is_dotted_name(type_name) {
            return match module {
                ModuleRef::Default => Self::text(type_name, &[]),
                ModuleRef::Named(module) => Self::text(type_name, &[&module]),
            };
        }
        Self::local(type_name, module.get())
    }

    /// `name[arguments]` of the module `module`.
    ///
    /// ```
    /// use pyo3_stub_gen::TypeInfo;
    ///
    /// let ints = TypeInfo::generic("collections.abc", "Sequence", [TypeInfo::builtin("int")]);
    /// assert_eq!(ints.to_string(), "collections.abc.Sequence[int]");
    /// ```
    #[must_use]
    pub fn generic(module: &str, name: &str, arguments: impl IntoIterator<Item = Self>) -> Self {
        let mut subscript = Subscript::of(module, name);
        arguments.into_iter().for_each(|argument| subscript.push(argument.packed));
        subscript.finish().into()
    }

    /// Python source of a type. Names in it are looked up in the modules `imports`, then among the
    /// extension's own classes, the builtins and `typing`.
    #[must_use]
    pub fn text(text: &str, imports: &[&str]) -> Self {
        let start = Bytes::of(TEXT).text(text).number(imports.len() as u32);
        Self::one(imports.iter().fold(start, |bytes, import| bytes.text(import)).maybe(None))
    }

    /// `Any` in the stub, and a warning of `cargo stubgen` that names the Rust type.
    #[must_use]
    pub fn unknown(rust: &str) -> Self {
        Self::unknown_but_for(rust, None)
    }

    /// The same, with the feature of this library that would map the type.
    pub(crate) fn unknown_but_for(rust: &str, feature: Option<&str>) -> Self {
        Self::one(Bytes::of(UNKNOWN).text(rust).maybe(feature))
    }

    /// A class of this extension, by a name that is one.
    #[inline(never)]
    pub(crate) fn local(name: &str, module: Option<&str>) -> Self {
        Self::one(Bytes::of(LOCAL).maybe(module).text(name))
    }

    fn one(member: Bytes) -> Self {
        Packed::one(member).into()
    }

    /// The expression tree.
    #[must_use]
    pub fn expr(&self) -> TypeExpr {
        self.packed.expr()
    }

    /// Appends the bytes of the expression tree.
    #[cfg(feature = "registry")]
    pub(crate) fn append_to(&self, out: &mut Vec<u8>) {
        self.packed.append_to(out);
    }
}

/// Whether `text` is identifiers joined by dots. Every character beyond ASCII counts as a letter, because a table of
/// letters would be too large for every library.
fn is_dotted_name(text: &str) -> bool {
    let mut starts_part = true;
    let is_good = text.bytes().all(|byte| {
        let is_letter = byte == b'_' || byte.is_ascii_alphabetic() || !byte.is_ascii();
        let starts = std::mem::replace(&mut starts_part, byte == b'.');
        is_letter || (!starts && (byte == b'.' || byte.is_ascii_digit()))
    });
    is_good && !starts_part
}

impl From<TypeExpr> for TypeInfo {
    fn from(expr: TypeExpr) -> Self {
        Self { packed: expr.into() }
    }
}

impl From<Packed> for TypeInfo {
    fn from(packed: Packed) -> Self {
        Self { packed }
    }
}

impl From<TypeInfo> for TypeExpr {
    fn from(info: TypeInfo) -> Self {
        info.expr()
    }
}

impl ops::BitOr for TypeInfo {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.packed.or(other.packed).into()
    }
}

/// The type with every name qualified by its module, builtins excepted. For messages: a stub's text
/// is written by the generator, which knows the names in scope.
impl fmt::Display for TypeInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&spell(&self.expr(), &mut Qualified))
    }
}
