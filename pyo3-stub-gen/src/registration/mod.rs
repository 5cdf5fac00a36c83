//! The extension's side: what macro expansions register, and the exported C symbols that hand it out as bytes.
//!
//! It must not know how a stub looks, nor read the texts that the macros wrote. Everything here is linked into the
//! user's library.

pub mod private;
pub(crate) mod probe;

#[cfg(feature = "registry")]
pub(crate) mod bytes;
#[cfg(feature = "registry")]
pub(crate) mod class;
#[cfg(feature = "registry")]
pub mod conversion;
#[cfg(feature = "registry")]
mod derived;
#[cfg(not(feature = "registry"))]
mod discard;
#[cfg(feature = "registry")]
mod entry;
#[cfg(feature = "registry")]
mod macros;
#[cfg(feature = "registry")]
mod option_default;
#[cfg(feature = "registry")]
mod panics;
#[cfg(feature = "registry")]
mod record;
#[cfg(feature = "registry")]
mod shown;
#[cfg(feature = "registry")]
mod signature;
#[cfg(feature = "registry")]
mod statements;
#[cfg(feature = "registry")]
mod symbol;
