//! Constructors: those that PyO3 generates, and `__new__` for classes that have none.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use super::function_parts;
use crate::facts::{ClassFact, FunctionFact, ParameterKind, Receiver, TypeExpr};
use crate::generate::model::{Expr, Function, Parameter, TypeParam};
use crate::generate::python::known::{self, PythonDefault, PythonParameter};

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
    /// Adds a `__new__` that cannot be called if PyO3 gives the class no constructor. Without it, type checkers would use
    /// the one of a base class.
    ///
    /// `methods` states where the class's methods are written, because a description of them may omit `#[new]`.
    pub(super) fn add_impossible(&mut self, draft: &mut ClassDraft<'_>, methods: MethodSource) {
        let has_constructor = draft.defines("__new__") || draft.defines("__init__");
        let is_known = |base: &TypeExpr| match base {
            TypeExpr::Name(_) | TypeExpr::Subscript(_) => true,
            _ => self.base_class(base).is_some(),
        };
        let has_unknown_base = !draft.fact.bases.iter().all(is_known);
        // One that `skip` leaves out can be called.
        if self.skips_constructor(draft.fact) {
            return;
        }
        if methods == MethodSource::Elsewhere || has_constructor || has_unknown_base {
            return;
        }
        let mut function = Function::new("__new__", draft.instance());
        let mut cls = None;
        match self.inherited_constructor(draft) {
            ShownConstructor::Signature(parameters, type_params) => {
                function.parameters = parameters.into_iter().map(impossible).collect();
                function.type_params = type_params;
                function.type_params.retain(|param| is_used(param, &function.parameters));
                if function.parameters.iter().all(is_optional) {
                    // No argument is required, so the type of `cls` makes calls impossible.
                    cls = Some(Expr::typing("Never"));
                    // With `Never` as the result, the class would not be one to its decorators, and type checkers would not
                    // look at what follows a call.
                    function.returns = Some(draft.own_type.clone());
                    function.ignore.mypy.push("misc");
                }
            }
            ShownConstructor::Nothing => function.parameters.push(impossible(Parameter {
                name: "_".to_owned(),
                kind: ParameterKind::PositionalOnly,
                annotation: None,
                default: None,
            })),
            ShownConstructor::Unknown => return,
        }
        function_parts::add_receiver(&mut function, &Receiver::New, cls);
        draft.constructors.push(function);
    }

    /// Whether `skip` leaves out the constructor of `class`.
    fn skips_constructor(&self, class: &ClassFact) -> bool {
        let blocks = self.index.methods(class.id);
        let skipped = blocks.iter().flat_map(|block| &block.skipped).chain(&class.skipped);
        skipped.into_iter().any(|name| name == "__new__")
    }

    /// Returns what Python shows as the signature of a class without a constructor: that of the nearest class of the
    /// extension that has one, or of the class of Python that all of them extend.
    fn inherited_constructor(&mut self, draft: &ClassDraft<'_>) -> ShownConstructor {
        let ancestors: Vec<u32> = self.ancestors(draft.fact).into_iter().map(|class| class.id).collect();
        for &id in &ancestors {
            let Some(class) = self.index.class(id) else { continue };
            let blocks = self.index.methods(id);
            let is_new = |method: &&FunctionFact| matches!(method.receiver, Receiver::New);
            let written = blocks.iter().flat_map(|block| &block.methods).find(is_new);
            let parameters = written.map(|method| &method.parameters).or(class.from_fields.as_ref());
            if let Some(parameters) = parameters {
                // No call works, so unknown types do not matter.
                let mut type_params = Vec::new();
                let parameters = self.parameters(parameters, &draft.place, &mut type_params);
                return ShownConstructor::Signature(parameters, type_params);
            }
            let is_elsewhere = !self.index.snippets(id).is_empty() || class.position.line == 0;
            if is_elsewhere || self.skips_constructor(class) {
                return ShownConstructor::Unknown;
            }
        }
        let outermost = ancestors.last().and_then(|id| self.index.class(*id)).unwrap_or(draft.fact);
        match outermost.bases.iter().map(shown_by_python).find(|shown| !shown.is_empty()) {
            Some(parameters) => ShownConstructor::Signature(parameters, Vec::new()),
            None => ShownConstructor::Nothing,
        }
    }
}

/// Returns the parameters that a class of `builtins` shows.
fn shown_by_python(base: &TypeExpr) -> Vec<Parameter> {
    let name = match base {
        TypeExpr::Subscript(subscript) => &subscript.base,
        base => base,
    };
    let TypeExpr::Name(name) = name else { return Vec::new() };
    if name.module != "builtins" {
        return Vec::new();
    }
    // mypy does not look at the type of `cls`, so each parameter accepts nothing but its default.
    let parameter = |&(name, kind, default): &PythonParameter| Parameter {
        name: name.to_owned(),
        kind,
        annotation: Some(match default {
            PythonDefault::Zero => Expr::typing("Literal").subscript(vec![Expr::Literal("0".to_owned())]),
            PythonDefault::EmptyTuple => Expr::builtin("tuple").subscript(Vec::new()),
        }),
        default: Some(match default {
            PythonDefault::Zero => Expr::Literal("0".to_owned()),
            PythonDefault::EmptyTuple => Expr::Tuple(Vec::new()),
        }),
    };
    known::shown_parameters(&name.name).iter().map(parameter).collect()
}

/// The signature that Python shows for a class without a constructor.
enum ShownConstructor {
    /// That of a base class, and its type variables.
    Signature(Vec<Parameter>, Vec<TypeParam>),
    /// None.
    Nothing,
    /// It is not known.
    Unknown,
}

/// Returns the parameter with a type that has no values if every call needs it. A default has to be a value of its type.
fn impossible(parameter: Parameter) -> Parameter {
    if is_optional(&parameter) {
        return parameter;
    }
    Parameter { annotation: Some(Expr::typing("Never")), ..parameter }
}

/// Whether the type variable `param` is part of the annotations of `parameters`.
fn is_used(param: &TypeParam, parameters: &[Parameter]) -> bool {
    let mut annotations = parameters.iter().filter_map(|parameter| parameter.annotation.as_ref());
    annotations.any(|annotation| annotation.uses_parameter(&param.name))
}

/// Whether a call may leave it out.
fn is_optional(parameter: &Parameter) -> bool {
    let is_variadic = matches!(parameter.kind, ParameterKind::VarPositional | ParameterKind::VarKeyword);
    is_variadic || parameter.default.is_some()
}
