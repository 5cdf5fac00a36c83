//! Type aliases, and the objects that they are at run time.

use super::collector::Collector;
use super::tree::Tree;
use crate::facts::TypeAliasFact;
use crate::generate::model::{Alias, AliasForm, Comments, Expr, Symbol, When};

impl Collector<'_> {
    /// Adds the alias that `type_alias!` made.
    pub(super) fn add_alias(&mut self, fact: &TypeAliasFact, tree: &mut Tree) {
        let position = fact.position.as_ref();
        let path = self.place(fact.module.as_deref(), &fact.name, "type alias", position);
        if !self.is_writable(&fact.name, "type alias", position) {
            return;
        }
        let place = self.module_place(&path, format!("type alias `{}`", fact.name), position);
        let value = self.expr(&fact.r#type, &place);
        let alias = Alias {
            when: When::default(),
            comments: Comments::default(),
            name: fact.name.clone(),
            object: self.made_object(&value),
            value,
            form: self.alias_form(),
            doc: fact.doc.clone(),
            position: fact.position.clone(),
        };
        tree.items(&path).aliases.push(alias);
    }

    /// Returns the form of aliases: `type X = …` if the configuration asks for it. The oldest supported Python does not
    /// decide this, because the two forms differ at run time and only the user knows which one the extension creates.
    pub(super) fn alias_form(&self) -> AliasForm {
        if self.config.use_type_statement {
            AliasForm::Statement(Vec::new())
        } else {
            AliasForm::Annotated(Expr::typing("TypeAlias"))
        }
    }

    /// Returns the type of the object that `add_type_alias` adds to a module: the class without its type arguments, or
    /// the union of such classes. Python makes one class of several equal ones.
    fn made_object(&self, value: &Expr) -> Expr {
        let Expr::Union(members) = value else { return self.class_object(value) };
        let class = |member| match member {
            Expr::Subscript(base, _) => *base,
            other => other,
        };
        let mut classes: Vec<Expr> = members.iter().cloned().map(class).collect();
        classes.dedup();
        match classes.as_slice() {
            [_] => self.class_object(value),
            _ => Expr::external("types", "UnionType"),
        }
    }

    /// Returns the type of the object of an alias that is written in Python.
    pub(super) fn written_object(&self, value: &Expr) -> Expr {
        match value {
            Expr::Union(_) => Expr::external("types", "UnionType"),
            Expr::Subscript(..) => Expr::external("types", "GenericAlias"),
            _ => self.class_object(value),
        }
    }

    /// Returns `type[value]` if `value` is known to be a class.
    fn class_object(&self, value: &Expr) -> Expr {
        if self.names_class(value) {
            Expr::builtin("type").subscript(vec![value.clone()])
        } else {
            Expr::typing("Any")
        }
    }

    fn names_class(&self, value: &Expr) -> bool {
        match value {
            Expr::Name(Symbol::Local(name)) => self.index.is_class(name),
            Expr::Name(Symbol::External(name)) => {
                !["", "typing", "typing_extensions"].contains(&name.module.as_str())
            }
            Expr::Subscript(base, _) => self.names_class(base),
            Expr::Union(members) => members.iter().all(|member| self.names_class(member)),
            _ => false,
        }
    }
}
