//! Members that a class has under a second name.

use super::witness::{Member, SurveyedClass};
use crate::facts::{Fact, Facts, MethodsFact};

/// Returns the annotated methods or accessors of the class `id` that are the member `how`, which the class also has
/// under another name. They have the same parameters and docstring.
pub(super) fn annotated_member(
    facts: &Facts,
    id: u32,
    class: &SurveyedClass,
    how: &Member,
) -> Option<MethodsFact> {
    let own = how.name.as_deref()?;
    let same = class.members.get(own)?;
    if (same.kind, &same.parameters, &same.doc) != (how.kind, &how.parameters, &how.doc) {
        return None;
    }
    let blocks = facts.facts.iter().filter_map(|fact| match fact {
        Fact::Methods(block) if block.class == id => Some(block),
        _ => None,
    });
    let mut found: Option<MethodsFact> = None;
    for block in blocks {
        let part = MethodsFact {
            methods: block.methods.iter().filter(|method| method.name == own).cloned().collect(),
            getters: block.getters.iter().filter(|getter| getter.name == own).cloned().collect(),
            setters: block.setters.iter().filter(|setter| setter.name == own).cloned().collect(),
            deleters: block.deleters.iter().filter(|name| *name == own).cloned().collect(),
            ..MethodsFact::new(id, block.rust_name.clone(), block.position.clone())
        };
        match &mut found {
            Some(found) => {
                found.methods.extend(part.methods);
                found.getters.extend(part.getters);
                found.setters.extend(part.setters);
                found.deleters.extend(part.deleters);
            }
            None => found = Some(part),
        }
    }
    found.filter(|it| !(it.methods.is_empty() && it.getters.is_empty() && it.setters.is_empty()))
}

/// Returns `block` with the name `name` for each of its members.
pub(super) fn under_name(mut block: MethodsFact, name: &str) -> MethodsFact {
    block.methods.iter_mut().for_each(|method| name.clone_into(&mut method.name));
    let accessors = block.getters.iter_mut().chain(&mut block.setters);
    accessors.for_each(|accessor| name.clone_into(&mut accessor.name));
    block.deleters.iter_mut().for_each(|deleter| name.clone_into(deleter));
    block
}
