//! The generator by itself, on facts in memory: collector, resolver and writer, and reading what a library hands out.
//!
//! The stages cannot be called one by one, and need not be: each shape of extension is hard work for one of them.

use criterion::{BenchmarkId, Criterion, Throughput};
use pyo3_stub_gen::facts::wire::Wire;
use pyo3_stub_gen::facts::{Fact, Statement, TypeExpr, decode};
use pyo3_stub_gen::generate::{Config, render};
use std::hint::black_box;
use stub_synthetic::model::{MODULE, Shape, facts};

/// What most is measured on.
const ITEMS: usize = 1500;

/// One shape after the other: what is much slower than `plain` tells which stage to look at.
fn shapes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("render");
    group.throughput(Throughput::Elements(ITEMS as u64));
    for shape in Shape::ALL {
        let (facts, config) = (facts(shape, ITEMS), Config::default());
        group.bench_function(shape.name(), |bencher| {
            bencher.iter(|| render(black_box(&facts), MODULE, &config));
        });
    }
    group.finish();
}

/// Items for a second should be the same at every size.
fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for items in [1000, 10_000, 100_000] {
        let (facts, config) = (facts(Shape::Plain, items), Config::default());
        group.throughput(Throughput::Elements(items as u64));
        group.bench_with_input(BenchmarkId::from_parameter(items), &facts, |bencher, facts| {
            bencher.iter(|| render(black_box(facts), MODULE, &config));
        });
    }
    group.finish();
}

/// What a library with `items` functions hands out: no facts, and a statement for each item.
fn handed_out(items: usize) -> Vec<u8> {
    let (mut out, types) = (Vec::new(), [TypeExpr::builtin("int"), TypeExpr::builtin("str")]);
    let list = |of: &TypeExpr| TypeExpr::named("collections.abc", "Sequence").subscript(vec![of.clone()]);
    String::from("1.0.0").encode(&mut out);
    Vec::<Fact>::new().encode(&mut out);
    for number in 0..items {
        let doc = "Every value, multiplied by `factor`.";
        let statement = Statement {
            text: format!(
                "src/part_{}.rs\0{number}:8;Fscale_{number}\0\u{2}fkvalues\0t-kfactor\0t=1.0\0.t{doc}\0.",
                number / 20
            ),
            texts: Vec::new(),
            types: [&types[..], &[list(&types[number % 2])]].concat(),
            values: Vec::new(),
            class: None,
            is_zero_sized: false,
        };
        true.encode(&mut out);
        statement.encode(&mut out);
    }
    false.encode(&mut out);
    out
}

/// The way from the extension's process to the command's.
fn bytes(criterion: &mut Criterion) {
    let bytes = handed_out(ITEMS);
    let read = decode(&bytes).map(|facts| facts.facts.len());
    assert_eq!(read, Ok(ITEMS), "what is measured is an error");
    let mut group = criterion.benchmark_group("facts");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("decode", |bencher| bencher.iter(|| decode(black_box(&bytes))));
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    shapes(&mut criterion);
    growth(&mut criterion);
    bytes(&mut criterion);
    criterion.final_summary();
}
