//! Class attributes and properties.

use super::class_draft::ClassDraft;
use super::collector::Collector;
use super::function_parts;
use super::inputs::Invariant;
use crate::facts::{MemberFact, MethodsFact, ParameterKind, Receiver};
use crate::generate::model::{Attribute, Comments, Decorator, Expr, Function, Node, Parameter, When};
use crate::generate::rules::NameRule;

impl Collector<'_> {
    /// Adds `#[classattr]`s. They can be assigned to, as every attribute of a PyO3 class, so they are `ClassVar` and
    /// not `Final`.
    pub(super) fn add_constants(&mut self, draft: &mut ClassDraft<'_>, blocks: &[&MethodsFact]) {
        for fact in blocks.iter().flat_map(|block| &block.constants) {
            if !self.is_writable(&fact.name, "class attribute", Some(&fact.position)) {
                continue;
            }
            let what = format!("class attribute `{}.{}`", draft.fact.name, fact.name);
            let place = draft.place.inner(what, Some(&fact.position));
            let value = fact.default.as_ref().and_then(|value| self.attribute_value(value, &place));
            // Type checkers read the names in this tuple only if it does not have an annotation.
            let is_read = fact.name == "__match_args__" && matches!(value, Some(Expr::Tuple(_)));
            // PyO3 calls a function for an attribute without a value, and makes `None` of its `()`.
            let is_none = fact.default.is_none() && fact.r#type.is_unit();
            let annotation = if is_read {
                None
            } else {
                let r#type = if is_none { Expr::None } else { self.expr(&fact.r#type, &place) };
                Some(Expr::typing("ClassVar").subscript(vec![r#type]))
            };
            draft.attributes.push(Node::Attribute(Attribute {
                when: When::default(),
                comments: Comments::default(),
                name: fact.name.clone(),
                annotation,
                value,
                doc: fact.doc.clone(),
                ignore: self.user_ignore(&fact.stub_options, &fact.position),
                position: Some(fact.position.clone()),
            }));
        }
    }

    /// Adds properties: those of fields, then `#[getter]`s, each followed by its setter and deleter.
    pub(super) fn add_properties(&mut self, draft: &mut ClassDraft<'_>, blocks: &[&MethodsFact]) {
        let fact = draft.fact;
        let getters = self.settled(&fact.name, &fact.getters, blocks.iter().flat_map(|block| &block.getters));
        let setters = self.settled(&fact.name, &fact.setters, blocks.iter().flat_map(|block| &block.setters));
        let deleters: Vec<&str> =
            blocks.iter().flat_map(|block| &block.deleters).map(String::as_str).collect();
        for getter in &getters {
            self.add_property(draft, &getter.name, Some(getter), &setters, &deleters);
        }
        for setter in &setters {
            if !getters.iter().any(|getter| getter.name == setter.name) {
                self.add_property(draft, &setter.name, None, &setters, &deleters);
            }
        }
        for deleter in &deleters {
            if !getters.iter().chain(&setters).any(|member| member.name == *deleter) {
                self.add_property(draft, deleter, None, &setters, &deleters);
            }
        }
    }

    /// Returns the accessors of a class from those of its fields and its methods. PyO3 uses the last accessor of each
    /// name, and methods come after fields.
    fn settled<'m>(
        &mut self,
        class: &str,
        fields: &'m [MemberFact],
        methods: impl Iterator<Item = &'m MemberFact>,
    ) -> Vec<&'m MemberFact> {
        let mut kept: Vec<&MemberFact> = Vec::new();
        for member in methods {
            // Members of one name with different types are reported elsewhere.
            let is_same = |other: &&&MemberFact| other.name == member.name && other.r#type == member.r#type;
            match kept.iter().find(is_same) {
                Some(first) => self.stated_twice(class, first, member),
                None => kept.push(member),
            }
        }
        let mut settled = Vec::new();
        for field in fields {
            match kept.iter().find(|member| member.name == field.name) {
                Some(member) => self.stated_twice(class, field, member),
                None => settled.push(field),
            }
        }
        settled.extend(kept);
        settled
    }

    fn stated_twice(&mut self, class: &str, first: &MemberFact, second: &MemberFact) {
        let (class, name, first) = (class.to_owned(), second.name.clone(), first.position.clone());
        let rule = NameRule::RepeatedMember { class, name, first };
        self.problems.push(rule.problem(Some(second.position.clone())));
    }

    fn add_property(
        &mut self,
        draft: &mut ClassDraft<'_>,
        name: &str,
        getter: Option<&MemberFact>,
        setters: &[&MemberFact],
        deleters: &[&str],
    ) {
        let setter = setters.iter().find(|setter| setter.name == name).copied();
        let position = getter.or(setter).map_or(&draft.fact.position, |member| &member.position);
        if !self.is_writable(name, "property", Some(position)) {
            return;
        }
        let place = draft.place.inner(format!("property `{}.{name}`", draft.fact.name), Some(position));
        let property = Decorator::Plain(Expr::builtin("property"));
        let mut function = match getter {
            Some(getter) => {
                let returns = self.expr(&getter.r#type, &place);
                self.accessor(name, property, returns, Some(getter))
            }
            None => unreadable(name, property),
        };
        function.position = Some(position.clone());
        // A property has one docstring. Editors show that of the accessor that is used.
        if let (true, Some(setter)) = (function.doc.trim().is_empty(), setter) {
            function.doc = setter.doc.clone();
        }
        let doc = function.doc.clone();
        draft.properties.push(function);
        if let Some(setter) = setter {
            // One type checker does not solve the type variables of a setter.
            let value = self.input(&setter.r#type, &place, Invariant::Protocol);
            let mut function =
                self.accessor(name, Decorator::Setter(name.to_owned()), Expr::None, Some(setter));
            function.parameters.push(Parameter {
                name: "value".to_owned(),
                kind: ParameterKind::PositionalOrKeyword,
                annotation: Some(value),
                default: None,
            });
            function.doc.clone_from(&doc);
            draft.properties.push(function);
        }
        if deleters.contains(&name) {
            let mut deleter = self.accessor(name, Decorator::Deleter(name.to_owned()), Expr::None, None);
            deleter.doc = doc;
            draft.properties.push(deleter);
        }
    }

    fn accessor(
        &mut self,
        name: &str,
        decorator: Decorator,
        returns: Expr,
        fact: Option<&MemberFact>,
    ) -> Function {
        let mut function = Function::new(name, returns);
        function_parts::add_receiver(&mut function, &Receiver::Instance, None);
        function.decorators = vec![decorator];
        if let Some(fact) = fact {
            function.decorators.extend(self.deprecated(fact.deprecated.as_ref()));
            function.doc = fact.doc.clone();
            function.ignore = self.user_ignore(&fact.stub_options, &fact.position);
            function.position = Some(fact.position.clone());
        }
        function
    }
}

/// Returns a getter for a property without one, which raises when it is read. No object has the type `Never`, so type
/// checkers report such code.
fn unreadable(name: &str, property: Decorator) -> Function {
    let mut function = Function::new(name, Expr::typing("Never"));
    function_parts::add_receiver(&mut function, &Receiver::Instance, Some(Expr::typing("Never")));
    function.decorators = vec![property];
    function.ignore.mypy.push("misc");
    function
}
