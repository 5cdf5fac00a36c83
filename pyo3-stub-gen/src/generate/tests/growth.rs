//! The cost of large and deep extensions. Each step takes linear time in the number of items and submodules, and
//! quadratic time in depth.

use super::build::*;
use crate::facts::*;
use crate::generate::expand::{StubSource, expand};
use crate::generate::{Config, FileForm, SubmoduleStyle, render};
use std::time::{Duration, Instant};

/// The ratio of the sizes of the two extensions.
const FACTOR: usize = 4;

/// The number of measurements. The minimum counts, because other processes only add time.
const TIMES: usize = 3;

/// Shorter times cannot be measured precisely. Some systems count in steps of four milliseconds.
const LEAST: Duration = Duration::from_millis(8);

/// How the cost may grow with the size.
#[derive(Clone, Copy)]
enum Growth {
    Linear,
    Quadratic,
}

impl Growth {
    /// The maximum ratio of the costs of both extensions, which is twice the expected ratio. The next power would be
    /// `FACTOR` times the expected ratio.
    fn most(self) -> f64 {
        let factor = FACTOR as f64;
        2.0 * match self {
            Self::Linear => factor,
            Self::Quadratic => factor * factor,
        }
    }
}

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

/// The CPU time of this thread, which other processes affect less than wall-clock time.
fn computed() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|text| text.parse().ok());
    nanoseconds.map_or_else(|| Instant::now().elapsed(), Duration::from_nanos)
}

/// Renders facts, checks the stub, and reads it as a proof does. Returns the time of each step.
fn cost(facts: &Facts) -> [Duration; 3] {
    let begin = computed();
    let stub = render(facts, "m", &Config::default()).expect("a stub");
    let rendered = computed();
    assert_eq!(stub.check().map_err(|error| error.to_string()), Ok(()));
    let checked = computed();
    let expanded = expand(&[StubSource { module: "m", form: FileForm::Module, text: &stub.text }]);
    assert!(expanded.is_ok());
    [rendered - begin, checked - rendered, computed() - checked]
}

/// Checks how the cost of each step grows from an extension of the size `small` to a larger one.
fn grows(growth: Growth, what: &str, small: usize, of_size: impl Fn(usize) -> Vec<Fact>) -> Vec<String> {
    let mut failures = Vec::new();
    let least = |size: usize| {
        let all = facts(of_size(size));
        let costs = (0..TIMES).map(|_| cost(&all));
        costs.reduce(|a, b| std::array::from_fn(|step| a[step].min(b[step]))).expect("a measurement")
    };
    let (small, large) = (least(small), least(small * FACTOR));
    for (step, (small, large)) in ["render", "check", "expand"].into_iter().zip(small.into_iter().zip(large))
    {
        let ratio = large.as_secs_f64() / small.max(LEAST).as_secs_f64();
        println!("{step} {what}: {small:?}, {large:?}, {ratio:.1}");
        if ratio >= growth.most() {
            failures.push(format!("{step} {what} takes {small:?}, and {large:?} for {FACTOR} times as many"));
        }
    }
    failures
}

#[test]
fn submodules_may_be_many_and_deep() {
    let mut failures = Vec::new();
    failures.extend(grows(Growth::Linear, "submodules beside each other", 500, |count| {
        called(".s", count, |name| function_in(name, "f"))
    }));
    failures.extend(grows(Growth::Linear, "submodules with classes that use each other", 200, |count| {
        let classes = (0..count).map(|index| Fact::Class(class(index as u32, &format!(".s{index}"), "C")));
        let uses = (0..count).map(|index| {
            let other = local(Some(&format!(".s{}", (index * 7 + 1) % count)), "C");
            Fact::Function(function(&format!(".s{index}"), "f", vec![parameter("x", other)], int()))
        });
        classes.chain(uses).collect()
    }));
    failures.extend(grows(Growth::Quadratic, "a chain of submodules", 100, |depth| {
        (1..=depth).map(|depth| function_in(&".s".repeat(depth), "f")).collect()
    }));
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn items_and_members_may_be_many() {
    let mut failures = Vec::new();
    failures.extend(grows(Growth::Linear, "functions", 2000, |count| {
        called("f", count, |name| function_in("", name))
    }));
    failures.extend(grows(Growth::Linear, "functions of a submodule", 2000, |count| {
        called("f", count, |name| function_in(".s", name))
    }));
    failures.extend(grows(Growth::Linear, "parameters", 1000, |count| {
        let parameters = (0..count).map(|index| parameter(&format!("p{index}"), int())).collect();
        vec![Fact::Function(function("", "f", parameters, int()))]
    }));
    failures.extend(grows(Growth::Linear, "getters", 1000, |count| {
        let getters = (0..count).map(|index| member(&format!("g{index}"), int())).collect();
        vec![Fact::Class(ClassFact { getters, ..class(1, "", "C") })]
    }));
    failures.extend(grows(Growth::Linear, "methods", 1000, |count| {
        let method = |index| method(Receiver::Instance, &format!("m{index}"), vec![], int());
        let all = methods(1, (0..count).map(method).collect());
        vec![Fact::Class(class(1, "", "C")), Fact::Methods(all)]
    }));
    failures.extend(grows(Growth::Linear, "blocks of methods", 1000, |count| {
        let block = |index| {
            Fact::Methods(methods(1, vec![method(Receiver::Instance, &format!("m{index}"), vec![], int())]))
        };
        std::iter::once(Fact::Class(class(1, "", "C"))).chain((0..count).map(block)).collect()
    }));
    failures.extend(grows(Growth::Linear, "variants", 1000, |count| {
        let variants =
            (0..count).map(|index| SimpleVariantFact { name: format!("V{index}"), doc: String::new() });
        let kind = ClassKind::SimpleEnum(variants.collect());
        vec![Fact::Class(ClassFact { kind, ..class(1, "", "E") })]
    }));
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn classes_and_types_may_be_many_and_deep() {
    let mut failures = Vec::new();
    let class_at = |index: usize| class(index as u32, "", &format!("C{index}"));
    failures.extend(grows(Growth::Quadratic, "a chain of bases", 100, |depth| {
        let with_base = |index: usize| {
            let bases =
                index.checked_sub(1).map(|base| local(None, &format!("C{base}"))).into_iter().collect();
            let getters = vec![member("x", int())];
            Fact::Class(ClassFact { bases, getters, ..class_at(index) })
        };
        // The last class comes first, so no base is defined yet.
        (0..depth).rev().map(with_base).collect()
    }));
    failures.extend(grows(Growth::Linear, "subclasses of one class", 500, |count| {
        let bases = vec![local(None, "C0")];
        let others = (1..count).map(|index| ClassFact { bases: bases.clone(), ..class_at(index) });
        std::iter::once(class_at(0)).chain(others).map(Fact::Class).collect()
    }));
    failures.extend(grows(Growth::Linear, "members of unions", 40, |count| {
        let members: Vec<_> = (0..count).map(|index| local(None, &format!("C{index}"))).collect();
        let classes = (0..count).map(|index| Fact::Class(class_at(index)));
        let union = |index| variable("", &format!("x{index}"), TypeExpr::Union(members.clone()), None);
        classes.chain((0..40).map(union)).collect()
    }));
    failures.extend(grows(Growth::Linear, "members of unions as text", 40, |count| {
        let names: Vec<_> = (0..count).map(|index| format!("list[C{index}]")).collect();
        let classes = (0..count).map(|index| Fact::Class(class_at(index)));
        let union = |index| variable("", &format!("x{index}"), text(&names.join(" | "), &[]), None);
        classes.chain((0..40).map(union)).collect()
    }));
    failures.extend(grows(Growth::Linear, "members of a literal", 1000, |count| {
        let names: Vec<_> = (0..count).map(|index| format!("{index}")).collect();
        let literal = text(&format!("typing.Literal[{}]", names.join(", ")), &["typing"]);
        vec![variable("", "x", literal, None)]
    }));
    failures.extend(grows(Growth::Quadratic, "a deep type", 18, |depth| {
        let deep = (0..depth).fold(int(), |inner, _| sequence(inner));
        (0..50).map(|index| variable("", &format!("x{index}"), deep.clone(), None)).collect()
    }));
    failures.extend(grows(Growth::Linear, "imports", 500, |count| {
        let named = |index| TypeExpr::named(&format!("a.b{index}"), "C");
        (0..count).map(|index| variable(".s", &format!("x{index}"), named(index), None)).collect()
    }));
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn names_may_go_through_many_modules() {
    let mut failures = Vec::new();
    failures.extend(grows(Growth::Linear, "re-exports of one module", 500, |count| {
        let again =
            called("f", count, |name| reexport("m.a", "m.b", ReexportItems::Explicit(vec![name.to_owned()])));
        called("f", count, |name| function_in(".a", name)).into_iter().chain(again).collect()
    }));
    // Each name that `m.z` takes is a name that `m.a` takes. Facts are sorted by the target, so `m.a` comes first.
    failures.extend(grows(Growth::Linear, "re-exports of re-exported names", 500, |count| {
        let all = std::iter::once(reexport("m.z", "m.a", ReexportItems::Wildcard));
        let names =
            called("f", count, |name| reexport("m.y", "m.z", ReexportItems::Explicit(vec![name.to_owned()])));
        called("f", count, |name| function_in(".y", name)).into_iter().chain(all).chain(names).collect()
    }));
    // The last link comes first, so a name depends on all of them.
    failures.extend(grows(Growth::Quadratic, "re-exports of re-exports", 60, |depth| {
        let link = |index: usize| {
            reexport(&format!("m.s{}", index - 1), &format!("m.s{index}"), ReexportItems::Wildcard)
        };
        std::iter::once(function_in(".s0", "f")).chain((1..depth).rev().map(link)).collect()
    }));
    assert_eq!(failures, Vec::<String>::new());
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
