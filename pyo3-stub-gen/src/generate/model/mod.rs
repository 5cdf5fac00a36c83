//! The contents of a stub as plain data: modules, classes, functions and types.
//!
//! The model has no text of a stub: no line breaks, no indentation, no imports, and no [`Display`](std::fmt::Display).

mod comments;
mod expr;
mod helper;
mod items;
mod modules;
pub(in crate::generate) mod visit;
mod when;

pub use comments::{CommentLines, Comments, ImportComment};
pub use expr::{Expr, ExternalName, LocalName, Shape, ShapeForm, Symbol};
pub use helper::Helper;
pub use items::{
    ALL, Alias, AliasForm, AllForm, Attribute, Class, ConditionalExports, Decorator, DecoratorIgnore,
    Function, FunctionForm, Ignore, Items, Node, Parameter, RECEIVER_RULE, Since, TypeParam, TypeParamKind,
    VersionedDecorator,
};
pub use modules::{ModuleInfo, SubmoduleForm, SubmoduleInfo};
pub use when::{Check, Test, When};
