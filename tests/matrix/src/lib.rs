//! One extension module for three generators: this library, with annotations and without, pyo3-stub-gen 0.23, and
//! PyO3's own introspection.
//!
//! `types.rs` lists the Rust types. Each becomes a function with one argument of the type, or a class with
//! one field of it. The packages beside this directory differ in their features and dependencies alone.

#[macro_use]
mod rows;
mod classes;
mod prelude;
mod types;

#[cfg(not(feature = "inspect"))]
#[pyo3::pymodule]
fn matrix(m: &pyo3::Bound<'_, pyo3::types::PyModule>) -> pyo3::PyResult<()> {
    use pyo3::types::PyModuleMethods;

    m.add_class::<classes::Item>()?;
    m.add_class::<classes::SubItem>()?;
    m.add_class::<classes::Color>()?;
    types::add(m)
}

#[cfg(feature = "incumbent")]
pyo3_stub_gen::define_stub_info_gatherer!(stub_info);
