//! PyO3's slot methods: what Python shows of each.
//!
//! A slot has a fixed signature in CPython. Its parameters can only be passed by position, and some
//! slots show under other names than PyO3 has for them.

/// How a slot method shows in Python.
pub struct Slot {
    /// The names that it shows under.
    pub names: Names,
    /// How many of the last arguments may be left out.
    pub optional: usize,
    /// What it returns.
    pub returns: Returns,
}

/// The names that a slot method shows under.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Its own.
    Own,
    /// These.
    Others(&'static [&'static str]),
    /// The six comparisons; the argument that tells which is not shown.
    Comparisons,
    /// `__buffer__`.
    Buffer,
    /// None.
    Hidden,
}

/// What a slot method returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// What the Rust function returns.
    Declared,
    /// The object itself, whatever the Rust function returns.
    Itself,
    /// The `T` of an `Option<T>`: `None` ends the iteration.
    Next,
}

/// The slot that a method of this Python name fills, if any.
///
/// `__new__`, `__init__` and `__call__` take arguments as functions do, and are not among them.
pub fn slot(name: &str) -> Option<Slot> {
    let (mut names, mut optional, mut returns) = (Names::Own, 0, Returns::Declared);
    match name {
        "__str__" | "__repr__" | "__hash__" | "__iter__" | "__await__" | "__aiter__" | "__len__"
        | "__contains__" | "__getitem__" | "__setitem__" | "__delitem__" | "__pos__" | "__neg__"
        | "__abs__" | "__invert__" | "__index__" | "__int__" | "__float__" | "__bool__"
        | "__getattribute__" | "__getattr__" | "__setattr__" | "__delattr__" | "__set__" | "__delete__"
        | "__lt__" | "__le__" | "__eq__" | "__ne__" | "__gt__" | "__ge__" => {}
        "__get__" | "__pow__" | "__rpow__" => optional = 1,
        "__next__" | "__anext__" => returns = Returns::Next,
        "__richcmp__" => names = Names::Comparisons,
        "__concat__" => names = Names::Others(&["__add__"]),
        "__repeat__" => names = Names::Others(&["__mul__", "__rmul__"]),
        "__inplace_concat__" => names = Names::Others(&["__iadd__"]),
        "__inplace_repeat__" => names = Names::Others(&["__imul__"]),
        "__getbuffer__" => names = Names::Buffer,
        "__traverse__" | "__clear__" | "__releasebuffer__" => names = Names::Hidden,
        _ if is_operator(name, "__i") => returns = Returns::Itself,
        _ if is_operator(name, "__") || is_operator(name, "__r") => {}
        _ => return None,
    }
    if name == "__ipow__" {
        returns = Returns::Itself;
    }
    Some(Slot { names, optional, returns })
}

/// The comparisons that `__richcmp__` answers.
pub const COMPARISONS: &[&str] = &["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

/// Whether `name` is an arithmetic operator with this prefix.
fn is_operator(name: &str, prefix: &str) -> bool {
    const OPERATORS: &[&str] = &[
        "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift",
        "and", "xor", "or",
    ];
    let operator = name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix("__"));
    operator.is_some_and(|operator| OPERATORS.contains(&operator))
}

#[cfg(test)]
mod tests {
    use super::{Names, Returns, slot};

    #[test]
    fn operators_in_place_give_the_object_itself() {
        for name in ["__iadd__", "__imatmul__", "__ipow__", "__ior__"] {
            assert!(slot(name).is_some_and(|slot| slot.returns == Returns::Itself), "{name}");
        }
        for name in ["__add__", "__radd__", "__rdivmod__", "__invert__", "__int__", "__iter__"] {
            assert!(slot(name).is_some_and(|slot| slot.returns == Returns::Declared), "{name}");
        }
    }

    #[test]
    fn methods_that_take_arguments_as_functions_do_fill_no_slot() {
        for name in ["__new__", "__init__", "__call__", "__enter__", "__reduce__", "add"] {
            assert!(slot(name).is_none(), "{name}");
        }
    }

    #[test]
    fn slots_without_a_python_name_are_hidden() {
        for name in ["__traverse__", "__clear__", "__releasebuffer__"] {
            assert!(slot(name).is_some_and(|slot| slot.names == Names::Hidden), "{name}");
        }
    }
}
