//! Starts the interpreter in a program of the user's own, which Python does not start as it does an extension module.

use pyo3::ffi;
use std::sync::Once;

/// Starts Python in this process unless it is running, because Python renders default values.
///
/// `pyo3::Python::initialize` does the same. It is missing if PyO3 is built for PyPy, and an extension module must
/// build there with the feature `generate` too.
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
