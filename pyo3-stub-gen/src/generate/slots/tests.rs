use super::{COMPARISONS, Returns, Visibility, find, groups, is_by_position, reflections};
use std::collections::BTreeSet;

#[test]
fn every_name_has_one_row() {
    let mut names = BTreeSet::new();
    for method in super::table::SPECIAL_METHODS {
        assert!(names.insert(method.name), "{} has two rows", method.name);
        assert!(super::is_special(method.name), "{} is not a special method", method.name);
    }
}

#[test]
fn what_a_row_names_has_a_row() {
    let shown = super::table::SPECIAL_METHODS.iter().flat_map(|method| match method.visibility {
        Visibility::As(names) => names,
        Visibility::Itself | Visibility::Nothing => &[],
    });
    let reflected = reflections().map(|reflection| reflection.right);
    for name in shown.copied().chain(reflected).filter(|name| *name != "__buffer__") {
        assert!(find(name).is_some(), "{name} has no row");
    }
}

#[test]
fn reflected_methods_share_a_slot() {
    for reflection in reflections() {
        let slot = |name| find(name).and_then(|method| method.slot);
        assert_eq!(slot(reflection.left), slot(reflection.right), "{reflection:?}");
    }
}

#[test]
fn operators_in_place_return_the_object_itself() {
    for name in ["__iadd__", "__imatmul__", "__ipow__", "__ior__"] {
        assert!(find(name).is_some_and(|method| method.returns == Returns::Itself), "{name}");
    }
    for name in ["__add__", "__radd__", "__rdivmod__", "__invert__", "__int__", "__iter__"] {
        assert!(find(name).is_some_and(|method| method.returns == Returns::Declared), "{name}");
    }
}

#[test]
fn functions_take_arguments_by_name_and_slots_do_not() {
    for name in ["__new__", "__init__", "__call__", "__enter__", "__reduce__", "add", "_add_"] {
        assert!(!is_by_position(name), "{name}");
    }
    for name in ["__add__", "__eq__", "__getitem__", "__brand_new__"] {
        assert!(is_by_position(name), "{name}");
    }
}

#[test]
fn the_groups_are_those_that_tell_something_about_a_class() {
    let groups = groups();
    for group in [&["__add__", "__radd__"][..], &["__setitem__", "__delitem__"], &["__call__"], &["__iadd__"]]
    {
        assert!(groups.iter().any(|other| other == group), "{group:?}");
    }
    for name in
        COMPARISONS.iter().chain(&["__repr__", "__getattr__", "__new__", "__traverse__", "__concat__"])
    {
        assert!(!groups.iter().flatten().any(|other| other == name), "{name}");
    }
    assert_eq!(groups.len(), 33 + 14);
}
