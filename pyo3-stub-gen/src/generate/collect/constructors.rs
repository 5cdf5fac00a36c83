//! Constructors: those that PyO3 generates, and `__new__` for classes that have none.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use super::function_parts;
use crate::facts::{ParameterKind, Receiver, TypeExpr};
use crate::generate::model::{Expr, Function, Parameter, Symbol};

/// Where the methods of a class are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MethodSource {
    /// In Rust, as far as the facts show.
    InRust,
    /// In a block that is not annotated, because snippets or records that are submitted by hand describe it.
    Elsewhere,
}

impl Collector<'_> {
    /// Adds the constructor of `new = "from_fields"`.
    pub(super) fn add_from_fields(&mut self, draft: &mut ClassDraft<'_>) {
        let Some(fields) = &draft.fact.from_fields else { return };
        if draft.defines("__new__") {
            return;
        }
        let place = draft.place.inner(format!("method `{}.__new__`", draft.fact.name), None);
        let mut function = Function::new("__new__", draft.instance());
        function.parameters = self.parameters(fields, &place, &mut function.type_params);
        function_parts::add_receiver(&mut function, &Receiver::New, None);
        draft.constructors.insert(0, function);
    }
}

/// Adds a `__new__` that cannot be called if PyO3 gives the class no constructor: its parameter has a type without
/// values. Without it, type checkers would use the `__new__` of `object`.
///
/// `methods` tells where the class's methods are written, because a description of them may omit `#[new]`. A class that
/// inherits from another class of an extension shows that one's signature at run time.
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

/// Silences pyright about the constructors of exceptions. They differ from the inherited `__init__(*args)`, which takes
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
