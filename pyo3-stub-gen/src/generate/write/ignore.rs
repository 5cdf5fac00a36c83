//! Comments that silence findings, in the form that each type checker reads.
//!
//! mypy reads `type: ignore` only if it is the first comment of the line, and zuban does the same. pyright and pyrefly
//! then ignore all findings, and so does ty if no rule is named.

use crate::facts::TypeIgnore;
use crate::generate::model::Ignore;
use std::collections::BTreeMap;

/// The type checker that has a rule. The order is that of the comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Checker {
    Mypy,
    Pyright,
    Ty,
    Pyrefly,
    Zuban,
}

/// The prefix of a rule's name, with which its comment begins.
const CHECKERS: &[(&str, Checker)] = &[
    ("mypy", Checker::Mypy),
    ("pyright", Checker::Pyright),
    ("ty", Checker::Ty),
    ("pyrefly", Checker::Pyrefly),
    ("zuban", Checker::Zuban),
];

/// Rules of ty that a stub can break and that mypy does not have under this name.
const TY: &[&str] = &[
    "abstract-and-final-method",
    "abstract-method-in-final-class",
    "conflicting-metaclass",
    "cyclic-class-definition",
    "duplicate-base",
    "final-on-non-method",
    "final-without-value",
    "incompatible-attribute-override",
    "incompatible-method-override",
    "incompatible-mutable-override",
    "incompatible-property-override",
    "inconsistent-mro",
    "inconsistent-overload-decorator",
    "instance-layout-conflict",
    "invalid-argument-type",
    "invalid-assignment",
    "invalid-base",
    "invalid-declaration",
    "invalid-explicit-override",
    "invalid-generic-class",
    "invalid-legacy-positional-parameter",
    "invalid-legacy-type-variable",
    "invalid-metaclass",
    "invalid-parameter-default",
    "invalid-protocol",
    "invalid-type-arguments",
    "invalid-type-form",
    "invalid-type-guard-definition",
    "invalid-type-variable-bound",
    "invalid-type-variable-default",
    "missing-override-decorator",
    "missing-type-argument",
    "not-subscriptable",
    "override-of-final-method",
    "override-of-final-variable",
    "single-overload",
    "subclass-of-final-class",
    "too-many-positional-arguments",
    "unbound-type-variable",
    "unresolved-reference",
    "unsupported-base",
];

/// Rules of pyrefly that a stub can break and that mypy does not have under this name.
const PYREFLY: &[&str] = &[
    "bad-argument-count",
    "bad-argument-type",
    "bad-assignment",
    "bad-class-definition",
    "bad-function-definition",
    "bad-override",
    "bad-override-mutable-attribute",
    "bad-override-param-name",
    "bad-param-name-override",
    "bad-specialization",
    "implicit-any",
    "implicit-any-attribute",
    "implicit-any-parameter",
    "implicit-any-type-argument",
    "inconsistent-inheritance",
    "inconsistent-overload",
    "inconsistent-overload-default",
    "invalid-annotation",
    "invalid-decorator",
    "invalid-inheritance",
    "invalid-self-type",
    "invalid-type-alias",
    "missing-attribute",
    "missing-import",
    "missing-module-attribute",
    "missing-override-decorator",
    "not-a-type",
    "unannotated-attribute",
    "unannotated-parameter",
    "unannotated-return",
    "unknown-name",
    "variance-mismatch",
];

/// Returns the comment that silences `ignore`, with the space before it. It is empty if there is nothing to silence.
pub(super) fn comment(ignore: &Ignore) -> String {
    let mut rules: BTreeMap<Checker, Vec<&str>> = BTreeMap::new();
    let own = [
        (Checker::Mypy, &ignore.mypy),
        (Checker::Pyright, &ignore.pyright),
        (Checker::Ty, &ignore.ty),
        (Checker::Zuban, &ignore.zuban),
    ];
    for (checker, names) in own.into_iter().filter(|(_, names)| !names.is_empty()) {
        rules.insert(checker, names.clone());
    }
    let mut text = String::new();
    match &ignore.user {
        Some(TypeIgnore::All) => {
            text.push_str("  # type: ignore");
            rules.remove(&Checker::Mypy);
        }
        Some(TypeIgnore::Rules(named)) => {
            for (checker, rule) in named.iter().flat_map(|rule| readers(rule)) {
                rules.entry(checker).or_default().push(rule);
            }
        }
        None => {}
    }
    for (checker, rules) in rules {
        let marker = if checker == Checker::Mypy { "type" } else { name(checker) };
        text.push_str(&format!("  # {marker}: ignore[{}]", rules.join(", ")));
    }
    text
}

/// Returns the checkers that have `rule`, which may begin with the name of one: `ty:invalid-base`. A rule that no list
/// contains is taken for mypy's.
fn readers(rule: &str) -> Vec<(Checker, &str)> {
    let stated = rule.split_once(':').and_then(|(prefix, rule)| {
        let (_, checker) = CHECKERS.iter().find(|(name, _)| *name == prefix.trim())?;
        Some((*checker, rule.trim()))
    });
    if let Some(stated) = stated {
        return vec![stated];
    }
    if rule.starts_with("report") {
        return vec![(Checker::Pyright, rule)];
    }
    let known = [(Checker::Ty, TY), (Checker::Pyrefly, PYREFLY)];
    let mut readers: Vec<_> = known.iter().filter(|(_, rules)| rules.contains(&rule)).collect();
    if readers.is_empty() {
        readers.push(&(Checker::Mypy, &[]));
    }
    readers.into_iter().map(|(checker, _)| (*checker, rule)).collect()
}

fn name(checker: Checker) -> &'static str {
    CHECKERS.iter().find(|(_, found)| *found == checker).map_or("type", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::{Ignore, TypeIgnore, comment};

    fn rules(rules: &[&str]) -> String {
        let user = Some(TypeIgnore::Rules(rules.iter().map(|&rule| rule.to_owned()).collect()));
        comment(&Ignore { user, ..Ignore::default() })
    }

    #[test]
    fn each_rule_is_silenced_where_it_is_known() {
        assert_eq!(rules(&["override", "misc"]), "  # type: ignore[override, misc]");
        assert_eq!(rules(&["reportMissingSuperCall"]), "  # pyright: ignore[reportMissingSuperCall]");
        assert_eq!(rules(&["incompatible-method-override"]), "  # ty: ignore[incompatible-method-override]");
        assert_eq!(rules(&["bad-override"]), "  # pyrefly: ignore[bad-override]");
        assert_eq!(
            rules(&["missing-override-decorator", "override"]),
            "  # type: ignore[override]  # ty: ignore[missing-override-decorator]  \
             # pyrefly: ignore[missing-override-decorator]"
        );
    }

    #[test]
    fn a_rule_may_say_whose_it_is() {
        assert_eq!(rules(&["ty:deprecated"]), "  # ty: ignore[deprecated]");
        assert_eq!(
            rules(&["pyrefly: brand-new", "zuban:override"]),
            "  # pyrefly: ignore[brand-new]  # zuban: ignore[override]"
        );
        assert_eq!(rules(&["mypy:override"]), "  # type: ignore[override]");
        assert_eq!(rules(&["brand-new"]), "  # type: ignore[brand-new]");
    }

    #[test]
    fn what_the_stub_needs_itself_is_kept() {
        let own = Ignore { mypy: vec!["assignment"], pyright: vec!["reportX"], ..Ignore::default() };
        assert_eq!(comment(&own), "  # type: ignore[assignment]  # pyright: ignore[reportX]");
        let all = Ignore { user: Some(TypeIgnore::All), ..own };
        assert_eq!(comment(&all), "  # type: ignore  # pyright: ignore[reportX]");
    }
}
