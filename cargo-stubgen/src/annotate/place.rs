//! Where an annotation goes, and how it is written there.

use crate::edit::{Edit, Lines, alone_on_its_lines};
use crate::rust::{AttributeMeta, RustItem};
use crate::sources::SourceFile;
use std::ops::Range;

/// Returns the insertion of the attribute `text` above the attribute of `item` at the index `attribute`, under the same
/// `conditions`.
pub(super) fn above(
    file: &SourceFile,
    lines: &Lines<'_>,
    item: &RustItem<'_>,
    attribute: usize,
    conditions: &[Range<usize>],
    text: &str,
) -> Option<Edit> {
    let at = item.attributes.get(attribute)?.range.start;
    let line = under(file, conditions, text)?;
    Some(Edit::insert(at, lines.above(at, &format!("#[{line}]"))))
}

/// Returns the attribute `text` under `conditions`, the outermost first.
pub(super) fn under(file: &SourceFile, conditions: &[Range<usize>], text: &str) -> Option<String> {
    let mut line = text.to_owned();
    for condition in conditions.iter().rev() {
        line = format!("cfg_attr({}, {line})", file.text.get(condition.clone())?);
    }
    Some(line)
}

/// Returns the edits that move the annotation `existing` above PyO3's attribute. Both are given with the indices of their
/// attributes.
pub(super) fn moved(
    file: &SourceFile,
    lines: &Lines<'_>,
    item: &RustItem<'_>,
    (at, existing): (usize, &AttributeMeta<'_>),
    (attribute, _): (usize, &AttributeMeta<'_>),
) -> Option<[Edit; 2]> {
    let text = file.text.get(existing.range.clone())?;
    let inserted = above(file, lines, item, attribute, &existing.conditions, text)?;
    let own = item.attributes.get(at)?;
    let before = own.metas.iter().rfind(|meta| meta.range.end <= existing.range.start);
    let removed = match (own.metas.as_slice(), before) {
        ([_], _) => alone_on_its_lines(&file.text, own.range.clone()),
        // In a `cfg_attr`, the comma in front of it goes too.
        (_, Some(before)) => before.range.end..existing.range.end,
        (_, None) => return None,
    };
    Some([inserted, Edit::remove(removed)])
}
