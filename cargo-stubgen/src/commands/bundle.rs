//! `cargo stubgen bundle`: writes one stub from a tree of stubs.

use crate::args::BundleArgs;
use crate::error::Error;
use crate::find;
use crate::reading::{Search, Tree};
use crate::report::{Report, Sources, counted};
use crate::rules::{StubRule, TreeRule};
use crate::stdout;
use crate::system::{same_file, shown};
use pyo3_stub_gen::generate::bundle::TreeFile;
use pyo3_stub_gen::generate::output::{self, Replace, Written};
use pyo3_stub_gen::generate::project::{Layout, Project, ProjectSources, resolve};
use pyo3_stub_gen::generate::{Config, Problem, Severity, Stub, bundle};
use pyo3_stub_gen::text::dotted;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Runs the command.
pub fn run(args: &BundleArgs, report: &Report) -> Result<ExitCode, Error> {
    let started = Instant::now();
    let (config, of_project) = configured(args)?;
    let search = Search { python: args.python.as_deref(), limit: Duration::from_secs(args.timeout) };
    let tree = Tree::read(&args.tree, args.module.as_deref(), of_project.as_deref(), search)?;
    let stub = bundled(&tree, config.clone(), of_project.as_deref(), report)?;
    let Some(output) = &args.output else { return print(&stub) };
    let project = project(&tree, output.clone(), config);
    let counts = match stub.submodules {
        0 => counted(stub.items, "item"),
        count => format!("{}, {}", counted(stub.items, "item"), counted(count, "submodule")),
    };
    for (path, written) in write(&project, &stub, &tree, args.force)? {
        let verb = if written == Written::Unchanged { "Fresh" } else { "Writing" };
        report.status(verb, shown(&path).display());
    }
    let is_part = |file: &&TreeFile| dotted::is_at_or_below(&file.module, &tree.module);
    let files = counted(tree.files.iter().filter(is_part).count(), "file");
    report.status("Bundled", format_args!("{files} ({counts}) in {:.2}s", started.elapsed().as_secs_f64()));
    Ok(ExitCode::SUCCESS)
}

/// Returns the configuration of the project, and the name of its module, if there is a project.
fn configured(args: &BundleArgs) -> Result<(Config, Option<String>), Error> {
    let Some((manifest, pyproject)) = find::located(args.manifest_path.as_deref())? else {
        return Ok((Config::default(), None));
    };
    let sources = ProjectSources {
        manifest: &manifest,
        pyproject: pyproject.as_ref(),
        module: None,
        output: Some(Path::new("stub.pyi")),
    };
    Ok(match resolve(&sources) {
        Ok(project) => (project.config, Some(project.module)),
        // A workspace does not have a module, and a tree need not be of the project.
        Err(_) => (pyproject.map(|pyproject| pyproject.config).unwrap_or_default(), None),
    })
}

/// Returns the bundle of `tree`, and reports its problems.
fn bundled(tree: &Tree, mut config: Config, project: Option<&str>, report: &Report) -> Result<Stub, Error> {
    // Its keys name modules of the project.
    if project.is_some_and(|project| project != tree.module) {
        config.importable_submodules = Default::default();
    }
    match bundle(&tree.files, &tree.module, &config) {
        Ok(stub) => {
            stub.warnings.iter().for_each(|warning| report.problem(warning, &Sources::default()));
            Ok(stub)
        }
        Err(problems) => {
            problems.iter().for_each(|problem| report.problem(problem, &Sources::default()));
            let is_error = |problem: &&Problem| problem.severity == Severity::Error;
            let count = counted(problems.iter().filter(is_error).count(), "error");
            Err(TreeRule::NotBundled { module: tree.module.clone(), count }.into())
        }
    }
}

fn project(tree: &Tree, output: PathBuf, config: Config) -> Project {
    let stub = if output.is_dir() {
        let name = tree.module.rsplit('.').next().unwrap_or_default();
        output.join(name).with_extension("pyi")
    } else {
        output
    };
    Project {
        module: tree.module.clone(),
        layout: Layout::Mixed,
        stub,
        package: None,
        boundary: None,
        config,
    }
}

fn print(stub: &Stub) -> Result<ExitCode, Error> {
    if !stub.submodule_files.is_empty() {
        return Err(StubRule::SeveralFiles { count: stub.submodule_files.len() + 1 }.into());
    }
    stub.check()?;
    stdout::print(&stub.text)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the files of `stub`, all or none. Files of the tree stay, unless `force` says otherwise.
fn write(project: &Project, stub: &Stub, tree: &Tree, force: bool) -> Result<Vec<(PathBuf, Written)>, Error> {
    stub.check()?;
    let replace = if force { Replace::Anything } else { Replace::Generated };
    let mut files = project.other_files(stub);
    files.push((project.stub_file(stub), &stub.text));
    for (path, text) in &files {
        let is_part = tree.places.iter().any(|place| same_file(place, path));
        if is_part && !force && output::compare(path, text)? != output::Comparison::Same {
            return Err(TreeRule::OverTree { output: shown(path).to_owned() }.into());
        }
        output::permit(path, text, replace)?;
    }
    let _writing = output::uninterrupted();
    let mut written = Vec::new();
    for (path, text) in files {
        let outcome = output::write(&path, text, replace)?;
        written.push((path, outcome));
    }
    Ok(written)
}
