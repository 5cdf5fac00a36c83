//! The fields, as plain data.

use crate::{ImportRef, ModuleRef};
use std::collections::{HashMap, HashSet};

/// The fields that a [`TypeInfo`](crate::TypeInfo) had before version 0.24, when it was text.
///
/// [`TypeInfo::fields`](crate::TypeInfo::fields) returns them, and `.into()` turns them into a type. Such a type is
/// text that the generator parses, so prefer the functions of `TypeInfo` and `|`, which build an expression tree.
///
/// # Examples
///
/// ```
/// use pyo3_stub_gen::{PyStubType, TypeInfo};
///
/// struct Final<T>(T);
///
/// impl<T: PyStubType> PyStubType for Final<T> {
///     fn type_output() -> TypeInfo {
///         let mut fields = T::type_output().fields();
///         fields.import.insert("typing".into());
///         fields.name = format!("typing.Final[{}]", fields.name);
///         fields.into()
///     }
/// }
///
/// assert_eq!(Final::<&str>::type_output().to_string(), "typing.Final[builtins.str]");
/// ```
///
/// Code that contained `TypeInfo { … }` can use `TypeFields { … }.into()` instead:
///
/// ```
/// use pyo3_stub_gen::{TypeFields, TypeInfo};
///
/// let decimals: TypeInfo = TypeFields {
///     name: "list[decimal.Decimal]".to_owned(),
///     import: ["decimal".into()].into(),
///     ..TypeFields::default()
/// }
/// .into();
/// assert_eq!(decimals, TypeInfo::text("list[decimal.Decimal]", &["decimal"]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypeFields {
    /// Python source. Names are qualified with their modules, such as `builtins.int`. A class of the extension is
    /// qualified with the last part of its module's name.
    pub name: String,
    /// The module that defines the type, if the type is one name.
    pub source_module: Option<ModuleRef>,
    /// The imports that `name` needs.
    pub import: HashSet<ImportRef>,
    /// The modules of the extension's classes that `name` contains, by the class's name.
    pub type_refs: HashMap<String, TypeIdentifierRef>,
}

/// Where a name in the text of a type comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeIdentifierRef {
    /// The module that defines it.
    pub module: ModuleRef,
    /// How code beside the type would refer to it. It has no effect, because the generator chooses the form.
    pub import_kind: ImportKind,
}

/// How a name is reached from the module that uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportKind {
    /// By its name: `from module import Name`.
    ByName,
    /// Through its module: `module.Name`.
    Module,
    /// By its name, in the module that defines it.
    SameModule,
}
