//! Rules about stubs, and about the files of the command itself.

use pyo3_stub_gen::text::words::listed_briefly;
use std::io;
use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// What may be wrong with a stub as a whole.
    #[derive(Debug)]
    pub enum StubRule {
        /// The stub to test does not exist.
        "missing-stub": error, NoStub { path: PathBuf } => {
            message: ("`{path}`, the stub to test, does not exist", path = path.display()),
            remedy: "run `cargo stubgen` to write it, or pass another file with `--stub PATH`",
        }

        /// The stub to test cannot be read, or is not valid Python.
        "unreadable-stub": error, Unreadable { path: PathBuf, reason: String } => {
            message: ("cannot read the stub `{path}`: {reason}", path = path.display()),
            remedy: "run `cargo stubgen` to write it again",
        }

        /// The generator reported errors, which are printed above.
        "not-written": error, NotWritten { module: String, count: String } => {
            message: "no stub was written for `{module}`: {count}",
        }

        /// `importable-submodules` makes the stub several files, and standard output is one.
        "several-files": error, SeveralFiles { count: usize } => {
            message: "the stub is {count} files because of `importable-submodules`, and `--stdout` prints one",
            remedy: "choose a place for them instead: with `--output DIR/NAME.pyi` they go into `DIR/NAME`",
        }

        /// Another generator left a directory of stubs beside the stub, and type checkers prefer it.
        "shadowed-stub": warning, Shadowed { stub: PathBuf, package: PathBuf } => {
            message: ("type checkers read `{package}/__init__.pyi` and not `{stub}`",
                      package = package.display(), stub = stub.display()),
            remedy: ("delete the stubs in `{package}`, which another generator left behind",
                     package = package.display()),
        }

        /// Python cannot import the extension, so its names and their places are not known.
        ///
        /// The stub is made from the annotations alone. It lacks what is not annotated, exceptions of `create_exception!`
        /// among it, and has each item where its annotation says.
        "not-imported": warning incomplete, NotImported { module: String, reason: String, remedy: Option<String> } => {
            message: "only what is annotated in `{module}` is known: {reason}",
            remedy: [without_import(remedy.as_deref(), "accept that")],
        }

        /// Python cannot import the extension, and the stub on disk has names that the new one would lack.
        ///
        /// The stub on disk is kept as it is. It was written when Python could import the extension, and it may be stale.
        "poorer-stub": error, Poorer { stub: PathBuf, names: Vec<String>, reason: String, remedy: Option<String> } => {
            message: ("`{stub}` is kept, because a new one would lose {shown}: {reason}", stub = stub.display(),
                      shown = listed_briefly(names, "name")),
            remedy: [without_import(remedy.as_deref(), "accept the loss")],
        }

        /// An entry of `ignore` does not fit any finding of `cargo stubgen test`.
        ///
        /// An entry is the code of a finding, a colon, and the dotted name that the finding is about. A name may end with
        /// `.*`, which stands for everything below it.
        "unused-ignore": warning, UnusedIgnore { entry: String } => {
            message: "`{entry}` in `ignore` of `[tool.pyo3-stub-gen.test]` does not fit any finding",
            remedy: "remove it, or write it as `CODE:NAME`, such as `missing-in-stub:package.module.name`",
        }

        /// Standard output could not be written to.
        "stdout": error, Stdout { source: io::Error } => {
            message: "cannot write to standard output: {source}",
        }

        /// A temporary file or directory could not be made.
        "temporary-file": error, Temporary { source: io::Error } => {
            message: "cannot make a temporary file: {source}",
            remedy: "name a directory that exists and has space with the variable `TMPDIR` (`TEMP` on Windows)",
        }
    }
}

fn without_import(first: Option<&str>, what: &str) -> String {
    let other = format!("{what} with `--no-import`, or `import = false` in `[tool.pyo3-stub-gen]`");
    first.map_or_else(|| other.clone(), |first| format!("{first}\nor {other}"))
}
