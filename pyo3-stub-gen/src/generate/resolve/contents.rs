//! Splits the tree of modules into the contents of each file, first by reference and then by value.
//!
//! This is most of a large stub, so it is moved and not copied.

use crate::generate::model::{ImportComment, Items, ModuleInfo, SubmoduleForm, SubmoduleInfo};
use std::collections::BTreeMap;

/// The contents of one file, by reference.
#[derive(Debug)]
pub(super) struct View<'t> {
    /// The path of its module below the extension; empty for the extension itself.
    pub path: Vec<String>,
    /// The items of its module.
    pub items: &'t Items,
    /// The submodules that it describes.
    pub attributes: Vec<&'t SubmoduleInfo>,
    /// Those that have a file of their own.
    pub importable: Vec<&'t SubmoduleInfo>,
}

impl<'t> View<'t> {
    /// Returns all files of `module`, each after its parent.
    pub(super) fn all(module: &'t ModuleInfo) -> Vec<Self> {
        let mut views = vec![Self::new(Vec::new(), &module.items, &module.submodules)];
        let mut next = 0;
        while let Some(Self { path, importable, .. }) = views.get(next) {
            let below = |submodule: &&'t SubmoduleInfo| {
                Self::new(child(path, submodule), &submodule.items, &submodule.submodules)
            };
            let below: Vec<Self> = importable.iter().map(below).collect();
            views.extend(below);
            next += 1;
        }
        views
    }

    fn new(path: Vec<String>, items: &'t Items, submodules: &'t BTreeMap<String, SubmoduleInfo>) -> Self {
        let (importable, attributes) = submodules.values().partition(|it| is_importable(it));
        Self { path, items, attributes, importable }
    }
}

/// The contents of one file, by value.
#[derive(Debug)]
pub(super) struct Contents {
    /// The path of its module below the extension; empty for the extension itself.
    pub path: Vec<String>,
    /// The docstring of its module.
    pub doc: String,
    /// The items of its module.
    pub items: Items,
    /// The submodules that it describes.
    pub attributes: Vec<SubmoduleInfo>,
}

impl Contents {
    /// Returns those of all files of `module`, in the order of their paths.
    pub(super) fn all(module: ModuleInfo) -> Vec<Self> {
        let ModuleInfo { name: _, doc, items, submodules } = module;
        let mut all = Vec::new();
        Self::cut(Vec::new(), doc, items, submodules, &mut all);
        all
    }

    /// Returns the comments for the imports of its module and of the submodules that it describes.
    pub(super) fn import_comments(&self) -> Vec<ImportComment> {
        fn add(submodule: &SubmoduleInfo, found: &mut Vec<ImportComment>) {
            found.extend(submodule.items.import_comments.iter().cloned());
            submodule.submodules.values().for_each(|nested| add(nested, found));
        }
        let mut found = self.items.import_comments.clone();
        self.attributes.iter().for_each(|submodule| add(submodule, &mut found));
        found
    }

    fn cut(
        path: Vec<String>,
        doc: String,
        items: Items,
        submodules: BTreeMap<String, SubmoduleInfo>,
        all: &mut Vec<Self>,
    ) {
        let (importable, attributes): (Vec<_>, Vec<_>) = submodules.into_values().partition(is_importable);
        all.push(Self { path: path.clone(), doc, items, attributes });
        for submodule in importable {
            let path = child(&path, &submodule);
            Self::cut(path, submodule.doc, submodule.items, submodule.submodules, all);
        }
    }
}

fn is_importable(submodule: &SubmoduleInfo) -> bool {
    submodule.form == SubmoduleForm::Importable
}

/// Returns the path of `submodule` in the module at `parent`.
pub(super) fn child(parent: &[String], submodule: &SubmoduleInfo) -> Vec<String> {
    parent.iter().chain([&submodule.name]).cloned().collect()
}
