//! What a module with submodules has for access to them as attributes: `__all__`, and [PEP 562]'s `__getattr__` and
//! `__dir__`.
//!
//! [PEP 562]: https://peps.python.org/pep-0562/

use super::names::join;
use super::system::{AccessFunction, ImportSystem, alive, function};
use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Loads a submodule of a module that Python's import system does not know.
pub(super) type Load =
    for<'py> fn(&Arc<ImportSystem>, &Bound<'py, PyModule>, &str) -> PyResult<Bound<'py, PyModule>>;

/// Gives the package `name`, which is `module`, access to its submodules. Repeating it has no effect, unless `__getattr__`
/// or `__dir__` were replaced.
#[inline]
pub(super) fn equip(
    system: &Arc<ImportSystem>,
    module: &Bound<'_, PyModule>,
    name: &str,
    load: Load,
) -> PyResult<()> {
    if !system.registry.is_package(name) || !system.registry.has_initialisers() {
        return Ok(());
    }
    let exported = module.index()?;
    let known: HashSet<String> = exported.iter().filter_map(|name| name.extract().ok()).collect();
    for child in system.registry.children(name).filter(|child| !known.contains(*child)) {
        exported.append(child)?;
    }
    cover(system, module, name, "__getattr__", |previous| getter(system, module, name, load, previous))?;
    cover(system, module, name, "__dir__", |previous| lister(system, module, name, previous))
}

/// Gives the package `name` the function `attribute`, which `make` makes. It may call the one that the package has.
#[inline]
fn cover<'py>(
    system: &ImportSystem,
    module: &Bound<'py, PyModule>,
    name: &str,
    attribute: &'static str,
    make: impl FnOnce(Option<Py<PyAny>>) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<()> {
    let key = (name.to_owned(), attribute);
    let current = module.dict().get_item(attribute)?;
    let is_there = system.with_access(|access| {
        let own = access.get(&key).map(|known| known.own.as_ptr());
        own.is_some() && own == current.as_ref().map(Bound::as_ptr)
    });
    if is_there {
        return Ok(());
    }
    let own = make(current.clone().map(Bound::unbind))?;
    module.setattr(attribute, &own)?;
    let function = AccessFunction { own: own.unbind(), covered: current.map(Bound::unbind) };
    // What is replaced is dropped without the lock.
    drop(system.with_access(|access| access.insert(key, function)));
    Ok(())
}

/// Makes the function `__getattr__` of the package `name`. `previous` finds other names.
#[inline]
fn getter<'py>(
    system: &Arc<ImportSystem>,
    module: &Bound<'py, PyModule>,
    name: &str,
    load: Load,
    previous: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (system, name, own) = (Arc::downgrade(system), name.to_owned(), module.clone().unbind());
    let get = function(module.py(), c"__getattr__", move |arguments| {
        let (py, attribute) = (arguments.py(), arguments.get_item(0)?);
        let text: String = attribute.extract()?;
        let child = join(&name, &text);
        let system = alive(&system)?;
        // The name of an attribute may be any text.
        if !text.contains('.') && system.registry.entry(&child).is_some() {
            let own = own.bind(py);
            // A program may load the extension module without `sys.modules`.
            let is_known = system.loaded(py, &system.full(&name)).is_some_and(|known| known.is(own));
            return if is_known {
                Ok(system.import(py, &child)?.unbind())
            } else {
                Ok(load(&system, own, &child)?.into_any().unbind())
            };
        }
        match &previous {
            Some(previous) => previous.call1(py, (attribute,)),
            None => {
                let full = system.full(&name);
                Err(PyAttributeError::new_err(format!("module '{full}' has no attribute '{text}'")))
            }
        }
    })?;
    Ok(get.into_any())
}

/// Makes the function `__dir__` of the package `name`. `previous` lists the names that are not submodules.
#[inline]
fn lister<'py>(
    system: &Arc<ImportSystem>,
    module: &Bound<'py, PyModule>,
    name: &str,
    previous: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (system, name, own) = (Arc::downgrade(system), name.to_owned(), module.clone().unbind());
    let list = function(module.py(), c"__dir__", move |arguments| {
        let (py, system) = (arguments.py(), alive(&system)?);
        let others: Vec<String> = match &previous {
            Some(previous) => previous.call0(py)?.extract(py)?,
            None => own.bind(py).dict().keys().extract()?,
        };
        let children = system.registry.children(&name).map(str::to_owned);
        let names: BTreeSet<String> = others.into_iter().chain(children).collect();
        Ok(PyList::new(py, names)?.unbind())
    })?;
    Ok(list.into_any())
}
