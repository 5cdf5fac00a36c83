//! Random modules: what they hold, and the facts that say so.

use pyo3_stub_gen::facts::*;
use std::collections::BTreeSet;
use stub_tests::random::Random;

/// Names of builtins, of `typing`, of modules that stubs import, keywords with an underscore, and names
/// that the generator makes up itself.
const NAMES: [&str; 39] = [
    "int",
    "str",
    "list",
    "dict",
    "type",
    "object",
    "property",
    "staticmethod",
    "classmethod",
    "tuple",
    "bool",
    "float",
    "Any",
    "Protocol",
    "final",
    "overload",
    "Sequence",
    "ClassVar",
    "Self",
    "Never",
    "NoReturn",
    "Coroutine",
    "NoneType",
    "typing",
    "builtins",
    "collections",
    "warnings",
    "datetime",
    "types",
    "_typing",
    "_builtins",
    "_FooProtocol",
    "_IntProtocol",
    "Foo",
    "Bar",
    "class_",
    "from_",
    "sub",
    "_Sub",
];

/// A type, for facts and for the reference.
#[derive(Debug, Clone)]
pub enum Type {
    /// A name of another module.
    External(&'static str, &'static str),
    /// `base[argument]`.
    Subscript(Box<Type>, Box<Type>),
    /// `type | None`.
    Optional(Box<Type>),
    /// A class of the module: the path of its submodule, and its name.
    Local(Vec<String>, String),
    /// An alias of the module, and what it stands for.
    Alias(Vec<String>, String, Box<Type>),
    /// `None`.
    None,
}

/// A function or method.
#[derive(Debug, Clone)]
pub struct Function {
    pub name: String,
    pub receiver: Receiver,
    pub parameters: Vec<Type>,
    pub returns: Type,
    pub is_async: bool,
}

/// A class.
#[derive(Debug, Clone)]
pub struct Class {
    pub name: String,
    pub variant: Option<String>,
    pub methods: Vec<Function>,
    pub properties: Vec<(String, Type)>,
    pub subclass: bool,
    pub eq: bool,
}

/// The contents of the module or of one of its submodules.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    pub path: Vec<String>,
    pub classes: Vec<Class>,
    pub functions: Vec<Function>,
    pub variables: Vec<(String, Type)>,
    pub aliases: Vec<(String, Type)>,
}

/// A module with its submodules.
#[derive(Debug, Clone)]
pub struct Module {
    pub name: String,
    /// The module itself comes first.
    pub contents: Vec<Contents>,
}

/// A random module.
pub fn module(name: &str, random: &mut Random) -> Module {
    let mut contents = vec![Contents::default()];
    for _ in 0..1 + random.below(5) {
        let parent = random.pick(&contents).path.clone();
        let path = [parent, vec![(*random.pick(&NAMES)).to_owned()]].concat();
        if contents.iter().all(|other| other.path != path) {
            contents.push(Contents { path, ..Contents::default() });
        }
    }
    let mut maker = Maker { taken: BTreeSet::new(), known: Vec::new(), random };
    for submodule in &contents[1..] {
        let (name, parent) = submodule.path.split_last().expect("a name");
        maker.taken.insert((parent.to_vec(), name.clone()));
    }
    maker.fill(&mut contents);
    Module { name: name.to_owned(), contents }
}

struct Maker<'a> {
    taken: BTreeSet<(Vec<String>, String)>,
    /// The classes and aliases that types may name.
    known: Vec<Type>,
    random: &'a mut Random,
}

impl Maker<'_> {
    fn fill(&mut self, contents: &mut [Contents]) {
        let places: Vec<Vec<String>> = contents.iter().map(|one| one.path.clone()).collect();
        let mut classes = Vec::new();
        for _ in 0..self.random.below(6) {
            if let Some((place, path, name)) = self.name(&places) {
                self.known.push(Type::Local(path, name.clone()));
                classes.push((place, name));
            }
        }
        for _ in 0..self.random.below(3) {
            if let Some((place, path, name)) = self.name(&places) {
                // Neither of a class, as that may form circles, nor of a union, whose alias some checkers show.
                let of = [Type::External("builtins", "int"), Type::External("datetime", "datetime")];
                let target = self.random.pick(&of).clone();
                self.known.push(Type::Alias(path, name.clone(), Box::new(target.clone())));
                contents[place].aliases.push((name, target));
            }
        }
        for (place, name) in classes {
            let class = self.class(name);
            contents[place].classes.push(class);
        }
        for _ in 0..4 + self.random.below(8) {
            if let Some((place, _, name)) = self.name(&places) {
                if self.random.once_in(5) {
                    let of = self.of();
                    contents[place].variables.push((name, of));
                } else {
                    let function = self.function(name, Receiver::None);
                    contents[place].functions.push(function);
                }
            }
        }
    }

    /// A module, its path, and a name that is free in it.
    fn name(&mut self, places: &[Vec<String>]) -> Option<(usize, Vec<String>, String)> {
        let place = self.random.below(places.len());
        let (path, name) = (places[place].clone(), (*self.random.pick(&NAMES)).to_owned());
        self.taken.insert((path.clone(), name.clone())).then_some((place, path, name))
    }

    fn class(&mut self, name: String) -> Class {
        let mut taken = BTreeSet::new();
        let variant = self.random.once_in(4).then(|| (*self.random.pick(&NAMES)).to_owned());
        taken.extend(variant.clone());
        let (mut methods, mut properties) = (Vec::new(), Vec::new());
        for _ in 0..self.random.below(6) {
            let member = (*self.random.pick(&NAMES)).to_owned();
            if !taken.insert(member.clone()) {
                continue;
            }
            if self.random.once_in(3) {
                let of = self.of();
                properties.push((member, of));
            } else {
                let receivers = [Receiver::Instance, Receiver::Static, Receiver::Class];
                let receiver = *self.random.pick(&receivers);
                methods.push(self.function(member, receiver));
            }
        }
        let (subclass, eq) = (variant.is_none() && self.random.once_in(2), self.random.once_in(2));
        Class { name, variant, methods, properties, subclass, eq }
    }

    fn function(&mut self, name: String, receiver: Receiver) -> Function {
        let parameters = (0..self.random.below(3)).map(|_| self.of()).collect();
        let (returns, is_async) = (self.of(), self.random.once_in(6));
        Function { name, receiver, parameters, returns, is_async }
    }

    fn of(&mut self) -> Type {
        if !self.known.is_empty() && self.random.once_in(3) {
            return self.random.pick(&self.known).clone();
        }
        let inner = || Box::new(Type::External("builtins", "int"));
        match self.random.below(8) {
            0 => Type::Subscript(Box::new(Type::External("builtins", "type")), inner()),
            1 if !self.known.is_empty() => Type::Subscript(
                Box::new(Type::External("builtins", "list")),
                Box::new(self.random.pick(&self.known).clone()),
            ),
            2 if !self.known.is_empty() => Type::Optional(Box::new(self.random.pick(&self.known).clone())),
            3 => Type::None,
            _ => self.external(),
        }
    }

    fn external(&mut self) -> Type {
        let of = |module, name| Type::External(module, name);
        let sequence =
            Type::Subscript(Box::new(of("collections.abc", "Sequence")), Box::new(of("builtins", "str")));
        let choices = [
            of("builtins", "int"),
            of("builtins", "str"),
            of("builtins", "bool"),
            of("builtins", "float"),
            of("builtins", "object"),
            of("typing", "Any"),
            of("datetime", "datetime"),
            sequence,
            Type::Optional(Box::new(of("builtins", "int"))),
        ];
        self.random.pick(&choices).clone()
    }
}

impl Module {
    /// The facts that a registry would return.
    pub fn facts(&self) -> Facts {
        let mut facts = Vec::new();
        for contents in &self.contents {
            let module = Some([vec![self.name.clone()], contents.path.clone()].concat().join("."));
            let doc = "A module.".to_owned();
            facts.push(Fact::ModuleDoc(ModuleDocFact { module: module.clone(), doc, position: None }));
            for function in &contents.functions {
                facts.push(Fact::Function(self.function(function, module.clone(), facts.len())));
            }
            for (name, of) in &contents.variables {
                facts.push(Fact::Variable(VariableFact {
                    name: name.clone(),
                    module: module.clone(),
                    r#type: self.expr(of),
                    value: None,
                    doc: String::new(),
                    position: None,
                }));
            }
            for (name, of) in &contents.aliases {
                facts.push(Fact::TypeAlias(TypeAliasFact {
                    name: name.clone(),
                    module: module.clone(),
                    r#type: self.expr(of),
                    doc: String::new(),
                    position: None,
                }));
            }
            for class in &contents.classes {
                self.class(class, module.clone(), &mut facts);
            }
        }
        Facts { library_version: String::new(), facts }
    }

    fn class(&self, class: &Class, module: Option<String>, facts: &mut Vec<Fact>) {
        let id = u32::try_from(facts.len()).expect("a small number");
        let kind = match &class.variant {
            Some(name) => {
                ClassKind::SimpleEnum(vec![SimpleVariantFact { name: name.clone(), doc: String::new() }])
            }
            None => ClassKind::Struct,
        };
        facts.push(Fact::Class(ClassFact {
            module,
            options: [(ClassOption::Subclass, class.subclass), (ClassOption::Eq, class.eq)]
                .into_iter()
                .filter_map(|(option, is_set)| is_set.then_some(option))
                .collect(),
            ..ClassFact::new(id, class.name.clone(), kind, at(facts.len()))
        }));
        let methods = class.methods.iter().enumerate();
        let properties = class.properties.iter().enumerate();
        facts.push(Fact::Methods(MethodsFact {
            class: id,
            rust_name: class.name.clone(),
            constants: Vec::new(),
            getters: properties.map(|(line, (name, of))| self.member(name, of, line)).collect(),
            setters: Vec::new(),
            deleters: Vec::new(),
            skipped: Vec::new(),
            methods: methods.map(|(line, method)| self.function(method, None, line)).collect(),
            position: at(facts.len()),
        }));
    }

    fn member(&self, name: &str, of: &Type, line: usize) -> MemberFact {
        MemberFact {
            name: name.to_owned(),
            r#type: self.expr(of),
            doc: String::new(),
            default: None,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: at(line),
        }
    }

    fn function(&self, function: &Function, module: Option<String>, line: usize) -> FunctionFact {
        let parameters = function.parameters.iter().enumerate().map(|(index, of)| ParameterFact {
            name: format!("a{index}"),
            kind: ParameterKind::PositionalOrKeyword,
            r#type: self.expr(of),
            default: None,
        });
        FunctionFact {
            name: function.name.clone(),
            module,
            receiver: function.receiver,
            parameters: parameters.collect(),
            returns: self.expr(&function.returns),
            doc: String::new(),
            is_async: function.is_async,
            is_overload: false,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: at(line),
            index: 0,
        }
    }

    fn expr(&self, of: &Type) -> TypeExpr {
        match of {
            Type::External("typing", "Any") => TypeExpr::Any,
            Type::External(module, name) => TypeExpr::named(module, name),
            Type::Subscript(base, argument) => self.expr(base).subscript(vec![self.expr(argument)]),
            Type::Optional(inner) => TypeExpr::union([self.expr(inner), TypeExpr::None]),
            Type::Local(path, name) | Type::Alias(path, name, _) => {
                let module = Some([vec![self.name.clone()], path.clone()].concat().join("."));
                TypeExpr::Local(LocalExpr { module, name: name.clone() })
            }
            Type::None => TypeExpr::None,
        }
    }
}

fn at(line: usize) -> Position {
    Position { file: "src/lib.rs".to_owned(), line: u32::try_from(line).expect("a small number"), column: 1 }
}
