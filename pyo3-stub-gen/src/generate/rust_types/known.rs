//! The shape of a Rust type by its name: std's containers and numbers, and PyO3's types.

use super::parse::RustType;
use crate::facts::{TypeExpr, read_as};

/// The direction of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From Python to Rust.
    Input,
    /// From Rust to Python.
    Output,
}

/// The knowledge about a Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownForm<'t> {
    /// It is the same as another one.
    Same(&'t RustType),
    /// It is this type with other ones in it.
    Of(Composed, Vec<&'t RustType>),
    /// It is this type.
    Known(TypeExpr),
    /// Nothing.
    Unknown,
}

/// A Python type that has others in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Composed {
    /// `T | None`.
    Optional,
    /// A sequence, and a list as a result.
    List,
    /// A set.
    Set,
    /// A dict.
    Dict,
    /// A tuple.
    Tuple,
}

impl Composed {
    /// Returns the type with `parts` in it.
    #[must_use]
    pub fn of(self, mut parts: Vec<TypeExpr>, direction: Direction) -> TypeExpr {
        let builtin = |name: &str, parts| TypeExpr::builtin(name).subscript(parts);
        match (self, direction) {
            (Self::Optional, _) => {
                parts.push(TypeExpr::None);
                TypeExpr::union(parts)
            }
            (Self::List, Direction::Input) => {
                TypeExpr::named(read_as::MODULE, read_as::SEQUENCE).subscript(parts)
            }
            (Self::List, Direction::Output) => builtin("list", parts),
            (Self::Set, Direction::Input) => {
                TypeExpr::union([builtin("set", parts.clone()), builtin("frozenset", parts)])
            }
            (Self::Set, Direction::Output) => builtin("set", parts),
            (Self::Dict, _) => builtin("dict", parts),
            (Self::Tuple, _) => builtin("tuple", parts),
        }
    }
}

/// Returns what is known of `rust` by its name alone.
#[must_use]
pub fn shape(rust: &RustType, direction: Direction) -> KnownForm<'_> {
    let (path, arguments) = match rust {
        RustType::Reference(target) => return KnownForm::Same(target),
        RustType::Slice(item) => return KnownForm::Of(Composed::List, vec![item]),
        RustType::Tuple(items) if items.is_empty() => return KnownForm::Known(TypeExpr::None),
        RustType::Tuple(items) => return KnownForm::Of(Composed::Tuple, items.iter().collect()),
        RustType::Other(_) => return KnownForm::Unknown,
        RustType::Path { path, arguments } => (path, arguments.as_slice()),
    };
    let krate = path.first().map_or("", String::as_str);
    let name = path.last().map_or("", String::as_str);
    match (krate, name, arguments) {
        (STD!(), "Box" | "Rc" | "Arc" | "Cow" | "Cell", [inner, ..]) => KnownForm::Same(inner),
        (STD!(), "Result", [value, _]) => KnownForm::Same(value),
        (STD!(), "Option", [inner]) => KnownForm::Of(Composed::Optional, vec![inner]),
        (STD!(), "Vec" | "VecDeque", [item, ..]) | ("smallvec", "SmallVec", [item]) => {
            KnownForm::Of(Composed::List, vec![item])
        }
        (STD!(), "HashSet" | "BTreeSet", [item, ..]) => KnownForm::Of(Composed::Set, vec![item]),
        (STD!(), "HashMap" | "BTreeMap", [key, value, ..]) => KnownForm::Of(Composed::Dict, vec![key, value]),
        (
            "pyo3",
            "Py" | "Bound" | "Borrowed" | "PyRef" | "PyRefMut" | "PyClassGuard" | "PyClassGuardMut",
            [target],
        ) => KnownForm::Same(target),
        // chrono has it with its feature `clock` only. PyO3 reads what equals the zone of the system.
        ("chrono", "Local", []) => KnownForm::Known(TypeExpr::named("zoneinfo", "ZoneInfo")),
        ("pyo3", "PyBufferOrArray", [item]) => KnownForm::Known(buffer_or_array(item)),
        ("pyo3", name, _) => KnownForm::Known(pyo3(name).unwrap_or(TypeExpr::Any)),
        (_, name, []) if path.len() == 1 || krate == "alloc" => {
            scalar(name, direction).map_or(KnownForm::Unknown, KnownForm::Known)
        }
        // Each of these has a type of its own. Beside an unknown type, it is not worth a second table.
        (STD!(), ..) => KnownForm::Known(TypeExpr::Any),
        _ => KnownForm::Unknown,
    }
}

/// The crates that std consists of.
macro_rules! STD {
    () => {
        "std" | "core" | "alloc"
    };
}
use STD;

/// Returns a number, a truth value or a text.
fn scalar(name: &str, direction: Direction) -> Option<TypeExpr> {
    let index = || TypeExpr::named("typing", "SupportsIndex");
    let float = || TypeExpr::union([TypeExpr::named("typing", "SupportsFloat"), index()]);
    match (name, direction) {
        ("String" | "str" | "char", _) => Some(TypeExpr::builtin("str")),
        ("bool", _) => Some(TypeExpr::builtin("bool")),
        ("f32" | "f64", Direction::Input) => Some(float()),
        ("f32" | "f64", Direction::Output) => Some(TypeExpr::builtin("float")),
        (
            "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize",
            direction,
        ) => Some(match direction {
            Direction::Input => index(),
            Direction::Output => TypeExpr::builtin("int"),
        }),
        _ => None,
    }
}

/// Returns what `PyBuffer` is read from in an extension that knows NumPy, by the type of its items. An array is a
/// `Buffer` for type checkers from Python 3.12 on only, and then with items of any type. `bytes` have single bytes.
fn buffer_or_array(item: &RustType) -> TypeExpr {
    let RustType::Path { path, .. } = item else { return buffer() };
    let (of_array, scalar) = match path.last().map_or("", String::as_str) {
        "i8" => ("int", "int8"),
        "i16" => ("int", "int16"),
        "u16" => ("int", "uint16"),
        "i32" => ("int", "int32"),
        "u32" => ("int", "uint32"),
        "i64" => ("int", "int64"),
        "u64" => ("int", "uint64"),
        "isize" => ("int", "intp"),
        "usize" => ("int", "uintp"),
        "f32" => ("float", "float32"),
        "f64" => ("float", "float64"),
        _ => return buffer(),
    };
    let of = |module: &str, name: &str, arguments| TypeExpr::named(module, name).subscript(arguments);
    let dtype = of("numpy", "dtype", vec![TypeExpr::named("numpy", scalar)]);
    let array = of("numpy", "ndarray", vec![TypeExpr::Any, dtype]);
    TypeExpr::union([
        of("array", "array", vec![TypeExpr::builtin(of_array)]),
        of("ctypes", "Array", vec![TypeExpr::Any]),
        TypeExpr::builtin("memoryview"),
        array,
    ])
}

fn buffer() -> TypeExpr {
    TypeExpr::named("collections.abc", "Buffer")
}

/// Returns a type of PyO3's. Some exist only for some interpreters and features: `PyFunction` is missing under `abi3`,
/// `PyEncodingWarning` before Python 3.10, `Coroutine` without `experimental-async`. The library does not see how PyO3
/// was configured, so it cannot name them in code that always compiles.
fn pyo3(name: &str) -> Option<TypeExpr> {
    let plain = |module: &str, name| Some(TypeExpr::named(module, name));
    let of_any = |module, name, parameters| {
        Some(TypeExpr::named(module, name).subscript(vec![TypeExpr::Any; parameters]))
    };
    match name {
        "PyAny" => Some(TypeExpr::Any),
        "PyBool" => plain("builtins", "bool"),
        "PyBytes" => plain("builtins", "bytes"),
        "PyDict" => of_any("builtins", "dict", 2),
        "PyFloat" => plain("builtins", "float"),
        "PyInt" => plain("builtins", "int"),
        "PyList" => of_any("builtins", "list", 1),
        "PyString" => plain("builtins", "str"),
        "PyFunction" => plain("types", "FunctionType"),
        "PyFrame" => plain("types", "FrameType"),
        "PyCode" => plain("types", "CodeType"),
        "PyGenericAlias" => plain("types", "GenericAlias"),
        "PySuper" => plain("builtins", "super"),
        "PyContext" => plain("contextvars", "Context"),
        "PyDictKeys" => of_any("collections.abc", "KeysView", 1),
        "PyDictValues" => of_any("collections.abc", "ValuesView", 1),
        "PyDictItems" => of_any("collections.abc", "ItemsView", 2),
        "PyBuffer" => Some(buffer()),
        "PySliceIndices" => of_any("builtins", "slice", 3),
        "Coroutine" => of_any("collections.abc", "Coroutine", 3),
        "PyEncodingWarning" => plain("builtins", "EncodingWarning"),
        "PyBaseExceptionGroup" => of_any("builtins", "BaseExceptionGroup", 1),
        "PyPythonFinalizationError" => plain("builtins", "PythonFinalizationError"),
        _ => None,
    }
}
