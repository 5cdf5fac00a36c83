//! Rules about types and the Python source of annotations.

use crate::facts::Position;
use crate::generate::fix::Fix;

crate::__rules! {
    /// What may be wrong with a type.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum TypeRule {
        /// A Rust type in a signature has no `PyStubType`, so the generator does not know which Python type it becomes.
        ///
        /// An annotation never breaks a build, so the type becomes `Any` in the stub. For a type of your own, implement
        /// `pyo3_stub_gen::PyStubType`, or put `#[gen_stub_pyclass]` above it. For a type of another crate, state the
        /// Python type where it is used:
        ///
        /// ```rust,ignore
        /// #[gen_stub(override_return_type(type_repr = "decimal.Decimal"))]
        /// fn price() -> Money { /* … */ }
        /// ```
        ///
        /// Or state it once, in `pyproject.toml`:
        ///
        /// ```toml
        /// [tool.pyo3-stub-gen.types]
        /// "arrow::RecordBatch" = "pyarrow.RecordBatch"
        /// ```
        "unknown-type": warning incomplete, Unknown { rust: String, what: String, path: Option<String> } => {
            message: "the Rust type `{rust}` has no Python type, so it is `Any` in {what}",
            remedy: [state(path.as_deref())],
        }

        /// The Python type of a Rust type is known, but the Cargo feature of `pyo3-stub-gen` that maps it is off.
        ///
        /// Each third-party crate has a feature of its own, with the name that PyO3 gives its own feature for it:
        /// `chrono`, `numpy`, `rust_decimal`, and so on.
        "feature-off": warning incomplete, FeatureOff { rust: String, feature: String, what: String } => {
            message: "the Rust type `{rust}` has no Python type without the feature `{feature}`, so it is `Any` in \
                      {what}",
            remedy: "turn on the feature `{feature}` of pyo3-stub-gen",
            fix: [Fix::TurnOnFeature(feature.clone())],
        }

        /// A signature names a class that is not in the stub, because its Rust type is not annotated.
        "unregistered-class": warning incomplete, UnregisteredClass { class: String, what: String } => {
            message: "the class `{class}` is not in the stub, so it is `Any` in {what}",
            remedy: "annotate the Rust type of `{class}` with `#[gen_stub_pyclass]`",
            fix: [Fix::AnnotateClass(class.clone())],
        }

        /// A signature names a class, and the extension has several classes of this name.
        ///
        /// A type refers to a class by its name and the module that its annotation states, so classes that share both
        /// cannot be told apart. The descriptions of PyO3's `experimental-inspect` tell them apart, if the library has them.
        "ambiguous-class": warning incomplete, AmbiguousClass {
            class: String,
            module: String,
            places: Vec<String>,
            what: String,
            apart: Vec<(Position, String)>,
        } => {
            message: ("several classes are called `{class}` and are annotated for `{module}`, so the class is `Any` in \
                       {what}{shown}", shown = found_in(places)),
            remedy: "state the module of each class with `#[pyclass(module = \"…\")]`, or pass `--inspect`; or, for a class that \
                     Python does not find, give it another name: `#[pyclass(name = \"…\")]`",
            fix: [(!apart.is_empty()).then(|| Fix::StateModules(apart.clone()))],
        }

        /// A signature names a class that `skip` leaves out of the stub.
        ///
        /// The class has `#[gen_stub(skip)]`, and another item takes it, returns it or inherits from it.
        "skipped-class": warning incomplete, SkippedClass { class: String, what: String } => {
            message: "the class `{class}` has `#[gen_stub(skip)]`, so it is `Any` in {what}",
            remedy: "remove `skip` from `{class}`, or skip the items that refer to it too",
        }

        /// The Python source of an annotation uses a name that is neither built in nor imported nor a class of the
        /// extension.
        ///
        /// Write the module in front of the name (`decimal.Decimal`), or list the module:
        /// `#[gen_stub(override_return_type(type_repr = "Decimal", imports = ("decimal",)))]`.
        "unknown-name": warning incomplete, UnknownName { name: String, what: String } => {
            message: "the name `{name}` is unknown, so it is `Any` in {what}",
            remedy: [import(name)],
        }

        /// The module or the name of a type is not a dotted name.
        "wrong-type-name": error, WrongName { module: String, name: String, what: String } => {
            message: "the type of {what} is `{name}` of the module `{module}`, but one of the two is not a dotted name",
            remedy: "correct the `PyStubType` of the Rust type, or the Python source of the annotation",
        }

        /// An annotation, or Python source, states `None` as the result of a constructor.
        ///
        /// `#[new]` is `__new__` in Python, which returns an instance. It is `__init__` that returns `None`.
        "constructor-result": warning, ConstructorResult { what: String } => {
            message: "the result of {what} is stated as `None`, but a constructor returns an instance, as the stub says",
            remedy: "remove `override_return_type`, or state the class in the Python source",
        }

        /// An entry of `type_ignore` cannot be the name of a type checker's rule.
        "wrong-ignored-rule": error, WrongIgnoredRule { rule: String } => {
            message: "`{rule}` in `type_ignore` is not the name of a rule",
            remedy: "a name consists of letters, digits and hyphens, and may have a prefix such as `pyright:`",
        }

        /// A type is nested more deeply than Python and type checkers support.
        "too-deep-type": error, TooDeep { what: String } => {
            message: "the type of {what} is nested too deeply to be written",
            remedy: "move the inner part into a `type_alias!`, or state another type with \
                     `#[gen_stub(override_type(type_repr = \"…\"))]`",
        }

        /// A union has more members than the parsers of Python and of type checkers accept, which nest each member in the one before it.
        "too-long-union": error, LongUnion { what: String, count: usize, most: usize } => {
            message: "the type of {what} is a union of {count} types, and at most {most} can be written",
            remedy: "state a base class or a protocol with `#[gen_stub(override_type(type_repr = \"…\"))]`",
        }

        /// A class is `#[pyclass(generic)]`, but its annotation does not declare type parameters.
        ///
        /// Python then accepts `Stack[int]`, but type checkers reject it. Declare the parameters:
        ///
        /// ```rust,ignore
        /// #[gen_stub_pyclass]
        /// #[gen_stub(type_params = "T")]
        /// #[pyclass(generic)]
        /// struct Stack { /* … */ }
        /// ```
        "generic-without-parameters": warning, GenericWithoutParameters { class: String } => {
            message: "the class `{class}` is generic, but its annotation does not declare type parameters, so type \
                      checkers reject `{class}[int]`",
            remedy: "put `#[gen_stub(type_params = \"T\")]` below `#[gen_stub_pyclass]`",
        }

        /// `Self` is used outside a class. It refers to the enclosing class, which a function of a module does not
        /// have.
        "self-outside-class": warning incomplete, SelfOutsideClass { what: String } => {
            message: "`Self` has no meaning outside a class, so it is `Any` in {what}",
            remedy: "write the name of the class",
        }

        /// The Python source of an annotation is a placeholder, which a program of the project was meant to replace.
        ///
        /// The placeholder is not a Python type, so the generator uses the type of the Rust signature.
        "placeholder-type": warning incomplete, Placeholder { what: String } => {
            message: "the Python source of {what} is a placeholder, so the stub has the type of the Rust item instead",
            remedy: "write the intended type; `Self` is the enclosing class",
        }

        /// A type gives arguments to a class that does not declare type parameters.
        ///
        /// The arguments are left out of the stub. If the class is generic, declare its parameters above
        /// `#[pyclass(generic)]`: `#[gen_stub(type_params = "T")]`.
        "no-type-parameters": warning, NoTypeParameters { class: String } => {
            message: "the class `{class}` has no type parameters, so `{class}` is written for `{class}[…]`",
            remedy: "declare them above `#[pyclass(generic)]`: `#[gen_stub(type_params = \"T\")]`",
        }

        /// The Python source of an annotation is not valid, or is not a type where a type is needed.
        "invalid-type": error, InvalidType { what: String, reason: String } => {
            message: "the Python source of {what} cannot be read: {reason}",
        }

        /// The Python source of `gen_function_from_python!`, `gen_methods_from_python!`, `gen_type_alias_from_python!`,
        /// `python = "…"` or `python_overload = "…"` is not valid.
        "invalid-snippet": error, InvalidSnippet { reason: String } => {
            message: "the Python snippet cannot be read: {reason}",
        }
    }
}

fn state(path: Option<&str>) -> String {
    let own =
        "for a type of your own, use `#[derive(PyStubType)]` beside PyO3's derives, or `impl_stub_type!`";
    let one = "state the type with `#[gen_stub(override_type(type_repr = \"…\"))]` on an argument or \
               `#[gen_stub(override_return_type(type_repr = \"…\"))]` on a function";
    match path {
        Some(path) => {
            format!(
                "{own}; for one of another crate, write `\"{path}\" = \"…\"` below `[tool.pyo3-stub-gen.types]`; or {one}"
            )
        }
        None => format!("{own}; or {one}"),
    }
}

fn import(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((module, _)) => format!("import the module of `{name}`: `imports = (\"{module}\",)`"),
        None => format!("qualify `{name}` with its module, or import the module: `imports = (\"…\",)`"),
    }
}

/// Returns the part of a message that names the modules in which Python has classes of one name.
fn found_in(places: &[String]) -> String {
    match places {
        [] => "; Python does not find any of them in the extension".to_owned(),
        [only] => format!("; Python finds only one of them, in `{only}`"),
        several => format!("; they are in {}", crate::text::words::quoted(several)),
    }
}
