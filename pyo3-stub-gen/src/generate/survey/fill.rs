//! Fills types that annotations leave open with those of another source.

use super::ground::{Ground, Stated};
use super::located::Located;
use super::missing::{Homes, homes};
use super::open_types::OpenTypes;
use super::types::{OwnClass, Signature, Types, incomplete};
use super::untyped::mentions_incomplete;
use super::witness::{Reference, Survey};
use crate::facts::{
    ClassFact, ClassKind, Fact, Facts, FunctionFact, LocalExpr, MemberFact, MethodsFact, ParameterFact,
    TypeExpr,
};

/// Fills the open types in `facts` with those of `types`.
pub(super) fn fill(
    facts: &mut Facts,
    survey: &Survey,
    located: &Located,
    extension: &str,
    types: &dyn Types,
    open: &OpenTypes,
) {
    let ground = Ground::new(survey, extension, &|_| false);
    let (homes, _) = homes(&ground, facts, located);
    let own = |class: usize| own(&homes, class);
    let filler = Filler { ground: &ground, located, types, own: &own, open };
    facts.facts.iter_mut().for_each(|fact| filler.fact(fact));
}

/// The class with this index, as a type.
fn own(homes: &Homes, index: usize) -> TypeExpr {
    homes.get(&index).map_or_else(incomplete, |(module, name)| {
        TypeExpr::Local(LocalExpr { module: Some(module.clone()), name: name.clone() })
    })
}

struct Filler<'a> {
    ground: &'a Ground<'a>,
    located: &'a Located,
    types: &'a dyn Types,
    own: OwnClass<'a>,
    open: &'a OpenTypes,
}

impl Filler<'_> {
    fn fact(&self, fact: &mut Fact) {
        match fact {
            Fact::Function(function) if self.open.in_function(function) => {
                let index = self.function(function);
                self.signature(function, index.and_then(|index| self.types.function(index, self.own)));
            }
            Fact::Class(class) => {
                if let Some(index) = self.located.classes.get(&class.id) {
                    self.class(*index, class);
                }
            }
            Fact::Methods(block) => {
                if let Some(index) = self.located.classes.get(&block.class) {
                    self.methods(*index, block);
                }
            }
            Fact::Function(_)
            | Fact::Variable(_)
            | Fact::TypeAlias(_)
            | Fact::ModuleDoc(_)
            | Fact::Reexport(_)
            | Fact::ExportVerbatim(_)
            | Fact::ExcludeFromAll(_)
            | Fact::Snippet(_)
            | Fact::Warning(_)
            | Fact::Skipped(_) => {}
        }
    }

    /// The index of the function that `fact` describes, where Python has it.
    fn function(&self, fact: &FunctionFact) -> Option<usize> {
        let path = match self.ground.stated(fact.module.as_deref()) {
            Stated::At(path) => path,
            Stated::Nowhere => Vec::new(),
            Stated::Elsewhere => return None,
        };
        let mut named = self.ground.named(&fact.name).filter(|(place, _)| *place == path.as_slice());
        match named.next()?.1 {
            Reference::Function(index) => Some(*index),
            Reference::Module(_) | Reference::Class(_) | Reference::Foreign(_) | Reference::Value(_) => None,
        }
    }

    fn class(&self, index: usize, class: &mut ClassFact) {
        self.getters(index, &mut class.getters);
        self.setters(index, &mut class.setters);
        if let Some(parameters) = &mut class.from_fields {
            self.constructor(index, parameters);
        }
        let ClassKind::ComplexEnum(variants) = &mut class.kind else { return };
        let members = self.ground.survey.classes.get(index).map(|surveyed| &surveyed.members);
        for variant in variants {
            let inner = members.and_then(|members| members.get(&variant.name)?.class);
            if let Some(inner) = inner {
                self.getters(inner, &mut variant.fields);
                self.constructor(inner, &mut variant.parameters);
            }
        }
    }

    fn methods(&self, index: usize, block: &mut MethodsFact) {
        self.getters(index, &mut block.getters);
        self.setters(index, &mut block.setters);
        for constant in block.constants.iter_mut().filter(|it| self.open.mentions(&it.r#type)) {
            self.fill_type(&mut constant.r#type, self.types.attribute(index, &constant.name, self.own));
        }
        for method in block.methods.iter_mut().filter(|it| self.open.in_function(it)) {
            self.signature(method, self.types.method(index, &method.name, self.own));
        }
    }

    fn getters(&self, index: usize, members: &mut [MemberFact]) {
        for member in members.iter_mut().filter(|it| self.open.mentions(&it.r#type)) {
            self.fill_type(&mut member.r#type, self.types.getter(index, &member.name, self.own));
        }
    }

    fn setters(&self, index: usize, members: &mut [MemberFact]) {
        for member in members.iter_mut().filter(|it| self.open.mentions(&it.r#type)) {
            self.fill_type(&mut member.r#type, self.types.setter(index, &member.name, self.own));
        }
    }

    fn constructor(&self, index: usize, parameters: &mut [ParameterFact]) {
        if parameters.iter().any(|it| self.open.mentions(&it.r#type))
            && let Some(signature) = self.types.method(index, "__new__", self.own)
        {
            self.parameters(parameters, &signature);
        }
    }

    fn signature(&self, function: &mut FunctionFact, signature: Option<Signature>) {
        let Some(signature) = signature.filter(|signature| signature.is_async == function.is_async) else {
            return;
        };
        self.parameters(&mut function.parameters, &signature);
        self.fill_type(&mut function.returns, Some(signature.returns));
    }

    fn parameters(&self, parameters: &mut [ParameterFact], signature: &Signature) {
        for parameter in parameters.iter_mut().filter(|it| self.open.mentions(&it.r#type)) {
            let same = signature.parameters.iter().find(|it| it.name == parameter.name);
            self.fill_type(&mut parameter.r#type, same.map(|it| it.r#type.clone()));
        }
    }

    /// Replaces only the open parts of `known` with those of `other`.
    fn fill_type(&self, known: &mut TypeExpr, other: Option<TypeExpr>) {
        match (known, other) {
            (_, None) => {}
            (known, Some(other)) if self.open.is(known) => {
                if says_something(&other) {
                    *known = other;
                }
            }
            (TypeExpr::Subscript(known), Some(TypeExpr::Subscript(other))) => {
                if known.base == other.base && known.arguments.len() == other.arguments.len() {
                    let pairs = known.arguments.iter_mut().zip(other.arguments);
                    pairs.for_each(|(known, other)| self.fill_type(known, Some(other)));
                }
            }
            (known @ TypeExpr::Union(_), Some(TypeExpr::Union(others))) => self.fill_union(known, others),
            (_, Some(_)) => {}
        }
    }

    /// Fills the one member of a union that is open with what the others of it leave of `others`.
    fn fill_union(&self, known: &mut TypeExpr, others: Vec<TypeExpr>) {
        let TypeExpr::Union(members) = &*known else { return };
        let (open, stated): (Vec<_>, Vec<_>) =
            members.iter().cloned().partition(|member| self.open.mentions(member));
        let [mut open] = <[TypeExpr; 1]>::try_from(open).unwrap_or([TypeExpr::Any]);
        if !self.open.mentions(&open) || !stated.iter().all(|member| others.contains(member)) {
            return;
        }
        let rest = others.into_iter().filter(|other| !stated.contains(other));
        self.fill_type(&mut open, Some(TypeExpr::union(rest)));
        *known = TypeExpr::union(stated.into_iter().chain([open]));
    }
}

/// Whether a type is more precise than `Any`. `object` accepts all values too, and is less useful as a result.
fn says_something(r#type: &TypeExpr) -> bool {
    !mentions_incomplete(r#type)
        && *r#type != TypeExpr::Any
        && *r#type != TypeExpr::named("builtins", "object")
}
