//! Which classes have an annotation afterwards. Methods need one on their class.

use super::Work;
use super::kinds::Annotation;
use std::collections::BTreeSet;

/// The classes of a crate, by their Rust names.
#[derive(Debug, Default)]
pub(super) struct Classes<'n> {
    annotated: BTreeSet<&'n str>,
    left: BTreeSet<&'n str>,
    /// Whether a macro with an annotation provides names.
    has_annotated_macro: bool,
    /// Whether a macro without one does.
    has_left_macro: bool,
}

impl<'n> Classes<'n> {
    /// Adds the classes in the file of `work`.
    pub fn add(&mut self, work: &Work<'_, 'n>) {
        for (index, item) in work.outline.items.iter().enumerate() {
            if work.is_ignored(index) {
                continue;
            }
            let class = item.metas().find(|(_, meta)| work.names.attribute(meta) == Some("pyclass"));
            let Some((_, class)) = class.filter(|_| Annotation::of("pyclass", item.kind).is_some()) else {
                continue;
            };
            let names = Annotation::Class.names();
            let has_it = item.metas().any(|(_, meta)| names.contains(&meta.name()));
            let is_removed = item.metas().any(|(_, meta)| meta.name() == "remove_gen_stub");
            let is_left = is_removed || (!has_it && work.objection(index, class).is_some());
            match (item.name, is_left) {
                (Some(name), true) => self.left.extend([name]),
                (Some(name), false) => self.annotated.extend([name]),
                (None, true) => self.has_left_macro = true,
                (None, false) => self.has_annotated_macro = true,
            }
        }
    }

    /// Whether the class with this name, or one whose name a macro provides, certainly has an annotation.
    pub fn is_annotated(&self, name: Option<&str>) -> bool {
        match name {
            Some(name) if self.annotated.contains(name) => true,
            Some(name) => !self.left.contains(name) && self.has_annotated_macro && !self.has_left_macro,
            None => self.left.is_empty() && !self.has_left_macro,
        }
    }
}
