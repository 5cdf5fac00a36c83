//! Python in a program of the user's own, which is not started by Python as an extension module is.

use pyo3::ffi;
use std::sync::Once;

/// Starts Python in this process, where it does not run yet: default values are shown by Python.
///
/// `pyo3::Python::initialize` does the same. It is missing where PyO3 is built for PyPy, and an extension
/// module must build there with the feature `generate` too.
pub(crate) fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        // SAFETY: `Py_IsInitialized` may be called at any time.
        if unsafe { ffi::Py_IsInitialized() } == 0 {
            // SAFETY: Python does not run yet, and `START` keeps other threads of ours out. This thread is
            // attached then, which `PyEval_SaveThread` needs and ends.
            unsafe {
                // 0: the program's signal handlers stay its own.
                ffi::Py_InitializeEx(0);
                ffi::PyEval_SaveThread();
            }
        }
    });
}
