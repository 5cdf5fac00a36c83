//! Rules about stubs, and about the files of the command itself.

use pyo3_stub_gen::generate::Fix;
use pyo3_stub_gen::text::words::listed_briefly;
use std::io;
use std::path::{Path, PathBuf};

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
            remedy: "run `cargo stubgen` to generate it again",
        }

        /// The generator reported errors, which are printed above.
        "not-written": error, NotWritten { module: String, count: String } => {
            message: "no stub was written for `{module}`: {count}",
        }

        /// `importable-submodules` splits the stub into several files, which `--stdout` cannot print.
        "several-files": error, SeveralFiles { count: usize } => {
            message: "the stub consists of {count} files because of `importable-submodules`, but `--stdout` prints \
                      only one",
            remedy: "write them to a directory instead, such as `DIR/NAME` with `--output DIR/NAME.pyi`",
        }

        /// `expand` would write its files beside the stub, so type checkers would read them instead of it.
        ///
        /// They would then accept imports of submodules that fail at run time.
        "expanded-over-stub": error, ExpandedOverStub { directory: PathBuf, stub: PathBuf } => {
            message: ("`{directory}` is the directory of `{stub}`, and type checkers would read the files of `expand` \
                       instead of this stub", directory = directory.display(), stub = stub.display()),
            remedy: "expand to a directory that only the documentation uses, such as `target/api`",
        }

        /// `where` was asked about a name that the stub does not have.
        "name-not-in-stub": error, UnknownName { name: String, module: String, nearest: Option<String> } => {
            message: "`{name}` is not an item of the stub of `{module}`",
            remedy: [match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("pass a dotted name, such as `{module}.sub.name`"),
            }],
        }

        /// `where` was asked about an item whose place in the Rust source is not known.
        ///
        /// Only annotations state places. Methods that PyO3 generates for a class, such as those of `eq`, have none.
        "no-place": error, NoPlace { name: String } => {
            message: "the place of `{name}` in the Rust source is not known",
            remedy: "annotate it, such as with `#[gen_stub_pyfunction]`",
        }

        /// A class has a `FromPyObject` of its own, so arguments of its type may accept more than its instances.
        ///
        /// Only that code knows what it accepts, so an argument that takes the class by value is `Any`. An argument that is a
        /// reference, such as `&Angle` or `PyRef<'_, Angle>`, has the class as its type, because PyO3 does not convert it.
        /// State what the conversion accepts with a `PyStubType` by hand:
        ///
        /// ```rust,ignore
        /// #[gen_stub_pyclass(skip_stub_type)]
        /// #[pyclass(skip_from_py_object)]
        /// struct Angle(f64);
        ///
        /// impl PyStubType for Angle {
        ///     fn type_output() -> TypeInfo {
        ///         TypeInfo::locally_defined("Angle", "shapes".into())
        ///     }
        ///
        ///     fn type_input() -> TypeInfo {
        ///         Self::type_output() | TypeInfo::builtin("float")
        ///     }
        /// }
        /// ```
        "own-conversion": warning incomplete, OwnConversion { class: String } => {
            message: "`{class}` is converted from Python by its own `FromPyObject`, so arguments that take it by value are `Any`",
            remedy: "write `#[gen_stub_pyclass(skip_stub_type)]`, and state what it accepts in the `type_input` of a `PyStubType`",
        }

        /// Another generator left a directory of stubs beside the stub, which type checkers prefer.
        "shadowed-stub": warning, Shadowed { stub: PathBuf, package: PathBuf } => {
            message: ("type checkers read `{package}/__init__.pyi` instead of `{stub}`",
                      package = package.display(), stub = stub.display()),
            remedy: ("delete the stubs in `{package}`, which another generator left behind",
                     package = package.display()),
        }

        /// A stub that a version before 0.24 generated for a package around the extension is still there.
        ///
        /// Those versions wrote a file for each module. Type checkers read a stub instead of the Python source beside it, so
        /// they do not see what the package contains, and a stub without such a source describes a package that Python cannot
        /// import.
        "earlier-stub": warning, EarlierStub { path: PathBuf, source: Option<PathBuf> } => {
            message: ("`{path}` was generated by an earlier version of pyo3-stub-gen, and type checkers {effect}",
                      path = path.display(), effect = earlier_effect(source.as_deref())),
            remedy: "delete it; if it was edited by hand, remove its first line instead",
            fix: [Fix::RemoveFile(path.clone())],
        }

        /// Python cannot import the extension, so only the annotated items are known.
        ///
        /// The stub is generated from the annotations alone. It lacks names that are not annotated, such as exceptions
        /// of `create_exception!`, and declares each item in the module that its annotation states.
        "not-imported": warning incomplete, NotImported { module: String, reason: String, remedy: Option<String> } => {
            message: "only the annotated items of `{module}` are known: {reason}",
            remedy: [without_import(remedy.as_deref(), "accept that")],
        }

        /// Python cannot import the extension, and it does not have annotated items, so nothing is known about it.
        ///
        /// The stub on disk is kept. Annotated items are read without an import.
        "not-described": error, NotDescribed { module: String, reason: String, remedy: Option<String> } => {
            message: "nothing is known about `{module}`, because it has no annotated items: {reason}",
            remedy: [remedy.clone()],
        }

        /// Python cannot import the extension, and the stub on disk has names that the new one would lack.
        ///
        /// The stub on disk is kept. It was written when Python could import the extension, and it may be stale.
        "poorer-stub": error, Poorer { stub: PathBuf, names: Vec<String>, reason: String, remedy: Option<String> } => {
            message: ("`{stub}` is kept, because a new one would lose {shown}: {reason}", stub = stub.display(),
                      shown = listed_briefly(names, "name")),
            remedy: [without_import(remedy.as_deref(), "accept the loss")],
        }

        /// An entry of `ignore` does not match any finding of `cargo stubgen test`.
        ///
        /// An entry is the code of a finding, a colon, and the dotted name that the finding is about. A name may end
        /// with `.*`, which matches everything below it.
        "unused-ignore": warning, UnusedIgnore { entry: String } => {
            message: "`{entry}` in `ignore` of `[tool.pyo3-stub-gen.test]` does not match any finding",
            remedy: "remove it, or write it as `CODE:NAME`, such as `missing-in-stub:package.module.name`",
        }

        /// A wheel that is built from the source distribution lacks the stub.
        ///
        /// maturin moves the `pyproject.toml` of a workspace member to the root of the source distribution, and leaves the stub
        /// in the directory of the crate, where the next build does not look for it.
        "lost-in-sdist": warning, LostInSdist { stub: String, pyproject: PathBuf } => {
            message: "a wheel that is built from the source distribution lacks `{stub}`, because the crate is a member of a \
                      workspace",
            remedy: ("add to `[tool.maturin]` in `{pyproject}`:\n\ninclude = [{{ path = \"{stub}\", format = \"sdist\" }}]",
                     pyproject = pyproject.display()),
        }

        /// Standard output could not be written to.
        "stdout": error, Stdout { source: io::Error } => {
            message: "cannot write to standard output: {source}",
        }

        /// `cargo stubgen watch` cannot watch the directories of the sources.
        "cannot-watch": error, Watch { reason: String } => {
            message: "the sources cannot be watched: {reason}",
            remedy: "on Linux, a higher `fs.inotify.max_user_watches` allows more directories",
        }

        /// `cargo stubgen man --directory` could not write the manual pages.
        "manual-pages": error, ManualPages { directory: PathBuf, source: io::Error } => {
            message: ("cannot write the manual pages to `{directory}`: {source}", directory = directory.display()),
            remedy: "pass a directory that can be written to",
        }

        /// A temporary file or directory could not be created.
        "temporary-file": error, Temporary { source: io::Error } => {
            message: "cannot create a temporary file: {source}",
            remedy: "set the variable `TMPDIR` (`TEMP` on Windows) to a directory that exists and has free space",
        }
    }
}

fn earlier_effect(source: Option<&Path>) -> String {
    match source {
        Some(source) => format!("read it instead of `{}`", source.display()),
        None => "accept imports of its module, which Python may not have".to_owned(),
    }
}

fn without_import(first: Option<&str>, what: &str) -> String {
    let other = format!("{what} with `--no-import`, or `import = false` in `[tool.pyo3-stub-gen]`");
    first.map_or_else(|| other.clone(), |first| format!("{first}\nor {other}"))
}
