//! The kinds of items.

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RustItemKind {
    /// `struct`.
    Struct,
    /// `enum`.
    Enum,
    /// `union`.
    Union,
    /// `fn`.
    Fn,
    /// `impl`.
    Impl,
    /// `mod`.
    Mod,
    /// `use`.
    Use,
    /// `trait`.
    Trait,
    /// `const`.
    Const,
    /// `static`.
    Static,
    /// `type`.
    Type,
    /// `macro_rules!`.
    MacroRules,
    /// A macro that is called.
    MacroCall,
    /// Anything else with attributes: a field, an argument, or what a macro provides.
    Other,
}
