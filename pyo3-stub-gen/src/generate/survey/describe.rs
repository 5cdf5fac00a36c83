//! What the interpreter shows, as facts: signatures without types, classes with their members, values with the type
//! that they have.

use super::witness::{
    Member, MemberKind, Reference, Survey, SurveyedClass, SurveyedFunction, SurveyedParameter,
    SurveyedParameterKind, ValueType,
};
use crate::facts::{
    ClassFact, ClassKind, ComplexVariantFact, DefaultFact, Fact, FunctionFact, LocalExpr, MemberFact,
    MethodsFact, ParameterFact, ParameterKind, Position, Receiver, TypeExpr, VariableFact, VariantShape,
};
use std::collections::BTreeMap;

/// Members that every class may have and that say nothing about it.
const WITHOUT_MEANING: [&str; 2] = ["__match_args__", "__class_getitem__"];

/// Describes what no fact explains.
pub(super) struct Describer<'s> {
    pub(super) survey: &'s Survey,
    /// Where the stub defines the classes of the extension, by their index: a dotted module and a name.
    pub(super) homes: BTreeMap<usize, (String, String)>,
    /// What stands for the place in the Rust source, which is not known.
    pub(super) position: Position,
}

impl Describer<'_> {
    /// A function of the module `module`.
    pub(super) fn function(&self, module: &str, name: &str, function: &SurveyedFunction) -> Fact {
        Fact::Function(FunctionFact {
            module: Some(module.to_owned()),
            parameters: parameters(function.parameters.as_deref()),
            doc: function.doc.clone(),
            ..self.blank_function(name, Receiver::None)
        })
    }

    /// A constant or variable of the module `module`.
    pub(super) fn value(&self, module: &str, name: &str, value: Option<&ValueType>) -> Fact {
        self.variable(module, name, self.value_type(value))
    }

    /// A variable of the module `module`, of the type `r#type`.
    pub(super) fn variable(&self, module: &str, name: &str, r#type: TypeExpr) -> Fact {
        Fact::Variable(VariableFact {
            name: name.to_owned(),
            module: Some(module.to_owned()),
            r#type,
            value: None,
            doc: String::new(),
            position: None,
        })
    }

    /// The class with this index under its home, and its members. No other class has the number `id`.
    pub(super) fn class(&self, index: usize, id: u32) -> Vec<Fact> {
        let (Some(class), Some((module, name))) = (self.survey.classes.get(index), self.homes.get(&index)) else {
            return Vec::new();
        };
        let variants = self.variants(index, class);
        // What `create_exception!` makes has no members of its own, and Python may inherit from it.
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
            bases: class.bases.iter().map(|base| self.base(base)).collect(),
            ..ClassFact::new(id, name, kind, self.position.clone())
        };
        if class.can_be_subclassed {
            fact.set_option("subclass".to_owned());
        }
        if !class.has_own_layout {
            fact.set_option("zero_sized".to_owned());
            fact.set_option("frozen".to_owned());
        }
        let is_variant = |member: &Member| is_enum && member.kind == MemberKind::Class;
        let members = class.members.iter().filter(|(name, member)| {
            !is_variant(member) && !(is_enum && WITHOUT_MEANING.contains(&name.as_str()))
        });
        let methods = self.members(class, id, members);
        vec![Fact::Class(fact), Fact::Methods(methods)]
    }

    /// `members` of `class`, as a block of methods of the class with the number `id`.
    pub(super) fn members<'m>(
        &self,
        class: &SurveyedClass,
        id: u32,
        members: impl Iterator<Item = (&'m String, &'m Member)>,
    ) -> MethodsFact {
        let mut block = MethodsFact {
            class: id,
            rust_name: class.name.clone(),
            constants: Vec::new(),
            getters: Vec::new(),
            setters: Vec::new(),
            deleters: Vec::new(),
            methods: Vec::new(),
            position: self.position.clone(),
        };
        for (name, member) in members {
            let method = |receiver, parameters| {
                let doc = member.doc.clone();
                FunctionFact { parameters, doc, ..self.blank_function(name, receiver) }
            };
            match member.kind {
                MemberKind::New if class.can_be_called == Some(false) => {}
                MemberKind::New => {
                    block.methods.push(method(Receiver::New, parameters(class.parameters.as_deref())));
                }
                MemberKind::Method | MemberKind::Slot => {
                    let shown = member.parameters.as_deref().map(|all| all.get(1..).unwrap_or_default());
                    block.methods.push(method(Receiver::Instance, parameters(shown)));
                }
                MemberKind::Classmethod => {
                    block.methods.push(method(Receiver::Class, parameters(member.parameters.as_deref())));
                }
                MemberKind::Staticmethod => {
                    block.methods.push(method(Receiver::Static, parameters(member.parameters.as_deref())));
                }
                MemberKind::Property => {
                    let property = self.member(name, incomplete(), &member.doc);
                    if member.can_be_set == Some(true) {
                        block.setters.push(property.clone());
                    }
                    block.getters.push(property);
                }
                MemberKind::Class => block.constants.push(self.member(name, incomplete(), "")),
                // What `None` switches off, such as a hash, follows from the other members.
                MemberKind::None => {}
                MemberKind::Value => {
                    block.constants.push(self.member(name, self.value_type(member.r#type.as_ref()), ""));
                }
            }
        }
        block
    }

    /// The variants of an enum with fields: the nested classes that inherit from it.
    fn variants(&self, index: usize, class: &SurveyedClass) -> Vec<ComplexVariantFact> {
        let nested = class.members.iter().filter_map(|(name, member)| Some((name, member.class?)));
        let classes = nested.filter_map(|(name, class)| Some((name, self.survey.classes.get(class)?)));
        let variants = classes.filter(|(_, class)| class.bases.contains(&Reference::Class(index)));
        variants
            .map(|(name, class)| {
                let fields = class.members.iter().filter(|(_, member)| member.kind == MemberKind::Property);
                let fields: Vec<_> =
                    fields.map(|(name, member)| self.member(name, incomplete(), &member.doc)).collect();
                let is_tuple = class.members.contains_key("__getitem__");
                let shape = match (is_tuple, fields.is_empty()) {
                    (true, _) => VariantShape::Tuple,
                    (false, true) => VariantShape::Unit,
                    (false, false) => VariantShape::Struct,
                };
                let (name, doc) = (name.clone(), class.doc.clone());
                ComplexVariantFact { name, doc, shape, fields, parameters: parameters(class.parameters.as_deref()) }
            })
            .collect()
    }

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
            type_ignore: None,
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
            self_type: None,
            type_params: None,
            doc: String::new(),
            is_async: false,
            is_overload: false,
            deprecated: None,
            type_ignore: None,
            position: self.position.clone(),
            index: 0,
        }
    }
}

/// The type of what nothing describes.
///
/// `_typeshed.Incomplete` is typeshed's own mark for that (typeshed's `CONTRIBUTING.md`). Type checkers treat it as
/// `Any`.
pub(super) fn incomplete() -> TypeExpr {
    TypeExpr::named("_typeshed", "Incomplete")
}

/// The parameters that Python shows. Where it shows none, any may be passed.
fn parameters(shown: Option<&[SurveyedParameter]>) -> Vec<ParameterFact> {
    let fact = |name: &str, kind, default| ParameterFact { name: name.to_owned(), kind, r#type: incomplete(), default };
    match shown {
        Some(shown) => shown
            .iter()
            .map(|parameter| {
                let kind = match parameter.kind {
                    SurveyedParameterKind::PositionalOnly => ParameterKind::PositionalOnly,
                    SurveyedParameterKind::PositionalOrKeyword => ParameterKind::PositionalOrKeyword,
                    SurveyedParameterKind::VarPositional => ParameterKind::VarPositional,
                    SurveyedParameterKind::KeywordOnly => ParameterKind::KeywordOnly,
                    SurveyedParameterKind::VarKeyword => ParameterKind::VarKeyword,
                };
                fact(&parameter.name, kind, parameter.default.clone().map(DefaultFact::Text))
            })
            .collect(),
        None => vec![
            fact("args", ParameterKind::VarPositional, None),
            fact("kwargs", ParameterKind::VarKeyword, None),
        ],
    }
}
