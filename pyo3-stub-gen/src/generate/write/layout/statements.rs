//! Statements over several lines: functions, classes, attributes, aliases, decorators and imports.

use super::super::expr;
use super::brackets::{LinePlace, is_kept_broken, line_break};
use super::measure::{Fit, Width};
use super::{INDENT, LineLayout, Unstable};
use crate::facts::ParameterKind;
use crate::generate::model::{
    Alias, AliasForm, Attribute, Class, Decorator, Expr, Function, FunctionForm, Parameter, RECEIVER_RULE,
    TypeParam, TypeParamKind, VersionedDecorator,
};

/// The end of an empty block.
const EMPTY: &str = " ...";

/// Whether it is a type without values, in either of its spellings.
fn is_never(annotation: &Expr) -> bool {
    let text = expr::text(annotation);
    matches!(text.rsplit('.').next(), Some("Never" | "NoReturn"))
}

/// An argument of a class: a base, or the value of a keyword.
struct ClassArgument<'c> {
    name: Option<&'c str>,
    value: &'c Expr,
}

impl ClassArgument<'_> {
    fn push(&self, out: &mut String) {
        if let Some(name) = self.name {
            out.push_str(name);
            out.push('=');
        }
        expr::push(self.value, out);
    }
}

fn class_arguments(class: &Class) -> impl Iterator<Item = ClassArgument<'_>> {
    let bases = class.bases.iter().map(|value| ClassArgument { name: None, value });
    bases.chain(class.keywords.iter().map(|(name, value)| ClassArgument { name: Some(name), value }))
}

fn has_arguments(class: &Class) -> bool {
    !(class.bases.is_empty() && class.keywords.is_empty())
}

impl LineLayout {
    /// Returns the first line of `function`, which may be broken. It ends with `...` unless a body follows.
    pub(in super::super) fn function(self, function: &Function, comment: &str, has_body: bool) -> String {
        let end = if has_body { ":" } else { ": ..." };
        let mut head = match function.form {
            FunctionForm::Plain => "def ".to_owned(),
            FunctionForm::Async => "async def ".to_owned(),
        };
        head.push_str(&function.name);
        let mut line = head.clone();
        push_type_params(&function.type_params, &mut line);
        line.push('(');
        for (index, entry) in entries(&function.parameters).enumerate() {
            line.push_str(if index > 0 { ", " } else { "" });
            entry.push(&mut line);
        }
        line.push(')');
        if let Some(returns) = &function.returns {
            line.push_str(" -> ");
            expr::push(returns, &mut line);
        }
        line.push_str(end);
        self.statement(line, comment, || self.broken_function(function, head, comment, end))
    }

    fn broken_function(
        self,
        function: &Function,
        head: String,
        comment: &str,
        end: &str,
    ) -> Result<String, Unstable> {
        let mut out = head;
        let has_parameters = !function.parameters.is_empty();
        if !(has_parameters || comment.is_empty() && function.type_params.is_empty()) {
            return Err(Unstable);
        }
        // zuban reports a receiver in the receiver's line, and the others report it in the first one.
        let receiver = function.parameters.first().and_then(|parameter| parameter.annotation.as_ref());
        if !comment.is_empty() && receiver.is_some_and(is_never) && function.name == "__new__" {
            return Err(Unstable);
        }
        // basedpyright reports a name in its line.
        if comment.contains(RECEIVER_RULE) {
            return Err(Unstable);
        }
        self.type_params(&function.type_params, "(", &mut out)?;
        out.push('(');
        if has_parameters {
            out.push_str(comment);
            for entry in entries(&function.parameters) {
                line_break(INDENT, &mut out);
                self.parameter(entry, &mut out)?;
                out.push(',');
            }
            out.push('\n');
        }
        out.push(')');
        if let Some(returns) = &function.returns {
            out.push_str(" -> ");
            self.returned(returns, has_parameters, end, &mut out)?;
        }
        out.push_str(end);
        Ok(out)
    }

    fn returned(
        self,
        returns: &Expr,
        has_parameters: bool,
        end: &str,
        out: &mut String,
    ) -> Result<(), Unstable> {
        if has_parameters {
            let before = Width::of(") -> ");
            return match returns {
                atom if is_atom(atom) => self.returned_atom(atom, before, end, out),
                _ => self.bare(returns, LinePlace { indent: 0, before, after: Width::of(end) }, out),
            };
        }
        // The line does not fit, and nothing before this can be broken.
        match returns {
            Expr::Subscript(_, arguments) if arguments.len() > 1 => {
                if !self.opens(returns, Width::of(out))? {
                    return Err(Unstable);
                }
                self.broken(returns, LinePlace::of_line(0, end), out)
            }
            Expr::Union(_) => self.parenthesized(returns, 0, out),
            Expr::Written(_) | Expr::Attribute(..) | Expr::None => self.parenthesized(returns, 0, out),
            _ => Err(Unstable),
        }
    }

    /// Appends what cannot be broken. black has parentheses around a dotted name that is too long for every line, and ruff
    /// does not.
    fn returned_atom(
        self,
        returns: &Expr,
        before: Width,
        end: &str,
        out: &mut String,
    ) -> Result<(), Unstable> {
        let text = expr::text(returns);
        if self.fits(before + Width::of(&text) + Width::of(end))? {
            out.push_str(&text);
            Ok(())
        } else if self.fits(Width::columns(INDENT) + Width::of(&text))? {
            self.parenthesized(returns, 0, out)
        } else if text.contains('.') {
            Err(Unstable)
        } else {
            out.push_str(&text);
            Ok(())
        }
    }

    /// Appends a parameter, which has a line of its own.
    fn parameter(self, entry: InParentheses<'_>, out: &mut String) -> Result<(), Unstable> {
        let start = out.len();
        entry.push(out);
        let place = LinePlace::of_line(INDENT, ",");
        if (place.before + Width::of(&out[start..]) + place.after).fits(self.limit) == Fit::Yes {
            return Ok(());
        }
        let InParentheses::Parameter(parameter) = entry else { return Ok(()) };
        let (annotation, default) = (parameter.annotation.as_ref(), parameter.default.as_ref());
        if annotation.is_none_or(is_atom) && default.is_none_or(is_atom) {
            return Ok(());
        }
        out.truncate(start);
        push_stars(parameter, out);
        out.push_str(&parameter.name);
        let behind = |out: &str, after: &str| LinePlace {
            before: place.before + Width::of(&out[start..]),
            after: Width::of(after) + place.after,
            ..place
        };
        if let Some(annotation) = annotation {
            out.push_str(": ");
            self.parameter_type(annotation, default, behind(out, ""), out)?;
        }
        if let Some(default) = default {
            out.push_str(if annotation.is_some() { " = " } else { "=" });
            if out[start..].contains('\n') {
                self.behind_brackets(default, place, out)?;
            } else {
                self.bare(default, behind(out, ""), out)?;
            }
        }
        Ok(())
    }

    /// Appends the default of a parameter whose type is broken.
    fn behind_brackets(self, default: &Expr, place: LinePlace, out: &mut String) -> Result<(), Unstable> {
        if is_kept_broken(default) {
            return self.broken(default, place, out);
        }
        let before = place.before + Width::of("] = ");
        self.element(default, LinePlace { before, ..place }, out)
    }

    /// Appends the type of a parameter with this default. It stays on the line if that can be broken in the default.
    fn parameter_type(
        self,
        annotation: &Expr,
        default: Option<&Expr>,
        place: LinePlace,
        out: &mut String,
    ) -> Result<(), Unstable> {
        let before_default = Width::of(&expr::text(annotation)) + Width::of(" = ");
        let after = match default {
            None => String::new(),
            Some(default) if is_atom(default) => format!(" = {}", expr::text(default)),
            Some(default) if self.opens(default, place.before + before_default)? => {
                expr::push(annotation, out);
                return Ok(());
            }
            Some(_) => " = [".to_owned(),
        };
        self.bare(annotation, LinePlace { after: place.after + Width::of(&after), ..place }, out)
    }

    /// Returns the first line of `class`, which may be broken. It ends with `...` unless a body follows.
    pub(in super::super) fn class(self, class: &Class, comment: &str, has_body: bool) -> String {
        let end = if has_body { "" } else { EMPTY };
        let mut line = format!("class {}", class.name);
        push_type_params(&class.type_params, &mut line);
        for (index, argument) in class_arguments(class).enumerate() {
            line.push_str(if index == 0 { "(" } else { ", " });
            argument.push(&mut line);
        }
        line.push_str(if has_arguments(class) { "):" } else { ":" });
        line.push_str(end);
        self.statement(line, comment, || self.broken_class(class, comment, end))
    }

    fn broken_class(self, class: &Class, comment: &str, end: &str) -> Result<String, Unstable> {
        let mut out = format!("class {}", class.name);
        if !has_arguments(class) {
            if class.type_params.is_empty() {
                return Ok([&out, ":", end, comment].concat());
            }
            if !comment.is_empty() {
                return Err(Unstable);
            }
        }
        self.type_params(&class.type_params, "(", &mut out)?;
        if has_arguments(class) {
            out.push('(');
            out.push_str(comment);
            for ClassArgument { name, value } in class_arguments(class) {
                line_break(INDENT, &mut out);
                let mut place = LinePlace::of_line(INDENT, ",");
                if let Some(name) = name {
                    out.push_str(name);
                    out.push('=');
                    place.before = place.before + Width::of(name) + Width::of("=");
                }
                self.element(value, place, &mut out)?;
                out.push(',');
            }
            out.push_str("\n)");
        }
        out.push(':');
        out.push_str(end);
        Ok(out)
    }

    /// Appends type parameters. Each has a line of its own if they do not fit on the line, followed by `next`.
    fn type_params(self, params: &[TypeParam], next: &str, out: &mut String) -> Result<(), Unstable> {
        let start = out.len();
        push_type_params(params, out);
        if params.is_empty() || self.fits(Width::of(out) + Width::of(next))? {
            return Ok(());
        }
        out.truncate(start);
        out.push('[');
        for param in params {
            line_break(INDENT, out);
            let start = out.len();
            push_type_param(param, out);
            if !self.fits(Width::columns(INDENT) + Width::of(&out[start..]) + Width::of(","))? {
                return Err(Unstable);
            }
            out.push(',');
        }
        out.push_str("\n]");
        Ok(())
    }

    /// Returns the statement of `attribute`.
    pub(in super::super) fn attribute(self, attribute: &Attribute, comment: &str) -> String {
        let Attribute { name, annotation, value, .. } = attribute;
        let mut line = name.clone();
        if let Some(annotation) = annotation {
            line.push_str(": ");
            expr::push(annotation, &mut line);
        }
        if let Some(value) = value {
            line.push_str(" = ");
            expr::push(value, &mut line);
        }
        self.statement(line, comment, || {
            if !comment.is_empty() {
                return Err(Unstable);
            }
            let mut out = name.clone();
            match (annotation, value) {
                (None, None) => {}
                (None, Some(value)) => self.assigned(value, " = ", &mut out)?,
                (Some(annotation), None) => self.assigned(annotation, ": ", &mut out)?,
                (Some(annotation), Some(value)) => self.annotated(annotation, value, &mut out)?,
            }
            Ok(out)
        })
    }

    /// Appends `: annotation = value`, which does not fit on one line.
    fn annotated(self, annotation: &Expr, value: &Expr, out: &mut String) -> Result<(), Unstable> {
        let start = out.len();
        out.push_str(": ");
        expr::push(annotation, out);
        if self.fits(Width::of(out) + Width::of(" = ("))? {
            return self.assigned(value, " = ", out);
        }
        out.truncate(start);
        out.push_str(": ");
        let after = format!(" = {}", expr::text(value));
        let place = LinePlace { indent: 0, before: Width::of(out), after: Width::of(&after) };
        if !self.opens(annotation, place.before)? || !self.fits(Width::of(")") + place.after)? {
            return Err(Unstable);
        }
        self.bare(annotation, place, out)?;
        out.push_str(&after);
        Ok(())
    }

    /// Appends `value` after the sign that separates it from a name. The whole does not fit on one line.
    fn assigned(self, value: &Expr, sign: &str, out: &mut String) -> Result<(), Unstable> {
        out.push_str(sign);
        let before = Width::of(out);
        if is_atom(value) {
            let fits = self.fits(Width::columns(INDENT) + Width::of(&expr::text(value)))?
                && self.fits(before + Width::of("("))?;
            return if fits { self.parenthesized(value, 0, out) } else { Err(Unstable) };
        }
        if !self.opens(value, before)? {
            return Err(Unstable);
        }
        self.bare(value, LinePlace { indent: 0, before, after: Width::default() }, out)
    }

    /// Returns the statement of `alias`.
    pub(in super::super) fn alias(self, alias: &Alias, comment: &str) -> String {
        let head = match &alias.form {
            AliasForm::Annotated(annotation) => format!("{}: {}", alias.name, expr::text(annotation)),
            AliasForm::Statement(params) => {
                let mut head = format!("type {}", alias.name);
                push_type_params(params, &mut head);
                head
            }
            AliasForm::Assignment | AliasForm::Import => alias.name.clone(),
        };
        let line = format!("{head} = {}", expr::text(&alias.value));
        self.statement(line, comment, || {
            let mut out = head;
            let is_whole = match &alias.form {
                AliasForm::Statement(params) => !params.is_empty() || is_atom(&alias.value),
                AliasForm::Annotated(_) | AliasForm::Assignment | AliasForm::Import => false,
            };
            if !comment.is_empty() || is_whole {
                return Err(Unstable);
            }
            self.assigned(&alias.value, " = ", &mut out)?;
            Ok(out)
        })
    }

    /// Returns the line of `decorator`, which may be broken.
    pub(in super::super) fn decorator(self, decorator: &Decorator) -> String {
        let expr = match decorator {
            Decorator::Plain(expr) | Decorator::Since(VersionedDecorator { name: expr, .. }) => expr,
            Decorator::Setter(name) => return format!("@{name}.setter"),
            Decorator::Deleter(name) => return format!("@{name}.deleter"),
        };
        let line = format!("@{}", expr::text(expr));
        self.statement(line, "", || {
            let mut out = "@".to_owned();
            self.broken(expr, LinePlace::of_line(0, ""), &mut out)?;
            Ok(out)
        })
    }

    /// Returns `from module import names`, each of which may be followed by a comment.
    pub(in super::super) fn import(
        self,
        module: &str,
        names: &[String],
        of_private: &str,
        of_statement: &str,
    ) -> String {
        let line = format!("from {module} import {}", names.join(", "));
        let comment = [of_private, of_statement].concat();
        if (Width::of(&line) + Width::of(&comment)).fits(self.limit) == Fit::Yes {
            return line + &comment;
        }
        let mut out = format!("from {module} import ({of_statement}");
        for name in names {
            line_break(INDENT, &mut out);
            out.push_str(name);
            out.push(',');
            out.push_str(if name.starts_with('_') { of_private } else { "" });
        }
        out.push_str("\n)");
        out
    }
}

/// A parameter, or a mark between two.
#[derive(Debug, Clone, Copy)]
enum InParentheses<'f> {
    /// `/`: the parameters before it are positional-only.
    Slash,
    /// `*`: the parameters after it are keyword-only.
    Star,
    Parameter(&'f Parameter),
}

impl InParentheses<'_> {
    fn push(self, out: &mut String) {
        let parameter = match self {
            Self::Slash => return out.push('/'),
            Self::Star => return out.push('*'),
            Self::Parameter(parameter) => parameter,
        };
        push_stars(parameter, out);
        out.push_str(&parameter.name);
        if let Some(annotation) = &parameter.annotation {
            out.push_str(": ");
            expr::push(annotation, out);
        }
        if let Some(default) = &parameter.default {
            out.push_str(if parameter.annotation.is_some() { " = " } else { "=" });
            expr::push(default, out);
        }
    }
}

fn push_stars(parameter: &Parameter, out: &mut String) {
    out.push_str(match parameter.kind {
        ParameterKind::VarPositional => "*",
        ParameterKind::VarKeyword => "**",
        ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly => "",
    });
}

/// Returns the parameters and their marks: `/` after the last that is positional-only, `*` before the first that is
/// keyword-only.
fn entries(parameters: &[Parameter]) -> impl Iterator<Item = InParentheses<'_>> {
    let has_star = parameters.iter().any(|item| item.kind == ParameterKind::VarPositional);
    let first = parameters.iter().position(|item| item.kind == ParameterKind::KeywordOnly && !has_star);
    let last = parameters.iter().rposition(|item| item.kind == ParameterKind::PositionalOnly);
    parameters.iter().enumerate().flat_map(move |(index, item)| {
        let star = (first == Some(index)).then_some(InParentheses::Star);
        let slash = (last == Some(index)).then_some(InParentheses::Slash);
        [star, Some(InParentheses::Parameter(item)), slash].into_iter().flatten()
    })
}

/// Appends the brackets after a name, if there is something in them.
fn push_type_params(params: &[TypeParam], out: &mut String) {
    for (index, param) in params.iter().enumerate() {
        out.push_str(if index == 0 { "[" } else { ", " });
        push_type_param(param, out);
    }
    out.push_str(if params.is_empty() { "" } else { "]" });
}

fn push_type_param(param: &TypeParam, out: &mut String) {
    out.push_str(match param.kind {
        TypeParamKind::Type | TypeParamKind::Covariant | TypeParamKind::Contravariant => "",
        TypeParamKind::Tuple => "*",
        TypeParamKind::Parameters => "**",
    });
    out.push_str(&param.name);
    if let Some(bound) = &param.bound {
        out.push_str(": ");
        expr::push(bound, out);
    }
    if let Some(default) = &param.default {
        out.push_str(" = ");
        expr::push(default, out);
    }
}

/// Whether `expr` cannot be broken.
fn is_atom(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_)
        | Expr::Written(_)
        | Expr::Attribute(..)
        | Expr::Ellipsis
        | Expr::None
        | Expr::Literal(_) => true,
        Expr::Subscript(_, members) | Expr::List(members) | Expr::Tuple(members) => members.is_empty(),
        Expr::Dict(items) => items.is_empty(),
        Expr::Call(_, arguments, keywords) => arguments.is_empty() && keywords.is_empty(),
        Expr::Union(_) | Expr::Set(_) | Expr::Starred(_) => false,
    }
}
