//! Classes that are converted from Python by code of the project, which may accept more than the class.
//!
//! The macros see a class and not the `impl` of its conversion, so this looks into the Rust source.

use crate::report::Sources;
use crate::rules::StubRule;
use crate::rust::{Outline, RustItem, RustItemKind};
use crate::sources::SourceFile;
use pyo3_stub_gen::facts::{Fact, Facts, Position};
use pyo3_stub_gen::generate::Problem;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The trait.
const TRAIT: &str = "FromPyObject";

/// Returns the warnings about classes among `facts` that have a conversion of their own, in the files of the workspace that
/// annotate something.
pub(super) fn own_conversions(facts: &Facts, sources: &Sources) -> Vec<Problem> {
    let positions: BTreeSet<&str> =
        facts.facts.iter().filter_map(position).map(|it| it.file.as_str()).collect();
    let files: Vec<SourceFile> = positions.into_iter().filter_map(|file| read(file, sources)).collect();
    let outlines: Vec<Outline<'_>> = files.iter().map(SourceFile::outline).collect();
    let mut problems = Vec::new();
    for (file, outline) in files.iter().zip(&outlines) {
        for item in outline.items.iter().filter(|item| is_class(item)) {
            let scope = RustScope { outline, parent: item.parent };
            let Some(class) = item.name.filter(|name| derives(item) || scope.is_converted(name, &outlines))
            else {
                continue;
            };
            let rule = StubRule::OwnConversion { class: class.to_owned() };
            problems.push(rule.problem(Some(file.position(item.range.start))));
        }
    }
    problems
}

/// A module in one file. Several may have types of one name.
#[derive(Clone, Copy)]
struct RustScope<'o, 'n> {
    outline: &'o Outline<'n>,
    parent: Option<usize>,
}

impl<'o, 'n> RustScope<'o, 'n> {
    /// Whether an `impl` converts the type `name` of this module: one beside it, or one in a module without such a type if
    /// no other type has the name.
    fn is_converted(self, name: &str, outlines: &'o [Outline<'n>]) -> bool {
        let is_conversion = |item: &RustItem<'_>| converted(item) == Some(name);
        if self.items().any(is_conversion) {
            return true;
        }
        let items =
            || outlines.iter().flat_map(|outline| outline.items.iter().map(move |item| (outline, item)));
        let is_only = items().filter(|(_, item)| is_type(item, name)).count() == 1;
        let conversions = items().filter(|(_, item)| is_conversion(item));
        let mut scopes = conversions.map(|(outline, item)| RustScope { outline, parent: item.parent });
        is_only && scopes.any(|scope| !scope.items().any(|item| is_type(item, name)))
    }

    fn items(self) -> impl Iterator<Item = &'o RustItem<'n>> {
        self.outline.items.iter().filter(move |item| item.parent == self.parent)
    }
}

/// Whether `item` defines the type `name`.
fn is_type(item: &RustItem<'_>, name: &str) -> bool {
    item.kind.defines_type() && item.name == Some(name)
}

/// Returns where an item is that may be a class or an `impl`.
fn position(fact: &Fact) -> Option<&Position> {
    match fact {
        Fact::Class(class) => Some(&class.position),
        Fact::Methods(methods) => Some(&methods.position),
        Fact::Function(function) => Some(&function.position),
        Fact::Variable(_)
        | Fact::TypeAlias(_)
        | Fact::ModuleDoc(_)
        | Fact::Warning(_)
        | Fact::ExportVerbatim(_)
        | Fact::ExcludeFromAll(_)
        | Fact::Reexport(_)
        | Fact::Snippet(_)
        | Fact::Skipped(_) => None,
    }
}

/// Returns a file of the workspace, if it names the trait. Cargo gives the compiler absolute paths of other packages.
fn read(file: &str, sources: &Sources) -> Option<SourceFile> {
    if Path::new(file).is_absolute() {
        return None;
    }
    let path: PathBuf = sources.roots.iter().map(|root| root.join(file)).find(|path| path.is_file())?;
    let text = std::fs::read_to_string(&path).ok().filter(|text| text.contains(TRAIT))?;
    SourceFile::of(path, text).ok()
}

/// Returns the type that `item` converts from Python.
fn converted<'n>(item: &RustItem<'n>) -> Option<&'n str> {
    item.name.filter(|_| item.kind == RustItemKind::Impl && item.of_trait == Some(TRAIT))
}

/// Whether `item` is a class whose Python types are not stated by hand.
fn is_class(item: &RustItem<'_>) -> bool {
    let is_by_hand =
        |name: &str| item.metas().any(|(_, meta)| meta.listed().iter().any(|it| it.path == [name]));
    item.metas().any(|(_, meta)| meta.name() == "pyclass") && !is_by_hand("skip_stub_type")
}

/// Whether `item` derives the conversion.
fn derives(item: &RustItem<'_>) -> bool {
    let derives = item.metas().filter(|(_, meta)| meta.name() == "derive");
    derives.flat_map(|(_, meta)| meta.listed()).any(|it| it.name() == TRAIT)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::own_conversions;
    use crate::report::Sources;
    use pyo3_stub_gen::facts::{Fact, Facts, MethodsFact, Position};

    /// Returns the classes in `text` with conversions of their own.
    fn found(text: &str) -> Vec<(String, u32)> {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("lib.rs"), text).unwrap();
        let position = Position { file: "lib.rs".to_owned(), line: 1, column: 1 };
        let facts = vec![Fact::Methods(MethodsFact::new(1, "S", position))];
        let facts = Facts { library_version: String::new(), facts };
        let problems = own_conversions(&facts, &Sources { roots: vec![directory.path().to_owned()] });
        problems.into_iter().map(|it| (it.message, it.position.unwrap().line)).collect()
    }

    #[test]
    fn a_class_with_a_conversion_of_its_own_is_found() {
        let by_hand = "#[pyclass]\nstruct S;\nimpl<'a, 'py> pyo3::FromPyObject<'a, 'py> for S {}\n";
        let messages = found(by_hand);
        assert_eq!(messages.len(), 1);
        assert!(
            messages[0].0.starts_with("`S` is converted from Python by its own `FromPyObject`"),
            "{messages:?}"
        );
        assert_eq!(messages[0].1, 2);
        let elsewhere =
            "#[pyclass]\nstruct S;\nmod other {\n    use super::S;\n    impl FromPyObject for S {}\n}\n";
        assert_eq!(found(elsewhere).len(), 1);
        assert_eq!(found("#[pyo3::pyclass(eq)]\n#[derive(FromPyObject)]\nstruct S;\n").len(), 1);
    }

    #[test]
    fn other_types_are_not_reported() {
        for text in [
            "#[pyclass]\nstruct S;\nimpl FromPyObject for T {}\n",
            "struct S;\nimpl FromPyObject for S {}\n",
            "#[pyclass]\nstruct S;\nmod other {\n    struct S;\n    impl FromPyObject for S {}\n}\n",
            "mod a {\n    #[pyclass]\n    struct S;\n}\nstruct S;\nuse c::d;\nmod b {\n    impl FromPyObject for S {}\n}\n",
            "#[gen_stub_pyclass(skip_stub_type)]\n#[pyclass]\nstruct S;\nimpl FromPyObject for S {}\n",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
