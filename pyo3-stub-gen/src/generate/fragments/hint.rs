//! The expressions of PyO3's fragments: trees since PyO3 0.28, Python source in 0.27.

use super::json::Json;
use crate::generate::python;
use ruff_python_ast as ast;
use ruff_text_size::Ranged as _;

/// The deepest nesting of a type that is read. A stub has room for twice as much.
const DEEPEST: usize = 40;

/// The longest union that is read.
const WIDEST: usize = 100;

/// An expression that states a type, a decorator or a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// The Python source of a number, `True` or `False`.
    Literal(String),
    /// A string. Where a type is expected, it is one that the user wrote as text.
    Quoted(String),
    /// A name.
    Named {
        /// The dotted module; empty in Python source that has the name alone, until `Hint::settle` finds it.
        module: String,
        /// The name in it; dotted for a nested class.
        name: String,
    },
    /// A class of the extension, by its id.
    Class(String),
    /// An attribute of anything but a module.
    Member(Box<Hint>, String),
    /// `base[arguments]`.
    Subscript(Box<Hint>, Vec<Hint>),
    /// `a | b`.
    Union(Vec<Hint>),
    /// `(a, b)`.
    Tuple(Vec<Hint>),
    /// `[a, b]`.
    List(Vec<Hint>),
    /// An unknown expression, as PyO3 wrote it.
    Unknown(String),
}

impl Hint {
    /// Reads the expression that a fragment holds.
    pub(super) fn read(json: &Json) -> Self {
        match json {
            Json::Text(source) => Self::parse(source).unwrap_or_else(|| Self::Unknown(source.clone())),
            Json::Map(_) => tree(json).unwrap_or_else(|| Self::Unknown(json.excerpt())),
            Json::Other(_) | Json::Bool(_) | Json::List(_) => Self::Unknown(json.excerpt()),
        }
    }

    /// Reads Python source; `None` if it is not a type.
    pub(super) fn parse(source: &str) -> Option<Self> {
        of_python(&python::parse_expression(source).ok()?, source)
    }

    /// Gives each name of Python source the module or the class that it means. `class` finds the ids of the
    /// extension's classes that have a name.
    pub(super) fn settle(&mut self, class: &impl Fn(&str) -> Option<String>) {
        match self {
            Self::Named { module, name } if module.is_empty() => match class(name) {
                Some(id) => *self = Self::Class(id),
                None => BUILTINS.clone_into(module),
            },
            Self::Named { module, name } if !OF_PYO3_027.contains(&module.as_str()) => {
                if let Some(id) = class(name) {
                    *self = Self::Class(id);
                }
            }
            Self::Member(of, _) => of.settle(class),
            Self::Subscript(base, arguments) => {
                base.settle(class);
                arguments.iter_mut().for_each(|argument| argument.settle(class));
            }
            Self::Union(items) | Self::Tuple(items) | Self::List(items) => {
                items.iter_mut().for_each(|item| item.settle(class));
            }
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Quoted(_)
            | Self::Named { .. }
            | Self::Class(_)
            | Self::Unknown(_) => {}
        }
    }

    /// Reads a type. A string in it is a type in Python source, which must be one.
    pub(super) fn read_type(json: &Json) -> Self {
        let mut hint = Self::read(json);
        hint.refuse_texts();
        hint
    }

    fn refuse_texts(&mut self) {
        match self {
            Self::Quoted(text) => {
                let is_type = Self::parse(text).is_some_and(|hint| {
                    !matches!(hint, Self::Literal(_) | Self::Ellipsis) && !hint.is_too_large()
                });
                if !is_type {
                    *self = Self::Unknown(std::mem::take(text));
                }
            }
            Self::Member(of, _) => of.refuse_texts(),
            // `Literal["a"]` has texts that are values.
            Self::Subscript(base, _) if base.is("typing", "Literal") => {}
            Self::Subscript(base, arguments) => {
                base.refuse_texts();
                arguments.iter_mut().for_each(Self::refuse_texts);
            }
            Self::Union(items) | Self::Tuple(items) | Self::List(items) => {
                items.iter_mut().for_each(Self::refuse_texts);
            }
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Named { .. }
            | Self::Class(_)
            | Self::Unknown(_) => {}
        }
    }

    /// Whether a stub has no room for it.
    pub(super) fn is_too_large(&self) -> bool {
        self.depth() > DEEPEST || self.width() > WIDEST
    }

    /// The number of members of the longest union.
    fn width(&self) -> usize {
        let widest = |items: &[Self]| items.iter().map(Self::width).max().unwrap_or_default();
        match self {
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Quoted(_)
            | Self::Named { .. }
            | Self::Class(_)
            | Self::Unknown(_) => 1,
            Self::Member(of, _) => of.width(),
            Self::Subscript(base, arguments) => base.width().max(widest(arguments)),
            Self::Union(items) => items.len().max(widest(items)),
            Self::Tuple(items) | Self::List(items) => widest(items),
        }
    }

    fn depth(&self) -> usize {
        let deepest = |items: &[Self]| items.iter().map(Self::depth).max().unwrap_or_default();
        match self {
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Quoted(_)
            | Self::Named { .. }
            | Self::Class(_)
            | Self::Unknown(_) => 0,
            Self::Member(of, _) => 1 + of.depth(),
            Self::Subscript(base, arguments) => 1 + base.depth().max(deepest(arguments)),
            Self::Union(items) | Self::Tuple(items) | Self::List(items) => 1 + deepest(items),
        }
    }

    /// Whether a part of it is unknown.
    pub(super) fn has_unknown(&self) -> bool {
        match self {
            Self::Unknown(_) => true,
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Quoted(_)
            | Self::Named { .. }
            | Self::Class(_) => false,
            Self::Member(of, _) => of.has_unknown(),
            Self::Subscript(base, arguments) => base.has_unknown() || arguments.iter().any(Self::has_unknown),
            Self::Union(items) | Self::Tuple(items) | Self::List(items) => {
                items.iter().any(Self::has_unknown)
            }
        }
    }

    /// Returns the Python source of a value, or `...` if it does not have one.
    pub(super) fn source(&self) -> String {
        match self {
            Self::None => "None".to_owned(),
            Self::Literal(source) => source.clone(),
            Self::Quoted(text) => quoted(text),
            Self::Ellipsis
            | Self::Named { .. }
            | Self::Class(_)
            | Self::Member(..)
            | Self::Subscript(..)
            | Self::Union(_)
            | Self::Tuple(_)
            | Self::List(_)
            | Self::Unknown(_) => "...".to_owned(),
        }
    }

    /// Whether it is this name of a module.
    pub(super) fn is(&self, of: &str, called: &str) -> bool {
        matches!(self, Self::Named { module, name } if module == of && name == called)
    }

    /// Whether the expression holds this name somewhere.
    pub(super) fn mentions(&self, of: &str, called: &str) -> bool {
        match self {
            Self::Named { .. } => self.is(of, called),
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Quoted(_)
            | Self::Class(_)
            | Self::Unknown(_) => false,
            Self::Member(base, _) => base.mentions(of, called),
            Self::Subscript(base, arguments) => {
                base.mentions(of, called) || arguments.iter().any(|argument| argument.mentions(of, called))
            }
            Self::Union(items) | Self::Tuple(items) | Self::List(items) => {
                items.iter().any(|item| item.mentions(of, called))
            }
        }
    }

    /// The attribute or name that it ends in.
    pub(super) fn last(&self) -> Option<&str> {
        match self {
            Self::Named { name, .. } | Self::Member(_, name) => name.rsplit('.').next(),
            Self::None
            | Self::Ellipsis
            | Self::Literal(_)
            | Self::Quoted(_)
            | Self::Class(_)
            | Self::Subscript(..)
            | Self::Union(_)
            | Self::Tuple(_)
            | Self::List(_)
            | Self::Unknown(_) => None,
        }
    }

    fn union(left: Self, right: Self) -> Self {
        let mut members = Vec::new();
        for side in [left, right] {
            match side {
                Self::Union(inner) => members.extend(inner),
                other => members.push(other),
            }
        }
        Self::Union(members)
    }

    fn attribute(of: Self, name: &str) -> Self {
        match of {
            // PyO3 swaps the two for what `import_exception!` makes: `CancelledError.asyncio`.
            Self::Named { module, name: exception } if module == BUILTINS && is_swapped(&exception, name) => {
                Self::Named { module: name.to_owned(), name: exception }
            }
            // A tree has the module as a name.
            Self::Named { module, name: of } if module == BUILTINS => {
                Self::Named { module: of, name: name.to_owned() }
            }
            Self::Named { module, name: outer } => Self::Named { module, name: format!("{outer}.{name}") },
            other => Self::Member(Box::new(other), name.to_owned()),
        }
    }
}

const BUILTINS: &str = "builtins";

/// The modules in PyO3 0.27's own texts. It writes a class of the extension behind the module that the class states.
const OF_PYO3_027: [&str; 4] = [BUILTINS, "typing", "_typeshed", "weakref"];

/// Modules whose exceptions PyO3 itself imports.
const OF_EXCEPTIONS: [&str; 2] = ["asyncio", "socket"];

/// Whether `name.module` is an exception before its module.
fn is_swapped(name: &str, module: &str) -> bool {
    let is_capital = |text: &str| text.starts_with(|first: char| first.is_ascii_uppercase());
    OF_EXCEPTIONS.contains(&module) || module.contains('.') || is_capital(name) && !is_capital(module)
}

/// Reads a tree.
fn tree(json: &Json) -> Option<Hint> {
    let text = |key| json.get(key).and_then(Json::text);
    let part = |key| json.get(key).map(Hint::read);
    let list = |key| Some(json.get(key)?.list()?.iter().map(Hint::read).collect::<Vec<_>>());
    Some(match text("type")? {
        "name" => match text("id")? {
            // PyO3 0.28.
            "None" => Hint::None,
            name => Hint::Named { module: BUILTINS.to_owned(), name: name.to_owned() },
        },
        "attribute" => Hint::attribute(part("value")?, text("attr")?),
        "binop" if text("op") == Some("bitor") => Hint::union(part("left")?, part("right")?),
        "subscript" => {
            let arguments = match part("slice")? {
                Hint::Tuple(items) => items,
                one => vec![one],
            };
            Hint::Subscript(Box::new(part("value")?), arguments)
        }
        "tuple" => Hint::Tuple(list("elts")?),
        "list" => Hint::List(list("elts")?),
        "id" => Hint::Class(text("id")?.to_owned()),
        "constant" => match text("kind")? {
            "none" => Hint::None,
            "ellipsis" => Hint::Ellipsis,
            "bool" => match json.get("value")? {
                Json::Bool(true) => Hint::Literal("True".to_owned()),
                Json::Bool(false) => Hint::Literal("False".to_owned()),
                Json::Other(_) | Json::Text(_) | Json::List(_) | Json::Map(_) => return None,
            },
            "int" => Hint::Literal(text("value")?.to_owned()),
            "float" => Hint::Literal(float(text("value")?)),
            "str" => Hint::Quoted(text("value")?.to_owned()),
            _ => return None,
        },
        _ => return None,
    })
}

/// The source of a float, from which PyO3 leaves out the decimal point.
fn float(digits: &str) -> String {
    if digits.contains(['.', 'e', 'E']) { digits.to_owned() } else { format!("{digits}.0") }
}

/// The Python source of a string.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Reads an expression of Python.
fn of_python(expression: &ast::Expr, source: &str) -> Option<Hint> {
    let part = |expression| of_python(expression, source);
    Some(match expression {
        ast::Expr::NoneLiteral(_) => Hint::None,
        ast::Expr::EllipsisLiteral(_) => Hint::Ellipsis,
        ast::Expr::NumberLiteral(_)
        | ast::Expr::BooleanLiteral(_)
        | ast::Expr::BytesLiteral(_)
        | ast::Expr::UnaryOp(ast::ExprUnaryOp { op: ast::UnaryOp::USub, .. }) => {
            Hint::Literal(source.get(expression.range().to_std_range())?.to_owned())
        }
        ast::Expr::StringLiteral(text) => Hint::Quoted(text.value.to_str().to_owned()),
        ast::Expr::Name(name) => Hint::Named { module: String::new(), name: name.id.to_string() },
        ast::Expr::Attribute(attribute) => {
            let module = dotted(&attribute.value)?;
            Hint::Named { module, name: attribute.attr.to_string() }
        }
        ast::Expr::BinOp(operation) if operation.op == ast::Operator::BitOr => {
            Hint::union(part(&operation.left)?, part(&operation.right)?)
        }
        ast::Expr::Subscript(subscript) => {
            let arguments = match &*subscript.slice {
                ast::Expr::Tuple(tuple) => tuple.elts.iter().map(part).collect::<Option<_>>()?,
                one => vec![part(one)?],
            };
            Hint::Subscript(Box::new(part(&subscript.value)?), arguments)
        }
        ast::Expr::List(list) => Hint::List(list.elts.iter().map(part).collect::<Option<_>>()?),
        _ => return None,
    })
}

/// The dotted name that an expression is.
fn dotted(expression: &ast::Expr) -> Option<String> {
    match expression {
        ast::Expr::Name(name) => Some(name.id.to_string()),
        ast::Expr::Attribute(attribute) => Some(format!("{}.{}", dotted(&attribute.value)?, attribute.attr)),
        _ => None,
    }
}
