//! The finder: what `import`, `find_spec` and `pkgutil` ask for the submodules below an entry of a path.

use super::names::{join, split};
use super::system::{AccessFunction, ImportSystem, alive, function, namespace};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Makes the function that `sys.path_hooks` has for the paths of `system`.
#[inline]
pub(super) fn hook<'py>(py: Python<'py>, system: &Arc<ImportSystem>) -> PyResult<Bound<'py, PyAny>> {
    let system = Arc::clone(system);
    let hook = function(py, c"submodules_of_an_extension", move |arguments| {
        let py = arguments.py();
        // Another hook takes what is not text.
        let place = arguments.get_item(0)?.extract::<String>().unwrap_or_default();
        match system.package_at(&place) {
            Some(package) => Ok(finder(py, &system, package)?.unbind()),
            None => Err(PyImportError::new_err("only the paths of submodules are supported")),
        }
    })?;
    Ok(hook.into_any())
}

/// Makes the finder for the submodules of `package`, which is empty for the extension module.
///
/// Beside the functions of a [path entry finder], it has those with which other programs load every submodule.
///
/// [path entry finder]: https://docs.python.org/3/library/importlib.html#importlib.abc.PathEntryFinder
#[inline]
pub(super) fn finder<'py>(
    py: Python<'py>,
    system: &Arc<ImportSystem>,
    package: String,
) -> PyResult<Bound<'py, PyAny>> {
    let own = || (Arc::downgrade(system), package.clone());
    let (find, iterate, all, lazy, access) = (own(), own(), own(), own(), own());
    let (load, again) = (own(), own());
    let find = function(py, c"find_spec", move |arguments| {
        let (system, py) = (alive(&find.0)?, arguments.py());
        let full: String = arguments.get_item(0)?.extract()?;
        let name = system.below(&full).filter(|name| split(name).0 == find.1);
        match name.filter(|name| system.registry.entry(name).is_some()) {
            Some(name) => Ok(Some(system.spec(py, name)?.unbind())),
            None => Ok(None),
        }
    })?;
    let iterate = function(py, c"iter_modules", move |arguments| {
        let system = alive(&iterate.0)?;
        let prefix: String = arguments.get_item(0).and_then(|prefix| prefix.extract()).unwrap_or_default();
        let children = system.registry.children(&iterate.1);
        let module =
            |name: &str| (format!("{prefix}{name}"), system.registry.is_package(&join(&iterate.1, name)));
        Ok(children.map(module).collect::<Vec<_>>())
    })?;
    let all = function(py, c"submodules", move |_| {
        let states = alive(&all.0)?.registry.states();
        Ok(states.into_iter().map(|(name, state)| (name, state.name())).collect::<BTreeMap<_, _>>())
    })?;
    let lazy = function(py, c"lazy", move |_| {
        let system = alive(&lazy.0)?;
        Ok(system.registry.lazy().map(str::to_owned).collect::<Vec<_>>())
    })?;
    // The functions that were given to modules, each with the module's own that it calls.
    let access = function(py, c"access", move |arguments| {
        let (system, py) = (alive(&access.0)?, arguments.py());
        let pair = |given: &AccessFunction| {
            (given.own.clone_ref(py), given.covered.as_ref().map(|covered| covered.clone_ref(py)))
        };
        Ok(system.with_access(|given| given.values().map(pair).collect::<Vec<_>>()))
    })?;
    let load = function(py, c"eager_load", move |arguments| {
        let system = alive(&load.0)?;
        eager_load(arguments.py(), &system)
    })?;
    let again = function(py, c"reload", move |arguments| {
        let name: String = arguments.get_item(0)?.extract()?;
        let system = alive(&again.0)?;
        reload(arguments.py(), &system, &name)
    })?;
    namespace(
        py,
        [
            ("find_spec", find),
            ("iter_modules", iterate),
            ("submodules", all),
            ("lazy", lazy),
            ("access", access),
            ("eager_load", load),
            ("reload", again),
        ],
    )
}

/// Loads every submodule, parents first.
#[inline]
fn eager_load(py: Python<'_>, system: &ImportSystem) -> PyResult<()> {
    system.registry.names().try_for_each(|name| system.import(py, name).map(drop))
}

/// Loads the submodule `name` again, and those that depend on it.
#[inline]
fn reload(py: Python<'_>, system: &ImportSystem, name: &str) -> PyResult<()> {
    let module = system.import(py, name)?;
    py.import("importlib")?.call_method1("reload", (module,))?;
    Ok(())
}
