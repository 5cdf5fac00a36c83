//! The submodule styles: one table, and methods that return their properties.
//!
//! Other modules call these methods instead of comparing styles, so a new style is a new entry of the table.

/// Defines [`SubmoduleStyle`] and the properties of each style from one list.
macro_rules! styles {
    ($($(#[$attribute:meta])* $style:ident => $properties:expr;)*) => {
        /// How the stub describes a submodule that cannot be imported: the value of `submodule-style`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum SubmoduleStyle {
            $($(#[$attribute])* $style,)*
        }

        impl SubmoduleStyle {
            /// All styles, the default first.
            pub const ALL: &'static [Self] = &[$(Self::$style),*];

            /// Returns the entry of the table.
            const fn properties(self) -> Properties {
                match self {
                    $(Self::$style => $properties,)*
                }
            }
        }
    };
}

styles! {
    /// A `_PascalProtocol` class, and an attribute of that type.
    #[default]
    Protocol => Properties {
        name: "protocol",
        #[cfg(test)]
        written: "`class _SubProtocol(Protocol)`, then `sub: _SubProtocol`",
        base: ("typing", "Protocol"),
        attribute: AttributeForm::Instance,
        nested: NestedForm::Beside,
    };
    /// The same with the base class `ModuleType`, so that the submodule is accepted as a module.
    Class => Properties {
        name: "class",
        #[cfg(test)]
        written: "the same with `ModuleType` for `Protocol`",
        base: MODULE_TYPE,
        attribute: AttributeForm::Instance,
        nested: NestedForm::Beside,
    };
    /// A `_PascalProtocol` class, and an alias of it, so that annotations can name the classes of the submodule.
    Namespace => Properties {
        name: "namespace",
        #[cfg(test)]
        written: "`class _SubProtocol(Protocol)`, then `sub = _SubProtocol`; in it, `class nested(Protocol)`",
        base: ("typing", "Protocol"),
        attribute: AttributeForm::Alias,
        nested: NestedForm::Inside,
    };
}

/// The class of modules.
const MODULE_TYPE: (&str, &str) = ("types", "ModuleType");

/// The differences between styles.
struct Properties {
    /// The value of `submodule-style`.
    name: &'static str,
    /// The text for a submodule `sub`, for the documentation.
    #[cfg(test)]
    written: &'static str,
    /// The base class of the class that describes a submodule: its module, and its name.
    base: (&'static str, &'static str),
    /// How the submodule becomes an attribute of its parent.
    attribute: AttributeForm,
    /// Where the class of a submodule's own submodule is defined.
    nested: NestedForm,
}

/// How a submodule becomes an attribute of its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeForm {
    /// `sub: _SubProtocol`: the attribute is an instance of the class.
    Instance,
    /// `sub = _SubProtocol`: the attribute is the class itself, so the classes in it are types.
    Alias,
}

/// Where the class that describes a submodule of a submodule is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NestedForm {
    /// At the top of the file. The class of the parent has an attribute of that type.
    Beside,
    /// In the class of the parent, under the submodule's own name.
    Inside,
}

impl SubmoduleStyle {
    /// The value of `submodule-style` that selects this style.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.properties().name
    }

    /// Returns the style with the name `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|style| style.name() == name)
    }

    /// The base class of the class that describes a submodule: its module, and its name.
    #[must_use]
    pub const fn base(self) -> (&'static str, &'static str) {
        self.properties().base
    }

    /// Whether the class that describes a submodule inherits the attributes of every module.
    #[must_use]
    pub fn is_module(self) -> bool {
        self.base() == MODULE_TYPE
    }

    /// How the submodule becomes an attribute of its parent.
    #[must_use]
    pub const fn attribute_form(self) -> AttributeForm {
        self.properties().attribute
    }

    /// Where the class of a submodule's own submodule is defined.
    #[must_use]
    pub const fn nested_form(self) -> NestedForm {
        self.properties().nested
    }

    /// Whether every type checker accepts the classes of a submodule as types: `x: m.sub.Foo`, `class X(m.sub.Foo)`.
    #[must_use]
    pub const fn has_types(self) -> bool {
        matches!(self.attribute_form(), AttributeForm::Alias)
    }

    /// Whether plain `mypy.stubtest` needs an allowlist, because the stub has a class where Python has a module.
    #[must_use]
    pub const fn needs_allowlist(self) -> bool {
        matches!(self.attribute_form(), AttributeForm::Alias)
    }

    /// Returns the row of the documentation: the name, what is written, annotations, and stubtest.
    #[cfg(test)]
    pub(super) fn documentation(self) -> String {
        let default = if self == Self::default() { " (default)" } else { "" };
        let annotations = if self.has_types() { "in all five" } else { "not in every checker" };
        let stubtest = if self.needs_allowlist() { "one finding for each submodule" } else { "clean" };
        let Properties { name, written, .. } = self.properties();
        format!("| `\"{name}\"`{default} | {written} | {annotations} | {stubtest} |\n")
    }
}
