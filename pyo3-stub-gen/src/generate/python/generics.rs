//! Generic classes of Python's own modules. Without type arguments, each argument is `Any`, and strict type checkers
//! require them explicitly.

use crate::generate::model::{Expr, Symbol};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How many type arguments classes take: the module, the classes, the number.
const CLASSES: &[(&str, &[&str], usize)] = &[
    ("builtins", &["enumerate", "filter", "frozenset", "list", "map", "reversed", "set", "type", "zip"], 1),
    ("builtins", &["dict"], 2),
    ("collections", &["Counter", "UserList", "deque"], 1),
    ("collections", &["ChainMap", "OrderedDict", "UserDict", "defaultdict"], 2),
    (
        "collections.abc",
        &[
            "AsyncIterable",
            "AsyncIterator",
            "Awaitable",
            "Collection",
            "Container",
            "Iterable",
            "Iterator",
            "KeysView",
            "MutableSequence",
            "MutableSet",
            "Reversible",
            "Sequence",
            "Set",
            "ValuesView",
        ],
        1,
    ),
    ("collections.abc", &["AsyncGenerator", "ItemsView", "Mapping", "MutableMapping"], 2),
    ("collections.abc", &["Coroutine", "Generator"], 3),
    ("asyncio", &["Future", "Queue", "Task"], 1),
    ("array", &["array"], 1),
    ("concurrent.futures", &["Future"], 1),
    ("contextvars", &["ContextVar", "Token"], 1),
    ("os", &["DirEntry", "PathLike"], 1),
    ("queue", &["LifoQueue", "PriorityQueue", "Queue", "SimpleQueue"], 1),
    ("re", &["Match", "Pattern"], 1),
    ("types", &["MappingProxyType"], 2),
    ("typing", &["IO", "SupportsAbs", "SupportsRound"], 1),
    ("weakref", &["WeakMethod", "WeakSet", "ref"], 1),
    ("weakref", &["WeakKeyDictionary", "WeakValueDictionary"], 2),
];

/// [`CLASSES`], by module and name.
static COUNTS: LazyLock<FxHashMap<(&str, &str), usize>> = LazyLock::new(|| {
    let of_class = |&(module, names, count): &(&'static str, &'static [&'static str], usize)| {
        names.iter().map(move |name| ((module, *name), count))
    };
    CLASSES.iter().flat_map(of_class).collect()
});

/// Returns `name` with `Any` for each type argument if it is a class that takes some.
#[must_use]
pub fn with_arguments(name: Expr) -> Expr {
    let arguments = arguments_of(&name);
    if arguments.is_empty() { name } else { name.subscript(arguments) }
}

/// Whether `name` of `module` is a class of the standard library that takes type arguments.
pub(crate) fn is_generic(module: &str, name: &str) -> bool {
    COUNTS.contains_key(&(module, name))
}

/// Returns the type arguments that `name` has implicitly when it is written without any.
fn arguments_of(name: &Expr) -> Vec<Expr> {
    let Expr::Name(Symbol::External(external)) = name else { return Vec::new() };
    let any = || Expr::typing("Any");
    match (external.module.as_str(), external.name.as_str()) {
        ("builtins", "tuple") => vec![any(), Expr::Ellipsis],
        ("collections.abc", "Callable") => vec![Expr::Ellipsis, any()],
        (module, name) => {
            vec![any(); COUNTS.get(&(module, name)).copied().unwrap_or_default()]
        }
    }
}
