//! The types of arguments: type variables in invariant positions, protocols of the stub's own, arrays.

use super::build::*;
use crate::facts::*;
use crate::generate::config::{PythonTypes, PythonVersion};
use crate::generate::{Config, render};

fn index() -> TypeExpr {
    TypeExpr::named("typing", "SupportsIndex")
}

fn dict(key: TypeExpr, value: TypeExpr) -> TypeExpr {
    TypeExpr::builtin("dict").subscript(vec![key, value])
}

fn set(item: TypeExpr) -> TypeExpr {
    let of = |name: &str| TypeExpr::builtin(name).subscript(vec![item.clone()]);
    TypeExpr::union([of("set"), of("frozenset")])
}

fn vec(item: TypeExpr) -> TypeExpr {
    TypeExpr::named(read_as::MODULE, read_as::SEQUENCE).subscript(vec![item])
}

fn vec_with_numpy(item: TypeExpr) -> TypeExpr {
    TypeExpr::named(read_as::MODULE, read_as::SEQUENCE_OR_ARRAY).subscript(vec![item])
}

fn array_with_numpy(item: TypeExpr) -> TypeExpr {
    TypeExpr::named(read_as::MODULE, read_as::TEXT_OR_ARRAY).subscript(vec![item])
}

fn optional(member: TypeExpr) -> TypeExpr {
    TypeExpr::union([member, TypeExpr::None])
}

fn takes(name: &str, types: Vec<TypeExpr>) -> Fact {
    let parameters = types.into_iter().zip(["a", "b", "c"]).map(|(of, name)| parameter(name, of));
    Fact::Function(function("", name, parameters.collect(), TypeExpr::None))
}

/// The definitions of functions and of what they use, without the header, the imports and `__all__`.
fn definitions(of: Vec<Fact>, minor: u32) -> String {
    let python_version = PythonVersion { major: 3, minor };
    let config = Config { python_version, ..Config::default() };
    let text = render(&facts(of), "m", &config).expect("no errors").text;
    text.split_once("\n]\n\n").map_or(text.clone(), |(_, definitions)| definitions.to_owned())
}

fn invariant() -> Vec<Fact> {
    let mut base = class(1, "", "Base");
    base.options = ClassOptions { set: vec![ClassOption::Subclass] };
    vec![
        Fact::Class(base),
        Fact::Class(class(2, "", "Leaf")),
        takes("map", vec![dict(str_(), index())]),
        takes("two_maps", vec![dict(str_(), index()), dict(str_(), index())]),
        takes("exact", vec![dict(str_(), str_()), set(str_()), dict(str_(), TypeExpr::Any)]),
        takes("nested", vec![dict(str_(), dict(str_(), optional(index())))]),
        takes("in_others", vec![optional(dict(str_(), index())), vec(dict(str_(), index()))]),
        takes("in_bounds", vec![dict(str_(), vec(dict(str_(), index()))), dict(str_(), set(index()))]),
        takes("sets", vec![set(index()), vec(set(index()))]),
        takes("own", vec![dict(str_(), local(None, "Base")), dict(str_(), local(None, "Leaf"))]),
        takes("as_written", vec![text("dict[str, SupportsIndex]", &[])]),
        Fact::Function(function("", "result", vec![], dict(str_(), int()))),
    ]
}

#[test]
fn type_variables_stand_in_invariant_positions() {
    insta::assert_snapshot!(definitions(invariant(), 10));
}

#[test]
fn type_parameters_do_where_python_has_them() {
    insta::assert_snapshot!(definitions(invariant(), 12));
}

#[test]
fn a_type_variable_has_a_name_of_its_own() {
    let options = StubOptions {
        set: vec![StubOptionFact { option: StubOption::TypeParams, values: vec!["K, T".to_owned()] }],
    };
    let generic = ClassFact { stub_options: options, ..class(1, "", "Store") };
    let mut constants = methods(
        1,
        vec![method(
            Receiver::Instance,
            "put",
            vec![parameter("all", dict(str_(), index()))],
            TypeExpr::None,
        )],
    );
    constants.setters = vec![member("held", dict(index(), optional(index())))];
    constants.getters = vec![member("held", dict(int(), optional(int())))];
    let facts = vec![
        Fact::Class(generic),
        Fact::Methods(constants),
        variable("", "_V", int(), None),
        takes("_K", vec![set(index())]),
        Fact::Function(function(".sub", "f", vec![parameter("a", dict(str_(), index()))], TypeExpr::None)),
    ];
    insta::assert_snapshot!(definitions(facts, 10));
}

#[test]
fn arrays_are_taken_where_numpy_is_known() {
    let number = |name: &str| TypeExpr::named(read_as::MODULE, name);
    let float = || TypeExpr::union([number(read_as::FLOAT), number(read_as::INDEX)]);
    let boolean = || TypeExpr::union([TypeExpr::builtin("bool"), TypeExpr::named("numpy", "bool_")]);
    let array = || {
        let shape = TypeExpr::builtin("tuple").subscript(vec![int()]);
        let dtype = TypeExpr::named("numpy", "dtype").subscript(vec![TypeExpr::named("numpy", "float64")]);
        TypeExpr::named("numpy", "ndarray").subscript(vec![shape, dtype])
    };
    let facts = vec![
        takes("floats", vec![float(), vec_with_numpy(float()), vec_with_numpy(optional(float()))]),
        takes("rows", vec![vec_with_numpy(vec_with_numpy(float()))]),
        takes("integers", vec![vec_with_numpy(number(read_as::INDEX))]),
        takes("booleans", vec![boolean(), vec_with_numpy(boolean())]),
        takes("objects", vec![vec_with_numpy(TypeExpr::Any)]),
        takes("texts", vec![vec_with_numpy(str_()), vec(optional(str_()))]),
        takes("pairs_of_texts", vec![array_with_numpy(str_()), array_with_numpy(float())]),
        takes(
            "buffers",
            ["u8", "i8", "f64", "i64"]
                .map(|item| unknown(&format!("pyo3::buffer::PyBufferOrArray<{item}>")))
                .into(),
        ),
        takes("arrays", vec![array(), vec_with_numpy(array())]),
        takes("exact", vec![number(read_as::EXACT_FLOAT), number(read_as::EXACT_COMPLEX)]),
        takes("map", vec![dict(str_(), vec_with_numpy(float()))]),
    ];
    insta::assert_snapshot!(definitions(facts, 10));
}

fn unknown(rust: &str) -> TypeExpr {
    TypeExpr::Unknown(UnknownExpr { rust: rust.to_owned(), feature: None })
}

#[test]
fn the_project_states_the_types_of_other_crates() {
    let both = |text: &str| PythonTypes { input: text.to_owned(), output: text.to_owned() };
    let types = [
        ("arrow::RecordBatch", both("pyarrow.RecordBatch")),
        (
            "geo::Point",
            PythonTypes { input: "tuple[float, float]".into(), output: "shapely.geometry.Point".into() },
        ),
        ("units::Quantity", both("quantities.Quantity[{0}]")),
        ("names::Name", both("str")),
        ("units::Pair", both("tuple[{1}, list[tuple[{0}]]]")),
        ("nowhere::Type", both("int")),
    ]
    .map(|(path, types)| (path.to_owned(), types));
    let config = Config { types: types.into(), ..Config::default() };
    let batch = "arrow_array::record_batch::RecordBatch";
    let gives = |name: &str, rust: &str| {
        Fact::Function(function("", name, vec![parameter("a", unknown(rust))], unknown(rust)))
    };
    let all = vec![
        gives("batch", batch),
        gives("batches", &format!("alloc::vec::Vec<core::option::Option<{batch}>>")),
        gives("by_name", &format!("std::collections::hash::map::HashMap<alloc::string::String, {batch}>")),
        gives("names", "alloc::vec::Vec<names::Name>"),
        gives("point", "geo::geometry::Point"),
        gives("quantity", "units::Quantity<core::option::Option<f64>>"),
        gives("pair", "units::Pair<i32, f64>"),
        gives("partly", &format!("({batch}, my_crate::Odd)")),
        Fact::Function(function(
            "",
            "twice",
            vec![parameter("a", unknown("units::Quantity<my_crate::Odd>"))],
            unknown("units::Quantity<pyo3::instance::Py<my_crate::Odd>>"),
        )),
        gives("local", "chrono::offset::local::Local"),
        gives("guard", "pyo3::pyclass::guard::PyClassGuard<'_, names::Name>"),
        gives("function", "&pyo3::instance::Bound<'_, pyo3::types::function::PyFunction>"),
    ];
    let stub = render(&facts(all), "m", &config).expect("no errors");
    let warnings: String = stub.warnings.iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(format!("{}\n{warnings}", stub.text));
}

#[test]
fn a_rust_type_that_is_not_known_is_one_warning() {
    let takes_odd = |name: &str, rust: &str, line| {
        let mut function = function("", name, vec![parameter("a", unknown(rust))], unknown(rust));
        function.position.line = line;
        Fact::Function(function)
    };
    let all = vec![
        takes_odd("alone", "my_crate::Odd", 3),
        takes_odd("in_list", "alloc::vec::Vec<core::option::Option<my_crate::Odd>>", 7),
        takes_odd("in_map", "std::collections::hash::map::HashMap<alloc::string::String, my_crate::Odd>", 11),
        takes_odd("another", "my_crate::Even", 15),
    ];
    let stub = render(&facts(all), "m", &Config::default()).expect("no errors");
    let warnings: String = stub.warnings.iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(format!("{}\n{warnings}", stub.text));
}
