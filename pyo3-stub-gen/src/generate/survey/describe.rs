//! Describes objects of the interpreter as facts: signatures without types, classes with their members, values with
//! their types.

use super::attached::Attached;
use super::parameter::SurveyedParameter;
use super::skips::Skipped;
use super::types::{Signature, Types, incomplete, untyped};
use super::witness::{
    Member, MemberKind, Operand, Reference, Survey, SurveyedClass, SurveyedFunction, ValueType,
};
use crate::facts::{
    ClassFact, ClassKind, ClassOption, ComplexVariantFact, DefaultFact, Fact, FunctionFact, LocalExpr,
    MemberFact, MethodsFact, ParameterFact, ParameterKind, Position, Receiver, StubOption, StubOptionFact,
    StubOptions, TypeExpr, VariableFact, VariantShape,
};
use crate::generate::python;
use crate::generate::slots;
use std::collections::BTreeMap;

/// Members that every class may have and that say nothing about it.
const WITHOUT_MEANING: [&str; 2] = ["__match_args__", "__class_getitem__"];

/// Describes objects that no fact describes.
pub(super) struct Describer<'s> {
    pub(super) survey: &'s Survey,
    /// The dotted module and the name under which the stub defines each class, by its index.
    pub(super) homes: BTreeMap<usize, (String, String)>,
    /// The source of types; `None` if there is only the interpreter.
    pub(super) types: Option<&'s dyn Types>,
    /// The annotated functions that are attributes of classes.
    pub(super) attached: &'s Attached,
    /// What `skip` leaves out.
    pub(super) skipped: &'s Skipped,
    /// The position to use, because the one in the Rust source is unknown.
    pub(super) position: Position,
}

impl Describer<'_> {
    /// The function with this index, as one of the module `module`.
    pub(super) fn function(
        &self,
        module: &str,
        name: &str,
        index: usize,
        function: &SurveyedFunction,
    ) -> Fact {
        let signature = self.types.and_then(|types| types.function(index, &|class| self.own(class)));
        let described = self.callable(name, Receiver::None, function.parameters.as_deref(), signature);
        Fact::Function(FunctionFact {
            module: Some(module.to_owned()),
            doc: function.doc.clone(),
            is_async: described.is_async || function.is_async,
            ..described
        })
    }

    /// The constant `name` of the module at `path`, whose dotted name is `module`.
    pub(super) fn constant(
        &self,
        path: &[String],
        module: &str,
        name: &str,
        value_type: Option<&ValueType>,
    ) -> Fact {
        let stated = self.types.and_then(|types| types.constant(path, name, &|class| self.own(class)));
        let surveyed = self.survey.modules.iter().find(|module| module.path == path);
        let shown = surveyed.and_then(|module| module.literals.get(name));
        let of_source = self.types.and_then(|types| types.constant_value(path, name));
        let value = constant_value(of_source, shown.map(String::as_str));
        self.variable(module, name, stated.unwrap_or_else(|| self.value_type(value_type)), value)
    }

    /// A function or method with the parameters `shown`, without a receiver.
    fn callable(
        &self,
        name: &str,
        receiver: Receiver,
        shown: Option<&[SurveyedParameter]>,
        signature: Option<Signature>,
    ) -> FunctionFact {
        let is_method = matches!(receiver, Receiver::Instance);
        let mut function = self.typed_function(self.blank_function(name, receiver), shown, signature);
        if is_method && function.returns == incomplete() {
            function.returns = required_result(name).unwrap_or(function.returns);
        }
        function
    }

    /// `blank` with the types of `signature`.
    fn typed_function(
        &self,
        blank: FunctionFact,
        shown: Option<&[SurveyedParameter]>,
        signature: Option<Signature>,
    ) -> FunctionFact {
        match signature {
            None => FunctionFact { parameters: parameters(shown), ..blank },
            Some(signature) => FunctionFact {
                returns: signature.returns.clone(),
                is_async: signature.is_async,
                parameters: signature.parameters_as(shown),
                ..blank
            },
        }
    }

    /// A variable of the module `module`, of the type `r#type`.
    pub(super) fn variable(
        &self,
        module: &str,
        name: &str,
        r#type: TypeExpr,
        value: Option<DefaultFact>,
    ) -> Fact {
        Fact::Variable(VariableFact {
            name: name.to_owned(),
            module: Some(module.to_owned()),
            r#type,
            value,
            doc: String::new(),
            position: None,
        })
    }

    /// The class with this index under its home, and its members. No other class has the number `id`.
    pub(super) fn class(&self, index: usize, id: u32) -> Vec<Fact> {
        let (Some(class), Some((module, name))) = (self.survey.classes.get(index), self.homes.get(&index))
        else {
            return Vec::new();
        };
        let variants = self.variants(index, class);
        // A class of `create_exception!` does not have members of its own, and Python may inherit from it.
        let is_plain_exception = class.is_exception && class.can_be_subclassed && class.members.is_empty();
        let kind = match (is_plain_exception, variants.is_empty()) {
            (true, _) => ClassKind::Exception,
            (false, true) => ClassKind::Struct,
            (false, false) => ClassKind::ComplexEnum(variants),
        };
        let is_enum = matches!(kind, ClassKind::ComplexEnum(_));
        let mut fact = ClassFact {
            module: Some(module.clone()),
            doc: class.doc.clone(),
            bases: self.bases(&class.bases),
            ..ClassFact::new(id, name, kind, self.position.clone())
        };
        if class.can_be_subclassed {
            fact.options.set.push(ClassOption::Subclass);
        }
        if !class.has_own_layout {
            fact.is_zero_sized = true;
            fact.options.set.push(ClassOption::Frozen);
        }
        if class.adds_slots {
            fact.options.set.push(ClassOption::Dict);
        }
        let is_variant = |member: &Member| is_enum && member.kind == MemberKind::Class;
        let members = class.members.iter().filter(|(name, member)| {
            !(is_variant(member) || is_enum && WITHOUT_MEANING.contains(&name.as_str()))
        });
        let methods = self.members(index, class, id, members);
        vec![Fact::Class(fact), Fact::Methods(methods)]
    }

    /// `members` of `class`, which has this index, as a block of methods of the class with the number `id`.
    pub(super) fn members<'m>(
        &self,
        index: usize,
        class: &SurveyedClass,
        id: u32,
        members: impl Iterator<Item = (&'m String, &'m Member)>,
    ) -> MethodsFact {
        let mut block = MethodsFact::new(id, &class.name, self.position.clone());
        let own = |class: usize| self.own(class);
        for (name, member) in members {
            let method = |receiver, shown: Option<&[SurveyedParameter]>| {
                let signature = self.types.and_then(|types| types.method(index, name, &own));
                let described = self.callable(name, receiver, shown, signature);
                let is_async = described.is_async || member.is_async;
                FunctionFact { doc: member.doc.clone(), is_async, ..described }
            };
            // Whatever fills `__init__`, a type checker accepts only one that returns `None`.
            let method = |receiver, shown: Option<&[SurveyedParameter]>| match name.as_str() {
                "__init__" => FunctionFact { returns: TypeExpr::None, ..method(receiver, shown) },
                _ => method(receiver, shown),
            };
            let without_receiver = member.parameters.as_deref();
            match member.kind {
                MemberKind::New if class.can_be_called == Some(false) => {}
                MemberKind::New => block.methods.push(method(Receiver::New, class.parameters.as_deref())),
                MemberKind::Method if member.has_own_text => {
                    let is_typed = self.types.is_some_and(|types| types.method(index, name, &own).is_some());
                    let shown = without_receiver.filter(|_| !is_typed);
                    block.methods.push(with_own_text(method(Receiver::Instance, shown)));
                }
                MemberKind::Method => block.methods.push(method(Receiver::Instance, without_receiver)),
                MemberKind::Slot => block.methods.extend(self.slot(index, name, member)),
                MemberKind::Classmethod => {
                    block.methods.push(method(Receiver::Class, member.parameters.as_deref()));
                }
                MemberKind::Staticmethod => {
                    let attached = self.attached.members.get(&(index, name.clone())).cloned();
                    block.methods.push(match (attached, member.function) {
                        (Some(fact), _) => FunctionFact {
                            name: name.clone(),
                            receiver: Receiver::Static,
                            module: None,
                            ..fact
                        },
                        (None, Some(function)) => {
                            let signature = self.types.and_then(|types| types.function(function, &own));
                            let doc = member.doc.clone();
                            FunctionFact {
                                doc,
                                ..self.callable(name, Receiver::Static, without_receiver, signature)
                            }
                        }
                        (None, None) => method(Receiver::Static, without_receiver),
                    });
                }
                MemberKind::Property => self.property(index, name, member, &mut block),
                MemberKind::Class => {
                    block.constants.push(self.member(name, self.type_of_class(member.class), ""));
                }
                // Whether a class has a hash follows from its other members.
                MemberKind::None => {}
                MemberKind::Value => {
                    let stated = self.types.and_then(|types| types.attribute(index, name, &own));
                    let r#type = stated.unwrap_or_else(|| self.value_type(member.r#type.as_ref()));
                    let of_source = self.types.and_then(|types| types.attribute_value(index, name));
                    let default = constant_value(of_source, member.literal.as_deref());
                    block.constants.push(MemberFact { default, ..self.member(name, r#type, "") });
                }
            }
        }
        block
    }

    /// The constructor of a class that cannot be called, if Python shows its parameters and one of them is required. It
    /// is that of a base class.
    pub(super) fn impossible_constructor(&self, class: &SurveyedClass, id: u32) -> Option<MethodsFact> {
        let shown = class.parameters.as_deref()?;
        let mut function = self.callable("__new__", Receiver::New, Some(shown), None);
        let is_required = |parameter: &ParameterFact| match parameter.kind {
            ParameterKind::VarPositional | ParameterKind::VarKeyword => false,
            ParameterKind::PositionalOnly
            | ParameterKind::PositionalOrKeyword
            | ParameterKind::KeywordOnly => parameter.default.is_none(),
        };
        if !function.parameters.iter().any(is_required) {
            return None;
        }
        // A default has to be a value of its type.
        for parameter in function.parameters.iter_mut().filter(|parameter| is_required(parameter)) {
            parameter.r#type = TypeExpr::named("typing", "Never");
        }
        let mut block = MethodsFact::new(id, &class.name, self.position.clone());
        block.methods.push(function);
        Some(block)
    }

    /// A special method. CPython shows its own parameters for it, and one slot of it may be two methods.
    fn slot(&self, class: usize, name: &str, member: &Member) -> Option<FunctionFact> {
        let shown = member.parameters.as_deref();
        let own = |class: usize| self.own(class);
        let Some(types) = self.types else {
            return Some(self.callable(name, Receiver::Instance, shown, None));
        };
        if let Some(signature) = types.method(class, name, &own) {
            return Some(self.callable(name, Receiver::Instance, None, Some(signature)));
        }
        match types.shown_for(class, name) {
            // Rust's `__getattr__` has only this name in Python.
            Some(other) if name == "__getattribute__" => {
                Some(self.callable(name, Receiver::Instance, None, types.method(class, other, &own)))
            }
            Some(_) => self.ordering(class, name, &member.compares_with),
            None => Some(self.callable(name, Receiver::Instance, shown, None)),
        }
    }

    /// An ordering that PyO3 makes for an enum and does not describe, if it compares with anything.
    fn ordering(&self, class: usize, name: &str, compares_with: &[Operand]) -> Option<FunctionFact> {
        let operands = compares_with.iter().map(|operand| match operand {
            Operand::Itself => self.own(class),
            Operand::Number => TypeExpr::named("typing", "SupportsIndex"),
        });
        let parameter = ParameterFact {
            name: "value".to_owned(),
            kind: ParameterKind::PositionalOnly,
            r#type: operands.reduce(|left, right| TypeExpr::union([left, right]))?,
            default: None,
        };
        let returns = TypeExpr::named("builtins", "bool");
        let signature = Signature { parameters: vec![parameter], returns, is_async: false };
        Some(self.callable(name, Receiver::Instance, None, Some(signature)))
    }

    /// A property. Python does not show whether it can be set.
    fn property(&self, class: usize, name: &str, member: &Member, block: &mut MethodsFact) {
        let own = |class: usize| self.own(class);
        let types = self.types;
        let getter = types.and_then(|types| types.getter(class, name, &own));
        let setter = types.and_then(|types| types.setter(class, name, &own));
        let property =
            |r#type: Option<TypeExpr>| self.member(name, r#type.unwrap_or_else(incomplete), &member.doc);
        if setter.is_some() || member.can_be_set == Some(true) {
            block.setters.push(property(setter.clone()));
        }
        if types.is_some_and(|types| types.has_deleter(class, name)) {
            block.deleters.push(name.to_owned());
        }
        if getter.is_some() || setter.is_none() && member.can_be_read != Some(false) {
            block.getters.push(property(getter));
        }
    }

    /// The variants of an enum with fields: the nested classes that inherit from it.
    fn variants(&self, index: usize, class: &SurveyedClass) -> Vec<ComplexVariantFact> {
        let nested = class.members.iter().filter_map(|(name, member)| Some((name, member.class?)));
        let classes = nested.filter_map(|(name, inner)| Some((name, inner, self.survey.classes.get(inner)?)));
        let variants = classes.filter(|(_, _, class)| class.bases.contains(&Reference::Class(index)));
        let own = |class: usize| self.own(class);
        variants
            .map(|(name, inner, class)| {
                let fields = class.members.iter().filter(|(_, member)| member.kind == MemberKind::Property);
                let field = |(name, member): (&String, &Member)| {
                    let r#type = self.types.and_then(|types| types.getter(inner, name, &own));
                    self.member(name, r#type.unwrap_or_else(incomplete), &member.doc)
                };
                let mut fields: Vec<_> = fields.map(field).collect();
                let order = class.match_args.as_deref().unwrap_or_default();
                fields.sort_by_key(|field| order.iter().position(|name| *name == field.name));
                let signature = self.types.and_then(|types| types.method(inner, "__new__", &own));
                let shown = class.parameters.as_deref();
                let parameters = self.callable("__new__", Receiver::New, shown, signature).parameters;
                let is_tuple = class.members.contains_key("__getitem__");
                let shape = match (is_tuple, fields.is_empty()) {
                    (true, _) => VariantShape::Tuple,
                    (false, true) => VariantShape::Unit,
                    (false, false) => VariantShape::Struct,
                };
                let (name, doc) = (name.clone(), class.doc.clone());
                ComplexVariantFact { name, doc, shape, fields, parameters }
            })
            .collect()
    }

    /// Returns base classes as types. Those that `skip` leaves out are replaced by their own.
    pub(super) fn bases(&self, bases: &[Reference]) -> Vec<TypeExpr> {
        let mut shown = Vec::new();
        for base in bases {
            match base {
                Reference::Class(index) if self.skipped.has_class(*index) => {
                    let class = self.survey.classes.get(*index);
                    shown.extend(class.into_iter().flat_map(|class| self.bases(&class.bases)));
                }
                _ => shown.push(self.base(base)),
            }
        }
        shown
    }

    /// Returns a base class as a type.
    fn base(&self, base: &Reference) -> TypeExpr {
        match base {
            Reference::Class(index) => self.own(*index),
            Reference::Foreign((module, name)) => TypeExpr::named(module, name),
            Reference::Module(_) | Reference::Function(_) | Reference::Value(_) => incomplete(),
        }
    }

    /// The class with this index, as a type.
    pub(super) fn own(&self, index: usize) -> TypeExpr {
        match self.homes.get(&index) {
            Some((module, name)) => {
                TypeExpr::Local(LocalExpr { module: Some(module.clone()), name: name.clone() })
            }
            None => incomplete(),
        }
    }

    /// The type of an attribute that is a class of the extension, by the index of the class.
    fn type_of_class(&self, class: Option<usize>) -> TypeExpr {
        match class.filter(|class| self.homes.contains_key(class)) {
            Some(class) => TypeExpr::builtin("type").subscript(vec![self.own(class)]),
            None => incomplete(),
        }
    }

    fn value_type(&self, value: Option<&ValueType>) -> TypeExpr {
        match value {
            None => incomplete(),
            Some(ValueType::Own { class }) => self.own(*class),
            Some(ValueType::Union { union }) => {
                TypeExpr::union(union.iter().map(|member| self.value_type(Some(member))))
            }
            Some(ValueType::Named { name: (module, name), .. }) if module == "builtins" && name == "None" => {
                TypeExpr::None
            }
            Some(ValueType::Named { name: (module, name), arguments }) => {
                let named = TypeExpr::named(module, name);
                let is_empty_tuple = arguments.is_empty() && name == "tuple";
                if arguments.is_empty() && !is_empty_tuple {
                    return named;
                }
                named.subscript(arguments.iter().map(|argument| self.value_type(argument.as_ref())).collect())
            }
        }
    }

    fn member(&self, name: &str, r#type: TypeExpr, doc: &str) -> MemberFact {
        MemberFact {
            name: name.to_owned(),
            r#type,
            doc: doc.to_owned(),
            default: None,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: self.position.clone(),
        }
    }

    fn blank_function(&self, name: &str, receiver: Receiver) -> FunctionFact {
        FunctionFact {
            name: name.to_owned(),
            module: None,
            receiver,
            parameters: Vec::new(),
            returns: incomplete(),
            doc: String::new(),
            is_async: false,
            is_overload: false,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: self.position.clone(),
            index: 0,
        }
    }
}

/// The same method, of which Python shows a `text_signature`.
fn with_own_text(mut function: FunctionFact) -> FunctionFact {
    let option = StubOptionFact { option: StubOption::TextSignature, values: Vec::new() };
    function.stub_options.set.push(option);
    function
}

/// The result that Python requires of a special method.
fn required_result(name: &str) -> Option<TypeExpr> {
    Some(match slots::required_result(name)? {
        "None" => TypeExpr::None,
        builtin => TypeExpr::builtin(builtin),
    })
}

/// The value of a constant, which the Rust source and Python must agree on. A value that is computed may be another one
/// on another day or machine.
fn constant_value(of_source: Option<&str>, shown: Option<&str>) -> Option<DefaultFact> {
    let of_source =
        of_source.filter(|value| shown.is_some_and(|shown| python::literal::is_same(value, shown)))?;
    Some(DefaultFact::Text(of_source.to_owned()))
}

/// The parameters that Python shows. If it shows none, all arguments are accepted.
fn parameters(shown: Option<&[SurveyedParameter]>) -> Vec<ParameterFact> {
    let any =
        |name: &str, kind| ParameterFact { name: name.to_owned(), kind, r#type: incomplete(), default: None };
    match shown {
        Some(shown) => shown.iter().map(untyped).collect(),
        None => vec![any("args", ParameterKind::VarPositional), any("kwargs", ParameterKind::VarKeyword)],
    }
}
