//! The module of each annotated item, as Python shows it, in its annotation.

use crate::annotate::{annotation_of, states_module, with_module};
use crate::changes::FileChange;
use crate::edit::apply;
use crate::rust::{AttributeMeta, RustItem, RustItemKind};
use crate::sources::SourceFile;
use pyo3_stub_gen::facts::Position;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Returns the changes that state the module of every annotated item in a submodule of `extension`.
///
/// `positions` are those of the items by their dotted names, with files relative to one of the directories `roots`. An
/// item that several modules have is left alone, and so is one in a macro or in a declarative module.
pub fn with_modules(
    positions: &BTreeMap<String, Position>,
    extension: &str,
    roots: &[PathBuf],
) -> Vec<FileChange> {
    let mut places: BTreeMap<PathBuf, BTreeMap<(u32, u32), Vec<&str>>> = BTreeMap::new();
    for (name, position) in positions {
        let Some((module, _)) = name.rsplit_once('.') else { continue };
        if let Some(file) = found(roots, &position.file) {
            let key = (position.line, position.column);
            places.entry(file).or_default().entry(key).or_default().push(module);
        }
    }
    places.into_iter().filter_map(|(path, places)| change(path, &places, extension)).collect()
}

fn found(roots: &[PathBuf], file: &str) -> Option<PathBuf> {
    roots.iter().map(|root| root.join(file)).find_map(|path| Path::canonicalize(&path).ok())
}

fn change(path: PathBuf, places: &BTreeMap<(u32, u32), Vec<&str>>, extension: &str) -> Option<FileChange> {
    let text = fs_err::read_to_string(&path).ok()?;
    let file = SourceFile::of(path.clone(), text).ok()?;
    let outline = file.outline();
    let mut edits = Vec::new();
    for (index, item) in outline.items.iter().enumerate() {
        let is_in_macro = outline.around(index).any(|it| it.kind == RustItemKind::MacroRules);
        let Some(annotation) = annotation(item).filter(|_| !is_in_macro) else { continue };
        let Some(name) = item.name_start() else { continue };
        let position = file.position(name);
        if let Some([module]) = places.get(&(position.line, position.column)).map(Vec::as_slice)
            && *module != extension
        {
            edits.extend(with_module(annotation, module));
        }
    }
    let after = apply(&file.text, &edits);
    Some(FileChange::of_text(path, &file.text, after)).filter(FileChange::is_change)
}

/// Returns the annotation of `item`, unless one of its attributes states a module.
fn annotation<'i, 'n>(item: &'i RustItem<'n>) -> Option<&'i AttributeMeta<'n>> {
    let is_stated = item.metas().any(|(_, meta)| states_module(meta));
    annotation_of(item).filter(|_| !is_stated)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Position, with_modules};
    use std::fs;

    #[test]
    fn an_item_in_one_submodule_states_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lib.rs");
        let text = "#[gen_stub_pyfunction]\n#[pyfunction]\nfn f() {}\n#[a::gen_stub_pyclass(skip_stub_type)]\nstruct S;\n\
            #[gen_stub_pyfunction]\nfn g() {}\n#[gen_stub_pyfunction]\nfn h() {}\n#[gen_stub_pyclass]\n\
            #[pyclass(module = \"m.sub\")]\nstruct T;\n";
        fs::write(&path, text).unwrap();
        let at = |line, column| Position { file: "lib.rs".to_owned(), line, column };
        let positions = [
            ("m.sub.f", at(3, 4)),
            ("m.sub.S", at(5, 8)),
            ("m.g", at(7, 4)),
            ("m.a.h", at(9, 4)),
            ("m.b.h", at(9, 4)),
            ("m.sub.T", at(12, 8)),
        ];
        let positions = positions.into_iter().map(|(name, at)| (name.to_owned(), at)).collect();
        let changes = with_modules(&positions, "m", &[directory.path().to_owned()]);
        let (_, after) = changes.first().unwrap().texts().unwrap();
        let expected = text
            .replacen("pyfunction]", "pyfunction(module = \"m.sub\")]", 1)
            .replace("(skip_stub_type", "(module = \"m.sub\", skip_stub_type");
        assert_eq!(after, expected);
    }
}
