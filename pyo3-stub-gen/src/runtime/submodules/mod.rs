//! Submodules that `import` finds: those that exist already, and those that are made when they are first used.
//!
//! ```text
//! import m.geo / m.geo ─▶ finder (finder.rs) ─▶ registry (registry.rs) ─▶ loader (loader.rs) ─▶ sys.modules
//! ```
//!
//! Every function is `#[inline]`, so rustc compiles it only for an extension that uses it. Linkers remove other unused
//! functions, but keep their exception tables, which take 9 kB.

#![cfg_attr(
    not(feature = "pyo3"),
    allow(dead_code, reason = "only the tests of what needs no interpreter are compiled")
)]

#[cfg(feature = "pyo3")]
mod access;
#[cfg(feature = "pyo3")]
mod builder;
#[cfg(feature = "pyo3")]
mod declared;
#[cfg(feature = "pyo3")]
mod existing;
#[cfg(feature = "pyo3")]
mod finder;
#[cfg(feature = "pyo3")]
mod loader;
mod names;
#[cfg(feature = "pyo3")]
mod register;
mod registry;
#[cfg(feature = "pyo3")]
mod system;

#[cfg(feature = "pyo3")]
pub use builder::{InstalledSubmodules, Submodules};
#[cfg(feature = "pyo3")]
#[doc(hidden)]
pub use declared::InitResult as __InitResult;
#[cfg(feature = "pyo3")]
pub use register::register_submodules;
#[cfg(feature = "pyo3")]
pub use registry::SubmoduleState;
