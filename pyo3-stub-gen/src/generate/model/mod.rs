//! The contents of a stub as plain data: modules, classes, functions and types.
//!
//! The model has no text of a stub: no line breaks, no indentation, no imports, and no [`Display`](std::fmt::Display).

mod expr;
mod helper;
mod items;
mod modules;
pub(in crate::generate) mod visit;
mod when;

pub use expr::{Expr, ExternalName, LocalName, Shape, ShapeForm, Symbol};
pub use helper::Helper;
pub use items::{
    Alias, AliasForm, AllForm, Attribute, Class, Comments, ConditionalExports, Decorator, DecoratorIgnore,
    Function, FunctionForm, Ignore, Items, Node, Parameter, RECEIVER_RULE, Since, TypeParam, TypeParamKind,
    VersionedDecorator,
};
pub use modules::{ModuleInfo, SubmoduleForm, SubmoduleInfo};
pub use when::{Check, Test, When};
