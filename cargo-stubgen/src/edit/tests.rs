//! Edits keep everything else.

use super::{Edit, Lines, alone_on_its_lines, apply};

#[test]
fn edits_apply_in_the_order_of_their_places() {
    let text = "a\r\n\tb\u{e9}c";
    let edits = [Edit::replace(4..5, "x"), Edit::insert(3, "1"), Edit::insert(3, "2"), Edit::remove(7..8)];
    assert_eq!(apply(text, &edits), "a\r\n12\tx\u{e9}");
}

#[test]
fn an_edit_that_overlaps_another_or_cuts_a_character_is_left_out() {
    let text = "ab\u{e9}";
    assert_eq!(apply(text, &[Edit::remove(0..2), Edit::remove(1..2)]), "\u{e9}");
    assert_eq!(apply(text, &[Edit::insert(3, "x"), Edit::insert(9, "y")]), text);
}

#[test]
fn a_line_above_another_has_its_indentation_and_line_break() {
    let text = "x\n\tfirst\r\n  y z";
    let lines = Lines::of(text);
    assert_eq!(lines.above(3, "#[a]"), "#[a]\r\n\t");
    assert_eq!(lines.above(12, "#[a]"), "#[a]\n  ");
    assert_eq!(lines.above(14, "#[a]"), "#[a] ");
    assert_eq!((lines.number(12), lines.column(12)), (3, 3));
    assert_eq!(Lines::of("\u{feff}x").above(3, "#[a]"), "#[a]\n");
}

#[test]
fn a_line_is_removed_with_its_break() {
    let text = "a\n  #[x]  \r\nb\n#[x] c";
    assert_eq!(alone_on_its_lines(text, 4..8), 2..12);
    assert_eq!(alone_on_its_lines(text, 14..18), 14..19);
}
