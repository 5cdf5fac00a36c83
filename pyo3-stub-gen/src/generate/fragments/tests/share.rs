//! How much of an extension has types.

use super::*;
use crate::facts::{FunctionFact, MemberFact, TypeExpr};
use crate::generate::survey::incomplete;

/// Functions, methods and properties: those whose every type is known, and all.
#[derive(Debug, PartialEq, Eq, Default)]
struct Share {
    functions: (usize, usize),
    methods: (usize, usize),
    properties: (usize, usize),
}

fn is_typed(function: &FunctionFact) -> bool {
    function.returns != incomplete()
        && function.parameters.iter().all(|parameter| is_known(&parameter.r#type))
}

fn is_known(r#type: &TypeExpr) -> bool {
    *r#type != incomplete()
}

fn count(share: &mut (usize, usize), is_typed: bool) {
    share.0 += usize::from(is_typed);
    share.1 += 1;
}

fn share(fragments: &str, shown: &str, module: &str) -> (Share, String) {
    let (fragments, survey) = (super::fragments(fragments), survey(shown));
    let mut joined = join(&fragments, &survey, module);
    joined.reveal_hidden(&survey);
    joined.problems.iter().for_each(|problem| println!("{problem}"));
    let mut share = Share::default();
    let found = described(&survey, module, Some(&joined));
    for fact in found.facts.iter().chain(&found.hidden) {
        match fact {
            Fact::Function(function) => count(&mut share.functions, is_typed(function)),
            Fact::Methods(block) => {
                block.methods.iter().for_each(|method| count(&mut share.methods, is_typed(method)));
                let getters = block.getters.iter();
                getters.for_each(|MemberFact { r#type, .. }| count(&mut share.properties, is_known(r#type)));
            }
            _ => {}
        }
    }
    (share, stub(found, module))
}

fn of(recorded: Recorded) -> Share {
    share(recorded.fragments, recorded.survey, recorded.module).0
}

#[test]
fn nearly_everything_has_types() {
    assert_eq!(of(BARE), Share { functions: (6, 6), methods: (16, 16), properties: (2, 2) });
    assert_eq!(of(BARE_INLINE), Share { functions: (3, 3), methods: (1, 1), properties: (1, 1) });
}

/// Shows the share and the stub of a library of one's own, which is recorded as those in `recorded/` are.
///
/// ```console
/// $ STUB_GEN_RECORDED=dir/name STUB_GEN_MODULE=name cargo test … share::of_ones_own -- --ignored --nocapture
/// ```
#[test]
#[ignore = "needs a recorded library"]
fn of_ones_own() {
    let name = std::env::var("STUB_GEN_RECORDED").expect("where it is recorded");
    let module = std::env::var("STUB_GEN_MODULE").expect("the name of its module");
    let read = |ending| std::fs::read_to_string(format!("{name}.{ending}")).expect("a recording");
    let (share, stub) = share(&read("jsonl"), &read("survey.json"), &module);
    println!("{stub}\n{share:?}");
}
