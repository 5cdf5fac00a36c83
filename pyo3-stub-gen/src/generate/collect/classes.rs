//! Classes: structs, enums and exceptions.

use super::constructors::Methods;
use super::types::{Owner, Place};
use super::{Collector, constructors, dunders, enums, functions};
use crate::facts::{
    ClassFact, ClassKind, ClassOption, FunctionFact, MethodsFact, Position, Receiver, SnippetKind,
    StubOption, TypeExpr,
};
use crate::generate::model::{Class, Decorator, Expr, Function, Node, Symbol, TypeParam, TypeParamKind};
use crate::generate::python::known;
use std::collections::BTreeMap;

/// A class while it is built.
pub(super) struct Draft<'f> {
    /// The class.
    pub(super) fact: &'f ClassFact,
    /// Where its members' types stand.
    pub(super) place: Place,
    /// The class itself, as a type.
    pub(super) own_type: Expr,
    /// Class attributes and nested classes.
    pub(super) attributes: Vec<Node>,
    /// `__new__` and `__init__`.
    pub(super) constructors: Vec<Function>,
    /// Properties.
    pub(super) properties: Vec<Function>,
    /// Methods, in the order of the source.
    pub(super) methods: Vec<Function>,
}

impl Draft<'_> {
    /// What a method that gives an instance of the class returns: where Python may subclass it, the
    /// subclass.
    pub(super) fn instance(&self) -> Expr {
        if self.fact.options.has(ClassOption::Subclass) {
            Expr::typing("Self")
        } else {
            self.own_type.clone()
        }
    }

    /// Whether the user's own code defines the method `name`.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.constructors.iter().chain(&self.methods).any(|function| function.name == name)
    }
}

impl Collector<'_> {
    /// The class that `fact` and the blocks of methods `blocks` describe.
    pub(super) fn class(&mut self, fact: &ClassFact, blocks: &[&MethodsFact], path: &[String]) -> Class {
        let what = format!("class `{}`", fact.name);
        let class = Some(fact.id);
        let mut place =
            Place { owner: Owner::Class, class, ..self.module_place(path, what, Some(&fact.position)) };
        let type_params = self.type_params(fact.stub_options.text(StubOption::TypeParams), &mut place);
        let mut draft = Draft {
            fact,
            own_type: own_type(path, &fact.name, &type_params),
            place,
            attributes: Vec::new(),
            constructors: Vec::new(),
            properties: Vec::new(),
            methods: Vec::new(),
        };
        self.add_constants(&mut draft, blocks);
        self.add_variants(&mut draft, path);
        self.add_properties(&mut draft, blocks);
        self.add_snippet_members(&mut draft);
        self.add_methods(&mut draft, blocks);
        self.add_from_fields(&mut draft);
        dunders::complete(&mut draft);

        let bases = self.bases(&draft);
        let is_elsewhere = !self.index.snippets(fact.id).is_empty() || fact.position.line == 0;
        let methods = if blocks.is_empty() && is_elsewhere { Methods::Elsewhere } else { Methods::InRust };
        if !self.is_exception(fact) {
            constructors::add_impossible(&mut draft, methods);
        }
        constructors::silence(&mut draft, &bases);
        let mut class = Class::new(fact.name.clone(), Some(fact.position.clone()));
        class.decorators = self.class_decorators(fact);
        class.type_params = type_params;
        class.bases = bases;
        class.doc = fact.doc.clone();
        self.check_members(&draft);
        class.body = body(draft);
        class
    }

    /// What snippets of Python put into the class.
    fn add_snippet_members(&mut self, draft: &mut Draft<'_>) {
        for snippet in self.index.snippets(draft.fact.id) {
            for node in self.snippet_members(snippet, &draft.place) {
                let Node::Function(mut function) = node else {
                    draft.attributes.push(node);
                    continue;
                };
                if matches!(snippet.kind, SnippetKind::MethodOverloads(_)) {
                    functions::mark_overload(&mut function);
                }
                dunders::pass_by_position(&mut function);
                match function.name.as_str() {
                    "__new__" | "__init__" => draft.constructors.push(function),
                    _ if is_accessor(&function) => draft.properties.push(function),
                    _ => draft.methods.push(function),
                }
            }
        }
    }

    fn add_methods(&mut self, draft: &mut Draft<'_>, blocks: &[&MethodsFact]) {
        for method in blocks.iter().flat_map(|block| &block.methods) {
            let what = format!("method `{}.{}`", draft.fact.name, method.name);
            if !self.is_writable(&method.name, "method", Some(&method.position)) {
                continue;
            }
            let mut place = draft.place.inner(what, Some(&method.position));
            let function = self.method(method, draft, &mut place);
            if matches!(function.name.as_str(), "__new__" | "__init__") {
                draft.constructors.push(function);
            } else {
                draft.methods.extend(dunders::split_richcmp(function));
            }
        }
        draft.constructors.sort_by_key(|function| function.name != "__new__");
        group(&mut draft.methods);
        for functions in [&mut draft.constructors, &mut draft.methods] {
            for group in functions.chunk_by_mut(|a, b| a.name == b.name) {
                functions::settle_overload_group(group);
            }
        }
    }

    fn method(&mut self, fact: &FunctionFact, draft: &Draft<'_>, place: &mut Place) -> Function {
        let mut function = self.signature(fact, place);
        if matches!(fact.receiver, Receiver::New) {
            function.name = "__new__".to_owned();
            // Rust says `Self` or `PyResult<Self>` there; text is what the user wrote for Python.
            if !matches!(fact.returns, TypeExpr::Text(_)) {
                // The variants of an enum with fields are subclasses, and so may Python's classes be.
                let is_subclassed =
                    matches!(draft.fact.kind, ClassKind::ComplexEnum(_)) && !is_final(draft.fact);
                function.returns = Some(if is_subclassed { Expr::typing("Self") } else { draft.instance() });
            }
        }
        if matches!(fact.receiver, Receiver::Static) {
            name_the_class(&mut function, &draft.own_type);
        }
        dunders::adapt(&mut function);
        let self_type =
            fact.stub_options.text(StubOption::SelfType).map(|text| self.python_type(text, place));
        functions::add_receiver(&mut function, &fact.receiver, self_type);
        if fact.is_overload {
            function.decorators.insert(0, Decorator::Plain(Expr::typing("overload")));
        }
        function
    }

    fn bases(&mut self, draft: &Draft<'_>) -> Vec<Expr> {
        let place = draft.place.clone();
        let bases = draft.fact.bases.iter().map(|base| self.expr(base, &place));
        let mut bases: Vec<Expr> = bases
            // Strict checkers let no class inherit from `Any`, which stands for one that was not found.
            .filter(|base| !base.is_external("builtins", "object") && !base.is_external("typing", "Any"))
            .collect();
        if bases.is_empty() && matches!(draft.fact.kind, ClassKind::Exception) {
            bases.push(Expr::builtin("Exception"));
        }
        bases
    }

    fn class_decorators(&mut self, fact: &ClassFact) -> Vec<Decorator> {
        let mut decorators = Vec::new();
        decorators.extend(self.deprecated(fact.deprecated.as_ref()));
        if is_final(fact) {
            decorators.push(Decorator::Plain(Expr::typing("final")));
        } else if self.has_own_layout(fact) {
            decorators.push(Decorator::Plain(Expr::typing("disjoint_base")));
        }
        decorators
    }

    /// Whether instances hold more than those of the base class: then Python lets no class inherit
    /// from this one and another one of that sort.
    ///
    /// An exception made by `create_exception!` holds what its base holds. Every other class holds
    /// the Rust value, a dict or weak references, and, unless it is frozen, a borrow flag, which it
    /// shares with a base class that has one.
    fn has_own_layout(&self, fact: &ClassFact) -> bool {
        if self.is_exception(fact) {
            return false;
        }
        let has = |option| fact.options.has(option);
        if !fact.is_zero_sized
            || [ClassOption::Dict, ClassOption::Weakref, ClassOption::Unsendable].into_iter().any(has)
        {
            return true;
        }
        let base = fact.bases.iter().find_map(|base| self.base_class(base));
        let base_has_flag = base.is_some_and(|base| !base.options.has(ClassOption::Frozen));
        !has(ClassOption::Frozen) && !base_has_flag
    }

    /// Whether it is an exception, as far as the record says. One that is submitted by hand has no kind
    /// of its own for `pyo3::create_exception!`, so its bases say it.
    pub(super) fn is_exception(&self, fact: &ClassFact) -> bool {
        let is_by_hand = fact.position.line == 0;
        let is_raised = |base: &TypeExpr| match base {
            TypeExpr::Name(name) => name.module == "builtins" && known::is_exception(&name.name),
            _ => self.base_class(base).is_some_and(|base| base.id != fact.id && self.is_exception(base)),
        };
        matches!(fact.kind, ClassKind::Exception) || is_by_hand && fact.bases.iter().any(is_raised)
    }

    /// The class of this extension that `base` names.
    fn base_class(&self, base: &TypeExpr) -> Option<&ClassFact> {
        match base {
            TypeExpr::Local(local) => self.index.class_named(local.module.as_deref(), &local.name),
            _ => None,
        }
    }

    /// One name, one definition; the parts of a property, and overloads, are one.
    fn check_members(&mut self, draft: &Draft<'_>) {
        let mut seen: BTreeMap<&str, (&'static str, Option<&Position>)> = BTreeMap::new();
        let attributes = draft.attributes.iter().map(|node| (node.name(), "attribute", position(node)));
        let properties = draft
            .properties
            .iter()
            .filter(|function| function.is_decorated("builtins", "property"))
            .map(|function| (function.name.as_str(), "property", function.position.as_ref()));
        let functions = draft.constructors.iter().chain(&draft.methods);
        let mut last_overload = "";
        let methods = functions.filter_map(|function| {
            let is_overload = function.is_decorated("typing", "overload");
            let repeated = is_overload && last_overload == function.name;
            last_overload = if is_overload { &function.name } else { "" };
            (!repeated).then_some((function.name.as_str(), "method", function.position.as_ref()))
        });
        let mut problems = Vec::new();
        for (name, kind, at) in attributes.chain(properties).chain(methods) {
            let Some((_, other)) = seen.insert(name, (kind, at)) else { continue };
            let message = format!("the class `{}` has two members called `{name}`", draft.fact.name);
            problems.push(super::tree::twice(message, other, at).with_help(
                "rename one with `#[pyo3(name = \"…\")]`, or leave one out with `#[gen_stub(skip)]`",
            ));
        }
        self.problems.extend(problems);
    }
}

/// The class as its own body names it.
fn own_type(path: &[String], name: &str, type_params: &[TypeParam]) -> Expr {
    let class = Expr::local(path, &[name]);
    if type_params.is_empty() || type_params.iter().any(|param| param.kind != TypeParamKind::Type) {
        return class;
    }
    let own = type_params.iter().map(|param| Expr::Name(Symbol::TypeParameter(param.name.clone())));
    class.subscript(own.collect())
}

/// `Self` means nothing in a static method: it is the class there.
fn name_the_class(function: &mut Function, own_type: &Expr) {
    let is_self = |symbol: &Symbol| matches!(symbol, Symbol::External(name) if name.module == "typing" && name.name == "Self");
    let mut named =
        |symbol: &Symbol| if is_self(symbol) { own_type.clone() } else { Expr::Name(symbol.clone()) };
    let annotations = function.parameters.iter_mut().filter_map(|parameter| parameter.annotation.as_mut());
    annotations.chain(&mut function.returns).for_each(|annotation| annotation.map_symbols(&mut named));
}

/// Brings functions of one name together, where the first of them was written.
fn group(functions: &mut [Function]) {
    let mut first: BTreeMap<String, (Option<Position>, usize)> = BTreeMap::new();
    for (index, function) in functions.iter().enumerate() {
        let key = (function.position.clone(), index);
        let earliest = first.entry(function.name.clone()).or_insert_with(|| key.clone());
        if key < *earliest {
            *earliest = key;
        }
    }
    functions.sort_by(|a, b| first.get(&a.name).cmp(&first.get(&b.name)));
}

/// Whether it is a part of a property.
fn is_accessor(function: &Function) -> bool {
    function.decorators.iter().any(|decorator| match decorator {
        Decorator::Setter(_) | Decorator::Deleter(_) => true,
        Decorator::Plain(name) => name.is_external("builtins", "property"),
    })
}

fn position(node: &Node) -> Option<&Position> {
    match node {
        Node::Attribute(node) => node.position.as_ref(),
        Node::Alias(node) => node.position.as_ref(),
        Node::Class(node) => node.position.as_ref(),
        Node::Function(node) => node.position.as_ref(),
    }
}

/// Attributes, then constructors, then properties, then methods.
fn body(draft: Draft<'_>) -> Vec<Node> {
    let functions = draft.constructors.into_iter().chain(draft.properties).chain(draft.methods);
    draft.attributes.into_iter().chain(functions.map(Node::Function)).collect()
}

/// Whether Python may not subclass it. The variants of a complex enum are subclasses of it.
fn is_final(fact: &ClassFact) -> bool {
    match fact.kind {
        ClassKind::Struct | ClassKind::SimpleEnum(_) => !fact.options.has(ClassOption::Subclass),
        ClassKind::ComplexEnum(_) => enums::has_no_variants(&fact.kind),
        ClassKind::Exception => false,
    }
}
