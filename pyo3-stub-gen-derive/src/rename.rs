//! PyO3's `rename_all`.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase,
};

/// A renaming rule.
#[derive(Clone, Copy)]
pub enum Rule {
    /// `camelCase`.
    Camel,
    /// `kebab-case`.
    Kebab,
    /// `lowercase`.
    Lower,
    /// `PascalCase`.
    Pascal,
    /// `SCREAMING-KEBAB-CASE`.
    ShoutyKebab,
    /// `SCREAMING_SNAKE_CASE`.
    ShoutySnake,
    /// `snake_case`.
    Snake,
    /// `UPPERCASE`.
    Upper,
}

impl Rule {
    /// Returns the rule that PyO3 calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "camelCase" => Self::Camel,
            "kebab-case" => Self::Kebab,
            "lowercase" => Self::Lower,
            "PascalCase" => Self::Pascal,
            "SCREAMING-KEBAB-CASE" => Self::ShoutyKebab,
            "SCREAMING_SNAKE_CASE" => Self::ShoutySnake,
            "snake_case" => Self::Snake,
            "UPPERCASE" => Self::Upper,
            _ => return None,
        })
    }

    /// Returns `name`, renamed by this rule.
    pub fn apply(self, name: &str) -> String {
        match self {
            Self::Camel => name.to_lower_camel_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::Lower => name.to_lowercase(),
            Self::Pascal => name.to_upper_camel_case(),
            Self::ShoutyKebab => name.to_shouty_kebab_case(),
            Self::ShoutySnake => name.to_shouty_snake_case(),
            Self::Snake => name.to_snake_case(),
            Self::Upper => name.to_uppercase(),
        }
    }
}
