//! The table of the third-party crates that PyO3 converts, each behind the feature of PyO3's name for it.
//!
//! Each line provides the mappings, the hint that a feature would map a type, and the feature in `docs/types.md`. To
//! add a crate, add its line here, and its feature and dependency to `Cargo.toml`.

mod third_party;

pub use third_party::ThirdParty;

use super::macros::third_party;

#[allow(unused_imports, reason = "each is used where the feature of a crate is on")]
use {
    super::collections::map_input,
    crate::facts::read_as,
    crate::{PyStubType, TypeInfo},
    std::collections::HashSet,
};

third_party! {
    "bigdecimal" bigdecimal {
        // The text of NumPy's numbers is read too.
        [] bigdecimal::BigDecimal => decimal(), from decimal_input(or_of_numpy(TypeInfo::builtin("int"), "number"));
    }
    "bytes" bytes {
        [] bytes::Bytes => TypeInfo::builtin("bytes"),
            from TypeInfo::builtin("bytes") | TypeInfo::builtin("bytearray");
    }
    "chrono" chrono {
        [] chrono::Duration => datetime("timedelta");
        [] chrono::NaiveDate => datetime("date");
        [] chrono::NaiveTime => datetime("time");
        [] chrono::NaiveDateTime => datetime("datetime");
        // Any zone with a fixed offset is read.
        [] chrono::FixedOffset => datetime("timezone"), from datetime("tzinfo");
        // Whatever equals UTC is read.
        [] chrono::Utc => datetime("timezone"), from datetime("tzinfo");
        [Tz: chrono::TimeZone] chrono::DateTime<Tz> => datetime("datetime");
    }
    "chrono-tz" chrono_tz {
        // Its `key` is read.
        [] chrono_tz::Tz => python("zoneinfo", "ZoneInfo");
    }
    "either" either {
        [L: PyStubType, R: PyStubType] either::Either<L, R> => L::type_output() | R::type_output(),
            from L::type_input() | R::type_input();
    }
    "hashbrown" hashbrown {
        [K: PyStubType, V: PyStubType, S] hashbrown::HashMap<K, V, S> => TypeInfo::dict_of::<K, V>(),
            from map_input::<K, V>();
        [T: PyStubType, S] hashbrown::HashSet<T, S> => HashSet::<T>::type_output(),
            from HashSet::<T>::type_input();
    }
    "indexmap" indexmap {
        [K: PyStubType, V: PyStubType, S] indexmap::IndexMap<K, V, S> => TypeInfo::dict_of::<K, V>(),
            from map_input::<K, V>();
    }
    "jiff-02" jiff {
        [] jiff_02::SignedDuration => datetime("timedelta");
        // It is read only: PyO3 has no conversion into Python.
        [] jiff_02::Span => datetime("timedelta");
        [] jiff_02::Timestamp => datetime("datetime");
        [] jiff_02::Zoned => datetime("datetime");
        [] jiff_02::civil::Date => datetime("date");
        [] jiff_02::civil::Time => datetime("time");
        [] jiff_02::civil::DateTime => datetime("datetime");
        [] jiff_02::civil::ISOWeekDate => datetime("date");
        [] jiff_02::tz::TimeZone => datetime("tzinfo");
        // Any zone with a fixed offset is read.
        [] jiff_02::tz::Offset => datetime("timezone"), from datetime("tzinfo");
    }
    "num-bigint" num_bigint {
        [] num_bigint::BigInt => TypeInfo::builtin("int"), from i64::type_input();
        [] num_bigint::BigUint => TypeInfo::builtin("int"), from i64::type_input();
    }
    "num-complex" num_complex {
        // Read through `__complex__`, and as a float if that is missing.
        [T: PyStubType] num_complex::Complex<T> => TypeInfo::builtin("complex"),
            from TypeInfo::builtin("complex") | complex_input() | f64::type_input();
    }
    "num-rational" num_rational {
        // `numerator` and `denominator` are read, which integers have too.
        [T] num_rational::Ratio<T> => python("fractions", "Fraction"),
            from python("fractions", "Fraction") | or_of_numpy(TypeInfo::builtin("int"), "integer");
    }
    "numpy" numpy in numpy {}
    "ordered-float" ordered_float {
        [T: PyStubType + ordered_float::FloatCore] ordered_float::NotNan<T> => T::type_output(),
            from T::type_input();
        [T: PyStubType + ordered_float::FloatCore] ordered_float::OrderedFloat<T> => T::type_output(),
            from T::type_input();
    }
    "rust_decimal" rust_decimal {
        [] rust_decimal::Decimal => decimal(), from decimal_input(or_of_numpy(i64::type_input(), "floating"));
    }
    "smallvec" smallvec {
        [A: smallvec::Array<Item: PyStubType>] smallvec::SmallVec<A> => Vec::<A::Item>::type_output(),
            from Vec::<A::Item>::type_input();
    }
    "time" time {
        [] time::Duration => datetime("timedelta");
        [] time::Date => datetime("date");
        [] time::Time => datetime("time");
        [] time::PrimitiveDateTime => datetime("datetime");
        [] time::OffsetDateTime => datetime("datetime");
        [] time::UtcDateTime => datetime("datetime");
        // Any zone with a fixed offset is read.
        [] time::UtcOffset => datetime("timezone"), from datetime("tzinfo");
    }
    "uuid" uuid {
        [] uuid::Uuid => python("uuid", "UUID");
        [] uuid::NonNilUuid => python("uuid", "UUID");
    }
}

/// Returns the class `name` of the module `module`.
#[allow(dead_code, reason = "it is used where the feature of a crate is on")]
fn python(module: &str, name: &str) -> TypeInfo {
    TypeInfo::known(module, name)
}

/// Returns a class of the module `datetime`.
#[allow(dead_code, reason = "it is used where the feature of a crate is on")]
fn datetime(name: &str) -> TypeInfo {
    python("datetime", name)
}

/// Returns `number`, and NumPy's `kind` of numbers too where NumPy is known.
#[allow(dead_code, reason = "it is used where the feature of a crate is on")]
fn or_of_numpy(number: TypeInfo, kind: &str) -> TypeInfo {
    if cfg!(feature = "numpy") {
        number | TypeInfo::generic("numpy", kind, [TypeInfo::any()])
    } else {
        number
    }
}

/// Returns what has `__complex__`.
#[allow(dead_code, reason = "it is used where the feature of a crate is on")]
fn complex_input() -> TypeInfo {
    python(if cfg!(feature = "numpy") { read_as::MODULE } else { "typing" }, read_as::COMPLEX)
}

#[allow(dead_code, reason = "it is used where the feature of a crate is on")]
fn decimal() -> TypeInfo {
    python("decimal", "Decimal")
}

/// Returns what a decimal number is read from: the text of a number, and `str` of any other object but one that is read
/// as an `integer`.
#[allow(dead_code, reason = "it is used where the feature of a crate is on")]
fn decimal_input(integer: TypeInfo) -> TypeInfo {
    decimal() | integer | TypeInfo::builtin("float") | TypeInfo::builtin("str")
}
