//! Types of facts to expressions of the model: every name says whose it is.

use super::Collector;
use super::placement::Placement;
use super::type_params::parameter_count;
use crate::facts::{
    ClassFact, LocalExpr, MarkedExpr, NameExpr, Position, RustTypePart, StubOption, TextExpr, TypeExpr,
    UnknownExpr,
};
use crate::generate::model::{Expr, LocalName, Symbol};
use crate::generate::package::is_around;
use crate::generate::problem::Problem;
use crate::generate::python::{self, Bindings, Names, SyntaxError, Target, known};

/// Where a type stands: what its names can mean, and what to call the place in a message.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The path of the submodule.
    pub(super) path: Vec<String>,
    /// The item, such as `class Foo` or `method Foo.bar`.
    pub(super) what: String,
    /// Where it was written.
    pub(super) position: Option<Position>,
    /// The type parameters in scope.
    pub(super) type_params: Vec<String>,
    /// The names that import statements bind.
    pub(super) bindings: Bindings,
    /// Whether `Self` means something here.
    pub(super) owner: Owner,
    /// The id of the class around it.
    pub(super) class: Option<u32>,
}

/// Whether a type stands in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Owner {
    /// In a module.
    #[default]
    Module,
    /// In a class.
    Class,
}

impl Place {
    /// The same place, one item further in.
    pub(super) fn inner(&self, what: impl Into<String>, position: Option<&Position>) -> Self {
        Self {
            what: what.into(),
            position: position.cloned().or_else(|| self.position.clone()),
            ..self.clone()
        }
    }

    /// The same place, with the position of `text`.
    fn of_text(&self, text: &TextExpr) -> Self {
        self.inner(self.what.clone(), text.position.as_ref())
    }
}

impl Collector<'_> {
    /// The expression of `expr`, which stands at `place`.
    pub(super) fn expr(&mut self, expr: &TypeExpr, place: &Place) -> Expr {
        match expr {
            TypeExpr::Any => Expr::typing("Any"),
            TypeExpr::None => Expr::None,
            TypeExpr::Ellipsis => Expr::Ellipsis,
            TypeExpr::SelfType if place.owner == Owner::Class => Expr::typing("Self"),
            TypeExpr::SelfType => self.incomplete(place, "`Self` means nothing outside a class"),
            TypeExpr::Literal(text) => self.literal(text, place),
            TypeExpr::Name(name) => python::with_arguments(self.external(name, place)),
            TypeExpr::Local(local) => self.own(local, place),
            TypeExpr::Text(text) => self.text(text, place),
            TypeExpr::Marked(marked) => self.marked(marked, place),
            TypeExpr::Unknown(unknown) => self.unknown(unknown, place),
            TypeExpr::Union(members) => Expr::union(self.exprs(members, place)),
            TypeExpr::List(members) => Expr::List(self.exprs(members, place)),
            TypeExpr::Subscript(subscript) => {
                let base = match &subscript.base {
                    TypeExpr::Local(local) => self.local(local, place),
                    TypeExpr::Name(name) => self.external(name, place),
                    base => self.expr(base, place),
                };
                let arguments = self.exprs(&subscript.arguments, place);
                // `Any` cannot be subscripted: it stands for a class that was not found.
                if base.is_external("typing", "Any") { base } else { base.subscript(arguments) }
            }
        }
    }

    fn exprs(&mut self, exprs: &[TypeExpr], place: &Place) -> Vec<Expr> {
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

    /// `name` of the module `module`, which may be this extension.
    fn member(&mut self, module: &str, name: &str, place: &Place) -> Expr {
        let first = name.split('.').next().unwrap_or(name);
        let inside = module == self.index.extension
            || module.strip_prefix(self.index.extension).is_some_and(|rest| rest.starts_with('.'));
        if inside || (!known::is_standard(module) && self.index.find_registered_exactly(module, first)) {
            let local = LocalExpr { module: Some(module.to_owned()), name: name.to_owned() };
            return self.local(&local, place);
        }
        let (module, name) = known::modern(module, name);
        Expr::external(module, name)
    }

    /// A class of the extension as a type. Rust does not say which arguments a generic one has: in
    /// its own body they are its parameters, elsewhere `Any`.
    fn own(&mut self, local: &LocalExpr, place: &Place) -> Expr {
        let name = self.local(local, place);
        let class = self.index.class_named(local.module.as_deref(), &local.name);
        with_own_arguments(name, class, place)
    }

    fn local(&mut self, local: &LocalExpr, place: &Place) -> Expr {
        let name: Vec<String> = local.name.split('.').map(str::to_owned).collect();
        let first = name.first().map_or("", String::as_str);
        if let Some(module) = local.module.as_deref().filter(|module| self.is_foreign(module, first)) {
            return Expr::external(module, &local.name);
        }
        match self.index.find_registered(local.module.as_deref(), first) {
            Some(path) => Expr::Name(Symbol::Local(LocalName { path, name })),
            None => {
                if let Some(module) = local.module.as_deref().filter(|module| self.is_beside(module)) {
                    return Expr::external(module, &local.name);
                }
                let message = format!("the class `{}` is not in the stub", local.name);
                let help = format!(
                    "annotate the Rust type of `{}` with `#[gen_stub_pyclass]`, so that it is in the stub",
                    local.name
                );
                self.incomplete_with(place, message, help)
            }
        }
    }

    /// Whether `module` is another one of the package that holds the extension.
    fn is_beside(&self, module: &str) -> bool {
        is_around(module, self.index.extension)
    }

    /// Whether the class `name` of `module` is one of another package. Some classes of the extension are registered with
    /// such a module, which PyO3 shows as theirs.
    fn is_foreign(&self, module: &str, name: &str) -> bool {
        Placement::of(Some(module), self.index.extension) == Placement::Elsewhere
            && !is_around(module, self.index.extension)
            && !self.index.find_registered_exactly(module, name)
    }

    /// The type that Python source spells.
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

    /// A mark is no Python before the project's own program has replaced it, and no mistake either.
    fn marked(&mut self, marked: &MarkedExpr, place: &Place) -> Expr {
        let here = place.of_text(&marked.text);
        match self.parsed(&marked.text, &here) {
            Ok(expr) => expr,
            Err(error) => {
                let message = format!(
                    "the Python text of {} is a mark; the type of the Rust item is in its place",
                    here.what
                );
                let mut problem = Problem::warning(message, here.position.clone())
                    .with_help("write the type that is meant; `Self` is the class around it");
                problem.excerpt = Some(error.excerpt);
                problem.incomplete = true;
                self.problems.push(problem);
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

    fn unknown(&mut self, unknown: &UnknownExpr, place: &Place) -> Expr {
        let message = format!("the Rust type `{}` has no Python type", unknown.rust);
        let help = match &unknown.feature {
            Some(feature) => format!("turn on the feature `{feature}` of pyo3-stub-gen"),
            None => "implement `pyo3_stub_gen::PyStubType` for a type of your own, or state the type with \
                     `#[gen_stub(override_type(type_repr = \"…\"))]` on an argument and \
                     `#[gen_stub(override_return_type(type_repr = \"…\"))]` on a function"
                .to_owned(),
        };
        self.incomplete_with(place, message, help)
    }

    /// `Any`, and a warning about `place`.
    pub(super) fn incomplete(&mut self, place: &Place, message: &str) -> Expr {
        self.warn_incomplete(place, message.to_owned(), None);
        Expr::typing("Any")
    }

    fn incomplete_with(&mut self, place: &Place, message: String, help: String) -> Expr {
        self.warn_incomplete(place, message, Some(help));
        Expr::typing("Any")
    }

    fn warn_incomplete(&mut self, place: &Place, message: String, help: Option<String>) {
        let message = format!("{message}; {} has `Any` in its place", place.what);
        let mut problem = Problem::warning(message, place.position.clone());
        problem.help = help;
        problem.incomplete = true;
        self.problems.push(problem);
    }

    /// Reports `error`; what it returns is never written.
    pub(super) fn syntax(&mut self, error: SyntaxError, place: &Place) -> Expr {
        let message =
            format!("the Python text of {} cannot be read: {}", place.what, lower_first(&error.message));
        let mut problem = Problem::error(message, place.position.clone());
        problem.excerpt = Some(error.excerpt);
        self.problems.push(problem);
        Expr::typing("Any")
    }
}

/// The name of `class` with its own type parameters as arguments inside its body, and with `Any` elsewhere.
fn with_own_arguments(name: Expr, class: Option<&ClassFact>, place: &Place) -> Expr {
    let Some(count) =
        class.and_then(|class| parameter_count(class.stub_options.text(StubOption::TypeParams)?))
    else {
        return name;
    };
    let arguments = if class.map(|class| class.id) == place.class {
        let own = place.type_params.iter().take(count);
        own.map(|param| Expr::Name(Symbol::TypeParameter(param.clone()))).collect()
    } else {
        vec![Expr::typing("Any"); count]
    };
    name.subscript(arguments)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Looks up the names of Python text.
pub(super) struct Lookup<'c, 'f> {
    /// Knows the extension's classes, and takes warnings.
    pub(super) collector: &'c mut Collector<'f>,
    /// Where the text stands.
    pub(super) place: &'c Place,
    /// The modules that names are looked up in.
    pub(super) modules: &'c [String],
    /// The Rust types that placeholders stand for.
    pub(super) markers: &'c [RustTypePart],
    /// Which of their two types is meant.
    pub(super) direction: Direction,
}

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// From Python to Rust.
    Input,
    /// From Rust to Python.
    Output,
}

const PLACEHOLDER: &str = "__pyo3_stub_gen_rust_type_";

/// The name that stands for the marker `index` in Python text.
pub(super) fn placeholder(index: usize) -> String {
    format!("{PLACEHOLDER}{index}")
}

impl Names for Lookup<'_, '_> {
    fn lookup(&mut self, parts: &[&str]) -> Expr {
        let Some((&first, rest)) = parts.split_first() else { return Expr::typing("Any") };
        if rest.is_empty() && self.place.type_params.iter().any(|name| name == first) {
            return Expr::Name(Symbol::TypeParameter(first.to_owned()));
        }
        if let Some(marker) = self.marker(first) {
            return marker;
        }
        match self.place.bindings.find(parts) {
            Some(Target::Member { module, name }) => {
                return self.collector.member(&module, &name, self.place);
            }
            Some(Target::Module(module)) => return Expr::external("", &module),
            None => {}
        }
        if first == "Self" && rest.is_empty() {
            return self.collector.expr(&TypeExpr::SelfType, self.place);
        }
        self.in_modules(parts)
            .or_else(|| self.in_imports(parts))
            .or_else(|| self.in_extension(parts))
            .or_else(|| self.well_known(parts))
            .or_else(|| self.in_unknown_module(parts))
            .unwrap_or_else(|| self.not_found(parts))
    }

    /// A generic class of the extension has those that its Rust type would have. Where its parameters have defaults,
    /// those are meant.
    fn with_arguments(&mut self, name: Expr) -> Expr {
        match &name {
            Expr::Name(Symbol::Local(local)) => {
                let class = self.collector.index.class_at(local);
                let has_defaults = class.is_some_and(|class| {
                    class.stub_options.text(StubOption::TypeParams).is_some_and(|it| it.contains('='))
                });
                if has_defaults { name } else { with_own_arguments(name, class, self.place) }
            }
            _ => python::with_arguments(name),
        }
    }

    /// A class of the extension takes arguments when its annotations say so.
    fn takes_arguments(&mut self, base: &Expr) -> bool {
        let Expr::Name(Symbol::Local(name)) = base else { return true };
        let Some(class) = self.collector.index.class_at(name) else { return true };
        let inherits = |base: &TypeExpr| matches!(base, TypeExpr::Subscript(_) | TypeExpr::Text(_));
        if class.stub_options.text(StubOption::TypeParams).is_some() || class.bases.iter().any(inherits) {
            return true;
        }
        let message = format!("the class `{}` has no type parameters", class.name);
        let help = format!(
            "state them above `#[pyclass(generic)]`: `#[gen_stub(type_params = \"T\")]`; without, `{}` is written \
             for `{}[…]`",
            class.name, class.name
        );
        let problem = Problem::warning(message, Some(class.position.clone())).with_help(help);
        self.collector.problems.push(problem);
        false
    }
}

impl Lookup<'_, '_> {
    /// The type that the placeholder `name` stands for.
    fn marker(&mut self, name: &str) -> Option<Expr> {
        let index: usize = name.strip_prefix(PLACEHOLDER)?.parse().ok()?;
        let marker = self.markers.get(index)?;
        let expr = match self.direction {
            Direction::Input => &marker.input,
            Direction::Output => &marker.output,
        };
        Some(self.collector.expr(expr, self.place))
    }

    /// A name of one of the modules, where that is certain: written with the module in front, or
    /// known to be defined there.
    fn in_modules(&mut self, parts: &[&str]) -> Option<Expr> {
        let dotted = parts.join(".");
        let mut qualified: Vec<(&str, &str)> = self
            .modules
            .iter()
            .filter_map(|module| {
                let name = dotted.strip_prefix(module.as_str())?.strip_prefix('.')?;
                Some((module.as_str(), name))
            })
            .collect();
        qualified.sort_by_key(|(module, _)| std::cmp::Reverse(module.len()));
        if let Some((module, name)) = qualified.first() {
            return Some(self.collector.member(module, name, self.place));
        }
        let known = self.modules.iter().find(|module| {
            known::defines(module, parts[0]) == Some(true)
                || self.collector.index.find_registered_exactly(module, parts[0])
        })?;
        Some(self.collector.member(known, &dotted, self.place))
    }

    /// A name that this module has from another package, or what hangs on it.
    fn in_imports(&mut self, parts: &[&str]) -> Option<Expr> {
        let source = self.collector.index.imported_from(&self.place.path, parts[0])?;
        Some(self.collector.member(source, &parts.join("."), self.place))
    }

    /// A class of the extension: of this submodule, by its path, or the only one of its name.
    fn in_extension(&mut self, parts: &[&str]) -> Option<Expr> {
        let index = &self.collector.index;
        let name = |from: usize| parts[from..].iter().map(|&part| part.to_owned()).collect();
        let dotted = parts.join(".");
        // Code beside the extension may call it by the last part of its name: `from package import _core`.
        let short = index.extension.rsplit('.').next().unwrap_or(index.extension);
        for own in [index.extension, short] {
            let Some(rest) = dotted.strip_prefix(own).and_then(|rest| rest.strip_prefix('.')) else {
                continue;
            };
            let parts: Vec<&str> = rest.split('.').collect();
            if let Some((path, from)) = index.find_dotted(&[], &parts) {
                let name = parts[from..].iter().map(|&part| part.to_owned()).collect();
                return Some(Expr::Name(Symbol::Local(LocalName { path, name })));
            }
        }
        let (path, from) = index
            .find_dotted(&self.place.path, parts)
            .or_else(|| index.find_dotted(&[], parts))
            .or_else(|| {
                if known::find(parts[0]).is_some() { None } else { Some((index.find_unique(parts[0])?, 0)) }
            })?;
        Some(Expr::Name(Symbol::Local(LocalName { path, name: name(from) })))
    }

    /// What everyone's annotations mean by the name.
    fn well_known(&self, parts: &[&str]) -> Option<Expr> {
        if let ([_], Some((module, name))) = (parts, known::find(parts[0])) {
            return Some(Expr::external(module, name));
        }
        let (_, rest) = parts.split_first()?;
        let (last, middle) = rest.split_last()?;
        let first = known::module(parts[0])?;
        // A part in lower case that is not the last is taken for a module, as in `collections.abc.Set`.
        let modules = middle.iter().take_while(|part| part.starts_with(|c: char| c.is_lowercase())).count();
        let module: Vec<&str> = std::iter::once(first).chain(middle[..modules].iter().copied()).collect();
        let name: Vec<&str> = middle[modules..].iter().copied().chain([*last]).collect();
        let (module, name) = (module.join("."), name.join("."));
        let (module, name) = known::modern(&module, &name);
        Some(Expr::external(module, name))
    }

    /// A name that only a module of the list can define, because nothing else does; and a dotted name
    /// below the package that holds the extension.
    fn in_unknown_module(&mut self, parts: &[&str]) -> Option<Expr> {
        let unknown = self.modules.iter().find(|module| known::defines(module, parts[0]).is_none());
        if let Some(module) = unknown.map(String::as_str).or_else(|| self.place.bindings.star()) {
            return Some(Expr::external(module, &parts.join(".")));
        }
        let package = self.collector.index.extension.split('.').next().unwrap_or_default();
        let is_below_package = package != self.collector.index.extension && parts.first() == Some(&package);
        match parts {
            [module @ .., name] if is_below_package => Some(Expr::external(&module.join("."), name)),
            _ => None,
        }
    }

    fn not_found(&mut self, parts: &[&str]) -> Expr {
        let name = parts.join(".");
        let message = format!("the name `{name}` is unknown");
        let help = match parts {
            [_] => format!("write the module of `{name}` in front of it, or list it: `imports = (\"…\",)`"),
            _ => format!(
                "list the module in front of `{name}`: `imports = (\"{}\",)`",
                parts[..parts.len() - 1].join(".")
            ),
        };
        self.collector.incomplete_with(self.place, message, help)
    }
}
