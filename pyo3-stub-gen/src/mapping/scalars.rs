//! Numbers, text, bytes, paths, times and addresses.

use super::macros::map;
use crate::facts::read_as;
use crate::{PyStubType, TypeInfo};
use std::ffi::{CStr, CString, OsStr, OsString};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16,
    NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize,
};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

fn name(module: &str, name: &str) -> TypeInfo {
    TypeInfo::known(module, name)
}

fn int() -> TypeInfo {
    name("builtins", "int")
}

fn float() -> TypeInfo {
    name("builtins", "float")
}

/// The module of the number protocols. NumPy's arrays have the methods of Python's own protocols, but are not numbers.
const NUMBERS: &str = if cfg!(feature = "numpy") { read_as::MODULE } else { "typing" };

/// NumPy's boolean is read as well as Python's.
fn bool_input() -> TypeInfo {
    if cfg!(feature = "numpy") {
        name("builtins", "bool") | name("numpy", "bool_")
    } else {
        name("builtins", "bool")
    }
}

/// Integers are read through `__index__`.
fn integer_input() -> TypeInfo {
    name(NUMBERS, read_as::INDEX)
}

/// Floats are read through `__float__`, and through `__index__` if that is missing.
fn float_input() -> TypeInfo {
    name(NUMBERS, read_as::FLOAT) | integer_input()
}

fn str() -> TypeInfo {
    name("builtins", "str")
}

fn path() -> TypeInfo {
    name("pathlib", "Path")
}

fn path_input() -> TypeInfo {
    str() | TypeInfo::generic("os", "PathLike", [str()])
}

fn address(version: &str) -> TypeInfo {
    name("ipaddress", version)
}

macro_rules! integers {
    ($($type:ty)*) => { map! { $( $type => int(), from integer_input(); )* } };
}

integers! {
    i8 i16 i32 i64 i128 isize u16 u32 u64 u128 usize
    NonZeroI8 NonZeroI16 NonZeroI32 NonZeroI64 NonZeroI128 NonZeroIsize
    NonZeroU8 NonZeroU16 NonZeroU32 NonZeroU64 NonZeroU128 NonZeroUsize
}

map! {
    bool => name("builtins", "bool"), from bool_input();
    f32 => float(), from float_input();
    f64 => float(), from float_input();
    char => str();
    str => str();
    String => str();
    CStr => str();
    CString => str();
    OsStr => str();
    OsString => str();
    Path => path(), from path_input();
    PathBuf => path(), from path_input();
    Duration => name("datetime", "timedelta");
    SystemTime => name("datetime", "datetime");
    // The text of an address is read as well as an address object.
    Ipv4Addr => address("IPv4Address"), from address("IPv4Address") | str();
    Ipv6Addr => address("IPv6Address"), from address("IPv6Address") | str();
    IpAddr => address("IPv4Address") | address("IPv6Address"),
        from address("IPv4Address") | address("IPv6Address") | str();
}

/// A number alone, and `bytes` in a sequence.
impl PyStubType for u8 {
    fn type_output() -> TypeInfo {
        int()
    }

    fn type_input() -> TypeInfo {
        integer_input()
    }

    fn sequence_output() -> TypeInfo {
        name("builtins", "bytes")
    }

    fn slice_input() -> TypeInfo {
        name("builtins", "bytes")
    }
}

/// An empty tuple, except as the result of a function: PyO3 makes `None` of that, and the generator knows where.
impl PyStubType for () {
    const IS_UNIT: bool = true;

    fn type_output() -> TypeInfo {
        TypeInfo::generic("builtins", "tuple", [])
    }
}
