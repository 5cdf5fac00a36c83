//! Submodules that `import` finds: those that exist already, and those that are made when they are first used.
//!
//! ```text
//! import m.geo / m.geo ─▶ finder (finder.rs) ─▶ registry (registry.rs) ─▶ loader (loader.rs) ─▶ sys.modules
//! ```
//!
//! Every function is `#[inline]`, so rustc compiles it only for an extension that uses it. Linkers remove other unused
//! functions, but keep their exception tables, which take 9 kB.

mod access;
mod builder;
mod existing;
mod finder;
mod loader;
mod names;
mod register;
mod registry;
mod system;

pub use builder::{InstalledSubmodules, Submodules};
pub use register::register_submodules;
pub use registry::SubmoduleState;
