//! What a stub says: modules, classes, functions and types as plain data.
//!
//! Nothing here is text of a stub: no line breaks, no indentation, no imports, and no [`Display`](std::fmt::Display).

mod expr;

pub use expr::{Expr, ExternalName, LocalName, Symbol};

use crate::facts::{Position, TypeIgnore};
use crate::parallel::append;
use std::collections::BTreeMap;

/// The extension module, with everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleInfo {
    /// The dotted name that Python imports.
    pub name: String,
    /// The docstring.
    pub doc: String,
    /// What stands in the module itself.
    pub items: Items,
    /// Its submodules, by name.
    pub submodules: BTreeMap<String, SubmoduleInfo>,
}

/// A module object that hangs on its parent as an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmoduleInfo {
    /// The name of the attribute.
    pub name: String,
    /// How `import` sees it.
    pub form: SubmoduleForm,
    /// The class that describes it in the stub; empty where a file of its own does.
    pub protocol_name: String,
    /// The docstring.
    pub doc: String,
    /// What stands in it.
    pub items: Items,
    /// Its submodules, by name.
    pub submodules: BTreeMap<String, SubmoduleInfo>,
}

/// How `import` sees a submodule, which decides where the stub describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubmoduleForm {
    /// Not at all: it is an attribute of its parent, and a class in its parent's file.
    #[default]
    Attribute,
    /// As a module under its dotted name, described by a file of its own. So is its parent, if that is
    /// a submodule.
    Importable,
}

/// What stands in a module, submodules left out. Each list is in the order of the stub.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Items {
    /// Constants and variables, by name.
    pub variables: Vec<Attribute>,
    /// Type aliases, by name.
    pub aliases: Vec<Alias>,
    /// Classes, by name.
    pub classes: Vec<Class>,
    /// Functions, by name; overloads of one name stand together.
    pub functions: Vec<Function>,
    /// The names in `__all__`, sorted.
    pub exports: Vec<String>,
}

/// One statement of a module's or a class's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// `NAME: T = value`.
    Attribute(Attribute),
    /// `Name: TypeAlias = T`, or `type Name = T`.
    Alias(Alias),
    /// `class Name: …`.
    Class(Class),
    /// `def name(…) -> T: …`.
    Function(Function),
}

/// `NAME: T = value`, or one half of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// Its type; an attribute without one has a value.
    pub annotation: Option<Expr>,
    /// Its value.
    pub value: Option<Expr>,
    /// The text below it.
    pub doc: String,
    /// The findings that a comment silences.
    pub ignore: Ignore,
    /// Where it was written.
    pub position: Option<Position>,
}

/// A type alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub value: Expr,
    /// The type of the object that it is at runtime, for where it stands as an attribute.
    pub object: Expr,
    /// How it is written.
    pub form: AliasForm,
    /// The text below it.
    pub doc: String,
    /// Where it was written.
    pub position: Option<Position>,
}

/// How a type alias is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AliasForm {
    /// `X: TypeAlias = T`; holds the name `TypeAlias`.
    Annotated(Expr),
    /// `type X = T`.
    Statement,
    /// `X = T`.
    Assignment,
    /// `from module import X as X`, where the value is a name of another package. Only a file can have it.
    Import,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The name.
    pub name: String,
    /// From the outermost to the innermost.
    pub decorators: Vec<Decorator>,
    /// PEP 695 type parameters.
    pub type_params: Vec<TypeParam>,
    /// The base classes; `object` is left out.
    pub bases: Vec<Expr>,
    /// The docstring.
    pub doc: String,
    /// What stands in it, in the order of the stub.
    pub body: Vec<Node>,
    /// The findings that a comment silences.
    pub ignore: Ignore,
    /// Where it was written.
    pub position: Option<Position>,
}

/// A function, method, or one half of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// The name.
    pub name: String,
    /// From the outermost to the innermost.
    pub decorators: Vec<Decorator>,
    /// PEP 695 type parameters.
    pub type_params: Vec<TypeParam>,
    /// The parameters, `self` or `cls` among them.
    pub parameters: Vec<Parameter>,
    /// What calling it gives.
    pub returns: Option<Expr>,
    /// Whether it is `async def`.
    pub form: FunctionForm,
    /// The docstring.
    pub doc: String,
    /// The findings that a comment silences.
    pub ignore: Ignore,
    /// Where it was written.
    pub position: Option<Position>,
}

/// `def` or `async def`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionForm {
    /// `def`.
    Plain,
    /// `async def`.
    Async,
}

/// One parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name, without stars.
    pub name: String,
    /// How it may be passed.
    pub kind: crate::facts::ParameterKind,
    /// Its type; `self` and `cls` have none.
    pub annotation: Option<Expr>,
    /// What it is when nothing is passed.
    pub default: Option<Expr>,
}

/// A PEP 695 type parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeParam {
    /// The name, without stars.
    pub name: String,
    /// What it stands for.
    pub kind: TypeParamKind,
    /// Its bound, or a tuple of constraints.
    pub bound: Option<Expr>,
    /// What it is when nothing is given.
    pub default: Option<Expr>,
}

/// What a type parameter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeParamKind {
    /// `T`: one type.
    Type,
    /// `*Ts`: several types.
    Tuple,
    /// `**P`: parameters.
    Parameters,
}

/// A decorator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decorator {
    /// `@name`, or `@name(…)`.
    Plain(Expr),
    /// `@x.setter`.
    Setter(String),
    /// `@x.deleter`.
    Deleter(String),
}

/// The findings that a comment silences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ignore {
    /// Those the user asked to silence.
    pub user: Option<TypeIgnore>,
    /// mypy's rules, where the truth breaks one of them.
    pub mypy: Vec<&'static str>,
    /// pyright's rules, where the truth breaks one of them.
    pub pyright: Vec<&'static str>,
}

impl ModuleInfo {
    /// How many items stand in it and its submodules; overloads of one function are one item.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.items.count()
            + self.all_submodules().iter().map(|submodule| submodule.items.count()).sum::<usize>()
    }

    /// How many submodules it has, at any depth.
    #[must_use]
    pub fn submodule_count(&self) -> usize {
        self.all_submodules().len()
    }

    /// The submodule that `path` leads to from the extension module.
    #[must_use]
    pub fn submodule(&self, path: &[String]) -> Option<&SubmoduleInfo> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.submodules.get(first)?, |found, name| found.submodules.get(name))
    }

    fn all_submodules(&self) -> Vec<&SubmoduleInfo> {
        let mut found: Vec<&SubmoduleInfo> = self.submodules.values().collect();
        let mut next = 0;
        while let Some(submodule) = found.get(next).copied() {
            found.extend(submodule.submodules.values());
            next += 1;
        }
        found
    }
}

impl Items {
    /// Puts the items of `other` behind these.
    pub(super) fn append(&mut self, other: Self) {
        append(&mut self.variables, other.variables);
        append(&mut self.aliases, other.aliases);
        append(&mut self.classes, other.classes);
        append(&mut self.functions, other.functions);
        append(&mut self.exports, other.exports);
    }

    fn count(&self) -> usize {
        let functions = self.functions.chunk_by(|a, b| a.name == b.name).count();
        self.variables.len() + self.aliases.len() + self.classes.len() + functions
    }
}

impl Class {
    /// An empty class.
    #[must_use]
    pub fn new(name: impl Into<String>, position: Option<Position>) -> Self {
        Self {
            name: name.into(),
            decorators: Vec::new(),
            type_params: Vec::new(),
            bases: Vec::new(),
            doc: String::new(),
            body: Vec::new(),
            ignore: Ignore::default(),
            position,
        }
    }

    /// The methods, accessors and overloads of the body.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.body.iter().filter_map(|node| match node {
            Node::Function(function) => Some(function),
            _ => None,
        })
    }
}

impl Function {
    /// A function without parameters.
    #[must_use]
    pub fn new(name: impl Into<String>, returns: Expr) -> Self {
        Self {
            name: name.into(),
            decorators: Vec::new(),
            type_params: Vec::new(),
            parameters: Vec::new(),
            returns: Some(returns),
            form: FunctionForm::Plain,
            doc: String::new(),
            ignore: Ignore::default(),
            position: None,
        }
    }

    /// Whether the decorator `name` of `module` is on it.
    #[must_use]
    pub fn is_decorated(&self, module: &str, name: &str) -> bool {
        self.decorators.iter().any(|decorator| match decorator {
            Decorator::Plain(Expr::Name(Symbol::External(symbol))) => {
                symbol.module == module && symbol.name == name
            }
            _ => false,
        })
    }
}

impl Node {
    /// The name it binds.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Attribute(node) => &node.name,
            Self::Alias(node) => &node.name,
            Self::Class(node) => &node.name,
            Self::Function(node) => &node.name,
        }
    }
}
