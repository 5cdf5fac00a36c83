//! `init` and `try`: what they change, what they leave, and how it is taken back.
//!
//! PyO3 and the library are stand-ins here, whose attributes return the item as it is.

use crate::support::{OLD_STUB, Project};
use std::process::Command;

const LIB: &str = "\
use pyo3::prelude::*;

/// Doc.\r
\t#[pyfunction] // comment
\tfn f() {}

mod more;
";

const MORE: &str = "#[cfg_attr(all(), pyo3::pyclass(eq))]\nstruct S;\n\n#[pyo3::pymethods]\nimpl S {}";

/// A crate with items for Python whose stub is written already.
pub fn project() -> Project {
    project_with_pyo3("0.30.1")
}

fn project_with_pyo3(version: &str) -> Project {
    let project = Project::in_python("NEW = 1");
    let lib = project.read("src/lib.rs");
    project.write("src/lib.rs", format!("{LIB}{lib}"));
    project.write("src/more.rs", MORE);
    let manifest = project.read("Cargo.toml");
    let dependency = "[dependencies]\npyo3 = { path = \"pyo3\" } # why\n\n";
    project.write("Cargo.toml", manifest.replace("[workspace]", &format!("{dependency}[workspace]")));
    let package = |name: &str, version: &str, rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2024\"\n\n{rest}")
    };
    let identity = |name: &str| {
        format!(
            "#[proc_macro_attribute]\npub fn {name}(_: proc_macro::TokenStream, item: proc_macro::TokenStream) -> \
             proc_macro::TokenStream {{ item }}\n"
        )
    };
    let names = [
        "pyfunction",
        "pyclass",
        "pymethods",
        "gen_stub_pyfunction",
        "gen_stub_pyclass",
        "gen_stub_pymethods",
    ];
    project.write("macros/Cargo.toml", package("macros", "0.1.0", "[lib]\nproc-macro = true\n"));
    project.write("macros/src/lib.rs", names.map(identity).concat());
    let uses_macros = "[dependencies]\nmacros = { path = \"../macros\" }\n";
    project.write("pyo3/Cargo.toml", package("pyo3", version, uses_macros));
    project.write("pyo3/src/lib.rs", "pub use macros::*;\npub mod prelude { pub use macros::*; }\n");
    let features = "[features]\ndefault = [\"registry\"]\nregistry = []\n";
    project.write(
        "library/Cargo.toml",
        package("pyo3-stub-gen", env!("CARGO_PKG_VERSION"), &format!("{features}{uses_macros}")),
    );
    project.write("library/src/lib.rs", "pub use macros as derive;\n");
    project
}

/// Lets the annotation of methods remove the options in them, as the one of the library does.
pub fn take_options(project: &Project) {
    let macros = project.read("macros/src/lib.rs");
    let taking = "item.to_string().replace(\"#[gen_stub(default = 1)]\", \"\").parse().unwrap()";
    let name = "pub fn gen_stub_pymethods(";
    let (before, after) = macros.split_once(name).unwrap();
    project.write(
        "macros/src/lib.rs",
        format!("{before}{name}{}", after.replacen("{ item }", &format!("{{ {taking} }}"), 1)),
    );
}

/// The files that `init` may change.
fn sources(project: &Project) -> [String; 3] {
    ["Cargo.toml", "src/lib.rs", "src/more.rs"].map(|name| project.read(name))
}

pub const INIT: [&str; 5] = ["init", "--path", "library", "--allow-no-vcs", "--offline"];

#[test]
fn init_annotates_the_crate_and_writes_and_tests_the_stub() {
    let project = project();
    let run = project.stubgen(&INIT);
    let first = ["   Annotated 3 items (2 files)", "     Writing demo.pyi (1 item) in [time]"];
    for line in first {
        assert!(run.stderr.contains(line), "{}", run.stderr);
    }
    assert!(run.stderr.contains("Proved demo.pyi"), "{}", run.stderr);
    // The extension is built for each step, and Cargo repeats what the compiler said.
    assert_eq!(run.stderr.matches("warning: function `f` is never used").count(), 1, "{}", run.stderr);
    assert!(run.stdout.starts_with("demo: "), "{}", run.stdout);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let [manifest, lib, more] = sources(&project);
    let line = "pyo3-stub-gen = { path = \"library\" }\n";
    assert!(manifest.contains(&format!("pyo3 = {{ path = \"pyo3\" }} # why\n{line}")), "{manifest}");
    let function = "/// Doc.\r\n\t#[pyo3_stub_gen::derive::gen_stub_pyfunction]\n\t#[pyfunction] // comment\n\tfn f() {}\n";
    assert!(lib.contains(function), "{lib}");
    assert_eq!(
        more,
        "#[cfg_attr(all(), pyo3_stub_gen::derive::gen_stub_pyclass)]\n#[cfg_attr(all(), pyo3::pyclass(eq))]\nstruct S;\n\n\
         #[pyo3_stub_gen::derive::gen_stub_pymethods]\n#[pyo3::pymethods]\nimpl S {}"
    );

    let again = project.stubgen(&INIT);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    assert!(again.stderr.contains("everything that can be"), "{}", again.stderr);
    assert_eq!(sources(&project), [manifest, lib, more]);
}

#[test]
fn undo_gives_the_original_bytes_and_keeps_later_edits() {
    let project = project();
    let (before, stub) = (sources(&project), OLD_STUB.replace('\n', "\r\n"));
    project.write("demo.pyi", &stub);
    assert_eq!(project.stubgen(&INIT).code, Some(0));
    let run = project.stubgen(&["init", "--undo"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "    Restored 5 files"));
    assert_eq!(sources(&project), before);
    assert_eq!(project.read("demo.pyi"), stub);
    assert!(!project.path("Cargo.lock").exists());
    let none = project.stubgen(&["init", "--undo"]);
    assert!(none.code == Some(2) && none.stderr.contains("error[no-record]"), "{}", none.stderr);

    assert_eq!(project.stubgen(&INIT).code, Some(0));
    let edited = project.read("src/more.rs").replace("gen_stub_pymethods]", "gen_stub_pymethods()]");
    project.write("src/more.rs", format!("// new\n{edited}"));
    let run = project.stubgen(&["init", "--undo"]);
    assert!(
        run.stderr.contains("warning[changed-since]: 1 of the changes to `src/more.rs`"),
        "{}",
        run.stderr
    );
    let kept = "\n#[pyo3_stub_gen::derive::gen_stub_pymethods()]\n#[pyo3::pymethods]";
    assert_eq!(
        project.read("src/more.rs"),
        format!("// new\n{}", MORE.replace("\n#[pyo3::pymethods]", kept))
    );
}

#[test]
fn a_dry_run_prints_a_diff_and_changes_nothing() {
    let project = project();
    let before = sources(&project);
    let run = project.stubgen(&["init", "--dry-run", "--gate", "--offline"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for line in [
        "+++ b/src/lib.rs\n",
        "+\t#[pyo3_stub_gen::derive::gen_stub_pyfunction]\n",
        "+stub-gen = [\"pyo3-stub-gen/registry\"]\n",
        concat!(
            "+pyo3-stub-gen = { version = \"",
            env!("CARGO_PKG_VERSION"),
            "\", default-features = false }\n"
        ),
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
    assert_eq!(sources(&project), before);
    assert!(!project.path("Cargo.lock").exists());
}

#[test]
fn changes_that_git_does_not_have_are_not_mixed_with_others() {
    let project = project();
    let run = project.stubgen(&["init", "--path", "library", "--offline"]);
    assert!(
        run.code == Some(2) && run.stderr.contains("error[no-repository]: `.` is not in a repository"),
        "{}",
        run.stderr
    );
    let mut git = Command::new("git");
    assert!(git.arg("init").arg("--quiet").current_dir(project.root()).status().unwrap().success());
    let before = sources(&project);
    let run = project.stubgen(&["init", "--path", "library", "--offline"]);
    assert!(run.code == Some(2) && run.stderr.contains("error[dirty-tree]"), "{}", run.stderr);
    assert_eq!(sources(&project), before);
    let run = project.stubgen(&["init", "--path", "library", "--offline", "--allow-dirty"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn versions_of_pyo3_without_annotations_are_named() {
    for version in ["0.26.0", "0.31.2"] {
        let project = project_with_pyo3(version);
        let before = sources(&project);
        let run = project.stubgen(&INIT);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        let expected = format!(
            "error[unsupported-version]: the crate uses PyO3 {version}, and annotations need PyO3 0.27 to 0.30"
        );
        assert!(run.stderr.contains(&expected), "{}", run.stderr);
        assert_eq!(sources(&project), before);
    }
    let plain = Project::new();
    let run = plain.stubgen(&INIT);
    assert!(run.code == Some(2) && run.stderr.contains("error[missing-dependency]"), "{}", run.stderr);
}

#[test]
fn a_stub_by_hand_stays_unless_it_is_to_be_replaced() {
    let project = project();
    project.write("demo.pyi", "NEW: int\nOLD: int\n");
    let before = sources(&project);
    let run = project.stubgen(&INIT);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("note: the new stub loses 1 name:\n  demo.OLD\n"), "{}", run.stderr);
    assert!(!run.stderr.contains("gains"), "{}", run.stderr);
    let expected =
        "note: `demo.pyi` was written by hand, so the stub is `target/cargo-stubgen/init/demo.pyi`";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
    assert!(project.read("target/cargo-stubgen/init/demo.pyi").contains("NEW: int"));
    assert_eq!(project.read("demo.pyi"), "NEW: int\nOLD: int\n");
    assert_eq!(project.stubgen(&["init", "--undo"]).code, Some(0));
    assert_eq!(sources(&project), before);

    assert_eq!(project.stubgen(&[&INIT[..], &["--force"]].concat()).code, Some(0));
    assert!(project.read("demo.pyi").starts_with("# This file is automatically generated"));
    assert_eq!(project.stubgen(&["init", "--undo"]).code, Some(0));
    assert_eq!(project.read("demo.pyi"), "NEW: int\nOLD: int\n");
}

#[test]
fn a_package_with_a_stub_by_hand_gets_nothing() {
    let project = project();
    project.write("demo/__init__.py", "");
    project.write("demo/demo.pyi", "NEW: int\n");
    project.remove("demo.pyi");
    let run = project.stubgen(&INIT);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("note: `demo/demo.pyi` was written by hand"), "{}", run.stderr);
    assert!(!project.path("demo/py.typed").exists(), "{}", run.stderr);
    assert_eq!(project.read("demo/demo.pyi"), "NEW: int\n");
}

#[test]
fn try_prints_the_stub_and_leaves_the_crate() {
    let project = project();
    let before = sources(&project);
    for _ in 0..2 {
        let run = project.stubgen(&["try", "--path", "library", "--offline"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains("Annotated 3 items of a copy (2 files)"), "{}", run.stderr);
        assert!(run.stdout.contains("NEW: int"), "{}", run.stdout);
        assert_eq!(sources(&project), before);
        assert_eq!(project.read("demo.pyi"), OLD_STUB);
    }
    let run = project.stubgen(&["try", "--path", "library", "--offline", "--output", "other.pyi"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.read("other.pyi").contains("NEW: int"));
}

/// What collected the items for an earlier version.
const GATHERER: &str = "// For `stub_gen`.\npyo3_stub_gen::define_stub_info_gatherer!(stub_info);\n\n";

/// A crate that was written for an earlier version of the library.
pub fn earlier_project() -> Project {
    let project = project();
    let manifest = project.read("Cargo.toml");
    let dependency = "pyo3-stub-gen = \"0.23\" # types\n";
    let patch = "[patch.crates-io]\npyo3-stub-gen = { path = \"old\" }\n\n";
    let manifest = manifest.replace(" # why\n", &format!(" # why\n{dependency}"));
    project.write("Cargo.toml", manifest.replace("[workspace]", &format!("{patch}[workspace]")));
    project.write(
        "old/Cargo.toml",
        "[package]\nname = \"pyo3-stub-gen\"\nversion = \"0.23.1\"\nedition = \"2024\"\n",
    );
    project.write("old/src/lib.rs", "");
    let types = "pub struct TypeFields { pub name: String, pub import: Vec<String> }\npub struct TypeInfo;\n\
                 impl From<TypeFields> for TypeInfo { fn from(_: TypeFields) -> Self { Self } }\n";
    project.write("library/src/lib.rs", format!("pub use macros as derive;\n{types}"));
    project.write(
        "src/more.rs",
        format!(
            "{MORE}\npub fn t() -> pyo3_stub_gen::TypeInfo {{\n    pyo3_stub_gen::TypeInfo {{ name: String::new(), import: vec![] }}\n}}\n"
        ),
    );
    let manifest = project.read("Cargo.toml").replace("[\"cdylib\"]", "[\"cdylib\", \"rlib\"]");
    project.write("Cargo.toml", manifest + "\n[[bin]]\nname = \"stub_gen\"\npath = \"stub_gen.rs\"\n");
    project.write(
        "stub_gen.rs",
        "fn main() -> pyo3_stub_gen::Result<()> {\n    demo::stub_info()?.generate()\n}\n",
    );
    let lib = project.read("src/lib.rs");
    project.write("src/lib.rs", format!("{GATHERER}{lib}"));
    project.write("demo/__init__.pyi", OLD_STUB);
    project.write("demo/sub/__init__.pyi", old_stub_of_sub());
    project.write("demo/by_hand.pyi", "x: int\n");
    project
}

/// A private class is not among the names that users see, and neither are its members.
fn old_stub_of_sub() -> String {
    format!("{OLD_STUB}\nclass _Helper:\n    def helps(self) -> int: ...\n")
}

#[test]
fn a_crate_of_an_earlier_version_is_moved() {
    let project = earlier_project();
    let before = sources(&project);
    let run = project.stubgen(&INIT);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(
        run.stderr.contains("help: move the crate to it with `cargo stubgen init --migrate`"),
        "{}",
        run.stderr
    );

    let migrate = [&INIT[..], &["--migrate"]].concat();
    let run = project.stubgen(&[&migrate[..], &["--dry-run"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for line in [
        "-pyo3-stub-gen = \"0.23\" # types\n+pyo3-stub-gen = { path = \"library\" } # types\n",
        "-    pyo3_stub_gen::TypeInfo { name: String::new(), import: vec![] }\n\
         +    pyo3_stub_gen::TypeInfo::from(pyo3_stub_gen::TypeFields { name: String::new(), import: vec![] })\n",
        "demo/sub/__init__.pyi",
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
    assert_eq!(sources(&project), before);

    let run = project.stubgen(&migrate);
    assert!(run.stderr.contains("   Rewritten 1 `TypeInfo` literal\n"), "{}", run.stderr);
    assert!(
        run.stderr.contains("Removed demo/__init__.pyi, which an earlier version generated"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("Removed the function that collected the items\n"), "{}", run.stderr);
    assert!(run.stderr.contains("Removed stub_gen.rs, which only wrote the stub\n"), "{}", run.stderr);
    let names = "gains 1 name:\n  demo.NEW\nnote: the new stub loses 3 names:\n  demo.OLD\n  demo.sub\n  demo.sub.OLD";
    assert!(run.stderr.contains(names), "{}", run.stderr);
    assert!(run.stderr.contains("that fail:\n  import demo.sub\n"), "{}", run.stderr);
    assert!(run.stderr.contains("Proved demo/demo.pyi"), "{}", run.stderr);
    let manifest = project.read("Cargo.toml");
    assert!(manifest.contains("crate-type = [\"cdylib\"]\n") && !manifest.contains("[[bin]]"), "{manifest}");
    assert!(!project.path("stub_gen.rs").exists() && !project.read("src/lib.rs").contains("stub_info"));
    assert!(!project.path("demo/sub/__init__.pyi").exists() && project.path("demo/by_hand.pyi").exists());
    assert!(project.stubgen(&migrate).stderr.contains("before this run"));

    assert_eq!(project.stubgen(&["init", "--undo", "--offline"]).code, Some(0));
    assert_eq!(sources(&project), before);
    assert_eq!(project.read("demo/sub/__init__.pyi"), old_stub_of_sub());
}
