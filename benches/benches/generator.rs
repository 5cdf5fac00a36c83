//! The generator by itself, on facts in memory: collector, resolver and writer, and the bytes that facts travel as.
//!
//! The stages cannot be called one by one, and need not be: each shape of extension is hard work for one of them.

use criterion::{BenchmarkId, Criterion, Throughput};
use pyo3_stub_gen::facts::{decode, encode};
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

/// The way between the extension's process and the command's.
fn bytes(criterion: &mut Criterion) {
    let facts = facts(Shape::Plain, ITEMS);
    let bytes = encode(&facts);
    let mut group = criterion.benchmark_group("facts");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("encode", |bencher| bencher.iter(|| encode(black_box(&facts))));
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
