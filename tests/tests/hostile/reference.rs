//! The same stub with every name qualified by an import that no name of the module can shadow.

use crate::Case;
use crate::modules::{Class, Contents, Function, Module, Type};
use pyo3_stub_gen::facts::Receiver;
use pyo3_stub_gen::generate::SubmoduleStyle;
use pyo3_stub_gen::generate::model::SubmoduleInfo;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The prefix of every qualified name. Random names do not begin with it.
const PREFIX: &str = "_q_";

/// The reference of `case`. It takes only the names of the classes of submodules from the stub.
pub fn text(case: &Case) -> String {
    let mut writer = Writer::new(case, Form::File);
    writer.place(&case.tree.submodules, &[], &[]);
    writer.module();
    writer.finish()
}

/// The reference of `case` with a file for each of its modules.
pub fn tree(case: &Case) -> Vec<(PathBuf, String)> {
    let contents = &case.module.contents;
    contents.iter().map(|own| file(case, own)).collect()
}

/// The file of one module.
fn file(case: &Case, own: &Contents) -> (PathBuf, String) {
    let mut writer = Writer::new(case, Form::Tree(own.path.clone()));
    let root = &case.module.name;
    for other in case.module.contents.iter().filter(|other| other.path != own.path) {
        let dotted = [vec![root.clone()], other.path.clone()].concat().join(".");
        writer.text.push_str(&format!("import {dotted} as {PREFIX}{}\n", module_name(&other.path)));
    }
    let children = case.module.contents.iter().filter_map(|other| other.path.split_last());
    let children: Vec<_> = children.filter(|(_, parent)| *parent == own.path).map(|(name, _)| name).collect();
    for name in &children {
        writer.text.push_str(&format!("from . import {name} as {name}\n"));
    }
    writer.contents(own, 0);
    let path = own.path.iter().fold(PathBuf::from(root), |path, name| path.join(name));
    let is_package = own.path.is_empty() || !children.is_empty();
    let path = if is_package { path.join("__init__.pyi") } else { path.with_extension("pyi") };
    (path, writer.finish())
}

/// Returns the name of the module at `path` in a file.
fn module_name(path: &[String]) -> String {
    format!("module_{}", path.join("_of_"))
}

/// Which files there are.
#[derive(PartialEq, Eq)]
enum Form {
    /// One for everything.
    File,
    /// One for the module at this path, and others for others.
    Tree(Vec<String>),
}

struct Writer<'a> {
    /// Where the class of each submodule is found from the top of the file.
    places: BTreeMap<Vec<String>, Vec<String>>,
    /// The classes at the top of the file.
    tops: Vec<String>,
    text: String,
    case: &'a Case,
    form: Form,
}

impl<'a> Writer<'a> {
    /// A file that has imported what all of them need.
    fn new(case: &'a Case, form: Form) -> Self {
        let imports = ["builtins", "collections.abc", "datetime", "typing"];
        let imports = imports.map(|module| {
            let alias = module.replace('.', "_");
            format!("import {module} as {PREFIX}{alias}\n")
        });
        Self { places: BTreeMap::new(), tops: Vec::new(), text: imports.concat(), case, form }
    }

    /// The text, with another name for each class at the top.
    fn finish(mut self) -> String {
        for top in &self.tops {
            self.text.push_str(&format!("{PREFIX}own_{top} = {top}\n"));
        }
        self.text
    }

    fn place(&mut self, submodules: &BTreeMap<String, SubmoduleInfo>, path: &[String], parent: &[String]) {
        for (name, submodule) in submodules {
            let path = [path, std::slice::from_ref(name)].concat();
            let mut place = vec![submodule.protocol_name.clone()];
            if self.case.style == SubmoduleStyle::Namespace {
                place = [parent, &place].concat();
            }
            self.place(&submodule.submodules, &path, &place);
            self.places.insert(path, place);
        }
    }

    fn module(&mut self) {
        let module = &self.case.module;
        self.contents(&module.contents[0], 0);
        for contents in &module.contents[1..] {
            let is_nested = self.case.style == SubmoduleStyle::Namespace && contents.path.len() > 1;
            if !is_nested {
                self.submodule(module, contents, 0);
            }
        }
        for contents in module.contents.iter().filter(|contents| contents.path.len() == 1) {
            let (name, class) = (&contents.path[0], &self.places[&contents.path][0]);
            let sign = if self.case.style == SubmoduleStyle::Namespace { " =" } else { ":" };
            self.text.push_str(&format!("{name}{sign} {class}\n"));
        }
    }

    fn submodule(&mut self, module: &Module, contents: &Contents, depth: usize) {
        let name = self.places[&contents.path].last().expect("a name").clone();
        if depth == 0 {
            self.tops.push(name.clone());
        }
        let base = if self.case.style == SubmoduleStyle::Class { "object" } else { "Protocol" };
        let of = if base == "object" { "builtins" } else { "typing" };
        self.line(depth, &format!("@{PREFIX}typing.final"));
        self.line(depth, &format!("class {name}({PREFIX}{of}.{base}):"));
        self.line(depth + 1, &format!("__name__: {PREFIX}builtins.str"));
        self.contents(contents, depth + 1);
        let is_child =
            |other: &&Contents| other.path.split_last().is_some_and(|(_, parent)| parent == contents.path);
        for nested in module.contents.iter().filter(is_child) {
            if self.case.style == SubmoduleStyle::Namespace {
                self.submodule(module, nested, depth + 1);
            } else {
                let name = nested.path.last().expect("a name");
                self.line(depth + 1, &format!("{name}: {PREFIX}own_{}", self.places[&nested.path][0]));
            }
        }
    }

    fn contents(&mut self, contents: &Contents, depth: usize) {
        for (name, of) in &contents.variables {
            self.line(depth, &format!("{name}: {}", self.of(of)));
        }
        for function in &contents.functions {
            if depth > 0 {
                self.line(depth, &format!("@{PREFIX}builtins.staticmethod"));
            }
            self.function(function, depth);
        }
        for class in &contents.classes {
            if depth == 0 {
                self.tops.push(class.name.clone());
            }
            self.class(class, depth);
        }
    }

    fn class(&mut self, class: &Class, depth: usize) {
        if !class.subclass {
            self.line(depth, &format!("@{PREFIX}typing.final"));
        }
        self.line(depth, &format!("class {}:", class.name));
        self.line(depth + 1, "...");
        for (name, of) in &class.properties {
            self.line(depth + 1, &format!("@{PREFIX}builtins.property"));
            self.line(depth + 1, &format!("def {name}(self) -> {}: ...", self.of(of)));
        }
        for method in &class.methods {
            match method.receiver {
                Receiver::Static => self.line(depth + 1, &format!("@{PREFIX}builtins.staticmethod")),
                Receiver::Class => self.line(depth + 1, &format!("@{PREFIX}builtins.classmethod")),
                _ => {}
            }
            self.function(method, depth + 1);
        }
    }

    fn function(&mut self, function: &Function, depth: usize) {
        let receiver = match function.receiver {
            Receiver::Instance => Some("self".to_owned()),
            Receiver::Class => Some("cls".to_owned()),
            _ => None,
        };
        let parameters = function.parameters.iter().enumerate();
        let parameters = parameters.map(|(index, of)| format!("a{index}: {}", self.of(of)));
        let parameters: Vec<String> = receiver.into_iter().chain(parameters).collect();
        let returns = self.of(&function.returns);
        let (name, parameters) = (&function.name, parameters.join(", "));
        let def = if function.is_async { "async def" } else { "def" };
        self.line(depth, &format!("{def} {name}({parameters}) -> {returns}: ..."));
    }

    fn of(&self, of: &Type) -> String {
        match of {
            Type::External(module, name) => format!("{PREFIX}{}.{name}", module.replace('.', "_")),
            Type::Subscript(base, argument) => format!("{}[{}]", self.of(base), self.of(argument)),
            Type::Optional(inner) => match &**inner {
                Type::Optional(_) => self.of(inner),
                _ => format!("{} | None", self.of(inner)),
            },
            Type::Local(path, name) if self.is_elsewhere(path) => {
                format!("{PREFIX}{}.{name}", module_name(path))
            }
            Type::Local(path, name) => {
                let place = self.places.get(path).cloned().unwrap_or_default();
                format!("{PREFIX}own_{}", [place, vec![name.clone()]].concat().join("."))
            }
            Type::Alias(_, _, target) => self.of(target),
            Type::None => "None".to_owned(),
        }
    }

    /// Whether the module at `path` has another file.
    fn is_elsewhere(&self, path: &[String]) -> bool {
        matches!(&self.form, Form::Tree(own) if own != path)
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&format!("{}{line}\n", "    ".repeat(depth)));
    }
}
