use crate::facts::{LocalExpr, TextExpr, TypeExpr};
use crate::{ImportKind, ImportRef, ModuleRef, TypeFields, TypeIdentifierRef, TypeInfo};

/// The text and the modules of a type that is text.
fn text(info: &TypeInfo) -> Option<(String, Vec<String>)> {
    match info.expr() {
        TypeExpr::Text(TextExpr { text, imports, .. }) => Some((text, imports)),
        _ => None,
    }
}

fn said(text: &str, imports: &[&str]) -> Option<(String, Vec<String>)> {
    Some((text.to_owned(), imports.iter().map(|&import| import.to_owned()).collect()))
}

fn class(name: &str, module: Option<&str>) -> TypeInfo {
    let module = module.map(str::to_owned);
    TypeExpr::Local(LocalExpr { module, name: name.to_owned() }).into()
}

fn origin(module: ModuleRef) -> TypeIdentifierRef {
    TypeIdentifierRef { module, import_kind: ImportKind::Module }
}

#[test]
fn fields_contain_what_the_tree_contains() {
    let path = TypeInfo::with_module("Path", "pathlib".into()).fields();
    assert_eq!((&*path.name, &path.source_module), ("pathlib.Path", &Some("pathlib".into())));
    assert_eq!(path.import, ["pathlib".into()].into());

    let optional = (TypeInfo::builtin("int") | TypeInfo::none()).fields();
    assert_eq!((&*optional.name, &optional.source_module), ("builtins.int | None", &None));
    assert_eq!(TypeInfo::any().fields().name, "typing.Any");
    assert_eq!(TypeInfo::generic("builtins", "tuple", []).fields().name, "builtins.tuple[()]");

    let own = TypeInfo::generic("builtins", "list", [class("A", Some("demo.sub"))]).fields();
    assert_eq!(own.name, "builtins.list[sub.A]");
    assert_eq!(own.type_refs, [("A".to_owned(), origin("demo.sub".into()))].into());
    assert_eq!(own.import, ["builtins".into(), "demo.sub".into()].into());
    let root = class("A", None).fields();
    assert_eq!((&*root.name, &root.source_module), ("A", &Some(ModuleRef::Default)));
}

#[test]
fn changed_fields_are_text() {
    let mut text_of_str = TypeInfo::builtin("str").fields();
    text_of_str.import.insert("typing".into());
    text_of_str.name = format!("typing.Final[{}]", text_of_str.name);
    let text_of_str = TypeInfo::from(text_of_str);
    assert_eq!(text(&text_of_str), said("typing.Final[builtins.str]", &["builtins", "typing"]));
    assert_eq!(text_of_str.to_string(), "typing.Final[builtins.str]");
    let nested = TypeInfo::generic("builtins", "list", [text_of_str.clone()]);
    assert_eq!(nested.to_string(), "list[typing.Final[builtins.str]]");
    let import = ["pkg.helpers".into()].into();
    let helper = TypeFields { name: "helpers.Thing".to_owned(), import, ..TypeInfo::any().fields() };
    assert_eq!(text(&helper.into()), said("helpers.Thing", &["pkg.helpers"]));
    assert_eq!(text_of_str.clone(), TypeInfo::text("typing.Final[builtins.str]", &["builtins", "typing"]));
}

#[test]
fn names_follow_the_modules_of_the_fields() {
    let name = "dict[sub.A, A | A.Inner | AB | x.A | Literal['A', \"sub.A\\\"A\"]]";
    let explained =
        "dict[demo.sub.A, demo.sub.A | demo.sub.A.Inner | AB | x.A | Literal['A', \"sub.A\\\"A\"]]";
    let of_refs = TypeFields {
        name: name.to_owned(),
        type_refs: [("A".to_owned(), origin("demo.sub".into()))].into(),
        ..TypeFields::default()
    };
    let of_imports = TypeFields {
        name: name.to_owned(),
        import: [ImportRef::Type { module: "demo.sub".into(), name: "A".to_owned() }].into(),
        ..TypeFields::default()
    };
    for fields in [of_refs, of_imports] {
        assert_eq!(text(&fields.into()), said(explained, &["demo.sub"]));
    }

    let mut whole = class("A", Some("demo.sub")).fields();
    whole.name = "typing.Optional[demo.sub.A]".to_owned();
    assert_eq!(text(&whole.into()), said("typing.Optional[demo.sub.A]", &["demo.sub"]));

    // What is relative to the extension is found without its module.
    let mut relative = class("A", Some(".sub")).fields();
    relative.name = format!("list[{}]", relative.name);
    assert_eq!(text(&relative.into()), said("list[sub.A]", &[]));

    let own = TypeFields {
        name: "Frame".to_owned(),
        source_module: Some("polars".into()),
        ..TypeFields::default()
    };
    assert_eq!(text(&own.into()), said("polars.Frame", &["polars"]));
}

#[test]
fn any_text_is_taken() {
    for name in ["", ".", "'", "\"A", "'\\", "A.", ".A", "é.A", "A\u{301}", "[[[", "\0", "A\nB", "1A"] {
        let mut info = class("A", Some("demo.sub")).fields();
        info.name = name.to_owned();
        info.type_refs.insert(String::new(), origin("..".into()));
        info.source_module = Some(ModuleRef::Named(String::new()));
        assert!(text(&info.into()).is_some(), "{name:?}");
    }
}
