//! Classes that are converted from Python by code of the project, which may accept more than the class.
//!
//! The macros see a class and not the `impl` of its conversion, so this looks into the Rust source.

use crate::report::Sources;
use crate::rules::StubRule;
use crate::rust::{Node, Outline, RustItem, RustItemKind, imports};
use crate::sources::{SourceFile, module_name};
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
    let texts: Vec<(PathBuf, String)> =
        positions.into_iter().filter_map(|file| read(file, sources)).collect();
    // Most projects do not have such a conversion, and their files need not be parsed.
    if !texts.iter().any(|(_, text)| text.contains(TRAIT)) {
        return Vec::new();
    }
    let files: Vec<SourceFile> =
        texts.into_iter().filter_map(|(path, text)| SourceFile::of(path, text).ok()).collect();
    let types = RustTypes { outlines: files.iter().map(SourceFile::outline).collect(), files: &files };
    let converted = types.converted();
    let mut problems = Vec::new();
    for (index, (file, outline)) in files.iter().zip(&types.outlines).enumerate() {
        for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| is_class(item)) {
            let Some(class) = item.name.filter(|_| derives(item) || converted.contains(&(index, at))) else {
                continue;
            };
            let rule = StubRule::OwnConversion { class: class.to_owned() };
            problems.push(rule.problem(Some(file.position(item.range.start))));
        }
    }
    problems
}

/// The types in files. Several modules may have types of one name.
struct RustTypes<'f> {
    files: &'f [SourceFile],
    outlines: Vec<Outline<'f>>,
}

/// An item, by the indices of its file and of the item there.
type ItemIndex = (usize, usize);

impl RustTypes<'_> {
    /// Returns the types that an `impl` converts from Python.
    fn converted(&self) -> BTreeSet<ItemIndex> {
        let mut found = BTreeSet::new();
        for (file, outline) in self.outlines.iter().enumerate() {
            let conversions = outline.items.iter().filter(|item| is_conversion(item));
            found.extend(conversions.filter_map(|item| self.resolved(file, item.parent, &subject(item))));
        }
        found
    }

    /// Returns the type that `path` names in the module `parent` of a file: one of the module, one that it imports under this
    /// name, or the only one of the name.
    fn resolved(&self, file: usize, parent: Option<usize>, path: &[&str]) -> Option<ItemIndex> {
        let outline = self.outlines.get(file)?;
        let (name, modules) = path.split_last()?;
        let is_here = |at: &ItemIndex| at.0 == file && self.item(*at).is_some_and(|it| it.parent == parent);
        match modules {
            [] | ["self"] => {
                if let Some(here) = self.called(name).find(is_here) {
                    return Some(here);
                }
                let uses = outline.items.iter().filter(|item| item.kind == RustItemKind::Use);
                let mut imported =
                    uses.filter(|item| item.parent == parent).flat_map(|item| imports(item.nodes));
                match imported.find(|import| import.name == *name && import.path != [*name]) {
                    Some(import) => {
                        let (name, modules) = import.path.split_last()?;
                        self.of_module(name, modules.last().copied())
                    }
                    // A glob may import it.
                    None => self.only(name),
                }
            }
            [.., module] => self.of_module(name, Some(module)),
        }
    }

    /// Returns the type `name` of the Rust module `module`. A module may have it from another one.
    fn of_module(&self, name: &str, module: Option<&str>) -> Option<ItemIndex> {
        let of_module = |(file, at): &ItemIndex| {
            let (source, outline) = (self.files.get(*file)?, self.outlines.get(*file)?);
            module_name(source, outline, outline.items.get(*at)?.parent)
        };
        let mut found = self.called(name).filter(|at| of_module(at).as_deref() == module);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) => None,
            (None, _) => self.only(name),
        }
    }

    /// Returns the only type called `name`.
    fn only(&self, name: &str) -> Option<ItemIndex> {
        let mut found = self.called(name);
        found.next().filter(|_| found.next().is_none())
    }

    /// Returns the types called `name`.
    fn called(&self, name: &str) -> impl Iterator<Item = ItemIndex> {
        self.outlines.iter().enumerate().flat_map(move |(file, outline)| {
            let types = outline.items.iter().enumerate().filter(move |(_, item)| is_type(item, name));
            types.map(move |(at, _)| (file, at))
        })
    }

    fn item(&self, (file, at): ItemIndex) -> Option<&RustItem<'_>> {
        self.outlines.get(file)?.items.get(at)
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

/// Returns a file of the workspace. Cargo gives the compiler absolute paths of other packages.
fn read(file: &str, sources: &Sources) -> Option<(PathBuf, String)> {
    if Path::new(file).is_absolute() {
        return None;
    }
    let path: PathBuf = sources.roots.iter().map(|root| root.join(file)).find(|path| path.is_file())?;
    let text = std::fs::read_to_string(&path).ok()?;
    Some((path, text))
}

/// Whether `item` converts a type from Python.
fn is_conversion(item: &RustItem<'_>) -> bool {
    item.kind == RustItemKind::Impl && item.of_trait == Some(TRAIT) && item.name.is_some()
}

/// Returns the words of the path of the type that the `impl` of a trait is for.
fn subject<'n>(item: &RustItem<'n>) -> Vec<&'n str> {
    // `for<'a>` is part of a type.
    let is_for = |index: &usize| !item.nodes.get(index + 1).is_some_and(|next| next.is('<'));
    let words = item.nodes.iter().enumerate().filter(|(_, node)| node.is_keyword("for"));
    let Some(index) = words.map(|(index, _)| index).find(is_for) else { return Vec::new() };
    let path = item.nodes.get(index + 1..).unwrap_or_default();
    path.iter().take_while(|node| node.word().is_some() || node.is(':')).filter_map(Node::word).collect()
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
        found_in(&[("lib.rs", text)])
    }

    fn found_in(files: &[(&str, &str)]) -> Vec<(String, u32)> {
        let directory = tempfile::tempdir().unwrap();
        let mut facts = Vec::new();
        for (name, text) in files {
            std::fs::write(directory.path().join(name), text).unwrap();
            let position = Position { file: (*name).to_owned(), line: 1, column: 1 };
            facts.push(Fact::Methods(MethodsFact::new(1, "S", position)));
        }
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
    fn namesakes_are_told_apart_by_their_paths() {
        let types = "mod a { #[pyclass] pub struct S; }\nmod b { #[pyclass] pub struct S; }\n";
        for conversion in [
            "impl FromPyObject for b::S {}",
            "use b::S;\nimpl FromPyObject for S {}",
            "use crate::{a, b::S as T};\nimpl<'py> FromPyObject<'_, 'py> for T {}",
            "mod c { use super::b::{self, S}; impl FromPyObject for S {} }",
            "use a::S;\nimpl FromPyObject for crate::b::S {}",
        ] {
            let lines: Vec<u32> = found(&format!("{types}{conversion}")).into_iter().map(|it| it.1).collect();
            assert_eq!(lines, [2], "{conversion}");
        }
        // Another module may have a type from its own.
        let reexported = "mod a { #[pyclass] pub struct S; }\nmod b { pub use super::a::S; }\nimpl FromPyObject for b::S {}";
        assert_eq!(found(reexported).len(), 1);
        let own = "mod a { pub struct S; }\n#[pyclass] struct S;\nimpl FromPyObject for a::S {}";
        assert_eq!(found(own), []);
        let (a, b) = ("#[pyclass] struct S;", "\n#[pyclass] struct S;");
        let other = "use crate::b::S;\nimpl FromPyObject for S {}";
        let lines: Vec<u32> =
            found_in(&[("a.rs", a), ("b.rs", b), ("c.rs", other)]).into_iter().map(|it| it.1).collect();
        assert_eq!(lines, [2]);
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
