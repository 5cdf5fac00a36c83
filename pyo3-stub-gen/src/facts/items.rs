//! The registered items as plain data: functions, classes, members, modules.

use super::options::{ClassOptions, StubOptions};
use super::types::{Position, TypeExpr};
use super::wire::{choice, record};
use crate::grammar::{ParameterKind, Receiver, VariantShape, WarningKind};

choice! {
    /// One registration.
    pub enum Fact {
        /// A module-level function.
        Function(FunctionFact) = 0,
        /// A class: struct, simple enum, complex enum or exception.
        Class(ClassFact) = 1,
        /// One `#[pymethods]` block.
        Methods(MethodsFact) = 2,
        /// A module-level constant or variable.
        Variable(VariableFact) = 3,
        /// A type alias.
        TypeAlias(TypeAliasFact) = 4,
        /// The docstring of a module.
        ModuleDoc(ModuleDocFact) = 5,
        /// Names of one module that another module re-exports.
        Reexport(ReexportFact) = 6,
        /// A name added to a module's `__all__`.
        ExportVerbatim(NameInModule) = 7,
        /// A name left out of a module's `__all__`.
        ExcludeFromAll(NameInModule) = 8,
        /// Python source that defines functions, methods or a type alias.
        Snippet(SnippetFact) = 9,
        /// A warning that `cargo stubgen` reports.
        Warning(WarningFact) = 10,
        /// A function, class or constant that `skip` leaves out.
        Skipped(SkippedFact) = 11,
    }

    /// The kind of class of a [`ClassFact`].
    pub enum ClassKind {
        /// A Rust struct.
        Struct = 0,
        /// An enum of unit variants: class attributes of the class's own type.
        SimpleEnum(Vec<SimpleVariantFact>) = 1,
        /// An enum with fields: nested subclasses.
        ComplexEnum(Vec<ComplexVariantFact>) = 2,
        /// An exception type made by `create_exception!`.
        Exception = 3,
    }

    /// A default value.
    pub enum DefaultFact {
        /// Python source that the macro or the interpreter gave, such as `1`, `"x"` or `...`.
        Text(String) = 0,
        /// A member of a class of this extension, such as `Color.Red`.
        Member(MemberDefault) = 1,
    }

    /// Which names a re-export takes.
    pub enum ReexportItems {
        /// All of them.
        Wildcard = 0,
        /// These.
        Explicit(Vec<String>) = 1,
        /// All of them, and these.
        WildcardPlus(Vec<String>) = 2,
    }

    /// The definitions of a Python snippet.
    pub enum SnippetKind {
        /// Module-level functions, the whole definition (`python = "…"`, `gen_function_from_python!`).
        Functions = 0,
        /// Overloads of the function that the Rust item of this name registers (`python_overload`).
        Overloads(String) = 1,
        /// `class X: …`, its methods and attributes (`gen_methods_from_python!`).
        Methods(u32) = 2,
        /// `X = …` or `X: TypeAlias = …` (`gen_type_alias_from_python!`).
        TypeAlias = 3,
        /// One method (`#[gen_stub(python = "…")]`) of the class with this id.
        Method(u32) = 4,
        /// Overloads of one method (`#[gen_stub(python_overload = "…")]`) of the class with this id.
        MethodOverloads(u32) = 5,
    }

    /// A piece of a snippet.
    pub enum SnippetPart {
        /// Python source.
        Text(String) = 0,
        /// A `pyo3_stub_gen.RustType["…"]` marker.
        RustType(RustTypePart) = 1,
    }
}

record! {
    /// Everything that one extension registered.
    pub struct Facts {
        /// The version of the library that wrote them.
        pub library_version: String,
        /// The registrations, in no particular order.
        pub facts: Vec<Fact>,
    }

    /// A function or method.
    pub struct FunctionFact {
        /// The Python name.
        pub name: String,
        /// Where it is; see [`LocalExpr::module`](super::LocalExpr::module). Always `None` for methods.
        pub module: Option<String>,
        /// How it is called.
        pub receiver: Receiver,
        /// The parameters, without the receiver.
        pub parameters: Vec<ParameterFact>,
        /// The type of the result; for an `async` function, that of the awaited result.
        pub returns: TypeExpr,
        /// The docstring.
        pub doc: String,
        /// Whether it is `async`.
        pub is_async: bool,
        /// Whether it is one of several overloads.
        pub is_overload: bool,
        /// `#[deprecated]`.
        pub deprecated: Option<DeprecatedFact>,
        /// The options of `#[gen_stub]`.
        pub stub_options: StubOptions,
        /// Where it was written.
        pub position: Position,
        /// Distinguishes and orders definitions that share a position.
        pub index: u32,
    }

    /// One parameter.
    pub struct ParameterFact {
        /// The Python name, without stars.
        pub name: String,
        /// How it may be passed.
        pub kind: ParameterKind,
        /// The accepted type.
        pub r#type: TypeExpr,
        /// Its value if the caller does not pass one.
        pub default: Option<DefaultFact>,
    }

    /// A default that is a member of a class of this extension.
    pub struct MemberDefault {
        /// The class.
        pub class: super::types::LocalExpr,
        /// The member.
        pub member: String,
    }

    /// `#[deprecated]`.
    pub struct DeprecatedFact {
        /// The version it is deprecated since.
        pub since: Option<String>,
        /// The replacement.
        pub note: Option<String>,
    }

    /// A class.
    pub struct ClassFact {
        /// Joins the class to its [`MethodsFact`]s. It has no meaning outside one set of facts.
        pub id: u32,
        /// The Python name.
        pub name: String,
        /// Where it is; see [`LocalExpr::module`](super::LocalExpr::module).
        pub module: Option<String>,
        /// Whether `module` is where the class is. PyO3's `module` option only sets `__module__`.
        pub module_is_placement: bool,
        /// The docstring.
        pub doc: String,
        /// Its kind.
        pub kind: ClassKind,
        /// Its base classes, `extends` among them.
        pub bases: Vec<TypeExpr>,
        /// PyO3's options.
        pub options: ClassOptions,
        /// The options of `#[gen_stub]`.
        pub stub_options: StubOptions,
        /// Whether the Rust type holds no data.
        pub is_zero_sized: bool,
        /// `new = "from_fields"`: the parameters of the constructor.
        pub from_fields: Option<Vec<ParameterFact>>,
        /// Properties from fields.
        pub getters: Vec<MemberFact>,
        /// Setters from fields.
        pub setters: Vec<MemberFact>,
        /// `#[deprecated]`.
        pub deprecated: Option<DeprecatedFact>,
        /// The properties and variants that `skip` leaves out.
        pub skipped: Vec<String>,
        /// Where it was written.
        pub position: Position,
    }

    /// A variant of a simple enum.
    pub struct SimpleVariantFact {
        /// The Python name.
        pub name: String,
        /// The docstring.
        pub doc: String,
    }

    /// A variant of a complex enum.
    pub struct ComplexVariantFact {
        /// The Python name.
        pub name: String,
        /// The docstring.
        pub doc: String,
        /// How its fields are read.
        pub shape: VariantShape,
        /// Its fields, as properties.
        pub fields: Vec<MemberFact>,
        /// The parameters of its constructor.
        pub parameters: Vec<ParameterFact>,
    }

    /// A property, class attribute or field.
    pub struct MemberFact {
        /// The Python name.
        pub name: String,
        /// Its type.
        pub r#type: TypeExpr,
        /// The docstring.
        pub doc: String,
        /// Its value.
        pub default: Option<DefaultFact>,
        /// `#[deprecated]`.
        pub deprecated: Option<DeprecatedFact>,
        /// The options of `#[gen_stub]`.
        pub stub_options: StubOptions,
        /// Where it was written.
        pub position: Position,
    }

    /// One `#[pymethods]` block.
    pub struct MethodsFact {
        /// The id of the class.
        pub class: u32,
        /// The class's Rust name, for errors.
        pub rust_name: String,
        /// Class attributes.
        pub constants: Vec<MemberFact>,
        /// `#[getter]`s.
        pub getters: Vec<MemberFact>,
        /// `#[setter]`s.
        pub setters: Vec<MemberFact>,
        /// `#[deleter]`s, by the name of their property.
        pub deleters: Vec<String>,
        /// Methods, in source order.
        pub methods: Vec<FunctionFact>,
        /// The members that `skip` leaves out.
        pub skipped: Vec<String>,
        /// Where the block was written.
        pub position: Position,
    }

    /// A module-level variable.
    pub struct VariableFact {
        /// Its name.
        pub name: String,
        /// Where it is; see [`LocalExpr::module`](super::LocalExpr::module).
        pub module: Option<String>,
        /// Its type.
        pub r#type: TypeExpr,
        /// Its value.
        pub value: Option<DefaultFact>,
        /// Its docstring.
        pub doc: String,
        /// Where it was written, when known.
        pub position: Option<Position>,
    }

    /// A type alias.
    pub struct TypeAliasFact {
        /// Its name.
        pub name: String,
        /// Where it is; see [`LocalExpr::module`](super::LocalExpr::module).
        pub module: Option<String>,
        /// The type that it names.
        pub r#type: TypeExpr,
        /// Its docstring.
        pub doc: String,
        /// Where it was written, when known.
        pub position: Option<Position>,
    }

    /// The docstring of a module. Registering one makes the module exist.
    pub struct ModuleDocFact {
        /// The module; see [`LocalExpr::module`](super::LocalExpr::module).
        pub module: Option<String>,
        /// The docstring.
        pub doc: String,
        /// Where it was written, when known.
        pub position: Option<Position>,
    }

    /// Names of `source` that `target` re-exports.
    pub struct ReexportFact {
        /// The module that exports them.
        pub target: String,
        /// The module that defines them.
        pub source: String,
        /// Which names.
        pub items: ReexportItems,
        /// Where it was written, when known.
        pub position: Option<Position>,
    }

    /// A name of a module.
    pub struct NameInModule {
        /// The module.
        pub module: String,
        /// The name.
        pub name: String,
        /// Where it was written, when known.
        pub position: Option<Position>,
    }

    /// Python source, with the types of its markers.
    pub struct SnippetFact {
        /// Its definitions.
        pub kind: SnippetKind,
        /// Where that is; see [`LocalExpr::module`](super::LocalExpr::module).
        pub module: Option<String>,
        /// The source, in pieces.
        pub parts: Vec<SnippetPart>,
        /// Where the source was written.
        pub position: Position,
        /// Distinguishes and orders snippets that share a position.
        pub index: u32,
    }

    /// The two types of a `pyo3_stub_gen.RustType["…"]` marker.
    pub struct RustTypePart {
        /// The type in a parameter.
        pub input: TypeExpr,
        /// The type in a return.
        pub output: TypeExpr,
    }

    /// A warning that `cargo stubgen` reports.
    pub struct WarningFact {
        /// The kind of the warning.
        pub kind: WarningKind,
        /// The function or option that it is about.
        pub name: String,
        /// Where it was written.
        pub position: Position,
    }

    /// A function, class or constant that `skip` leaves out.
    pub struct SkippedFact {
        /// The Python name.
        pub name: String,
        /// Where it is; see [`LocalExpr::module`](super::LocalExpr::module).
        pub module: Option<String>,
        /// The id of the class, which its [`MethodsFact`]s have too. `None` for functions and constants.
        pub class: Option<u32>,
        /// Where it was written.
        pub position: Position,
    }
}

impl MethodsFact {
    /// Whether `skip` leaves out all members of the block.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        let Self { constants, getters, setters, deleters, methods, skipped, .. } = self;
        let has_members = !constants.is_empty()
            || !getters.is_empty()
            || !setters.is_empty()
            || !deleters.is_empty()
            || !methods.is_empty();
        !has_members && !skipped.is_empty()
    }
}

impl Fact {
    /// Returns the class that it describes.
    #[must_use]
    pub fn class(&self) -> Option<&ClassFact> {
        match self {
            Self::Class(class) => Some(class),
            _ => None,
        }
    }
}

impl MethodsFact {
    /// Returns a block without members, of the class with the number `class`.
    #[must_use]
    pub fn new(class: u32, rust_name: impl Into<String>, position: Position) -> Self {
        Self {
            class,
            rust_name: rust_name.into(),
            constants: Vec::new(),
            getters: Vec::new(),
            setters: Vec::new(),
            deleters: Vec::new(),
            skipped: Vec::new(),
            methods: Vec::new(),
            position,
        }
    }
}

impl ClassFact {
    /// Returns a class of the extension module that has only a name and a position.
    #[must_use]
    pub fn new(id: u32, name: impl Into<String>, kind: ClassKind, position: Position) -> Self {
        Self {
            id,
            name: name.into(),
            module: None,
            module_is_placement: true,
            doc: String::new(),
            kind,
            bases: Vec::new(),
            options: ClassOptions::default(),
            stub_options: StubOptions::default(),
            is_zero_sized: false,
            from_fields: None,
            getters: Vec::new(),
            setters: Vec::new(),
            deprecated: None,
            skipped: Vec::new(),
            position,
        }
    }
}
