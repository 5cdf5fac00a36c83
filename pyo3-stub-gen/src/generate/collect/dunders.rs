//! Special methods: what PyO3 generates, and how Python calls them.

use super::classes::Draft;
use super::functions;
use crate::facts::{ClassKind, ClassOption, ParameterKind, Receiver};
use crate::generate::model::{Attribute, Expr, Function, Ignore, Node, Parameter};

/// Special methods that are plain functions at runtime. All others are slots of the type, whose
/// arguments Python passes by position only.
const PLAIN: &[&str] = &[
    "__new__",
    "__init__",
    "__call__",
    "__enter__",
    "__exit__",
    "__aenter__",
    "__aexit__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__getnewargs__",
    "__getnewargs_ex__",
    "__copy__",
    "__deepcopy__",
    "__format__",
    "__sizeof__",
    "__dir__",
    "__class_getitem__",
    "__init_subclass__",
    "__subclasscheck__",
    "__instancecheck__",
    "__bytes__",
    "__complex__",
    "__round__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__reversed__",
    "__missing__",
    "__length_hint__",
    "__fspath__",
    "__index__",
    "__mro_entries__",
    "__set_name__",
    "__prepare__",
];

/// Makes a slot method what it is at runtime.
pub(super) fn adapt(function: &mut Function) {
    let is_equality = matches!(function.name.as_str(), "__eq__" | "__ne__");
    if let (true, [other]) = (is_equality, function.parameters.as_mut_slice()) {
        // What Rust does not extract compares unequal: PyO3 catches the error.
        other.annotation = Some(Expr::builtin("object"));
    }
    pass_by_position(function);
}

/// Makes the parameters of a slot method positional-only, as they are at runtime.
pub(super) fn pass_by_position(function: &mut Function) {
    let name = function.name.as_str();
    if !(name.starts_with("__") && name.ends_with("__")) || PLAIN.contains(&name) {
        return;
    }
    for parameter in &mut function.parameters {
        if parameter.kind == ParameterKind::PositionalOrKeyword {
            parameter.kind = ParameterKind::PositionalOnly;
        }
    }
}

/// Adds what PyO3 generates. A method of the user's own wins over a generated one.
pub(super) fn complete(draft: &mut Draft<'_>) {
    let fact = draft.fact;
    // `__repr__` is there too, with the signature that every object has.
    if matches!(fact.kind, ClassKind::SimpleEnum(_)) {
        add(draft, "__int__", None, Expr::builtin("int"));
    }
    if fact.options.has(ClassOption::Str) {
        add(draft, "__str__", None, Expr::builtin("str"));
    }
    if fact.options.has(ClassOption::Eq) || fact.options.has(ClassOption::EqInt) {
        add(draft, "__eq__", Some(("other", Expr::builtin("object"))), Expr::builtin("bool"));
        add(draft, "__ne__", Some(("other", Expr::builtin("object"))), Expr::builtin("bool"));
    }
    if fact.options.has(ClassOption::Ord) {
        for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
            add(draft, name, Some(("other", draft.own_type.clone())), Expr::builtin("bool"));
        }
    }
    if fact.options.has(ClassOption::Hash) {
        add(draft, "__hash__", None, Expr::builtin("int"));
    }
    if fact.options.has(ClassOption::Generic) && !draft.defines("__class_getitem__") {
        draft.methods.push(class_getitem());
    }
    add_reflected(draft);
    add_unhashable(draft);
}

fn add(draft: &mut Draft<'_>, name: &str, parameter: Option<(&str, Expr)>, returns: Expr) {
    if draft.defines(name) {
        return;
    }
    let mut function = Function::new(name, returns);
    function.parameters =
        parameter.into_iter().map(|(name, annotation)| positional(name, annotation)).collect();
    functions::add_receiver(&mut function, &Receiver::Instance, None);
    draft.methods.push(function);
}

fn positional(name: &str, annotation: Expr) -> Parameter {
    Parameter {
        name: name.to_owned(),
        kind: ParameterKind::PositionalOnly,
        annotation: Some(annotation),
        default: None,
    }
}

/// PyO3 gives `__class_getitem__(key)` an ordinary parameter.
fn class_getitem() -> Function {
    let mut function = Function::new("__class_getitem__", Expr::external("types", "GenericAlias"));
    function.parameters.push(Parameter {
        kind: ParameterKind::PositionalOrKeyword,
        ..positional("key", Expr::typing("Any"))
    });
    functions::add_receiver(&mut function, &Receiver::Class, None);
    function
}

const COMPARISONS: &[&str] = &["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"];

/// Operators that share one slot: where one exists, so does the other.
const REFLECTED: &[(&str, &str)] = &[
    ("__add__", "__radd__"),
    ("__sub__", "__rsub__"),
    ("__mul__", "__rmul__"),
    ("__matmul__", "__rmatmul__"),
    ("__truediv__", "__rtruediv__"),
    ("__floordiv__", "__rfloordiv__"),
    ("__mod__", "__rmod__"),
    ("__divmod__", "__rdivmod__"),
    ("__pow__", "__rpow__"),
    ("__lshift__", "__rlshift__"),
    ("__rshift__", "__rrshift__"),
    ("__and__", "__rand__"),
    ("__xor__", "__rxor__"),
    ("__or__", "__ror__"),
    ("__lt__", "__gt__"),
    ("__le__", "__ge__"),
];

/// Adds the half of an operator that exists because the other one does. Called for itself it returns
/// `NotImplemented`, and Python goes on to the half that the user wrote: so it works, between two
/// instances, where that one takes an instance. Its parameter is the class in any case: with `Never`
/// there, zuban says that the other half cannot be called.
fn add_reflected(draft: &mut Draft<'_>) {
    for (left, right) in REFLECTED {
        let (missing, written) = match (draft.defines(left), draft.defines(right)) {
            (true, false) => (right, left),
            (false, true) => (left, right),
            _ => continue,
        };
        let returns = result_between_instances(draft, written).unwrap_or_else(|| Expr::typing("Never"));
        add(draft, missing, Some(("other", draft.own_type.clone())), returns);
        if matches!(*missing, "__pow__" | "__rpow__") {
            add_modulo(draft);
        }
    }
}

/// Gives the method that was added last the modulus, which both halves of the power have. Python passes none to the
/// half that is called for the sake of the other one.
fn add_modulo(draft: &mut Draft<'_>) {
    if let Some(function) = draft.methods.last_mut() {
        function.parameters.push(Parameter { default: Some(Expr::None), ..positional("mod", Expr::None) });
    }
}

/// What the method `name` returns for an instance of the class.
fn result_between_instances(draft: &Draft<'_>, name: &str) -> Option<Expr> {
    let takes_instance = |function: &&Function| {
        let operand = function.parameters.get(1).and_then(|parameter| parameter.annotation.as_ref());
        operand.is_some_and(|annotation| accepts(annotation, &draft.own_type))
    };
    draft
        .methods
        .iter()
        .filter(|function| function.name == name)
        .find(takes_instance)
        .and_then(|function| function.returns.clone())
}

fn accepts(annotation: &Expr, own_type: &Expr) -> bool {
    match annotation {
        Expr::Union(members) => members.iter().any(|member| accepts(member, own_type)),
        _ => {
            annotation == own_type
                || annotation.is_external("typing", "Self")
                || annotation.is_external("typing", "Any")
                || annotation.is_external("builtins", "object")
        }
    }
}

/// Replaces `__richcmp__`, which Python does not see, by the comparisons that it answers.
pub(super) fn split_richcmp(function: Function) -> Vec<Function> {
    if function.name != "__richcmp__" {
        return vec![function];
    }
    let other = function.parameters.into_iter().nth(1);
    COMPARISONS
        .iter()
        .map(|&name| {
            let mut comparison = Function::new(name, Expr::builtin("bool"));
            // `==` takes anything: what Rust does not extract compares unequal.
            let annotation = match (&other, name) {
                (_, "__eq__" | "__ne__") => Some(Expr::builtin("object")),
                (Some(other), _) => other.annotation.clone(),
                (None, _) => None,
            };
            let other = positional("other", annotation.unwrap_or_else(|| Expr::builtin("object")));
            comparison.parameters.push(other);
            functions::add_receiver(&mut comparison, &Receiver::Instance, None);
            comparison.returns.clone_from(&function.returns);
            comparison.position.clone_from(&function.position);
            comparison
        })
        .collect()
}

/// `__hash__ = None`, which Python sets on a class that has a comparison and no `__hash__`.
fn add_unhashable(draft: &mut Draft<'_>) {
    let compares = COMPARISONS.iter().any(|name| draft.defines(name));
    if !compares || draft.defines("__hash__") {
        return;
    }
    draft.attributes.push(Node::Attribute(Attribute {
        name: "__hash__".to_owned(),
        annotation: Some(Expr::typing("ClassVar").subscript(vec![Expr::None])),
        value: None,
        doc: String::new(),
        ignore: Ignore {
            user: None,
            mypy: vec!["assignment"],
            pyright: vec!["reportIncompatibleMethodOverride"],
        },
        position: None,
    }));
}
