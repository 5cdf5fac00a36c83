//! Finds and describes the objects in Python that no fact describes.

use super::classes::{home, places};
use super::describe::Describer;
use super::ground::{Ground, OtherPlace, Stated, also};
use super::located::Located;
use super::other_names::{annotated_member, under_name};
use super::skips::Skipped;
use super::traits::traits;
use super::types::{Types, incomplete};
use super::untyped::{self, Leaf, lacks_types};
use super::witness::{Member, MemberKind, Reference, Survey, SurveyedModule};
use crate::facts::{Fact, Facts, ModuleDocFact, Position, ReexportFact, ReexportItems, TypeExpr};
use crate::generate::model::{ALL, AllForm, Class, Expr, Items, ModuleInfo, SubmoduleInfo};
use crate::generate::placement::{ClassAlias, ClassPlaces, ClassTraits};
use crate::generate::python::known;
use crate::generate::slots;
use crate::text::dotted;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The objects in Python that no fact describes.
#[derive(Debug, Clone, Default)]
pub struct Missing {
    /// Facts that describe them, without types.
    pub facts: Vec<Fact>,
    /// The other names of classes that no fact describes.
    pub(in crate::generate) aliases: Vec<ClassAlias>,
    /// Those of `facts` that describe constructors of classes that other facts describe.
    pub constructors: Vec<Fact>,
    /// The true base classes of classes that other facts describe, by the ids of these.
    pub bases: BTreeMap<u32, Vec<TypeExpr>>,
    /// The dotted names of objects that lack types. Without a source of types, a class stands for its members.
    pub names: Vec<String>,
    /// The dotted names of the items and members that `skip` leaves out.
    pub skipped: Vec<String>,
    /// Facts about classes that are not in any module but that types refer to. The stub declares them only for type
    /// checkers.
    pub hidden: Vec<Fact>,
    /// The functions, variables and members that the facts describe.
    pub leaves: Vec<Leaf>,
    /// What Python shows of the classes that no other fact describes, by the ids of these.
    pub(in crate::generate) traits: BTreeMap<u32, ClassTraits>,
}

/// Special methods that every object has. A class that defines one of them itself has the signature that type checkers
/// assume anyway.
const OF_EVERY_OBJECT: [&str; 14] = [
    "__delattr__",
    "__dir__",
    "__eq__",
    "__format__",
    "__getattribute__",
    "__getstate__",
    "__hash__",
    "__init__",
    "__ne__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__setattr__",
    "__str__",
];

/// Returns the names that `survey` has and that the modules which `facts` describe do not.
pub fn missing(
    tree: &ModuleInfo,
    facts: &Facts,
    survey: &Survey,
    located: &Located,
    library: &Position,
    types: Option<&dyn Types>,
) -> Missing {
    let ground = Ground::new(survey, &tree.name, &|_| false);
    let (homes, undescribed) = homes(&ground, facts, located);
    let describer = Describer {
        survey,
        homes,
        types,
        attached: &located.attached,
        skipped: &located.skipped,
        position: library.clone(),
    };
    let mut finder = MissingFinder {
        tree,
        facts,
        ground: &ground,
        describer: &describer,
        skipped: &located.skipped,
        places: &located.places,
        undescribed,
        next: free_id(facts),
        found: Missing::default(),
    };
    survey.modules.iter().for_each(|module| finder.module(module));
    for (id, index) in &located.classes {
        finder.members(*id, *index);
        finder.impossible_constructor(*id, *index);
        finder.bases(*id, *index);
    }
    let mut found = finder.found;
    if let Some(types) = types {
        found.hidden = undescribed_hidden(types.hidden(&|class| describer.own(class), library), facts);
    }
    found
}

/// Leaves out of `hidden` what `facts` describe: an annotated class that was added to no module.
fn undescribed_hidden(hidden: Vec<Fact>, facts: &Facts) -> Vec<Fact> {
    let names = facts.facts.iter().filter_map(Fact::class).map(|class| class.name.as_str());
    let annotated: HashSet<&str> = names.collect();
    let described = hidden.iter().filter_map(Fact::class).filter(|class| annotated.contains(&*class.name));
    let described: HashSet<u32> = described.map(|class| class.id).collect();
    let is_described = |fact: &Fact| match fact {
        Fact::Class(class) => described.contains(&class.id),
        Fact::Methods(block) => described.contains(&block.class),
        _ => false,
    };
    hidden.into_iter().filter(|fact| !is_described(fact)).collect()
}

/// The dotted module and the name under which the stub defines each class, by its index.
pub(super) type Homes = BTreeMap<usize, (String, String)>;

/// Where the stub defines each class, and at which path those are that no fact describes.
pub(super) fn homes(
    ground: &Ground<'_>,
    facts: &Facts,
    located: &Located,
) -> (Homes, BTreeMap<usize, (Vec<String>, String)>) {
    let described: BTreeSet<usize> = located.classes.values().copied().collect();
    let mut homes = BTreeMap::new();
    let classes = facts.facts.iter().filter_map(Fact::class);
    let names: BTreeMap<u32, &str> = classes.map(|class| (class.id, class.name.as_str())).collect();
    for (id, index) in &located.classes {
        let (Some(path), Some(name)) = (located.places.path(*id), names.get(id)) else { continue };
        homes.insert(*index, (ground.dotted(path), (*name).to_owned()));
    }
    let mut undescribed = BTreeMap::new();
    for (index, places) in &places(ground) {
        let is_open = !described.contains(index) && !located.skipped.has_class(*index);
        let class = ground.survey.classes.get(*index).filter(|_| is_open);
        let Some(class) = class else { continue };
        let Some((path, name)) = home(places, &class.name, &Stated::Nowhere) else { continue };
        homes.insert(*index, (ground.dotted(path), name.clone()));
        undescribed.insert(*index, (path.clone(), name.clone()));
    }
    (homes, undescribed)
}

struct MissingFinder<'a> {
    tree: &'a ModuleInfo,
    facts: &'a Facts,
    ground: &'a Ground<'a>,
    describer: &'a Describer<'a>,
    skipped: &'a Skipped,
    places: &'a ClassPlaces,
    /// The classes that no fact describes, with their homes.
    undescribed: BTreeMap<usize, (Vec<String>, String)>,
    /// The number of the next class.
    next: u32,
    found: Missing,
}

impl MissingFinder<'_> {
    fn module(&mut self, module: &SurveyedModule) {
        let dotted = self.ground.dotted(&module.path);
        let declared = contents(self.tree, &module.path).map(|(items, submodules)| names(items, submodules));
        if declared.is_none() {
            self.found.facts.push(Fact::ModuleDoc(ModuleDocFact {
                module: Some(dotted.clone()),
                doc: module.doc.clone(),
                position: None,
            }));
            if !module.path.is_empty() {
                self.found.facts.extend(self.exports(&dotted, module));
            }
        }
        for (name, reference) in &module.names {
            if declared.as_ref().is_some_and(|declared| declared.contains(name.as_str())) {
                continue;
            }
            if self.skipped.has_name(&module.path, name) {
                self.found.skipped.push(format!("{dotted}.{name}"));
            } else {
                self.name(&module.path, &dotted, name, reference);
            }
        }
    }

    /// Returns the `__all__` of a submodule, unless it lacks one.
    fn exports(&self, dotted: &str, module: &SurveyedModule) -> Option<Fact> {
        let names = match module.shown_all().form {
            AllForm::List => TypeExpr::builtin("list").subscript(vec![TypeExpr::builtin("str")]),
            AllForm::Tuple => {
                TypeExpr::builtin("tuple").subscript(vec![TypeExpr::builtin("str"), TypeExpr::Ellipsis])
            }
            AllForm::Missing => return None,
        };
        Some(self.describer.variable(dotted, ALL, names, None))
    }

    /// An attribute that the stub lacks.
    fn name(&mut self, path: &[String], module: &str, name: &str, reference: &Reference) {
        let survey = self.ground.survey;
        match reference {
            Reference::Module(index) => {
                let Some(target) = survey.modules.get(*index) else { return };
                let home = target.path.split_last().map(|(last, parent)| (parent, last.as_str()));
                if home == Some((path, name)) {
                    return;
                }
                match home.map(|home| also(self.ground, home, (path, name))) {
                    Some(OtherPlace::Reexported(fact)) => self.found.facts.push(*fact),
                    // The extension module is not an item of any module.
                    Some(OtherPlace::Alias(_)) | None => {
                        let module_type = TypeExpr::named("types", "ModuleType");
                        self.leaf(module, name, self.describer.variable(module, name, module_type, None));
                    }
                }
            }
            Reference::Class(index) => self.class(*index, path, name),
            Reference::Function(index) => {
                let Some(function) = survey.functions.get(*index) else { return };
                let fact = self.describer.function(module, name, *index, function);
                self.leaf(module, name, fact);
            }
            // A type checker may not find the stub of another package.
            Reference::Foreign((origin, other))
                if path.is_empty() && other == name && known::is_standard(origin) =>
            {
                self.found.facts.push(Fact::Reexport(ReexportFact {
                    target: module.to_owned(),
                    source: origin.clone(),
                    items: ReexportItems::Explicit(vec![name.to_owned()]),
                    position: None,
                }));
            }
            Reference::Foreign((origin, other)) if is_builtin_exception(origin, other) => {
                let class = TypeExpr::builtin("type").subscript(vec![TypeExpr::builtin(other)]);
                self.leaf(module, name, self.describer.variable(module, name, class, None));
            }
            Reference::Foreign(_) => {
                self.leaf(module, name, self.describer.variable(module, name, incomplete(), None));
            }
            Reference::Value(value) => {
                let fact = self.describer.constant(path, module, name, value.as_ref());
                self.leaf(module, name, fact);
            }
        }
    }

    fn class(&mut self, index: usize, path: &[String], name: &str) {
        let Some((home, own)) = self.undescribed.get(&index).cloned() else { return };
        if (home.as_slice(), own.as_str()) != (path, name) {
            match also(self.ground, (&home, &own), (path, name)) {
                OtherPlace::Reexported(fact) => self.found.facts.push(*fact),
                OtherPlace::Alias(alias) => self.found.aliases.push(alias),
            }
            return;
        }
        let facts = self.describer.class(index, self.next);
        if let Some(class) = self.ground.survey.classes.get(index) {
            let has_own_layout = Some(class.has_own_layout);
            self.found.traits.insert(self.next, ClassTraits { has_own_layout, ..traits(class) });
        }
        self.next = self.next.saturating_add(1);
        let is_exception = self.ground.survey.classes.get(index).is_some_and(|class| class.is_exception);
        let module = self.ground.dotted(path);
        let class = format!("{module}.{name}");
        self.found.leaves.push(Leaf { path: class.clone(), lacks_types: false });
        let leaves: Vec<Leaf> = facts.iter().flat_map(|fact| untyped::members(&class, fact)).collect();
        if self.describer.types.is_some() {
            let open = leaves.iter().filter(|leaf| leaf.lacks_types);
            self.found.names.extend(open.map(|leaf| leaf.path.clone()));
        } else if !is_exception {
            self.note(&module, name);
        }
        self.found.leaves.extend(leaves);
        self.found.facts.extend(facts);
    }

    /// The dotted module and the name under which the stub defines the class with this index, which the fact `id` describes.
    fn home(&self, id: u32, index: usize) -> Option<(String, String)> {
        let (module, own) = self.describer.homes.get(&index)?;
        Some((module.clone(), self.places.name(id).unwrap_or(own).to_owned()))
    }

    /// Members that Python shows of a class that facts describe, and that the stub lacks.
    fn members(&mut self, id: u32, index: usize) {
        let Some((module, name)) = self.home(id, index) else { return };
        let Some(surveyed) = self.ground.survey.classes.get(index) else { return };
        let Some(class) = class_at(self.tree, &module, &name) else { return };
        let has = |name: &str| class.body.iter().any(|node| node.name() == name);
        let skips: BTreeSet<&str> = self.skipped.members(id).collect();
        // CPython shows all methods of a slot as soon as a class defines one of them.
        let groups = slots::groups();
        let fills_slot = |name: &str, is_known: &dyn Fn(&str) -> bool| match slots::COMPARISONS
            .contains(&name)
        {
            true => slots::COMPARISONS.iter().copied().any(is_known) || is_known("__richcmp__"),
            false => groups.iter().any(|group| group.contains(&name) && group.iter().copied().any(is_known)),
        };
        let lacks = |name: &str, member: &Member| match member.kind {
            MemberKind::New => surveyed.can_be_called == Some(true) && (!has(name) || is_impossible(class)),
            MemberKind::None => false,
            MemberKind::Slot if OF_EVERY_OBJECT.contains(&name) => false,
            MemberKind::Slot if fills_slot(name, &has) => false,
            MemberKind::Slot
            | MemberKind::Method
            | MemberKind::Classmethod
            | MemberKind::Staticmethod
            | MemberKind::Property
            | MemberKind::Class
            | MemberKind::Value => !has(name),
        };
        let is_skipped = |name: &str, member: &Member| {
            skips.contains(name)
                || member.kind == MemberKind::Slot && fills_slot(name, &|other| skips.contains(other))
        };
        let path = format!("{module}.{name}");
        for (member, how) in &surveyed.members {
            let is_left_out = is_skipped(member, how);
            if is_left_out && (lacks(member, how) || skips.contains(member.as_str()) && !has(member)) {
                self.found.skipped.push(format!("{path}.{member}"));
            }
            // A constructor cannot be left out, because a class without one is called without arguments.
            if is_left_out && how.kind != MemberKind::New {
                continue;
            }
            if !lacks(member, how) {
                continue;
            }
            let described = annotated_member(self.facts, id, surveyed, how);
            let is_attached = self.describer.attached.members.contains_key(&(index, member.clone()));
            let is_annotated = described.is_some() || is_attached;
            let block = match described {
                Some(annotated) => under_name(annotated, member),
                None => self.describer.members(index, surveyed, id, std::iter::once((member, how))),
            };
            let fact = Fact::Methods(block);
            if !is_left_out {
                self.found.leaves.extend(untyped::members(&path, &fact));
            }
            if !is_annotated && !is_left_out && (self.describer.types.is_none() || lacks_types(&fact)) {
                self.note(&path, member);
            }
            if how.kind == MemberKind::New {
                self.found.constructors.push(fact.clone());
            }
            self.found.facts.push(fact);
        }
    }

    /// The constructor of a class that cannot be called, whose base the stub does not have.
    fn impossible_constructor(&mut self, id: u32, index: usize) {
        let Some((module, name)) = self.home(id, index) else { return };
        let Some(surveyed) = self.ground.survey.classes.get(index) else { return };
        let Some(class) = class_at(self.tree, &module, &name) else { return };
        let is_open = class.bases.iter().any(|base| base.is_external("typing", "Any"));
        let has_own =
            class.functions().any(|function| matches!(function.name.as_str(), "__new__" | "__init__"));
        let is_skipped = self.skipped.members(id).any(|member| member == "__new__");
        if surveyed.can_be_called == Some(false) && is_open && !has_own && !is_skipped {
            let block = self.describer.impossible_constructor(surveyed, id);
            self.found.facts.extend(block.map(Fact::Methods));
        }
    }

    /// The base classes that Python shows of a class that facts describe. Records do not know those of an exception, nor
    /// those that are not annotated.
    fn bases(&mut self, id: u32, index: usize) {
        let Some((module, name)) = self.home(id, index) else { return };
        let Some(surveyed) = self.ground.survey.classes.get(index) else { return };
        let Some(class) = class_at(self.tree, &module, &name) else { return };
        let bases = self.describer.bases(&surveyed.bases);
        let is_open = class.bases.iter().any(|base| base.is_external("typing", "Any"));
        let is_known = !bases.iter().any(|base| *base == TypeExpr::Any || untyped::mentions_incomplete(base));
        let is_corrected = surveyed.is_exception || (is_open && is_known);
        if class.bases.len() < bases.len() || (is_corrected && class.bases.len() == bases.len()) {
            self.found.bases.insert(id, bases);
        }
    }

    /// A function or variable.
    fn leaf(&mut self, module: &str, name: &str, fact: Fact) {
        let lacks_types = lacks_types(&fact);
        if lacks_types {
            self.note(module, name);
        }
        self.found.leaves.push(Leaf { path: format!("{module}.{name}"), lacks_types });
        self.found.facts.push(fact);
    }

    fn note(&mut self, parent: &str, name: &str) {
        self.found.names.push(format!("{parent}.{name}"));
    }
}

/// Returns the contents of the module at `path`, if the stub has it.
fn contents<'t>(
    tree: &'t ModuleInfo,
    path: &[String],
) -> Option<(&'t Items, &'t BTreeMap<String, SubmoduleInfo>)> {
    if path.is_empty() {
        return Some((&tree.items, &tree.submodules));
    }
    tree.submodule(path).map(|submodule| (&submodule.items, &submodule.submodules))
}

/// The names that a module declares.
fn names<'t>(items: &'t Items, submodules: &'t BTreeMap<String, SubmoduleInfo>) -> HashSet<&'t str> {
    let variables = items.variables.iter().map(|item| &item.name);
    let aliases = items.aliases.iter().map(|item| &item.name);
    let classes = items.classes.iter().map(|item| &item.name);
    let functions = items.functions.iter().map(|item| &item.name);
    let all = variables.chain(aliases).chain(classes).chain(functions).chain(submodules.keys());
    all.map(String::as_str).collect()
}

/// The class `name` of the module with this dotted name.
fn class_at<'t>(tree: &'t ModuleInfo, module: &str, name: &str) -> Option<&'t Class> {
    let path = dotted::parts(dotted::below(module, &tree.name).unwrap_or_default());
    contents(tree, &path)?.0.classes.iter().find(|class| class.name == name)
}

/// Whether the stub says that the class cannot be called.
fn is_impossible(class: &Class) -> bool {
    let is_never = |annotation: &Expr| annotation.is_external("typing", "Never");
    class.functions().filter(|function| function.name == "__new__").any(|function| {
        function.parameters.iter().any(|parameter| parameter.annotation.as_ref().is_some_and(is_never))
    })
}

/// Whether it is an exception of Python, which some extensions have under a name of their own. A group has a type
/// argument.
fn is_builtin_exception(module: &str, name: &str) -> bool {
    module == "builtins" && known::is_exception(name) && !name.ends_with("Group")
}

/// A number above those of all classes.
fn free_id(facts: &Facts) -> u32 {
    facts
        .facts
        .iter()
        .filter_map(Fact::class)
        .map(|class| class.id)
        .max()
        .map_or(0, |id| id.saturating_add(1))
}
