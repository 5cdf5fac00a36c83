//! What the interpreter shows of a class, apart from its members.

use std::collections::BTreeSet;

/// What Python shows of a class.
#[derive(Debug, Clone, Default)]
pub struct ClassTraits {
    /// The operators of which Python shows only the half for one operand, by the name of that half.
    pub halves: BTreeSet<&'static str>,
    /// Whether its instances are laid out in another way than those of its base (PEP 800), if Python decides.
    pub has_own_layout: Option<bool>,
}
