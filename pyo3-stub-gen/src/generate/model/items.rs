//! The items of modules and classes.

use super::comments::{Comments, ImportComment};
use super::expr::{Expr, Symbol};
use super::when::When;
use crate::facts::{ParameterKind, Position, TypeIgnore};
use crate::parallel::append;

/// The items of a module without its submodules. Each list is in the order of the stub.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Items {
    /// What a file needs before everything else: type variables that its author wrote.
    pub prelude: Vec<Attribute>,
    /// Constants and variables, by name.
    pub variables: Vec<Attribute>,
    /// Type aliases, by name.
    pub aliases: Vec<Alias>,
    /// Classes, by name.
    pub classes: Vec<Class>,
    /// Functions, by name; overloads of one name are adjacent.
    pub functions: Vec<Function>,
    /// The names in `__all__`, sorted.
    pub exports: Vec<String>,
    /// The names that `__all__` has under a condition.
    pub conditional_exports: Vec<ConditionalExports>,
    /// What `__all__` is at run time.
    pub all: AllForm,
    /// The comments at the top of the file of the module.
    pub comments: Vec<String>,
    /// The comments beside the imports of that file.
    pub import_comments: Vec<ImportComment>,
}

/// The attribute of a module that lists the names for `from module import *`.
pub const ALL: &str = "__all__";

/// What `__all__` of a module is at run time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AllForm {
    /// A list, which PyO3 makes.
    #[default]
    List,
    /// A tuple.
    Tuple,
    /// The module lacks it.
    Missing,
}

/// Names in `__all__` under a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionalExports {
    /// The condition.
    pub when: When,
    /// The names, sorted.
    pub names: Vec<String>,
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

/// `NAME: T = value`, or only one half of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// Its type. An attribute without a type has a value.
    pub annotation: Option<Expr>,
    /// Its value.
    pub value: Option<Expr>,
    /// The text below it.
    pub doc: String,
    /// The findings that a comment silences.
    pub ignore: Ignore,
    /// Where it was written.
    pub position: Option<Position>,
    /// Where it exists.
    pub when: When,
    /// The comments that its author wrote.
    pub comments: Comments,
}

/// A type alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The type that it names.
    pub value: Expr,
    /// The type of its object at run time, for aliases that become attributes.
    pub object: Expr,
    /// How it is written.
    pub form: AliasForm,
    /// The text below it.
    pub doc: String,
    /// Where it was written.
    pub position: Option<Position>,
    /// Where it exists.
    pub when: When,
    /// The comments that its author wrote.
    pub comments: Comments,
}

/// How a type alias is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AliasForm {
    /// `X: TypeAlias = T`; holds the name `TypeAlias`.
    Annotated(Expr),
    /// `type X = T`; holds the type parameters of `type X[T] = …`.
    Statement(Vec<TypeParam>),
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
    /// The base classes without `object`.
    pub bases: Vec<Expr>,
    /// The arguments after the bases, such as `total=False`.
    pub keywords: Vec<(String, Expr)>,
    /// The docstring.
    pub doc: String,
    /// Its statements, in the order of the stub.
    pub body: Vec<Node>,
    /// The findings that a comment silences.
    pub ignore: Ignore,
    /// Where it was written.
    pub position: Option<Position>,
    /// Where it exists.
    pub when: When,
    /// The comments that its author wrote.
    pub comments: Comments,
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
    /// The parameters, including `self` or `cls`.
    pub parameters: Vec<Parameter>,
    /// The return type.
    pub returns: Option<Expr>,
    /// Whether it is `async def`.
    pub form: FunctionForm,
    /// Whether Python shows another signature, because `text_signature` states one.
    pub has_other_text: bool,
    /// The version of Python that shows it, if older ones do not.
    pub since: Option<Since>,
    /// The docstring.
    pub doc: String,
    /// The findings that a comment silences.
    pub ignore: Ignore,
    /// What a comment beside the first decorator silences.
    pub decorator_ignore: DecoratorIgnore,
    /// Where it was written.
    pub position: Option<Position>,
    /// Where it exists.
    pub when: When,
    /// The comments that its author wrote.
    pub comments: Comments,
}

/// A version of Python, and the names with which a stub says what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The version, by its two numbers.
    pub version: (u32, u32),
    /// `sys.version_info`.
    pub version_info: Expr,
    /// `typing.type_check_only`. The method works in older versions too, which do not show it.
    pub type_check_only: Expr,
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
    pub kind: ParameterKind,
    /// Its type, which `self` and `cls` do not have.
    pub annotation: Option<Expr>,
    /// Its value if a call does not pass it.
    pub default: Option<Expr>,
}

/// A PEP 695 type parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeParam {
    /// The name, without stars.
    pub name: String,
    /// Its kind.
    pub kind: TypeParamKind,
    /// Its bound, or a tuple of constraints.
    pub bound: Option<Expr>,
    /// Its type if no argument is given.
    pub default: Option<Expr>,
}

/// The meaning of a type parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeParamKind {
    /// `T`: one type.
    Type,
    /// `T_co`: one type, whose values the class only returns. The syntax of type parameters does not state it.
    Covariant,
    /// `T_contra`: one type, whose values the class only takes.
    Contravariant,
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
    /// `@name` on a class, which is true of some versions of Python.
    Since(VersionedDecorator),
    /// `@x.setter`.
    Setter(String),
    /// `@x.deleter`.
    Deleter(String),
}

/// A decorator that a class has from a version of Python on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionedDecorator {
    /// The decorator.
    pub name: Expr,
    /// The version, by its two numbers.
    pub version: (u32, u32),
    /// `sys.version_info`.
    pub version_info: Expr,
}

/// The finding of mypy about the first decorator of a function, which a comment silences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecoratorIgnore {
    /// There is none.
    None,
    /// It overrides with another type.
    Override,
    /// The same, but not in every version.
    OverrideOrNothing,
    /// It overrides what can be set with what cannot.
    Misc,
}

impl DecoratorIgnore {
    /// Returns what a comment silences.
    #[must_use]
    pub fn ignore(self) -> Ignore {
        let mypy = match self {
            Self::None => Vec::new(),
            Self::Override => vec!["override"],
            Self::OverrideOrNothing => vec!["override", "unused-ignore"],
            Self::Misc => vec!["misc"],
        };
        Ignore { mypy, ..Ignore::default() }
    }
}

/// The rule of pyright about static methods whose first parameter has the name of a receiver.
pub const RECEIVER_RULE: &str = "reportSelfClsParameterName";

/// The findings that a comment silences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ignore {
    /// Those that the user asked to silence.
    pub user: Option<TypeIgnore>,
    /// Rules of mypy that the correct stub breaks.
    pub mypy: Vec<&'static str>,
    /// Rules of pyright that the correct stub breaks.
    pub pyright: Vec<&'static str>,
    /// Rules of ty that the correct stub breaks.
    pub ty: Vec<&'static str>,
    /// Rules of zuban that the correct stub breaks and that mypy does not.
    pub zuban: Vec<&'static str>,
}

impl Items {
    /// Appends the items of `other`.
    pub(in crate::generate) fn append(&mut self, other: Self) {
        append(&mut self.prelude, other.prelude);
        append(&mut self.variables, other.variables);
        append(&mut self.aliases, other.aliases);
        append(&mut self.classes, other.classes);
        append(&mut self.functions, other.functions);
        append(&mut self.exports, other.exports);
        append(&mut self.conditional_exports, other.conditional_exports);
    }

    /// Whether an item exists only under a condition.
    pub(in crate::generate) fn has_conditions(&self) -> bool {
        let variables = self.variables.iter().map(|it| &it.when);
        let aliases = self.aliases.iter().map(|it| &it.when);
        let classes = self.classes.iter().map(|it| &it.when);
        let functions = self.functions.iter().map(|it| &it.when);
        variables.chain(aliases).chain(classes).chain(functions).any(|when| *when != When::default())
    }

    /// Sorts each list by name. Overloads keep their order.
    pub(in crate::generate) fn sort(&mut self) {
        self.variables.sort_by(|a, b| a.name.cmp(&b.name));
        self.aliases.sort_by(|a, b| a.name.cmp(&b.name));
        self.classes.sort_by(|a, b| a.name.cmp(&b.name));
        self.functions.sort_by(|a, b| a.name.cmp(&b.name));
    }

    pub(super) fn count(&self) -> usize {
        let functions = self.functions.chunk_by(|a, b| a.name == b.name).count();
        self.variables.len() + self.aliases.len() + self.classes.len() + functions
    }
}

impl Class {
    /// Returns an empty class.
    #[must_use]
    pub fn new(name: impl Into<String>, position: Option<Position>) -> Self {
        Self {
            name: name.into(),
            decorators: Vec::new(),
            type_params: Vec::new(),
            bases: Vec::new(),
            keywords: Vec::new(),
            doc: String::new(),
            body: Vec::new(),
            ignore: Ignore::default(),
            position,
            when: When::default(),
            comments: Comments::default(),
        }
    }

    /// Returns the classes of the body.
    pub fn nested(&self) -> impl Iterator<Item = &Self> {
        self.body.iter().filter_map(|node| match node {
            Node::Class(class) => Some(class),
            _ => None,
        })
    }

    /// Returns the methods, accessors and overloads of the body.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.body.iter().filter_map(|node| match node {
            Node::Function(function) => Some(function),
            _ => None,
        })
    }
}

impl VersionedDecorator {
    /// Returns the decorator `name` from `version` on.
    #[must_use]
    pub fn new(name: Expr, version: (u32, u32)) -> Self {
        Self { name, version, version_info: Expr::external("sys", "version_info") }
    }
}

impl TypeParamKind {
    /// Returns the argument of `TypeVar` that states the variance.
    #[must_use]
    pub const fn variance(self) -> Option<&'static str> {
        match self {
            Self::Covariant => Some("covariant"),
            Self::Contravariant => Some("contravariant"),
            Self::Type | Self::Tuple | Self::Parameters => None,
        }
    }
}

impl Since {
    /// Returns a version.
    #[must_use]
    pub fn new(version: (u32, u32)) -> Self {
        let version_info = Expr::external("sys", "version_info");
        Self { version, version_info, type_check_only: Expr::typing("type_check_only") }
    }
}

impl Class {
    /// Whether it exists only for type checkers, because Python code cannot name it.
    #[must_use]
    pub fn is_for_type_checkers_alone(&self) -> bool {
        self.decorators.iter().any(|decorator| match decorator {
            Decorator::Plain(expr) => expr.is_external("typing", "type_check_only"),
            Decorator::Since(_) | Decorator::Setter(_) | Decorator::Deleter(_) => false,
        })
    }
}

impl Function {
    /// Whether the first argument goes to a parameter that is called as a receiver is.
    #[must_use]
    pub fn takes_receiver(&self) -> bool {
        self.parameters.first().is_some_and(|first| {
            let by_position =
                matches!(first.kind, ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword);
            by_position && matches!(first.name.as_str(), "self" | "cls")
        })
    }

    /// Returns a function without parameters.
    #[must_use]
    pub fn new(name: impl Into<String>, returns: Expr) -> Self {
        Self {
            name: name.into(),
            decorators: Vec::new(),
            type_params: Vec::new(),
            parameters: Vec::new(),
            returns: Some(returns),
            form: FunctionForm::Plain,
            has_other_text: false,
            since: None,
            doc: String::new(),
            ignore: Ignore::default(),
            decorator_ignore: DecoratorIgnore::None,
            position: None,
            when: When::default(),
            comments: Comments::default(),
        }
    }

    /// Makes an overload a definition that stands alone: without `@overload`, and without comments that silence findings
    /// about overloads.
    pub(in crate::generate) fn make_only(&mut self) {
        const OF_OVERLOADS: [&str; 4] = [
            "overload-overlap",
            "overload-cannot-match",
            "reportOverlappingOverload",
            "reportInconsistentOverload",
        ];
        if !self.is_decorated("typing", "overload") {
            return;
        }
        self.decorators.retain(|decorator| match decorator {
            Decorator::Plain(expr) => !expr.is_external("typing", "overload"),
            Decorator::Since(_) | Decorator::Setter(_) | Decorator::Deleter(_) => true,
        });
        if let Some(TypeIgnore::Rules(rules)) = &mut self.ignore.user {
            // The name of a checker may stand before that of the rule.
            rules.retain(|rule| {
                let name = rule.split_once(':').map_or(rule.as_str(), |(_, name)| name);
                !OF_OVERLOADS.contains(&name)
            });
            if rules.is_empty() {
                self.ignore.user = None;
            }
        }
    }

    /// Whether no call of the method is possible, because no value has the type of its operand.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        let operand = self.parameters.get(1).and_then(|parameter| parameter.annotation.as_ref());
        operand.is_some_and(|annotation| annotation.is_external("typing", "Never"))
    }

    /// Whether only the interpreter and PyO3 describe it. Its position is then the file of the library.
    #[must_use]
    pub fn is_unannotated(&self) -> bool {
        self.position.as_ref().is_some_and(|position| position.line == 0 && !position.file.is_empty())
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
    /// Returns the name it binds.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Attribute(node) => &node.name,
            Self::Alias(node) => &node.name,
            Self::Class(node) => &node.name,
            Self::Function(node) => &node.name,
        }
    }

    /// Returns its docstring. That of an attribute or alias is below it.
    #[must_use]
    pub fn doc(&self) -> &str {
        match self {
            Self::Attribute(node) => &node.doc,
            Self::Alias(node) => &node.doc,
            Self::Class(node) => &node.doc,
            Self::Function(node) => &node.doc,
        }
    }

    /// Returns where it was written.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        match self {
            Self::Attribute(node) => node.position.as_ref(),
            Self::Alias(node) => node.position.as_ref(),
            Self::Class(node) => node.position.as_ref(),
            Self::Function(node) => node.position.as_ref(),
        }
    }
    /// Returns where it exists.
    #[must_use]
    pub fn when(&self) -> &When {
        match self {
            Self::Attribute(node) => &node.when,
            Self::Alias(node) => &node.when,
            Self::Class(node) => &node.when,
            Self::Function(node) => &node.when,
        }
    }

    /// Returns the comments that its author wrote.
    #[must_use]
    pub fn comments(&self) -> &Comments {
        match self {
            Self::Attribute(node) => &node.comments,
            Self::Alias(node) => &node.comments,
            Self::Class(node) => &node.comments,
            Self::Function(node) => &node.comments,
        }
    }

    /// Returns where it exists, to be changed.
    pub fn when_mut(&mut self) -> &mut When {
        match self {
            Self::Attribute(node) => &mut node.when,
            Self::Alias(node) => &mut node.when,
            Self::Class(node) => &mut node.when,
            Self::Function(node) => &mut node.when,
        }
    }
}
