//! The facts of a synthetic extension, in memory: what a library of that size would hand out.

use pyo3_stub_gen::facts::{
    ClassFact, ClassKind, DefaultFact, Fact, Facts, FunctionFact, LocalExpr, MemberFact, MethodsFact,
    ParameterFact, ParameterKind, Position, Receiver, StubOptions, TypeExpr,
};

/// What an extension has much of. Each shape is hard work for another stage of the generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Functions and classes in one module, as most projects have them.
    Plain,
    /// Submodules in submodules, three items each: work for the collector.
    Nested,
    /// Names of builtins, and types that refer to other classes: work for the resolver.
    Shadowing,
    /// Many parameters and long docstrings: work for the writer.
    Wordy,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Nested, Self::Shadowing, Self::Wordy];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Nested => "nested",
            Self::Shadowing => "shadowing",
            Self::Wordy => "wordy",
        }
    }

    /// Where the item `number` is, below the extension module.
    fn module(self, number: usize) -> Option<String> {
        match self {
            Self::Nested => Some(format!("{MODULE}.outer_{}.inner_{}", number / 30, number / 3)),
            Self::Shadowing => {
                let group = number / 100;
                Some(format!("{MODULE}.group_{group}.{}", BUILTINS[group % BUILTINS.len()]))
            }
            Self::Plain | Self::Wordy => None,
        }
    }

    fn doc(self) -> String {
        match self {
            Self::Wordy => DOC.repeat(12),
            _ => DOC.to_owned(),
        }
    }

    /// How often a function has the same parameters.
    fn parameters(self) -> usize {
        if self == Self::Wordy { 6 } else { 1 }
    }
}

/// The module of the facts, as Python imports it.
pub const MODULE: &str = "synthetic";

/// What a submodule or a function may be called.
const BUILTINS: [&str; 8] = ["int", "str", "list", "dict", "float", "bool", "tuple", "type"];

const DOC: &str = "What it is for, in a sentence.\n\nWhat it needs, and what it gives, in another one.\n";

/// The facts of an extension with `items` functions, classes, methods and fields.
#[must_use]
pub fn facts(shape: Shape, items: usize) -> Facts {
    let mut facts = Vec::new();
    let mut counted = 0;
    while counted < items {
        let number = counted;
        // As in the synthetic crates: ten functions, and a class that counts five.
        if number % 15 == 10 && counted + 5 <= items {
            facts.extend(class(shape, number));
            counted += 5;
        } else {
            facts.push(Fact::Function(function(shape, number)));
            counted += 1;
        }
    }
    Facts { library_version: env!("CARGO_PKG_VERSION").to_owned(), facts }
}

fn position(number: usize) -> Position {
    let line = u32::try_from(number).unwrap_or(u32::MAX).saturating_mul(10).saturating_add(1);
    Position { file: "src/lib.rs".to_owned(), line, column: 1 }
}

fn builtin(number: usize) -> TypeExpr {
    TypeExpr::builtin(BUILTINS[number % 2])
}

/// A type that changes with `number`: a name, a container, or a union.
fn r#type(shape: Shape, number: usize) -> TypeExpr {
    match number % 4 {
        0 => builtin(number / 4),
        1 => TypeExpr::named("collections.abc", "Sequence").subscript(vec![builtin(number)]),
        2 => TypeExpr::builtin("dict").subscript(vec![TypeExpr::builtin("str"), builtin(number)]),
        _ if shape == Shape::Shadowing && number > 15 => {
            // The class before, which is mostly in this module, and sometimes in the one before.
            let other = number / 15 * 15 - 5;
            let class = LocalExpr { module: shape.module(other), name: format!("Account{other}") };
            TypeExpr::union([TypeExpr::Local(class), builtin(number), TypeExpr::None])
        }
        _ => TypeExpr::union([builtin(number), TypeExpr::None]),
    }
}

fn parameters(shape: Shape, number: usize) -> Vec<ParameterFact> {
    let parameter = |index: usize| ParameterFact {
        name: format!("value_{index}"),
        kind: ParameterKind::PositionalOrKeyword,
        r#type: r#type(shape, number + index),
        default: (index > 0).then(|| DefaultFact::Text("...".to_owned())),
    };
    (0..(1 + number % 3) * shape.parameters()).map(parameter).collect()
}

fn function(shape: Shape, number: usize) -> FunctionFact {
    let name = match shape {
        // Every module has a function that shadows a builtin.
        Shape::Shadowing if number.is_multiple_of(100) => {
            BUILTINS[(number / 100 + 1) % BUILTINS.len()].to_owned()
        }
        _ => format!("function_{number}"),
    };
    FunctionFact {
        name,
        module: shape.module(number),
        receiver: Receiver::None,
        parameters: parameters(shape, number),
        returns: r#type(shape, number + 7),
        doc: shape.doc(),
        is_async: false,
        is_overload: false,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: position(number),
        index: 0,
    }
}

fn method(shape: Shape, number: usize, name: &str, receiver: Receiver) -> FunctionFact {
    FunctionFact { name: name.to_owned(), module: None, receiver, ..function(shape, number) }
}

/// A class with a field and three methods.
fn class(shape: Shape, number: usize) -> [Fact; 2] {
    let id = u32::try_from(number).unwrap_or(u32::MAX);
    let name = format!("Account{number}");
    let balance = MemberFact {
        name: "balance".to_owned(),
        r#type: builtin(0),
        doc: shape.doc(),
        default: None,
        deprecated: None,
        stub_options: StubOptions::default(),
        position: position(number),
    };
    let class = ClassFact {
        module: shape.module(number),
        doc: shape.doc(),
        getters: vec![balance],
        ..ClassFact::new(id, name.clone(), ClassKind::Struct, position(number))
    };
    let methods = MethodsFact {
        class: id,
        rust_name: name,
        constants: Vec::new(),
        getters: Vec::new(),
        setters: Vec::new(),
        deleters: Vec::new(),
        skipped: Vec::new(),
        methods: vec![
            method(shape, number, "new", Receiver::New),
            method(shape, number + 1, "deposit", Receiver::Instance),
            method(shape, number + 2, "history", Receiver::Instance),
        ],
        position: position(number),
    };
    [Fact::Class(class), Fact::Methods(methods)]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use pyo3_stub_gen::generate::{Config, render};

    #[test]
    fn every_shape_is_an_extension_that_has_a_stub() {
        for shape in Shape::ALL {
            let stub = render(&facts(shape, 3000), MODULE, &Config::default()).unwrap();
            assert_eq!(stub.warnings, [], "{shape:?}");
            assert_eq!(stub.text.matches("def deposit(").count(), 200, "{shape:?}");
        }
    }
}
