//! The artifacts, and their stub.

use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::checkers::Side;
use stub_tests::venv::{self, Venv};
use stub_tests::{Outcome, places, pythons, run, stubgen, when};

/// The versions of Python, by their minor numbers: the oldest one and the newest one that PyO3 and the tests support.
pub const MINORS: [u32; 2] = [10, 13];

/// The platform of the artifacts that are built as usual.
pub const HERE: &str = "linux";

/// The platform for which the feature `elsewhere` stands.
const ELSEWHERE: &str = "win32";

/// The name of the stub.
pub const STUB: &str = "sensor.pyi";

/// The artifacts, in the order in which `cargo stubgen` gets them.
pub struct Built {
    /// The stub of all of them.
    pub stub: String,
    /// What each of them is.
    pub sides: Vec<BuiltSide>,
}

/// The extension on one platform, for one version of Python.
pub struct BuiltSide {
    /// The platform and the version.
    pub side: Side,
    /// An environment with mypy.
    pub venv: Venv,
    /// The shared library.
    pub library: PathBuf,
    /// A directory that Python imports it from, with the stub.
    pub site: PathBuf,
}

/// The version and the platform of the side `index`. The sides of this platform come first.
pub fn side(index: usize) -> (u32, &'static str) {
    let platform = if index < MINORS.len() { HERE } else { ELSEWHERE };
    (MINORS[index % MINORS.len()], platform)
}

/// The directory of the extension.
pub fn project() -> PathBuf {
    places::tests().join("variants/sensor")
}

impl Built {
    /// Builds the artifacts, and makes a stub of them.
    pub fn new() -> Outcome<Self> {
        let place = places::own("variants")?;
        let mut sides = Vec::new();
        for index in 0..MINORS.len() * 2 {
            let (minor, platform) = side(index);
            let base = pythons::interpreter(minor).ok_or("the interpreter is gone")?;
            let venv = venv::mypy_for(&base, minor)?;
            let site = place.join(format!("{minor}-{platform}"));
            places::empty(&site)?;
            let library = site.join("sensor.so");
            let built = build(&venv, &place.join(format!("target-{minor}")), platform)?;
            when(fs::copy(&built, &library), built.display())?;
            sides.push(BuiltSide {
                side: Side { python: format!("3.{minor}"), platform },
                venv,
                library,
                site,
            });
        }
        let stub = merged(&place, &sides)?;
        for side in &sides {
            places::write(&side.site.join(STUB), &stub)?;
        }
        Ok(Self { stub, sides })
    }
}

fn build(venv: &Venv, target: &Path, platform: &str) -> Outcome<PathBuf> {
    let mut build = run::cargo();
    build.args(["build", "--locked", "--quiet"]).current_dir(project());
    if platform == ELSEWHERE {
        build.args(["--features", "elsewhere"]);
    }
    build
        .env("CARGO_TARGET_DIR", target)
        .env("PYO3_PYTHON", venv.python())
        .env("PYO3_BUILD_EXTENSION_MODULE", "1");
    run::success(&mut build)?;
    Ok(target.join("debug/libsensor.so"))
}

/// The stub of all sides. Those of another platform are recorded first, and their recordings say that they are from there.
fn merged(place: &Path, sides: &[BuiltSide]) -> Outcome<String> {
    let directory = project();
    let mut stubgen = run::command(stubgen::program()?);
    stubgen.args(["stubgen", "--stdout"]).current_dir(&directory);
    for BuiltSide { side, venv, library, .. } in sides {
        let artifact = if side.platform == HERE {
            library.clone()
        } else {
            let recording = place.join(format!("recorded-{}", side.python));
            let mut record = run::command(stubgen::program()?);
            record.args(["stubgen", "record", "--artifact"]).arg(library).arg("--python").arg(venv.python());
            run::success(record.arg("--directory").arg(&recording).current_dir(&directory))?;
            let index = recording.join("recording.json");
            let text = when(fs::read_to_string(&index), index.display())?;
            let named = |platform: &str| format!("\"platform\": \"{platform}\"");
            if !text.contains(&named(HERE)) {
                return Err(format!("{} names no platform:\n{text}", index.display()));
            }
            places::write(&index, &text.replace(&named(HERE), &named(side.platform)))?;
            recording
        };
        stubgen.arg("--artifact").arg(artifact).arg("--python").arg(venv.python());
    }
    run::stdout(&mut stubgen)
}
