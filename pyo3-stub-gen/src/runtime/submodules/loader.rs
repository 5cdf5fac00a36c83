//! The loader: makes a submodule, fills it, and fills those again that depend on it.

use super::access;
use super::names::split;
use super::registry::{Begin, SubmoduleState};
use super::system::{ImportSystem, alive, describe, function, namespace};
use pyo3::exceptions::{PyImportError, PyModuleNotFoundError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::sync::Arc;

/// Makes the loader of `system`: [PEP 451]'s functions, and those that `runpy` asks for.
///
/// [PEP 451]: https://peps.python.org/pep-0451/
#[inline]
pub(super) fn loader<'py>(py: Python<'py>, system: &Arc<ImportSystem>) -> PyResult<Bound<'py, PyAny>> {
    let own = |system: &Arc<ImportSystem>| Arc::downgrade(system);
    let (create, execute, code, package) = (own(system), own(system), own(system), own(system));
    let create = function(py, c"create_module", move |arguments| {
        let (system, spec) = (alive(&create)?, arguments.get_item(0)?);
        let name = below(&system, &spec.getattr("name")?)?;
        // A submodule without an initialiser may exist already.
        let is_made = system.registry.entry(&name).is_some_and(|entry| entry.fill.is_none());
        Ok(attribute(arguments.py(), &system, &name).filter(|_| is_made).map(Bound::unbind))
    })?;
    let execute = function(py, c"exec_module", move |arguments| {
        let (system, module) = (alive(&execute)?, arguments.get_item(0)?.cast_into::<PyModule>()?);
        let name = below(&system, &module.getattr("__spec__")?.getattr("name")?)?;
        fill(&system, &module, &name)
    })?;
    // `python -m` runs it.
    let code = function(py, c"get_code", move |arguments| {
        let (system, py) = (alive(&code)?, arguments.py());
        let name = below(&system, &arguments.get_item(0)?)?;
        let text = format!("from {} import *", system.full(&name));
        let compile = py.import("builtins")?.getattr("compile")?;
        Ok(compile.call1((text, system.place(&name), "exec"))?.unbind())
    })?;
    let package = function(py, c"is_package", move |arguments| {
        let system = alive(&package)?;
        Ok(system.registry.is_package(&below(&system, &arguments.get_item(0)?)?))
    })?;
    namespace(
        py,
        [("create_module", create), ("exec_module", execute), ("get_code", code), ("is_package", package)],
    )
}

/// Loads the submodule `name` of `parent` without Python's import system, which does not know the parent.
#[inline]
pub(super) fn load_directly<'py>(
    system: &Arc<ImportSystem>,
    parent: &Bound<'py, PyModule>,
    name: &str,
) -> PyResult<Bound<'py, PyModule>> {
    let py = parent.py();
    let full = system.full(name);
    let module = PyModule::new(py, &full)?;
    describe(&module, &system.spec(py, name)?)?;
    system.set_loaded(py, &full, Some(&module))?;
    if let Err(error) = fill(system, &module, name) {
        system.set_loaded(py, &full, None)?;
        return Err(error);
    }
    parent.setattr(split(name).1, &module)?;
    Ok(module)
}

/// Fills the submodule `name`, after those that it needs.
#[inline]
fn fill(system: &Arc<ImportSystem>, module: &Bound<'_, PyModule>, name: &str) -> PyResult<()> {
    let py = module.py();
    let Some(entry) = system.registry.entry(name) else {
        return Err(PyModuleNotFoundError::new_err(format!("No module named '{}'", system.full(name))));
    };
    let Some(initialiser) = &entry.fill else {
        // Nothing is to be done again, as is usual for compiled modules.
        if !matches!(system.registry.begin(name), Begin::Cycle(_)) {
            system.registry.end(name, SubmoduleState::Loaded);
        }
        return access::equip(system, module, name, load_directly);
    };
    let is_again = match system.registry.begin(name) {
        Begin::First => false,
        Begin::Again => true,
        Begin::Cycle(chain) => {
            let chain: Vec<String> = chain.iter().map(|name| system.full(name)).collect();
            let text = format!("cannot load a submodule while it is being loaded: {}", chain.join(" -> "));
            return Err(PyImportError::new_err(text));
        }
    };
    let fill = || {
        for need in &entry.needs {
            system.import(py, need)?;
        }
        // The initialiser may use the submodules of this one.
        access::equip(system, module, name, load_directly)?;
        initialiser(module)?;
        access::equip(system, module, name, load_directly)
    };
    // Two threads load submodules that need each other. Python accepts a module of the other thread that is not complete,
    // but for a moment it raises. The module is there now.
    let filled = fill().or_else(|error| if system.is_deadlock(py, &error) { fill() } else { Err(error) });
    let state = if filled.is_ok() { SubmoduleState::Loaded } else { SubmoduleState::Failed };
    system.registry.end(name, state);
    filled.map_err(|error| named(py, error, &system.full(name)))?;
    if is_again { reload_dependents(system, py, name) } else { Ok(()) }
}

/// Reloads the submodules that depend on `name`, unless they are being reloaded because of another one.
#[inline]
fn reload_dependents(system: &Arc<ImportSystem>, py: Python<'_>, name: &str) -> PyResult<()> {
    let Some(_guard) = system.registry.cascade() else { return Ok(()) };
    for dependent in system.registry.dependents(name) {
        if let Some(module) = system.loaded(py, &system.full(&dependent)) {
            py.import("importlib")?.call_method1("reload", (module,))?;
        }
    }
    Ok(())
}

/// Adds the name of the submodule to an error of its initialiser, as a note where Python has notes (3.11).
#[inline]
fn named(py: Python<'_>, error: PyErr, full: &str) -> PyErr {
    let note = format!("while the submodule `{full}` was being loaded");
    let value = error.value(py);
    if value.call_method1(intern!(py, "add_note"), (&note,)).is_ok() {
        return error;
    }
    // Older versions show a line for each frame, so there is one with the name.
    let in_a_frame = || {
        let builtins = py.import("builtins")?;
        let code = builtins.getattr("compile")?.call1(("raise error", format!("<{full}>"), "exec"))?;
        let globals = PyDict::new(py);
        globals.set_item("error", value)?;
        builtins.getattr("exec")?.call1((code, globals))
    };
    match in_a_frame() {
        Err(raised) if raised.value(py).is(value) => raised,
        _ => error,
    }
}

/// Returns the module that is the attribute `name` of its parent, if the parent is loaded and has it.
#[inline]
fn attribute<'py>(py: Python<'py>, system: &ImportSystem, name: &str) -> Option<Bound<'py, PyAny>> {
    let (parent, own) = split(name);
    let parent = system.loaded(py, &system.full(parent))?.cast_into::<PyModule>().ok()?;
    parent.dict().get_item(PyString::new(py, own)).ok().flatten()
}

/// Returns the name below the extension module of the module whose full name is `full`.
#[inline]
fn below(system: &ImportSystem, full: &Bound<'_, PyAny>) -> PyResult<String> {
    let full: String = full.extract()?;
    let name = system.below(&full).map(str::to_owned);
    name.ok_or_else(|| PyImportError::new_err(format!("`{full}` is not a submodule of `{}`", system.root)))
}
