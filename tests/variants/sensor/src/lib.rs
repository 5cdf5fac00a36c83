//! An extension that differs between versions of Python and, with the feature `elsewhere`, between platforms.

use pyo3_stub_gen::derive::gen_stub_pymodule;

/// Sensors, as each target has them.
#[gen_stub_pymodule]
#[pyo3::pymodule]
mod sensor {
    use pyo3::exceptions::{PyOSError, PyValueError};
    use pyo3::prelude::*;

    /// The constant has another type elsewhere.
    #[cfg(not(feature = "elsewhere"))]
    #[pymodule_export]
    const LIMIT: i64 = 3;
    #[cfg(feature = "elsewhere")]
    #[pymodule_export]
    const LIMIT: &str = "three";

    /// Only new versions have the constant.
    #[cfg(Py_3_12)]
    #[pymodule_export]
    const DEPTH: i64 = 12;

    #[pymodule_export]
    const SAME: f64 = 0.5;

    /// Anything that measures.
    #[pyclass(subclass)]
    struct Device {
        /// The number of the device.
        #[pyo3(get)]
        number: i64,
        /// The name has another type elsewhere, and cannot be set there.
        #[cfg(not(feature = "elsewhere"))]
        #[pyo3(get, set)]
        label: String,
        #[cfg(feature = "elsewhere")]
        #[pyo3(get)]
        label: Option<String>,
    }

    #[pymethods]
    impl Device {
        /// The device takes a port on new versions.
        #[cfg(Py_3_12)]
        #[new]
        #[pyo3(signature = (number, port = 0))]
        fn new(number: i64, port: i64) -> Self {
            let _ = port;
            Self { number, label: Default::default() }
        }

        #[cfg(not(Py_3_12))]
        #[new]
        fn new(number: i64) -> Self {
            Self { number, label: Default::default() }
        }

        /// Every target has this method.
        fn measure(&self) -> f64 {
            1.0
        }

        /// The unit differs in all four targets.
        #[cfg(all(Py_3_12, not(feature = "elsewhere")))]
        fn unit(&self) -> i64 {
            1
        }
        #[cfg(all(Py_3_12, feature = "elsewhere"))]
        fn unit(&self) -> String {
            "m".to_owned()
        }
        #[cfg(all(not(Py_3_12), not(feature = "elsewhere")))]
        fn unit(&self) -> f64 {
            1.0
        }
        #[cfg(all(not(Py_3_12), feature = "elsewhere"))]
        fn unit(&self) -> Vec<u8> {
            vec![1]
        }

        /// A property in one place, and a method in another.
        #[cfg(feature = "elsewhere")]
        #[getter]
        fn state(&self) -> i64 {
            1
        }
        #[cfg(not(feature = "elsewhere"))]
        fn state(&self) -> i64 {
            1
        }

        /// A static method in one place, and a class attribute in another.
        #[cfg(Py_3_12)]
        #[staticmethod]
        fn kind() -> &'static str {
            "new"
        }
        #[cfg(not(Py_3_12))]
        #[classattr]
        fn kind() -> &'static str {
            "old"
        }

        /// Devices have a length elsewhere.
        #[cfg(feature = "elsewhere")]
        fn __len__(&self) -> usize {
            1
        }
    }

    /// A device that is a base class only here.
    #[cfg(not(feature = "elsewhere"))]
    #[pyclass(subclass)]
    struct Probe {}
    /// A device that extends another one elsewhere.
    #[cfg(feature = "elsewhere")]
    #[pyclass(extends = Device)]
    struct Probe {}

    #[pymethods]
    impl Probe {
        /// Both have it.
        fn pierce(&self) -> i64 {
            1
        }
    }

    /// A dictionary on new versions.
    #[cfg(Py_3_12)]
    #[pyclass(extends = pyo3::types::PyDict, subclass)]
    struct Table {}
    #[cfg(not(Py_3_12))]
    #[pyclass(subclass)]
    struct Table {}

    #[pymethods]
    impl Table {
        #[new]
        fn new() -> Self {
            Self {}
        }
    }

    /// How a device is read. Elsewhere, there is one more way.
    #[pyclass(eq, eq_int, from_py_object)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Mode {
        /// Slow.
        Slow,
        /// Fast.
        Fast,
        /// At once.
        #[cfg(feature = "elsewhere")]
        AtOnce,
    }

    /// What was read. A failure has a reason on new versions.
    #[cfg(Py_3_12)]
    #[pyclass]
    enum Reading {
        /// A value.
        Value { value: f64 },
        /// A failure.
        Failure { code: i64, reason: String },
    }
    /// What was read.
    #[cfg(not(Py_3_12))]
    #[pyclass]
    enum Reading {
        /// A value.
        Value { value: f64 },
        /// A failure.
        Failure { code: i64 },
    }

    /// Only elsewhere.
    #[cfg(feature = "elsewhere")]
    #[pyclass]
    struct Handle {
        #[pyo3(get)]
        raw: i64,
    }

    /// Opens a handle.
    #[cfg(feature = "elsewhere")]
    #[pyfunction]
    fn handle(raw: i64) -> Handle {
        Handle { raw }
    }

    /// Every target has this function.
    #[pyfunction]
    fn open(number: i64) -> PyResult<Device> {
        match number {
            0 => Err(PyValueError::new_err("device 0 does not exist")),
            number => Ok(Device { number, label: Default::default() }),
        }
    }

    /// Reads here.
    #[cfg(not(feature = "elsewhere"))]
    #[pyfunction]
    #[pyo3(signature = (device, mode = Mode::Slow))]
    fn read(device: &Device, mode: Mode) -> Reading {
        let _ = (device, mode);
        Reading::Value { value: 1.0 }
    }

    /// Reads elsewhere, with another text.
    #[cfg(feature = "elsewhere")]
    #[pyfunction]
    #[pyo3(signature = (device, *, wait = None))]
    fn read(device: &Device, wait: Option<f64>) -> Option<Reading> {
        let _ = (device, wait);
        None
    }

    /// Only new versions have the function.
    #[cfg(Py_3_12)]
    #[pyfunction]
    fn view(table: &Table) -> i64 {
        let _ = table;
        1
    }

    /// A class on new versions, and a function on others.
    #[cfg(Py_3_12)]
    #[pyclass]
    struct Clock {}
    #[cfg(not(Py_3_12))]
    #[pyfunction(name = "Clock")]
    fn clock() -> i64 {
        1
    }

    /// Fails.
    #[pyfunction]
    fn fail() -> PyResult<()> {
        Err(PyOSError::new_err("it failed"))
    }

    /// Buses, which every target has.
    #[pymodule]
    mod bus {
        use pyo3::prelude::*;

        #[cfg(Py_3_12)]
        #[pymodule_export]
        const SPEED: i64 = 400;

        /// A bus. Buses are compared on new versions.
        #[cfg(Py_3_12)]
        #[pyclass(eq, hash, frozen)]
        #[derive(PartialEq, Eq, Hash)]
        struct Line {}
        /// A bus.
        #[cfg(not(Py_3_12))]
        #[pyclass]
        struct Line {}

        #[pymethods]
        impl Line {
            #[new]
            fn new() -> Self {
                Self {}
            }

            /// Only elsewhere.
            #[cfg(feature = "elsewhere")]
            fn reset(&self) -> i64 {
                1
            }

            /// Waits longer on new versions.
            #[cfg(Py_3_12)]
            #[staticmethod]
            fn wait(seconds: f64) -> f64 {
                seconds
            }
            #[cfg(not(Py_3_12))]
            #[staticmethod]
            fn wait(seconds: i64) -> i64 {
                seconds
            }
        }

        /// Only elsewhere.
        #[cfg(feature = "elsewhere")]
        #[pyclass]
        struct Master {}

        /// Scans in another way elsewhere.
        #[cfg(feature = "elsewhere")]
        #[pyfunction]
        fn scan(line: &Line, deep: bool) -> Vec<Master> {
            let _ = (line, deep);
            Vec::new()
        }
        #[cfg(not(feature = "elsewhere"))]
        #[pyfunction]
        fn scan(line: &Line) -> Vec<i64> {
            let _ = line;
            Vec::new()
        }

        /// New versions have a submodule in the submodule.
        #[cfg(Py_3_12)]
        #[pymodule]
        mod trace {
            use pyo3::prelude::*;

            /// Starts.
            #[pyfunction]
            fn start() -> i64 {
                1
            }
        }
    }

    /// Only elsewhere.
    #[cfg(feature = "elsewhere")]
    #[pymodule]
    mod registry {
        use pyo3::prelude::*;

        /// A key.
        #[pyclass]
        struct Key {}

        /// Finds a key.
        #[pyfunction]
        fn find(name: &str) -> Option<Key> {
            let _ = name;
            None
        }
    }
}
