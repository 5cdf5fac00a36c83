//! Rules about commands that edit the sources.

use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// Why sources are not edited, or a part of them is left alone.
    #[derive(Debug)]
    pub enum EditRule {
        /// The project has changes that are not committed, which would be mixed with those of the command.
        "dirty-tree": error, DirtyTree { files: Vec<String> } => {
            message: ("the working directory has changes that are not committed:\n{files}", files = list(files)),
            remedy: "commit or stash them, or pass `--allow-dirty`",
        }

        /// The project is not in a repository, so nothing would show what has changed.
        "no-repository": error, NoRepository { directory: PathBuf } => {
            message: ("`{directory}` is not in a repository", directory = directory.display()),
            remedy: "run `git init` and commit the sources, or pass `--allow-no-vcs`",
        }

        /// The crate does not depend on PyO3 itself.
        "missing-dependency": error, NoPyo3 { package: String, manifest: PathBuf } => {
            message: ("the package `{package}` does not depend on `pyo3`: see `{manifest}`",
                      manifest = manifest.display()),
            remedy: "choose the package that does with `--package NAME`",
        }

        /// The crate uses a version of PyO3 for which the macros are not made.
        "unsupported-version": error, UnsupportedPyo3 { version: String } => {
            message: "the crate uses PyO3 {version}, and annotations need PyO3 0.27 to 0.30",
            remedy: "update PyO3, or run `cargo stubgen`, which also describes an extension without annotations",
        }

        /// The crate has a version of pyo3-stub-gen that this command does not read.
        "other-library": error, OtherLibrary { requirement: String, manifest: PathBuf } => {
            message: ("`{manifest}` asks for pyo3-stub-gen {requirement}, and this command needs {version}",
                      manifest = manifest.display(), version = env!("CARGO_PKG_VERSION")),
            remedy: "move the crate to it with `cargo stubgen init --migrate`",
        }

        /// The source takes the fields of a `TypeInfo` apart, or takes some of them from another value.
        ///
        /// A `TypeInfo` is a tree since version 0.24. `fields()` returns a `TypeFields` with the fields that it had, and
        /// `TypeInfo::from` makes a type of them.
        "type-fields": warning, TypeFields => {
            message: "the fields of a `TypeInfo` cannot be rewritten here",
            remedy: "use the fields of `TypeInfo::fields()`, and make a type of them with `TypeInfo::from`",
        }

        /// A program of the project calls the function that collected the items for an earlier version, and does more than to
        /// write the stub.
        ///
        /// The program still compiles, and so does the function, which therefore stays. `cargo stubgen` does not run the
        /// program.
        "helper-left": warning, HelperLeft { path: PathBuf } => {
            message: ("`{path}` is left, because it does more than to write the stub", path = path.display()),
            remedy: "if the rest is not needed, remove it and run the command again",
        }

        /// `Cargo.toml` has a form in which the dependency on PyO3 cannot be found.
        "manifest-not-edited": error, Manifest { path: PathBuf, reason: String } => {
            message: ("cannot add the dependency to `{path}`: {reason}", path = path.display()),
            remedy: "add it with `cargo add pyo3-stub-gen`, and run the command again",
        }

        /// A Rust file cannot be read, or is not UTF-8.
        "source-not-read": warning, Unreadable { path: PathBuf, reason: String } => {
            message: ("cannot read `{path}`: {reason}", path = path.display()),
        }

        /// A Rust file cannot be divided into tokens: a bracket is not closed, for example.
        "source-not-parsed": warning, NotRust { path: PathBuf, reason: String } => {
            message: ("`{path}` is left alone, because it is not Rust: {reason}", path = path.display()),
        }

        /// A module of the crate is a file outside its workspace.
        "source-outside": warning, OutsideWorkspace { path: PathBuf } => {
            message: ("`{path}` is left alone, because it is outside the workspace", path = path.display()),
            remedy: "annotate it by hand if it has items for Python",
        }

        /// A file is included whose path is not a literal, such as one that a build script writes.
        "generated-source": warning, GeneratedSource => {
            message: "the file that is included here is not annotated, because its path is not a literal",
            remedy: "let the program that writes it add the annotations, if it has items for Python",
        }

        /// An item is in a macro that may not accept another attribute.
        "inside-macro": warning, InsideMacro { attribute: String, name: String } => {
            message: "the `#[{attribute}]` in `{name}!` is not annotated",
            remedy: "the stub describes the item by its signature; annotate it by hand if the macro accepts attributes",
        }

        /// A macro that other crates may use expands to an item for Python. They may not depend on pyo3-stub-gen.
        "exported-macro": warning, ExportedMacro { attribute: String, name: String } => {
            message: "the `#[{attribute}]` in `{name}!` is not annotated, because other crates can use the macro",
            remedy: "annotate it by hand if all of them depend on pyo3-stub-gen",
        }

        /// The class of these methods is not annotated, or is not found in the source: a macro of another crate may declare
        /// it. Annotated methods need an annotated class.
        "methods-left": warning, MethodsLeft { class: String } => {
            message: "the `#[pymethods]` of `{class}` are not annotated, because no annotated class of that name is found",
            remedy: "annotate the class by hand, and run the command again",
        }

        /// PyO3's attribute has another name here, so the macros cannot read its options.
        "renamed-attribute": warning, RenamedAttribute { attribute: String, name: String } => {
            message: "`#[{name}]` is not annotated, because it is PyO3's `#[{attribute}]` under another name",
            remedy: "write `#[pyo3::{attribute}]`, and run the command again",
        }

        /// A file cannot be written. Files that were written before are as they were.
        "source-not-written": error, NotWritten { path: PathBuf, source: std::io::Error } => {
            message: ("cannot write `{path}`: {source}", path = path.display()),
            remedy: "nothing has changed; run the command again when the file can be written",
        }

        /// A file was changed by another program after it was read.
        "source-changed": error, Changed { path: PathBuf } => {
            message: ("`{path}` has changed since it was read", path = path.display()),
            remedy: "nothing was written; run the command again",
        }

        /// `--undo` does not know what was changed, because the record in the target directory is gone.
        "no-record": error, NoRecord { directory: PathBuf } => {
            message: ("`{directory}` has no record of changes to this project", directory = directory.display()),
            remedy: "if the sources are committed, `git restore` takes the changes back",
        }

        /// A line that `init` added has been changed since, so `--undo` leaves it.
        "changed-since": warning, ChangedSince { path: PathBuf, count: usize } => {
            message: ("{count} of the changes to `{path}` are left, because those lines have been edited since",
                      path = path.display()),
            remedy: "remove them by hand",
        }

        /// The project cannot be copied.
        "copy-failed": error, CopyFailed { path: PathBuf, source: std::io::Error } => {
            message: ("cannot copy `{path}`: {source}", path = path.display()),
        }
    }
}

fn list(files: &[String]) -> String {
    const SHOWN: usize = 10;
    let mut lines: Vec<String> = files.iter().take(SHOWN).map(|file| format!("  {file}")).collect();
    if files.len() > SHOWN {
        lines.push(format!("  and {} more", files.len() - SHOWN));
    }
    lines.join("\n")
}
