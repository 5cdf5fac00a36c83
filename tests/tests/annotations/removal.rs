//! Removes annotations, as a user who has not written them.

use pyo3_stub_gen::facts::{Fact, Facts, MethodsFact, SnippetKind};
use pyo3_stub_gen::text::dotted;
use std::collections::BTreeSet;
use stub_tests::random::Random;

/// Removes one in `times` annotations from the `facts` of the extension `module`. Of those that are left, some lose the module
/// that they state.
///
/// A class that states a package of its own stays. Types would still refer to it there, and only the annotation gives it the
/// name that they refer to.
pub fn remove(facts: &mut Facts, module: &str, times: usize, random: &mut Random) {
    // The facts of an extension have no order of their own.
    facts.facts.sort();
    let classes: BTreeSet<u32> =
        facts.facts.iter().filter_map(|fact| class(fact, module)).filter(|_| random.once_in(times)).collect();
    facts.facts.retain_mut(|fact| match fact {
        Fact::Class(class) => !classes.contains(&class.id),
        // An annotated block of methods needs an annotated class.
        Fact::Methods(block) => {
            !classes.contains(&block.class) && !random.once_in(times) && {
                thin(block, times, random);
                true
            }
        }
        Fact::Snippet(snippet) => match snippet.kind {
            SnippetKind::Methods(class)
            | SnippetKind::Method(class)
            | SnippetKind::MethodOverloads(class) => !classes.contains(&class) && !random.once_in(times),
            SnippetKind::Functions | SnippetKind::Overloads(_) | SnippetKind::TypeAlias => {
                !random.once_in(times)
            }
        },
        Fact::Function(function) => {
            if random.once_in(4) {
                function.module = None;
            }
            !random.once_in(times)
        }
        Fact::Variable(_) | Fact::TypeAlias(_) | Fact::ModuleDoc(_) => !random.once_in(times),
        // These belong to the crate, and not to an item.
        Fact::Reexport(_)
        | Fact::ExportVerbatim(_)
        | Fact::ExcludeFromAll(_)
        | Fact::Skipped(_)
        | Fact::Warning(_) => times > 1,
    });
}

fn class(fact: &Fact, extension: &str) -> Option<u32> {
    let is_own = |module: &str| module.starts_with('.') || dotted::is_at_or_below(module, extension);
    match fact {
        Fact::Class(class) if class.module.as_deref().is_none_or(is_own) => Some(class.id),
        _ => None,
    }
}

/// Removes some members, as if they were in another block, which has no annotation.
fn thin(block: &mut MethodsFact, times: usize, random: &mut Random) {
    // A public member that `skip` leaves out has a record that describes it. Where that is removed, stubtest would rightly
    // miss the member.
    block.skipped.retain(|name| name.starts_with('_'));
    block.methods.retain(|_| !random.once_in(times));
    block.constants.retain(|_| !random.once_in(times));
    let properties: BTreeSet<String> = block.getters.iter().map(|getter| getter.name.clone()).collect();
    let lost: BTreeSet<String> = properties.into_iter().filter(|_| random.once_in(times)).collect();
    block.getters.retain(|member| !lost.contains(&member.name));
    block.setters.retain(|member| !lost.contains(&member.name));
    block.deleters.retain(|name| !lost.contains(name));
}
