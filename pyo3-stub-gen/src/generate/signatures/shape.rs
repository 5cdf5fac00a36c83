//! The calls that the definitions of one function accept together, and whether Python agrees.
//!
//! Both follow stubtest's `Signature` and `_verify_signature` (mypy 2.4): several overloads are one signature, and a
//! definition may name parameters that Python accepts as `*args` and `**kwargs`.

use super::defaults;
use crate::facts::ParameterKind;
use crate::generate::model::{Expr, Function, Parameter};
use crate::generate::placement::ShownParameter;
use std::collections::{BTreeMap, BTreeSet};

/// The parameters of all definitions of one function.
#[derive(Debug, Default)]
pub(super) struct StatedShape<'f> {
    positional: Vec<Argument<'f>>,
    keyword_only: BTreeMap<&'f str, Argument<'f>>,
    takes_any_positional: bool,
    takes_any_keyword: bool,
}

#[derive(Debug, Clone, Copy)]
struct Argument<'f> {
    name: &'f str,
    is_positional_only: bool,
    is_optional: bool,
    default: Option<&'f Expr>,
}

/// The parameters that Python shows, by kind.
#[derive(Debug, Default)]
struct ShownShape<'s> {
    positional: Vec<&'s ShownParameter>,
    keyword_only: BTreeMap<&'s str, &'s ShownParameter>,
    takes_any_positional: bool,
    takes_any_keyword: bool,
}

impl<'f> StatedShape<'f> {
    /// Returns the parameters of `group`, without receivers.
    pub(super) fn of(group: &'f [Function]) -> Self {
        match group {
            [only] => Self::of_one(only),
            _ => Self::of_overloads(group),
        }
    }

    fn of_one(function: &'f Function) -> Self {
        let mut shape = Self::default();
        for parameter in &function.parameters {
            let argument = Argument {
                name: &parameter.name,
                is_positional_only: is_positional_only(parameter),
                is_optional: parameter.default.is_some(),
                default: parameter.default.as_ref(),
            };
            shape.add(argument, parameter.kind);
        }
        shape
    }

    fn add(&mut self, argument: Argument<'f>, kind: ParameterKind) {
        match kind {
            ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword => {
                self.positional.push(argument);
            }
            ParameterKind::KeywordOnly => {
                self.keyword_only.insert(argument.name, argument);
            }
            ParameterKind::VarPositional => self.takes_any_positional = true,
            ParameterKind::VarKeyword => self.takes_any_keyword = true,
        }
    }

    /// Joins the parameters of overloads by their names. Those that are always positional-only are joined by their places.
    /// A parameter that some overload lacks is optional, and one that some overload takes by position is positional.
    fn of_overloads(group: &'f [Function]) -> Self {
        let each = || {
            group.iter().flat_map(|function| function.parameters.iter().enumerate().map(|(at, it)| (it, at)))
        };
        let named: BTreeSet<&str> =
            each().filter(|(it, _)| !is_positional_only(it)).map(|(it, _)| it.name.as_str()).collect();
        let mut joined: BTreeMap<String, Vec<(&Parameter, usize)>> = BTreeMap::new();
        for (parameter, index) in each() {
            let key = if named.contains(parameter.name.as_str()) {
                parameter.name.clone()
            } else {
                format!("__{index}")
            };
            joined.entry(key).or_default().push((parameter, index));
        }
        let mut joined: Vec<Vec<(&Parameter, usize)>> = joined.into_values().collect();
        joined.sort_by_key(|all| all.iter().map(|(_, index)| *index).max());
        let mut shape = Self::default();
        for all in joined {
            let Some((first, _)) = all.first() else { continue };
            let has = |kind| all.iter().any(|(parameter, _)| parameter.kind == kind);
            let kind = if has(ParameterKind::VarPositional) {
                ParameterKind::VarPositional
            } else if has(ParameterKind::VarKeyword) {
                ParameterKind::VarKeyword
            } else if all.iter().all(|(parameter, _)| parameter.kind == ParameterKind::KeywordOnly) {
                ParameterKind::KeywordOnly
            } else {
                ParameterKind::PositionalOrKeyword
            };
            let argument = Argument {
                name: &first.name,
                is_positional_only: all.iter().all(|(parameter, _)| is_positional_only(parameter)),
                is_optional: all.len() < group.len()
                    || all.iter().any(|(parameter, _)| parameter.default.is_some()),
                default: None,
            };
            shape.add(argument, kind);
        }
        shape
    }

    /// Whether the parameters agree with `parameters`, which Python shows for the function `function`.
    pub(super) fn agrees(&self, function: &str, parameters: &[ShownParameter]) -> bool {
        let shown = ShownShape::of(parameters);
        self.positional_agree(function, &shown) && self.keywords_agree(&shown) && self.variadic_agree(&shown)
    }

    fn positional_agree(&self, function: &str, shown: &ShownShape<'_>) -> bool {
        let pairs = || self.positional.iter().zip(&shown.positional);
        let both = pairs().all(|(own, other)| {
            let is_by_position = other.kind == ParameterKind::PositionalOnly;
            let has_same_name = own.name == other.name
                || own.name.strip_prefix("__") == Some(&other.name)
                || is_by_position
                || ["object", "args"].contains(&other.name.as_str());
            let has_same_kind = own.is_positional_only == is_by_position || other.name.starts_with("__");
            let is_noisy = is_special(function);
            (is_noisy || has_same_name && has_same_kind) && own.has_default_of(other)
        });
        let (own, others) = (self.positional.len(), shown.positional.len());
        let has_rest = if own > others {
            shown.takes_any_positional
        } else {
            shown.positional.iter().skip(own).all(|other| is_private(other))
        };
        both && has_rest
    }

    fn keywords_agree(&self, shown: &ShownShape<'_>) -> bool {
        let both = self
            .keyword_only
            .values()
            .all(|own| shown.keyword_only.get(own.name).is_none_or(|other| own.has_default_of(other)));
        let has_all = shown.keyword_only.keys().all(|name| self.keyword_only.contains_key(name));
        let may_have_more = shown.takes_any_keyword && has_all;
        let has_no_more = self.keyword_only.keys().all(|name| shown.keyword_only.contains_key(name));
        let lacks_none = shown
            .keyword_only
            .iter()
            .all(|(name, other)| self.keyword_only.contains_key(name) || is_private(other));
        both && (may_have_more || has_no_more) && lacks_none
    }

    fn variadic_agree(&self, shown: &ShownShape<'_>) -> bool {
        // Additional names are those of arguments in `*args`.
        let names_more = self.positional.len() > shown.positional.len() && shown.takes_any_positional;
        let positional = names_more || self.takes_any_positional == shown.takes_any_positional;
        let has_all = shown.keyword_only.keys().all(|name| self.keyword_only.contains_key(name));
        let keyword = match (self.takes_any_keyword, shown.takes_any_keyword) {
            (false, true) => has_all,
            (true, false) => false,
            (true, true) | (false, false) => true,
        };
        positional && keyword
    }
}

impl Argument<'_> {
    /// Whether both are optional, with the same value, or neither.
    fn has_default_of(&self, shown: &ShownParameter) -> bool {
        match &shown.default {
            None => !self.is_optional,
            Some(text) => {
                self.is_optional && self.default.is_none_or(|default| !defaults::contradicts(default, text))
            }
        }
    }
}

impl<'s> ShownShape<'s> {
    fn of(parameters: &'s [ShownParameter]) -> Self {
        let mut shown = Self::default();
        for parameter in parameters {
            match parameter.kind {
                ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword => {
                    shown.positional.push(parameter);
                }
                ParameterKind::KeywordOnly => {
                    shown.keyword_only.insert(parameter.name.as_str(), parameter);
                }
                ParameterKind::VarPositional => shown.takes_any_positional = true,
                ParameterKind::VarKeyword => shown.takes_any_keyword = true,
            }
        }
        shown
    }
}

/// Whether type checkers treat it as positional-only, which they do for a name with two leading underscores.
fn is_positional_only(parameter: &Parameter) -> bool {
    parameter.kind == ParameterKind::PositionalOnly
        || parameter.kind == ParameterKind::PositionalOrKeyword && parameter.name.starts_with("__")
}

/// Whether a definition may leave it out.
fn is_private(shown: &ShownParameter) -> bool {
    shown.name.starts_with('_') && !shown.name.starts_with("__") && shown.default.is_some()
}

/// Whether Python calls it itself, by position.
fn is_special(function: &str) -> bool {
    const CALLED_BY_NAME: [&str; 5] =
        ["__init__", "__new__", "__call__", "__init_subclass__", "__class_getitem__"];
    function.starts_with("__") && function.ends_with("__") && !CALLED_BY_NAME.contains(&function)
}
