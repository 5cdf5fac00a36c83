//! Methods that PyO3 generates, and those that Python shows because they share a slot with one that is defined.

use super::class_draft::ClassDraft;
use super::function_parts;
use crate::facts::{ClassKind, ClassOption, ParameterKind, Receiver, TypeExpr};
use crate::generate::model::{Attribute, Comments, Decorator, Expr, Function, Ignore, Node, Parameter, When};
use crate::generate::slots::{self, Reflection};

/// Adds the methods that PyO3 generates. A method of the user takes precedence.
pub(super) fn complete(draft: &mut ClassDraft<'_>) {
    let fact = draft.fact;
    // PyO3 generates `__repr__` too, with the signature that every object has.
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
        // With `eq_int`, an enum is compared with integers as well.
        let operand = match fact.options.has(ClassOption::EqInt) {
            true => Expr::union([draft.own_type.clone(), Expr::typing("SupportsIndex")]),
            false => draft.own_type.clone(),
        };
        for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
            add(draft, name, Some(("other", operand.clone())), Expr::builtin("bool"));
        }
    }
    if fact.options.has(ClassOption::Hash) {
        add(draft, "__hash__", None, Expr::builtin("int"));
    }
    if fact.options.has(ClassOption::Generic) && !draft.defines("__class_getitem__") {
        draft.methods.push(class_getitem());
    }
    add_inherited_of_zone(draft);
    add_reflected(draft);
    add_unhashable(draft);
}

/// Adds the methods of `datetime.tzinfo` that a subclass does not define. Type checkers take them for abstract, but at run
/// time a class without them can be called.
fn add_inherited_of_zone(draft: &mut ClassDraft<'_>) {
    let is_zone = |base: &TypeExpr| matches!(base, TypeExpr::Name(base) if base.module == "datetime" && base.name == "tzinfo");
    if !draft.fact.bases.iter().any(is_zone) {
        return;
    }
    let optional = |expr| Expr::union([expr, Expr::None]);
    let datetime = |name| Expr::external("datetime", name);
    let methods = [
        ("tzname", Expr::builtin("str")),
        ("utcoffset", datetime("timedelta")),
        ("dst", datetime("timedelta")),
    ];
    for (name, returns) in methods {
        if draft.defines(name) {
            continue;
        }
        add(draft, name, Some(("dt", optional(datetime("datetime")))), optional(returns));
        if let Some(method) = draft.methods.last_mut() {
            method.decorators.push(Decorator::Plain(Expr::typing("override")));
        }
    }
}

fn add(draft: &mut ClassDraft<'_>, name: &str, parameter: Option<(&str, Expr)>, returns: Expr) {
    if draft.defines(name) {
        return;
    }
    let mut function = Function::new(name, returns);
    function.parameters =
        parameter.into_iter().map(|(name, annotation)| positional(name, annotation)).collect();
    function_parts::add_receiver(&mut function, &Receiver::Instance, None);
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

/// Returns `__class_getitem__(key)`, which has an ordinary parameter in PyO3.
fn class_getitem() -> Function {
    let mut function = Function::new("__class_getitem__", Expr::external("types", "GenericAlias"));
    function.parameters.push(Parameter {
        kind: ParameterKind::PositionalOrKeyword,
        ..positional("key", Expr::typing("Any"))
    });
    function_parts::add_receiver(&mut function, &Receiver::Class, None);
    function
}

/// Adds the half of each operator that exists only because the class defines the other half, and the orderings that
/// exist because the class defines another one. If it is called directly it returns `NotImplemented`, and Python then
/// calls the half that the user wrote. Between two instances this works if that half accepts an instance.
fn add_reflected(draft: &mut ClassDraft<'_>) {
    let is_ordered = slots::ORDERINGS.iter().any(|name| draft.defines(name));
    for Reflection { left, right, optional } in slots::reflections() {
        let missing: &[&str] = match (draft.defines(left), draft.defines(right)) {
            (true, false) if draft.has_one_half(left) => &[],
            (true, false) => &[right],
            (false, true) if draft.has_one_half(right) => &[],
            (false, true) => &[left],
            (false, false) if is_ordered && slots::ORDERINGS.contains(&left) => &[left, right],
            (true, true) | (false, false) => &[],
        };
        let written = if draft.defines(left) { left } else { right };
        let result = result_between_instances(draft, written);
        for name in missing {
            match &result {
                Some(returns) => add(draft, name, Some(("other", draft.own_type.clone())), returns.clone()),
                None => add_impossible(draft, name),
            }
            if optional > 0 {
                add_modulo(draft);
            }
        }
    }
}

/// Adds a method that raises for all arguments. No value has the type `Never`, so type checkers report every call. It
/// returns an `object` instead of a `Never`, so that a subclass may define it.
fn add_impossible(draft: &mut ClassDraft<'_>, name: &str) {
    add(draft, name, Some(("other", Expr::typing("Never"))), Expr::builtin("object"));
    if let Some(function) = draft.methods.last_mut().filter(|_| slots::is_called_on_the_right(name)) {
        // zuban looks for the other half in the type of the parameter.
        function.ignore.zuban.push("misc");
    }
}

/// Adds the modulus, which `__pow__` and `__rpow__` both have, to the last method. Python does not pass a modulus to
/// the reflected method.
fn add_modulo(draft: &mut ClassDraft<'_>) {
    if let Some(function) = draft.methods.last_mut() {
        function.parameters.push(Parameter { default: Some(Expr::None), ..positional("mod", Expr::None) });
    }
}

/// Returns what the method `name` returns for an instance of the class.
fn result_between_instances(draft: &ClassDraft<'_>, name: &str) -> Option<Expr> {
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

/// Adds `__hash__ = None`, which Python sets on a class that has a comparison and no `__hash__`.
fn add_unhashable(draft: &mut ClassDraft<'_>) {
    let compares = slots::COMPARISONS.iter().any(|name| draft.defines(name));
    if !compares || draft.defines("__hash__") {
        return;
    }
    let mut mypy = vec!["assignment"];
    if !draft.fact.bases.is_empty() {
        // The base class may not have a hash either.
        mypy.push("unused-ignore");
    }
    draft.attributes.push(Node::Attribute(Attribute {
        when: When::default(),
        comments: Comments::default(),
        name: "__hash__".to_owned(),
        annotation: Some(Expr::typing("ClassVar").subscript(vec![Expr::None])),
        value: None,
        doc: String::new(),
        ignore: Ignore { mypy, pyright: vec!["reportIncompatibleMethodOverride"], ..Ignore::default() },
        position: None,
    }));
}
