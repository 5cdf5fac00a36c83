//! Making submodules importable that exist already.

use super::builder::install;
use super::names::join;
use super::registry::{Entry, Registry, SubmoduleState};
use super::system::describe;
use pyo3::intern;
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// Adds the submodules of `module`, at any depth, to `sys.modules` under their full dotted names, so that `import
/// m.sub` and `from m.sub import f` work, and `importlib.reload` and `importlib.util.find_spec` accept them. List them
/// in `importable-submodules`, so that the stub describes them as modules.
///
/// Call it last in the module's function, after every `add_submodule`, or in the `#[pymodule_init]` of a declarative
/// module. Calling it again has no effect. Modules that `module` only imported are not registered.
///
/// Each submodule gets what the [import system] gives a module that it loads: `__name__`, `__spec__`, `__loader__`,
/// `__package__`, and, where it has submodules itself, `__path__`. Reloading one does not change it, as is usual for
/// compiled modules.
///
/// Threads may import submodules at once, as soon as one of them has imported the extension. While it is being
/// loaded for the first time, Python shows other threads a module that its own function has not yet filled,
/// and `import m.sub` fails there: let such threads `import m` first, which waits.
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
///
/// [import system]: https://docs.python.org/3/reference/import.html#import-related-module-attributes
pub fn register_submodules(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let modules = py.import("sys")?.getattr("modules")?;
    let root: String = module.getattr(intern!(py, "__name__"))?.extract()?;
    let mut found = BTreeMap::new();
    collect(module, &root, "", &modules, &mut found);
    let entries = found.keys().map(|name| (name.clone(), Entry::default())).collect();
    let system = install(module, Registry::new(entries, SubmoduleState::Loaded))?;
    // Other threads find the submodules by the paths, which are set before anything that gives them a turn.
    for (name, submodule) in found.iter().filter(|(name, _)| system.registry.is_package(name)) {
        submodule.setattr(intern!(py, "__path__"), [system.place(name)])?;
    }
    for (name, submodule) in &found {
        describe(submodule, &system.spec(py, name)?)?;
        system.set_loaded(py, &system.full(name), Some(submodule))?;
    }
    Ok(())
}

/// Adds the submodules of `parent` to `found`, at any depth, by their names below the extension module `root`.
///
/// A submodule still has the short name it was made with, or has its full name from an earlier call.
/// One whose short name `sys.modules` knows already was imported from elsewhere.
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
