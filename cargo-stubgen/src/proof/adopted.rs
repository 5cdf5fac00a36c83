//! The table at the end of `init`: how many items have types, and what to do about the others.

use super::coverage;
use super::proved::Proved;
use crate::system::shown;
use pyo3_stub_gen::text::visible::visible;

/// What to do about an item with an annotation.
const STATE: &str =
    "state its types with `#[gen_stub(override_type(…))]` or `#[gen_stub(override_return_type(…))]`";

/// What to do about an item without one.
const ANNOTATE: &str = "annotate it by hand, or describe it with `gen_function_from_python!`";

/// Returns the table of `proved`.
pub fn adopted(proved: &Proved) -> String {
    let total = coverage::total(&proved.coverage);
    let mut text = format!("{}: {} typed, {} with `Any`", proved.module, total.typed, total.any);
    if total.missing > 0 {
        text.push_str(&format!(", {} missing", total.missing));
    }
    text.push('\n');
    let rows: Vec<[String; 3]> = coverage::open(&proved.coverage)
        .into_iter()
        .map(|(name, place)| {
            let place = format!("{}:{}", shown(&place.file).display(), place.line);
            let is_annotated = !proved.unannotated.iter().any(|it| it == name);
            let advice = if is_annotated { STATE } else { ANNOTATE };
            [visible(name).into_owned(), visible(&place).into_owned(), advice.to_owned()]
        })
        .collect();
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|it| it.chars().count()).max();
    let widths = [width(0).unwrap_or(0), width(1).unwrap_or(0)];
    for [name, place, advice] in &rows {
        text.push_str(&format!("  {name:0$}  {place:1$}  {advice}\n", widths[0], widths[1]));
    }
    text
}
