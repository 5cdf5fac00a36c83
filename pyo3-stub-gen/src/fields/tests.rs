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
fn fields_say_what_the_tree_says() {
    let path = TypeInfo::with_module("Path", "pathlib".into());
    assert_eq!((&*path.name, &path.source_module), ("pathlib.Path", &Some("pathlib".into())));
    assert_eq!(path.import, ["pathlib".into()].into());

    let optional = TypeInfo::builtin("int") | TypeInfo::none();
    assert_eq!((&*optional.name, &optional.source_module), ("builtins.int | None", &None));
    assert_eq!(TypeInfo::any().name, "typing.Any");
    assert_eq!(TypeInfo::generic("builtins", "tuple", []).name, "builtins.tuple[()]");

    let own = TypeInfo::generic("builtins", "list", [class("A", Some("demo.sub"))]);
    assert_eq!(own.name, "builtins.list[sub.A]");
    assert_eq!(own.type_refs, [("A".to_owned(), origin("demo.sub".into()))].into());
    assert_eq!(own.import, ["builtins".into(), "demo.sub".into()].into());
    let root = class("A", None);
    assert_eq!((&*root.name, &root.source_module), ("A", &Some(ModuleRef::Default)));
}

#[test]
fn a_type_that_was_only_read_or_changed_back_is_the_tree() {
    let int = TypeInfo::builtin("int") | class("A", Some("demo.sub"));
    let mut asked = int.clone();
    assert_eq!(asked.name, "builtins.int | sub.A");
    asked.import.insert("typing".into());
    assert_ne!(asked, int);
    asked.import.remove(&"typing".into());
    assert_eq!(asked.clone().expr(), int.expr());
    assert_eq!((asked | TypeInfo::none()).to_string(), (int | TypeInfo::none()).to_string());
}

#[test]
fn a_copy_keeps_what_it_was_copied_with() {
    let mut first = TypeInfo::builtin("int");
    first.name = "float".to_owned();
    let mut second = first.clone();
    second.name.push('2');
    let third = second.clone();
    first.name.push('1');
    second.name.push('3');
    assert_eq!((&*first.name, &*second.name, &*third.name), ("float1", "float23", "float2"));
}

#[test]
fn a_type_that_no_module_is_said_to_define_is_what_its_name_says() {
    let delta = TypeInfo::with_module("timedelta", "datetime".into());
    let mut changed = delta.clone();
    changed.source_module = None;
    assert_eq!(changed, delta);
}

#[test]
fn changed_fields_are_text() {
    let mut text_of_str = TypeInfo::builtin("str");
    text_of_str.import.insert("typing".into());
    text_of_str.name = format!("typing.Final[{}]", text_of_str.name);
    assert_eq!(text(&text_of_str), said("typing.Final[builtins.str]", &["builtins", "typing"]));
    assert_eq!(text_of_str.to_string(), "typing.Final[builtins.str]");
    let nested = TypeInfo::generic("builtins", "list", [text_of_str.clone()]);
    assert_eq!(nested.to_string(), "list[typing.Final[builtins.str]]");
    assert_eq!(text_of_str.clone(), TypeInfo::text("typing.Final[builtins.str]", &["builtins", "typing"]));
}

#[test]
fn a_union_of_changed_types_has_fields_of_its_own() {
    let changed = |name: &str| {
        let mut info = TypeInfo::builtin("int");
        info.name = name.to_owned();
        info
    };
    let mut union = changed("float") | changed("complex") | TypeInfo::none();
    assert_eq!(union.name, "float | complex | None");
    union.name.push_str(" | str");
    assert_eq!(text(&union), said("float | complex | None | str", &["builtins"]));
}

#[test]
fn names_stand_behind_the_modules_that_the_fields_say() {
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

    let mut whole = class("A", Some("demo.sub"));
    whole.name = "typing.Optional[demo.sub.A]".to_owned();
    assert_eq!(text(&whole), said("typing.Optional[demo.sub.A]", &["demo.sub"]));

    // What is relative to the extension is found without its module.
    let mut relative = class("A", Some(".sub"));
    relative.name = format!("list[{}]", relative.name);
    assert_eq!(text(&relative), said("list[sub.A]", &[]));

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
        let mut info = class("A", Some("demo.sub"));
        info.name = name.to_owned();
        info.type_refs.insert(String::new(), origin("..".into()));
        info.source_module = Some(ModuleRef::Named(String::new()));
        assert!(text(&info).is_some(), "{name:?}");
    }
}

#[test]
fn fields_take_no_room() {
    assert_eq!(size_of::<TypeInfo>(), size_of::<Vec<u8>>());
    fn is_shared<T: Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
    is_shared::<TypeInfo>();
}
