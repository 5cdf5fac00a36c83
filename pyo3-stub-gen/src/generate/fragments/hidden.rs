//! Classes that are not in any module but that signatures refer to, such as the iterator that `__iter__` returns.
//!
//! Python code can use instances of such a class but cannot name it, so a stub declares it only for type checkers.

use super::data::{AttributeFragment, ClassFragment, FunctionFragment, Role};
use super::hint::Hint;
use super::join::Joined;
use super::typed::either_type;
use crate::facts::{
    ClassFact, ClassKind, ClassOption, Fact, FunctionFact, LocalExpr, MemberFact, MethodsFact, Position,
    Receiver, StubOptions, TypeExpr,
};
use crate::generate::survey::{OwnClass, Survey};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The numbers of hidden classes begin here. Those of other facts count from zero.
const FIRST: u32 = 1 << 31;

/// The fragments of the members of a class.
#[derive(Default)]
struct HiddenMembers<'f> {
    functions: Vec<&'f FunctionFragment>,
    attributes: Vec<&'f AttributeFragment>,
}

impl<'f> Joined<'f> {
    /// Lets types refer to the classes that no module of `survey` has.
    pub fn reveal_hidden(&mut self, survey: &Survey) {
        let root = survey.modules.first().map(|module| &module.names);
        let taken: BTreeSet<&str> = survey.classes.iter().map(|class| class.name.as_str()).collect();
        let is_free =
            |name: &str| !taken.contains(name) && root.is_none_or(|names| !names.contains_key(name));
        let fragments = self.fragments;
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        for class in fragments.classes.iter().filter(|class| !self.ids.contains_key(class.id.as_str())) {
            *by_name.entry(&class.name).or_default() += 1;
        }
        let can_be_hidden = |class: &ClassFragment| {
            class.parent.is_none() && by_name.get(class.name.as_str()) == Some(&1) && is_free(&class.name)
        };
        let needs = needs(fragments.functions.iter());
        let mut open: Vec<&str> = self.ids.keys().copied().collect();
        for index in self.functions.values().flatten() {
            open.extend(
                fragments.functions.get(*index).into_iter().flat_map(|function| of_function(function)),
            );
        }
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(needs.get(id).into_iter().flatten());
            }
        }
        let hidden = fragments.classes.iter().enumerate().filter(|(_, class)| {
            seen.contains(class.id.as_str())
                && !self.ids.contains_key(class.id.as_str())
                && can_be_hidden(class)
        });
        self.hidden = hidden.map(|(index, class)| (class.id.as_str(), index)).collect();
    }

    /// Describes the hidden classes.
    pub(super) fn hidden_facts(&self, own: OwnClass<'_>, position: &Position) -> Vec<Fact> {
        let mut members: HashMap<&str, HiddenMembers<'_>> = HashMap::new();
        for function in &self.fragments.functions {
            if let Some(parent) = &function.parent {
                members.entry(parent).or_default().functions.push(function);
            }
        }
        for attribute in &self.fragments.attributes {
            if let Some(parent) = &attribute.parent {
                members.entry(parent).or_default().attributes.push(attribute);
            }
        }
        let classes = self.hidden.values().filter_map(|index| self.fragments.classes.get(*index));
        let none = HiddenMembers::default();
        let facts = classes.zip(FIRST..).map(|(class, id)| {
            let members = members.get(class.id.as_str()).unwrap_or(&none);
            self.describe(class, members, id, own, position)
        });
        facts.flatten().collect()
    }

    /// The type that refers to a hidden class.
    pub(super) fn hidden_type(&self, id: &str) -> Option<TypeExpr> {
        let class = self.fragments.classes.get(*self.hidden.get(id)?)?;
        Some(TypeExpr::Local(LocalExpr { module: Some(self.extension.clone()), name: class.name.clone() }))
    }

    fn describe(
        &self,
        class: &ClassFragment,
        members: &HiddenMembers<'_>,
        id: u32,
        own: OwnClass<'_>,
        position: &Position,
    ) -> [Fact; 2] {
        let mut fact = ClassFact {
            module: Some(self.extension.clone()),
            doc: class.doc.clone().unwrap_or_default(),
            bases: class.bases.iter().map(|base| self.result(Some(base), own)).collect(),
            ..ClassFact::new(id, &class.name, ClassKind::Struct, position.clone())
        };
        if class.can_be_subclassed {
            fact.options.set.push(ClassOption::Subclass);
        }
        [Fact::Class(fact), Fact::Methods(self.members_of(class, members, id, own, position))]
    }

    fn members_of(
        &self,
        class: &ClassFragment,
        members: &HiddenMembers<'_>,
        id: u32,
        own: OwnClass<'_>,
        position: &Position,
    ) -> MethodsFact {
        let mut block = MethodsFact::new(id, &class.name, position.clone());
        let member = |name: &str, r#type: TypeExpr, doc: Option<&String>| MemberFact {
            name: name.to_owned(),
            r#type,
            doc: doc.cloned().unwrap_or_default(),
            default: None,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: position.clone(),
        };
        let mut by_name: BTreeMap<&str, Vec<&FunctionFragment>> = BTreeMap::new();
        for function in &members.functions {
            by_name.entry(&function.name).or_default().push(function);
        }
        let attributes = members.attributes.iter();
        // A member has only one name, so a name that two members claim belongs to neither.
        let attributes = attributes.filter(|attribute| !by_name.contains_key(attribute.name.as_str()));
        block
            .constants
            .extend(attributes.map(|it| member(&it.name, self.result(it.hint.as_ref(), own), None)));
        for (name, functions) in by_name {
            let of = |role: Role| functions.iter().filter(move |function| function.role == role);
            let doc = functions.iter().find_map(|function| function.doc.as_ref());
            let returned = |function: &&FunctionFragment| self.result(function.returns.as_ref(), own);
            let taken = |function: &&FunctionFragment| Some(self.argument(function.parameters.first()?, own));
            if let [only] = functions.as_slice()
                && let Some(receiver) = receiver(only.role)
            {
                block.methods.push(self.method_of(only, receiver, own, position));
            } else if functions.iter().all(|function| is_accessor(function.role)) {
                let getter = of(Role::Getter).map(returned).reduce(either_type);
                let setter = of(Role::Setter).filter_map(taken).reduce(either_type);
                block.getters.extend(getter.map(|r#type| member(name, r#type, doc)));
                block.setters.extend(setter.map(|r#type| member(name, r#type, doc)));
                block.deleters.extend(of(Role::Deleter).next().map(|_| name.to_owned()));
            } else if let [only] = functions.as_slice() {
                block.constants.push(member(name, returned(only), doc));
            }
        }
        block
    }

    fn method_of(
        &self,
        function: &FunctionFragment,
        receiver: Receiver,
        own: OwnClass<'_>,
        position: &Position,
    ) -> FunctionFact {
        let signature = self.signature(function, own);
        FunctionFact {
            name: function.name.clone(),
            module: None,
            receiver,
            parameters: signature.parameters,
            returns: signature.returns,
            doc: function.doc.clone().unwrap_or_default(),
            is_async: signature.is_async,
            is_overload: false,
            deprecated: None,
            stub_options: StubOptions::default(),
            position: position.clone(),
            index: 0,
        }
    }
}

/// How a method with this role is bound; `None` if it is not called.
fn receiver(role: Role) -> Option<Receiver> {
    match role {
        Role::Plain => Some(Receiver::Instance),
        Role::New => Some(Receiver::New),
        Role::Classmethod => Some(Receiver::Class),
        Role::Staticmethod => Some(Receiver::Static),
        Role::Getter | Role::Setter | Role::Deleter | Role::ClassAttribute => None,
    }
}

fn is_accessor(role: Role) -> bool {
    match role {
        Role::Getter | Role::Setter | Role::Deleter => true,
        Role::Plain | Role::New | Role::Classmethod | Role::Staticmethod | Role::ClassAttribute => false,
    }
}

/// The ids of the classes that the members of each class refer to.
fn needs<'f>(functions: impl Iterator<Item = &'f FunctionFragment>) -> HashMap<&'f str, Vec<&'f str>> {
    let mut needs: HashMap<&str, Vec<&str>> = HashMap::new();
    for function in functions {
        if let Some(parent) = &function.parent {
            needs.entry(parent).or_default().extend(of_function(function));
        }
    }
    needs
}

/// The ids of the classes that a function refers to.
fn of_function(function: &FunctionFragment) -> Vec<&str> {
    let mut ids = Vec::new();
    let hints = function.parameters.iter().filter_map(|parameter| parameter.hint.as_ref());
    hints.chain(&function.returns).for_each(|hint| of_hint(hint, &mut ids));
    ids
}

fn of_hint<'f>(hint: &'f Hint, ids: &mut Vec<&'f str>) {
    match hint {
        Hint::Class(id) => ids.push(id),
        Hint::Member(base, _) => of_hint(base, ids),
        Hint::Subscript(base, arguments) => {
            of_hint(base, ids);
            arguments.iter().for_each(|argument| of_hint(argument, ids));
        }
        Hint::Union(items) | Hint::Tuple(items) | Hint::List(items) => {
            items.iter().for_each(|item| of_hint(item, ids));
        }
        Hint::None
        | Hint::Ellipsis
        | Hint::Literal(_)
        | Hint::Quoted(_)
        | Hint::Named { .. }
        | Hint::Unknown(_) => {}
    }
}
