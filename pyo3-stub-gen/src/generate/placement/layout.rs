//! What the interpreter decides about where names are.

use super::class_places::ClassPlaces;
use super::signatures::RuntimeSignatures;
use std::collections::BTreeMap;

/// Where Python has the classes of an extension, what its modules export, and which signatures it shows. Empty if Python was not asked.
#[derive(Debug, Clone, Default)]
pub struct RuntimeLayout {
    /// The modules of classes.
    pub classes: ClassPlaces,
    /// `__all__` of the modules that have one, by the path of the module.
    pub exports: BTreeMap<Vec<String>, Vec<String>>,
    /// The parameters of what modules and classes define.
    pub signatures: RuntimeSignatures,
}
