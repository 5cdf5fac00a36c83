//! What a registry needs of Python's import system.

use super::names::join;
use super::registry::Registry;
use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyImportError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyDict, PyList, PyTuple};
use std::collections::BTreeMap;
use std::ffi::CStr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

/// Fills a submodule.
pub(super) type Fill = Box<dyn Fn(&Bound<'_, PyModule>) -> PyResult<()> + Send + Sync>;

/// The state of the loader in the specification of a submodule that its initialiser fills.
pub(super) const FILLED: &str = "filled";

/// The registry of an extension module, and the parts of Python's import system that it uses.
///
/// A later import of these parts could deadlock, because another thread may hold the lock of that module and wait for this
/// thread.
pub(super) struct ImportSystem {
    pub registry: Registry<Fill>,
    /// The dotted name of the extension module.
    pub root: String,
    /// The entry of the path of the extension module. As with a ZIP file, the entry of a submodule's path is below it.
    place: String,
    /// `sys.modules`.
    modules: Py<PyAny>,
    /// `sys.path_hooks`.
    hooks: Py<PyAny>,
    /// `sys.path_importer_cache`.
    finders: Py<PyAny>,
    /// `importlib.machinery.ModuleSpec`.
    new_spec: Py<PyAny>,
    /// `importlib.import_module`, for absolute names.
    import: Py<PyAny>,
    /// The exception with which Python ends a deadlock of two threads that import modules which need each other.
    deadlock: Py<PyAny>,
    /// Loads what the finder finds.
    loader: OnceLock<Py<PyAny>>,
    /// The functions that were given to modules, by the modules' names and their own.
    access: Mutex<BTreeMap<(String, &'static str), AccessFunction>>,
}

/// A function `__getattr__` or `__dir__` that was given to a module.
pub(super) struct AccessFunction {
    pub own: Py<PyAny>,
    /// The module's own function of that name, which it calls.
    pub covered: Option<Py<PyAny>>,
}

impl ImportSystem {
    #[inline]
    pub(super) fn new(module: &Bound<'_, PyModule>, registry: Registry<Fill>) -> PyResult<Self> {
        let py = module.py();
        let root: String = module.getattr(intern!(py, "__name__"))?.extract()?;
        let sys = py.import("sys")?;
        // `importlib.machinery` and `importlib` take them from this module, which is always loaded.
        let import_system = py.import("_frozen_importlib")?;
        let file = module.getattr("__file__").and_then(|file| file.extract::<String>());
        Ok(Self {
            registry,
            place: file.unwrap_or_else(|_| format!("<{root}>")),
            root,
            modules: sys.getattr("modules")?.unbind(),
            hooks: sys.getattr("path_hooks")?.unbind(),
            finders: sys.getattr("path_importer_cache")?.unbind(),
            new_spec: import_system.getattr("ModuleSpec")?.unbind(),
            import: import_system.getattr("_gcd_import")?.unbind(),
            deadlock: import_system.getattr("_DeadlockError")?.unbind(),
            loader: OnceLock::new(),
            access: Mutex::default(),
        })
    }

    /// Returns the full dotted name of the submodule `name`, which is empty for the extension module.
    #[inline]
    pub(super) fn full(&self, name: &str) -> String {
        join(&self.root, name).trim_end_matches('.').to_owned()
    }

    /// Returns the name below the extension module of the module `full`.
    #[inline]
    pub(super) fn below<'n>(&self, full: &'n str) -> Option<&'n str> {
        full.strip_prefix(&self.root)?.strip_prefix('.')
    }

    /// Returns the entry of the path of the package `name`.
    #[inline]
    pub(super) fn place(&self, name: &str) -> String {
        if name.is_empty() {
            self.place.clone()
        } else {
            format!("{}/{}", self.place, name.replace('.', "/"))
        }
    }

    /// Returns the package whose path has the entry `place`.
    #[inline]
    pub(super) fn package_at(&self, place: &str) -> Option<String> {
        let below = place.strip_prefix(&self.place)?;
        let name = match below.strip_prefix('/') {
            Some(below) => below.replace('/', "."),
            None if below.is_empty() => String::new(),
            None => return None,
        };
        self.registry.is_package(&name).then_some(name)
    }

    /// Returns the module `full` of `sys.modules`.
    #[inline]
    pub(super) fn loaded<'py>(&self, py: Python<'py>, full: &str) -> Option<Bound<'py, PyAny>> {
        self.modules.bind(py).get_item(full).ok()
    }

    /// Sets the module `full` of `sys.modules`, or removes it.
    #[inline]
    pub(super) fn set_loaded(
        &self,
        py: Python<'_>,
        full: &str,
        module: Option<&Bound<'_, PyModule>>,
    ) -> PyResult<()> {
        match module {
            Some(module) => self.modules.bind(py).set_item(full, module),
            None => self.modules.bind(py).del_item(full),
        }
    }

    /// Imports the submodule `name`. Of two threads whose modules need each other, one gets a module that is not complete,
    /// as with the statement.
    #[inline]
    pub(super) fn import<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let full = self.full(name);
        self.import.bind(py).call1((&full,)).or_else(|error| {
            let partial = self.loaded(py, &full).filter(|_| self.is_deadlock(py, &error));
            partial.ok_or(error)
        })
    }

    /// Whether Python raised `error` to end a deadlock of two threads that import modules which need each other.
    #[inline]
    pub(super) fn is_deadlock(&self, py: Python<'_>, error: &PyErr) -> bool {
        error.matches(py, self.deadlock.bind(py)).unwrap_or(false)
    }

    /// Returns the import system's entry for the submodule `name`.
    #[inline]
    pub(super) fn spec<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let spec = self.new_spec.bind(py).call1((self.full(name), self.loader(py)?))?;
        spec.setattr("origin", &self.place)?;
        if self.registry.entry(name).is_some_and(|entry| entry.fill.is_some()) {
            spec.setattr("loader_state", FILLED)?;
        }
        if self.registry.is_package(name) {
            spec.setattr("submodule_search_locations", [self.place(name)])?;
        }
        Ok(spec)
    }

    /// Sets the loader, once.
    #[inline]
    pub(super) fn set_loader(&self, loader: Bound<'_, PyAny>) -> PyResult<()> {
        let set = self.loader.set(loader.unbind());
        set.map_err(|_| PyImportError::new_err("the submodules are installed already"))
    }

    #[inline]
    fn loader<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyAny>> {
        let loader = self.loader.get().map(|loader| loader.bind(py));
        loader.ok_or_else(|| PyImportError::new_err("the submodules are not installed"))
    }

    /// Makes Python ask `hook` for the finder of a path, and `finder` for the submodules of the extension module. They take
    /// precedence over those of an earlier call for the same library.
    #[inline]
    pub(super) fn install(&self, hook: &Bound<'_, PyAny>, finder: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = hook.py();
        let (hooks, finders) = (self.hooks.bind(py).cast::<PyList>()?, self.finders.bind(py));
        let name = intern!(py, "hook");
        let earlier = finders.get_item(&self.place).and_then(|finder| finder.getattr(name));
        // An earlier one is for a module that was imported again. It still serves the old module.
        let index = earlier.ok().and_then(|earlier| hooks.index(earlier).ok()).unwrap_or_else(|| hooks.len());
        hooks.insert(index, hook)?;
        finder.setattr(name, hook)?;
        finders.set_item(&self.place, finder)
    }

    /// Runs `visit` on the functions that were given to modules, by the modules' names and their own.
    #[inline]
    pub(super) fn with_access<T>(
        &self,
        visit: impl FnOnce(&mut BTreeMap<(String, &'static str), AccessFunction>) -> T,
    ) -> T {
        visit(&mut self.access.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Makes a function of Python.
#[inline]
pub(super) fn function<'py, T>(
    py: Python<'py>,
    name: &'static CStr,
    call: impl Fn(&Bound<'_, PyTuple>) -> PyResult<T> + Send + Sync + 'static,
) -> PyResult<Bound<'py, PyCFunction>>
where
    T: for<'p> IntoPyObject<'p>,
{
    let call = move |arguments: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| {
        call(arguments)?.into_py_any(arguments.py())
    };
    PyCFunction::new_closure(py, Some(name), None, call)
}

/// Returns an object with these functions: a `types.SimpleNamespace`.
#[inline]
pub(super) fn namespace<'py, const N: usize>(
    py: Python<'py>,
    functions: [(&str, Bound<'py, PyCFunction>); N],
) -> PyResult<Bound<'py, PyAny>> {
    let namespace = py.import("sys")?.getattr("implementation")?.get_type().call0()?;
    for (name, function) in functions {
        namespace.setattr(name, function)?;
    }
    Ok(namespace)
}

/// Sets the attributes of `module` that the import system sets on a module that it loads.
#[inline]
pub(super) fn describe(module: &Bound<'_, PyModule>, spec: &Bound<'_, PyAny>) -> PyResult<()> {
    module.setattr("__name__", spec.getattr("name")?)?;
    module.setattr("__package__", spec.getattr("parent")?)?;
    module.setattr("__loader__", spec.getattr("loader")?)?;
    module.setattr("__spec__", spec)?;
    let locations = spec.getattr("submodule_search_locations")?;
    if locations.is_none() { Ok(()) } else { module.setattr("__path__", locations) }
}

/// Returns the system, unless the interpreter has ended.
#[inline]
pub(super) fn alive(system: &Weak<ImportSystem>) -> PyResult<Arc<ImportSystem>> {
    system.upgrade().ok_or_else(|| PyImportError::new_err("the submodules are not installed any more"))
}
