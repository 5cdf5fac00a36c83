//! Writes the stub, as pyo3-stub-gen 0.23 wants it done.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    matrix::stub_info()?.generate()?;
    Ok(())
}
