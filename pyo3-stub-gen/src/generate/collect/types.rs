//! Converts types of facts to expressions of the model, in which every name has its module.

use super::collector::Collector;
use super::lookup::Lookup;
use super::own_arguments::with_own_arguments;
use super::place::{Place, Surrounding};
use super::shapes::shape_of;
use crate::facts::{LocalExpr, MarkedExpr, NameExpr, TextExpr, TypeExpr, read_as};
use crate::generate::model::{Expr, LocalName, Symbol};
use crate::generate::placement::Placement;
use crate::generate::python::{self, SyntaxError, is_dotted_name, known};
use crate::generate::rules::TypeRule;
use crate::generate::rust_types::Direction;
use crate::text::dotted;
use crate::text::words::lower_first;

/// The deepest nesting of types. Python's own parser accepts 200 brackets, and the parser for proofs accepts 100.
const DEEPEST: usize = 80;

/// The maximum number of types in a union. Parsers nest each type in the union of those before it.
const LONGEST_UNION: usize = 160;

impl Collector<'_> {
    /// Returns the expression of `expr` at `place`.
    pub(super) fn expr(&mut self, expr: &TypeExpr, place: &Place) -> Expr {
        self.depth += 1;
        let found = if self.depth > DEEPEST {
            self.any(place, &TypeRule::TooDeep { what: place.what.clone() })
        } else {
            self.expr_below(expr, place)
        };
        self.depth -= 1;
        found
    }

    fn expr_below(&mut self, expr: &TypeExpr, place: &Place) -> Expr {
        match expr {
            TypeExpr::Any => Expr::typing("Any"),
            TypeExpr::None => Expr::None,
            TypeExpr::Ellipsis => Expr::Ellipsis,
            TypeExpr::SelfType if place.surrounding == Surrounding::Class => Expr::typing("Self"),
            TypeExpr::SelfType => self.any(place, &TypeRule::SelfOutsideClass { what: place.what.clone() }),
            TypeExpr::Literal(text) => self.literal(text, place),
            TypeExpr::Name(name) => python::with_arguments(self.external(name, place)),
            TypeExpr::Local(local) => self.own(local, place),
            TypeExpr::Text(text) => self.text(text, place),
            TypeExpr::Marked(marked) => self.marked(marked, place),
            TypeExpr::Unknown(unknown) => {
                let known = self.known_of(unknown, place, Direction::Output);
                self.expr(&known, place)
            }
            TypeExpr::Union(members) => self.union(members, place),
            TypeExpr::List(members) => Expr::List(self.exprs(members, place)),
            TypeExpr::Subscript(subscript) => {
                if let Some(form) = shape_of(&subscript.base) {
                    return self.shape(form, &subscript.arguments, place, Direction::Output);
                }
                let base = self.subscripted(&subscript.base, place);
                let arguments = self.exprs(&subscript.arguments, place);
                // `Any` cannot be subscripted: it stands for a class that was not found.
                if base.is_external("typing", "Any") { base } else { base.subscript(arguments) }
            }
        }
    }

    fn union(&mut self, members: &[TypeExpr], place: &Place) -> Expr {
        let union = Expr::union(self.exprs(members, place));
        match &union {
            Expr::Union(members) if members.len() > LONGEST_UNION => {
                let (what, count) = (place.what.clone(), members.len());
                self.any(place, &TypeRule::LongUnion { what, count, most: LONGEST_UNION })
            }
            _ => union,
        }
    }

    /// Returns the base of a type with arguments.
    pub(super) fn subscripted(&mut self, base: &TypeExpr, place: &Place) -> Expr {
        match base {
            TypeExpr::Local(local) => self.local(local, place),
            TypeExpr::Name(name) => self.external(name, place),
            base => self.expr(base, place),
        }
    }

    pub(super) fn exprs(&mut self, exprs: &[TypeExpr], place: &Place) -> Vec<Expr> {
        exprs.iter().map(|expr| self.expr(expr, place)).collect()
    }

    fn literal(&mut self, text: &str, place: &Place) -> Expr {
        match python::parse_expression(text) {
            Ok(parsed) => {
                let mut names = Lookup {
                    collector: self,
                    place,
                    modules: &[],
                    markers: &[],
                    direction: Direction::Output,
                };
                match python::convert_value(&parsed, text, &mut names) {
                    Ok(expr) => expr,
                    Err(error) => self.syntax(error, place),
                }
            }
            Err(error) => self.syntax(error, place),
        }
    }

    fn external(&mut self, name: &NameExpr, place: &Place) -> Expr {
        self.member(&name.module, &name.name, place)
    }

    /// Returns `name` of the module `module`, which may be this extension.
    pub(super) fn member(&mut self, module: &str, name: &str, place: &Place) -> Expr {
        let first = dotted::first(name);
        let (module, name) = read_as::plain(module, name);
        let inside = dotted::is_at_or_below(module, self.index.extension);
        if inside || (!known::is_standard(module) && self.index.find_registered_exactly(module, first)) {
            let local = LocalExpr { module: Some(module.to_owned()), name: name.to_owned() };
            return self.local(&local, place);
        }
        let (module, name) = known::modern(module, name);
        self.named(module, name, place)
    }

    /// Returns `name` of the module `module`, which is not the extension.
    pub(super) fn named(&mut self, module: &str, name: &str, place: &Place) -> Expr {
        if is_dotted_name(name) && (module.is_empty() || is_dotted_name(module)) {
            return Expr::external(module, name);
        }
        let (module, name, what) = (module.to_owned(), name.to_owned(), place.what.clone());
        self.any(place, &TypeRule::WrongName { module, name, what })
    }

    /// Returns a class of the extension as a type. Rust does not state the arguments of a generic class: in its own
    /// body they are its parameters, elsewhere `Any`.
    fn own(&mut self, local: &LocalExpr, place: &Place) -> Expr {
        let name = self.local(local, place);
        let class = self.index.class_named(local.module.as_deref(), &local.name);
        with_own_arguments(name, class, place)
    }

    fn local(&mut self, local: &LocalExpr, place: &Place) -> Expr {
        let name: Vec<String> = local.name.split('.').map(str::to_owned).collect();
        let first = name.first().map_or("", String::as_str);
        if let Some(module) = local.module.as_deref().filter(|module| self.is_foreign(module, first)) {
            return self.named(module, &local.name, place);
        }
        match self.index.find_registered(local.module.as_deref(), first) {
            Some(path) if is_dotted_name(&local.name) => Expr::Name(Symbol::Local(LocalName { path, name })),
            Some(_) | None => {
                if let Some(module) = local.module.as_deref().filter(|module| self.is_beside(module)) {
                    return self.named(module, &local.name, place);
                }
                let (class, what) = (local.name.clone(), place.what.clone());
                let rule = match self.index.skips(first) {
                    true => TypeRule::SkippedClass { class, what },
                    false => match self.index.namesakes(local.module.as_deref(), first) {
                        Some(places) => {
                            let module = local.module.as_deref().unwrap_or(self.index.extension).to_owned();
                            let apart = self.index.told_apart(local.module.as_deref(), first);
                            TypeRule::AmbiguousClass { class, module, places, what, apart }
                        }
                        None => TypeRule::UnregisteredClass { class, what },
                    },
                };
                // All places that refer to the class have one reason.
                let about = format!("{}.{}", local.module.as_deref().unwrap_or_default(), local.name);
                let problem = rule.problem(place.position.clone());
                self.problems.push(problem.with_cause(about, place.what.clone()));
                Expr::typing("Any")
            }
        }
    }

    /// Whether `module` is another module of the package that contains the extension.
    fn is_beside(&self, module: &str) -> bool {
        dotted::is_around(module, self.index.extension)
    }

    /// Whether the class `name` of `module` belongs to another package. Some classes of the extension are registered
    /// with such a module, which PyO3 shows as theirs.
    fn is_foreign(&self, module: &str, name: &str) -> bool {
        Placement::of(Some(module), self.index.extension) == Placement::Elsewhere
            && !dotted::is_around(module, self.index.extension)
            && !self.index.find_registered_exactly(module, name)
    }

    /// Returns the type that the Python source `source` states.
    pub(super) fn python_type(&mut self, source: &str, place: &Place) -> Expr {
        let text = TextExpr { text: source.to_owned(), imports: Vec::new(), position: None };
        self.text(&text, place)
    }

    fn text(&mut self, text: &TextExpr, place: &Place) -> Expr {
        let here = place.of_text(text);
        match self.parsed(text, &here) {
            Ok(expr) => expr,
            Err(error) => self.syntax(error, &here),
        }
    }

    /// Converts text with a placeholder in it. It is not valid Python until the project's own program has replaced the
    /// placeholder, which is not a mistake.
    fn marked(&mut self, marked: &MarkedExpr, place: &Place) -> Expr {
        let here = place.of_text(&marked.text);
        match self.parsed(&marked.text, &here) {
            Ok(expr) => expr,
            Err(error) => {
                let rule = TypeRule::Placeholder { what: here.what.clone() };
                self.problems.push(rule.problem(here.position.clone()).with_excerpt(error.excerpt));
                self.expr(&marked.instead, place)
            }
        }
    }

    fn parsed(&mut self, text: &TextExpr, place: &Place) -> Result<Expr, SyntaxError> {
        let source = text.text.trim();
        let expr = python::parse_expression(source)?;
        let mut names = Lookup {
            collector: self,
            place,
            modules: &text.imports,
            markers: &[],
            direction: Direction::Output,
        };
        python::convert_type(&expr, source, &mut names)
    }

    /// Returns `Any`, and reports why at `place`.
    pub(super) fn any(&mut self, place: &Place, why: &TypeRule) -> Expr {
        self.problems.push(why.problem(place.position.clone()));
        Expr::typing("Any")
    }

    /// Reports `error`. The returned expression is never written.
    pub(super) fn syntax(&mut self, error: SyntaxError, place: &Place) -> Expr {
        let (what, reason) = (place.what.clone(), lower_first(&error.message));
        let rule = TypeRule::InvalidType { what, reason };
        self.problems.push(rule.problem(place.position.clone()).with_excerpt(error.excerpt));
        Expr::typing("Any")
    }
}
