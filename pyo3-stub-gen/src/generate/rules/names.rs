//! Rules about names that cannot be written, and names that are used twice.

use crate::facts::Position;

crate::__rules! {
    /// What may be wrong with a name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum NameRule {
        /// The name of an item cannot be written in Python source, for example because it is a keyword.
        ///
        /// Python code can access the item only with `getattr`, and a stub cannot declare it.
        "unwritable-name": warning, Unwritable { kind: &'static str, name: String } => {
            message: "the {kind} `{name}` is left out, because its name cannot be written in Python source",
            remedy: ("Python code can access it only with `getattr`; rename it with `#[pyo3(name = \"{other}\")]`",
                     other = writable(name)),
        }

        /// `export_verbatim!` or `exclude_from_all!` has a name that is not an identifier.
        ///
        /// `from module import *` imports the names in `__all__`, and type checkers look them up in the stub.
        "wrong-export": error, WrongExport { by: &'static str, name: String, module: String } => {
            message: "`{name}` is not an identifier, so `{by}!` cannot name it for `__all__` of `{module}`",
            remedy: "correct the name",
        }

        /// The name of a submodule cannot be written in Python source.
        "unwritable-submodule": warning, UnwritableSubmodule { module: String, name: String } => {
            message: "the submodule `{module}.{name}` is left out, because its name cannot be written in Python source",
            remedy: "Python code can access it only with `getattr`; rename it",
        }

        /// The name of a positional parameter, such as `from`, cannot be written in Python source.
        ///
        /// Callers can pass it by position, so it is positional-only in the stub. The parameters before it must then be
        /// positional-only too, although Python accepts them by name.
        "unwritable-parameter": warning, UnwritableParameter { name: String, what: String, others: String } => {
            message: "the parameter `{name}` of {what} cannot be written in Python source, so the stub lets {others} be \
                      passed by position only",
            remedy: "rename it to `{name}_`, also in `#[pyo3(signature = (…))]`",
        }

        /// The name of a keyword-only parameter cannot be written in Python source.
        ///
        /// Callers can pass it only in an unpacked dictionary, so the stub has `**kwargs` instead.
        "unwritable-keyword": warning, UnwritableKeyword { name: String, what: String } => {
            message: ("the parameter `{name}` of {what} cannot be written in Python source, so a call passes it as \
                       {call}", call = format_args!("`**{{\"{name}\": …}}`")),
            remedy: "rename it to `{name}_`, also in `#[pyo3(signature = (…))]`",
        }

        /// The name of a parameter is not an identifier, such as `a b`. This happens only in records that are written
        /// by hand.
        "wrong-parameter": error, WrongParameter { name: String, what: String } => {
            message: "the name of the parameter `{name}` of {what} is not an identifier",
            remedy: "correct the name in the record",
        }

        /// Two parameters of one function have the same name, which Python does not allow.
        "duplicate-parameter": error, DuplicateParameter { name: String, what: String } => {
            message: "two parameters of {what} are called `{name}`",
            remedy: "rename one",
        }

        /// The parameters of a function are in an order that Python does not allow.
        ///
        /// The order is positional-only parameters, positional-or-keyword parameters, `*args`, keyword-only parameters,
        /// `**kwargs`. A positional parameter after one with a default needs a default too.
        "wrong-parameter-order": error, WrongParameterOrder { name: String, before: String, what: String } => {
            message: "the parameter `{name}` of {what} cannot come after `{before}`",
            remedy: "reorder the parameters, or give `{name}` a default if `{before}` has one",
        }

        /// Two items of one module have the same name. In Python, the second replaces the first.
        "duplicate-name": error, Duplicate {
            both: String,
            module: String,
            name: String,
            first: Option<Position>,
        } => {
            message: ("{both} in `{module}` are called `{name}`{first}", first = first_at(first)),
            remedy: "rename one with `#[pyo3(name = \"…\")]`, or move it to another module with `module = \"…\"`",
        }

        /// Two members of one class have the same name. In Python, the second replaces the first.
        "duplicate-member": error, DuplicateMember { class: String, name: String, first: Option<Position> } => {
            message: ("the class `{class}` has two members called `{name}`{first}", first = first_at(first)),
            remedy: "rename one with `#[pyo3(name = \"…\")]`, or leave one out with `#[gen_stub(skip)]`",
        }

        /// A member is declared twice with the same type, for example by a field with `get` and by a getter.
        "repeated-member": warning, RepeatedMember { class: String, name: String, first: Position } => {
            message: "`{class}.{name}` is declared twice, first at {first}",
            remedy: "remove one of the two; PyO3 uses the last",
        }

        /// An item of a module has the name of a submodule. In Python, one of them hides the other.
        "hidden-submodule": error, HiddenSubmodule { kind: String, name: String, module: String } => {
            message: "the {kind} `{name}` has the name of the submodule `{module}.{name}`",
            remedy: "rename one of them, because one hides the other at run time",
        }
    }
}

fn first_at(first: &Option<Position>) -> String {
    first.as_ref().map(|first| format!("; the first is at {first}")).unwrap_or_default()
}

/// Returns a name that Python source can spell instead of `name`: `from_` for the keyword `from`, and `a_b` for `a-b`.
fn writable(name: &str) -> String {
    let spelled: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    if spelled.starts_with(|c: char| c.is_numeric()) {
        format!("_{spelled}")
    } else if spelled == name {
        format!("{spelled}_")
    } else {
        spelled
    }
}
