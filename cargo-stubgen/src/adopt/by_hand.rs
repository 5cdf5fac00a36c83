//! The types of stubs that were written by hand and that a new stub lacks.

use super::projects::project_of;
use crate::annotate::TypeOverride;
use crate::error::Error;
use crate::find::Extension;
use crate::rules::EditRule;
use crate::system::shown;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::Problem;
use pyo3_stub_gen::generate::expand::{InvalidStub, StubSource, expand};
use pyo3_stub_gen::generate::model::{Expr, Symbol};
use pyo3_stub_gen::generate::stated::{StatedType, TreeType, TypeSlot, stated_types};
use pyo3_stub_gen::generate::stub_files::StubByHand;
use pyo3_stub_gen::text::dotted;
use std::collections::{BTreeMap, BTreeSet};

/// The types that the stubs of an extension by hand state and that are fully known.
#[derive(Debug)]
pub struct TypesByHand {
    /// The extension.
    pub extension: Extension,
    module: String,
    types: BTreeMap<TypeSlot, StatedType>,
}

/// A type by hand that the new stub lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackedType {
    /// The place of the type in the stub.
    pub slot: TypeSlot,
    /// The item in the Rust source.
    pub position: Position,
    /// The type.
    pub stated: StatedType,
}

impl LackedType {
    /// Returns the type as an option of the item states it.
    pub fn as_override(&self) -> TypeOverride {
        let Position { line, column, .. } = self.position;
        let StatedType { text, imports, .. } = self.stated.clone();
        TypeOverride { line, column, part: self.slot.part.clone(), text, imports }
    }
}

impl TypesByHand {
    /// Reads the stubs of `extension` that were written by hand. Those that are not valid are added to `problems`.
    pub fn of(extension: &Extension, problems: &mut Vec<Problem>) -> Result<Self, Error> {
        let project = project_of(extension)?;
        let mut texts = Vec::new();
        for StubByHand { path, module, form } in project.stubs_by_hand() {
            let read = fs_err::read_to_string(&path).map_err(|error| error.to_string());
            let valid = read.and_then(|text| {
                let invalid = |error: InvalidStub| {
                    format!("line {} is not valid Python: {}", error.line, error.message)
                };
                expand(&[StubSource { module: &module, form, text: &text }]).map_err(invalid)?;
                Ok(text)
            });
            match valid {
                Ok(text) => texts.push((module, form, text)),
                Err(reason) => {
                    let rule = EditRule::Unreadable { path: shown(&path).to_owned(), reason };
                    problems.push(rule.problem(None));
                }
            }
        }
        let sources: Vec<StubSource<'_>> =
            texts.iter().map(|(module, form, text)| StubSource { module, form: *form, text }).collect();
        // Each of them is valid.
        let types = stated_types(&sources, &project.module).unwrap_or_default();
        Ok(Self { extension: extension.clone(), module: project.module, types })
    }

    /// Whether the stubs state types.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// Returns the types that are known by hand, while those of the new stub, `types`, contain `Any`. Every class of the
    /// extension that they name is one of `classes`. An item of which two names have different types is left out.
    pub fn lacked_by(
        &self,
        types: &BTreeMap<TypeSlot, TreeType>,
        classes: &BTreeSet<String>,
    ) -> Vec<LackedType> {
        lacked(&self.types, &self.module, types, classes)
    }
}

/// Returns the types of `by_hand`, the stubs of the extension `module`, of which the new ones contain `Any`.
fn lacked(
    by_hand: &BTreeMap<TypeSlot, StatedType>,
    module: &str,
    new: &BTreeMap<TypeSlot, TreeType>,
    classes: &BTreeSet<String>,
) -> Vec<LackedType> {
    let exists = |symbol: &Symbol| match symbol {
        Symbol::Local(local) => {
            let module = dotted::join(module, &local.path);
            classes.contains(&dotted::join(&module, &local.name))
        }
        Symbol::External(_)
        | Symbol::TypeParameter(_)
        | Symbol::Protocol(_)
        | Symbol::Helper(_)
        | Symbol::Shape(_) => true,
    };
    let mut lacked: Vec<LackedType> = new
        .iter()
        .filter(|(_, new)| new.expr.has_any())
        .filter_map(|(slot, new)| {
            let stated = by_hand.get(slot).filter(|stated| all(&stated.expr, exists))?;
            let position = new.position.clone().filter(|position| position.line > 0)?;
            Some(LackedType { slot: slot.clone(), position, stated: stated.clone() })
        })
        .collect();
    let mut texts: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for it in &lacked {
        let place = (it.position.clone(), it.slot.part.clone());
        texts.entry(place).or_default().insert(it.stated.text.clone());
    }
    lacked.retain(|it| {
        let texts = texts.get(&(it.position.clone(), it.slot.part.clone()));
        texts.is_some_and(|texts| texts.len() == 1)
    });
    lacked
}

/// Whether `is_it` holds for every name in `expr`.
fn all(expr: &Expr, is_it: impl Fn(&Symbol) -> bool) -> bool {
    let mut holds = true;
    expr.for_each_symbol(&mut |symbol| holds &= is_it(symbol));
    holds
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{BTreeMap, BTreeSet, Expr, Position, TreeType, TypeSlot};
    use pyo3_stub_gen::generate::FileForm;
    use pyo3_stub_gen::generate::expand::StubSource;
    use pyo3_stub_gen::generate::stated::{TypePart, stated_types};

    /// Returns the types of `by_hand` that a stub lacks whose items have `Any` in these places: the path, the part, the line.
    fn lacked(by_hand: &str, any: &[(&str, TypePart, u32)]) -> Vec<String> {
        let source = StubSource { module: "m", form: FileForm::Module, text: by_hand };
        let types = stated_types(&[source], "m").unwrap();
        let new: BTreeMap<TypeSlot, TreeType> = any
            .iter()
            .map(|(path, part, line)| {
                let slot = TypeSlot { path: (*path).to_owned(), part: part.clone() };
                let position = Some(Position { file: "lib.rs".to_owned(), line: *line, column: 1 });
                (slot, TreeType { expr: Expr::typing("Any"), position })
            })
            .collect();
        let lacked = super::lacked(&types, "m", &new, &BTreeSet::from(["m.C".to_owned()]));
        lacked.iter().map(|it| format!("{} {}", it.slot.path, it.stated.text)).collect()
    }

    #[test]
    fn known_types_of_existing_classes_are_lacked() {
        let by_hand = "class C: ...\nclass D: ...\ndef f(x: C) -> D: ...\ndef g(x: int) -> int: ...\n";
        let x = || TypePart::Parameter("x".to_owned());
        assert_eq!(lacked(by_hand, &[("m.f", x(), 1), ("m.f", TypePart::Result, 1)]), ["m.f C"]);
        assert_eq!(lacked(by_hand, &[("m.g", x(), 0)]), Vec::<String>::new());
        assert_eq!(lacked(by_hand, &[("m.g", TypePart::Parameter("y".to_owned()), 1)]), Vec::<String>::new());
    }

    #[test]
    fn one_item_with_two_types_is_left_out() {
        let by_hand = "def f(x: int) -> int: ...\ndef g(x: int) -> str: ...\n";
        let any = [("m.f", TypePart::Result, 1), ("m.g", TypePart::Result, 1)];
        assert_eq!(lacked(by_hand, &any), Vec::<String>::new());
        let x = || TypePart::Parameter("x".to_owned());
        assert_eq!(lacked(by_hand, &[("m.f", x(), 1), ("m.g", x(), 1)]), ["m.f int", "m.g int"]);
    }
}
