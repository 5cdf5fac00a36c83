//! Reads fragments from JSON.
//!
//! A fragment or type in an unknown form is left out and reported. Two fragments that contradict each other are both
//! left out.

use super::data::{
    AttributeFragment, ClassFragment, FragmentKind, Fragments, FunctionFragment, ModuleFragment,
    ParameterFragment, Role,
};
use super::hint::Hint;
use super::json::Json;
use super::release::{Release, Traces};
use super::slots::is_next;
use std::collections::{BTreeMap, HashSet};

/// Reads the fragments of one library. Without `release`, their forms tell which release of PyO3 wrote them.
#[must_use]
pub fn read(fragments: impl IntoIterator<Item = Json>, release: Option<Release>) -> Fragments {
    let mut found = FragmentReader::default();
    fragments.into_iter().for_each(|fragment| found.fragment(&fragment));
    let FragmentReader { mut read, traces } = found;
    read.release = release.unwrap_or_else(|| traces.release());
    sort(&mut read.modules);
    sort(&mut read.classes);
    if traces.text {
        settle_names(&mut read);
    }
    sort(&mut read.functions);
    sort(&mut read.attributes);
    leave_out_contradictions(&mut read);
    sort(&mut read.unread);
    read
}

/// Gives each name in the texts of PyO3 0.27 the module or the class that it means. A name that several classes have is
/// not resolved.
fn settle_names(read: &mut Fragments) {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for class in &read.classes {
        let id = || class.id.clone();
        ids.entry(class.name.clone()).and_modify(|id| id.clear()).or_insert_with(id);
    }
    let class = |name: &str| ids.get(name).cloned();
    let functions = read.functions.iter_mut().flat_map(|function| {
        function.parameters.iter_mut().filter_map(|it| it.hint.as_mut()).chain(function.returns.as_mut())
    });
    let attributes = read.attributes.iter_mut().filter_map(|attribute| attribute.hint.as_mut());
    functions.chain(attributes).for_each(|hint| hint.settle(&class));
}

/// Sorts `items`, and removes duplicates.
fn sort<T: Ord>(items: &mut Vec<T>) {
    items.sort();
    items.dedup();
}

/// Removes fragments with the same id that differ, and attributes with the same name that differ.
fn leave_out_contradictions(read: &mut Fragments) {
    let Fragments { modules, classes, functions, attributes, unread, .. } = read;
    let what = |of: &str| format!("has several fragments with the same {of} that differ");
    keep_unique(
        classes,
        |class| Some(class.id.clone()),
        |class| format!("the class `{}` {}", class.name, what("id")),
        unread,
    );
    keep_unique(
        modules,
        |module| Some(module.id.clone()),
        |module| format!("the module `{}` {}", module.name, what("id")),
        unread,
    );
    // A property may be that of a field and that of a method, so members of one name are all kept.
    keep_unique(
        functions,
        |function| function.id.clone(),
        |function| format!("the function `{}` {}", function.name, what("id")),
        unread,
    );
    let of_attribute =
        |attribute: &AttributeFragment| Some((attribute.parent.clone(), attribute.name.clone()));
    keep_unique(
        attributes,
        of_attribute,
        |attribute| format!("the attribute `{}` {}", attribute.name, what("name")),
        unread,
    );
}

fn keep_unique<T, K: Ord>(
    items: &mut Vec<T>,
    key: impl Fn(&T) -> Option<K>,
    message: impl Fn(&T) -> String,
    unread: &mut Vec<String>,
) {
    let mut count: BTreeMap<K, usize> = BTreeMap::new();
    for key in items.iter().filter_map(&key) {
        *count.entry(key).or_default() += 1;
    }
    items.retain(|item| {
        let is_unique = key(item).is_none_or(|key| count.get(&key) == Some(&1));
        if !is_unique {
            unread.push(message(item));
        }
        is_unique
    });
}

/// The fragments that were read so far.
#[derive(Default)]
struct FragmentReader {
    read: Fragments,
    traces: Traces,
}

impl FragmentReader {
    fn fragment(&mut self, json: &Json) {
        self.traces.is_unsorted |= !json.is_sorted();
        let kind = text(json, "type");
        let is_read = match kind {
            Some("module") => self.module(json),
            Some("class") => self.class(json),
            Some("function") => self.function(json),
            Some("attribute") => self.attribute(json),
            Some(_) | None => None,
        };
        if is_read.is_none() {
            self.read.unread.push(format!("the fragment {} has an unknown form", json.excerpt()));
        }
    }

    fn module(&mut self, json: &Json) -> Option<()> {
        let members = json.get("members")?.list()?.iter().map(|id| id.text().map(str::to_owned));
        self.read.modules.push(ModuleFragment {
            name: name(json)?,
            id: owned(json, "id")?,
            members: members.collect::<Option<_>>()?,
        });
        Some(())
    }

    fn class(&mut self, json: &Json) -> Option<()> {
        let decorators = json.get("decorators").and_then(Json::list);
        let has =
            |name| decorators.is_some_and(|all| all.iter().any(|it| Hint::read(it).last() == Some(name)));
        self.traces.all_decorators |= decorators.is_some_and(<[Json]>::is_empty) || has("disjoint_base");
        let can_be_subclassed = !has("final");
        let name = name(json)?;
        let bases = json.get("bases").and_then(Json::list).unwrap_or_default().iter();
        let bases =
            bases.filter_map(|base| self.hint(Some(base), || format!("a base of the class `{name}`")));
        let bases = bases.collect();
        let (id, parent, doc) = (owned(json, "id")?, owned(json, "parent"), owned(json, "doc"));
        self.read.classes.push(ClassFragment { name, id, parent, bases, can_be_subclassed, doc });
        Some(())
    }

    fn function(&mut self, json: &Json) -> Option<()> {
        let (name, parent) = (name(json)?, owned(json, "parent"));
        let decorators = json.get("decorators").map_or(Some(&[][..]), Json::list)?;
        let decorators: Vec<Hint> = decorators.iter().map(Hint::read).collect();
        let Some(role) = role(&name, parent.is_some(), &decorators) else {
            let message = format!("the decorators of the function `{name}` have an unknown form");
            self.read.unread.push(message);
            return Some(());
        };
        let has_receiver = parent.is_some() && role != Role::Staticmethod;
        let parameters = self.parameters(&name, json.get("arguments")?, has_receiver)?;
        let returns = json.get("returns");
        self.traces.text |= returns.is_some_and(|returns| returns.text().is_some());
        let is_none = |returns| text(returns, "type") == Some("name") && text(returns, "id") == Some("None");
        self.traces.none_is_a_name |= returns.is_some_and(is_none);
        let returns = self.hint(returns, || format!("the result of the function `{name}`"));
        self.traces.next_is_optional |= is_next(&name, parent.is_some(), role)
            && matches!(&returns, Some(Hint::Union(members)) if members.contains(&Hint::None));
        let is_async = json.get("async") == Some(&Json::Bool(true));
        let (id, doc) = (owned(json, "id"), owned(json, "doc"));
        self.read.functions.push(FunctionFragment {
            name,
            id,
            parent,
            role,
            parameters,
            returns,
            is_async,
            doc,
        });
        Some(())
    }

    fn attribute(&mut self, json: &Json) -> Option<()> {
        let name = name(json)?;
        let hint = self.hint(json.get("annotation"), || format!("the type of the attribute `{name}`"));
        // `Final` alone leaves the type to the value.
        let hint = hint.and_then(|hint| match hint {
            Hint::Subscript(base, arguments) if base.is("typing", "Final") => arguments.into_iter().next(),
            hint if hint.is("typing", "Final") => None,
            hint => Some(hint),
        });
        let value = json.get("value").map(|value| Hint::read(value).source()).filter(|value| value != "...");
        self.read.attributes.push(AttributeFragment { name, parent: owned(json, "parent"), hint, value });
        Some(())
    }

    fn parameters(
        &mut self,
        function: &str,
        arguments: &Json,
        mut has_receiver: bool,
    ) -> Option<Vec<ParameterFragment>> {
        const LISTS: [(&str, FragmentKind); 5] = [
            ("posonlyargs", FragmentKind::PositionalOnly),
            ("args", FragmentKind::PositionalOrKeyword),
            ("vararg", FragmentKind::VarPositional),
            ("kwonlyargs", FragmentKind::KeywordOnly),
            ("kwarg", FragmentKind::VarKeyword),
        ];
        let mut found = Vec::new();
        for (key, kind) in LISTS {
            let all = match arguments.get(key) {
                None => continue,
                Some(Json::List(items)) => items.as_slice(),
                Some(one) => std::slice::from_ref(one),
            };
            for argument in all {
                let name = name(argument)?;
                if std::mem::take(&mut has_receiver) {
                    continue;
                }
                let what = || format!("the parameter `{name}` of the function `{function}`");
                let hint = self.hint(argument.get("annotation"), what);
                let default = argument.get("default").map(|default| Hint::read(default).source());
                self.traces.index |=
                    hint.as_ref().is_some_and(|hint| hint.mentions("typing", "SupportsIndex"));
                found.push(ParameterFragment { name, kind, hint, default });
            }
        }
        is_possible(&found).then_some(found)
    }

    /// Reads a type. Returns `None` if a part of it is unknown.
    fn hint(&mut self, json: Option<&Json>, what: impl Fn() -> String) -> Option<Hint> {
        let json = json?;
        let hint = Hint::read_type(json);
        if hint.is_too_large() {
            self.read.unread.push(format!("{} is nested too deeply, or has too many members", what()));
            return None;
        }
        if hint.has_unknown() {
            self.read.unread.push(format!("{} has an unknown form: {}", what(), json.excerpt()));
            return None;
        }
        Some(hint)
    }
}

/// The most parameters that are read. No person writes as many.
const MOST_PARAMETERS: usize = 1000;

/// Whether a Python function can have these parameters, which are in the order of their kinds.
fn is_possible(parameters: &[ParameterFragment]) -> bool {
    let mut names = HashSet::new();
    let mut has_default = false;
    let mut single = Vec::new();
    parameters.len() <= MOST_PARAMETERS
        && parameters.iter().all(|one| {
            let fits = match one.kind {
                FragmentKind::PositionalOnly | FragmentKind::PositionalOrKeyword => {
                    has_default |= one.default.is_some();
                    one.default.is_some() || !has_default
                }
                FragmentKind::VarPositional | FragmentKind::VarKeyword => {
                    let is_first = !single.contains(&one.kind);
                    single.push(one.kind);
                    is_first
                }
                FragmentKind::KeywordOnly => true,
            };
            fits && names.insert(one.name.as_str())
        })
}

/// How a function is bound that has these decorators.
fn role(name: &str, is_method: bool, decorators: &[Hint]) -> Option<Role> {
    let names: Vec<&str> = decorators.iter().map(Hint::last).collect::<Option<_>>()?;
    match names.as_slice() {
        [] if is_method && name == "__new__" => Some(Role::New),
        [] => Some(Role::Plain),
        ["property"] => Some(Role::Getter),
        ["setter"] => Some(Role::Setter),
        ["deleter"] => Some(Role::Deleter),
        ["classmethod"] => Some(Role::Classmethod),
        ["staticmethod"] => Some(Role::Staticmethod),
        ["classmethod", "property"] => Some(Role::ClassAttribute),
        _ => None,
    }
}

fn text<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    json.get(key)?.text()
}

fn owned(json: &Json, key: &str) -> Option<String> {
    text(json, key).map(str::to_owned)
}

/// The name of an item, which is one that Python can spell.
fn name(json: &Json) -> Option<String> {
    let name = text(json, "name")?;
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    let is_name = name.chars().all(is_part) && name.starts_with(|first: char| !first.is_ascii_digit());
    is_name.then(|| name.to_owned())
}
