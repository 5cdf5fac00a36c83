//! Constructors: those that PyO3 makes, and those that are not there.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use super::function_parts;
use crate::facts::{ParameterKind, Receiver, TypeExpr};
use crate::generate::model::{Expr, Function, Parameter, Symbol};

/// Where the methods of a class are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MethodSource {
    /// In Rust, as far as the stub knows.
    InRust,
    /// In a block that is not annotated, because snippets or records that are submitted by hand stand
    /// for it.
    Elsewhere,
}

impl Collector<'_> {
    /// `new = "from_fields"`.
    pub(super) fn add_from_fields(&mut self, draft: &mut ClassDraft<'_>) {
        let Some(fields) = &draft.fact.from_fields else { return };
        if draft.defines("__new__") {
            return;
        }
        let place = draft.place.inner(format!("method `{}.__new__`", draft.fact.name), None);
        let mut function = Function::new("__new__", draft.instance());
        function.parameters = self.parameters(fields, &place);
        function_parts::add_receiver(&mut function, &Receiver::New, None);
        draft.constructors.insert(0, function);
    }
}

/// Says that Python cannot make instances, where PyO3 gives the class no constructor: a `__new__` that
/// wants a value which does not exist. Without it, checkers would take the one of `object`.
///
/// `methods` says where the class's methods are written. What stands for them may leave `#[new]` out.
/// What inherits from another class of an extension shows that one's signature at runtime.
pub(super) fn add_impossible(draft: &mut ClassDraft<'_>, methods: MethodSource) {
    let is_of_builtins = |base: &TypeExpr| matches!(base, TypeExpr::Name(name) if name.module == "builtins");
    let has_constructor = draft.defines("__new__") || draft.defines("__init__");
    if methods == MethodSource::Elsewhere || has_constructor || !draft.fact.bases.iter().all(is_of_builtins) {
        return;
    }
    let mut function = Function::new("__new__", draft.instance());
    function.parameters.push(Parameter {
        name: "_".to_owned(),
        kind: ParameterKind::PositionalOnly,
        annotation: Some(Expr::typing("Never")),
        default: None,
    });
    function_parts::add_receiver(&mut function, &Receiver::New, None);
    draft.constructors.push(function);
}

/// The constructors of exceptions differ from the `__init__(*args)` that they inherit, which takes
/// whatever `__new__` was given.
pub(super) fn silence(draft: &mut ClassDraft<'_>, bases: &[Expr]) {
    let inherits_init = bases.iter().any(|base| match base {
        Expr::Name(Symbol::External(base)) => base.module == "builtins",
        _ => false,
    });
    if inherits_init && !draft.defines("__init__") {
        for new in draft.constructors.iter_mut().filter(|function| function.name == "__new__") {
            new.ignore.pyright.push("reportInconsistentConstructor");
        }
    }
}
