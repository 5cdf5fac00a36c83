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
mod kinds;
mod names;
mod place;
#[cfg(test)]
mod tests;
mod written;

use crate::edit::{Edit, Lines, apply};
use crate::rules::EditRule;
use crate::rust::{AttributeMeta, MacroArm, Outline, RustItem, RustItemKind};
use crate::sources::{SourceFile, is_for_tests};
use classes::Classes;
use kinds::{Annotation, Conversion};
use names::Pyo3Names;
use place::{above, moved};
use pyo3_stub_gen::generate::Problem;
use std::collections::BTreeSet;
use written::hand_written;

/// What the annotations depend on besides the source.
#[derive(Debug, Clone)]
pub struct AnnotateOptions<'a> {
    /// The name of this library in Rust paths.
    pub library: &'a str,
    /// The name of PyO3 in Rust paths.
    pub pyo3: &'a str,
    /// The name of the extension's module, without the packages around it. Only the function of that module states its
    /// docstring.
    pub module: &'a str,
    /// Whether other crates may use the macros of the crate.
    pub exports: bool,
}

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

/// The work on one file.
struct Work<'a, 'n> {
    file: &'n SourceFile,
    lines: Lines<'n>,
    outline: &'a Outline<'n>,
    names: &'a Pyo3Names<'n>,
    options: &'a AnnotateOptions<'a>,
    /// The types that have a `PyStubType` in the source.
    by_hand: &'a BTreeSet<&'n str>,
    edits: Vec<Edit>,
}

impl<'n> Work<'_, 'n> {
    /// Annotates the item at `index` if it needs that.
    fn item(&mut self, index: usize, classes: &Classes<'_>, annotated: &mut Annotated) {
        let Some(item) = self.outline.items.get(index) else { return };
        if self.is_ignored(index) {
            return;
        }
        let exceptions = exceptions::edits(item, self.names, self.options, &self.file.text);
        if !exceptions.is_empty() {
            annotated.items += 1;
            self.edits.extend(exceptions);
        }
        let Some(kind) = self.kind(index, item) else { return self.conversion(index, item, annotated) };
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
        let objection = self.objection(index, target).or_else(|| {
            let is_without = annotation == Annotation::Methods && !classes.is_annotated(item.name);
            let class = || item.name.unwrap_or("a class").to_owned();
            is_without.then(|| EditRule::MethodsLeft { class: class() })
        });
        if let Some(rule) = objection {
            annotated.problems.push(rule.problem(Some(self.file.position(target.range.start))));
            return;
        }
        let text = format!("{}::derive::{}", self.options.library, annotation.name());
        self.edits.extend(above(self.file, &self.lines, item, attribute, &target.conditions, &text));
        annotated.items += 1;
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
        let text = format!("derive({}::derive::PyStubType)", self.options.library);
        self.edits.extend(above(self.file, &self.lines, item, attribute, &conditions, &text));
        annotated.items += 1;
    }

    /// Whether the item at `index` is not part of the crate.
    fn is_ignored(&self, index: usize) -> bool {
        is_for_tests(self.outline, index) || self.is_matched(index)
    }

    /// Whether the item at `index` is in what a rule of `macro_rules!` matches.
    fn is_matched(&self, index: usize) -> bool {
        let item = self.outline.items.get(index);
        let is_matched = |item: &RustItem<'_>| item.arm == Some(MacroArm::Matched);
        item.is_some_and(is_matched) || self.outline.around(index).any(is_matched)
    }

    /// Whether `item`, the function of a module, is that of the extension itself.
    fn is_root_module(&self, item: &RustItem<'n>) -> bool {
        let given = item.metas().find_map(|(_, meta)| {
            let is_option = self.names.attribute(meta) == Some("pymodule") || meta.path == ["pyo3"];
            is_option
                .then(|| meta.listed().iter().find(|it| it.path == ["name"]).and_then(AttributeMeta::value))?
        });
        given.map_or(item.name, |name| Some(name.trim_matches('"'))) == Some(self.options.module)
    }

    /// Whether the item at `index` is directly in a declarative module, whose annotation is about everything in it.
    fn is_in_annotated_module(&self, index: usize) -> bool {
        let Some(parent) = self.outline.items.get(index).and_then(|item| item.parent) else { return false };
        self.is_declarative(parent) && !self.has_annotations_inside(parent)
            || self.is_declarative(parent) && self.has_module_annotation(parent)
    }

    fn is_declarative(&self, index: usize) -> bool {
        self.outline.items.get(index).is_some_and(|item| {
            item.kind == RustItemKind::Mod
                && item.metas().any(|(_, meta)| self.names.attribute(meta) == Some("pymodule"))
        })
    }

    fn has_module_annotation(&self, index: usize) -> bool {
        let item = self.outline.items.get(index);
        item.is_some_and(|item| item.metas().any(|(_, meta)| meta.name() == "gen_stub_pymodule"))
    }

    /// Whether items in the module at `index` have annotations of their own, and the module has none.
    fn has_annotations_inside(&self, index: usize) -> bool {
        let is_inside = |item: &&RustItem<'_>| item.parent == Some(index);
        !self.has_module_annotation(index)
            && self.outline.items.get(index).is_some_and(|item| item.kind == RustItemKind::Mod)
            && self.outline.items.iter().filter(is_inside).any(|item| {
                item.metas().any(|(_, meta)| Annotation::all().any(|it| it.names().contains(&meta.name())))
            })
    }

    /// Returns why the item at `index` cannot be annotated.
    fn objection(&self, index: usize, target: &AttributeMeta<'n>) -> Option<EditRule> {
        let attribute = self.names.attribute(target)?;
        if target.name() != attribute {
            let (attribute, name) = (attribute.to_owned(), target.path.join("::"));
            return Some(EditRule::RenamedAttribute { attribute, name });
        }
        self.macro_objection(index, attribute)
    }

    /// Returns why an item in a macro cannot be annotated.
    fn macro_objection(&self, index: usize, attribute: &str) -> Option<EditRule> {
        let items =
            std::iter::once(self.outline.items.get(index)).flatten().chain(self.outline.around(index));
        for item in items {
            let name = item.name.unwrap_or_default().to_owned();
            let attribute = attribute.to_owned();
            match item.kind {
                RustItemKind::MacroRules
                    if self.options.exports
                        && item.metas().any(|(_, meta)| meta.name() == "macro_export") =>
                {
                    return Some(EditRule::ExportedMacro { attribute, name });
                }
                RustItemKind::MacroCall if !TRANSPARENT.contains(&name.as_str()) => {
                    return Some(EditRule::InsideMacro { attribute, name });
                }
                RustItemKind::Struct
                | RustItemKind::Enum
                | RustItemKind::Union
                | RustItemKind::Fn
                | RustItemKind::Impl
                | RustItemKind::Mod
                | RustItemKind::Use
                | RustItemKind::Trait
                | RustItemKind::Const
                | RustItemKind::Static
                | RustItemKind::Type
                | RustItemKind::MacroRules
                | RustItemKind::MacroCall
                | RustItemKind::Other => {}
            }
        }
        None
    }
}

/// The macros that return the items that they are given.
const TRANSPARENT: [&str; 2] = ["cfg_if", "paste"];
