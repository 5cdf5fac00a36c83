//! Which annotations the items of a crate need, and where.
//!
//! An annotation is written with its full path, so it needs no `use` and cannot be confused with another name. It stands
//! directly above PyO3's attribute, because that removes the options below it.
//!
//! It must not know any file of the project besides the Rust files that it is given.

mod classes;
mod exceptions;
#[cfg(test)]
mod fuzz;
mod imported;
mod kinds;
mod names;
mod options;
mod overrides;
mod place;
mod stated;
#[cfg(test)]
mod tests;
mod work;
mod written;

pub use options::{AnnotateOptions, AnnotateScope};
pub use overrides::{TypeOverride, with_overrides};
pub use stated::{annotation_of, states_module, with_module};

use crate::edit::{Lines, apply};
use crate::rules::EditRule;
use crate::rust::{AttributeMeta, RustItem, RustItemKind};
use crate::sources::SourceFile;
use classes::Classes;
use kinds::{Annotation, Conversion};
use names::Pyo3Names;
use place::{above, moved};
use pyo3_stub_gen::generate::Problem;
use work::Work;
use written::hand_written;

/// The annotations of a crate.
#[derive(Debug, Default)]
pub struct Annotated {
    /// The edited text of each file, by its index, if there are any edits.
    pub texts: Vec<(usize, String)>,
    /// How many items get an annotation.
    pub items: usize,
    /// How many annotations were below PyO3's attribute.
    pub moved: usize,
    /// What is not annotated, and why.
    pub problems: Vec<Problem>,
}

/// Returns the annotations that `files` need.
pub fn annotate(files: &[SourceFile], options: &AnnotateOptions<'_>) -> Annotated {
    let mut annotated = Annotated::default();
    let outlines: Vec<_> = files.iter().map(SourceFile::outline).collect();
    let by_hand = hand_written(&outlines);
    let names: Vec<_> = outlines.iter().map(|outline| Pyo3Names::of(outline, options.pyo3)).collect();
    let mut works: Vec<Work<'_, '_>> = files
        .iter()
        .zip(&outlines)
        .zip(&names)
        .map(|((file, outline), names)| Work {
            file,
            lines: Lines::of(&file.text),
            outline,
            names,
            options,
            by_hand: &by_hand,
            edits: Vec::new(),
        })
        .collect();
    let mut classes = Classes::default();
    works.iter().for_each(|work| classes.add(work));
    for (index, work) in works.iter_mut().enumerate() {
        (0..work.outline.items.len()).for_each(|item| work.item(item, &classes, &mut annotated));
        if !work.edits.is_empty() {
            annotated.texts.push((index, apply(&work.file.text, &work.edits)));
        }
    }
    annotated
}

impl<'n> Work<'_, 'n> {
    /// Annotates the item at `index` if it needs that.
    fn item(&mut self, index: usize, classes: &Classes<'_>, annotated: &mut Annotated) {
        let Some(item) = self.outline.items.get(index) else { return };
        if self.is_ignored(index) {
            return;
        }
        let is_for_all = matches!(self.options.scope, AnnotateScope::All);
        let exceptions =
            exceptions::edits(&self.outline.items, index, self.names, self.options, &self.file.text);
        if is_for_all && !exceptions.is_empty() {
            annotated.items += 1;
            self.edits.extend(exceptions);
        }
        let Some(kind) = self.kind(index, item) else {
            if is_for_all {
                self.conversion(index, item, annotated);
            }
            return;
        };
        let (annotation, attribute, target) = kind;
        if item.metas().any(|(_, meta)| meta.name() == "remove_gen_stub") {
            return;
        }
        let existing = item.metas().find(|(_, meta)| annotation.names().contains(&meta.name()));
        if let Some((at, existing)) = existing {
            let is_below = (at, existing.range.start) > (attribute, target.range.start);
            if is_below
                && let Some(edits) = moved(self.file, &self.lines, item, (at, existing), (attribute, target))
            {
                self.edits.extend(edits);
                annotated.moved += 1;
            }
            return;
        }
        if !self.is_in_scope(annotation, item) {
            return;
        }
        let objection = self.objection(index, target).or_else(|| {
            let is_without = annotation == Annotation::Methods && !classes.is_annotated(item.name);
            is_without.then(|| EditRule::MethodsLeft { class: class_of(item, &self.file.text) })
        });
        if let Some(rule) = objection {
            annotated.problems.push(rule.problem(Some(self.file.position(target.range.start))));
            return;
        }
        let text = self.conditional(format!("{}::derive::{}", self.options.library, annotation.name()));
        self.edits.extend(above(self.file, &self.lines, item, attribute, &target.conditions, &text));
        annotated.items += 1;
    }

    /// Returns the attribute `text` under the condition of the library.
    fn conditional(&self, text: String) -> String {
        match self.options.condition {
            Some(condition) => format!("cfg_attr({condition}, {text})"),
            None => text,
        }
    }

    /// Returns the annotation that `item` should have, and PyO3's attribute that calls for it.
    fn kind<'i>(
        &self,
        index: usize,
        item: &'i RustItem<'n>,
    ) -> Option<(Annotation, usize, &'i AttributeMeta<'n>)> {
        let found = item.metas().find_map(|(at, meta)| {
            let annotation = Annotation::of(self.names.attribute(meta)?, item.kind)?;
            Some((annotation, at, meta))
        });
        let (annotation, at, meta) = found?;
        let is_covered = match annotation {
            Annotation::Module if item.kind == RustItemKind::Fn => !self.is_root_module(item),
            Annotation::Module | Annotation::Function | Annotation::Class | Annotation::Methods => {
                self.is_in_annotated_module(index)
            }
        };
        // The items of a module that are annotated one by one stay so.
        let is_annotated_inside = annotation == Annotation::Module && self.has_annotations_inside(index);
        (!is_covered && !is_annotated_inside).then_some((annotation, at, meta))
    }

    /// Annotates a type that PyO3 converts, and that is not a class.
    fn conversion(&mut self, index: usize, item: &RustItem<'n>, annotated: &mut Annotated) {
        let is_type = matches!(item.kind, RustItemKind::Struct | RustItemKind::Enum);
        let is_class = item.metas().any(|(_, meta)| self.names.attribute(meta) == Some("pyclass"));
        let is_by_hand = item.name.is_some_and(|name| self.by_hand.contains(name));
        if !is_type || is_class || is_by_hand {
            return;
        }
        let Some(Conversion { attribute, conditions }) = Conversion::of(item, self.names) else { return };
        let derive = item.attributes.get(attribute).map_or(item.range.start, |it| it.range.start);
        if let Some(rule) = self.macro_objection(index, "derive") {
            annotated.problems.push(rule.problem(Some(self.file.position(derive))));
            return;
        }
        let text = self.conditional(format!("derive({}::derive::PyStubType)", self.options.library));
        self.edits.extend(above(self.file, &self.lines, item, attribute, &conditions, &text));
        annotated.items += 1;
    }
}

/// Returns the class of `item`, an `impl` block, as it is written. In a macro, its name may be that of a variable.
fn class_of(item: &RustItem<'_>, text: &str) -> String {
    let head = || {
        let end = item.body.map_or(item.range.end, |body| body.range.start);
        let words = text.get(item.range.start..end).unwrap_or_default();
        words.find('$').and_then(|at| words.get(at..)).unwrap_or("impl").trim().to_owned()
    };
    item.name.map_or_else(head, str::to_owned)
}
