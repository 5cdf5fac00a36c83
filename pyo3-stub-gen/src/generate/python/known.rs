//! Names that Python's own modules define, as far as types use them.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const BUILTINS: &[&str] = &[
    "BaseException",
    "BaseExceptionGroup",
    "Exception",
    "ExceptionGroup",
    "NotImplemented",
    "bool",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "int",
    "list",
    "map",
    "memoryview",
    "object",
    "property",
    "range",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "str",
    "super",
    "tuple",
    "type",
    "zip",
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BlockingIOError",
    "BrokenPipeError",
    "BufferError",
    "BytesWarning",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "DeprecationWarning",
    "EOFError",
    "EncodingWarning",
    "EnvironmentError",
    "FileExistsError",
    "FileNotFoundError",
    "FloatingPointError",
    "FutureWarning",
    "GeneratorExit",
    "IOError",
    "ImportError",
    "ImportWarning",
    "IndentationError",
    "IndexError",
    "InterruptedError",
    "IsADirectoryError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "NotADirectoryError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PendingDeprecationWarning",
    "PermissionError",
    "ProcessLookupError",
    "PythonFinalizationError",
    "RecursionError",
    "ReferenceError",
    "ResourceWarning",
    "RuntimeError",
    "RuntimeWarning",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "SyntaxWarning",
    "SystemError",
    "SystemExit",
    "TabError",
    "TimeoutError",
    "TypeError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "UnicodeWarning",
    "UserWarning",
    "ValueError",
    "Warning",
    "ZeroDivisionError",
];

const TYPING: &[&str] = &[
    "Annotated",
    "Any",
    "AnyStr",
    "BinaryIO",
    "ClassVar",
    "Concatenate",
    "Final",
    "ForwardRef",
    "Generic",
    "IO",
    "Literal",
    "LiteralString",
    "NamedTuple",
    "Never",
    "NewType",
    "NoReturn",
    "NotRequired",
    "Optional",
    "ParamSpec",
    "ParamSpecArgs",
    "ParamSpecKwargs",
    "Protocol",
    "ReadOnly",
    "Required",
    "Self",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
    "Text",
    "TextIO",
    "TypeAlias",
    "TypeAliasType",
    "TypeGuard",
    "TypeIs",
    "TypeVar",
    "TypeVarTuple",
    "TypedDict",
    "Union",
    "Unpack",
    "NoDefault",
    "final",
    "overload",
    "override",
    "runtime_checkable",
    "no_type_check",
    "dataclass_transform",
];

/// `typing`'s old names for generic builtins and classes of other modules.
const RENAMED: &[(&str, &str, &str)] = &[
    ("List", "builtins", "list"),
    ("Dict", "builtins", "dict"),
    ("Set", "builtins", "set"),
    ("FrozenSet", "builtins", "frozenset"),
    ("Tuple", "builtins", "tuple"),
    ("Type", "builtins", "type"),
    ("AbstractSet", "collections.abc", "Set"),
    ("DefaultDict", "collections", "defaultdict"),
    ("OrderedDict", "collections", "OrderedDict"),
    ("Counter", "collections", "Counter"),
    ("ChainMap", "collections", "ChainMap"),
    ("Deque", "collections", "deque"),
    ("deprecated", "warnings", "deprecated"),
    ("Pattern", "re", "Pattern"),
    ("Match", "re", "Match"),
    ("ContextManager", "contextlib", "AbstractContextManager"),
    ("AsyncContextManager", "contextlib", "AbstractAsyncContextManager"),
];

const COLLECTIONS_ABC: &[&str] = &[
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "Buffer",
    "ByteString",
    "Callable",
    "Collection",
    "Container",
    "Coroutine",
    "Generator",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "Mapping",
    "MappingView",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Reversible",
    "Sequence",
    "Set",
    "Sized",
    "ValuesView",
];

/// Modules of the standard library that types come from, and packages whose types extensions name.
const MODULES: &[&str] = &[
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "builtins",
    "collections",
    "concurrent",
    "contextlib",
    "contextvars",
    "ctypes",
    "dataclasses",
    "datetime",
    "decimal",
    "email",
    "enum",
    "fractions",
    "functools",
    "http",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "logging",
    "multiprocessing",
    "numbers",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "queue",
    "random",
    "re",
    "socket",
    "sqlite3",
    "ssl",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "traceback",
    "types",
    "typing",
    "unittest",
    "urllib",
    "uuid",
    "warnings",
    "weakref",
    "xml",
    "zoneinfo",
];

/// Well-known packages that are no part of Python, with the short names people import them by.
const PACKAGES: &[(&str, &str)] = &[
    ("typing_extensions", "typing_extensions"),
    ("_typeshed", "_typeshed"),
    ("numpy", "numpy"),
    ("np", "numpy"),
    ("npt", "numpy.typing"),
    ("pandas", "pandas"),
    ("pd", "pandas"),
    ("polars", "polars"),
    ("pl", "polars"),
    ("pyarrow", "pyarrow"),
    ("pa", "pyarrow"),
    ("scipy", "scipy"),
    ("torch", "torch"),
    ("t", "typing"),
];

/// The module and name that an undotted name stands for in everyone's annotations.
pub(crate) fn find(name: &str) -> Option<(&'static str, &str)> {
    if BUILTINS.contains(&name) {
        Some(("builtins", name))
    } else if TYPING.contains(&name) {
        Some(("typing", name))
    } else if COLLECTIONS_ABC.contains(&name) {
        Some(("collections.abc", name))
    } else {
        renamed(name)
    }
}

/// What `module.name` is called today: `typing.List` is `list`.
pub(crate) fn modern<'n>(module: &'n str, name: &'n str) -> (&'n str, &'n str) {
    if module != "typing" && module != "typing_extensions" {
        return (module, name);
    }
    if let Some((module, name)) = renamed(name) {
        return (module, name);
    }
    if COLLECTIONS_ABC.contains(&name) && name != "Set" {
        ("collections.abc", name)
    } else {
        ("typing", name)
    }
}

fn renamed(name: &str) -> Option<(&'static str, &'static str)> {
    RENAMED.iter().find(|(old, _, _)| *old == name).map(|&(_, module, new)| (module, new))
}

/// The module that `first` names in everyone's annotations.
pub(crate) fn module(first: &str) -> Option<&str> {
    if MODULES.contains(&first) {
        return Some(first);
    }
    PACKAGES.iter().find(|(short, _)| *short == first).map(|(_, full)| *full)
}

/// Whether `module` is a part of Python.
pub(crate) fn is_standard(module: &str) -> bool {
    module.split('.').next().is_some_and(|first| MODULES.contains(&first))
}

/// Whether `builtins` defines `name`. Every name of an extension is compared with all of them.
pub(crate) fn is_builtin(name: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BUILTINS.iter().copied().collect());
    NAMES.contains(name)
}

/// Whether `module` defines `name`, where that is known.
pub(crate) fn defines(module: &str, name: &str) -> Option<bool> {
    match module {
        "builtins" => Some(is_builtin(name)),
        "typing" => {
            Some(TYPING.contains(&name) || COLLECTIONS_ABC.contains(&name) || renamed(name).is_some())
        }
        "collections.abc" => Some(COLLECTIONS_ABC.contains(&name)),
        _ => None,
    }
}

/// Whether `name` is an exception or a warning of `builtins`.
#[must_use]
pub fn is_exception(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "BaseExceptionGroup",
        "ExceptionGroup",
        "GeneratorExit",
        "KeyboardInterrupt",
        "StopAsyncIteration",
        "StopIteration",
        "SystemExit",
    ];
    let is_named_so = ["Error", "Exception", "Warning"].iter().any(|end| name.ends_with(end));
    OTHERS.contains(&name) || is_named_so && BUILTINS.contains(&name)
}
