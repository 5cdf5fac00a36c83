//! Edits of the attributes of one item.

use crate::annotate::{annotation_of, states_module, with_module};
use crate::edit::{Edit, alone_on_its_lines};
use crate::rust::{AttributeMeta, MacroArm, Outline, RustItem, RustItemKind};

/// Returns the innermost item with the byte `at`, unless a macro writes it, whose items are in several places.
pub(super) fn item_at<'o, 'n>(outline: &'o Outline<'n>, at: usize) -> Option<&'o RustItem<'n>> {
    let start = |item: &RustItem<'_>| item.attributes.first().map_or(item.range.start, |it| it.range.start);
    let contains = |item: &RustItem<'_>| start(item) <= at && at < item.range.end;
    let (index, item) = outline.items.iter().enumerate().rfind(|(_, item)| contains(item))?;
    let is_macro =
        |item: &RustItem<'_>| item.kind == RustItemKind::MacroRules || item.arm == Some(MacroArm::Expanded);
    (!is_macro(item) && !outline.around(index).any(is_macro)).then_some(item)
}

/// Returns the edit by which the annotation of `item` states `module`.
pub(super) fn state_module(item: &RustItem<'_>, module: &str) -> Option<Edit> {
    with_module(annotation_of(item)?, module)
}

/// Returns the edit by which the class `item` states `module` where it states another one.
pub(super) fn state_class_module(item: &RustItem<'_>, module: &str) -> Option<Edit> {
    let is_of_pyo3 = |meta: &&AttributeMeta<'_>| meta.name() == "pyclass" || meta.path == ["pyo3"];
    let options = item.metas().map(|(_, meta)| meta).filter(is_of_pyo3);
    with_module(options.into_iter().find(|meta| states_module(meta))?, module)
}

/// Returns the edit that removes `option` from the `#[gen_stub(…)]` of `item`.
pub(super) fn remove_option(text: &str, item: &RustItem<'_>, option: &str) -> Option<Edit> {
    let (index, list) = item
        .metas()
        .find(|(_, meta)| meta.name() == "gen_stub" && meta.listed().iter().any(|it| it.path == [option]))?;
    let options = list.listed();
    let at = options.iter().position(|it| it.path == [option])?;
    let found = options.get(at)?;
    if let Some(next) = options.get(at + 1) {
        return Some(Edit::remove(found.range.start..next.range.start));
    }
    if let Some(previous) = at.checked_sub(1).and_then(|at| options.get(at)) {
        return Some(Edit::remove(previous.range.end..found.range.end));
    }
    let attribute = item.attributes.get(index)?;
    // A `cfg_attr` may bring others, and stays.
    match attribute.metas.as_slice() {
        [_] => Some(Edit::remove(alone_on_its_lines(text, attribute.range.clone()))),
        _ => None,
    }
}
