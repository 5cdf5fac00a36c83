//! The modules of names, according to the interpreter.

use super::class_places::ClassPlaces;
use super::class_traits::ClassTraits;
use super::signatures::RuntimeSignatures;
use crate::generate::model::AllForm;
use std::collections::{BTreeMap, BTreeSet};

/// The modules in which Python has the classes of an extension, the names that its modules export, and the signatures that
/// Python shows. It is empty if the extension was not imported.
#[derive(Debug, Clone, Default)]
pub struct RuntimeLayout {
    /// The modules of classes.
    pub classes: ClassPlaces,
    /// The other names of classes.
    pub aliases: Vec<ClassAlias>,
    /// The type aliases that Python lacks, by the paths of their modules and their names.
    pub private_aliases: BTreeSet<(Vec<String>, String)>,
    /// `__all__` of modules, by the path of the module.
    pub exports: BTreeMap<Vec<String>, ShownAll>,
    /// The annotated classes that cannot be told apart, by the modules and names in their facts, with the dotted names of
    /// the modules in which Python has classes of the name.
    pub ambiguous: BTreeMap<(Option<String>, String), Vec<String>>,
    /// The names under which the extension has put submodules into `sys.modules`, with the paths of the submodules.
    pub imports: BTreeMap<String, Vec<String>>,
    /// What Python shows of classes, by the ids of their facts.
    pub traits: BTreeMap<u32, ClassTraits>,
    /// The parameters of what modules and classes define.
    pub signatures: RuntimeSignatures,
}

/// `__all__` of a module at run time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownAll {
    /// What it is.
    pub form: AllForm,
    /// The names in it.
    pub names: Vec<String>,
}

/// Another name of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassAlias {
    /// The path of the module that has it.
    pub path: Vec<String>,
    /// The name.
    pub name: String,
    /// The path and the name under which the stub defines the class.
    pub home: (Vec<String>, String),
}
