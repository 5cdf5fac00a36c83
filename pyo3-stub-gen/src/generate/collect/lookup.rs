//! The meaning of names in Python source: type parameters, imports, classes of the extension, or names of other
//! modules.

use super::collector::Collector;
use super::inputs::Invariant;
use super::own_arguments::with_own_arguments;
use super::place::Place;
use crate::facts::{RustTypePart, StubOption, TypeExpr};
use crate::generate::model::{Expr, LocalName, Symbol};
use crate::generate::python::{self, ImportTarget, NameLookup, known};
use crate::generate::rules::TypeRule;
use crate::generate::rust_types::Direction;
use crate::generate::snippet_text::marker_index;
use crate::text::dotted::{self, below, last};

/// Looks up the names of Python source.
pub(super) struct Lookup<'c, 'f> {
    /// Contains the extension's classes, and collects warnings.
    pub(super) collector: &'c mut Collector<'f>,
    /// The place of the source.
    pub(super) place: &'c Place,
    /// The modules that names are looked up in.
    pub(super) modules: &'c [String],
    /// The Rust types that placeholders stand for.
    pub(super) markers: &'c [RustTypePart],
    /// Which of their two types is meant.
    pub(super) direction: Direction,
}

impl NameLookup for Lookup<'_, '_> {
    fn lookup(&mut self, parts: &[&str]) -> Expr {
        let Some((&first, rest)) = parts.split_first() else { return Expr::typing("Any") };
        if self.place.type_params.iter().any(|name| name == first) {
            // `P.args` and `P.kwargs` are attributes of a parameter.
            let parameter = Expr::Name(Symbol::TypeParameter(first.to_owned()));
            let attribute = |base, name: &&str| Expr::Attribute(Box::new(base), (*name).to_owned());
            return rest.iter().fold(parameter, attribute);
        }
        if let (true, Some((_, value))) =
            (rest.is_empty(), self.place.aliases.iter().rfind(|(name, _)| name == first))
        {
            return value.clone();
        }
        if let Some(marker) = self.marker(first) {
            return marker;
        }
        match self.place.bindings.find(parts) {
            Some(ImportTarget::Member { module, name }) => {
                return self.collector.member(&module, &name, self.place);
            }
            Some(ImportTarget::Module(module)) => return Expr::external("", &module),
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

    /// A generic class of the extension gets the arguments that its Rust type would have. Where its parameters have
    /// defaults, those apply.
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

    /// A class of the extension takes arguments if its annotations state type parameters.
    fn takes_arguments(&mut self, base: &Expr) -> bool {
        let Expr::Name(Symbol::Local(name)) = base else { return true };
        let Some(class) = self.collector.index.class_at(name) else { return true };
        let inherits = |base: &TypeExpr| matches!(base, TypeExpr::Subscript(_) | TypeExpr::Text(_));
        if class.stub_options.text(StubOption::TypeParams).is_some() || class.bases.iter().any(inherits) {
            return true;
        }
        let rule = TypeRule::NoTypeParameters { class: class.name.clone() };
        self.collector.problems.push(rule.problem(Some(class.position.clone())));
        false
    }
}

impl Lookup<'_, '_> {
    /// Returns the type that the placeholder `name` stands for.
    fn marker(&mut self, name: &str) -> Option<Expr> {
        let marker = self.markers.get(marker_index(name)?)?;
        Some(match self.direction {
            Direction::Input => self.collector.input(&marker.input, self.place, Invariant::Covariant),
            Direction::Output => self.collector.expr(&marker.output, self.place),
        })
    }

    /// Returns a name of one of the modules if that is certain: it is written with the module in front, or known to be
    /// defined there.
    fn in_modules(&mut self, parts: &[&str]) -> Option<Expr> {
        let dotted = parts.join(".");
        let mut qualified: Vec<(&str, &str)> = self
            .modules
            .iter()
            .filter_map(|module| {
                let name = below(&dotted, module)?;
                Some((module.as_str(), name))
            })
            .collect();
        qualified.sort_by_key(|(module, _)| std::cmp::Reverse(module.len()));
        if let Some((module, name)) = qualified.first() {
            return Some(self.collector.member(module, name, self.place));
        }
        // `helpers.Thing` of `pkg.helpers`: the module goes by its last name, as after `from pkg import helpers`.
        let is_last = |module: &&String| parts.len() > 1 && module.contains('.') && last(module) == parts[0];
        if let Some(module) = self.modules.iter().find(is_last) {
            return Some(self.collector.member(dotted::parent(module), &dotted, self.place));
        }
        let known = self.modules.iter().find(|module| {
            known::defines(module, parts[0]) == Some(true)
                || self.collector.index.find_registered_exactly(module, parts[0])
        })?;
        Some(self.collector.member(known, &dotted, self.place))
    }

    /// Returns a name that this module has from another package, or an attribute of it.
    fn in_imports(&mut self, parts: &[&str]) -> Option<Expr> {
        let source = self.collector.index.imported_from(&self.place.path, parts[0])?;
        Some(self.collector.member(source, &parts.join("."), self.place))
    }

    /// Returns a class of the extension: of this submodule, by its path, or the only one of its name.
    fn in_extension(&mut self, parts: &[&str]) -> Option<Expr> {
        let index = &self.collector.index;
        let name = |from: usize| parts[from..].iter().map(|&part| part.to_owned()).collect();
        let dotted = parts.join(".");
        // Code of the same package may use the last part of its name: `from package import _core`.
        let short = last(index.extension);
        for own in [index.extension, short] {
            let Some(rest) = below(&dotted, own) else {
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

    /// Returns what the name means in most annotations: a builtin, or a name of `typing` or of a well-known module.
    fn well_known(&self, parts: &[&str]) -> Option<Expr> {
        if let ([_], Some((module, name))) = (parts, known::find(parts[0])) {
            return Some(Expr::external(module, name));
        }
        let (_, rest) = parts.split_first()?;
        let (last, middle) = rest.split_last()?;
        let first = known::module(parts[0])?;
        // A part in lower case that is not the last is treated as a module, as in `collections.abc.Set`.
        let modules = middle.iter().take_while(|part| part.starts_with(|c: char| c.is_lowercase())).count();
        let module: Vec<&str> = std::iter::once(first).chain(middle[..modules].iter().copied()).collect();
        let name: Vec<&str> = middle[modules..].iter().copied().chain([*last]).collect();
        let (module, name) = (module.join("."), name.join("."));
        let (module, name) = known::modern(&module, &name);
        Some(Expr::external(module, name))
    }

    /// Returns a name that only a module of the list can define, because no other rule explains it, or a dotted name below
    /// the package that contains the extension.
    fn in_unknown_module(&mut self, parts: &[&str]) -> Option<Expr> {
        let unknown = self.modules.iter().find(|module| known::defines(module, parts[0]).is_none());
        if let Some(module) = unknown.map(String::as_str).or_else(|| self.place.bindings.star()) {
            let module = module.to_owned();
            return Some(self.collector.named(&module, &parts.join("."), self.place));
        }
        let package = dotted::first(self.collector.index.extension);
        let is_below_package = package != self.collector.index.extension && parts.first() == Some(&package);
        match parts {
            [module @ .., name] if is_below_package => Some(Expr::external(&module.join("."), name)),
            _ => None,
        }
    }

    fn not_found(&mut self, parts: &[&str]) -> Expr {
        let rule = TypeRule::UnknownName { name: parts.join("."), what: self.place.what.clone() };
        self.collector.any(self.place, &rule)
    }
}
