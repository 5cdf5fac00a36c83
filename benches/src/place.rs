//! Where everything is that the benchmark makes, and the commands that run there.

use crate::run::{self, cargo, command};
use anyhow::{Result, bail};
use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use stub_synthetic::project::{self, EDITED, File, LIBRARY};
use stub_synthetic::{Case, Extent, Variant};

/// The version of maturin, which has the generator for `experimental-inspect`.
const MATURIN: &str = "maturin==1.16.0";

/// The benchmark's directory.
#[derive(Debug)]
pub struct Place {
    scratch: PathBuf,
    signature: String,
}

impl Place {
    /// Makes the projects of `cases`, the Python environment and, if it is needed, the command, and fetches what they need.
    pub fn make(scratch: &Path, cases: &[Case], runs_command: bool) -> Result<Self> {
        fs::create_dir_all(scratch)?;
        let mut place = Self { scratch: scratch.canonicalize()?, signature: String::new() };
        place.copy_sources()?;
        place.write_projects(cases)?;
        place.make_python()?;
        if runs_command {
            place.build_command()?;
        }
        place.signature = place.signature()?;
        Ok(place)
    }

    /// The root of the repository.
    pub fn repository(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
    }

    /// A file or directory directly below the benchmark's directory.
    pub fn own(&self, name: &str) -> PathBuf {
        self.scratch.join(name)
    }

    /// The file that the messages of the program that runs now go to.
    pub fn log(&self) -> PathBuf {
        self.own("last.log")
    }

    /// The workspace of a variant.
    pub fn workspace(&self, variant: Variant) -> PathBuf {
        self.own("projects").join(variant.key())
    }

    /// The package of a case.
    pub fn package(&self, case: Case, variant: Variant) -> PathBuf {
        self.workspace(variant).join(case.name())
    }

    /// A target directory of a variant.
    pub fn target(&self, variant: Variant, name: &str) -> PathBuf {
        self.own("target").join(name).join(variant.key())
    }

    /// The extension's library in the target directory `name`, below the directory of `profile`.
    pub fn library(&self, variant: Variant, name: &str, profile: &str) -> PathBuf {
        use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
        self.target(variant, name).join(profile).join(format!("{DLL_PREFIX}{LIBRARY}{DLL_SUFFIX}"))
    }

    /// The interpreter that everything is built for.
    pub fn python(&self) -> PathBuf {
        self.own("venv").join("bin/python")
    }

    /// maturin.
    pub fn maturin(&self) -> PathBuf {
        self.own("venv").join("bin/maturin")
    }

    /// `cargo stubgen`, as a release build.
    pub fn stubgen(&self) -> PathBuf {
        self.own("tools").join("release/cargo-stubgen")
    }

    /// Another number in the line that is there to be edited.
    pub fn edit(&self, case: Case, variant: Variant, number: u32) -> Result<()> {
        let path = self.package(case, variant).join(project::edited_file(variant));
        let text = fs::read_to_string(&path)?;
        let (head, _) = EDITED.split_once('=').unwrap_or((EDITED, ""));
        let Some(line) = text.lines().find(|line| line.starts_with(head)) else {
            bail!("{} has no line to edit", path.display());
        };
        Ok(fs::write(&path, text.replacen(line, &format!("{head}= {number};"), 1))?)
    }

    /// `command` in the package of a case, building in the target directory `name`, with the Python
    /// environment active and the network out of reach.
    pub fn at(&self, mut command: Command, case: Case, variant: Variant, name: &str) -> Command {
        let programs = self.own("venv").join("bin");
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([programs].into_iter().chain(std::env::split_paths(&inherited)));
        command.current_dir(self.package(case, variant));
        command.env("CARGO_TARGET_DIR", self.target(variant, name)).env("CARGO_NET_OFFLINE", "true");
        command.env("VIRTUAL_ENV", self.own("venv")).env("PATH", path.unwrap_or(inherited));
        command
    }

    /// Cargo's part of `maturin develop`: the same arguments and the same environment.
    pub fn build(&self, case: Case, variant: Variant, name: &str) -> Command {
        let mut build = self.at(cargo(), case, variant, name);
        build.args(["rustc", "--lib"]);
        if variant == Variant::Incumbent {
            build.args(["--crate-type", "cdylib"]);
        }
        build.env("PYO3_PYTHON", self.python()).env("PYTHON_SYS_EXECUTABLE", self.python());
        build.env("PYO3_BUILD_EXTENSION_MODULE", "1");
        build.env("PYO3_ENVIRONMENT_SIGNATURE", &self.signature);
        build
    }

    /// `maturin develop`.
    pub fn develop(&self, case: Case, variant: Variant, name: &str) -> Command {
        let mut develop = self.at(command(self.maturin()), case, variant, name);
        develop.arg("develop");
        develop
    }

    /// What writes the stub, its build included. PyO3 alone has none.
    pub fn write_stub(&self, case: Case, variant: Variant, name: &str) -> Option<Command> {
        let mut stub = match variant {
            Variant::Bare | Variant::BareInline => return None,
            Variant::On | Variant::Off | Variant::OnInline => {
                self.at(command(self.stubgen()), case, variant, name)
            }
            Variant::Incumbent => self.at(cargo(), case, variant, name),
            Variant::Inspect => self.at(command(self.maturin()), case, variant, name),
        };
        match variant {
            Variant::Incumbent => stub.args(["run", "--bin", "stub_gen"]),
            Variant::Inspect => stub.args(["generate-stubs", "--out"]).arg(self.own("inspected")),
            _ => stub.arg("stubgen"),
        };
        Some(stub)
    }

    /// A copy of the library's sources as they are now, which does not change while it is measured.
    fn sources(&self) -> PathBuf {
        self.own("sources")
    }

    fn copy_sources(&self) -> Result<()> {
        let mut list = command("git");
        list.arg("-C").arg(self.repository()).args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
        ]);
        for path in run::stdout(&mut list)?.lines() {
            // A file that is listed and does not exist was removed, and the removal is not committed yet.
            if let Ok(data) = fs::read(self.repository().join(path)) {
                write_changed(&self.sources().join(path), &data)?;
            }
        }
        Ok(())
    }

    fn write_projects(&self, cases: &[Case]) -> Result<()> {
        let library = self.sources().join("pyo3-stub-gen");
        for variant in Variant::ALL.into_iter().chain(Variant::INLINE) {
            let workspace = self.workspace(variant);
            let is_written = |case: &Case| match case.extent {
                Extent::Whole => true,
                // What nothing compiles needs no declarative module.
                Extent::Annotations => !variant.is_inline(),
                Extent::Classes => variant == Variant::On,
            };
            let cases: Vec<Case> = cases.iter().copied().filter(is_written).collect();
            let mut files = project::workspace(&cases);
            for case in &cases {
                let package = project::package(*case, variant, &library).into_iter();
                files.extend(
                    package.map(|file| File { path: format!("{}/{}", case.name(), file.path), ..file }),
                );
            }
            files
                .iter()
                .try_for_each(|file| write_changed(&workspace.join(&file.path), file.text.as_bytes()))?;
            run::stdout(cargo().arg("fetch").current_dir(&workspace))?;
        }
        Ok(())
    }

    fn make_python(&self) -> Result<()> {
        let venv = self.own("venv");
        if !self.maturin().is_file() {
            run::stdout(command("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
        }
        let mut install = command(self.python());
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", MATURIN]);
        run::stdout(&mut install)?;
        Ok(())
    }

    fn build_command(&self) -> Result<()> {
        let mut build = cargo();
        build.args(["build", "--release", "--locked", "--package=cargo-stubgen"]);
        run::stdout(build.current_dir(self.sources()).env("CARGO_TARGET_DIR", self.own("tools")))?;
        Ok(())
    }

    /// The interpreter, as maturin tells it to PyO3's build script.
    fn signature(&self) -> Result<String> {
        let script = "import sys, struct\n\
                      print(sys.implementation.name, '%d.%d' % sys.version_info[:2], \
                      '%dbit' % (8 * struct.calcsize('P')), sep='-')";
        Ok(run::stdout(command(self.python()).args(["-I", "-c", script]))?.trim().to_owned())
    }
}

/// Writes a file unless it holds just that: a newer file would be compiled again.
fn write_changed(path: &Path, data: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|found| found == data) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, data)?)
}
