//! What Python shows of a class, apart from its members.

use super::witness::SurveyedClass;
use crate::generate::placement::ClassTraits;
use crate::generate::slots;

/// Returns what Python shows of `class`. The layout of a class with a record follows from the record.
pub(super) fn traits(class: &SurveyedClass) -> ClassTraits {
    let half = |reflection: slots::Reflection| {
        let has = |name: &str| class.members.contains_key(name);
        match (has(reflection.left), has(reflection.right)) {
            (true, false) => Some(reflection.left),
            (false, true) => Some(reflection.right),
            (true, true) | (false, false) => None,
        }
    };
    ClassTraits { halves: slots::reflections().filter_map(half).collect(), has_own_layout: None }
}
