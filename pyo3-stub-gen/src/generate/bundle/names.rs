//! The names that an expression sees: type parameters, the body of the class around it, the module, and builtins.

use super::context::Context;
use super::resolver::NameMeaning;
use super::tree::ModuleId;
use crate::generate::model::{Expr, LocalName, Symbol};
use crate::generate::python::{NameLookup, SyntaxError, convert_type, convert_value, parse_expression};
use crate::generate::rules::BundleRule;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged as _, TextRange, TextSize};
use std::collections::{HashMap, HashSet};

/// A class whose body is being converted.
#[derive(Debug, Clone)]
pub(super) struct ClassScope {
    /// Its name, after those of the classes around it.
    pub path: Vec<String>,
    /// The names that its body defines, and where.
    pub names: HashMap<String, ClassMember>,
}

/// A name that the body of a class defines.
#[derive(Debug, Clone)]
pub(super) struct ClassMember {
    /// Where its definitions begin, such as a property and its setter.
    pub starts: Vec<TextSize>,
    /// Whether it is a class or an alias.
    pub is_type: bool,
}

impl ClassScope {
    /// Whether `name` in a statement that begins at `start` is a member. Type checkers look for a method or a variable further
    /// down, or of the statement itself, outside the class. So do most of them for a class or an alias, if the outer one is above.
    fn has(&self, name: &str, start: TextSize, is_outside: impl FnOnce() -> bool) -> bool {
        self.names.get(name).is_some_and(|member| {
            let is_above = member.starts.first().is_some_and(|first| *first < start);
            is_above && !member.starts.contains(&start) || member.is_type && !is_outside()
        })
    }
}

/// Where an expression is.
#[derive(Clone)]
pub(super) struct NamePlace<'c, 't> {
    pub context: &'c Context<'t>,
    /// The module.
    pub module: ModuleId,
    /// The innermost class whose body it is in.
    pub class: Option<ClassScope>,
    /// The type parameters in scope.
    pub type_params: HashSet<String>,
    /// Where the statement begins.
    pub start: TextSize,
    /// Whether it is a value, which is evaluated where it is.
    pub is_value: bool,
}

impl<'c, 't> NamePlace<'c, 't> {
    /// Returns the top of `module`.
    pub(super) fn top(context: &'c Context<'t>, module: ModuleId) -> Self {
        Self {
            context,
            module,
            class: None,
            type_params: HashSet::new(),
            start: TextSize::new(0),
            is_value: false,
        }
    }

    /// Returns the type `expr`. What is not one is reported, and becomes `Any`.
    pub(super) fn r#type(&self, expr: &ast::Expr) -> Expr {
        match convert_type(expr, &self.context.source(self.module).text, &mut self.lookup(expr.range())) {
            Ok(expr) => expr,
            Err(error) => {
                self.invalid(expr, error);
                Expr::typing("Any")
            }
        }
    }

    /// Returns the type that `text` states, if it states one.
    pub(super) fn type_of_text(&self, text: &str) -> Option<Expr> {
        let expr = parse_expression(text).ok()?;
        convert_type(&expr, text, &mut self.lookup(TextRange::empty(self.start))).ok()
    }

    /// Returns the value `expr`, if a stub can contain it.
    pub(super) fn try_value(&self, expr: &ast::Expr) -> Result<Expr, SyntaxError> {
        let source = &self.context.source(self.module).text;
        match expr {
            ast::Expr::Dict(dict) => {
                let mut items = Vec::new();
                for item in &dict.items {
                    let Some(key) = &item.key else {
                        return Err(SyntaxError::at(source, expr.range(), "`**` is not allowed in a stub"));
                    };
                    items.push((self.try_value(key)?, self.try_type_or_value(&item.value)?));
                }
                Ok(Expr::Dict(items))
            }
            ast::Expr::Call(call) => {
                let function = self.try_value(&call.func)?;
                let arguments = call.arguments.args.iter().map(|it| self.try_type_or_value(it));
                let arguments = arguments.collect::<Result<_, _>>()?;
                let mut keywords = Vec::new();
                for keyword in &call.arguments.keywords {
                    let Some(name) = &keyword.arg else {
                        return Err(SyntaxError::at(source, expr.range(), "`**` is not allowed in a stub"));
                    };
                    keywords.push((name.to_string(), self.try_type_or_value(&keyword.value)?));
                }
                Ok(Expr::Call(Box::new(function), arguments, keywords))
            }
            ast::Expr::List(list) => Ok(Expr::List(self.try_values(&list.elts)?)),
            ast::Expr::Tuple(tuple) => Ok(Expr::Tuple(self.try_values(&tuple.elts)?)),
            ast::Expr::Set(set) => Ok(Expr::Set(self.try_values(&set.elts)?)),
            other if !has_names(other) => {
                let range = other.range();
                let text = source.get(range.to_std_range()).unwrap_or_default();
                convert_value(other, source, &mut self.lookup(range))
                    .or_else(|_| Ok(Expr::Literal(text.to_owned())))
            }
            other => convert_value(other, source, &mut self.lookup(other.range())),
        }
    }

    fn try_values(&self, exprs: &[ast::Expr]) -> Result<Vec<Expr>, SyntaxError> {
        exprs.iter().map(|expr| self.try_type_or_value(expr)).collect()
    }

    /// Returns an argument of a call, which may be a type: `NewType("Name", list[int])`, `TypeVar("T", bound=int | None)`.
    fn try_type_or_value(&self, expr: &ast::Expr) -> Result<Expr, SyntaxError> {
        match expr {
            ast::Expr::Subscript(_) | ast::Expr::BinOp(_) => {
                let source = &self.context.source(self.module).text;
                convert_type(expr, source, &mut self.lookup(expr.range())).or_else(|_| self.try_value(expr))
            }
            other => self.try_value(other),
        }
    }

    /// Returns the value `expr`, or `...` if a stub cannot contain it.
    pub(super) fn value_or_ellipsis(&self, expr: &ast::Expr) -> Expr {
        self.try_value(expr).unwrap_or(Expr::Ellipsis)
    }

    /// Reports that `error` is about `expr`.
    pub(super) fn invalid(&self, expr: &ast::Expr, error: SyntaxError) {
        let module = self.context.source(self.module).name.clone();
        let rule = BundleRule::UnknownExpression { module, reason: error.message };
        self.context.report(self.module, &rule, expr.range());
    }

    fn lookup(&self, range: TextRange) -> ScopeNames<'_, 'c, 't> {
        ScopeNames { place: self, range }
    }
}

/// Whether a name or something that the parser does not understand is in `expr`.
fn has_names(expr: &ast::Expr) -> bool {
    struct NameFinder(bool);
    impl ast::visitor::Visitor<'_> for NameFinder {
        fn visit_expr(&mut self, expr: &ast::Expr) {
            self.0 |= expr.is_name_expr();
            ast::visitor::walk_expr(self, expr);
        }
    }
    let mut finder = NameFinder(false);
    ast::visitor::Visitor::visit_expr(&mut finder, expr);
    finder.0
}

struct ScopeNames<'p, 'c, 't> {
    place: &'p NamePlace<'c, 't>,
    range: TextRange,
}

impl NameLookup for ScopeNames<'_, '_, '_> {
    fn lookup(&mut self, parts: &[&str]) -> Expr {
        let NamePlace { context, module, class, type_params, start, is_value } = self.place;
        let Some((first, rest)) = parts.split_first() else { return Expr::typing("Any") };
        if type_params.contains(*first) {
            let parameter = Expr::Name(Symbol::TypeParameter((*first).to_owned()));
            return rest
                .iter()
                .fold(parameter, |base, &part| Expr::Attribute(Box::new(base), part.to_owned()));
        }
        let is_outside = || context.resolver.is_before(*module, first, *start);
        if let Some(class) = class.as_ref().filter(|class| class.has(first, *start, is_outside)) {
            if *is_value {
                return Expr::Written(parts.join("."));
            }
            let name = class.path.iter().cloned().chain(parts.iter().map(|&part| part.to_owned())).collect();
            let path = context.source(*module).path.clone();
            return Expr::Name(Symbol::Local(LocalName { path, name }));
        }
        let source = || context.source(*module).name.clone();
        match context.resolver.dotted(*module, parts) {
            Some(NameMeaning::Circular) => {
                let rule = BundleRule::Circular { module: source(), name: parts.join(".") };
                context.report(*module, &rule, self.range);
                Expr::typing("Any")
            }
            Some(meaning) => context.expr(meaning),
            None => {
                let rule = BundleRule::Undefined { module: source(), name: parts.join(".") };
                context.report(*module, &rule, self.range);
                Expr::typing("Any")
            }
        }
    }

    /// Hand-written stubs may leave arguments out, and type checkers know what that means.
    fn with_arguments(&mut self, name: Expr) -> Expr {
        name
    }
}
