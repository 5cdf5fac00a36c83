//! Reads the hand-written stubs that the key `extra` names.

use crate::generate::config::ExtraStub;
use crate::generate::output::is_generated;
use crate::generate::python::parse_module;
use crate::generate::rules::ProjectRule;
use ruff_python_ast as ast;
use std::collections::BTreeSet;
use std::path::Path;

const SUFFIX: &str = "pyi";
const PACKAGE: &str = "__init__";

/// Reads the stubs at `path`, a file or a directory below `root`.
///
/// A file describes the extension module. In a directory, `__init__.pyi` describes it, and all other files describe the
/// submodules of their names.
pub(super) fn read(root: &Path, path: &Path) -> Result<Vec<ExtraStub>, ProjectRule> {
    let place = root.join(path);
    let shown = path.display().to_string().replace('\\', "/");
    let mut found = Vec::new();
    if !place.is_dir() {
        found.push(stub(&place, Vec::new(), false, shown)?);
        return Ok(found);
    }
    directory(&place, &mut Vec::new(), shown.trim_end_matches('/'), &mut found)?;
    if found.is_empty() {
        return Err(ProjectRule::NoExtra { path: place });
    }
    found.sort();
    Ok(found)
}

/// Reads the stubs in `place`, the directory of the submodule `module`.
fn directory(
    place: &Path,
    module: &mut Vec<String>,
    shown: &str,
    found: &mut Vec<ExtraStub>,
) -> Result<(), ProjectRule> {
    let unreadable = |error: std::io::Error| unreadable(place, &error);
    for entry in std::fs::read_dir(place).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
        let name = entry.file_name().to_string_lossy().into_owned();
        let inside = format!("{shown}/{name}");
        // A link to a directory may lead to itself.
        if kind.is_dir() {
            if !name.starts_with('.') {
                module.push(name);
                directory(&path, module, &inside, found)?;
                module.pop();
            }
        } else if path.extension().is_some_and(|extension| extension == SUFFIX) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let is_package = stem == PACKAGE;
            let own = module.iter().cloned().chain(Some(stem).filter(|_| !is_package)).collect();
            found.push(stub(&path, own, is_package, inside)?);
        }
    }
    Ok(())
}

fn stub(path: &Path, module: Vec<String>, is_package: bool, file: String) -> Result<ExtraStub, ProjectRule> {
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    if is_generated(path) {
        return Err(ProjectRule::GeneratedExtra { path: path.to_owned() });
    }
    Ok(extra_stub(module, is_package, file, text))
}

/// Returns the stub `text`, which describes `module` and is in `file`.
pub(in crate::generate) fn extra_stub(
    module: Vec<String>,
    is_package: bool,
    file: String,
    text: String,
) -> ExtraStub {
    let mut declared = Declared::default();
    // Merging reports what is not Python.
    declared.block(&parse_module(&text).unwrap_or_default(), &module, true);
    let Declared { names, listed } = declared;
    ExtraStub { module, is_package, file, text, names, listed }
}

fn unreadable(path: &Path, error: &std::io::Error) -> ProjectRule {
    ProjectRule::Unreadable { path: path.to_owned(), reason: error.to_string() }
}

/// What a stub declares.
#[derive(Default)]
struct Declared {
    names: BTreeSet<String>,
    listed: Vec<String>,
}

impl Declared {
    /// Adds what `body` declares in `scope`.
    fn block(&mut self, body: &[ast::Stmt], scope: &[String], is_listed: bool) {
        for statement in body {
            let (name, class): (&str, Option<&ast::StmtClassDef>) = match statement {
                ast::Stmt::FunctionDef(function) => (&function.name, None),
                ast::Stmt::ClassDef(class) => (&class.name, Some(class)),
                ast::Stmt::AnnAssign(assign) => match &*assign.target {
                    ast::Expr::Name(name) => (&name.id, None),
                    _ => continue,
                },
                ast::Stmt::TypeAlias(alias) => match &*alias.name {
                    ast::Expr::Name(name) => (&name.id, None),
                    _ => continue,
                },
                ast::Stmt::If(branch) => {
                    self.block(&branch.body, scope, is_listed);
                    let others = branch.elif_else_clauses.iter();
                    others.for_each(|clause| self.block(&clause.body, scope, is_listed));
                    continue;
                }
                _ => continue,
            };
            let path: Vec<String> = scope.iter().cloned().chain([name.to_owned()]).collect();
            let dotted = path.join(".");
            let is_whole = class.is_none_or(|class| !class.bases().is_empty());
            if is_listed && is_whole && self.listed.last() != Some(&dotted) {
                self.listed.push(dotted.clone());
            }
            match class {
                Some(class) => self.block(&class.body, &path, is_listed && !is_whole),
                None => drop(self.names.insert(dotted)),
            }
        }
    }
}
