//! Types and values as expression trees.

use super::helper::Helper;
use crate::facts::union::normal_form;

/// An expression of the stub.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expr {
    /// A name that is not yet bound to its scope.
    Name(Symbol),
    /// A name as it is written in its scope: the resolver replaces [`Expr::Name`] with it.
    Written(String),
    /// `base.name`.
    Attribute(Box<Expr>, String),
    /// `base[arguments]`.
    Subscript(Box<Expr>, Vec<Expr>),
    /// `a | b`.
    Union(Vec<Expr>),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `(a, b)`.
    Tuple(Vec<Expr>),
    /// `{a, b}`, which is not empty.
    Set(Vec<Expr>),
    /// `{a: b}`.
    Dict(Vec<(Expr, Expr)>),
    /// `*a`.
    Starred(Box<Expr>),
    /// `function(a, b, name=c)`.
    Call(Box<Expr>, Vec<Expr>, Vec<(String, Expr)>),
    /// `...`.
    Ellipsis,
    /// `None`.
    None,
    /// A Python literal.
    Literal(String),
}

/// The meaning of a name, wherever it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// A name of another Python module.
    External(ExternalName),
    /// A class or alias of this extension.
    Local(LocalName),
    /// A type parameter that is in scope.
    TypeParameter(String),
    /// The class that describes a submodule, by its path.
    Protocol(Vec<String>),
    /// A protocol that the stub declares for itself.
    Helper(Helper),
    /// A class that the stub declares for what a Rust struct is in Python.
    Shape(Box<Shape>),
}

/// The Python type of a Rust struct that is not a class in Python.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// The part that distinguishes it from others of its form.
    pub id: String,
    /// The name of the class, unless the file has another use for it.
    pub name: String,
    /// Its kind.
    pub form: ShapeForm,
    /// Its keys, or its attributes. A reference from inside itself has none.
    pub fields: Vec<(String, Expr)>,
}

/// The form of a [`Shape`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShapeForm {
    /// A `dict` with these keys.
    Dict,
    /// A `dict` with these keys, some of which are not names in Python.
    Keys,
    /// Any object with these attributes.
    Attributes,
    /// A type that is in itself, as the only field.
    Recursive,
}

/// A name of another Python module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalName {
    /// The dotted module. Empty if the name is itself a top-level module.
    pub module: String,
    /// The name in it; dotted for a nested class.
    pub name: String,
}

/// A class or alias of this extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalName {
    /// The path of its submodule; empty for the extension module itself.
    pub path: Vec<String>,
    /// Its name, then those of the classes nested in it.
    pub name: Vec<String>,
}

impl Expr {
    /// Returns the name `name` of the module `module`.
    #[must_use]
    pub fn external(module: &str, name: &str) -> Self {
        Self::Name(Symbol::External(ExternalName { module: module.to_owned(), name: name.to_owned() }))
    }

    /// Returns the name `name` of `builtins`.
    #[must_use]
    pub fn builtin(name: &str) -> Self {
        Self::external("builtins", name)
    }

    /// Returns the name `name` of `typing`.
    #[must_use]
    pub fn typing(name: &str) -> Self {
        Self::external("typing", name)
    }

    /// Returns a protocol that the stub declares for itself.
    #[must_use]
    pub fn helper(helper: Helper) -> Self {
        Self::Name(Symbol::Helper(helper))
    }

    /// Returns a class or alias of this extension.
    #[must_use]
    pub fn local(path: &[String], name: &[&str]) -> Self {
        Self::Name(Symbol::Local(LocalName {
            path: path.to_vec(),
            name: name.iter().map(|&part| part.to_owned()).collect(),
        }))
    }

    /// Returns `self[arguments]`.
    #[must_use]
    pub fn subscript(self, arguments: Vec<Self>) -> Self {
        Self::Subscript(Box::new(self), arguments)
    }

    /// Whether it is `module.name`.
    #[must_use]
    pub fn is_external(&self, module: &str, name: &str) -> bool {
        matches!(self, Self::Name(Symbol::External(symbol)) if symbol.module == module && symbol.name == name)
    }

    /// Whether `Any` or `Incomplete` is a part of it.
    #[must_use]
    pub fn has_any(&self) -> bool {
        let mut has_any = false;
        self.for_each_symbol(&mut |symbol| {
            has_any |= matches!(symbol, Symbol::External(ExternalName { module, name })
                if module == "typing" && name == "Any" || module == "_typeshed" && name == "Incomplete");
        });
        has_any
    }

    /// Whether the type parameter `name` is a part of it.
    #[must_use]
    pub fn uses_parameter(&self, name: &str) -> bool {
        let mut is_used = false;
        self.for_each_symbol(&mut |symbol| {
            is_used |= matches!(symbol, Symbol::TypeParameter(parameter) if parameter == name);
        });
        is_used
    }

    /// Returns the union of `members`: flat, without duplicates, `None` last. Without any, it is `Never`.
    #[must_use]
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        let parts = |member| match member {
            Self::Union(inner) => Ok(inner),
            other => Err(other),
        };
        let mut flat = normal_form(members, parts, Self::None);
        match flat.len() {
            0 => Self::typing("Never"),
            1 => flat.remove(0),
            _ => Self::Union(flat),
        }
    }

    /// Calls `visit` on every expression that stands directly in it.
    pub fn for_each_child<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        match self {
            Self::Attribute(base, _) | Self::Starred(base) => visit(base),
            Self::Subscript(base, arguments) => {
                visit(base);
                arguments.iter().for_each(visit);
            }
            Self::Union(members) | Self::List(members) | Self::Tuple(members) | Self::Set(members) => {
                members.iter().for_each(visit);
            }
            Self::Dict(items) => {
                for (key, value) in items {
                    visit(key);
                    visit(value);
                }
            }
            Self::Call(function, arguments, keywords) => {
                visit(function);
                arguments.iter().for_each(&mut *visit);
                keywords.iter().for_each(|(_, value)| visit(value));
            }
            Self::Name(_) | Self::Written(_) | Self::Ellipsis | Self::None | Self::Literal(_) => {}
        }
    }

    /// Calls `visit` on every expression that stands directly in it.
    pub fn for_each_child_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        match self {
            Self::Attribute(base, _) | Self::Starred(base) => visit(base),
            Self::Subscript(base, arguments) => {
                visit(base);
                arguments.iter_mut().for_each(visit);
            }
            Self::Union(members) | Self::List(members) | Self::Tuple(members) | Self::Set(members) => {
                members.iter_mut().for_each(visit);
            }
            Self::Dict(items) => {
                for (key, value) in items {
                    visit(key);
                    visit(value);
                }
            }
            Self::Call(function, arguments, keywords) => {
                visit(function);
                arguments.iter_mut().for_each(&mut *visit);
                keywords.iter_mut().for_each(|(_, value)| visit(value));
            }
            Self::Name(_) | Self::Written(_) | Self::Ellipsis | Self::None | Self::Literal(_) => {}
        }
    }

    /// Calls `visit` on every name in it.
    pub fn for_each_symbol<'a>(&'a self, visit: &mut dyn FnMut(&'a Symbol)) {
        match self {
            Self::Name(symbol) => visit(symbol),
            other => other.for_each_child(&mut |child| child.for_each_symbol(visit)),
        }
    }

    /// Replaces every name in it by what `replace` makes of it.
    pub fn map_symbols(&mut self, replace: &mut dyn FnMut(&Symbol) -> Self) {
        match self {
            Self::Name(symbol) => *self = replace(symbol),
            other => other.for_each_child_mut(&mut |child| child.map_symbols(replace)),
        }
    }
}
