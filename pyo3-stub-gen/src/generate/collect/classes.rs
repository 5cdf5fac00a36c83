//! Classes: structs, enums and exceptions.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use super::constructors::MethodSource;
use super::place::{Place, Surrounding};
use super::{function_parts, generated_methods, special_methods, underscored};
use crate::facts::{
    ClassFact, ClassKind, ClassOption, FunctionFact, MethodsFact, Position, Receiver, SnippetKind,
    StubOption, TypeExpr,
};
use crate::generate::config::PythonVersion;
use crate::generate::model::{
    Class, Decorator, Expr, Function, Node, Since, Symbol, TypeParam, TypeParamKind,
};
use crate::generate::python::known;
use crate::generate::rules::{NameRule, TypeRule};
use crate::generate::slots;
use std::collections::BTreeMap;

impl Collector<'_> {
    /// Returns the class that `fact` and the blocks of methods `blocks` describe.
    pub(super) fn class(&mut self, fact: &ClassFact, blocks: &[&MethodsFact], path: &[String]) -> Class {
        let what = format!("class `{}`", fact.name);
        let class = Some(fact.id);
        let mut place = Place {
            surrounding: Surrounding::Class,
            class,
            ..self.module_place(path, what, Some(&fact.position))
        };
        let type_params = self.type_params(fact.stub_options.text(StubOption::TypeParams), &mut place);
        // A record that is submitted by hand has no way to name them.
        if fact.options.has(ClassOption::Generic) && type_params.is_empty() && fact.position.line > 0 {
            let rule = TypeRule::GenericWithoutParameters { class: fact.name.clone() };
            self.problems.push(rule.problem(place.position.clone()));
        }
        let mut draft = ClassDraft {
            fact,
            own_type: own_type(path, &fact.name, &type_params),
            place,
            attributes: Vec::new(),
            constructors: Vec::new(),
            properties: Vec::new(),
            methods: Vec::new(),
            halves: self.halves(fact.id),
        };
        self.add_constants(&mut draft, blocks);
        self.add_variants(&mut draft, path);
        self.add_properties(&mut draft, blocks);
        self.add_snippet_members(&mut draft);
        self.add_methods(&mut draft, blocks);
        self.correct_results(&mut draft);
        self.add_from_fields(&mut draft);
        generated_methods::complete(&mut draft);

        let bases = self.bases(&draft);
        let is_elsewhere = !self.index.snippets(fact.id).is_empty() || fact.position.line == 0;
        let methods =
            if blocks.is_empty() && is_elsewhere { MethodSource::Elsewhere } else { MethodSource::InRust };
        if !self.is_exception(fact) {
            self.add_impossible(&mut draft, methods);
        }
        self.silence(&mut draft, &bases);
        let mut class = Class::new(fact.name.clone(), Some(fact.position.clone()));
        class.decorators = self.class_decorators(fact);
        class.type_params = type_params;
        if bases.iter().any(|base| base.is_external("typing", "Any")) {
            class.ignore.mypy.push("misc");
            class.ignore.pyright.push("reportUntypedBaseClass");
        }
        class.bases = bases;
        class.doc = fact.doc.clone();
        self.check_members(&draft);
        class.body = body(draft);
        class
    }

    /// Returns the operators of which Python shows only one half.
    fn halves(&self, id: u32) -> Vec<String> {
        let traits = self.index.traits(id).into_iter();
        traits.flat_map(|traits| &traits.halves).map(|half| (*half).to_owned()).collect()
    }

    /// Adds the members that snippets of Python define.
    fn add_snippet_members(&mut self, draft: &mut ClassDraft<'_>) {
        for snippet in self.index.snippets(draft.fact.id) {
            for node in self.snippet_members(snippet, &draft.place) {
                let Node::Function(mut function) = node else {
                    draft.attributes.push(node);
                    continue;
                };
                if matches!(snippet.kind, SnippetKind::MethodOverloads(_)) {
                    function_parts::mark_overload(&mut function);
                }
                special_methods::pass_by_position(&mut function);
                match function.name.as_str() {
                    "__new__" | "__init__" => draft.constructors.push(function),
                    _ if is_accessor(&function) => draft.properties.push(function),
                    _ => draft.methods.push(function),
                }
            }
        }
    }

    fn add_methods(&mut self, draft: &mut ClassDraft<'_>, blocks: &[&MethodsFact]) {
        let methods = || blocks.iter().flat_map(|block| &block.methods);
        for method in methods() {
            let Some(shown) = special_methods::shown(method) else {
                self.add_method(method, draft);
                continue;
            };
            for shown in shown {
                // Python prefers `__add__` to a sequence's `__concat__`.
                let is_own = shown.name == method.name;
                if is_own || !methods().any(|other| other.name == shown.name) {
                    if slots::is_half(&method.name, &shown.name) {
                        draft.halves.push(shown.name.clone());
                    }
                    self.add_method(&shown, draft);
                    if let Some(function) = draft.methods.last_mut().filter(|it| it.name == shown.name) {
                        function.since = self.since(&method.name);
                    }
                }
            }
        }
        draft.constructors.sort_by_key(|function| function.name != "__new__");
        group(&mut draft.methods);
        for functions in [&mut draft.constructors, &mut draft.methods] {
            for group in functions.chunk_by_mut(|a, b| a.name == b.name) {
                function_parts::settle_overload_group(group);
            }
        }
    }

    /// Returns the version of Python that shows the method `name`, if the oldest one that the project supports does not.
    fn since(&self, name: &str) -> Option<Since> {
        let (major, minor) = slots::find(name)?.since?;
        let is_later = self.config.python_version < PythonVersion { major, minor };
        is_later.then(|| Since::new((major, minor)))
    }

    fn add_method(&mut self, fact: &FunctionFact, draft: &mut ClassDraft<'_>) {
        if !self.is_writable(&fact.name, "method", Some(&fact.position)) {
            return;
        }
        let what = format!("method `{}.{}`", draft.fact.name, fact.name);
        let mut place = draft.place.inner(what, Some(&fact.position));
        let function = self.method(fact, draft, &mut place);
        let is_constructor = matches!(function.name.as_str(), "__new__" | "__init__");
        let functions = if is_constructor { &mut draft.constructors } else { &mut draft.methods };
        functions.extend(underscored::overloads(function));
    }

    fn method(&mut self, fact: &FunctionFact, draft: &ClassDraft<'_>, place: &mut Place) -> Function {
        let mut function = self.signature(fact, place);
        if matches!(fact.receiver, Receiver::New) {
            function.name = "__new__".to_owned();
            // The Rust type is `Self` or `PyResult<Self>`. Text is a type that the user wrote for Python.
            if !matches!(fact.returns, TypeExpr::Text(_)) {
                function.returns = Some(result_of_new(draft));
            }
        }
        if matches!(fact.receiver, Receiver::Static) {
            name_the_class(&mut function, &draft.own_type);
        }
        special_methods::pass_by_position(&mut function);
        let self_type =
            fact.stub_options.text(StubOption::SelfType).map(|text| self.python_type(text, place));
        function_parts::add_receiver(&mut function, &fact.receiver, self_type);
        if fact.is_overload {
            function.decorators.insert(0, Decorator::Plain(Expr::typing("overload")));
        }
        function
    }

    /// Makes each `__new__` return an instance, if an annotation or Python source states `None`. Python requires an instance.
    fn correct_results(&mut self, draft: &mut ClassDraft<'_>) {
        let result = result_of_new(draft);
        let what = format!("method `{}.__new__`", draft.fact.name);
        let is_wrong =
            |function: &&mut Function| function.name == "__new__" && function.returns == Some(Expr::None);
        for function in draft.constructors.iter_mut().filter(is_wrong) {
            let rule = TypeRule::ConstructorResult { what: what.clone() };
            self.problems.push(rule.problem(function.position.clone()));
            function.returns = Some(result.clone());
        }
    }

    /// Returns the bases. `Any` stands for a class that is not in the stub, so that its members are not missed.
    fn bases(&mut self, draft: &ClassDraft<'_>) -> Vec<Expr> {
        let place = draft.place.clone();
        let bases = draft.fact.bases.iter().map(|base| self.expr(base, &place));
        let mut bases: Vec<Expr> = bases.filter(|base| !base.is_external("builtins", "object")).collect();
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
        } else {
            decorators.extend(self.disjoint_base(fact));
        }
        if self.index.is_left_out(fact.id) {
            decorators.push(Decorator::Plain(Expr::typing("type_check_only")));
        }
        decorators
    }

    /// Returns the classes of this extension that a class inherits from.
    pub(super) fn ancestors(&self, fact: &ClassFact) -> Vec<&ClassFact> {
        let mut found: Vec<&ClassFact> = Vec::new();
        let mut next = fact.bases.iter().find_map(|base| self.base_class(base));
        // Damaged facts may contain classes that inherit from themselves.
        while let Some(class) = next.filter(|class| found.iter().all(|other| other.id != class.id)) {
            found.push(class);
            next = class.bases.iter().find_map(|base| self.base_class(base));
        }
        found
    }

    /// Whether it is an exception, as far as the record shows. A record that is submitted by hand has no kind of its
    /// own for `pyo3::create_exception!`, so its bases decide.
    pub(super) fn is_exception(&self, fact: &ClassFact) -> bool {
        let mut pending = vec![fact];
        let mut next = 0;
        while let Some(&class) = pending.get(next) {
            next += 1;
            if matches!(class.kind, ClassKind::Exception) {
                return true;
            }
            let is_by_hand = class.position.line == 0;
            for base in class.bases.iter().filter(|_| is_by_hand) {
                match base {
                    TypeExpr::Name(name) if name.module == "builtins" && known::is_exception(&name.name) => {
                        return true;
                    }
                    // Records that are submitted by hand may name each other as bases.
                    _ => pending.extend(
                        self.base_class(base).filter(|base| pending.iter().all(|other| other.id != base.id)),
                    ),
                }
            }
        }
        false
    }

    /// Returns the class of this extension that `base` names.
    pub(super) fn base_class(&self, base: &TypeExpr) -> Option<&ClassFact> {
        match base {
            TypeExpr::Local(local) => self.index.class_named(local.module.as_deref(), &local.name),
            _ => None,
        }
    }

    /// Reports members that share a name. The parts of a property, and overloads, count as one.
    fn check_members(&mut self, draft: &ClassDraft<'_>) {
        let mut seen: BTreeMap<&str, (&'static str, Option<&Position>)> = BTreeMap::new();
        let attributes = draft.attributes.iter().map(|node| (node.name(), "attribute", node.position()));
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
            let (class, name) = (draft.fact.name.clone(), name.to_owned());
            let rule = NameRule::DuplicateMember { class, name, first: other.cloned() };
            problems.push(rule.problem(at.cloned()));
        }
        self.problems.extend(problems);
    }
}

/// Returns the class as its own body names it.
fn own_type(path: &[String], name: &str, type_params: &[TypeParam]) -> Expr {
    let class = Expr::local(path, &[name]);
    if type_params.is_empty() || type_params.iter().any(|param| param.kind != TypeParamKind::Type) {
        return class;
    }
    let own = type_params.iter().map(|param| Expr::Name(Symbol::TypeParameter(param.name.clone())));
    class.subscript(own.collect())
}

/// Replaces `Self`, which has no meaning in a static method, with the class.
fn name_the_class(function: &mut Function, own_type: &Expr) {
    let is_self = |symbol: &Symbol| matches!(symbol, Symbol::External(name) if name.module == "typing" && name.name == "Self");
    let mut named =
        |symbol: &Symbol| if is_self(symbol) { own_type.clone() } else { Expr::Name(symbol.clone()) };
    let annotations = function.parameters.iter_mut().filter_map(|parameter| parameter.annotation.as_mut());
    annotations.chain(&mut function.returns).for_each(|annotation| annotation.map_symbols(&mut named));
}

/// Moves functions with the same name to the position of the first one.
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
        Decorator::Since(_) => false,
    })
}

/// Returns what `__new__` gives.
fn result_of_new(draft: &ClassDraft<'_>) -> Expr {
    // The variants of an enum with fields are subclasses, and so may Python's classes be.
    let is_subclassed = matches!(draft.fact.kind, ClassKind::ComplexEnum(_)) && !is_final(draft.fact);
    if is_subclassed { Expr::typing("Self") } else { draft.instance() }
}

/// Returns the body in its order: attributes, constructors, properties, methods.
fn body(draft: ClassDraft<'_>) -> Vec<Node> {
    let functions = draft.constructors.into_iter().chain(draft.properties).chain(draft.methods);
    draft.attributes.into_iter().chain(functions.map(Node::Function)).collect()
}

/// Whether Python may not subclass it. The variants of a complex enum are subclasses of it.
pub(super) fn is_final(fact: &ClassFact) -> bool {
    match &fact.kind {
        ClassKind::Struct | ClassKind::SimpleEnum(_) => !fact.options.has(ClassOption::Subclass),
        ClassKind::ComplexEnum(variants) => variants.is_empty(),
        ClassKind::Exception => false,
    }
}
