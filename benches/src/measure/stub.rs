//! From the built library to the written stub. Nothing is built, and Cargo is not asked.

use super::rebuild::{WARM, stub_target};
use super::{Measure, Steps};
use crate::args::MeasureName;
use crate::place::Place;
use crate::run::{cargo, command, timed};
use anyhow::Result;
use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_synthetic::project::MODULE;
use stub_synthetic::{Case, Variant};

/// On these extensions, to see how it grows.
#[derive(Debug)]
pub struct Stub {
    /// The extensions.
    pub cases: Vec<Case>,
    /// The one on which this library is measured alone.
    pub without_others: Option<Case>,
}

impl Measure for Stub {
    fn name(&self) -> MeasureName {
        MeasureName::Stub
    }

    fn cases(&self) -> Vec<Case> {
        self.cases.clone()
    }

    /// PyO3 alone stands for the start of the interpreter. What maturin's generator does cannot be had without
    /// a build.
    fn variants(&self, case: Case) -> Vec<Variant> {
        let mut variants = vec![Variant::Bare, Variant::On];
        variants.extend((self.without_others != Some(case)).then_some(Variant::Incumbent));
        variants
    }

    fn prepare(&self, place: &Place, case: Case, variant: Variant) -> Result<()> {
        let target = stub_target(variant);
        forget(&place.target(variant, target))?;
        forget(&place.target(variant, WARM))?;
        let built = match variant {
            Variant::Incumbent => {
                let mut build = place.at(cargo(), case, variant, target);
                timed(build.args(["build", "--bin", "stub_gen"]), &place.log())?;
                place.target(variant, target).join("debug/stub_gen")
            }
            Variant::On => {
                timed(&mut place.build(case, variant, WARM), &place.log())?;
                place.library(variant, WARM, "debug")
            }
            _ => return Ok(()),
        };
        fs::create_dir_all(place.own("built"))?;
        fs::copy(built, kept(place, case, variant))?;
        Ok(())
    }

    fn round(&self, place: &Place, case: Case, variant: Variant, _: u32) -> Result<Steps> {
        let (step, mut run) = match variant {
            Variant::On => ("stub", ours(place, case)?),
            Variant::Incumbent => ("stub", incumbent(place, case)?),
            _ => ("interpreter", interpreter(place)),
        };
        Ok(vec![(step, timed(&mut run, &place.log())?)])
    }
}

/// Removes the library that was built last. Its file bears no hash: where Cargo finds another case fresh, the
/// file is still that of the last one.
fn forget(target: &Path) -> Result<()> {
    let dependencies = target.join("debug/deps");
    if !dependencies.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(dependencies)? {
        let path = entry?.path();
        if path.file_stem().is_some_and(|stem| stem == "lib_native") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Where the library, or the binary that it is linked into, is kept: the next case is built where it was.
fn kept(place: &Place, case: Case, variant: Variant) -> PathBuf {
    place.own("built").join(format!("{}-{}", case.name(), variant.key()))
}

fn ours(place: &Place, case: Case) -> Result<Command> {
    let directory = place.own("stubs");
    fs::create_dir_all(&directory)?;
    let stub = directory.join("_native.pyi");
    // A stub that is right already would not be written.
    if stub.exists() {
        fs::remove_file(&stub)?;
    }
    let mut run = command(place.stubgen());
    // Python finds none of the items, so a stub that follows it would be empty.
    run.args(["stubgen", "--quiet", "--no-import", "--module", MODULE, "--artifact"]);
    run.arg(kept(place, case, Variant::On));
    run.arg("--output").arg(stub).arg("--python").arg(place.python()).current_dir(&directory);
    Ok(run)
}

fn incumbent(place: &Place, case: Case) -> Result<Command> {
    let python = place.package(case, Variant::Incumbent).join("python");
    let stubs = python.join(MODULE.replace('.', "/"));
    if stubs.exists() {
        fs::remove_dir_all(&stubs)?;
    }
    let stub = stubs.with_extension("pyi");
    if stub.exists() {
        fs::remove_file(stub)?;
    }
    let mut run = place.at(command(kept(place, case, Variant::Incumbent)), case, Variant::Incumbent, WARM);
    // `cargo run` would say where the package is.
    run.env("CARGO_MANIFEST_DIR", place.package(case, Variant::Incumbent));
    Ok(run)
}

fn interpreter(place: &Place) -> Command {
    let mut run = command(place.python());
    run.args(["-I", "-c", "pass"]);
    run
}
