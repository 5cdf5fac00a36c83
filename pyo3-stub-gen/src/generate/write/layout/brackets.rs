//! Expressions over several lines.

use super::super::expr;
use super::measure::{Fit, Width};
use super::{INDENT, Layout, Unstable};
use crate::generate::model::Expr;

/// The place of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How far its line is indented, and those that follow.
    pub indent: usize,
    /// The text before it on its line.
    pub before: Width,
    /// The text after it on its last line.
    pub after: Width,
}

impl Place {
    /// Returns the place of an expression that begins a line and is followed by `after`.
    pub(super) fn of_line(indent: usize, after: &str) -> Self {
        Self { indent, before: Width::columns(indent), after: Width::of(after) }
    }
}

impl Layout {
    /// Appends `expr`, which is in brackets.
    pub(super) fn element(self, expr: &Expr, place: Place, out: &mut String) -> Result<(), Unstable> {
        if self.flat(expr, place, out)? { Ok(()) } else { self.broken(expr, place, out) }
    }

    /// Appends `expr`, which is not in brackets. A union gets a pair of its own if it does not fit.
    pub(super) fn bare(self, expr: &Expr, place: Place, out: &mut String) -> Result<(), Unstable> {
        if self.flat(expr, place, out)? {
            return Ok(());
        }
        match expr {
            Expr::Union(_) => self.parenthesized(expr, place.indent, out),
            _ => self.broken(expr, place, out),
        }
    }

    /// Appends `expr` if it fits on the line.
    fn flat(self, expr: &Expr, place: Place, out: &mut String) -> Result<bool, Unstable> {
        let start = out.len();
        expr::push(expr, out);
        let width = place.before + Width::of(&out[start..]) + place.after;
        let fits = match width.fits(self.limit) {
            Fit::Yes => true,
            Fit::No => false,
            Fit::Unclear if is_kept_broken(expr) => false,
            Fit::Unclear => return Err(Unstable),
        };
        if !fits {
            out.truncate(start);
        }
        Ok(fits)
    }

    /// Whether `expr` has brackets to break at, and the first one fits on the line.
    pub(super) fn opens(self, expr: &Expr, before: Width) -> Result<bool, Unstable> {
        let opening = match expr {
            Expr::Subscript(base, arguments) if !arguments.is_empty() => expr::text(base) + "[",
            Expr::Call(function, arguments, keywords) if !arguments.is_empty() || !keywords.is_empty() => {
                expr::text(function) + "("
            }
            Expr::List(members) | Expr::Tuple(members) | Expr::Set(members) if !members.is_empty() => {
                "(".to_owned()
            }
            Expr::Dict(items) if !items.is_empty() => "{".to_owned(),
            Expr::Union(_) => "(".to_owned(),
            _ => return Ok(false),
        };
        self.fits(before + Width::of(&opening))
    }

    /// Appends `expr` in parentheses, on lines of its own.
    pub(super) fn parenthesized(self, expr: &Expr, indent: usize, out: &mut String) -> Result<(), Unstable> {
        out.push('(');
        let inner = indent + INDENT;
        line_break(inner, out);
        self.kept(expr, Place::of_line(inner, ""), out)?;
        line_break(indent, out);
        out.push(')');
        Ok(())
    }

    /// Appends `expr` over several lines if formatters keep it so at every line length, and otherwise as [`element`](Self::element)
    /// does. What is around it stays broken then.
    fn kept(self, expr: &Expr, place: Place, out: &mut String) -> Result<(), Unstable> {
        if has_kept_broken(expr) { self.broken(expr, place, out) } else { self.element(expr, place, out) }
    }

    /// Appends `expr`, which does not fit on its line.
    pub(super) fn broken(self, expr: &Expr, place: Place, out: &mut String) -> Result<(), Unstable> {
        match expr {
            Expr::Union(members) => self.union(members, place, out),
            Expr::Subscript(base, arguments) => {
                expr::push(base, out);
                match arguments.as_slice() {
                    [] => out.push_str("[()]"),
                    [only] => {
                        out.push('[');
                        let inner = place.indent + INDENT;
                        line_break(inner, out);
                        self.kept(only, Place::of_line(inner, ""), out)?;
                        line_break(place.indent, out);
                        out.push(']');
                    }
                    _ => self.listed(['[', ']'], arguments, place.indent, out)?,
                }
                Ok(())
            }
            Expr::List(members) if !members.is_empty() => self.listed(['[', ']'], members, place.indent, out),
            Expr::Tuple(members) if !members.is_empty() => {
                self.listed(['(', ')'], members, place.indent, out)
            }
            Expr::Set(members) => self.listed(['{', '}'], members, place.indent, out),
            Expr::Dict(items) if !items.is_empty() => self.dict(items, place.indent, out),
            Expr::Call(function, arguments, keywords) if !arguments.is_empty() || !keywords.is_empty() => {
                expr::push(function, out);
                self.arguments(arguments, keywords, place.indent, out)
            }
            Expr::Starred(inner) => {
                out.push('*');
                self.broken(inner, place, out)
            }
            Expr::Name(_)
            | Expr::Written(_)
            | Expr::Attribute(..)
            | Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Dict(_)
            | Expr::Call(..)
            | Expr::Ellipsis
            | Expr::None
            | Expr::Literal(_) => {
                expr::push(expr, out);
                Ok(())
            }
        }
    }

    fn union(self, members: &[Expr], place: Place, out: &mut String) -> Result<(), Unstable> {
        let kept = members.iter().rposition(has_kept_broken);
        for (index, member) in members.iter().enumerate() {
            let mut before = place.before;
            if index > 0 {
                line_break(place.indent, out);
                out.push_str("| ");
                before = Width::columns(place.indent + "| ".len());
            }
            let after = if index + 1 == members.len() { place.after } else { Width::default() };
            let place = Place { before, after, ..place };
            if kept == Some(index) {
                self.kept(member, place, out)?;
            } else {
                self.element(member, place, out)?;
            }
        }
        Ok(())
    }

    fn listed(
        self,
        [open, close]: [char; 2],
        members: &[Expr],
        indent: usize,
        out: &mut String,
    ) -> Result<(), Unstable> {
        out.push(open);
        let inner = indent + INDENT;
        for member in members {
            line_break(inner, out);
            self.element(member, Place::of_line(inner, ","), out)?;
            out.push(',');
        }
        line_break(indent, out);
        out.push(close);
        Ok(())
    }

    fn dict(self, items: &[(Expr, Expr)], indent: usize, out: &mut String) -> Result<(), Unstable> {
        out.push('{');
        let inner = indent + INDENT;
        for (key, value) in items {
            line_break(inner, out);
            let start = out.len();
            expr::push(key, out);
            out.push_str(": ");
            expr::push(value, out);
            if !self.fits(Width::columns(inner) + Width::of(&out[start..]) + Width::of(","))? {
                return Err(Unstable);
            }
            out.push(',');
        }
        line_break(indent, out);
        out.push('}');
        Ok(())
    }

    fn arguments(
        self,
        arguments: &[Expr],
        keywords: &[(String, Expr)],
        indent: usize,
        out: &mut String,
    ) -> Result<(), Unstable> {
        out.push('(');
        let inner = indent + INDENT;
        let place = Place::of_line(inner, ",");
        for argument in arguments {
            line_break(inner, out);
            self.element(argument, place, out)?;
            out.push(',');
        }
        for (name, value) in keywords {
            line_break(inner, out);
            out.push_str(name);
            out.push('=');
            let before = Width::columns(inner) + Width::of(name) + Width::of("=");
            self.element(value, Place { before, ..place }, out)?;
            out.push(',');
        }
        line_break(indent, out);
        out.push(')');
        Ok(())
    }
}

/// Whether formatters keep `expr` broken where it would fit on a line, because of the comma after its last element.
pub(super) fn is_kept_broken(expr: &Expr) -> bool {
    match expr {
        Expr::Subscript(_, arguments) => arguments.len() > 1,
        Expr::List(members) | Expr::Set(members) => !members.is_empty(),
        // The comma after the only member is a part of the tuple.
        Expr::Tuple(members) => members.len() > 1,
        Expr::Dict(items) => !items.is_empty(),
        Expr::Call(_, arguments, keywords) => !arguments.is_empty() || !keywords.is_empty(),
        Expr::Name(_)
        | Expr::Written(_)
        | Expr::Attribute(..)
        | Expr::Union(_)
        | Expr::Starred(_)
        | Expr::Ellipsis
        | Expr::None
        | Expr::Literal(_) => false,
    }
}

/// Whether `expr` stays broken because a part stays broken.
fn has_kept_broken(expr: &Expr) -> bool {
    match expr {
        Expr::Union(members) => members.iter().any(has_kept_broken),
        Expr::Subscript(_, arguments) if arguments.len() == 1 => arguments.iter().any(has_kept_broken),
        Expr::Starred(inner) => has_kept_broken(inner),
        other => is_kept_broken(other),
    }
}

/// Appends a line break, and the spaces of the next line.
pub(super) fn line_break(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}
