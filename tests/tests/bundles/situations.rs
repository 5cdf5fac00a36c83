//! The trees in `bundles`: each becomes the stub beside it, which type checkers accept, and in which every public name has the type
//! that it has in the tree.

use super::{bundled, file};
use pyo3_stub_gen::generate::FileForm;
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::config::Config;
use pyo3_stub_gen::generate::expand::{StubItemKind, StubSource, expand};
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::checkers::{Checker, Manner};
use stub_tests::{Outcome, compare, places, run, when};

/// A tree, and the stub beside it.
struct Situation {
    /// The name of the directory.
    name: String,
    /// The module that the tree describes.
    module: String,
    /// The directory that contains the tree.
    tree: PathBuf,
    /// The committed bundle.
    stub: PathBuf,
}

fn situations() -> Outcome<Vec<Situation>> {
    let mut found = Vec::new();
    for directory in entries(&places::tests().join("bundles"))? {
        let tree = directory.join("tree");
        let [top] = &entries(&tree)?[..] else {
            return Err(format!("{} has several modules", tree.display()));
        };
        let module = text(top.file_stem());
        let stub = directory.join(&module).with_extension("pyi");
        found.push(Situation { name: text(directory.file_name()), module, tree, stub });
    }
    Ok(found)
}

/// The modules of all trees, with their files.
pub fn trees() -> Outcome<Vec<(String, Vec<TreeFile>)>> {
    situations()?.into_iter().map(|it| Ok((it.module, files(&it.tree)?))).collect()
}

fn text(name: Option<&std::ffi::OsStr>) -> String {
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is in `directory`, sorted.
fn entries(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = when(fs::read_dir(directory), directory.display())?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// The files of the tree in `directory`.
fn files(directory: &Path) -> Outcome<Vec<TreeFile>> {
    let mut found = Vec::new();
    for path in places::files(directory)? {
        let relative = when(path.strip_prefix(directory), path.display())?.with_extension("");
        let is_package = relative.ends_with("__init__");
        let module = if is_package { relative.parent().unwrap_or(&relative) } else { &relative };
        let module = module.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(".");
        let form = if is_package { FileForm::Package } else { FileForm::Module };
        found.push(file(&module, form, when(fs::read_to_string(&path), path.display())?));
    }
    Ok(found)
}

#[test]
fn each_tree_is_the_stub_beside_it() {
    let run = || -> Outcome {
        for situation in situations()? {
            let made = bundled(&files(&situation.tree)?, &situation.module, &Config::default())?;
            compare::with_committed(&situation.stub, &made)?;
        }
        Ok(())
    };
    run().unwrap_or_else(|failures| panic!("{failures}"));
}

#[test]
fn checkers_accept_the_trees_and_the_bundles() {
    let run = || -> Outcome {
        let (before, after) = sites()?;
        let modules = situations()?.into_iter().map(|situation| situation.module);
        let modules: Vec<PathBuf> = modules.map(PathBuf::from).collect();
        let stubs: Vec<PathBuf> = modules.iter().map(|module| module.with_extension("pyi")).collect();
        let mut findings =
            Checker::findings(&before, &modules.iter().map(PathBuf::as_path).collect::<Vec<_>>());
        findings.extend(Checker::findings(&after, &stubs.iter().map(PathBuf::as_path).collect::<Vec<_>>()));
        if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
    };
    run().unwrap_or_else(|failures| panic!("{failures}"));
}

#[test]
fn checkers_reveal_the_same_types_before_and_after() {
    let run = || -> Outcome {
        let (before, after) = sites()?;
        let mut failures = String::new();
        for situation in situations()? {
            let stub = when(fs::read_to_string(&situation.stub), situation.stub.display())?;
            let (names, modules) = public(&situation.module, &stub);
            assert!(names.len() > 3, "{} has few names", situation.name);
            for checker in Checker::ALL {
                let imports = modules.iter().map(|module| format!("import {module}\n")).collect::<String>();
                let expected = revealed(checker, &before, &imports, &names)?;
                // The lines have the same numbers.
                let imports = format!("import {}\n{}", situation.module, "\n".repeat(modules.len() - 1));
                let found = revealed(checker, &after, &imports, &names)?;
                let found = in_one_form(checker, &with_modules(&found, &situation.module, &stub));
                let expected = in_one_form(checker, &expected);
                if expected != found {
                    let (name, checker) = (&situation.name, checker.name());
                    let same = compare::same(&expected, &found, &format!("{name}, {checker}"));
                    failures.push_str(&same.err().unwrap_or_default());
                }
            }
        }
        if failures.is_empty() { Ok(()) } else { Err(failures) }
    };
    run().unwrap_or_else(|failures| panic!("{failures}"));
}

/// Directories with the trees, and with the bundles.
fn sites() -> Outcome<(PathBuf, PathBuf)> {
    let directory = places::own("sites")?;
    let (before, after) = (directory.join("bundles-before"), directory.join("bundles-after"));
    for site in [&before, &after] {
        when(fs::create_dir_all(site), site.display())?;
    }
    for situation in situations()? {
        for path in places::files(&situation.tree)? {
            let relative = when(path.strip_prefix(&situation.tree), path.display())?;
            places::write(&before.join(relative), &when(fs::read_to_string(&path), path.display())?)?;
        }
        let stub = when(fs::read_to_string(&situation.stub), situation.stub.display())?;
        places::write(&after.join(&situation.module).with_extension("pyi"), &stub)?;
    }
    Ok((before, after))
}

/// The functions, variables and classes that the stub `text` of `module` describes, and its modules.
fn public(module: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let expansion = expand(&[StubSource { module, form: FileForm::Module, text }]).expect("a valid stub");
    let items = expansion.modules.iter().flat_map(|module| &module.items);
    let is_public = |kind| matches!(kind, StubItemKind::Leaf(_) | StubItemKind::Class);
    let is_private = |path: &str| path.split('.').any(|part| part.starts_with('_'));
    // Another name of a class, and an alias, are objects here, and checkers know more of the definition.
    let lines: Vec<&str> = text.lines().collect();
    let is_object = |path: &str, line: u32| {
        let line = lines[usize::try_from(line).expect("a line") - 1];
        let annotation =
            path.rsplit('.').next().and_then(|name| line.trim().strip_prefix(name)).unwrap_or_default();
        [": type[", ": Callable[[", ": UnionType", ": GenericAlias"]
            .iter()
            .any(|of| annotation.starts_with(of))
    };
    let names =
        items.filter(|it| is_public(it.kind) && !is_private(&it.path) && !is_object(&it.path, it.line));
    let names = names.map(|item| item.path.clone()).collect();
    (names, expansion.modules.iter().map(|module| module.name.clone()).collect())
}

/// What `checker` reveals about `names`, one line for each.
fn revealed(checker: Checker, site: &Path, imports: &str, names: &[String]) -> Outcome<String> {
    let lines: String = names.iter().map(|name| format!("reveal_type({name})\n")).collect();
    let name = "reveal.py";
    when(fs::write(site.join(name), format!("from typing import reveal_type\n{imports}{lines}")), name)?;
    let output = run::output(checker.command(Manner::Line, site)?.arg(name))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let is_revealed = |line: &&str| {
        let line = line.to_lowercase();
        line.contains("revealed type") || line.contains("information: type of")
    };
    let site = when(site.canonicalize(), site.display())?.display().to_string();
    let lines: Vec<String> =
        text.lines().filter(is_revealed).map(|line| line.trim().replace(&site, "")).collect();
    if lines.len() != names.len() {
        return Err(format!("{} reveals {} of {} names:\n{text}", checker.name(), lines.len(), names.len()));
    }
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}

/// Returns what `checker` reveals without the forms that depend on where a class is. Some name the modules and the places of those
/// that share a name, and ty states the arguments of a generic class in another one.
fn in_one_form(checker: Checker, text: &str) -> String {
    let text = text.replace("<class '", "type[").replace("'>", "]").replace("[Unknown]", "");
    if matches!(checker, Checker::Mypy | Checker::Zuban) {
        return text;
    }
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | ':' | '-');
    let mut found = String::new();
    for part in text.split_inclusive(|c| !is_name(c)) {
        let (name, rest) = part.split_at(part.trim_end_matches(|c| !is_name(c)).len());
        let name = name.split('@').next().unwrap_or_default();
        let is_place = name.ends_with(['.', ':']) || name.contains(".py:");
        found.push_str(if is_place { name } else { name.rsplit('.').next().unwrap_or_default() });
        found.push_str(rest);
    }
    found
}

/// Replaces the classes that describe submodules in `text` by the submodules.
fn with_modules(text: &str, module: &str, stub: &str) -> String {
    let mut parents: Vec<(String, String)> = Vec::new();
    let mut class = String::new();
    for line in stub.lines() {
        if let Some(rest) = line.strip_prefix("class ") {
            class = rest.split(['(', ':']).next().unwrap_or_default().to_owned();
        }
        if let Some((name, described)) = line.split_once(": ")
            && described.starts_with('_')
            && described.ends_with("Protocol")
        {
            let parent = if line.starts_with(' ') { class.clone() } else { module.to_owned() };
            parents.push((described.to_owned(), format!("{parent}.{}", name.trim())));
        }
    }
    let mut text = text.to_owned();
    // What is at the top of the file has the name of its submodule in its own.
    for (described, place) in parents.clone() {
        let prefix = described.trim_end_matches("Protocol").to_owned();
        parents.push((format!("{prefix}_"), format!("{place}.")));
    }
    // Parents are replaced in turn.
    for _ in 0..4 {
        for (described, place) in &parents {
            text = text.replace(&format!("{module}.{described}"), place).replace(described, place);
        }
    }
    text
}
