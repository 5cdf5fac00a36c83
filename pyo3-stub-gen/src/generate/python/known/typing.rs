//! The names of `typing`, which `ruff_python_stdlib` does not list.

use super::collections_abc;

/// What `typing` defines itself, as far as annotations use it.
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

/// The old names in `typing` of builtins and of classes of other modules: the old name, the module, and the name there.
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

/// Whether `typing` defines `name` itself.
pub(super) fn is_own(name: &str) -> bool {
    TYPING.contains(&name)
}

/// Returns the module and the name of what `name` is an old name of.
pub(super) fn renamed(name: &str) -> Option<(&'static str, &'static str)> {
    RENAMED.iter().find(|(old, _, _)| *old == name).map(|&(_, module, new)| (module, new))
}

/// Returns the module and the name that `module.name` has today: `typing.List` is `list`.
pub(crate) fn modern<'n>(module: &'n str, name: &'n str) -> (&'n str, &'n str) {
    if module != "typing" && module != "typing_extensions" {
        return (module, name);
    }
    if let Some((module, name)) = renamed(name) {
        return (module, name);
    }
    if collections_abc::defines(name) && name != "Set" { ("collections.abc", name) } else { ("typing", name) }
}
