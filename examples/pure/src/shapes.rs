//! Classes: one made of its fields, one that can be subclassed, one that extends it.

use pyo3::prelude::*;
use pyo3_stub_gen::derive::{gen_stub_pyclass, gen_stub_pymethods};
use std::f64::consts::PI;

/// A place in the plane. It is compared by value, so it has no hash.
#[gen_stub_pyclass]
#[pyclass(eq, get_all, set_all, from_py_object)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Point {
    /// To the right.
    x: f64,
    /// Upwards.
    y: f64,
    /// What it is called.
    label: Option<String>,
}

#[gen_stub_pymethods]
#[pymethods]
impl Point {
    #[new]
    #[pyo3(signature = (x, y, label = None))]
    fn new(x: f64, y: f64, label: Option<String>) -> Self {
        Self { x, y, label }
    }

    /// The distance from here to `other`.
    fn distance(&self, other: &Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    fn __add__(&self, other: &Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y, label: None }
    }

    fn __repr__(&self) -> String {
        format!("Point({}, {})", self.x, self.y)
    }
}

/// A shape, to be subclassed in Rust or in Python.
#[gen_stub_pyclass]
#[pyclass(subclass)]
pub struct Shape {
    name: String,
}

#[gen_stub_pymethods]
#[pymethods]
impl Shape {
    #[new]
    fn new(name: String) -> Self {
        Self { name }
    }

    /// What the shape is called.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The area, nothing for a bare shape.
    fn area(&self) -> f64 {
        0.0
    }

    fn __str__(&self) -> &str {
        &self.name
    }
}

/// A circle.
#[gen_stub_pyclass]
#[pyclass(extends = Shape)]
pub struct Circle {
    radius: f64,
}

#[gen_stub_pymethods]
#[pymethods]
impl Circle {
    #[new]
    #[pyo3(signature = (radius = 1.0))]
    fn new(radius: f64) -> PyClassInitializer<Self> {
        PyClassInitializer::from(Shape::new("circle".to_owned())).add_subclass(Self { radius })
    }

    /// How far it is from the centre to the edge.
    #[getter]
    fn radius(&self) -> f64 {
        self.radius
    }

    fn area(&self) -> f64 {
        PI * self.radius * self.radius
    }
}
