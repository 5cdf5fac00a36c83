//! Facts, which the extension's side and the generator's side share.
//!
//! The registry writes the registered items as [`Statement`]s, and [`decode`] reads them. The generator is a pure
//! function from [`Facts`] and a configuration to text. [`encode`] and [`decode`] carry both across the process
//! boundary.

mod items;
mod options;
pub(crate) mod packed;
#[cfg(feature = "generate")]
mod read;
pub(crate) mod read_as;
mod statement;
mod types;
pub(crate) mod union;
pub mod wire;

pub use crate::grammar::{ClassOption, ParameterKind, Receiver, StubOption, VariantShape, WarningKind};
pub use items::*;
pub use options::{ClassOptions, StubOptionFact, StubOptions, TypeIgnore};
pub use statement::Statement;
pub use types::*;
pub use wire::DecodeError;

#[cfg(feature = "generate")]
use crate::parallel;
#[cfg(feature = "generate")]
use std::ops::Range;
#[cfg(feature = "generate")]
use wire::Reader;
use wire::Wire;

/// The version of the byte format, which is part of the name of the exported symbol.
pub const FORMAT_VERSION: u32 = 4;

/// The name of the exported symbol that returns the facts in this version of the format.
pub const FACTS_SYMBOL: &str = "pyo3_stub_gen_facts_v4";

/// The name of the exported symbol that returns the library's version in every version of the format.
pub const VERSION_SYMBOL: &str = "pyo3_stub_gen_version";

/// Precedes each statement in the byte format.
#[cfg(any(feature = "registry", feature = "generate"))]
pub(crate) const STATEMENT: bool = true;

/// Follows the last statement in the byte format.
pub(crate) const END_OF_STATEMENTS: bool = false;

/// Returns the bytes of `facts`. A library returns statements instead, which it writes while it finds them.
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
    let (mut starts, mut numbers) = (Vec::new(), read::ClassNumbers::default());
    while bool::decode(&mut input)? == STATEMENT {
        starts.push(input.offset());
        numbers.add(Statement::skip_to_class(&mut input)?);
    }
    if !input.is_at_end() {
        return Err(input.error("unexpected data after the end"));
    }
    // Finding the start of each statement is fast, but reading statements is slow.
    for run in parallel::in_ranges(starts.len(), |range| read_from(bytes, &starts, range, &numbers)) {
        parallel::append(&mut facts, run?);
    }
    Ok(Facts { library_version, facts })
}

/// The facts of the statements in `range`, whose `starts` in `bytes` are known.
#[cfg(feature = "generate")]
fn read_from(
    bytes: &[u8],
    starts: &[usize],
    range: Range<usize>,
    numbers: &read::ClassNumbers,
) -> Result<Vec<Fact>, DecodeError> {
    // The other runs are appended to the first one.
    let room = if range.start == 0 { starts.len() } else { range.len() };
    let mut facts = Vec::with_capacity(room);
    for start in &starts[range] {
        let statement = Statement::decode(&mut Reader::starting_at(bytes, *start))?;
        facts.push(read::fact(statement, numbers)?);
    }
    Ok(facts)
}
