//! The list of facts: where the extension's side and the generator's side meet.
//!
//! The registry hands out what the macros registered as [`Statement`]s; [`decode`] reads them, and the
//! generator is a pure function from [`Facts`] and a configuration to text. [`encode`] and [`decode`]
//! carry both across the process boundary.

mod items;
pub(crate) mod packed;
#[cfg(feature = "generate")]
mod read;
mod statement;
mod types;
pub mod wire;

pub use items::*;
pub use statement::Statement;
pub use types::*;
pub use wire::DecodeError;

#[cfg(feature = "generate")]
use wire::Reader;
use wire::Wire;

/// The version of the byte format. The exported symbol carries it in its name.
pub const FORMAT_VERSION: u32 = 3;

/// The name of the exported symbol that hands out the facts of this format version.
pub const FACTS_SYMBOL: &str = "pyo3_stub_gen_facts_v3";

/// The name of the exported symbol that tells the library's version in every format version.
pub const VERSION_SYMBOL: &str = "pyo3_stub_gen_version";

/// Stands before each statement in the byte format.
#[cfg(any(feature = "registry", feature = "generate"))]
pub(crate) const STATEMENT: bool = true;

/// Stands behind the last statement in the byte format.
pub(crate) const END_OF_STATEMENTS: bool = false;

/// The bytes of `facts`. A library hands out statements instead, and writes them as it finds them.
#[must_use]
pub fn encode(facts: &Facts) -> Vec<u8> {
    let mut out = Vec::new();
    facts.library_version.encode(&mut out);
    facts.facts.encode(&mut out);
    END_OF_STATEMENTS.encode(&mut out);
    out
}

/// Reads what [`encode`] wrote, or a library.
///
/// # Errors
///
/// [`DecodeError`] when `bytes` are cut short or damaged.
#[cfg(feature = "generate")]
pub fn decode(bytes: &[u8]) -> Result<Facts, DecodeError> {
    let mut input = Reader::new(bytes);
    let library_version = String::decode(&mut input)?;
    let mut facts = Vec::<Fact>::decode(&mut input)?;
    let mut numbers = read::ClassNumbers::default();
    while bool::decode(&mut input)? == STATEMENT {
        facts.push(read::fact(Statement::decode(&mut input)?, &mut numbers)?);
    }
    if !input.is_at_end() {
        return Err(input.error("there is more after the end"));
    }
    Ok(Facts { library_version, facts })
}
