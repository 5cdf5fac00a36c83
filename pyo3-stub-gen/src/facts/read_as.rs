//! Names for types that Rust reads or returns and that Python's own types cannot express.
//!
//! Mappings use them in types. Messages, and stubs that do not have a better form for such a name, use
//! Python's type instead.

/// The module of these names. Python has none of them.
pub const MODULE: &str = "pyo3_stub_gen";

/// The type that `Vec` and similar types are read from.
pub const SEQUENCE: &str = "Sequence";

/// The same in an extension that knows NumPy, whose arrays are read too.
pub const SEQUENCE_OR_ARRAY: &str = "SequenceOrArray";

/// The type from which PyO3 reads `[T; N]` in an extension that uses NumPy. It reads a `str` too, unlike for `Vec`.
pub const TEXT_OR_ARRAY: &str = "TextOrArray";

/// An object with `__index__`, which an array has too, but only as an array of one element.
pub const INDEX: &str = "SupportsIndex";

/// An object with `__float__`, in the same way.
pub const FLOAT: &str = "SupportsFloat";

/// An object with `__complex__`, in the same way.
pub const COMPLEX: &str = "SupportsComplex";

/// A `float`, and not an `int`.
pub const EXACT_FLOAT: &str = "float";

/// A `complex`, and not a `float`.
pub const EXACT_COMPLEX: &str = "complex";

/// A `dict` with a key for each field of a struct: the name of the Rust type, then names and types. A struct that is in
/// itself is the name alone there.
pub const FIELDS: &str = "TypedDict";

/// Any object with an attribute for each field of a struct, in the same way.
pub const ATTRIBUTES: &str = "Protocol";

/// A type that is in itself: the name of the Rust type, then its Python type. Inside itself it is the name alone.
pub const RECURSIVE: &str = "TypeAlias";

/// Any object with items whose keys are texts.
pub const TEXT_ITEMS: &str = "Mapping";

/// Any object with items whose keys are numbers.
pub const INDEX_ITEMS: &str = "Indexed";

/// What a function returns with Rust's `()`: `None`, or an empty tuple from some special methods and from properties.
pub const UNIT: &str = "Unit";

/// Each name, and the Python type for it.
const PLAIN: &[(&str, &str, &str)] = &[
    (SEQUENCE, "collections.abc", "Sequence"),
    (SEQUENCE_OR_ARRAY, "collections.abc", "Sequence"),
    (TEXT_OR_ARRAY, "collections.abc", "Sequence"),
    (INDEX, "typing", "SupportsIndex"),
    (FLOAT, "typing", "SupportsFloat"),
    (COMPLEX, "typing", "SupportsComplex"),
    (EXACT_FLOAT, "builtins", "float"),
    (EXACT_COMPLEX, "builtins", "complex"),
    (FIELDS, "typing", "TypedDict"),
    (ATTRIBUTES, "typing", "Protocol"),
    (RECURSIVE, "typing", "TypeAlias"),
    (TEXT_ITEMS, "collections.abc", "Mapping"),
    (INDEX_ITEMS, "collections.abc", "Sequence"),
    (UNIT, "builtins", "tuple"),
];

/// Returns the module and the name of the Python type for `name` of `module`, which differ only for these names.
#[must_use]
pub fn plain<'a>(module: &'a str, name: &'a str) -> (&'a str, &'a str) {
    let row = PLAIN.iter().find(|(own, ..)| module == MODULE && *own == name);
    row.map_or((module, name), |&(_, module, name)| (module, name))
}
