//! Rust types without a `PyStubType`: the types that the project states, those that their names determine, and a
//! warning about the rest.

use super::collector::Collector;
use super::place::Place;
use crate::facts::{LocalExpr, TextExpr, TypeExpr, UnknownExpr};
use crate::generate::problem::Problem;
use crate::generate::python::known::{self, Variance};
use crate::generate::rules::{ConfigRule, TypeRule};
use crate::generate::rust_types::{self, Direction, KnownForm, RustType, matching};
use crate::spelling::{self, Names, Qualified};

impl Collector<'_> {
    /// Returns the Python type of a type without a `PyStubType`. Unknown parts are `Any`, and are reported.
    pub(super) fn known_of(
        &mut self,
        unknown: &UnknownExpr,
        place: &Place,
        direction: Direction,
    ) -> TypeExpr {
        let rust = rust_types::parse(&unknown.rust);
        let mut lacking = Vec::new();
        let expr = self.by_name(&rust, direction, &mut lacking);
        lacking.dedup();
        // A container may contain several types that its name does not determine. It is then unknown which of them
        // lacks a Python type.
        let named = match lacking.as_slice() {
            [] => return expr,
            [only] => only,
            _ => &&rust,
        };
        let (what, shown) = (place.what.clone(), named.to_string());
        let about = named.path().unwrap_or_else(|| shown.clone());
        let rule = match unknown.feature.clone() {
            Some(feature) => TypeRule::FeatureOff { rust: shown, feature, what },
            None => TypeRule::Unknown { rust: shown, what, path: named.path() },
        };
        let problem = rule.problem(place.position.clone());
        self.problems.push(problem.with_cause(about, place.what.clone()));
        expr
    }

    /// Returns the type of `rust`, and adds the unknown types in it to `lacking`.
    fn by_name<'r>(
        &mut self,
        rust: &'r RustType,
        direction: Direction,
        lacking: &mut Vec<&'r RustType>,
    ) -> TypeExpr {
        if let Some((key, types)) = matching(&self.config.types, rust) {
            self.used_types.insert(key.to_owned());
            let text = match direction {
                Direction::Input => &types.input,
                Direction::Output => &types.output,
            };
            return self.stated(text, rust, direction, lacking);
        }
        match rust_types::shape(rust, direction) {
            KnownForm::Same(inner) => self.by_name(inner, direction, lacking),
            KnownForm::Of(container, parts) => {
                let parts = parts.into_iter().map(|part| self.by_name(part, direction, lacking)).collect();
                container.of(parts, direction)
            }
            KnownForm::Known(expr) => expr,
            KnownForm::Unknown => {
                lacking.push(rust);
                TypeExpr::Any
            }
        }
    }

    /// Returns the type that the project states for `rust`: `{0}` in it is the type of the first generic argument.
    fn stated<'r>(
        &mut self,
        text: &str,
        rust: &'r RustType,
        direction: Direction,
        lacking: &mut Vec<&'r RustType>,
    ) -> TypeExpr {
        let mut source = RustTypeSource { modules: modules_in(text) };
        let mut text = text.to_owned();
        for (index, argument) in rust.arguments().iter().enumerate() {
            let mark = format!("{{{index}}}");
            let mut from = 0;
            while let Some(start) = text[from..].find(&mark).map(|start| from + start) {
                let direction = if is_invariant(&text[..start]) { Direction::Output } else { direction };
                let argument = self.by_name(argument, direction, lacking);
                let spelled = spelling::spell(&argument, &mut source);
                text.replace_range(start..start + mark.len(), &spelled);
                from = start + spelled.len();
            }
        }
        TypeExpr::Text(TextExpr { text, imports: source.modules, position: None })
    }

    /// Reports the keys of the table that do not match any type.
    pub(super) fn unused_types(&self) -> Vec<Problem> {
        let unused = self.config.types.keys().filter(|key| !self.used_types.contains(*key));
        unused.map(|key| ConfigRule::UnusedType { path: key.clone() }.problem(None)).collect()
    }
}

/// Python source with the modules of its names.
struct RustTypeSource {
    modules: Vec<String>,
}

impl Names for RustTypeSource {
    fn external(&mut self, module: &str, name: &str) -> String {
        self.modules.push(module.to_owned());
        Qualified.external(module, name)
    }

    fn own(&mut self, local: &LocalExpr) -> String {
        self.modules.extend(local.module.clone());
        Qualified.own(local)
    }

    fn source(&mut self, text: &TextExpr) -> String {
        self.modules.extend(text.imports.iter().cloned());
        text.text.clone()
    }
}

/// Whether what follows `before` is an argument of a generic type that has to be exactly as declared. A `Quantity[float]` is
/// not a `Quantity[SupportsFloat]`.
fn is_invariant(before: &str) -> bool {
    let mut depth = 0_usize;
    let mut index = 0;
    for (at, character) in before.char_indices().rev() {
        match character {
            ']' => depth += 1,
            ',' if depth == 0 => index += 1,
            '[' if depth > 0 => depth -= 1,
            '[' => {
                return variance(&before[..at], index) != Variance::Covariant || is_invariant(&before[..at]);
            }
            _ => {}
        }
    }
    false
}

/// Returns the variance of the parameter `index` of the type at the end of `text`.
fn variance(text: &str, index: usize) -> Variance {
    let name = text.rsplit(|c| !is_of_name(c)).next().unwrap_or_default();
    let found = name.rsplit_once('.').or_else(|| known::find(name));
    found.map_or(Variance::Invariant, |(module, name)| known::variance(module, name, index))
}

/// Returns the modules in front of the dotted names in `text`. A name that begins with a capital letter is a class.
fn modules_in(text: &str) -> Vec<String> {
    let dotted = text.split(|c| !is_of_name(c)).filter_map(|name| name.rsplit_once('.'));
    let module = |path: &str| {
        let parts = path.split('.').take_while(|part| !part.starts_with(char::is_uppercase));
        parts.collect::<Vec<_>>().join(".")
    };
    dotted.map(|(path, _)| module(path)).filter(|module| !module.is_empty()).collect()
}

/// Whether `character` is a part of a name with dots.
fn is_of_name(character: char) -> bool {
    character == '.' || character == '_' || character.is_alphanumeric()
}
