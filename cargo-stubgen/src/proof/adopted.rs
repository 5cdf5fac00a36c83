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

/// How many items the table lists.
const ROWS: usize = 20;

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
    text + &table(&rows)
}

/// Returns the first of `rows` as lines, and how many others there are.
fn table(rows: &[[String; 3]]) -> String {
    let (shown, others) = rows.split_at(rows.len().min(ROWS));
    let width =
        |column: usize| shown.iter().filter_map(|row| row.get(column)).map(|it| it.chars().count()).max();
    let widths = [width(0).unwrap_or(0), width(1).unwrap_or(0)];
    let mut text = String::new();
    for [name, place, advice] in shown {
        text.push_str(&format!("  {name:0$}  {place:1$}  {advice}\n", widths[0], widths[1]));
    }
    if !others.is_empty() {
        text.push_str(&format!("  and {} more, which `cargo stubgen test --coverage` lists\n", others.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ROWS, table};

    #[test]
    fn a_long_table_is_cut_short() {
        let rows = |count: usize| -> Vec<[String; 3]> {
            (0..count).map(|it| [format!("m.f{it}"), format!("m.pyi:{it}"), "state it".to_owned()]).collect()
        };
        assert_eq!(table(&rows(ROWS)).lines().count(), ROWS);
        let long = table(&rows(ROWS + 1));
        let last: Vec<&str> = long.lines().skip(ROWS - 1).collect();
        assert_eq!(
            last,
            ["  m.f19  m.pyi:19  state it", "  and 1 more, which `cargo stubgen test --coverage` lists"]
        );
    }
}
