//! The list of facts: where the extension's side and the generator's side meet.
//!
//! The registry turns what the macros registered into [`Facts`]; the generator is a pure function
//! from [`Facts`] and a configuration to text. [`encode`] and [`decode`] carry them across the
//! process boundary.

mod items;
mod types;
pub mod wire;

pub use items::*;
pub use types::*;
pub use wire::DecodeError;

use wire::{Reader, Wire};

/// The version of the byte format. The exported symbol carries it in its name.
pub const FORMAT_VERSION: u32 = 1;

/// The name of the exported symbol that hands out the facts of this format version.
pub const FACTS_SYMBOL: &str = "pyo3_stub_gen_facts_v1";

/// The name of the exported symbol that tells the library's version in every format version.
pub const VERSION_SYMBOL: &str = "pyo3_stub_gen_version";

/// The bytes of `facts`.
#[must_use]
pub fn encode(facts: &Facts) -> Vec<u8> {
    let mut out = Vec::new();
    facts.encode(&mut out);
    out
}

/// Reads what [`encode`] wrote.
///
/// # Errors
///
/// [`DecodeError`] when `bytes` are cut short or damaged.
pub fn decode(bytes: &[u8]) -> Result<Facts, DecodeError> {
    let mut input = Reader::new(bytes);
    let facts = Facts::decode(&mut input)?;
    if input.is_at_end() { Ok(facts) } else { Err(input.error("there is more after the end")) }
}
