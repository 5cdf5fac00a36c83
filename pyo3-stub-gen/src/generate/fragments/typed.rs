//! Fragments as a source of types.

use super::data::{AttributeFragment, FunctionFragment, ParameterFragment, Role};
use super::hint::Hint;
use super::join::Joined;
use super::release::Release;
use super::slots;
use super::types::TypeReader;
use crate::facts::{DefaultFact, Fact, ParameterFact, ParameterKind, Position, TypeExpr};
use crate::generate::slots::keeps_empty_tuple;
use crate::generate::survey::{OwnClass, Signature, Types, incomplete};

impl Types for Joined<'_> {
    fn function(&self, function: usize, own: OwnClass<'_>) -> Option<Signature> {
        let candidates = self.functions.get(&function)?.iter();
        let signatures = candidates.filter_map(|index| self.fragments.functions.get(*index));
        signatures.map(|fragment| self.signature(fragment, own)).reduce(either)
    }

    fn method(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<Signature> {
        let is_method = |role| match role {
            Role::Plain | Role::New | Role::Classmethod | Role::Staticmethod => true,
            Role::Getter | Role::Setter | Role::Deleter | Role::ClassAttribute => false,
        };
        let signature = |fragment| self.signature(fragment, own);
        let own_method = self.members(class, name, is_method).map(signature).reduce(either);
        own_method.or_else(|| self.generated(class, name)).or_else(|| {
            let left = slots::repeated_from_right(name)?;
            let mut repeats = self.members(class, left, |role| role == Role::Plain);
            let release = self.fragments.release;
            repeats.find(|fragment| slots::is_of_sequence(fragment, release)).map(signature)
        })
    }

    fn getter(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<TypeExpr> {
        let getters = self.members(class, name, |role| role == Role::Getter);
        getters
            .map(|fragment| or_empty_tuple(self.result(fragment.returns.as_ref(), own)))
            .reduce(either_type)
    }

    fn setter(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<TypeExpr> {
        let setters = self.members(class, name, |role| role == Role::Setter);
        setters
            .filter_map(|fragment| Some(self.argument(fragment.parameters.first()?, own)))
            .reduce(either_type)
    }

    fn has_deleter(&self, class: usize, name: &str) -> bool {
        self.members(class, name, |role| role == Role::Deleter).next().is_some()
    }

    fn attribute(&self, class: usize, name: &str, own: OwnClass<'_>) -> Option<TypeExpr> {
        match self.members(class, name, |role| role == Role::ClassAttribute).next() {
            Some(fragment) => Some(self.result(fragment.returns.as_ref(), own)),
            None => self.attribute_of(self.id(class)?, name, own),
        }
    }

    fn constant(&self, module: &[String], name: &str, own: OwnClass<'_>) -> Option<TypeExpr> {
        self.attribute_of(self.modules.get(module)?, name, own)
    }

    fn attribute_value(&self, class: usize, name: &str) -> Option<&str> {
        self.attribute_fragment(self.id(class)?, name)?.value.as_deref()
    }

    fn constant_value(&self, module: &[String], name: &str) -> Option<&str> {
        self.attribute_fragment(self.modules.get(module)?, name)?.value.as_deref()
    }

    fn shown_for(&self, class: usize, name: &str) -> Option<&'static str> {
        let others = slots::shown_for(name).iter();
        others.copied().find(|other| self.members(class, other, |role| role == Role::Plain).next().is_some())
    }

    fn hidden(&self, own: OwnClass<'_>, position: &Position) -> Vec<Fact> {
        self.hidden_facts(own, position)
    }
}

impl<'f> Joined<'f> {
    /// The id of a surveyed class.
    fn id(&self, class: usize) -> Option<&'f str> {
        let fragment = self.fragments.classes.get(*self.classes.get(&class)?)?;
        Some(&fragment.id)
    }

    /// The signature of a method that PyO3 itself adds to a described class, for `#[pyclass(generic)]`.
    fn generated(&self, class: usize, name: &str) -> Option<Signature> {
        let is_generated = name == "__class_getitem__" && self.id(class).is_some();
        is_generated.then(|| Signature {
            parameters: vec![ParameterFact {
                name: "key".to_owned(),
                kind: ParameterKind::PositionalOrKeyword,
                r#type: TypeExpr::Any,
                default: None,
            }],
            returns: TypeExpr::named("types", "GenericAlias"),
            is_async: false,
        })
    }

    /// The members of a surveyed class that have this name and such a role.
    fn members<'a>(
        &'a self,
        class: usize,
        name: &'a str,
        is_role: impl Fn(Role) -> bool + 'a,
    ) -> impl Iterator<Item = &'f FunctionFragment> + 'a
    where
        'f: 'a,
    {
        let all = self.id(class).and_then(|id| self.methods.get(&(id, name)));
        let functions = all.into_iter().flatten().filter_map(|index| self.fragments.functions.get(*index));
        functions.filter(move |function| is_role(function.role))
    }

    fn attribute_fragment(&self, parent: &str, name: &str) -> Option<&'f AttributeFragment> {
        self.fragments.attributes.get(*self.attributes.get(&(parent, name))?)
    }

    fn attribute_of(&self, parent: &str, name: &str, own: OwnClass<'_>) -> Option<TypeExpr> {
        let attribute = self.attribute_fragment(parent, name)?;
        let known = self.result(Some(attribute.hint.as_ref()?), own);
        // The value has a type where PyO3 knows none.
        (known != incomplete()).then_some(known)
    }

    pub(super) fn signature(&self, function: &FunctionFragment, own: OwnClass<'_>) -> Signature {
        let mut parameters: Vec<ParameterFact> =
            function.parameters.iter().map(|parameter| self.parameter(parameter, own)).collect();
        if let (true, Some(last)) = (slots::last_is_optional(function), parameters.last_mut()) {
            last.default.get_or_insert_with(|| DefaultFact::Text("None".to_owned()));
        }
        let returns = if slots::is_in_place(&function.name) && function.parent.is_some() {
            TypeExpr::SelfType
        } else if self.may_be_async(function) {
            incomplete()
        } else {
            let returns = self.result(slots::returned(function, self.fragments.release).as_ref(), own);
            let is_method = function.parent.is_some();
            if is_method && keeps_empty_tuple(&function.name) { or_empty_tuple(returns) } else { returns }
        };
        Signature { parameters, returns, is_async: function.is_async }
    }

    /// Whether it is unknown if a function is `async`. PyO3 0.27 does not state it, and with its feature
    /// `experimental-async` its own class of coroutines is in the library.
    fn may_be_async(&self, function: &FunctionFragment) -> bool {
        let has_coroutines = || {
            let mut all = self.fragments.classes.iter();
            all.any(|class| {
                let has = |name| self.methods.contains_key(&(class.id.as_str(), name));
                class.name == "Coroutine" && has("send") && has("throw")
            })
        };
        let can_be = match function.role {
            Role::Plain | Role::Classmethod | Role::Staticmethod => !function.name.starts_with("__"),
            Role::New | Role::Getter | Role::Setter | Role::Deleter | Role::ClassAttribute => false,
        };
        self.fragments.release == Release::V27 && can_be && has_coroutines()
    }

    fn parameter(&self, parameter: &ParameterFragment, own: OwnClass<'_>) -> ParameterFact {
        ParameterFact {
            name: parameter.name.clone(),
            kind: parameter.kind.into(),
            r#type: self.argument(parameter, own),
            default: parameter.default.clone().map(DefaultFact::Text),
        }
    }

    pub(super) fn argument(&self, parameter: &ParameterFragment, own: OwnClass<'_>) -> TypeExpr {
        let kind = ParameterKind::from(parameter.kind);
        match &parameter.hint {
            Some(hint) => self.reader(&self.finder(own)).argument(hint),
            // Rust gets all of them in a tuple or dict of any objects.
            None if matches!(kind, ParameterKind::VarPositional | ParameterKind::VarKeyword) => TypeExpr::Any,
            None => incomplete(),
        }
    }

    pub(super) fn result(&self, hint: Option<&Hint>, own: OwnClass<'_>) -> TypeExpr {
        hint.map_or_else(incomplete, |hint| self.reader(&self.finder(own)).result(hint))
    }

    fn reader<'a>(&self, class: &'a dyn Fn(&str) -> Option<TypeExpr>) -> TypeReader<'a> {
        TypeReader { release: self.fragments.release, knows_numpy: self.fragments.knows_numpy, class }
    }

    fn finder<'a>(&'a self, own: OwnClass<'a>) -> impl Fn(&str) -> Option<TypeExpr> + 'a {
        move |id| self.class(id).map(own).or_else(|| self.hidden_type(id))
    }

    /// The surveyed class of an id.
    fn class(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied().or_else(|| self.exception(id))
    }

    /// The surveyed exception of an id: what `create_exception!` makes has no fragment, and the id is its module and
    /// its name in one.
    fn exception(&self, id: &str) -> Option<usize> {
        let named = self.exceptions.iter().filter(|(name, _)| id.ends_with(name.as_str()));
        let of_modules = named.clone().filter(|(name, _)| {
            let module = id.strip_suffix(name.as_str()).unwrap_or_default();
            self.module_names.iter().any(|own| own == module)
        });
        let mut all: Vec<usize> = of_modules.flat_map(|(_, classes)| classes).copied().collect();
        if all.is_empty() {
            all = named.flat_map(|(_, classes)| classes).copied().collect();
        }
        match all.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Returns a signature that holds for both of two signatures with the same parameters.
fn either(left: Signature, right: Signature) -> Signature {
    let is_same = left.parameters.len() == right.parameters.len() && left.is_async == right.is_async;
    let parameters = left.parameters.into_iter().zip(right.parameters).map(|(left, right)| {
        let r#type = if is_same { either_type(left.r#type, right.r#type) } else { incomplete() };
        ParameterFact { name: left.name, kind: left.kind, default: left.default, r#type }
    });
    let returns = if is_same { either_type(left.returns, right.returns) } else { incomplete() };
    Signature { parameters: parameters.collect(), returns, is_async: left.is_async && right.is_async }
}

/// Returns the union of two types. If one of them is unknown, or if there are too many types, so is the union.
pub(super) fn either_type(left: TypeExpr, right: TypeExpr) -> TypeExpr {
    /// The most types that a reader can make sense of.
    const MOST: usize = 16;
    if [&left, &right].contains(&&incomplete()) {
        return incomplete();
    }
    match TypeExpr::union([left, right]) {
        TypeExpr::Union(members) if members.len() > MOST => incomplete(),
        one => one,
    }
}

/// Returns the result of what Python calls without making `None` of `()`. PyO3 says `None` of both.
fn or_empty_tuple(returns: TypeExpr) -> TypeExpr {
    match returns {
        TypeExpr::None => TypeExpr::union([TypeExpr::builtin("tuple").subscript(Vec::new()), TypeExpr::None]),
        other => other,
    }
}
