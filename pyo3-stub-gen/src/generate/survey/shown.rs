//! The signatures that Python shows for described items, by their places in the stub.

use super::located::Located;
use super::parameter::{SurveyedParameter, SurveyedParameterKind};
use super::witness::{Member, MemberKind, Reference, Survey, SurveyedClass};
use crate::facts::{Fact, Facts, ParameterKind};
use crate::generate::placement::{Binding, RuntimeSignatures, ShownMethod, ShownParameter};
use std::collections::BTreeMap;

/// Returns the signatures of all functions, and of the methods of the classes that `facts` describe.
pub(super) fn signatures(facts: &Facts, survey: &Survey, located: &Located) -> RuntimeSignatures {
    let mut signatures = RuntimeSignatures::default();
    for (path, name, reference) in survey.attributes() {
        let Reference::Function(index) = reference else { continue };
        if let Some(parameters) = survey.functions.get(*index).and_then(|it| it.parameters.as_deref()) {
            signatures.functions.insert((path.to_vec(), name.to_owned()), shown(parameters));
        }
    }
    for class in facts.facts.iter().filter_map(Fact::class) {
        let index = located.classes.get(&class.id);
        if let Some(surveyed) = index.and_then(|index| survey.classes.get(*index))
            && let Some(path) = located.places.path(class.id)
        {
            let name = located.places.name(class.id).unwrap_or(&class.name);
            signatures.methods.insert((path.to_vec(), name.to_owned()), methods(surveyed));
        }
    }
    signatures
}

fn methods(class: &SurveyedClass) -> BTreeMap<String, ShownMethod> {
    let method = |(name, member): (&String, &Member)| {
        let (binding, parameters) = match member.kind {
            MemberKind::New if class.can_be_called == Some(true) => (Binding::New, &class.parameters),
            MemberKind::Method => (Binding::Instance, &member.parameters),
            MemberKind::Classmethod => (Binding::Class, &member.parameters),
            MemberKind::Staticmethod => (Binding::Static, &member.parameters),
            MemberKind::Slot if name == "__init__" => (Binding::Instance, &None),
            // CPython shows its own parameters for a slot.
            MemberKind::New
            | MemberKind::Slot
            | MemberKind::Property
            | MemberKind::Class
            | MemberKind::None
            | MemberKind::Value => return None,
        };
        Some((name.clone(), ShownMethod { binding, parameters: parameters.as_deref().map(shown) }))
    };
    class.members.iter().filter_map(method).collect()
}

fn shown(parameters: &[SurveyedParameter]) -> Vec<ShownParameter> {
    let parameter = |it: &SurveyedParameter| ShownParameter {
        name: it.name.clone(),
        kind: kind(it.kind),
        default: it.default.clone(),
    };
    parameters.iter().map(parameter).collect()
}

/// Returns the kind under which facts know it.
pub(super) fn kind(kind: SurveyedParameterKind) -> ParameterKind {
    match kind {
        SurveyedParameterKind::PositionalOnly => ParameterKind::PositionalOnly,
        SurveyedParameterKind::PositionalOrKeyword => ParameterKind::PositionalOrKeyword,
        SurveyedParameterKind::VarPositional => ParameterKind::VarPositional,
        SurveyedParameterKind::KeywordOnly => ParameterKind::KeywordOnly,
        SurveyedParameterKind::VarKeyword => ParameterKind::VarKeyword,
    }
}
