//! Large and deep extensions: no step costs more than the square of a size. Each case would take minutes if one cost its cube.

use super::build::*;
use crate::facts::*;
use crate::generate::expand::{StubSource, expand};
use crate::generate::{Config, FileForm, SubmoduleStyle, render};
use std::time::{Duration, Instant};

/// The longest that a case may take, without optimisation and with other tests beside it.
const LIMIT: Duration = Duration::from_secs(60);

fn called(prefix: &str, count: usize, fact: impl Fn(&str) -> Fact) -> Vec<Fact> {
    (0..count).map(|index| fact(&format!("{prefix}{index}"))).collect()
}

fn function_in(module: &str, name: &str) -> Fact {
    Fact::Function(function(module, name, vec![], int()))
}

fn reexport(source: &str, target: &str, items: ReexportItems) -> Fact {
    let (source, target) = (source.to_owned(), target.to_owned());
    Fact::Reexport(ReexportFact { target, source, items, position: Some(at(1)) })
}

/// Renders `facts`, and reads the stub as a proof does.
fn takes_little(what: &str, facts: Facts) {
    let started = Instant::now();
    let stub = render(&facts, "m", &Config::default()).expect("a stub");
    let expanded = expand(&[StubSource { module: "m", form: FileForm::Module, text: &stub.text }]);
    assert!(expanded.is_ok(), "{what}");
    assert!(started.elapsed() < LIMIT, "{what} takes {:?}", started.elapsed());
}

#[test]
fn submodules_may_be_many_and_deep() {
    let depths = (1..=400).map(|depth| function_in(&".s".repeat(depth), "f"));
    takes_little("a chain of submodules", facts(depths));
    takes_little("submodules beside each other", facts(called(".s", 1000, |name| function_in(name, "f"))));
}

#[test]
fn items_and_members_may_be_many() {
    takes_little("functions", facts(called("f", 8000, |name| function_in("", name))));
    let parameters = (0..4000).map(|index| parameter(&format!("p{index}"), int())).collect();
    takes_little("parameters", facts([Fact::Function(function("", "f", parameters, int()))]));
    let getters = (0..4000).map(|index| member(&format!("g{index}"), int())).collect();
    takes_little("getters", facts([Fact::Class(ClassFact { getters, ..class(1, "", "C") })]));
    let variants = (0..4000).map(|index| SimpleVariantFact { name: format!("V{index}"), doc: String::new() });
    let kind = ClassKind::SimpleEnum(variants.collect());
    takes_little("variants", facts([Fact::Class(ClassFact { kind, ..class(1, "", "E") })]));
}

#[test]
fn names_may_go_through_many_modules() {
    let again =
        called("f", 800, |name| reexport("m.a", "m.b", ReexportItems::Explicit(vec![name.to_owned()])));
    let functions = called("f", 800, |name| function_in(".a", name));
    takes_little("re-exports of one module", facts(functions.into_iter().chain(again)));
    // The last link comes first, so a name depends on all of them.
    let links = (1..400)
        .rev()
        .map(|index| reexport(&format!("m.s{}", index - 1), &format!("m.s{index}"), ReexportItems::Wildcard));
    takes_little("re-exports of re-exports", facts([function_in(".s0", "f")].into_iter().chain(links)));
}

#[test]
fn a_submodule_that_is_too_deep_for_a_style_is_named() {
    let deep = |depth: usize| facts([function_in(&".s".repeat(depth), "f")]);
    let styles =
        [(SubmoduleStyle::Protocol, 400), (SubmoduleStyle::Class, 400), (SubmoduleStyle::Namespace, 90)];
    for (submodule_style, most) in styles {
        let config = Config { submodule_style, ..Config::default() };
        let stub = render(&deep(most), "m", &config).expect("a stub");
        assert_eq!(stub.check().map_err(|error| error.to_string()), Ok(()));
        for depth in [most + 1, 1000] {
            let problems = render(&deep(depth), "m", &config).expect_err("an error");
            let expected = format!("the submodule `m{}` is nested {depth} levels deep", ".s".repeat(depth));
            assert!(problems[0].message.starts_with(&expected), "{problems:?}");
        }
    }
}
