//! Importable submodules.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyDict, PyTuple};
use std::sync::Arc;

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
    let name: String = module.getattr(intern!(py, "__name__"))?.extract()?;
    let system = Arc::new(ImportSystem::new(module, &name)?);
    let found = submodules(module, &name, system.modules.bind(py));
    // Python lets other threads import from a module that is not yet complete. They find the submodules by
    // the path, which is set before anything that gives them a turn.
    system.add_finder(py)?;
    for package in found.iter().filter(|submodule| submodule.kind == Kind::Package) {
        package.module.setattr(intern!(py, "__path__"), [&system.place])?;
    }
    if !found.is_empty() {
        module.setattr(intern!(py, "__path__"), [&system.place])?;
    }
    for submodule in &found {
        describe(&submodule.module, &system.spec(py, &submodule.name, submodule.kind)?)?;
        system.modules.bind(py).set_item(&submodule.name, &submodule.module)?;
    }
    Ok(())
}

/// A submodule of the extension, at any depth.
struct Submodule<'py> {
    /// Its full dotted name.
    name: String,
    kind: Kind,
    module: Bound<'py, PyModule>,
}

/// Whether a module has submodules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Package,
    Module,
}

/// The parts of Python's import system that are needed. A later import could deadlock, because another thread may hold
/// the lock of that module and wait for this thread.
struct ImportSystem {
    /// `sys.modules`.
    modules: Py<PyAny>,
    /// `sys.path_importer_cache`.
    finders: Py<PyAny>,
    /// `importlib.machinery.ModuleSpec`.
    new_spec: Py<PyAny>,
    /// Loads what the finder finds.
    loader: Py<PyAny>,
    /// The only entry of the path of a module with submodules: the shared library, as the path of a ZIP
    /// file stands for what is in it.
    place: String,
}

impl ImportSystem {
    fn new(module: &Bound<'_, PyModule>, name: &str) -> PyResult<Self> {
        let py = module.py();
        let sys = py.import("sys")?;
        let modules = sys.getattr("modules")?;
        let file = module.getattr("__file__").and_then(|file| file.extract::<String>());
        Ok(Self {
            loader: loader(&modules)?.unbind(),
            modules: modules.unbind(),
            finders: sys.getattr("path_importer_cache")?.unbind(),
            // `importlib.machinery` takes it from this module, which is always loaded.
            new_spec: py.import("_frozen_importlib")?.getattr("ModuleSpec")?.unbind(),
            place: file.unwrap_or_else(|_| format!("<{name}>")),
        })
    }

    /// Adds a path entry finder for the place of the submodules: it finds the modules that are attributes
    /// of their parents.
    fn add_finder(self: &Arc<Self>, py: Python<'_>) -> PyResult<()> {
        let system = Arc::clone(self);
        let find = PyCFunction::new_closure(py, Some(c"find_spec"), None, move |arguments, _| {
            let py = arguments.py();
            let name: String = arguments.get_item(0)?.extract()?;
            let Ok(module) = attribute(system.modules.bind(py), &name) else { return Ok(py.None()) };
            let kind = if module.hasattr("__path__")? { Kind::Package } else { Kind::Module };
            Ok::<_, PyErr>(system.spec(py, &name, kind)?.unbind())
        })?;
        self.finders.bind(py).set_item(&self.place, namespace(py, [("find_spec", find)])?)
    }

    /// The import system's entry for the submodule `name`.
    fn spec<'py>(&self, py: Python<'py>, name: &str, kind: Kind) -> PyResult<Bound<'py, PyAny>> {
        let spec = self.new_spec.bind(py).call1((name, self.loader.bind(py)))?;
        spec.setattr("origin", &self.place)?;
        if kind == Kind::Package {
            spec.setattr("submodule_search_locations", [&self.place])?;
        }
        Ok(spec)
    }
}

/// A loader: what it loads is there already.
fn loader<'py>(modules: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = modules.py();
    let modules = modules.clone().unbind();
    let create = PyCFunction::new_closure(py, Some(c"create_module"), None, move |arguments, _| {
        let spec = arguments.get_item(0)?;
        let name: String = spec.getattr("name")?.extract()?;
        let module = attribute(modules.bind(arguments.py()), &name)?;
        describe(&module, &spec)?;
        Ok::<_, PyErr>(module.unbind())
    })?;
    let nothing = |_: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| {};
    let execute = PyCFunction::new_closure(py, Some(c"exec_module"), None, nothing)?;
    namespace(py, [("create_module", create), ("exec_module", execute)])
}

/// The module `name`, as the attribute of its parent that it is.
fn attribute<'py>(modules: &Bound<'py, PyAny>, name: &str) -> PyResult<Bound<'py, PyModule>> {
    let (parent, attribute) = name.rsplit_once('.').unwrap_or(("", name));
    Ok(modules.get_item(parent)?.getattr(attribute)?.cast_into()?)
}

/// Sets the attributes of `module` that the import system sets on a module that it loads.
fn describe(module: &Bound<'_, PyModule>, spec: &Bound<'_, PyAny>) -> PyResult<()> {
    module.setattr("__name__", spec.getattr("name")?)?;
    module.setattr("__package__", spec.getattr("parent")?)?;
    module.setattr("__loader__", spec.getattr("loader")?)?;
    module.setattr("__spec__", spec)
}

/// An object with these functions: a `types.SimpleNamespace`.
fn namespace<'py, const N: usize>(
    py: Python<'py>,
    functions: [(&str, Bound<'py, PyCFunction>); N],
) -> PyResult<Bound<'py, PyAny>> {
    let namespace = py.import("sys")?.getattr("implementation")?.get_type().call0()?;
    for (name, function) in functions {
        namespace.setattr(name, function)?;
    }
    Ok(namespace)
}

/// The submodules of `parent`, each with those in it, sorted by name.
///
/// A submodule still has the short name it was made with, or has its full name from an earlier call.
/// One whose short name `sys.modules` knows already was imported from elsewhere.
fn submodules<'py>(
    parent: &Bound<'py, PyModule>,
    parent_name: &str,
    modules: &Bound<'py, PyAny>,
) -> Vec<Submodule<'py>> {
    let mut found = Vec::new();
    for (key, value) in parent.dict().iter() {
        let (Ok(key), Ok(module)) = (key.extract::<String>(), value.cast_into::<PyModule>()) else {
            continue;
        };
        let Ok(own_name) = module.getattr("__name__").and_then(|name| name.extract::<String>()) else {
            continue;
        };
        let name = format!("{parent_name}.{key}");
        let is_imported = || modules.get_item(&own_name).is_ok_and(|known| known.is(&module));
        if own_name == name || (own_name == key && !is_imported()) {
            let nested = submodules(&module, &name, modules);
            let kind = if nested.is_empty() { Kind::Module } else { Kind::Package };
            found.push(Submodule { name, kind, module });
            found.extend(nested);
        }
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    found
}
