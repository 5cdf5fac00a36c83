//! The survey as data: modules, classes and functions, each once.

use super::parameter::SurveyedParameter;
use super::signature::parameters;
use crate::generate::model::AllForm;
use crate::generate::placement::ShownAll;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The objects of an imported extension.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Survey {
    /// The modules, the extension module first, parents before children.
    pub modules: Vec<SurveyedModule>,
    /// The classes that a module or another class refers to.
    pub classes: Vec<SurveyedClass>,
    /// The functions that a module refers to, and those that are set as attributes of classes.
    pub functions: Vec<SurveyedFunction>,
}

/// A module.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct SurveyedModule {
    /// The attributes that lead to it from the extension module.
    pub path: Vec<String>,
    /// The docstring; empty if there is none.
    pub doc: String,
    /// `__all__`, if the module has one.
    pub all: Option<Vec<String>>,
    /// Whether `__all__` is a tuple. It is a list otherwise.
    #[serde(default)]
    pub all_is_tuple: bool,
    /// The names under which the extension has put it into `sys.modules`.
    pub imports: Vec<String>,
    /// Its attributes.
    pub names: BTreeMap<String, Reference>,
    /// The Python source of the values that are literals, by the names of the attributes.
    #[serde(default)]
    pub literals: BTreeMap<String, String>,
    /// The kinds of the attributes whose names cannot be written in Python source, by their names.
    #[serde(default)]
    pub unwritable: BTreeMap<String, AttributeKind>,
}

impl SurveyedModule {
    /// Returns what `__all__` is.
    #[must_use]
    pub fn shown_all(&self) -> ShownAll {
        let form = match (&self.all, self.all_is_tuple) {
            (None, _) => AllForm::Missing,
            (Some(_), true) => AllForm::Tuple,
            (Some(_), false) => AllForm::List,
        };
        ShownAll { form, names: self.all.clone().unwrap_or_default() }
    }
}

/// The kind of an attribute of a module that is not described otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributeKind {
    /// A class.
    Class,
    /// A function.
    Function,
    /// A module of the extension.
    Submodule,
    /// Any other object.
    Variable,
}

impl AttributeKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Function => "function",
            Self::Submodule => "submodule",
            Self::Variable => "variable",
        }
    }
}

/// The kind of a module's attribute.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reference {
    /// A module of the extension, by its index.
    Module(usize),
    /// A class of the extension, by its index.
    Class(usize),
    /// A function of the extension, by its index.
    Function(usize),
    /// A class or function of another package: its module and name.
    Foreign((String, String)),
    /// Any other object, with its type where that can be named.
    Value(Option<ValueType>),
}

/// The type of an object.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum ValueType {
    /// A class of the extension, by its index.
    Own {
        /// The index.
        class: usize,
    },
    /// A class of another module.
    Named {
        /// The module and the name.
        name: (String, String),
        /// The type arguments.
        #[serde(default)]
        arguments: Vec<Option<ValueType>>,
    },
    /// The types of the elements of a container.
    Union {
        /// Each type once.
        union: Vec<ValueType>,
    },
}

/// A class.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SurveyedClass {
    /// `__name__`.
    pub name: String,
    /// The docstring; empty if there is none.
    pub doc: String,
    /// The base classes without `object`.
    pub bases: Vec<Reference>,
    /// Whether it is an exception.
    pub is_exception: bool,
    /// Whether Python lets a class inherit from it.
    pub can_be_subclassed: bool,
    /// Whether calling it makes an instance, if that is known.
    pub can_be_called: Option<bool>,
    /// Whether its instances are laid out in another way than those of its base (PEP 800), in every version of Python.
    pub has_own_layout: bool,
    /// Whether they only add a `__dict__` or weak references, which do not count in every version.
    #[serde(default)]
    pub adds_slots: bool,
    /// The parameters of its constructor, if Python shows them.
    #[serde(deserialize_with = "parameters")]
    pub parameters: Option<Vec<SurveyedParameter>>,
    /// `__match_args__`, if the class defines it.
    #[serde(default)]
    pub match_args: Option<Vec<String>>,
    /// The contents of its own `__dict__`.
    pub members: BTreeMap<String, Member>,
}

/// An attribute that a class defines itself.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Member {
    /// How the class binds it.
    pub kind: MemberKind,
    /// Its `__name__`, if the class has it under another name.
    #[serde(default)]
    pub name: Option<String>,
    /// The parameters without the receiver, if Python shows them.
    #[serde(default, deserialize_with = "parameters")]
    pub parameters: Option<Vec<SurveyedParameter>>,
    /// Whether the parameters are those of a `text_signature`, which may differ from those of the method.
    #[serde(default)]
    pub has_own_text: bool,
    /// The docstring; empty if there is none.
    #[serde(default)]
    pub doc: String,
    /// Whether it is an `async def` in Python source.
    #[serde(default)]
    pub is_async: bool,
    /// Whether a property can be set or deleted, if that is known.
    #[serde(default)]
    pub can_be_set: Option<bool>,
    /// Whether a property can be read, if that is known.
    #[serde(default)]
    pub can_be_read: Option<bool>,
    /// The type of a value, if it can be named.
    #[serde(default, rename = "type")]
    pub r#type: Option<ValueType>,
    /// The Python source of a value, where it is a literal.
    #[serde(default)]
    pub literal: Option<String>,
    /// The index of a nested class.
    #[serde(default)]
    pub class: Option<usize>,
    /// The index of the function that this is, if it was made for a module and set as an attribute of the class.
    #[serde(default)]
    pub function: Option<usize>,
    /// What an ordering of an enum compares an instance with.
    #[serde(default)]
    pub compares_with: Vec<Operand>,
}

/// An operand that an ordering of an enum accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Operand {
    /// An instance of the enum.
    Itself,
    /// An integer.
    Number,
}

/// How a class binds an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MemberKind {
    /// The constructor.
    New,
    /// A method.
    Method,
    /// A method of the class.
    Classmethod,
    /// A function without a receiver.
    Staticmethod,
    /// A special method that fills a slot of the type.
    Slot,
    /// A property.
    Property,
    /// A class.
    Class,
    /// `None` as `__hash__`: instances do not have a hash.
    None,
    /// Any other object.
    Value,
}

/// A function.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SurveyedFunction {
    /// `__name__`.
    pub name: String,
    /// The docstring; empty if there is none.
    pub doc: String,
    /// The parameters, if Python shows them.
    #[serde(deserialize_with = "parameters")]
    pub parameters: Option<Vec<SurveyedParameter>>,
    /// Whether it is an `async def` in Python source.
    #[serde(default)]
    pub is_async: bool,
}

impl Survey {
    /// The module that `import` finds under the dotted name `name` because the extension put it there.
    #[must_use]
    pub fn imported(&self, name: &str) -> Option<&SurveyedModule> {
        self.modules.iter().find(|module| module.imports.iter().any(|import| import == name))
    }

    /// Every attribute of every module: its path and name, and what it is.
    pub fn attributes(&self) -> impl Iterator<Item = (&[String], &str, &Reference)> {
        self.modules.iter().flat_map(|module| {
            let path = module.path.as_slice();
            module.names.iter().map(move |(name, reference)| (path, name.as_str(), reference))
        })
    }
}
