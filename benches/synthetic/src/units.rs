//! What a module holds: functions and classes in a fixed rhythm, and where each of them is.

use crate::{Case, Extent};

/// Functions for each class.
const FUNCTIONS: usize = 10;
/// What a class counts: itself, a field and three methods.
const CLASS_ITEMS: usize = 5;
/// The most units that one function registers. A single function that registers everything would
/// measure rustc, whose time grows with the square of its length.
const REGISTERED_TOGETHER: usize = 22;

/// A function or a class. Its number tells it apart, and chooses its signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A function.
    Function(usize),
    /// A class with a field and three methods.
    Class(usize),
}

/// Units that are in one file and are registered by one function.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The number of its submodule; `None` is the module itself.
    pub submodule: Option<usize>,
    /// What it holds.
    pub units: Vec<Unit>,
}

/// The units of a case: ten functions, a class, ten functions, … Classes are PyO3's to compile, and where it
/// does not, there are functions only.
fn units(case: Case) -> Vec<Unit> {
    let mut units = Vec::new();
    let (mut counted, mut functions, mut classes) = (0, 0, 0);
    while counted < case.items {
        let is_due = units.len() % (FUNCTIONS + 1) == FUNCTIONS && counted + CLASS_ITEMS <= case.items;
        if is_due && case.extent == Extent::Whole {
            units.push(Unit::Class(classes));
            classes += 1;
            counted += CLASS_ITEMS;
        } else {
            units.push(Unit::Function(functions));
            functions += 1;
            counted += 1;
        }
    }
    units
}

/// The files of a case.
pub fn parts(case: Case) -> Vec<Part> {
    let units = units(case);
    if case.submodules == 0 {
        let chunks = units.chunks(REGISTERED_TOGETHER);
        return chunks.map(|units| Part { submodule: None, units: units.to_vec() }).collect();
    }
    let mut parts: Vec<_> =
        (0..case.submodules).map(|number| Part { submodule: Some(number), units: Vec::new() }).collect();
    for (number, unit) in units.into_iter().enumerate() {
        parts[number % case.submodules].units.push(unit);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPREAD: Case = Case { items: 1500, submodules: 500, extent: Extent::Whole };

    fn items(units: &[Unit]) -> usize {
        let of_unit = |unit: &Unit| match unit {
            Unit::Function(_) => 1,
            Unit::Class(_) => CLASS_ITEMS,
        };
        units.iter().map(of_unit).sum()
    }

    #[test]
    fn as_many_items_as_asked_for() {
        for count in [1, 14, 15, 1500, 10_000] {
            assert_eq!(items(&units(Case::flat(count))), count);
            assert_eq!(items(&units(Case::flat(count).annotations())), count);
        }
    }

    #[test]
    fn every_unit_has_a_place() {
        for case in [Case::flat(1500), SPREAD] {
            let placed: Vec<_> = parts(case).into_iter().flat_map(|part| part.units).collect();
            assert_eq!(items(&placed), case.items);
        }
        assert_eq!(parts(SPREAD).len(), 500);
    }
}
