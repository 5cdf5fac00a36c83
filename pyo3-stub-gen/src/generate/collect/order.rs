//! The order of facts, which depends on their source positions and not on the order of registration.

use crate::facts::{Fact, Position};

/// The order of the source: file, line, column, and a number that distinguishes facts of one position.
type SourceOrder<'a> = (Option<&'a Position>, u32, &'a str);

/// Returns `facts`, sorted. Facts of one position are sorted by name and then by all their contents. The ids that join
/// classes and methods come last, because they depend on the order of registration.
pub(super) fn sorted(facts: &[Fact]) -> Vec<&Fact> {
    let mut sorted: Vec<&Fact> = facts.iter().collect();
    sorted.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.cmp(b)));
    sorted
}

fn key(fact: &Fact) -> SourceOrder<'_> {
    match fact {
        Fact::Function(fact) => (Some(&fact.position), fact.index, &fact.name),
        Fact::Class(fact) => (Some(&fact.position), 0, &fact.name),
        Fact::Methods(fact) => (Some(&fact.position), 0, &fact.rust_name),
        Fact::Variable(fact) => (fact.position.as_ref(), 0, &fact.name),
        Fact::TypeAlias(fact) => (fact.position.as_ref(), 0, &fact.name),
        Fact::ModuleDoc(fact) => (fact.position.as_ref(), 0, &fact.doc),
        Fact::Reexport(fact) => (fact.position.as_ref(), 0, &fact.target),
        Fact::ExportVerbatim(fact) | Fact::ExcludeFromAll(fact) => (fact.position.as_ref(), 0, &fact.name),
        Fact::Snippet(fact) => (Some(&fact.position), fact.index, ""),
        Fact::Warning(fact) => (Some(&fact.position), 0, &fact.name),
        Fact::Skipped(fact) => (Some(&fact.position), 0, &fact.name),
    }
}
