//! Whether an extension creates NumPy arrays, which determines the types of its arguments.

use object::read::{Object as _, ObjectSection as _};
use object::{File, ReadCache};
use std::io;
use std::path::Path;

/// The attribute of NumPy in which the crate `numpy` finds the functions that create arrays. Every library that creates
/// arrays contains this name as a constant.
const CAPSULE: &[u8] = b"_ARRAY_API";

/// Whether the library at `path` creates NumPy arrays.
pub(super) fn is_in(path: &Path) -> io::Result<bool> {
    let cache = ReadCache::new(std::fs::File::open(path)?);
    let Ok(file) = File::parse(&cache) else { return Ok(false) };
    let mut constants = file.sections().filter(|section| super::symbols::is_loaded(section.kind()));
    Ok(constants.any(|section| section.data().is_ok_and(has_capsule)))
}

fn has_capsule(data: &[u8]) -> bool {
    data.windows(CAPSULE.len()).any(|window| window == CAPSULE)
}
