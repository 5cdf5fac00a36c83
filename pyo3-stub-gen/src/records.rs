//! What the macros emit: static records, one registration per item.
//!
//! This is the contract between the derive crate and the library, spelled as Rust types. It is not
//! public API: the derive crate's version is pinned to this one's. Records hold `'static` data and
//! function pointers only, so that an annotated item costs a static and no generic code.

use std::any::TypeId;

pub use crate::facts::{ParameterKind, Receiver, VariantShape};
pub use crate::probe::TypeFn;

/// Where an item was written.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// `file!()`.
    pub file: &'static str,
    /// `line!()`.
    pub line: u32,
    /// `column!()`.
    pub column: u32,
}

/// One registration.
#[derive(Debug, Clone, Copy)]
pub enum Record {
    /// `#[gen_stub_pyfunction]`.
    Function(&'static Function),
    /// `#[gen_stub_pyclass]` and `create_exception!`.
    Class(&'static Class),
    /// `#[gen_stub_pymethods]`.
    Methods(&'static Methods),
    /// `module_variable!`, or a constant in a `#[gen_stub_pymodule]`.
    Variable(&'static Variable),
    /// `type_alias!`.
    TypeAlias(&'static TypeAlias),
    /// `module_doc!`, or the doc of a `#[gen_stub_pymodule]`.
    ModuleDoc(&'static ModuleDoc),
    /// `reexport_module_members!`.
    Reexport(&'static Reexport),
    /// `export_verbatim!`.
    ExportVerbatim(&'static ModuleName),
    /// `exclude_from_all!`.
    ExcludeFromAll(&'static ModuleName),
    /// Python source.
    Snippet(&'static Snippet),
    /// Something `cargo stubgen` should tell the user.
    Warning(&'static Warning),
}

impl Record {
    /// Where the item was written.
    #[must_use]
    pub fn at(&self) -> At {
        match self {
            Self::Function(record) => record.at,
            Self::Class(record) => record.at,
            Self::Methods(record) => record.at,
            Self::Variable(record) => record.at,
            Self::TypeAlias(record) => record.at,
            Self::ModuleDoc(record) => record.at,
            Self::Reexport(record) => record.at,
            Self::ExportVerbatim(record) | Self::ExcludeFromAll(record) => record.at,
            Self::Snippet(record) => record.at,
            Self::Warning(record) => record.at,
        }
    }
}

/// A function or method.
#[derive(Debug)]
pub struct Function {
    /// The Python name.
    pub name: &'static str,
    /// The module; `None` is the extension module, a leading dot is relative to it.
    pub module: Option<&'static str>,
    /// How it is called.
    pub receiver: Receiver,
    /// The parameters, without the receiver.
    pub parameters: &'static [Parameter],
    /// What it returns.
    pub returns: TypeFn,
    /// The docstring.
    pub doc: &'static str,
    /// What most functions do not have.
    pub extra: &'static FunctionExtra,
    /// Where it was written.
    pub at: At,
}

/// What most functions do not have.
#[derive(Debug)]
pub struct FunctionExtra {
    /// The annotation of `self`.
    pub self_type: Option<&'static str>,
    /// PEP 695 type parameters.
    pub type_params: Option<&'static str>,
    /// `async fn`.
    pub is_async: bool,
    /// Whether snippets give overloads before this one.
    pub is_overload: bool,
    /// `#[deprecated]`.
    pub deprecated: Option<Deprecated>,
    /// `type_ignore`: no rules silence every finding.
    pub type_ignore: Option<&'static [&'static str]>,
    /// Orders definitions that share a position.
    pub index: u32,
}

impl FunctionExtra {
    /// Nothing special.
    pub const NONE: Self = Self {
        self_type: None,
        type_params: None,
        is_async: false,
        is_overload: false,
        deprecated: None,
        type_ignore: None,
        index: 0,
    };
}

/// `#[deprecated]`.
#[derive(Debug, Clone, Copy)]
pub struct Deprecated {
    /// The version it is deprecated since.
    pub since: Option<&'static str>,
    /// What to do instead.
    pub note: Option<&'static str>,
}

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    /// The Python name.
    pub name: &'static str,
    /// How it may be passed.
    pub kind: ParameterKind,
    /// What may be passed.
    pub r#type: TypeFn,
    /// What it is when nothing is passed.
    pub default: Default,
}

/// A default value.
#[derive(Debug, Clone, Copy)]
pub enum Default {
    /// There is none.
    None,
    /// Python source.
    Text(&'static str),
    /// A Rust value, shown by the interpreter.
    Value(fn() -> crate::facts::DefaultFact),
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// The Rust type.
    pub id: fn() -> TypeId,
    /// Its size in bytes.
    pub size: usize,
    /// The Python name.
    pub name: &'static str,
    /// The module; `None` is the extension module, a leading dot is relative to it.
    pub module: Option<&'static str>,
    /// Whether the macro's own argument gave `module`.
    pub module_is_placement: bool,
    /// The docstring.
    pub doc: &'static str,
    /// What it is.
    pub kind: ClassKind,
    /// Its base classes.
    pub bases: &'static [TypeFn],
    /// PEP 695 type parameters.
    pub type_params: Option<&'static str>,
    /// The names of the PyO3 options that are set: `subclass eq eq_int ord hash str generic mapping
    /// sequence dict weakref frozen unsendable`.
    pub options: &'static [&'static str],
    /// `new = "from_fields"`.
    pub from_fields: Option<&'static [Parameter]>,
    /// Properties from fields.
    pub getters: &'static [Member],
    /// Setters from fields.
    pub setters: &'static [Member],
    /// `#[deprecated]`.
    pub deprecated: Option<Deprecated>,
    /// Where it was written.
    pub at: At,
}

/// What kind of class a [`Class`] is.
#[derive(Debug)]
pub enum ClassKind {
    /// A Rust struct.
    Struct,
    /// An enum of unit variants: name and docstring of each.
    SimpleEnum(&'static [(&'static str, &'static str)]),
    /// An enum with fields.
    ComplexEnum(&'static [Variant]),
    /// `create_exception!`.
    Exception,
}

/// A variant of a complex enum.
#[derive(Debug)]
pub struct Variant {
    /// The Python name.
    pub name: &'static str,
    /// The docstring.
    pub doc: &'static str,
    /// How its fields are read.
    pub shape: VariantShape,
    /// Its fields.
    pub fields: &'static [Member],
    /// The parameters of its constructor.
    pub parameters: &'static [Parameter],
}

/// A property, class attribute or field.
#[derive(Debug)]
pub struct Member {
    /// The Python name.
    pub name: &'static str,
    /// Its type.
    pub r#type: TypeFn,
    /// The docstring.
    pub doc: &'static str,
    /// Its value.
    pub default: Default,
    /// `#[deprecated]`.
    pub deprecated: Option<Deprecated>,
    /// `type_ignore`: no rules silence every finding.
    pub type_ignore: Option<&'static [&'static str]>,
    /// Where it was written.
    pub at: At,
}

/// One `#[pymethods]` block.
#[derive(Debug)]
pub struct Methods {
    /// The Rust type.
    pub id: fn() -> TypeId,
    /// Its Rust name.
    pub rust_name: &'static str,
    /// Class attributes.
    pub constants: &'static [Member],
    /// `#[getter]`s.
    pub getters: &'static [Member],
    /// `#[setter]`s.
    pub setters: &'static [Member],
    /// `#[deleter]`s.
    pub deleters: &'static [&'static str],
    /// Methods, in source order.
    pub methods: &'static [Function],
    /// Where the block was written.
    pub at: At,
}

/// A module-level variable.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// The module; `None` is the extension module, a leading dot is relative to it.
    pub module: Option<&'static str>,
    /// Its type.
    pub r#type: TypeFn,
    /// Its value.
    pub value: Default,
    /// Its docstring.
    pub doc: &'static str,
    /// Where it was written.
    pub at: At,
}

/// A type alias.
#[derive(Debug)]
pub struct TypeAlias {
    /// Its name.
    pub name: &'static str,
    /// The module; `None` is the extension module, a leading dot is relative to it.
    pub module: Option<&'static str>,
    /// What it stands for.
    pub r#type: TypeFn,
    /// Its docstring.
    pub doc: &'static str,
    /// Where it was written.
    pub at: At,
}

/// The docstring of a module. Registering one makes the module exist.
#[derive(Debug)]
pub struct ModuleDoc {
    /// The module; `None` is the extension module, a leading dot is relative to it.
    pub module: Option<&'static str>,
    /// The docstring.
    pub doc: fn() -> String,
    /// Where it was written.
    pub at: At,
}

/// Names of `source` that `target` exports too.
#[derive(Debug)]
pub struct Reexport {
    /// The module that exports them.
    pub target: &'static str,
    /// The module that defines them.
    pub source: &'static str,
    /// Whether every name is taken.
    pub wildcard: bool,
    /// The names taken beside, or instead of, all.
    pub names: &'static [&'static str],
    /// Where it was written.
    pub at: At,
}

/// A name of a module.
#[derive(Debug)]
pub struct ModuleName {
    /// The module.
    pub module: &'static str,
    /// The name.
    pub name: &'static str,
    /// Where it was written.
    pub at: At,
}

/// Python source, with the types of its markers.
#[derive(Debug)]
pub struct Snippet {
    /// What it defines.
    pub kind: SnippetKind,
    /// The module; `None` is the extension module, a leading dot is relative to it.
    pub module: Option<&'static str>,
    /// The source, in pieces.
    pub parts: &'static [SnippetPart],
    /// Orders snippets that share a position.
    pub index: u32,
    /// Where it was written.
    pub at: At,
}

/// What a snippet defines.
#[derive(Debug)]
pub enum SnippetKind {
    /// Whole functions.
    Functions,
    /// Overloads of the function with this Python name.
    Overloads(&'static str),
    /// `class X: …` for the Rust type.
    Methods(fn() -> TypeId),
    /// `X = …`.
    TypeAlias,
    /// One method of the Rust type.
    Method(fn() -> TypeId),
    /// Overloads of one method of the Rust type.
    MethodOverloads(fn() -> TypeId),
}

/// A piece of a snippet.
#[derive(Debug)]
pub enum SnippetPart {
    /// Python source.
    Text(&'static str),
    /// A `pyo3_stub_gen.RustType["…"]` marker: input and output type.
    RustType(TypeFn, TypeFn),
}

/// Something `cargo stubgen` should tell the user.
#[derive(Debug)]
pub struct Warning {
    /// What, and what to do about it.
    pub message: &'static str,
    /// Where.
    pub at: At,
}
