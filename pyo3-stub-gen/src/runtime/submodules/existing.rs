//! Submodules that the extension module has already.

use super::names::{join, split};
use super::system::{FILLED, ImportSystem, describe};
use pyo3::intern;
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// Returns the submodules of `module`, at any depth, by their names below it.
#[inline]
pub(super) fn submodules<'py>(
    module: &Bound<'py, PyModule>,
) -> PyResult<BTreeMap<String, Bound<'py, PyModule>>> {
    let py = module.py();
    let modules = py.import("sys")?.getattr("modules")?;
    let root: String = module.getattr(intern!(py, "__name__"))?.extract()?;
    let mut found = BTreeMap::new();
    collect(module, &root, "", &modules, &mut found);
    Ok(found)
}

/// Removes those that an earlier import of the extension made by their initialisers, and whose names `is_added` again. They
/// are attributes of modules that PyO3 makes once.
#[inline]
pub(super) fn forget(
    found: &mut BTreeMap<String, Bound<'_, PyModule>>,
    root: &Bound<'_, PyModule>,
    is_added: impl Fn(&str) -> bool,
) -> PyResult<()> {
    let is_filled = |module: &Bound<'_, PyModule>| {
        let state = module.getattr("__spec__").and_then(|spec| spec.getattr("loader_state"));
        state.and_then(|state| state.eq(FILLED)).unwrap_or(false)
    };
    let made = found.iter().filter(|(name, module)| is_added(name) && is_filled(module));
    let made: Vec<String> = made.map(|(name, _)| name.clone()).collect();
    for name in made {
        let (parent, own) = split(&name);
        if let Some(parent) = if parent.is_empty() { Some(root) } else { found.get(parent) } {
            parent.delattr(own)?;
        }
        let below = join(&name, "");
        found.retain(|other, _| *other != name && !other.starts_with(&below));
    }
    Ok(())
}

/// Adds the submodules `found` to `sys.modules`, as modules that the import system has loaded.
#[inline]
pub(super) fn register(
    system: &ImportSystem,
    py: Python<'_>,
    found: &BTreeMap<String, Bound<'_, PyModule>>,
) -> PyResult<()> {
    // Other threads find the submodules by the paths, which are set before anything that gives them a turn.
    for (name, submodule) in found.iter().filter(|(name, _)| system.registry.is_package(name)) {
        submodule.setattr(intern!(py, "__path__"), [system.place(name)])?;
    }
    for (name, submodule) in found {
        describe(submodule, &system.spec(py, name)?)?;
        system.set_loaded(py, &system.full(name), Some(submodule))?;
    }
    Ok(())
}

/// Adds the submodules of `parent` to `found`, at any depth, by their names below the extension module `root`.
///
/// A submodule still has the short name it was made with, or has its full name from an earlier call.
/// One whose short name `sys.modules` knows already was imported from elsewhere.
#[inline]
fn collect<'py>(
    parent: &Bound<'py, PyModule>,
    root: &str,
    parent_name: &str,
    modules: &Bound<'py, PyAny>,
    found: &mut BTreeMap<String, Bound<'py, PyModule>>,
) {
    for (key, value) in parent.dict().iter() {
        let (Ok(key), Ok(module)) = (key.extract::<String>(), value.cast_into::<PyModule>()) else {
            continue;
        };
        let Ok(own_name) = module.getattr("__name__").and_then(|name| name.extract::<String>()) else {
            continue;
        };
        let name = join(parent_name, &key);
        let is_imported = || modules.get_item(&own_name).is_ok_and(|known| known.is(&module));
        if own_name == join(root, &name) || (own_name == key && !is_imported()) {
            collect(&module, root, &name, modules, found);
            found.insert(name, module);
        }
    }
}
