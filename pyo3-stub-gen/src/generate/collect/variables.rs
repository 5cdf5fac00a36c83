//! Variables of modules.

use super::collector::Collector;
use super::tree::Tree;
use crate::facts::VariableFact;
use crate::generate::model::{Attribute, Comments, Ignore, When};

impl Collector<'_> {
    /// Adds the variable that `fact` describes.
    pub(super) fn add_variable(&mut self, fact: &VariableFact, tree: &mut Tree) {
        let position = fact.position.as_ref();
        let path = self.place(fact.module.as_deref(), &fact.name, "variable", position);
        if !self.is_writable(&fact.name, "variable", position) {
            return;
        }
        let place = self.module_place(&path, format!("variable `{}`", fact.name), position);
        let attribute = Attribute {
            when: When::default(),
            comments: Comments::default(),
            name: fact.name.clone(),
            annotation: Some(self.expr(&fact.r#type, &place)),
            value: fact.value.as_ref().and_then(|value| self.attribute_value(value, &place)),
            doc: fact.doc.clone(),
            ignore: Ignore::default(),
            position: fact.position.clone(),
        };
        tree.items(&path).variables.push(attribute);
    }
}
