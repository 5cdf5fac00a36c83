//! Rules about differences between the annotations and the imported extension.

use crate::generate::fix::Fix;
use crate::text::words::listed_briefly;

crate::__rules! {
    /// How the annotations may differ from the imported extension.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum SurveyRule {
        /// An annotation names one module, but Python finds the item in another one.
        ///
        /// The stub follows Python, because a type checker would otherwise reject code that runs and accept code that
        /// raises. An annotation can leave `module` out, because the stub then declares the item where Python finds it.
        "misplaced-item": warning, Misplaced { kind: &'static str, name: String, stated: String, found: String } => {
            message: "the {kind} `{name}` is annotated as part of `{stated}`, but Python finds it in `{found}`",
            remedy: "the stub follows Python; remove `module` from the annotation, or change it to `module = \
                     \"{found}\"`",
            fix: [Fix::StateModule(found.clone())],
        }

        /// The `module` of `#[pyclass]` is a module of the extension in which Python does not find the class.
        ///
        /// PyO3 makes it the `__module__` of the class, which `repr` shows and in which `pickle` looks for the class. The
        /// stub declares the class where Python finds it. A package around the extension may be named, because it may
        /// re-export the class.
        "module-attribute": warning, OtherModule { name: String, stated: String, found: String } => {
            message: "the class `{name}` has the `__module__` `{stated}`, but Python finds it in `{found}`",
            remedy: "change it to `#[pyclass(module = \"{found}\")]`, or add the class to `{stated}`",
            fix: [Fix::StateClassModule(found.clone())],
        }

        /// An item is annotated, but is not in any module of the extension.
        ///
        /// The function or class was not added to a `#[pymodule]`, so Python cannot reach it by name, and the stub does
        /// not export it. A class that other annotated items refer to is declared for type checkers only
        /// (`@type_check_only`).
        "not-added": warning incomplete, NotAdded { kind: &'static str, name: String, extension: String } => {
            message: "the {kind} `{name}` is annotated, but is not added to any module of `{extension}`",
            remedy: "add it to a `#[pymodule]`, or mark it with `#[gen_stub(skip)]`",
        }

        /// Several items have the same name, so it is unclear which module each of them is in.
        ///
        /// The items have the same parameters or members and the same docstring, and their annotations do not name a
        /// module.
        "ambiguous-item": warning incomplete, Ambiguous { kind: &'static str, name: String, places: Vec<String> } => {
            message: ("several {kind} are called `{name}`, and cannot be matched with {shown}",
                      shown = crate::text::words::quoted(places)),
            remedy: "state the module of each with `module = \"…\"`",
            fix: [one_of(kind, name, places)],
        }

        /// The annotation of a function states parameters that differ from those in Python.
        ///
        /// Hand-written records and Python source state their own signatures. The stub has the names, kinds and
        /// defaults that the interpreter shows, because a type checker would otherwise reject calls that run and accept
        /// calls that raise. The types are those of parameters in the annotation with the same name or position. Other
        /// parameters are `Incomplete`. Overloads that together differ from the signature in Python are replaced by one
        /// definition.
        ///
        /// A definition may still name some of the parameters that Python accepts as `*args` and `**kwargs`, and
        /// overloads may divide the signature in Python among them. If Python shows a `text_signature` that is wrong,
        /// correct it.
        "other-parameters": warning, OtherParameters {
            kind: &'static str,
            name: String,
            stated: Vec<String>,
            shown: String,
        } => {
            message: ("the {kind} `{name}` is annotated with the parameters {all}, but has `{shown}` in Python",
                      all = crate::text::words::quoted(stated)),
            remedy: "the stub follows Python; correct the annotation",
        }

        /// The annotation of a method states a kind that differs from the one in Python.
        ///
        /// A hand-written record or Python source lacks `@staticmethod` or `@classmethod`, or has it although the
        /// method in Python does not. The stub follows Python.
        "other-binding": warning, OtherBinding { name: String, stated: &'static str, shown: &'static str } => {
            message: "`{name}` is annotated as {stated}, but is {shown} in Python",
            remedy: "the stub follows Python; correct the annotation",
        }

        /// The extension adds a submodule to `sys.modules`, but the stub declares it as an attribute.
        ///
        /// Code that imports the submodule runs, but type checkers reject it. A stub that is one file cannot declare an
        /// importable submodule. In a mixed layout, `importable-submodules` gives it a file of its own.
        "unlisted-importable": warning incomplete, UnlistedImportable { submodules: Vec<String>, names: Vec<String> } => {
            message: ("{statements} {verb}, but the stub does not declare {what}", statements = statements(submodules),
                      verb = if submodules.len() == 1 { "works" } else { "work" },
                      what = if submodules.len() == 1 { "an importable module" } else { "importable modules" }),
            remedy: ("add `importable-submodules = {value}` to `[tool.pyo3-stub-gen]`, in a mixed layout",
                     value = if let [name] = names.as_slice() { format!("[\"{name}\"]") } else { "true".to_owned() }),
        }

        /// The extension adds a submodule to `sys.modules` under a different name, such as `pkg.quotes` for the
        /// submodule `quotes` of `pkg._core`.
        ///
        /// The stub of an extension declares only modules of the extension. A package with the other name is a module
        /// that type checkers can import. If `importable-submodules` names it, `cargo stubgen` writes its `__init__.py`,
        /// which has the names of the submodule. Python imports the module in `sys.modules`, and the package has the
        /// same objects. Annotations state the module in the extension: `module = ".quotes"`.
        "other-import": warning incomplete, OtherImport { submodules: Vec<String>, imports: Vec<String>, is_around: bool } => {
            message: ("{statements} {verb} the {what}, but the stub does not declare {such}",
                      statements = statements(imports), verb = if imports.len() == 1 { "imports" } else { "import" },
                      what = submodules_of(submodules),
                      such = if imports.len() == 1 { "such a module" } else { "such modules" }),
            remedy: [declared(imports, *is_around)],
        }

        /// Some names of the extension are not annotated, and some of their types are unknown.
        ///
        /// The stub describes them as Python sees them: functions with their parameters and defaults, classes with
        /// their members, constants with the type of their value. PyO3's `experimental-inspect` adds types, if
        /// `inspect` allows it. All other types are `Incomplete`, which type checkers treat as `Any`. The setting
        /// `unannotated = "deny"` makes this an error, and `unannotated = "omit"` leaves such names out of the stub.
        "unannotated": warning incomplete, Unannotated { extension: String, names: Vec<String> } => {
            message: ("{shown} of `{extension}` {are} not annotated, so unknown types are `Incomplete`",
                      shown = listed_briefly(names, "name"), are = are(names)),
            remedy: "put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them; \
                     `--verbose` lists them",
            fix: [Fix::Annotate],
        }

        /// Some names of the extension are not annotated, which `unannotated = "deny"` forbids.
        "unannotated-denied": error, Denied { extension: String, names: Vec<String> } => {
            message: ("{shown} of `{extension}` {are} not annotated", shown = crate::text::words::quoted(names),
                      are = are(names)),
            remedy: "put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them, or set \
                     `unannotated = \"incomplete\"` in `[tool.pyo3-stub-gen]`",
            fix: [Fix::Annotate],
        }

        /// Several fragments of PyO3's `experimental-inspect` match one class or function of the extension.
        "ambiguous-fragment": warning incomplete, AmbiguousFragment {
            name: String,
            count: usize,
            kind: &'static str,
            effect: &'static str,
        } => {
            message: "`{name}` may be any of {count} {kind}",
            remedy: "give them different docstrings; until then, {effect}",
        }

        /// A part of the data of PyO3's `experimental-inspect` cannot be read.
        ///
        /// The release of PyO3 may be newer than this version of pyo3-stub-gen.
        "unread-fragment": warning incomplete, UnreadFragment { what: String } => {
            message: "{what}, so it gets no type from PyO3's `experimental-inspect`",
            remedy: "update pyo3-stub-gen, or annotate the item",
        }

        /// The symbols of the library, which have the data of PyO3's `experimental-inspect`, cannot be read.
        ///
        /// A library can be loaded without its section table, so Python may import an extension whose file is cut off or
        /// was changed after it was linked.
        "damaged-library": warning incomplete, DamagedLibrary { reason: String } => {
            message: "the symbols of the library cannot be read, so types from PyO3's `experimental-inspect` may be \
                      missing: {reason}",
            remedy: "build the library again, and use the file as the linker writes it",
        }
    }
}

fn statements(imports: &[String]) -> String {
    let statements: Vec<String> = imports.iter().map(|import| format!("import {import}")).collect();
    listed_briefly(&statements, "statement")
}

fn submodules_of(submodules: &[String]) -> String {
    let noun = if submodules.len() == 1 { "submodule" } else { "submodules" };
    format!("{noun} {}", listed_briefly(submodules, "submodule"))
}

fn declared(imports: &[String], is_around: bool) -> String {
    match imports {
        [import] if is_around => format!(
            "add `importable-submodules = [\"{import}\"]` to `[tool.pyo3-stub-gen]`, in a mixed layout, so that \
             `{import}` is a package with the names of the submodule"
        ),
        _ if is_around => "add `importable-submodules = true` to `[tool.pyo3-stub-gen]`, in a mixed layout, so that each of \
                           them is a package with the names of the submodule"
            .to_owned(),
        [_] => "put it into `sys.modules` under a name below the package of the extension".to_owned(),
        _ => "put them into `sys.modules` under names below the package of the extension".to_owned(),
    }
}

fn are(names: &[String]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}

/// Returns the edit that tells items with the same name apart. The annotation of a variable states its module in any case.
fn one_of(kind: &str, name: &str, modules: &[String]) -> Option<Fix> {
    matches!(kind, "classes" | "functions")
        .then(|| Fix::StateOneOf { name: name.to_owned(), modules: modules.to_vec() })
}
