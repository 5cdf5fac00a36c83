//! The chart: four groups of bars. Only lengths and places are decided here; colours are the template's.

use super::format::{added, bytes, seconds};
use super::goals::{PADDING, TYPICAL};
use crate::measure::key;
use crate::results::{Quantity, Results};
use serde::Serialize;
use stub_synthetic::{Case, Variant};

/// The whole.
#[derive(Debug, Serialize)]
pub struct Chart {
    groups: Vec<Group>,
    width: u32,
    height: u32,
}

/// A group of bars.
#[derive(Debug, Serialize)]
struct Group {
    title: &'static str,
    x: u32,
    y: u32,
    bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Serialize)]
struct Bar {
    label: &'static str,
    /// The class that gives its colour.
    class: &'static str,
    y: u32,
    width: f64,
    text: String,
}

/// What a bar shows, before its length is known.
type Amount = (Variant, Option<f64>);

const LONGEST: f64 = 190.0;
const COLUMN: u32 = 440;
const ROW: u32 = 150;
const BAR: u32 = 24;

/// What the template is filled in with.
pub fn chart(results: &Results) -> Chart {
    let median = |measure, case, variant, step, quantity| {
        (variant, results.median(&key(measure, case, variant, step), quantity))
    };
    let cold = [Variant::Bare, Variant::On, Variant::Incumbent, Variant::Inspect]
        .map(|variant| median("cold", Case::flat(1), variant, "library", Quantity::Wall));
    let stub = [Variant::On, Variant::Incumbent, Variant::Inspect]
        .map(|variant| median("rebuild", TYPICAL, variant, "stub", Quantity::Wall));
    let switch = [Variant::On, Variant::Incumbent, Variant::Inspect]
        .map(|variant| median("switch", TYPICAL, variant, "stub", Quantity::Wall));
    let size = [Variant::Off, Variant::On, Variant::Incumbent, Variant::Inspect].map(|variant| {
        let of = |variant| key("size", TYPICAL, variant, "library");
        (variant, results.added(&of(variant), &of(Variant::Bare), Quantity::Bytes))
    });
    let more = |value: f64| if value.abs() <= PADDING { "nothing".to_owned() } else { added(value, bytes) };
    let groups = vec![
        group("Cold build of the extension", (0, 0), &cold, seconds),
        group("Edited line to written stub, 1500 items", (1, 0), &stub, seconds),
        group("Stub after maturin develop, 1500 items", (0, 1), &switch, seconds),
        group("Added to the release library, 1500 items", (1, 1), &size, more),
    ];
    Chart { groups, width: 2 * COLUMN, height: 2 * ROW - 10 }
}

fn group(
    title: &'static str,
    (column, row): (u32, u32),
    amounts: &[Amount],
    format: impl Fn(f64) -> String,
) -> Group {
    let greatest = amounts.iter().filter_map(|amount| amount.1).fold(0.0, f64::max);
    let known = amounts.iter().filter_map(|(variant, value)| Some((*variant, (*value)?)));
    let bars = (0..).zip(known).map(|(number, (variant, value))| {
        let (label, class) = looks(variant);
        let share = if greatest > 0.0 { value.max(0.0) / greatest } else { 0.0 };
        let width = (share * LONGEST * 10.0).round() / 10.0;
        Bar { label, class, y: 34 + number * BAR, width: width.max(1.0), text: format(value) }
    });
    Group { title, x: column * COLUMN, y: row * ROW, bars: bars.collect() }
}

/// The label of a variant's bars, and their class.
fn looks(variant: Variant) -> (&'static str, &'static str) {
    match variant {
        Variant::Bare | Variant::BareInline => ("PyO3 alone", "bare"),
        Variant::On | Variant::OnInline => ("this library", "ours"),
        Variant::Off => ("with registry off", "ours"),
        Variant::Incumbent => ("pyo3-stub-gen 0.23", "theirs"),
        Variant::Inspect => ("experimental-inspect", "inspect"),
    }
}
