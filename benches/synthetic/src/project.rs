//! The files of a Cargo project that maturin can build.

use crate::units::parts;
use crate::{Case, Extent, Variant};
use crate::{classes, source};
use std::path::Path;

pub use crate::source::{EDITED, LIBRARY, MODULE};

/// The version of PyO3 that all variants use.
pub const PYO3: &str = "0.30";
/// The version of the library on crates.io that is compared with.
pub const INCUMBENT: &str = "0.23.2";

/// A file of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it is, below the project's directory.
    pub path: String,
    /// What it holds.
    pub text: String,
}

fn file(path: impl Into<String>, text: impl Into<String>) -> File {
    File { path: path.into(), text: text.into() }
}

/// The file, below a package's directory, that holds [`EDITED`].
#[must_use]
pub fn edited_file(variant: Variant) -> &'static str {
    if variant.is_inline() { "src/lib.rs" } else { "src/part_0.rs" }
}

/// The files of a workspace that the packages of `cases` share, so that each dependency is compiled once
/// for all of them.
#[must_use]
pub fn workspace(cases: &[Case]) -> Vec<File> {
    let names = cases.iter().map(|case| case.name()).chain(["inert".to_owned()]);
    let members: Vec<_> = names.map(|name| format!("{name:?}")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.release]\nstrip = true\n",
        members.join(", ")
    );
    let inert = "[package]\nname = \"inert\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
                 [lib]\nproc-macro = true\n";
    vec![
        file("Cargo.toml", manifest),
        file("inert/Cargo.toml", inert),
        file("inert/src/lib.rs", source::INERT),
    ]
}

/// The files of a case's package. `library` is where this library's own package is.
#[must_use]
pub fn package(case: Case, variant: Variant, library: &Path) -> Vec<File> {
    if case.extent == Extent::Classes {
        let part = |number| file(format!("src/part_{number}.rs"), classes::part(case, number));
        let shared = [
            file("Cargo.toml", manifest(case, variant, library)),
            file("pyproject.toml", pyproject(case)),
            file("src/lib.rs", classes::root(case)),
        ];
        return shared.into_iter().chain((0..case.submodules).map(part)).collect();
    }
    let parts = parts(case);
    let mut files = vec![
        file("Cargo.toml", manifest(case, variant, library)),
        file("pyproject.toml", pyproject(case)),
        // 0.23 writes no stub for submodules in a project without Python files.
        file("python/synthetic/__init__.py", ""),
        file("src/lib.rs", source::root(&parts, case, variant)),
    ];
    let own_files = if variant.is_inline() { &[] } else { parts.as_slice() };
    for (number, part) in own_files.iter().enumerate() {
        files.push(file(format!("src/part_{number}.rs"), source::part(part, case, variant)));
    }
    if variant == Variant::Incumbent {
        files.push(file("src/bin/stub_gen.rs", stub_binary()));
    }
    files
}

fn manifest(case: Case, variant: Variant, library: &Path) -> String {
    let path = library.display().to_string();
    let dependencies = match variant {
        Variant::Bare | Variant::BareInline => format!("pyo3 = \"{PYO3}\"\n"),
        Variant::On | Variant::OnInline => {
            format!("pyo3 = \"{PYO3}\"\npyo3-stub-gen = {{ path = {path:?} }}\n")
        }
        Variant::Off => {
            format!("pyo3 = \"{PYO3}\"\npyo3-stub-gen = {{ path = {path:?}, default-features = false }}\n")
        }
        Variant::Incumbent => format!("pyo3 = \"{PYO3}\"\npyo3-stub-gen = \"={INCUMBENT}\"\n"),
        Variant::Inspect => {
            format!("pyo3 = {{ version = \"{PYO3}\", features = [\"experimental-inspect\"] }}\n")
        }
    };
    // The binary that writes the stub links the library as Rust code.
    let kinds = if variant == Variant::Incumbent { "\"cdylib\", \"rlib\"" } else { "\"cdylib\"" };
    let features =
        if variant == Variant::Off { "[features]\nstub-gen = [\"pyo3-stub-gen/registry\"]\n\n" } else { "" };
    let inert = match case.extent {
        Extent::Whole | Extent::Classes => "",
        Extent::Annotations => "inert = { path = \"../inert\" }\n",
    };
    format!(
        "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [lib]\nname = \"{LIBRARY}\"\ncrate-type = [{kinds}]\n\n{features}[dependencies]\n{dependencies}{inert}",
        case.name()
    )
}

fn pyproject(case: Case) -> String {
    format!(
        "[build-system]\nrequires = [\"maturin>=1.9.4,<2\"]\nbuild-backend = \"maturin\"\n\n\
         [project]\nname = \"{}\"\nversion = \"0.1.0\"\nrequires-python = \">=3.10\"\n\n\
         [tool.maturin]\npython-source = \"python\"\nmodule-name = \"{MODULE}\"\n",
        case.name()
    )
}

/// What the README of 0.23 asks a project for.
fn stub_binary() -> String {
    format!(
        "fn main() -> pyo3_stub_gen::Result<()> {{\n    let stub = {LIBRARY}::stub_info()?;\n    stub.generate()\n}}\n"
    )
}
