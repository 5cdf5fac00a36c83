//! The stubs that are compared: one for each style, and a tree with one file for each submodule.

use crate::forms::Form;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_tests::project::Project;
use stub_tests::{Outcome, places, run, stubgen, when};

/// The extension module of the fixture.
pub const MODULE: &str = "m";

/// A way to write the stub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stub {
    /// One file for each submodule, as other generators write it.
    Files,
    /// `submodule-style = "protocol"`.
    Protocol,
    /// `submodule-style = "class"`.
    Class,
    /// `submodule-style = "namespace"`.
    Namespace,
}

impl Stub {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Files, Self::Protocol, Self::Class, Self::Namespace];

    /// Its title in the table.
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "one file each",
            Self::Protocol => "`protocol`",
            Self::Class => "`class`",
            Self::Namespace => "`namespace`",
        }
    }

    /// The value of `submodule-style`.
    fn style(self) -> Option<&'static str> {
        match self {
            Self::Files => None,
            Self::Protocol => Some("protocol"),
            Self::Class => Some("class"),
            Self::Namespace => Some("namespace"),
        }
    }
}

/// The fixture, built.
pub struct Fixture {
    project: Project,
    /// The shared library.
    pub library: PathBuf,
}

/// Builds the fixture.
pub fn build() -> Outcome<Fixture> {
    let target = places::own("fixtures")?;
    let project = Project::read(&places::tests().join("fixtures/styles/truth"))?;
    stubgen::text(&project.manifest(), &target)?;
    let library = project.built(&target);
    Ok(Fixture { project, library })
}

/// A directory with the stub and the forms, for a checker.
pub fn lay(fixture: &Fixture, stub: Stub, forms: &[Form]) -> Outcome<PathBuf> {
    let site = empty(&format!("truth-{stub:?}"))?;
    put_stub(fixture, stub, &site)?;
    for form in forms {
        when(fs::write(site.join(form.file()), &form.code), &form.name)?;
    }
    Ok(site)
}

/// A directory with the stub and the extension, for the test `test`.
pub fn lay_with_library(fixture: &Fixture, stub: Stub, test: &str) -> Outcome<PathBuf> {
    let site = empty(&format!("truth-{test}-{stub:?}"))?;
    put_stub(fixture, stub, &site)?;
    let name = if cfg!(windows) { "m.pyd" } else { "m.so" };
    when(fs::copy(&fixture.library, site.join(name)), fixture.library.display())?;
    Ok(site)
}

/// `cargo stubgen test` of the files that [`lay_with_library`] put into `site`.
pub fn proof(fixture: &Fixture, stub: Stub, site: &Path) -> Outcome<Command> {
    let mut test = stubgen::test(&fixture.project, &fixture.library)?;
    let place = if stub == Stub::Files { MODULE } else { "m.pyi" };
    test.arg("--stub").arg(site.join(place));
    Ok(test)
}

fn put_stub(fixture: &Fixture, stub: Stub, site: &Path) -> Outcome {
    match stub.style() {
        None => places::copy(&places::tests().join("truth/baseline"), site),
        Some(style) => {
            let text = generated(fixture, style)?;
            when(fs::write(site.join("m.pyi"), text), "writing the stub")
        }
    }
}

/// The stub that `cargo stubgen` writes when the project asks for `style`.
fn generated(fixture: &Fixture, style: &str) -> Outcome<String> {
    let directory = when(tempfile::tempdir(), "making a directory")?;
    let project = directory.path();
    places::copy(&fixture.project.directory, project)?;
    let manifest = project.join("Cargo.toml");
    replace(&manifest, "\"../../../../pyo3-stub-gen\"", &format!("'{}'", places::library()))?;
    replace(&project.join("pyproject.toml"), "style = \"protocol\"", &format!("style = \"{style}\""))?;
    let mut stubgen = stubgen::stubgen(&manifest, &places::own("fixtures")?)?;
    run::stdout(stubgen.arg("--stdout").arg("--artifact").arg(&fixture.library))
}

/// Replaces `old` with `new` in the file at `path`.
fn replace(path: &Path, old: &str, new: &str) -> Outcome {
    let text = when(fs::read_to_string(path), path.display())?;
    when(fs::write(path, text.replace(old, new)), path.display())
}

fn empty(name: &str) -> Outcome<PathBuf> {
    let site = places::own("sites")?.join(name);
    places::empty(&site)?;
    Ok(site)
}
