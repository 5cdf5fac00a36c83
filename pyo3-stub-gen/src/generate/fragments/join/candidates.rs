//! Chooses among fragments that may describe one object.

use crate::generate::survey::{Reference, Survey};

/// Keeps only the `candidates` for which `test` holds, unless it does not hold for any.
pub(super) fn narrow(candidates: &mut Vec<usize>, test: impl Fn(usize) -> bool) {
    if candidates.len() > 1 && candidates.iter().any(|candidate| test(*candidate)) {
        candidates.retain(|candidate| test(*candidate));
    }
}

/// Returns the dotted names under which the modules of the extension have an object.
pub(super) fn places(survey: &Survey, extension: &str, is_it: impl Fn(&Reference) -> bool) -> Vec<String> {
    let places = survey.attributes().filter(|(_, _, reference)| is_it(reference));
    places
        .map(|(path, name, _)| {
            let parts = std::iter::once(extension).chain(path.iter().map(String::as_str)).chain([name]);
            parts.collect::<Vec<_>>().join(".")
        })
        .collect()
}

/// Whether two docstrings are the same. PyO3 before 0.29 does not write docstrings.
pub(super) fn is_same_doc(of_fragment: Option<&str>, of_object: &str) -> bool {
    of_fragment.unwrap_or_default().trim() == of_object.trim()
}
