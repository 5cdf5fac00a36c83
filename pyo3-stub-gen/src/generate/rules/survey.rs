//! Rules about what Python shows of an extension, where the annotations say something else or nothing.

use crate::text::words::listed_briefly;

crate::__rules! {
    /// What may be wrong between annotations and what Python has.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum SurveyRule {
        /// An annotation states a module, and Python has the item in another one.
        ///
        /// The stub follows Python, because a type checker would otherwise reject code that runs and accept code that
        /// raises. An annotation without `module` needs none: the item is placed where Python has it.
        "misplaced-item": warning, Misplaced { kind: &'static str, name: String, stated: String, found: String } => {
            message: "the {kind} `{name}` is annotated as part of `{stated}`, but Python has it in `{found}`",
            remedy: "the stub follows Python; remove `module` from the annotation, or write `module = \"{found}\"`",
        }

        /// An item is annotated, and no module of the extension has it.
        ///
        /// The function or class was not added to a `#[pymodule]`, so Python cannot reach it by name, and the stub does
        /// not export it. A class that annotations of other items refer to is declared for type checkers alone
        /// (`@type_check_only`).
        "not-added": warning incomplete, NotAdded { kind: &'static str, name: String, extension: String } => {
            message: "the {kind} `{name}` is annotated, but added to no module of `{extension}`",
            remedy: "add it to a `#[pymodule]`, or mark it with `#[gen_stub(skip)]`",
        }

        /// Several items have one name, and nothing shows which of them Python has in which module.
        ///
        /// They have the same parameters or members, and the same docstring, in several modules. None of them states
        /// where it belongs.
        "ambiguous-item": warning incomplete, Ambiguous { kind: &'static str, name: String, places: Vec<String> } => {
            message: ("several {kind} are called `{name}`, and nothing shows which of them is in {shown}",
                      shown = crate::text::words::quoted(places)),
            remedy: "state where each of them is with `module = \"…\"`",
        }

        /// A function is annotated with other parameters than Python shows.
        ///
        /// The annotation may be a record that is written by hand or a text in Python, which state a signature of their own.
        /// The interpreter is right: the stub has the names, kinds and defaults that it shows, because a type checker would
        /// otherwise reject calls that run and accept calls that raise. The types are those that the annotation gives
        /// parameters of the same name or place. A parameter that it does not have is `Incomplete`. Several overloads that
        /// together state something else give way to one definition.
        ///
        /// A definition may still name some of what Python takes by `*args` and `**kwargs`, and overloads may divide what
        /// Python shows among them. If Python shows what `text_signature` states, correct that.
        "other-parameters": warning, OtherParameters {
            kind: &'static str,
            name: String,
            stated: Vec<String>,
            shown: String,
        } => {
            message: ("the {kind} `{name}` is annotated with the parameters {all}, but Python shows `{shown}`",
                      all = crate::text::words::quoted(stated)),
            remedy: "the stub follows Python; correct the annotation",
        }

        /// A method is annotated as bound in another way than Python binds it.
        ///
        /// A record that is written by hand or a text in Python lacks `@staticmethod` or `@classmethod`, or has it where Python
        /// does not. The stub follows Python.
        "other-binding": warning, OtherBinding { name: String, stated: &'static str, shown: &'static str } => {
            message: "`{name}` is annotated as {stated}, but is {shown} in Python",
            remedy: "the stub follows Python; correct the annotation",
        }

        /// Python has names that no annotation describes, and some of their types are not known.
        ///
        /// They are in the stub with what Python shows of them: functions with their parameters and defaults, classes
        /// with their members, constants with the type of their value. PyO3's `experimental-inspect` gives them types, if
        /// `inspect` allows it. Types that neither of them knows are `Incomplete`, which type checkers treat as `Any`. The
        /// configuration `unannotated = "deny"` makes this an error, and
        /// `unannotated = "omit"` leaves such names out of the stub.
        "unannotated": warning incomplete, Unannotated { extension: String, names: Vec<String> } => {
            message: ("{shown} of `{extension}` {are} not annotated, so the types that are not known are `Incomplete`", shown = listed_briefly(names, "name"), are = are(names)),
            remedy: "put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them; \
                     `--verbose` lists them",
        }

        /// Python has names that no annotation describes, and `unannotated = "deny"` does not allow that.
        "unannotated-denied": error, Denied { extension: String, names: Vec<String> } => {
            message: ("{shown} of `{extension}` {are} not annotated", shown = crate::text::words::quoted(names),
                      are = are(names)),
            remedy: "put `#[gen_stub_pyfunction]`, `#[gen_stub_pyclass]` or `#[gen_stub_pymethods]` above them, or set \
                     `unannotated = \"incomplete\"` in `[tool.pyo3-stub-gen]`",
        }

        /// Two fragments of PyO3's `experimental-inspect` fit one class or function of the extension.
        "ambiguous-fragment": warning incomplete, AmbiguousFragment {
            name: String,
            count: usize,
            kind: &'static str,
            effect: &'static str,
        } => {
            message: "`{name}` is one of {count} {kind}, and nothing shows which",
            remedy: "give them different docstrings; until then, {effect}",
        }

        /// Something that PyO3's `experimental-inspect` wrote into the library could not be read.
        ///
        /// The release of PyO3 may be newer than this version of pyo3-stub-gen.
        "unread-fragment": warning incomplete, UnreadFragment { what: String } => {
            message: "{what}, so PyO3's `experimental-inspect` gives it no type",
            remedy: "update pyo3-stub-gen, or annotate the item",
        }
    }
}

fn are(names: &[String]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}
