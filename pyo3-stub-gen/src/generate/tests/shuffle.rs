//! The order of facts does not change the stub.

use super::build::*;
use crate::facts::*;
use crate::generate::{Config, render};
use proptest::prelude::*;

const NAMES: &[&str] =
    &["int", "list", "Foo", "Any", "property", "typing", "sub", "builtins", "Sequence", "x", "lambda"];
const MODULES: &[&str] = &["", "m.sub", "m.sub.nested", ".int", "m.a.b.c", "else.where"];

fn type_expr() -> impl Strategy<Value = TypeExpr> {
    prop_oneof![
        Just(int()),
        Just(TypeExpr::Any),
        Just(sequence(str_())),
        prop::sample::select(NAMES).prop_map(|name| local(None, name)),
        prop::sample::select(NAMES).prop_map(|name| text(name, &[])),
        Just(TypeExpr::Unknown(UnknownExpr { rust: "Odd".into(), feature: None })),
    ]
}

fn fact() -> impl Strategy<Value = Fact> {
    let name = || prop::sample::select(NAMES);
    let module = || prop::sample::select(MODULES);
    prop_oneof![
        (name(), module(), type_expr(), 1u32..50).prop_map(|(name, module, returns, line)| Fact::Function(
            FunctionFact {
                position: at(line),
                ..function(module, name, vec![parameter("a", returns.clone())], returns)
            }
        )),
        (name(), module(), 0u32..1000, 1u32..50).prop_map(|(name, module, id, line)| Fact::Class(
            ClassFact { position: at(line), ..class(id, module, name) }
        )),
        (name(), module(), type_expr()).prop_map(|(name, module, of)| variable(module, name, of, None)),
        (name(), module(), type_expr()).prop_map(|(name, module, of)| alias(module, name, of)),
        (0u32..1000, prop::collection::vec(name(), 0..4)).prop_map(|(id, names)| Fact::Methods(methods(
            id,
            names.into_iter().map(|name| method(Receiver::Instance, name, vec![], int())).collect()
        ))),
        module().prop_map(|module| module_doc(module, "A doc.")),
    ]
}

fn shown(facts: Vec<Fact>) -> Result<String, String> {
    match render(&facts_of(facts), "m", &Config::default()) {
        Ok(stub) => Ok(format!("{}{:?}", stub.text, stub.warnings)),
        Err(problems) => Err(format!("{problems:?}")),
    }
}

fn facts_of(of: Vec<Fact>) -> Facts {
    facts(of)
}

/// Gives every class a number that depends on its place in the list, as a registry does.
fn renumbered(facts: &[Fact]) -> Vec<Fact> {
    let mut order: Vec<u32> = Vec::new();
    for fact in facts {
        let id = match fact {
            Fact::Class(class) => class.id,
            Fact::Methods(methods) => methods.class,
            _ => continue,
        };
        if !order.contains(&id) {
            order.push(id);
        }
    }
    let number = |id: u32| order.iter().position(|&found| found == id).map_or(id, |index| index as u32);
    facts
        .iter()
        .map(|fact| match fact.clone() {
            Fact::Class(class) => Fact::Class(ClassFact { id: number(class.id), ..class }),
            Fact::Methods(block) => Fact::Methods(MethodsFact { class: number(block.class), ..block }),
            other => other,
        })
        .collect()
}

/// Facts with one name once in each module, so that most lists make a stub.
fn distinct(facts: Vec<Fact>) -> Vec<Fact> {
    let mut seen = std::collections::HashSet::new();
    let mut classes = std::collections::HashSet::new();
    let kept: Vec<Fact> = facts
        .into_iter()
        .filter(|fact| match fact {
            Fact::Function(fact) => seen.insert((fact.module.clone(), fact.name.clone())),
            Fact::Class(fact) => {
                seen.insert((fact.module.clone(), fact.name.clone())) && classes.insert(fact.id)
            }
            Fact::Variable(fact) => seen.insert((fact.module.clone(), fact.name.clone())),
            Fact::TypeAlias(fact) => seen.insert((fact.module.clone(), fact.name.clone())),
            _ => true,
        })
        .collect();
    kept.into_iter()
        .filter(|fact| !matches!(fact, Fact::Methods(block) if !classes.contains(&block.class)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shuffled_facts_give_the_same_bytes(
        (facts, shuffled) in prop::collection::vec(fact(), 1..25)
            .prop_map(distinct)
            .prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle()))
    ) {
        prop_assert_eq!(shown(renumbered(&facts)), shown(renumbered(&shuffled)));
    }
}
