//! Making submodules importable that exist already.

use super::builder::Submodules;
use pyo3::prelude::*;

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
#[inline]
pub fn register_submodules(module: &Bound<'_, PyModule>) -> PyResult<()> {
    Submodules::of(module).existing().install()
}
