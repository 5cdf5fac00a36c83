//! Types as expression trees. Plain data: no text, no names in scope.

use super::read_as;
use super::union::normal_form;
use super::wire::{choice, record};

choice! {
    /// A Python type, as the Rust side states it.
    pub enum TypeExpr {
        /// `typing.Any`.
        Any = 0,
        /// `None`.
        None = 1,
        /// A class, special form or alias that some Python module defines.
        Name(NameExpr) = 2,
        /// A class or alias that this extension defines.
        Local(LocalExpr) = 3,
        /// `base[arguments]`.
        Subscript(Box<SubscriptExpr>) = 4,
        /// `a | b | c`: flat, without duplicates, `None` last.
        Union(Vec<TypeExpr>) = 5,
        /// `[a, b]`, the parameters of a `Callable`.
        List(Vec<TypeExpr>) = 6,
        /// `...`.
        Ellipsis = 7,
        /// A Python literal, for the arguments of `typing.Literal`.
        Literal(String) = 8,
        /// Python source that the generator parses.
        Text(TextExpr) = 9,
        /// A Rust type without a mapping. It becomes `Any`, and a warning names it.
        Unknown(UnknownExpr) = 10,
        /// `Self`: the class the method belongs to, or the subclass it is called on.
        SelfType = 11,
        /// Python source with a placeholder that is not valid Python.
        Marked(Box<MarkedExpr>) = 12,
    }
}

record! {
    /// A name that a Python module defines.
    pub struct NameExpr {
        /// The dotted module, such as `builtins` or `collections.abc`.
        pub module: String,
        /// The name in it; dotted for a nested class.
        pub name: String,
    }

    /// A class or alias of this extension, or of another package if its module belongs to that package.
    pub struct LocalExpr {
        /// The dotted module; `None` is the extension module itself, and a leading dot is relative
        /// to it (`.sub`).
        pub module: Option<String>,
        /// The Python name; dotted for a nested class.
        pub name: String,
    }

    /// `base[arguments]`.
    pub struct SubscriptExpr {
        /// The subscripted expression.
        pub base: TypeExpr,
        /// The arguments; none are written `base[()]`.
        pub arguments: Vec<TypeExpr>,
    }

    /// Python source of a type.
    pub struct TextExpr {
        /// The source.
        pub text: String,
        /// The modules in which names are looked up. Other names are looked up among the extension's own classes, the
        /// builtins and `typing`.
        pub imports: Vec<String>,
        /// Where the text was written, for errors.
        pub position: Option<Position>,
    }

    /// Python source with a placeholder, such as `$SELF`, that a program of the project replaces in the finished stub.
    pub struct MarkedExpr {
        /// The source.
        pub text: TextExpr,
        /// The type to use instead.
        pub instead: TypeExpr,
    }

    /// A Rust type that has no `PyStubType`.
    pub struct UnknownExpr {
        /// The type, with the paths at which its parts are defined if the compiler knows them.
        pub rust: String,
        /// The feature of this library that would map it, if there is one.
        pub feature: Option<String>,
    }

    /// A position in a source file.
    pub struct Position {
        /// The file, as `file!()` gives it.
        pub file: String,
        /// The line, counted from one.
        pub line: u32,
        /// The column, counted from one; zero where it is not known.
        pub column: u32,
    }
}

impl TypeExpr {
    /// A name of the module `builtins`.
    #[must_use]
    pub fn builtin(name: &str) -> Self {
        Self::named("builtins", name)
    }

    /// Whether it is a name of the module `module`, whatever its arguments.
    #[must_use]
    pub fn is_in(&self, module: &str) -> bool {
        match self {
            Self::Name(name) => name.module == module,
            Self::Subscript(subscript) => subscript.base.is_in(module),
            _ => false,
        }
    }

    /// The name `name` of the module `module`.
    #[must_use]
    pub fn named(module: &str, name: &str) -> Self {
        Self::Name(NameExpr { module: module.to_owned(), name: name.to_owned() })
    }

    /// `self[arguments]`.
    #[must_use]
    pub fn subscript(self, arguments: Vec<Self>) -> Self {
        Self::Subscript(Box::new(SubscriptExpr { base: self, arguments }))
    }

    /// Whether it is what a function returns with Rust's `()`. A type that converts to an empty tuple is not.
    #[must_use]
    pub fn is_unit(&self) -> bool {
        match self {
            Self::Subscript(subscript) => subscript.base == Self::named(read_as::MODULE, read_as::UNIT),
            _ => false,
        }
    }

    /// The union of `members`: flattened, without duplicates, `None` last. One member is itself, and
    /// a union with `Any` keeps its other members, as the typing spec allows.
    #[must_use]
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        let parts = |member| match member {
            Self::Union(inner) => Ok(inner),
            other => Err(other),
        };
        let mut flat = normal_form(members, parts, Self::None);
        match flat.len() {
            1 => flat.remove(0),
            _ => Self::Union(flat),
        }
    }
}
