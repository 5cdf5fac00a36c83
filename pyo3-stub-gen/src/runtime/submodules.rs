//! Submodules that `import` finds.

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Puts the submodules of `module`, and theirs, into `sys.modules` under their full dotted names, and
/// sets their `__name__` to it, so that `import m.sub` and `from m.sub import f` work. Name them in
/// `importable-submodules`, so that the stub says so.
///
/// Call it last in the module's function, after every `add_submodule`. Calling it twice changes
/// nothing more. A module that `module` merely imported, and holds as an attribute, is left alone.
///
/// # Errors
///
/// When Python raises, for instance because `sys.modules` was replaced by something else.
///
/// # Example
///
/// ```ignore
/// // Needs a Python interpreter.
/// #[pymodule]
/// fn shapes(m: &Bound<'_, PyModule>) -> PyResult<()> {
///     let flat = PyModule::new(m.py(), "flat")?;
///     m.add_submodule(&flat)?;
///     pyo3_stub_gen::runtime::register_submodules(m)
/// }
/// ```
pub fn register_submodules(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let modules = module.py().import("sys")?.getattr("modules")?;
    let name: String = module.getattr("__name__")?.extract()?;
    register_below(module, &name, &modules)
}

fn register_below(module: &Bound<'_, PyModule>, name: &str, modules: &Bound<'_, PyAny>) -> PyResult<()> {
    for (attribute, submodule) in submodules(module.dict(), name, modules) {
        let full_name = format!("{name}.{attribute}");
        submodule.setattr("__name__", &full_name)?;
        modules.set_item(&full_name, &submodule)?;
        register_below(&submodule, &full_name, modules)?;
    }
    Ok(())
}

/// The modules among `attributes` that are submodules of `parent`, sorted by name.
///
/// A submodule still has the short name it was made with, or has its full name from an earlier call.
/// One whose short name `sys.modules` knows already was imported from elsewhere.
fn submodules<'py>(
    attributes: Bound<'py, PyDict>,
    parent: &str,
    modules: &Bound<'py, PyAny>,
) -> Vec<(String, Bound<'py, PyModule>)> {
    let mut found = Vec::new();
    for (key, value) in attributes.iter() {
        let (Ok(key), Ok(submodule)) = (key.extract::<String>(), value.cast_into::<PyModule>()) else {
            continue;
        };
        let Ok(own_name) = submodule.getattr("__name__").and_then(|name| name.extract::<String>()) else {
            continue;
        };
        let imported = || modules.get_item(&own_name).is_ok_and(|known| known.is(&submodule));
        if own_name == format!("{parent}.{key}") || (own_name == key && !imported()) {
            found.push((key, submodule));
        }
    }
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    found
}
