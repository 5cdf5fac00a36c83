//! PyO3's own types: smart pointers, Python's built-in types, exceptions.
//!
//! This file contains only types that exist in every configuration of PyO3. The generator knows the others by their
//! names.

use super::macros::{map, reference, transparent};
use crate::facts::{TypeExpr, read_as};
use crate::{PyStubType, TypeInfo};
use pyo3::pyclass::boolean_struct::False;
use pyo3::types;
use pyo3::{
    Borrowed, Bound, Py, PyClass, PyClassGuard, PyClassGuardMut, PyClassInitializer, PyRef, PyRefMut,
};

reference! {
    [T: PyStubType] Py<T>;
    [T: PyStubType] Bound<'_, T>;
    [T: PyStubType] Borrowed<'_, '_, T>;
    [T: PyStubType + PyClass] PyRef<'_, T>;
    [T: PyStubType + PyClass<Frozen = False>] PyRefMut<'_, T>;
    [T: PyStubType + PyClass] PyClassGuard<'_, T>;
    [T: PyStubType + PyClass<Frozen = False>] PyClassGuardMut<'_, T>;
}

transparent! {
    [T: PyStubType + PyClass] PyClassInitializer<T>;
}

fn named(module: &str, name: &str) -> TypeInfo {
    TypeInfo::known(module, name)
}

/// A generic type with `Any` for each of its type parameters.
fn of_any(module: &str, name: &str, parameters: usize) -> TypeInfo {
    TypeInfo::generic(module, name, std::iter::repeat_n(TypeInfo::any(), parameters))
}

fn any_tuple() -> TypeInfo {
    TypeInfo::generic("builtins", "tuple", [TypeInfo::any(), TypeExpr::Ellipsis.into()])
}

fn weakref() -> TypeInfo {
    of_any("weakref", "ref", 1) | proxy()
}

fn proxy() -> TypeInfo {
    of_any("weakref", "ProxyType", 1) | of_any("weakref", "CallableProxyType", 1)
}

map! {
    types::PyAny => TypeInfo::any();
    types::PyBool => TypeInfo::builtin("bool");
    types::PyInt => TypeInfo::builtin("int");
    types::PyFloat => TypeInfo::builtin("float"), from named(read_as::MODULE, read_as::EXACT_FLOAT);
    types::PyComplex => TypeInfo::builtin("complex"), from named(read_as::MODULE, read_as::EXACT_COMPLEX);
    types::PyString => TypeInfo::builtin("str");
    types::PyBytes => TypeInfo::builtin("bytes");
    types::PyByteArray => TypeInfo::builtin("bytearray");
    types::PyMemoryView => TypeInfo::builtin("memoryview");
    types::PyList => of_any("builtins", "list", 1);
    types::PyTuple => any_tuple();
    types::PyDict => of_any("builtins", "dict", 2);
    types::PySet => of_any("builtins", "set", 1);
    types::PyFrozenSet => of_any("builtins", "frozenset", 1);
    types::PyMapping => of_any("collections.abc", "Mapping", 2);
    types::PyMappingProxy => of_any("types", "MappingProxyType", 2);
    types::PySequence => of_any("collections.abc", "Sequence", 1);
    types::PyIterator => of_any("collections.abc", "Iterator", 1);
    types::PySlice => of_any("builtins", "slice", 3);
    types::PyRange => TypeInfo::builtin("range");
    types::PyType => of_any("builtins", "type", 1);
    types::PyNone => TypeInfo::none();
    types::PyEllipsis => named("types", "EllipsisType");
    types::PyNotImplemented => named("types", "NotImplementedType");
    types::PyModule => named("types", "ModuleType");
    types::PyCFunction => named("types", "BuiltinFunctionType");
    types::PyTraceback => named("types", "TracebackType");
    types::PyCapsule => named("types", "CapsuleType");
    types::PyWeakref => weakref();
    types::PyWeakrefReference => of_any("weakref", "ref", 1);
    types::PyWeakrefProxy => proxy();
    types::PyDate => named("datetime", "date");
    types::PyTime => named("datetime", "time");
    types::PyDateTime => named("datetime", "datetime");
    types::PyDelta => named("datetime", "timedelta");
    types::PyTzInfo => named("datetime", "tzinfo");
    pyo3::PyErr => TypeInfo::builtin("BaseException");
    pyo3::pybacked::PyBackedStr => TypeInfo::builtin("str");
    pyo3::pybacked::PyBackedBytes => TypeInfo::builtin("bytes"),
        from TypeInfo::builtin("bytes") | TypeInfo::builtin("bytearray");
    pyo3::basic::CompareOp => TypeInfo::builtin("int");
}

/// `PyValueError` is `ValueError` of `builtins`.
macro_rules! builtin_exceptions {
    ($($rust:ident $python:literal)*) => {
        map! { $( pyo3::exceptions::$rust => TypeInfo::builtin($python); )* }
    };
}

builtin_exceptions! {
    PyArithmeticError "ArithmeticError"
    PyAssertionError "AssertionError"
    PyAttributeError "AttributeError"
    PyBaseException "BaseException"
    PyBlockingIOError "BlockingIOError"
    PyBrokenPipeError "BrokenPipeError"
    PyBufferError "BufferError"
    PyBytesWarning "BytesWarning"
    PyChildProcessError "ChildProcessError"
    PyConnectionAbortedError "ConnectionAbortedError"
    PyConnectionError "ConnectionError"
    PyConnectionRefusedError "ConnectionRefusedError"
    PyConnectionResetError "ConnectionResetError"
    PyDeprecationWarning "DeprecationWarning"
    PyEOFError "EOFError"
    PyException "Exception"
    PyFileExistsError "FileExistsError"
    PyFileNotFoundError "FileNotFoundError"
    PyFloatingPointError "FloatingPointError"
    PyFutureWarning "FutureWarning"
    PyGeneratorExit "GeneratorExit"
    PyImportError "ImportError"
    PyImportWarning "ImportWarning"
    PyIndexError "IndexError"
    PyInterruptedError "InterruptedError"
    PyIsADirectoryError "IsADirectoryError"
    PyKeyError "KeyError"
    PyKeyboardInterrupt "KeyboardInterrupt"
    PyLookupError "LookupError"
    PyMemoryError "MemoryError"
    PyModuleNotFoundError "ModuleNotFoundError"
    PyNameError "NameError"
    PyNotADirectoryError "NotADirectoryError"
    PyNotImplementedError "NotImplementedError"
    PyOSError "OSError"
    PyOverflowError "OverflowError"
    PyPendingDeprecationWarning "PendingDeprecationWarning"
    PyPermissionError "PermissionError"
    PyProcessLookupError "ProcessLookupError"
    PyRecursionError "RecursionError"
    PyReferenceError "ReferenceError"
    PyResourceWarning "ResourceWarning"
    PyRuntimeError "RuntimeError"
    PyRuntimeWarning "RuntimeWarning"
    PyStopAsyncIteration "StopAsyncIteration"
    PyStopIteration "StopIteration"
    PySyntaxError "SyntaxError"
    PySyntaxWarning "SyntaxWarning"
    PySystemError "SystemError"
    PySystemExit "SystemExit"
    PyTimeoutError "TimeoutError"
    PyTypeError "TypeError"
    PyUnboundLocalError "UnboundLocalError"
    PyUnicodeDecodeError "UnicodeDecodeError"
    PyUnicodeEncodeError "UnicodeEncodeError"
    PyUnicodeError "UnicodeError"
    PyUnicodeTranslateError "UnicodeTranslateError"
    PyUnicodeWarning "UnicodeWarning"
    PyUserWarning "UserWarning"
    PyValueError "ValueError"
    PyWarning "Warning"
    PyZeroDivisionError "ZeroDivisionError"
}

map! {
    pyo3::exceptions::asyncio::CancelledError => named("asyncio", "CancelledError");
    pyo3::exceptions::asyncio::InvalidStateError => named("asyncio", "InvalidStateError");
    pyo3::exceptions::asyncio::TimeoutError => named("asyncio", "TimeoutError");
    pyo3::exceptions::asyncio::IncompleteReadError => named("asyncio", "IncompleteReadError");
    pyo3::exceptions::asyncio::LimitOverrunError => named("asyncio", "LimitOverrunError");
    pyo3::exceptions::asyncio::QueueEmpty => named("asyncio", "QueueEmpty");
    pyo3::exceptions::asyncio::QueueFull => named("asyncio", "QueueFull");
    pyo3::exceptions::socket::herror => named("socket", "herror");
    pyo3::exceptions::socket::gaierror => named("socket", "gaierror");
    pyo3::exceptions::socket::timeout => named("socket", "timeout");
}
