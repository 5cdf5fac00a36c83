//! Rules about shared libraries and wheels, and about what happens when Python loads them.

use pyo3_stub_gen::facts::DecodeError;
use std::path::PathBuf;

pyo3_stub_gen::__rules! {
    /// Why an extension could not be read, imported or tested.
    #[derive(Debug)]
    pub enum ExtensionRule {
        /// `--artifact` is not a shared library or a wheel with one in it.
        "unreadable-artifact": error, Artifact { path: PathBuf, reason: String } => {
            message: ("cannot read the artifact `{path}`: {reason}", path = path.display()),
            remedy: "pass the shared library or the wheel of an extension",
        }

        /// A recording could not be written or read.
        ///
        /// `cargo stubgen record` writes what an extension is on one platform to a directory, and `--artifact` reads it on
        /// another one. Both must be the same version of the command.
        "unusable-recording": error, Recording { path: PathBuf, reason: String } => {
            message: ("the recording `{path}` cannot be used: {reason}", path = path.display()),
            remedy: ("write it with `cargo stubgen record --directory {path}` on its platform", path = path.display()),
        }

        /// `cargo stubgen test` was asked to test a recording, whose extension belongs to another platform.
        "untestable-recording": error, UntestableRecording { path: PathBuf } => {
            message: ("`{path}` is a recording, which cannot be imported", path = path.display()),
            remedy: "run `cargo stubgen test` on the platform of the recording, with the same stub",
        }

        /// A wheel contains several extension modules, but a stub describes only one.
        "ambiguous-wheel": error, ManyExtensions { path: PathBuf, members: Vec<String> } => {
            message: ("the wheel `{path}` has {count} extension modules", path = path.display(), count = members.len()),
            remedy: ("unpack the wheel, and pass one of these to `--artifact`:\n{members}",
                     members = members.join("\n")),
        }

        /// A wheel or a shared library was built for another version or another implementation of Python than the
        /// interpreter. `pip` refuses such a wheel, and Python does not find such a library.
        "other-interpreter": error, OtherInterpreter { path: PathBuf, tags: String, python: PathBuf } => {
            message: ("`{path}` is not for the interpreter `{python}`, because it has the tags {tags}",
                      path = path.display(), python = python.display()),
            remedy: "pass a matching interpreter with `--python PATH`",
        }

        /// The interpreter crashed while it loaded the shared library, before any `#[pymodule]` ran.
        ///
        /// Loading runs the static constructors of the library, and evaluates the default values in its signatures.
        "load-crash": error, LoadCrash { library: PathBuf, death: String } => {
            message: ("the interpreter {death} while it loaded `{library}`", library = library.display()),
            remedy: "check the static constructors of the extension and the default values in its signatures, because \
                     the crash is outside the `#[pymodule]`",
        }

        /// The extension ended the process while it was loaded.
        "load-exit": error, LoadExit { library: PathBuf, death: String } => {
            message: ("the interpreter {death} while it loaded `{library}`", library = library.display()),
            remedy: "check the static constructors of the extension and the default values in its signatures, because \
                     one of them ends the process",
        }

        /// Loading the extension took longer than `--timeout` allows.
        "load-timeout": error, LoadTimeout { library: PathBuf, death: String } => {
            message: ("the interpreter {death} while it loaded `{library}`", library = library.display()),
            remedy: "loading an extension runs its static constructors and evaluates the default values of its \
                     signatures; allow more time with `--timeout SECONDS`",
        }

        /// The interpreter crashed or was ended while it imported the extension.
        "import-crash": error, ImportCrash { module: String, death: String } => {
            message: "the interpreter {death} while it imported `{module}`",
            remedy: "check the function of the `#[pymodule]`, and the packages around the extension",
        }

        /// Importing the extension took longer than `--timeout` allows.
        "import-timeout": error, ImportTimeout { module: String, death: String } => {
            message: "the interpreter {death} while it imported `{module}`",
            remedy: "check the function of the `#[pymodule]`, and the packages around the extension; allow more time \
                     with `--timeout SECONDS`",
        }

        /// Importing the extension raised an exception.
        "import-failed": error, Import { module: String, reason: String } => {
            message: "Python cannot import `{module}`: {reason}",
            remedy: "check the function of the `#[pymodule]` and the packages around the extension, and install the \
                     packages that these import",
        }

        /// The interpreter crashed or was ended while the stub was compared with the extension.
        ///
        /// The test does not call functions, but it reads attributes, which runs the code of class attributes and
        /// metaclasses.
        "test-crash": error, TestCrash { module: String, death: String } => {
            message: "the interpreter {death} while it tested `{module}`",
            remedy: "check its class attributes and metaclasses, whose code runs when attributes are read",
        }

        /// Comparing the stub with the extension took longer than ten times `--timeout`.
        "test-timeout": error, TestTimeout { module: String, death: String } => {
            message: "the interpreter {death} while it tested `{module}`",
            remedy: "allow more time with `--timeout SECONDS`; the test may take ten times as long",
        }

        /// The extension printed more than 16 MiB while it was loaded, imported or tested, and was stopped.
        "endless-output": error, Flood { module: String } => {
            message: "the extension `{module}` was stopped because it printed more than 16 MiB",
            remedy: "remove what prints from its static constructors, the function of its `#[pymodule]` and the packages \
                     around it",
        }

        /// Python raised an exception in a script of the command, and not in the extension.
        "script-failed": error, Script { python: PathBuf, exception: String } => {
            message: ("a script of cargo-stubgen failed in `{python}`: {exception}", python = python.display()),
            remedy: "if a module of the standard library is missing, use a complete installation of Python; otherwise, \
                     please report this as a bug in cargo-stubgen",
        }

        /// The interpreter exited normally, but its report is incomplete.
        "unreadable-report": error, UnreadableReport { module: String } => {
            message: "the report of the interpreter about `{module}` cannot be read",
            remedy: "the extension may write to files that it did not open, or this is a bug in cargo-stubgen; please \
                     report it",
        }

        /// The loader of the operating system rejects the shared library.
        "load-failed": error, Load { library: PathBuf, reason: String, python: PathBuf } => {
            message: ("Python cannot load `{library}`: {reason}", library = library.display()),
            remedy: ("check that it was built for the interpreter `{python}` and that the libraries it needs are found",
                     python = python.display()),
        }

        /// The shared library does not have the function that Python calls to import the module.
        ///
        /// The name of the `#[pymodule]` must be the last part of the module's name: `module-name` in `[tool.maturin]`,
        /// or `--module`.
        "wrong-init-function": error, OtherModule { library: PathBuf, module: String, name: String, modules: String } => {
            message: ("Python cannot import `{library}` as `{module}`, because it has no function `PyInit_{name}`",
                      library = library.display()),
            remedy: [if modules.is_empty() {
                format!("add a `#[pymodule]` named `{name}`")
            } else {
                format!("it is the module {modules}; rename the `#[pymodule]`, or correct `module-name` in \
                         `[tool.maturin]` or `--module`")
            }],
        }

        /// The shared library does not export the symbol that returns the registered items.
        ///
        /// Either it is not linked with `pyo3-stub-gen`, or the feature `registry` was off in the build. When the
        /// package has a feature `stub-gen`, `cargo stubgen` turns it on.
        "not-linked": error, NotLinked { library: PathBuf } => {
            message: ("`{library}` does not register any items, because it is not linked with pyo3-stub-gen or the \
                       feature `registry` is off", library = library.display()),
            remedy: "run `cargo add pyo3-stub-gen`, annotate an item, and turn on the feature that enables \
                     `pyo3-stub-gen/registry` (`--features NAME`)",
        }

        /// The extension was built with a version of `pyo3-stub-gen` whose format this version of the command does not
        /// support.
        "other-format": error, Format { library: PathBuf, version: String } => {
            message: ("`{library}` was built with pyo3-stub-gen {version}, whose format cargo-stubgen {own} does not \
                       support", library = library.display(), own = env!("CARGO_PKG_VERSION")),
            remedy: "install the matching tool: `cargo install cargo-stubgen --version {version}`",
        }

        /// The registered items have the right format, but cannot be read.
        "damaged-facts": error, Damaged { library: PathBuf, source: DecodeError } => {
            message: ("cannot read the registered items of `{library}`: {source}", library = library.display()),
            remedy: ("build it with pyo3-stub-gen {own}, the version of this cargo-stubgen",
                     own = env!("CARGO_PKG_VERSION")),
        }

        /// A registered type or default value panicked while the extension described its items.
        "facts-failed": error, Facts { message: String } => {
            message: "the extension cannot describe its items: {message}",
        }
    }
}
