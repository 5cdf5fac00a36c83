//! The two provers: `cargo stubgen test`, and plain stubtest beside the extension.

use crate::Result;
use crate::mutants::Mutant;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_tests::project::Project;
use stub_tests::{Outcome, checkers, places, run, stubgen, when};

/// The examples that mutants are made of, built.
pub struct Examples(BTreeMap<String, Example>);

struct Example {
    project: Project,
    library: PathBuf,
    stub: String,
}

impl Examples {
    /// Builds the examples of `mutants`, and checks that both provers accept them without a mistake.
    pub fn build(mutants: &[Mutant]) -> Outcome<Self> {
        let target = places::own("examples")?;
        let mut examples = BTreeMap::new();
        for mutant in mutants {
            if examples.contains_key(&mutant.example) {
                continue;
            }
            let project = Project::read(&places::root().join("examples").join(&mutant.example))?;
            let stub = stubgen::text(&project.manifest(), &target)?;
            let example = Example { library: project.built(&target), project, stub };
            let stub = &example.stub;
            if example.is_caught_by_stubtest(stub)? || example.is_caught_by_proof(stub)? {
                return Err(format!("the stub of {} is wrong without any mistake", mutant.example));
            }
            examples.insert(mutant.example.clone(), example);
        }
        Ok(Self(examples))
    }

    /// Which provers find a mutant.
    pub fn test(&self, mutant: &Mutant) -> Outcome<Result> {
        let example = self.0.get(&mutant.example).ok_or("no such example")?;
        let text = mutant.of(&example.stub)?;
        Ok(Result {
            by_stubtest: example.is_caught_by_stubtest(&text)?,
            by_proof: example.is_caught_by_proof(&text)?,
            by_run: mutant.unknown.is_some() && example.is_caught_by_run(&text)?,
            mutant: mutant.clone(),
        })
    }
}

impl Example {
    fn is_caught_by_proof(&self, stub: &str) -> Outcome<bool> {
        self.is_caught_with(stub, &[])
    }

    /// Whether the calls of the example's own tests contradict `stub`.
    fn is_caught_by_run(&self, stub: &str) -> Outcome<bool> {
        let tests = self.project.directory.join("tests");
        let tests = when(tests.canonicalize(), tests.display())?.display().to_string();
        let pytest = ["--trace", "--trace-only", "--", "pytest", "-q", "-p", "no:cacheprovider", &tests];
        self.is_caught_with(stub, &pytest)
    }

    fn is_caught_with(&self, stub: &str, options: &[&str]) -> Outcome<bool> {
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let file = directory.path().join("stub.pyi");
        when(fs::write(&file, stub), file.display())?;
        found(stubgen::test(&self.project, &self.library)?.arg("--stub").arg(&file).args(options))
    }

    fn is_caught_by_stubtest(&self, stub: &str) -> Outcome<bool> {
        let directory = when(tempfile::tempdir(), "making a directory")?;
        let site = directory.path().join("site");
        self.lay(&site, stub)?;
        found(&mut checkers::stubtest_command(&site, &self.project.module)?)
    }

    /// The stub beside the library, where Python and mypy look for both.
    fn lay(&self, site: &Path, stub: &str) -> Outcome {
        when(fs::create_dir_all(site), site.display())?;
        if let Some(source) = &self.project.python_source {
            places::copy(source, site)?;
        }
        let place = site.join(self.project.stub_in_site());
        when(fs::write(&place, stub), place.display())?;
        let library = place.with_extension(if cfg!(windows) { "pyd" } else { "so" });
        when(fs::copy(&self.library, &library), library.display()).map(drop)
    }
}

/// Whether a prover found something, which it shows with exit code 1. Any other code means that it failed to run.
fn found(prover: &mut Command) -> Outcome<bool> {
    let output = run::output(prover)?;
    match output.status.code() {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        _ => Err(run::told(prover, &output)),
    }
}
