//! Stubs on disk as mypy reads them: a file for each module that they describe.

use super::stubs::{Language, Stubs};
use crate::error::Error;
use crate::rules::{DiffRule, StubRule};
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::expand::{ExpandedModule, StubSource, expand};
use pyo3_stub_gen::text::dotted::last;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The modules of a side.
pub struct Laid {
    modules: BTreeMap<String, LaidModule>,
}

/// A module, and where it comes from.
struct LaidModule {
    file: String,
    place: String,
    is_on_disk: bool,
    /// The line of the place that each line of the file is.
    lines: Option<ExpandedModule>,
    has_file: bool,
    has_types: bool,
}

/// A place that a change is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SidePlace {
    /// The file, as it is shown.
    pub file: String,
    /// Whether it is a path on disk.
    pub is_on_disk: bool,
    /// The line.
    pub line: u32,
}

impl Laid {
    /// Writes the modules of `stubs` to the directory `name` below `root`.
    pub fn write(stubs: &Stubs, root: &Path, name: &str) -> Result<Self, Error> {
        let (own, sources): (Vec<_>, Vec<_>) =
            stubs.files.iter().partition(|file| file.language == Language::Stub);
        let described: Vec<StubSource<'_>> =
            own.iter().map(|it| StubSource { module: &it.module, form: it.form, text: &it.text }).collect();
        let expansion = expand(&described).map_err(|error| {
            let place = own.get(error.stub).map_or("", |file| file.place.as_str());
            let reason = format!("`{place}`:{}: it is not valid Python: {}", error.line, error.message);
            DiffRule::Contradictory { places: vec![reason] }
        })?;
        let files: BTreeSet<&str> = own.iter().map(|file| file.module.as_str()).collect();
        let mut modules = BTreeMap::new();
        for module in expansion.modules {
            let Some(stub) = own.get(module.stub) else { continue };
            let has_file = files.contains(module.name.as_str());
            let parent = module.name.rsplit_once('.').and_then(|(parent, _)| modules.get(parent));
            let parent_has_types = parent.is_none_or(|it: &LaidModule| it.has_types);
            let has_types = has_file || parent_has_types && !is_variable(&module, &stub.text);
            let file = format!("{name}/{}/__init__.pyi", module.name.replace('.', "/"));
            write(&root.join(&file), &module.text)?;
            let (place, is_on_disk) = (stub.place.clone(), stub.is_on_disk);
            let dotted = module.name.clone();
            let laid = LaidModule { file, place, is_on_disk, lines: Some(module), has_file, has_types };
            // The file of a module counts more than a description of it in its parent.
            if has_file || !files.contains(dotted.as_str()) {
                modules.insert(dotted, laid);
            }
        }
        for source in sources {
            let below = source.module.replace('.', "/");
            let file = match source.form {
                FileForm::Package => format!("{name}/{below}/__init__.py"),
                FileForm::Module => format!("{name}/{below}.py"),
            };
            write(&root.join(&file), &source.text)?;
            let (place, is_on_disk) = (source.place.clone(), source.is_on_disk);
            let laid = LaidModule { file, place, is_on_disk, lines: None, has_file: true, has_types: true };
            modules.entry(source.module.clone()).or_insert(laid);
        }
        Ok(Self { modules })
    }

    /// Returns what the Python side needs to know.
    pub fn to_json(&self) -> Value {
        let modules = self.modules.iter().map(|(name, it)| {
            json!({"name": name, "file": it.file, "has_file": it.has_file, "has_types": it.has_types})
        });
        json!({ "modules": modules.collect::<Vec<_>>() })
    }

    /// Returns where a line of a module comes from.
    pub fn place(&self, module: &str, line: u32) -> Option<SidePlace> {
        let found = self.modules.get(module)?;
        let line = found.lines.as_ref().map_or(line, |it| it.line_in_stub(line));
        Some(SidePlace { file: found.place.clone(), is_on_disk: found.is_on_disk, line })
    }
}

/// Whether a stub declares a submodule as a variable, whose classes type checkers do not accept in annotations.
fn is_variable(module: &ExpandedModule, text: &str) -> bool {
    let index = usize::try_from(module.line).unwrap_or(0).saturating_sub(1);
    let line = text.lines().nth(index).unwrap_or("").trim_start();
    let rest = line.strip_prefix(last(&module.name)).unwrap_or("");
    rest.trim_start().starts_with(':')
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    let parent = path.parent().unwrap_or(path);
    let written = fs_err::create_dir_all(parent).and_then(|()| fs_err::write(path, text));
    written.map_err(|source| StubRule::Temporary { source }.into())
}
