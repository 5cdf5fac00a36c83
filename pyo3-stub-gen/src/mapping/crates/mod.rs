//! The types of other crates that PyO3 converts, each behind the feature of PyO3's name for it.

#[cfg(feature = "bytes")]
mod bytes;
#[cfg(feature = "chrono")]
mod chrono;
mod containers;
#[cfg(feature = "jiff-02")]
mod jiff;
mod numbers;
#[cfg(feature = "numpy")]
mod numpy;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(feature = "chrono-tz")]
super::map! {
    // Its `key` is read.
    chrono_tz::Tz => crate::TypeInfo::with_module("ZoneInfo", "zoneinfo".into());
}
