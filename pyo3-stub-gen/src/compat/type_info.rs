//! Records that can be submitted by hand.
//!
//! The macros do this for annotated items. Submit a record yourself, in `inventory::submit!`, for a
//! class or function that no macro can see, such as one written against the C API.
//!
//! # Example
//!
//! ```
//! use pyo3_stub_gen::type_info::ModuleDocInfo;
//!
//! pyo3_stub_gen::inventory::submit! {
//!     ModuleDocInfo { module: "shapes", doc: || "Shapes.".to_owned() }
//! }
//! ```

use crate::{ModuleRef, TypeInfo};
use std::any::TypeId;

pub use crate::facts::ParameterKind;

/// Whose findings a `# type: ignore` comment silences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IgnoreTarget {
    /// Every finding.
    All,
    /// The findings of these rules.
    Specified(&'static [&'static str]),
}

/// `#[deprecated]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeprecatedInfo {
    /// The version it is deprecated since.
    pub since: Option<&'static str>,
    /// The replacement.
    pub note: Option<&'static str>,
}

/// A default value.
#[derive(Debug, Clone, Copy)]
pub enum ParameterDefault {
    /// There is none.
    None,
    /// Python source.
    Expr {
        /// Returns the source.
        value: fn() -> String,
        /// Returns the module of a class that the source refers to.
        source_module: Option<fn() -> Option<ModuleRef>>,
    },
}

impl ParameterDefault {
    /// Python source that does not refer to a class. Records for versions before 0.23 use this form.
    ///
    /// ```
    /// use pyo3_stub_gen::type_info::ParameterDefault;
    ///
    /// static NONE_ARG: fn() -> String = || "None".to_owned();
    /// const DEFAULT: ParameterDefault = ParameterDefault::Expr(|| "1".to_owned());
    /// static OTHER: ParameterDefault = ParameterDefault::Expr(NONE_ARG);
    /// ```
    #[allow(non_snake_case, reason = "it was a variant with one field, and users' code spells it so")]
    #[must_use]
    pub const fn Expr(value: fn() -> String) -> Self {
        Self::Expr { value, source_module: None }
    }
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct ParameterInfo {
    /// The Python name.
    pub name: &'static str,
    /// How it may be passed.
    pub kind: ParameterKind,
    /// The accepted type.
    pub type_info: fn() -> TypeInfo,
    /// The value if the caller does not pass one.
    pub default: ParameterDefault,
}

/// How a method is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodType {
    /// `self`.
    Instance,
    /// `@staticmethod`.
    Static,
    /// `@classmethod`.
    Class,
    /// `__new__`.
    New,
}

/// A method.
#[derive(Debug)]
pub struct MethodInfo {
    /// The Python name.
    pub name: &'static str,
    /// The parameters, without the receiver.
    pub parameters: &'static [ParameterInfo],
    /// The return type.
    pub r#return: fn() -> TypeInfo,
    /// The docstring.
    pub doc: &'static str,
    /// How it is called.
    pub r#type: MethodType,
    /// Whether it is `async`.
    pub is_async: bool,
    /// `#[deprecated]`.
    pub deprecated: Option<DeprecatedInfo>,
    /// A `# type: ignore` comment.
    pub type_ignored: Option<IgnoreTarget>,
    /// Whether it is one of several overloads.
    pub is_overload: bool,
}

/// A property, class attribute or field.
#[derive(Debug)]
pub struct MemberInfo {
    /// The Python name.
    pub name: &'static str,
    /// Its type.
    pub r#type: fn() -> TypeInfo,
    /// The docstring.
    pub doc: &'static str,
    /// Its value, as Python source.
    pub default: Option<fn() -> String>,
    /// `#[deprecated]`.
    pub deprecated: Option<DeprecatedInfo>,
}

/// The members and methods of a class.
#[derive(Debug)]
pub struct PyMethodsInfo {
    /// The Rust type.
    pub struct_id: fn() -> TypeId,
    /// Class attributes.
    pub attrs: &'static [MemberInfo],
    /// Properties that can be read.
    pub getters: &'static [MemberInfo],
    /// Properties that can be set.
    pub setters: &'static [MemberInfo],
    /// Methods.
    pub methods: &'static [MethodInfo],
    /// `file!()`.
    pub file: &'static str,
    /// `line!()`.
    pub line: u32,
    /// `column!()`.
    pub column: u32,
}

/// A class.
#[derive(Debug)]
pub struct PyClassInfo {
    /// The Rust type.
    pub struct_id: fn() -> TypeId,
    /// The Python name.
    pub pyclass_name: &'static str,
    /// The dotted module; `None` is the extension module itself.
    pub module: Option<&'static str>,
    /// The docstring.
    pub doc: &'static str,
    /// Properties that can be read.
    pub getters: &'static [MemberInfo],
    /// Properties that can be set.
    pub setters: &'static [MemberInfo],
    /// Its base classes.
    pub bases: &'static [fn() -> TypeInfo],
    /// Whether it has `__eq__` and `__ne__`.
    pub has_eq: bool,
    /// Whether it has the four orderings.
    pub has_ord: bool,
    /// Whether it has `__hash__`.
    pub has_hash: bool,
    /// Whether it has `__str__`.
    pub has_str: bool,
    /// Whether Python may subclass it.
    pub subclass: bool,
}

/// How the fields of a variant are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariantForm {
    /// No fields.
    Unit,
    /// By index.
    Tuple,
    /// By name.
    Struct,
}

/// A variant of a complex enum.
#[derive(Debug)]
pub struct VariantInfo {
    /// The Python name.
    pub pyclass_name: &'static str,
    /// The dotted module of the enum.
    pub module: Option<&'static str>,
    /// The docstring.
    pub doc: &'static str,
    /// Its fields.
    pub fields: &'static [MemberInfo],
    /// How they are read.
    pub form: &'static VariantForm,
    /// The parameters of its constructor.
    pub constr_args: &'static [ParameterInfo],
}

/// An enum with fields.
#[derive(Debug)]
pub struct PyComplexEnumInfo {
    /// The Rust type.
    pub enum_id: fn() -> TypeId,
    /// The Python name.
    pub pyclass_name: &'static str,
    /// The dotted module; `None` is the extension module itself.
    pub module: Option<&'static str>,
    /// The docstring.
    pub doc: &'static str,
    /// Its variants.
    pub variants: &'static [VariantInfo],
}

/// An enum of unit variants.
#[derive(Debug)]
pub struct PyEnumInfo {
    /// The Rust type.
    pub enum_id: fn() -> TypeId,
    /// The Python name.
    pub pyclass_name: &'static str,
    /// The dotted module; `None` is the extension module itself.
    pub module: Option<&'static str>,
    /// The docstring.
    pub doc: &'static str,
    /// Name and docstring of each variant.
    pub variants: &'static [(&'static str, &'static str)],
}

/// A function.
#[derive(Debug)]
pub struct PyFunctionInfo {
    /// The Python name.
    pub name: &'static str,
    /// The parameters.
    pub parameters: &'static [ParameterInfo],
    /// The return type.
    pub r#return: fn() -> TypeInfo,
    /// The docstring.
    pub doc: &'static str,
    /// The dotted module; `None` is the extension module itself.
    pub module: Option<&'static str>,
    /// Whether it is `async`.
    pub is_async: bool,
    /// `#[deprecated]`.
    pub deprecated: Option<DeprecatedInfo>,
    /// A `# type: ignore` comment.
    pub type_ignored: Option<IgnoreTarget>,
    /// Whether it is one of several overloads.
    pub is_overload: bool,
    /// `file!()`.
    pub file: &'static str,
    /// `line!()`.
    pub line: u32,
    /// `column!()`.
    pub column: u32,
    /// Orders overloads that share a position.
    pub index: usize,
}

/// A variable of a module.
#[derive(Debug)]
pub struct PyVariableInfo {
    /// Its name.
    pub name: &'static str,
    /// The dotted module.
    pub module: &'static str,
    /// Its type.
    pub r#type: fn() -> TypeInfo,
    /// Its value, as Python source.
    pub default: Option<fn() -> String>,
}

/// A type alias.
#[derive(Debug)]
pub struct TypeAliasInfo {
    /// Its name.
    pub name: &'static str,
    /// The dotted module.
    pub module: &'static str,
    /// The type that it names.
    pub r#type: fn() -> TypeInfo,
    /// The docstring.
    pub doc: &'static str,
}

/// The docstring of a module.
#[derive(Debug)]
pub struct ModuleDocInfo {
    /// The dotted module.
    pub module: &'static str,
    /// Returns the docstring.
    pub doc: fn() -> String,
}
