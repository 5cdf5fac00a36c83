//! Adding submodules that are made when they are first used.

use super::access;
use super::existing;
use super::finder::{finder, hook};
use super::loader::{load_directly, loader};
use super::names::{dotted, is_valid, parents, split};
use super::registry::{Registry, SubmoduleEntry, SubmoduleState};
use super::system::{Fill, ImportSystem};
use pyo3::exceptions::{PyImportError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Submodules that Python's import system loads: lazily, when they are first used, or at once.
///
/// An extension module makes every class and function of every submodule when it is imported. With `Submodules`, it makes
/// those of a submodule at `m.geo`, `from m import geo` or `import m.geo`, so a program does not pay for what it does not
/// use. Python code sees the same names. List the submodules in `importable-submodules`, so that the stub describes them
/// as modules.
///
/// Names are dotted names below the extension module, or Rust paths: `"geo.grid"` or `"geo::grid"`. A parent that is not
/// added itself is an empty module.
///
/// # Example
///
/// ```ignore
/// // Needs a Python interpreter.
/// #[pymodule]
/// fn shapes(m: &Bound<'_, PyModule>) -> PyResult<()> {
///     pyo3_stub_gen::runtime::Submodules::of(m)
///         .lazy("geo", geo::fill)
///         .lazy("geo.grid", grid::fill)
///         .needs("geo.grid", &["errors"])
///         .eager("errors", errors::fill)
///         .install()
/// }
/// ```
///
/// # Threads
///
/// Python's import lock of the submodule is held while its initialiser runs, so it runs once, whatever the number of
/// threads. Two initialisers that use each other see the partly filled module, as Python's own modules do. If they import
/// each other in two threads, Python ends the deadlock with an error in one of them, and that initialiser may run again. It
/// does not if it takes the attribute of the extension module instead, with `py.import("m")?.getattr("geo")`.
///
/// # Errors of an initialiser
///
/// The error reaches the code that used the submodule, with a note of the submodule's name (in Python 3.10, a frame of that
/// name). The submodule is then not loaded, and the next use runs the initialiser again.
///
/// # Reloading
///
/// `importlib.reload` runs the initialiser again on the same module. It then reloads the submodules that [need](Self::needs)
/// this one, and those whose initialiser loaded this one.
///
/// The rules are those of the [import system] and of [PEP 562].
///
/// [import system]: https://docs.python.org/3/reference/import.html
/// [PEP 562]: https://peps.python.org/pep-0562/
#[must_use = "the submodules are added by `install`"]
pub struct Submodules<'a, 'py> {
    module: &'a Bound<'py, PyModule>,
    added: Vec<Added>,
    needs: Vec<(String, Vec<String>)>,
    inflections: BTreeMap<String, String>,
    takes_existing: bool,
}

/// A submodule that was added.
struct Added {
    name: String,
    is_eager: bool,
    fill: Fill,
}

impl<'a, 'py> Submodules<'a, 'py> {
    /// Begins to add submodules to the extension module `module`.
    #[inline]
    pub fn of(module: &'a Bound<'py, PyModule>) -> Self {
        Self {
            module,
            added: Vec::new(),
            needs: Vec::new(),
            inflections: BTreeMap::new(),
            takes_existing: false,
        }
    }

    /// Adds a submodule that is made when it is first used. `fill` adds its classes and functions, as the function of a
    /// `#[pymodule]` does.
    #[inline]
    pub fn lazy(
        self,
        name: &str,
        fill: impl Fn(&Bound<'_, PyModule>) -> PyResult<()> + Send + Sync + 'static,
    ) -> Self {
        self.add(name, false, Box::new(fill))
    }

    /// Adds a submodule that is made by [`install`](Self::install).
    #[inline]
    pub fn eager(
        self,
        name: &str,
        fill: impl Fn(&Bound<'_, PyModule>) -> PyResult<()> + Send + Sync + 'static,
    ) -> Self {
        self.add(name, true, Box::new(fill))
    }

    /// Makes the submodules importable that the extension module has already, as
    /// [`register_submodules`](super::register_submodules) does.
    #[inline]
    pub fn existing(mut self) -> Self {
        self.takes_existing = true;
        self
    }

    /// States that the submodule `name` needs those in `others`. They are loaded before it, and it is reloaded after them.
    #[inline]
    pub fn needs(mut self, name: &str, others: &[&str]) -> Self {
        self.needs.push((name.to_owned(), others.iter().map(|other| (*other).to_owned()).collect()));
        self
    }

    /// Spells a part of the names that is called `rust` in Rust as `python`: with `inflection("geo_2d", "geo2d")`,
    /// `"geo_2d::grid"` is the submodule `geo2d.grid`.
    #[inline]
    pub fn inflection(mut self, rust: &str, python: &str) -> Self {
        self.inflections.insert(rust.to_owned(), python.to_owned());
        self
    }

    /// Adds the submodules to the extension module, and loads the eager ones. Call it last in the module's function.
    ///
    /// # Errors
    ///
    /// - `ValueError` if a name is not valid in Python, was added twice, or is needed but was not added.
    /// - `ImportError` if submodules need each other, with the chain of their names, if the extension module already has an
    ///   attribute of the name of a submodule, or if submodules were installed that are not added here.
    /// - The error of the initialiser of an eager submodule.
    #[inline]
    pub fn install(self) -> PyResult<()> {
        let (module, py) = (self.module, self.module.py());
        let mut existing = if self.takes_existing { existing::submodules(module)? } else { BTreeMap::new() };
        let mut entries = self.entries()?;
        existing::forget(&mut existing, module, |name| entries.contains_key(name))?;
        for name in existing.keys() {
            let entry = SubmoduleEntry { exists: true, ..SubmoduleEntry::default() };
            if entries.insert(name.clone(), entry).is_some() {
                return Err(PyImportError::new_err(format!("the module has a submodule `{name}` already")));
            }
        }
        let registry = Registry::new(entries);
        if let Some(chain) = registry.cycle() {
            let text = format!("submodules need each other: {}", chain.join(" -> "));
            return Err(PyImportError::new_err(text));
        }
        refuse_attributes(module, &registry)?;
        refuse_loss(module, &registry)?;
        let system = installed(module, registry)?;
        existing::register(&system, py, &existing)?;
        for (name, submodule) in &existing {
            access::equip(&system, submodule, name, load_directly)?;
        }
        for name in system.registry.eager() {
            if system.loaded(py, &system.full(name)).is_some() {
                continue;
            }
            let mut parent = module.clone();
            for part in split(name).0.split('.').filter(|part| !part.is_empty()) {
                parent = parent.getattr(part)?.cast_into::<PyModule>()?;
            }
            load_directly(&system, &parent, name)?;
        }
        Ok(())
    }

    /// Returns the registry of an extension module whose submodules are installed.
    ///
    /// # Errors
    ///
    /// `ImportError` if [`install`](Self::install) was not called for `module`.
    #[inline]
    pub fn installed(module: &Bound<'py, PyModule>) -> PyResult<InstalledSubmodules<'py>> {
        let py = module.py();
        let find = || {
            let place = module.getattr(intern!(py, "__path__"))?.get_item(0)?;
            let finder = py.import("pkgutil")?.call_method1("get_importer", (place,))?;
            if finder.hasattr("eager_load")? { Ok(finder) } else { Err(PyImportError::new_err("")) }
        };
        find().map(InstalledSubmodules).map_err(|_: PyErr| {
            let name =
                module.getattr("__name__").map_or_else(|_| "the module".to_owned(), |name| name.to_string());
            PyImportError::new_err(format!("no submodules are installed in `{name}`"))
        })
    }

    #[inline]
    fn add(mut self, name: &str, is_eager: bool, fill: Fill) -> Self {
        self.added.push(Added { name: name.to_owned(), is_eager, fill });
        self
    }

    /// Returns the entries of the registry.
    #[inline]
    fn entries(self) -> PyResult<BTreeMap<String, SubmoduleEntry<Fill>>> {
        let py = self.module.py();
        let mut entries: BTreeMap<String, SubmoduleEntry<Fill>> = BTreeMap::new();
        for Added { name, is_eager, fill } in self.added {
            let name = dotted(&name, &self.inflections);
            if !is_name(py, &name)? {
                return Err(PyValueError::new_err(format!("`{name}` is not the name of a submodule")));
            }
            let entry = SubmoduleEntry { fill: Some(fill), is_eager, ..SubmoduleEntry::default() };
            if entries.insert(name.clone(), entry).is_some() {
                return Err(PyValueError::new_err(format!("the submodule `{name}` was added twice")));
            }
        }
        for (name, others) in self.needs {
            let name = dotted(&name, &self.inflections);
            let others: Vec<String> = others.iter().map(|other| dotted(other, &self.inflections)).collect();
            if let Some(unknown) = others.iter().chain([&name]).find(|known| !entries.contains_key(*known)) {
                return Err(PyValueError::new_err(format!("the submodule `{unknown}` was not added")));
            }
            if let Some(entry) = entries.get_mut(&name) {
                entry.needs.extend(others);
            }
        }
        // What an eager submodule needs is loaded with it.
        let mut waiting: Vec<String> =
            entries.iter().filter(|(_, entry)| entry.is_eager).map(|(name, _)| name.clone()).collect();
        while let Some(name) = waiting.pop() {
            let needs = entries.get(&name).map(|entry| entry.needs.clone()).unwrap_or_default();
            for other in needs.into_iter().chain(parents(&name).map(str::to_owned)) {
                if let Some(entry) = entries.get_mut(&other).filter(|entry| !entry.is_eager) {
                    entry.is_eager = true;
                    waiting.push(other);
                }
            }
        }
        Ok(entries)
    }
}

/// The registry of an extension module. See [`Submodules::installed`].
///
/// Python code finds the same functions at `pkgutil.get_importer(m.__path__[0])`.
pub struct InstalledSubmodules<'py>(Bound<'py, PyAny>);

impl InstalledSubmodules<'_> {
    /// Returns the state of each submodule, by its dotted name below the extension module.
    ///
    /// # Errors
    ///
    /// If Python raises.
    #[inline]
    pub fn submodules(&self) -> PyResult<BTreeMap<String, SubmoduleState>> {
        let states: BTreeMap<String, String> = self.0.call_method0("submodules")?.extract()?;
        let state = |name: &str| SubmoduleState::ALL.into_iter().find(|state| state.name() == name);
        Ok(states.into_iter().filter_map(|(name, text)| Some((name, state(&text)?))).collect())
    }

    /// Loads every submodule. A server that is forked or must not fail later calls it at its start, and so do tests.
    ///
    /// # Errors
    ///
    /// The error of the first initialiser that raises.
    #[inline]
    pub fn eager_load(&self) -> PyResult<()> {
        self.0.call_method0("eager_load").map(drop)
    }

    /// Reloads a submodule, and then those that depend on it, as `importlib.reload` does.
    ///
    /// # Errors
    ///
    /// The error of an initialiser, or `ModuleNotFoundError` if a submodule of that name does not exist.
    #[inline]
    pub fn reload(&self, name: &str) -> PyResult<()> {
        self.0.call_method1("reload", (name,)).map(drop)
    }
}

/// Whether an import statement can contain `name`, or `importlib.import_module` if it is a keyword. Python reads a name in its
/// normal form, so it never looks for another form.
#[inline]
fn is_name(py: Python<'_>, name: &str) -> PyResult<bool> {
    if name.is_ascii() {
        return Ok(is_valid(name));
    }
    for part in name.split('.') {
        if !PyString::new(py, part).call_method0("isidentifier")?.is_truthy()? {
            return Ok(false);
        }
    }
    py.import("unicodedata")?.call_method1("normalize", ("NFKC", name))?.eq(name)
}

/// Refuses submodules whose names `module` has as attributes, because Python would never load them.
#[inline]
fn refuse_attributes(module: &Bound<'_, PyModule>, registry: &Registry<Fill>) -> PyResult<()> {
    let (py, name) = (module.py(), module.name()?);
    let modules = py.import("sys")?.getattr("modules")?;
    for (child, attribute) in module.dict().iter() {
        let Ok(child) = child.extract::<String>() else { continue };
        if registry.entry(&child).is_none_or(|entry| entry.exists) {
            continue;
        }
        // The module's function may run again, when the submodule is loaded.
        let is_same = modules.get_item(format!("{name}.{child}")).is_ok_and(|known| known.is(&attribute));
        if !is_same {
            let text = format!(
                "`{name}` has an attribute `{child}` already, so it cannot have a submodule of that name"
            );
            return Err(PyImportError::new_err(text));
        }
    }
    Ok(())
}

/// Refuses a registry without submodules that an earlier one has, because Python would not find them any more.
#[inline]
fn refuse_loss(module: &Bound<'_, PyModule>, registry: &Registry<Fill>) -> PyResult<()> {
    if !module.dict().contains(intern!(module.py(), "__path__"))? {
        return Ok(());
    }
    let Ok(earlier) = Submodules::installed(module) else { return Ok(()) };
    match earlier.submodules()?.keys().find(|name| registry.entry(name).is_none()) {
        Some(lost) => {
            let text = format!(
                "the submodule `{lost}` of `{}` is installed already: add all submodules with one `Submodules`, or declare \
                 all lazy ones as nested modules with `#[gen_stub_pymodule(lazy)]`",
                module.name()?
            );
            Err(PyImportError::new_err(text))
        }
        None => Ok(()),
    }
}

/// Makes Python find the submodules of `registry` below `module`.
#[inline]
fn installed(module: &Bound<'_, PyModule>, registry: Registry<Fill>) -> PyResult<Arc<ImportSystem>> {
    let py = module.py();
    let system = Arc::new(ImportSystem::new(module, registry)?);
    // Other threads may import from a module that is not complete. They find the submodules by the path, which is set
    // before anything that gives them a turn.
    system.set_loader(loader(py, &system)?)?;
    let finder = finder(py, &system, String::new())?;
    system.install(&hook(py, &system)?, &finder)?;
    if system.registry.is_package("") {
        module.setattr(intern!(py, "__path__"), [system.place("")])?;
    }
    access::equip(&system, module, "", load_directly)?;
    Ok(system)
}
