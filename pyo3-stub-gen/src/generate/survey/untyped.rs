//! Finds facts that lack types.

use super::types::incomplete;
use crate::facts::{
    ClassFact, ClassKind, ComplexVariantFact, Fact, FunctionFact, MemberFact, ParameterFact, TypeExpr,
};

/// A function, variable or member of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its dotted name.
    pub path: String,
    /// Whether some type in it is not known.
    pub lacks_types: bool,
}

/// Returns the members of the class with the dotted name `class` that `fact` describes.
pub(super) fn members(class: &str, fact: &Fact) -> Vec<Leaf> {
    let leaf = |path: String, lacks_types| Leaf { path, lacks_types };
    match fact {
        Fact::Methods(block) => {
            let values = block.constants.iter().chain(&block.getters).chain(&block.setters);
            let values = values.map(|member| leaf(format!("{class}.{}", member.name), of_member(member)));
            let methods = block.methods.iter();
            let methods = methods.map(|method| leaf(format!("{class}.{}", method.name), of_function(method)));
            values.chain(methods).collect()
        }
        Fact::Class(ClassFact { kind: ClassKind::ComplexEnum(variants), .. }) => {
            let of = |variant: &ComplexVariantFact| {
                let class = format!("{class}.{}", variant.name);
                let constructor = variant.parameters.iter().any(of_parameter);
                let fields = variant.fields.iter();
                let mut leaves: Vec<Leaf> =
                    fields.map(|field| leaf(format!("{class}.{}", field.name), of_member(field))).collect();
                leaves.push(leaf(format!("{class}.__new__"), constructor));
                leaves
            };
            variants.iter().flat_map(of).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether some type in `fact` is not known.
pub(super) fn lacks_types(fact: &Fact) -> bool {
    match fact {
        Fact::Function(function) => of_function(function),
        Fact::Class(class) => {
            let variants = match &class.kind {
                ClassKind::ComplexEnum(variants) => variants.as_slice(),
                ClassKind::Struct | ClassKind::SimpleEnum(_) | ClassKind::Exception => &[],
            };
            variants.iter().any(of_variant)
        }
        Fact::Methods(block) => {
            let members = block.constants.iter().chain(&block.getters).chain(&block.setters);
            members.into_iter().any(of_member) || block.methods.iter().any(of_function)
        }
        Fact::Variable(variable) => mentions_incomplete(&variable.r#type),
        Fact::TypeAlias(alias) => mentions_incomplete(&alias.r#type),
        Fact::ModuleDoc(_)
        | Fact::Reexport(_)
        | Fact::ExportVerbatim(_)
        | Fact::ExcludeFromAll(_)
        | Fact::Snippet(_)
        | Fact::Warning(_)
        | Fact::Skipped(_) => false,
    }
}

fn of_function(function: &FunctionFact) -> bool {
    // A constructor returns the class, even if its types are unknown.
    let has_result = matches!(function.receiver, crate::facts::Receiver::New);
    function.parameters.iter().any(of_parameter) || !has_result && mentions_incomplete(&function.returns)
}

fn of_parameter(parameter: &ParameterFact) -> bool {
    mentions_incomplete(&parameter.r#type)
}

fn of_member(member: &MemberFact) -> bool {
    mentions_incomplete(&member.r#type)
}

fn of_variant(variant: &ComplexVariantFact) -> bool {
    variant.fields.iter().any(of_member) || variant.parameters.iter().any(of_parameter)
}

/// Whether some part of a type is not known.
pub(super) fn mentions_incomplete(r#type: &TypeExpr) -> bool {
    match r#type {
        TypeExpr::Name(_) => *r#type == incomplete(),
        TypeExpr::Subscript(subscript) => {
            mentions_incomplete(&subscript.base) || subscript.arguments.iter().any(mentions_incomplete)
        }
        TypeExpr::Union(members) | TypeExpr::List(members) => members.iter().any(mentions_incomplete),
        TypeExpr::Any
        | TypeExpr::None
        | TypeExpr::Local(_)
        | TypeExpr::Ellipsis
        | TypeExpr::Literal(_)
        | TypeExpr::Text(_)
        | TypeExpr::Unknown(_)
        | TypeExpr::SelfType
        | TypeExpr::Marked(_) => false,
    }
}
