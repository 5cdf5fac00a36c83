//! The codes of changes between two stubs, each with its verdict.
//!
//! A message continues the dotted name of what has changed: `m.f` "is gone". The Python side of the comparison sends the codes
//! and the parts of the messages, and none of the texts.

use serde::Serialize;
use std::fmt;

/// What a change means for code that uses the types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Type checkers reject code that they accepted before.
    Breaking,
    /// Type checkers accept more, or know more, than before.
    Compatible,
    /// Type checkers do not notice it.
    Invisible,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Invisible => "invisible",
        })
    }
}

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangeRule {
    /// The stable name, such as `parameter-removed`.
    pub code: &'static str,
    /// What it means for users.
    pub verdict: Verdict,
    /// The message, with the names of its parts in braces.
    pub message: &'static str,
    /// The lines of the explanation.
    lines: &'static [&'static str],
}

/// Makes the table from rows with the explanation as their documentation.
macro_rules! changes {
    ($( $(#[doc = $line:literal])+ $code:literal: $verdict:ident => $message:literal, )*) => {
        /// Every kind of change.
        pub const CHANGES: &[ChangeRule] = &[
            $(ChangeRule {
                code: $code,
                verdict: Verdict::$verdict,
                message: $message,
                lines: &[$($line),+],
            }),*
        ];
    };
}

changes! {
    // Names.
    /// A name is gone. Every use of it is rejected.
    "removed": Breaking => "is gone; it was {kind}",
    /// A name is new.
    "added": Compatible => "is new: {kind}",
    /// A name has become something else, which cannot be used as before.
    "kind-changed": Breaking => "was {old}, and is now {new}",
    /// A name has become something else, which can be used as before, such as a class in the place of a function.
    "kind-refined": Compatible => "was {old}, and is now {new}, which can be used in the same way",
    /// A name is no longer in what `*` imports. The star import succeeds, and the name is not defined after it.
    "export-removed": Breaking => "no longer exports `{name}` to `from … import *`",
    /// A name is now in what `*` imports.
    "export-added": Compatible => "exports `{name}` to `from … import *`",
    /// `import` does not find the module anymore. It may still be an attribute of its parent.
    "import-removed": Breaking => "cannot be imported as `{module}` anymore",
    /// `import` finds the module now.
    "import-added": Compatible => "can be imported as `{module}`",
    /// The module is an attribute whose classes cannot be named in annotations. All type checkers but pyrefly reject `x: m.sub.Foo`.
    "types-unreachable": Breaking => "is now a variable, so its classes cannot be used in annotations",
    /// The classes of the module can be named in annotations now.
    "types-reachable": Compatible => "is no longer a variable, so its classes can be used in annotations",
    /// A name refers to another module than before.
    "module-replaced": Breaking => "is now the module `{new}` instead of `{old}`",
    /// A name refers to another class than before.
    "class-replaced": Breaking => "is now the class `{new}` instead of `{old}`",
    /// Type checkers warn of each use. The use is not rejected otherwise.
    "deprecated": Compatible => "is deprecated: {reason}",

    // Calls.
    /// A parameter is gone, and neither `*args` nor `**kwargs` takes what is passed for it.
    "parameter-removed": Breaking => "has no parameter `{parameter}` anymore",
    /// A parameter is new, and each call must pass it.
    "parameter-added-required": Breaking => "requires the new parameter `{parameter}`",
    /// A parameter is new and can be left out.
    "parameter-added": Compatible => "has the new parameter `{parameter}`, which can be left out",
    /// A parameter could be left out before.
    "parameter-required": Breaking => "requires `{parameter}`, which could be left out",
    /// A parameter can be left out now.
    "parameter-optional": Compatible => "no longer requires `{parameter}`",
    /// A parameter has another name, so calls that pass it by name are rejected.
    "parameter-renamed": Breaking => "calls `{parameter}` now `{now}`, and rejects the old name",
    /// A parameter has another place, so calls that pass it by position pass another one.
    "parameter-moved": Breaking => "has `{parameter}` at another place",
    /// A parameter cannot be passed by position anymore.
    "parameter-keyword-only": Breaking => "takes `{parameter}` by name only",
    /// A parameter cannot be passed by name anymore.
    "parameter-positional-only": Breaking => "takes `{parameter}` by position only",
    /// A parameter can be passed by name now.
    "parameter-by-keyword": Compatible => "takes `{parameter}` by the name `{now}` too",
    /// A parameter can be passed by position now.
    "parameter-by-position": Compatible => "takes `{parameter}` by position too",
    /// A parameter does not accept every type that it accepted.
    "parameter-narrowed": Breaking => "takes `{new}` for `{parameter}` instead of `{old}`",
    /// A parameter accepts more types.
    "parameter-widened": Compatible => "takes `{new}` for `{parameter}`, which includes `{old}`",
    /// A parameter accepted everything, because its type was `Any` or missing.
    "parameter-typed": Breaking => "takes `{new}` for `{parameter}` instead of everything (`{old}`)",
    /// The default of a parameter has another text in the stub.
    "default-changed": Invisible => "has `{new}` as the default of `{parameter}` instead of `{old}`",
    /// The result is of a type that cannot be used in every place of the old one.
    "result-widened": Breaking => "returns `{new}` instead of `{old}`",
    /// The result has a more precise type.
    "result-narrowed": Compatible => "returns `{new}`, which is more precise than `{old}`",
    /// The result could be used as everything, because its type was `Any` or missing.
    "result-typed": Breaking => "returns `{new}` instead of something unknown (`{old}`)",
    /// The result is less known: its type contains `Any` where it did not. Type checkers accept every use, also wrong ones.
    "result-untyped": Compatible => "returns `{new}`, which says less than `{old}`",
    /// A function never returns: its result is `Never` or `NoReturn`. What follows a call is not checked anymore.
    "result-never": Breaking => "never returns; it returned `{old}`",
    /// A call is awaited now and was not, or the other way round.
    "async-changed": Breaking => "is now {new} instead of {old}",
    /// A method is called on another object: on an instance, or on the class.
    "binding-changed": Breaking => "was {old}, and is now {new}",
    /// No overload accepts the calls that an earlier one accepted.
    "overload-removed": Breaking => "no longer accepts the calls of `{overload}`",
    /// An overload accepts or tells apart more calls.
    "overload-added": Compatible => "has the new overload `{overload}`",
    /// The overloads have another order, in which another one applies to some calls.
    "overloads-reordered": Breaking => "has its overloads in another order, so another one applies to some calls",
    /// A type variable of a function accepts fewer types.
    "type-variable-narrowed": Breaking => "is now `{new}` instead of `{old}`, whose type variables accept more",
    /// A type variable of a function accepts more types.
    "type-variable-widened": Compatible => "is now `{new}` instead of `{old}`, whose type variables accept less",
    /// The signature does not accept every call of the old one, for a reason without a code of its own.
    "signature-changed": Breaking => "is now `{new}` instead of `{old}`",
    /// The signature accepts every call of the old one and more, or tells more of its result.
    "signature-widened": Compatible => "is now `{new}`, which can be called as `{old}`",

    // Attributes.
    /// What is read from a variable or attribute cannot be used in every place of the old type.
    "attribute-widened": Breaking => "is `{new}` instead of `{old}`",
    /// What is read from a variable or attribute has a more precise type.
    "attribute-narrowed": Compatible => "is `{new}`, which is more precise than `{old}`",
    /// The attribute could be used as everything, because its type was `Any` or missing.
    "attribute-typed": Breaking => "is `{new}` instead of something unknown (`{old}`)",
    /// The type of the attribute contains `Any` where it did not.
    "attribute-untyped": Compatible => "is `{new}`, which says less than `{old}`",
    /// A variable or attribute can still be assigned, but not every value that it accepted.
    "assignment-narrowed": Breaking => "can be assigned `{new}` instead of `{old}`",
    /// A variable or attribute cannot be assigned anymore: it is `Final`, or a property without a setter.
    "setter-removed": Breaking => "cannot be assigned anymore",
    /// A variable or attribute can be assigned now.
    "setter-added": Compatible => "can be assigned",
    /// An attribute cannot be deleted anymore.
    "deleter-removed": Breaking => "cannot be deleted anymore",
    /// An attribute belongs to the class now, so it cannot be assigned on an instance.
    "class-variable": Breaking => "is now a `ClassVar`, which cannot be assigned on an instance",
    /// A `Final` constant has another value in the stub. Only a `Literal` type shows it.
    "value-changed": Compatible => "is `{new}` instead of `{old}`",

    // Classes.
    /// Instances are not accepted anymore where the base is.
    "base-removed": Breaking => "does not inherit from `{base}` anymore",
    /// Instances are accepted where the base is.
    "base-added": Compatible => "inherits from `{base}`",
    /// A class cannot be subclassed anymore, or a method cannot be overridden.
    "final-added": Breaking => "is now final",
    /// A class can be subclassed, or a method can be overridden.
    "final-removed": Compatible => "is no longer final",
    /// A class with an abstract member cannot be instantiated, and its subclasses must define the member.
    "abstract-added": Breaking => "is now abstract",
    /// A member is not abstract anymore.
    "abstract-removed": Compatible => "is no longer abstract",
    /// A class has become an enum, a protocol, a `TypedDict` or a named tuple, or is not one anymore.
    "class-kind-changed": Breaking => "was {old}, and is now {new}",
    /// The type parameters of a class accept other arguments than before.
    "type-parameters-changed": Breaking => "has the type parameters {new} instead of {old}",
    /// Subclasses that call the constructor of their base call a method that the class does not have anymore.
    "constructor-replaced": Breaking => "is the constructor instead of `{old}`, which subclasses may call",
    /// A class defines `__eq__` and not `__hash__`, so Python gives it no hash. pyright and ty know it.
    "hash-removed": Breaking => "cannot be hashed anymore, because it has `__eq__` and no `__hash__`",
    /// An enum has another member. Code that handles every member is rejected.
    "enum-member-added": Breaking => "is a new member, which code that handles all members does not handle",
    /// A protocol has another member. Classes without it do not implement the protocol anymore.
    "protocol-member-added": Breaking => "is a new member of a protocol, which implementations lack",
    /// A member of a protocol has another type. Classes that implement it may not fit anymore.
    "protocol-member-changed": Breaking => "is `{new}` instead of `{old}`, which implementations may contradict",
    /// The fields of a named tuple have other names, another order or another number.
    "fields-changed": Breaking => "has the fields {new} instead of {old}",
    /// A key of a `TypedDict` is gone.
    "key-removed": Breaking => "has no key `{key}` anymore",
    /// A key of a `TypedDict` is new, and every dictionary needs it.
    "key-added-required": Breaking => "requires the new key `{key}`",
    /// A key of a `TypedDict` is new and may be missing.
    "key-added": Compatible => "may have the new key `{key}`",
    /// A key of a `TypedDict` must be there now.
    "key-required": Breaking => "requires the key `{key}`, which could be missing",
    /// A key of a `TypedDict` may be missing now. pyright rejects reading it without a check.
    "key-not-required": Breaking => "may lack the key `{key}`",
    /// A key of a `TypedDict` cannot be assigned anymore.
    "key-read-only": Breaking => "has the key `{key}`, which cannot be assigned anymore",
    /// A key of a `TypedDict` has a wider type, so what is read from it may be rejected.
    "key-widened": Breaking => "has `{new}` for the key `{key}` instead of `{old}`",
    /// A key of a `TypedDict` has a narrower type, so dictionaries with other values are rejected.
    "key-narrowed": Breaking => "has `{new}` for the key `{key}` instead of `{old}`",
    /// A key of a `TypedDict` has another type.
    "key-changed": Breaking => "has `{new}` for the key `{key}` instead of `{old}`",
    /// The type of a key of a `TypedDict` contains `Any` where it did not.
    "key-untyped": Compatible => "has `{new}` for the key `{key}`, which says less than `{old}`",

    // Types.
    /// A type alias stands for another type. It is used for parameters and for results, so either direction may be rejected.
    "alias-changed": Breaking => "stands for `{new}` instead of `{old}`",
    /// A public type variable has another bound, other constraints or another variance.
    "type-variable-changed": Breaking => "is another type variable",

    // What type checkers do not see.
    /// A docstring has another text.
    "documentation-changed": Invisible => "has another docstring",
    /// A type or a signature is spelled otherwise and means the same.
    "spelling-changed": Invisible => "is spelled otherwise",
}

/// Returns the kind of change with this code.
pub fn change(code: &str) -> Option<&'static ChangeRule> {
    CHANGES.iter().find(|rule| rule.code == code)
}

impl ChangeRule {
    /// Returns the explanation, as one sentence or more.
    pub fn explanation(&self) -> String {
        self.lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the message with its parts.
    pub fn text(&self, parts: &serde_json::Map<String, serde_json::Value>) -> String {
        let mut text = String::new();
        let mut rest = self.message;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match parts.get(name) {
                Some(serde_json::Value::String(part)) => text.push_str(part),
                Some(part) => text.push_str(&part.to_string()),
                // The Python side is a part of this program, and a test asks for every message.
                None => text.push('…'),
            }
            rest = after;
        }
        text + rest
    }
}
