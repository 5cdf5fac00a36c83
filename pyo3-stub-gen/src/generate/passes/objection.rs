//! What type checkers say about a member that overrides one of a base class.
//!
//! Python lets a class override a member in any way. A stub says how it does, and silences type checkers, which require
//! that the member can be used like the overridden one.

use super::assignable::{is_assignable, is_unknown};
use super::shape::CallShape;
use crate::facts::ParameterKind;
use crate::generate::model::{Decorator, DecoratorIgnore, Expr, Function, Ignore, LocalName, Parameter};

/// What type checkers say about a member that overrides another one, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Objection {
    /// Nothing.
    None,
    /// It depends on types, and on the type checker.
    Unknown,
    /// A parameter cannot be passed by the name that it has in the base class.
    Name,
    /// The receiver is another one.
    Receiver,
    /// Calls of the overridden method are not possible.
    Call,
    /// A property is another one, or is not one.
    Property,
}

impl Objection {
    fn worst(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().max().unwrap_or(Self::None)
    }

    fn of_types(is_accepted: Option<bool>, otherwise: Self) -> Self {
        match is_accepted {
            Some(true) => Self::None,
            Some(false) => otherwise,
            None => Self::Unknown,
        }
    }

    /// Whether every type checker has it, about calls of a method.
    pub(super) fn is_of_calls(self) -> bool {
        match self {
            Self::Name | Self::Receiver | Self::Call => true,
            Self::None | Self::Unknown | Self::Property => false,
        }
    }

    /// Adds what silences it. ty reports comments that it does not need, and the others do not.
    pub(super) fn silence(self, ignore: &mut Ignore) {
        let ty = match self {
            Self::None => return,
            Self::Unknown | Self::Receiver => None,
            Self::Name => Some("lost-keyword-for-regular-parameter"),
            Self::Call => Some("incompatible-method-override"),
            Self::Property => Some("incompatible-property-override"),
        };
        ignore.mypy.extend(["override", "unused-ignore"]);
        ignore.pyright.push("reportIncompatibleMethodOverride");
        ignore.ty.extend(ty);
    }
}

/// Returns the objection to a method in the place of a property, or a property in that of a method. ty has none if the type
/// of the `property` is unknown.
fn of_property(property: &[Function]) -> Objection {
    let getter = property.iter().find(|it| !is_setter(it));
    let returns = getter.and_then(|getter| getter.returns.as_ref());
    // One that can only be set has a `self` of the type `Never`.
    if returns.is_some_and(|returns| returns.is_external("typing", "Never")) {
        return Objection::Receiver;
    }
    if returns.is_some_and(is_unknown) { Objection::Unknown } else { Objection::Property }
}

/// What type checkers say about a property that overrides one. All of them agree, but each reports another line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PropertyObjection {
    /// The type of the value is another one.
    reading: bool,
    /// Values that can be assigned to the overridden property cannot be assigned.
    writing: bool,
    /// Nothing can be assigned, other than to the overridden property.
    is_lost: bool,
    /// Whether the property can be assigned.
    has_setter: bool,
}

impl PropertyObjection {
    /// Adds what silences the findings about `part` of the property.
    pub(super) fn silence(self, part: &mut Function) {
        if is_deleter(part) {
            return;
        }
        if is_setter(part) {
            if self.writing {
                part.decorator_ignore = DecoratorIgnore::OverrideOrNothing;
                part.ignore.pyright.push("reportIncompatibleMethodOverride");
            }
            part.ignore.ty.push("incompatible-property-override");
            return;
        }
        // For a part of several, mypy and zuban report its first line. pyrefly reports the name, and reads the comments
        // of mypy.
        part.ignore.mypy.extend(["override", "unused-ignore"]);
        if self.is_lost {
            part.decorator_ignore = DecoratorIgnore::Misc;
        } else if self.has_setter && self.reading {
            part.decorator_ignore = DecoratorIgnore::Override;
        }
        if self.reading || self.is_lost {
            part.ignore.pyright.push("reportIncompatibleMethodOverride");
        }
        if !self.has_setter {
            part.ignore.ty.push("incompatible-property-override");
        }
    }
}

/// A class that overrides members, as far as it must be known here.
pub(super) struct Overriding<'a> {
    /// Whether a class inherits from another one.
    pub(super) is_below: &'a dyn Fn(&LocalName, &LocalName) -> bool,
}

impl Overriding<'_> {
    /// Returns the objection to the member that `own` defines in place of the one that `base` defines. Each is a method, or
    /// the parts of a property.
    pub(super) fn objection(&self, own: &[Function], base: &[Function]) -> Objection {
        let is_property = |all: &[Function]| all.iter().any(|it| it.is_decorated("builtins", "property"));
        match (is_property(own), is_property(base), own, base) {
            // The base class is one of Python, or has an attribute.
            (.., []) => Objection::None,
            (true, true, ..) => self.property(own, base),
            (false, false, [own], [base]) => self.method(own, base),
            // Overloads are written by hand.
            (false, false, ..) => Objection::None,
            (true, false, ..) => of_property(own),
            (false, true, ..) => of_property(base),
        }
    }

    fn property(&self, own: &[Function], base: &[Function]) -> Objection {
        Objection::worst(self.parts(own, base))
    }

    /// Returns the objection to the property `own` in the place of `base`, if every type checker has one.
    pub(super) fn of_parts(&self, own: &[Function], base: &[Function]) -> Option<PropertyObjection> {
        let is_property = |all: &[Function]| all.iter().any(|it| it.is_decorated("builtins", "property"));
        if !is_property(own) || !is_property(base) {
            return None;
        }
        let [reading, writing] = self.parts(own, base).map(|it| it == Objection::Property);
        let has_setter = own.iter().any(is_setter);
        let is_lost = writing && !has_setter;
        (reading || writing).then_some(PropertyObjection { reading, writing, is_lost, has_setter })
    }

    /// Returns the objections to reading and to assigning the property `own` in the place of `base`.
    fn parts(&self, own: &[Function], base: &[Function]) -> [Objection; 2] {
        let read =
            |all: &[Function]| all.iter().find(|it| !is_setter(it)).and_then(|getter| getter.returns.clone());
        let written = |all: &[Function]| {
            let setter = all.iter().find(|it| is_setter(it))?;
            setter.parameters.get(1)?.annotation.clone()
        };
        let reading = self.takes(read(own).as_ref(), read(base).as_ref(), Objection::Property);
        let writing = match (written(own), written(base)) {
            (_, None) => Objection::None,
            (None, Some(_)) => Objection::Property,
            (Some(own), Some(base)) => self.takes(Some(&base), Some(&own), Objection::Property),
        };
        [reading, writing]
    }

    fn method(&self, own: &Function, base: &Function) -> Objection {
        if receiver(own) != receiver(base) {
            return Objection::Receiver;
        }
        let returned = self.takes(own.returns.as_ref(), base.returns.as_ref(), Objection::Call);
        let form = if own.form == base.form { Objection::None } else { Objection::Call };
        let is_open = CallShape::of(own).is_open() || CallShape::of(base).is_open();
        let called = if is_open { Objection::None } else { self.called(own, base) };
        Objection::worst([returned, form, called])
    }

    /// Whether `own` takes the arguments that `base` takes.
    fn called(&self, own: &Function, base: &Function) -> Objection {
        if !CallShape::of(own).takes_all_of(CallShape::of(base)) {
            return Objection::Call;
        }
        let (own, base) = (arguments(own), arguments(base));
        let of = |all: &[&Parameter], kind| all.iter().any(|parameter| parameter.kind == kind);
        if of(&base, ParameterKind::VarKeyword) && !of(&own, ParameterKind::VarKeyword) {
            return Objection::Call;
        }
        let mut found = Objection::None;
        for (index, parameter) in base.iter().enumerate() {
            let by_name = |it: &&&Parameter| it.name == parameter.name && can_be_named(it);
            let own_one = match parameter.kind {
                ParameterKind::PositionalOnly => own.get(index).filter(|it| is_positional(it)),
                ParameterKind::PositionalOrKeyword => {
                    let at_place = own.get(index).filter(|it| is_positional(it));
                    if at_place.is_some_and(|it| it.name != parameter.name || !can_be_named(it)) {
                        let is_elsewhere = own.iter().any(|it| by_name(&it));
                        let lost = if is_elsewhere { Objection::Call } else { Objection::Name };
                        found = found.max(lost);
                    }
                    at_place
                }
                ParameterKind::KeywordOnly => {
                    let named = own.iter().find(by_name);
                    if named.is_none() && !of(&own, ParameterKind::VarKeyword) {
                        return Objection::Call;
                    }
                    named
                }
                ParameterKind::VarPositional | ParameterKind::VarKeyword => {
                    own.iter().find(|it| it.kind == parameter.kind)
                }
            };
            let own_type = own_one.and_then(|it| it.annotation.as_ref());
            found = found.max(self.takes(parameter.annotation.as_ref(), own_type, Objection::Call));
        }
        found
    }

    /// Returns the objection to a `value` where a `wanted` is expected. A type that is not stated is any type.
    fn takes(&self, value: Option<&Expr>, wanted: Option<&Expr>, otherwise: Objection) -> Objection {
        let (Some(value), Some(wanted)) = (value, wanted) else { return Objection::None };
        Objection::of_types(is_assignable(value, wanted, self.is_below), otherwise)
    }
}

/// The decorator that states the receiver of a method.
fn receiver(function: &Function) -> Option<&'static str> {
    ["staticmethod", "classmethod"].into_iter().find(|name| function.is_decorated("builtins", name))
}

/// The parameters without the receiver.
fn arguments(function: &Function) -> Vec<&Parameter> {
    function.parameters.iter().filter(|parameter| parameter.annotation.is_some()).collect()
}

fn is_positional(parameter: &Parameter) -> bool {
    matches!(parameter.kind, ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword)
}

fn can_be_named(parameter: &Parameter) -> bool {
    matches!(parameter.kind, ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly)
}

fn is_setter(function: &Function) -> bool {
    function.decorators.iter().any(|decorator| matches!(decorator, Decorator::Setter(_)))
}

fn is_deleter(function: &Function) -> bool {
    function.decorators.iter().any(|decorator| matches!(decorator, Decorator::Deleter(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::model::FunctionForm;

    fn parameter(name: &str, kind: ParameterKind, r#type: &str, default: Option<&str>) -> Parameter {
        let default = default.map(|default| Expr::Literal(default.to_owned()));
        Parameter { name: name.to_owned(), kind, annotation: Some(Expr::builtin(r#type)), default }
    }

    fn plain(name: &str, r#type: &str) -> Parameter {
        parameter(name, ParameterKind::PositionalOrKeyword, r#type, None)
    }

    fn method(parameters: Vec<Parameter>, returns: &str) -> Function {
        let receiver = Parameter {
            name: "self".to_owned(),
            kind: ParameterKind::PositionalOrKeyword,
            annotation: None,
            default: None,
        };
        let mut function = Function::new("f", Expr::builtin(returns));
        function.parameters = std::iter::once(receiver).chain(parameters).collect();
        function
    }

    fn property(returns: &str) -> Function {
        let mut function = method(Vec::new(), returns);
        function.decorators.push(Decorator::Plain(Expr::builtin("property")));
        function
    }

    fn objection(own: &[Function], base: &[Function]) -> Objection {
        Overriding { is_below: &|_, _| false }.objection(own, base)
    }

    fn of_methods(own: Function, base: Function) -> Objection {
        objection(&[own], &[base])
    }

    #[test]
    fn a_method_that_can_be_used_like_the_overridden_one_is_accepted() {
        let base = || method(vec![plain("x", "int")], "int");
        assert_eq!(of_methods(base(), base()), Objection::None);
        let wider = method(
            vec![plain("x", "float"), parameter("y", ParameterKind::KeywordOnly, "int", Some("1"))],
            "bool",
        );
        assert_eq!(of_methods(wider, base()), Objection::None);
        assert_eq!(objection(&[base()], &[]), Objection::None);
    }

    #[test]
    fn a_lost_default_and_other_types_are_not_accepted() {
        let optional =
            method(vec![parameter("x", ParameterKind::PositionalOrKeyword, "int", Some("1"))], "int");
        assert_eq!(of_methods(method(vec![plain("x", "int")], "int"), optional), Objection::Call);
        let base = || method(vec![plain("x", "int")], "int");
        assert_eq!(of_methods(method(vec![plain("x", "str")], "int"), base()), Objection::Call);
        assert_eq!(of_methods(method(vec![plain("x", "int")], "str"), base()), Objection::Call);
        let with_keyword = method(
            vec![plain("x", "int"), parameter("y", ParameterKind::KeywordOnly, "int", Some("1"))],
            "int",
        );
        assert_eq!(of_methods(base(), with_keyword), Objection::Call);
        let coroutine = Function { form: FunctionForm::Async, ..base() };
        assert_eq!(of_methods(coroutine, base()), Objection::Call);
    }

    #[test]
    fn a_name_is_lost_if_no_argument_has_it() {
        let base = || method(vec![plain("x", "int"), plain("y", "int")], "int");
        assert_eq!(
            of_methods(method(vec![plain("x", "int"), plain("z", "int")], "int"), base()),
            Objection::Name
        );
        assert_eq!(
            of_methods(method(vec![plain("y", "int"), plain("x", "int")], "int"), base()),
            Objection::Call
        );
    }

    #[test]
    fn a_property_is_overridden_by_one_that_does_the_same() {
        assert_eq!(objection(&[property("int")], &[property("int")]), Objection::None);
        assert_eq!(objection(&[property("str")], &[property("int")]), Objection::Property);
        assert_eq!(objection(&[method(Vec::new(), "int")], &[property("int")]), Objection::Property);
        assert_eq!(objection(&[property("int")], &[method(Vec::new(), "int")]), Objection::Property);
    }
}
