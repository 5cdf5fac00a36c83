//! The types that annotations leave open.

use super::located::Located;
use crate::facts::{
    ClassFact, ClassKind, Fact, Facts, FunctionFact, LocalExpr, MemberFact, ParameterFact, TypeExpr,
};
use crate::generate::placement::Placement;
use crate::text::dotted;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Types of Rust without a Python type, and names that several classes of the extension share.
#[derive(Debug)]
pub(super) struct OpenTypes {
    /// The modules that annotations state for such classes, and the names.
    shared: BTreeSet<(Option<String>, String)>,
}

impl OpenTypes {
    /// The open types of `facts`, whose classes are where `located` has them.
    pub(super) fn of(facts: &Facts, located: &Located, extension: &str) -> Self {
        let mut classes: FxHashMap<(Option<&str>, &str), Vec<&ClassFact>> = FxHashMap::default();
        for class in facts.facts.iter().filter_map(Fact::class) {
            classes.entry((class.module.as_deref(), &class.name)).or_default().push(class);
        }
        let path = |class: &ClassFact| match located.places.path(class.id) {
            Some(path) => path.to_vec(),
            None => Placement::of(class.module.as_deref(), extension).path(),
        };
        let are_apart = |classes: &[&ClassFact]| {
            classes.len() > 1 && classes.iter().map(|class| path(class)).collect::<BTreeSet<_>>().len() > 1
        };
        let shared = classes.into_iter().filter(|(_, classes)| are_apart(classes));
        let shared = shared.map(|((module, name), _)| (module.map(str::to_owned), name.to_owned()));
        // Classes that cannot be told apart have no facts any more.
        Self { shared: shared.chain(located.ambiguous.keys().cloned()).collect() }
    }

    /// Whether an annotated item in `facts` has an open type.
    pub(super) fn in_facts(&self, facts: &Facts) -> bool {
        let member = |it: &MemberFact| self.mentions(&it.r#type);
        let parameter = |it: &ParameterFact| self.mentions(&it.r#type);
        facts.facts.iter().any(|fact| match fact {
            Fact::Function(function) => self.in_function(function),
            Fact::Class(class) => {
                let variants = match &class.kind {
                    ClassKind::ComplexEnum(variants) => variants.as_slice(),
                    ClassKind::Struct | ClassKind::SimpleEnum(_) | ClassKind::Exception => &[],
                };
                class.getters.iter().chain(&class.setters).any(member)
                    || class.from_fields.iter().flatten().any(parameter)
                    || variants
                        .iter()
                        .any(|it| it.fields.iter().any(member) || it.parameters.iter().any(parameter))
            }
            Fact::Methods(block) => {
                block.constants.iter().chain(&block.getters).chain(&block.setters).any(member)
                    || block.methods.iter().any(|method| self.in_function(method))
            }
            Fact::Variable(_)
            | Fact::TypeAlias(_)
            | Fact::ModuleDoc(_)
            | Fact::Reexport(_)
            | Fact::ExportVerbatim(_)
            | Fact::ExcludeFromAll(_)
            | Fact::Snippet(_)
            | Fact::Warning(_)
            | Fact::Skipped(_) => false,
        })
    }

    /// Whether annotations leave some type of a function open. An overload is what a user wrote.
    pub(super) fn in_function(&self, function: &FunctionFact) -> bool {
        let types = function.parameters.iter().map(|parameter| &parameter.r#type).chain([&function.returns]);
        !function.is_overload && types.into_iter().any(|r#type| self.mentions(r#type))
    }

    /// Whether some part of a type is open.
    pub(super) fn mentions(&self, r#type: &TypeExpr) -> bool {
        match r#type {
            TypeExpr::Subscript(subscript) => {
                self.mentions(&subscript.base) || subscript.arguments.iter().any(|it| self.mentions(it))
            }
            TypeExpr::Union(members) | TypeExpr::List(members) => members.iter().any(|it| self.mentions(it)),
            other => self.is(other),
        }
    }

    /// Whether a type is open as a whole.
    pub(super) fn is(&self, r#type: &TypeExpr) -> bool {
        match r#type {
            TypeExpr::Unknown(_) => true,
            TypeExpr::Local(class) => self.is_shared(class),
            TypeExpr::Any
            | TypeExpr::None
            | TypeExpr::Name(_)
            | TypeExpr::Subscript(_)
            | TypeExpr::Union(_)
            | TypeExpr::List(_)
            | TypeExpr::Ellipsis
            | TypeExpr::Literal(_)
            | TypeExpr::Text(_)
            | TypeExpr::SelfType
            | TypeExpr::Marked(_) => false,
        }
    }

    fn is_shared(&self, class: &LocalExpr) -> bool {
        // Nearly every extension has a name of its own for each class.
        !self.shared.is_empty()
            && self.shared.contains(&(class.module.clone(), dotted::first(&class.name).to_owned()))
    }
}
