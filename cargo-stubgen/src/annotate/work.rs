//! The work on one file, and what it knows about the items there.

use super::kinds::Annotation;
use super::names::Pyo3Names;
use super::options::{AnnotateOptions, AnnotateScope};
use crate::edit::{Edit, Lines};
use crate::rules::EditRule;
use crate::rust::{AttributeMeta, MacroArm, Node, Outline, RustItem, RustItemKind};
use crate::sources::{SourceFile, is_for_tests};
use std::collections::BTreeSet;

/// The work on one file.
pub(super) struct Work<'a, 'n> {
    pub file: &'n SourceFile,
    pub lines: Lines<'n>,
    pub outline: &'a Outline<'n>,
    pub names: &'a Pyo3Names<'n>,
    pub options: &'a AnnotateOptions<'a>,
    /// The types that have a `PyStubType` in the source.
    pub by_hand: &'a BTreeSet<&'n str>,
    pub edits: Vec<Edit>,
}

impl<'n> Work<'_, 'n> {
    /// Whether the item at `index` is not part of the crate.
    pub fn is_ignored(&self, index: usize) -> bool {
        is_for_tests(self.outline, index) || self.is_matched(index)
    }

    /// Whether the item at `index` is in what a rule of `macro_rules!` matches.
    pub fn is_matched(&self, index: usize) -> bool {
        let item = self.outline.items.get(index);
        let is_matched = |item: &RustItem<'_>| item.arm == Some(MacroArm::Matched);
        item.is_some_and(is_matched) || self.outline.around(index).any(is_matched)
    }

    /// Whether `item` is one of those that get an annotation.
    pub fn is_in_scope(&self, annotation: Annotation, item: &RustItem<'n>) -> bool {
        let names = match self.options.scope {
            AnnotateScope::All => return true,
            AnnotateScope::Classes(names) => names,
        };
        // An option does not compile without the annotation that reads it.
        if item.metas().any(|(_, meta)| meta.name() == OPTIONS) || has_options(item.nodes) {
            return true;
        }
        let is_class = match annotation {
            Annotation::Class | Annotation::Methods => true,
            Annotation::Function | Annotation::Module => false,
        };
        let is_named = |name: &str| names.contains(name.trim_matches('"'));
        let given = || {
            let options = item.metas().filter(|(_, meta)| self.names.attribute(meta) == Some("pyclass"));
            let options = options.flat_map(|(_, meta)| meta.listed());
            options.filter(|it| it.path == ["name"]).filter_map(|it| it.value()).any(is_named)
        };
        is_class && (item.name.is_some_and(is_named) || given())
    }

    /// Whether `item`, the function of a module, is that of the extension itself.
    pub fn is_root_module(&self, item: &RustItem<'n>) -> bool {
        let given = item.metas().find_map(|(_, meta)| {
            let is_option = self.names.attribute(meta) == Some("pymodule") || meta.path == ["pyo3"];
            is_option
                .then(|| meta.listed().iter().find(|it| it.path == ["name"]).and_then(AttributeMeta::value))?
        });
        given.map_or(item.name, |name| Some(name.trim_matches('"'))) == Some(self.options.module)
    }

    /// Whether the item at `index` is directly in a declarative module, whose annotation is about everything in it.
    pub fn is_in_annotated_module(&self, index: usize) -> bool {
        let Some(parent) = self.outline.items.get(index).and_then(|item| item.parent) else { return false };
        self.is_declarative(parent) && !self.has_annotations_inside(parent)
            || self.is_declarative(parent) && self.has_module_annotation(parent)
    }

    pub fn is_declarative(&self, index: usize) -> bool {
        self.outline.items.get(index).is_some_and(|item| {
            item.kind == RustItemKind::Mod
                && item.metas().any(|(_, meta)| self.names.attribute(meta) == Some("pymodule"))
        })
    }

    pub fn has_module_annotation(&self, index: usize) -> bool {
        let item = self.outline.items.get(index);
        item.is_some_and(|item| item.metas().any(|(_, meta)| meta.name() == "gen_stub_pymodule"))
    }

    /// Whether items in the module at `index` have annotations of their own, and the module has none.
    pub fn has_annotations_inside(&self, index: usize) -> bool {
        let is_inside = |item: &&RustItem<'_>| item.parent == Some(index);
        !self.has_module_annotation(index)
            && self.outline.items.get(index).is_some_and(|item| item.kind == RustItemKind::Mod)
            && self.outline.items.iter().filter(is_inside).any(|item| {
                item.metas().any(|(_, meta)| Annotation::all().any(|it| it.names().contains(&meta.name())))
            })
    }

    /// Returns why the item at `index` cannot be annotated.
    pub fn objection(&self, index: usize, target: &AttributeMeta<'n>) -> Option<EditRule> {
        let attribute = self.names.attribute(target)?;
        if target.name() != attribute {
            let (attribute, name) = (attribute.to_owned(), target.path.join("::"));
            return Some(EditRule::RenamedAttribute { attribute, name });
        }
        self.macro_objection(index, attribute)
    }

    /// Returns why an item in a macro cannot be annotated.
    pub fn macro_objection(&self, index: usize, attribute: &str) -> Option<EditRule> {
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

/// The attribute with the options of this library.
const OPTIONS: &str = "gen_stub";

/// Whether an attribute with options is among `nodes`, or in a group of them.
fn has_options(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Group(group) => has_options(&group.nodes),
        Node::Ident(word, _) => word == OPTIONS,
        Node::Punct(..) | Node::Literal(..) => false,
    })
}
