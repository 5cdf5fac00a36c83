//! The registry: dotted names, their initialisers and states, and which submodules depend on which.

use super::names::{join, parents, split};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

/// How far a submodule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubmoduleState {
    /// It has not been used yet.
    Known,
    /// Its initialiser runs.
    Loading,
    /// Its initialiser has run.
    Loaded,
    /// Its initialiser raised. The next use runs it again.
    Failed,
}

impl SubmoduleState {
    /// All states.
    pub(super) const ALL: [Self; 4] = [Self::Known, Self::Loading, Self::Loaded, Self::Failed];

    /// Returns the name of the state, as Python sees it.
    #[inline]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Loading => "loading",
            Self::Loaded => "loaded",
            Self::Failed => "failed",
        }
    }
}

/// A submodule with an initialiser of the type `F`.
pub(super) struct SubmoduleEntry<F> {
    /// Fills it. A parent that was not added itself is empty, and a submodule that existed before is never filled.
    pub fill: Option<F>,
    /// The names of the submodules that are loaded before it.
    pub needs: Vec<String>,
    /// Whether it is loaded with the extension module.
    pub is_eager: bool,
    /// Whether it was in the extension module before.
    pub exists: bool,
}

impl<F> Default for SubmoduleEntry<F> {
    #[inline]
    fn default() -> Self {
        Self { fill: None, needs: Vec::new(), is_eager: false, exists: false }
    }
}

/// The submodules of an extension module, by their dotted names below it. Their initialisers are `F`s.
pub(super) struct Registry<F> {
    entries: BTreeMap<String, SubmoduleEntry<F>>,
    progress: Mutex<Progress>,
}

/// What changes while the extension is used.
#[derive(Default)]
struct Progress {
    /// The states of the submodules whose state has changed.
    states: BTreeMap<String, SubmoduleState>,
    /// The submodules that each thread is loading, the outermost first.
    loading: HashMap<ThreadId, Vec<String>>,
    /// The submodules that were loaded by the initialiser of another one, each with those initialisers.
    users: BTreeMap<String, BTreeSet<String>>,
    /// The threads that are reloading dependents.
    cascading: HashSet<ThreadId>,
}

/// While it exists, this thread is reloading dependents.
pub(super) struct Cascade<'r, F>(&'r Registry<F>);

impl<F> Drop for Cascade<'_, F> {
    #[inline]
    fn drop(&mut self) {
        self.0.progress().cascading.remove(&std::thread::current().id());
    }
}

/// The begin of an initialisation.
pub(super) enum Begin {
    /// The submodule has not been loaded before.
    First,
    /// The submodule is loaded again.
    Again,
    /// The same thread is loading it twice already. Contains the chain of submodules.
    Cycle(Vec<String>),
}

impl<F> Registry<F> {
    /// Makes a registry of `entries`, in which every parent is an entry too.
    #[inline]
    pub(super) fn new(mut entries: BTreeMap<String, SubmoduleEntry<F>>) -> Self {
        let nested = entries.keys().filter(|name| name.contains('.'));
        let missing: BTreeSet<String> = nested.flat_map(|name| parents(name)).map(str::to_owned).collect();
        for parent in missing {
            entries.entry(parent).or_default();
        }
        Self { entries, progress: Mutex::default() }
    }

    /// Returns the submodule `name`.
    #[inline]
    pub(super) fn entry(&self, name: &str) -> Option<&SubmoduleEntry<F>> {
        self.entries.get(name)
    }

    /// Returns all names, parents first.
    #[inline]
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Returns the own names of the submodules of `parent`, which is empty for the extension module.
    #[inline]
    pub(super) fn children(&self, parent: &str) -> impl Iterator<Item = &str> {
        let prefix = join(parent, "");
        let from = self.entries.range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded));
        from.map_while(move |(name, _)| name.strip_prefix(&prefix)).filter(|name| !name.contains('.'))
    }

    /// Whether `name` has submodules. The name is empty for the extension module.
    #[inline]
    pub(super) fn is_package(&self, name: &str) -> bool {
        self.children(name).next().is_some()
    }

    /// Returns the names of the submodules that are loaded with the extension module, parents first.
    #[inline]
    pub(super) fn eager(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|(_, entry)| entry.is_eager).map(|(name, _)| name.as_str())
    }

    /// Returns the names of the submodules that are made when they are used.
    #[inline]
    pub(super) fn lazy(&self) -> impl Iterator<Item = &str> {
        let lazy = self.entries.iter().filter(|(_, entry)| entry.fill.is_some() && !entry.is_eager);
        lazy.map(|(name, _)| name.as_str())
    }

    /// Whether a submodule is made by an initialiser.
    #[inline]
    pub(super) fn has_initialisers(&self) -> bool {
        self.entries.values().any(|entry| entry.fill.is_some())
    }

    /// Returns a chain of submodules that need each other, if there is one.
    #[inline]
    pub(super) fn cycle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        // Parents alone do not form a cycle.
        let mut needing = self.entries.iter().filter(|(_, entry)| !entry.needs.is_empty());
        needing.find_map(|(name, _)| self.cycle_from(name, &mut Vec::new(), &mut done))
    }

    #[inline]
    fn cycle_from<'r>(
        &'r self,
        name: &'r str,
        chain: &mut Vec<&'r str>,
        done: &mut BTreeSet<&'r str>,
    ) -> Option<Vec<String>> {
        if let Some(at) = chain.iter().position(|other| *other == name) {
            return Some(chain[at..].iter().chain([&name]).map(|name| (*name).to_owned()).collect());
        }
        if done.contains(name) {
            return None;
        }
        chain.push(name);
        // Python imports the parent before its submodules.
        let parent = Some(split(name).0).filter(|parent| !parent.is_empty());
        let needs = self.entry(name).map(|entry| entry.needs.as_slice()).unwrap_or_default();
        let found = parent
            .into_iter()
            .chain(needs.iter().map(String::as_str))
            .find_map(|next| self.cycle_from(next, chain, done));
        chain.pop();
        done.insert(name);
        found
    }

    /// Returns the state of each submodule, by its name.
    #[inline]
    pub(super) fn states(&self) -> BTreeMap<String, SubmoduleState> {
        let progress = self.progress();
        let state = |name: &String| progress.states.get(name).copied().unwrap_or_else(|| self.initial(name));
        self.entries.keys().map(|name| (name.clone(), state(name))).collect()
    }

    /// Returns the state of the submodule `name` before anything is loaded.
    #[inline]
    fn initial(&self, name: &str) -> SubmoduleState {
        let exists = self.entry(name).is_some_and(|entry| entry.exists);
        if exists { SubmoduleState::Loaded } else { SubmoduleState::Known }
    }

    /// Records that this thread begins to load `name`.
    #[inline]
    pub(super) fn begin(&self, name: &str) -> Begin {
        let mut progress = self.progress();
        let chain = progress.loading.entry(std::thread::current().id()).or_default();
        // A program may load a module that is not in `sys.modules`, so that a use of the name loads another one.
        let mut begun = chain.iter().enumerate().filter(|(_, other)| *other == name);
        if let (Some((at, _)), Some(_)) = (begun.next(), begun.next()) {
            return Begin::Cycle(chain[at..].iter().cloned().chain([name.to_owned()]).collect());
        }
        let user = chain.last().cloned();
        chain.push(name.to_owned());
        if let Some(user) = user {
            progress.users.entry(name.to_owned()).or_default().insert(user);
        }
        let before = progress.states.insert(name.to_owned(), SubmoduleState::Loading);
        match before.unwrap_or_else(|| self.initial(name)) {
            SubmoduleState::Loaded => Begin::Again,
            SubmoduleState::Known | SubmoduleState::Loading | SubmoduleState::Failed => Begin::First,
        }
    }

    /// Records that this thread has loaded `name`, or failed to.
    #[inline]
    pub(super) fn end(&self, name: &str, state: SubmoduleState) {
        let mut progress = self.progress();
        let thread = std::thread::current().id();
        if let Some(chain) = progress.loading.get_mut(&thread) {
            chain.pop();
            if chain.is_empty() {
                progress.loading.remove(&thread);
            }
        }
        progress.states.insert(name.to_owned(), state);
    }

    /// Returns the loaded submodules that depend on `name`, directly or not, each after those that it depends on itself.
    #[inline]
    pub(super) fn dependents(&self, name: &str) -> Vec<String> {
        let progress = self.progress();
        let uses = |user: &str, used: &str| {
            self.entry(user).is_some_and(|entry| entry.needs.iter().any(|need| need == used))
                || progress.users.get(used).is_some_and(|users| users.contains(user))
        };
        let mut found = BTreeSet::from([name]);
        loop {
            let before = found.len();
            let more: Vec<&str> =
                self.names().filter(|user| found.iter().any(|used| uses(user, used))).collect();
            found.extend(more);
            if found.len() == before {
                break;
            }
        }
        let is_loaded = |name: &&str| {
            let state = progress.states.get(*name).copied().unwrap_or_else(|| self.initial(name));
            state == SubmoduleState::Loaded
        };
        let mut waiting: Vec<&str> =
            found.into_iter().filter(|other| *other != name).filter(is_loaded).collect();
        let mut ordered = Vec::new();
        while !waiting.is_empty() {
            // Initialisers may use each other. Then the order of names decides.
            let ready = |user: &&str| !waiting.iter().any(|used| used != user && uses(user, used));
            let next = waiting.iter().copied().find(|user| ready(user)).unwrap_or(waiting[0]);
            waiting.retain(|other| *other != next);
            ordered.push(next.to_owned());
        }
        ordered
    }

    /// Records that this thread reloads dependents, unless it does so already.
    #[inline]
    pub(super) fn cascade(&self) -> Option<Cascade<'_, F>> {
        let begins = self.progress().cascading.insert(std::thread::current().id());
        begins.then(|| Cascade(self))
    }

    #[inline]
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Begin, Registry, SubmoduleEntry, SubmoduleState};

    fn registry(needs: &[(&str, &[&str])]) -> Registry<()> {
        let entry = |(name, needs): &(&str, &[&str])| {
            let needs = needs.iter().map(|need| (*need).to_owned()).collect();
            ((*name).to_owned(), SubmoduleEntry { needs, ..SubmoduleEntry::default() })
        };
        Registry::new(needs.iter().map(entry).collect())
    }

    fn load(registry: &Registry<()>, name: &str) {
        registry.begin(name);
        registry.end(name, SubmoduleState::Loaded);
    }

    #[test]
    fn parents_are_submodules_too() {
        let registry = registry(&[("a.b.c", &[]), ("d", &[])]);
        assert_eq!(registry.names().collect::<Vec<_>>(), ["a", "a.b", "a.b.c", "d"]);
        assert_eq!(registry.children("").collect::<Vec<_>>(), ["a", "d"]);
        assert_eq!(registry.children("a.b").collect::<Vec<_>>(), ["c"]);
        assert!(registry.is_package("a.b") && !registry.is_package("d"));
    }

    #[test]
    fn a_cycle_is_named() {
        let fine = registry(&[("a", &["b"]), ("b", &["c"]), ("c", &[]), ("d", &["b", "c"])]);
        assert_eq!(fine.cycle(), None);
        let cyclic = registry(&[("a", &["b"]), ("b", &["c"]), ("c", &["a"])]);
        assert_eq!(cyclic.cycle().as_deref(), Some(&["a", "b", "c", "a"].map(str::to_owned)[..]));
        // The parent is loaded first.
        let with_parent = registry(&[("a", &["a.b"])]).cycle();
        assert_eq!(with_parent.as_deref(), Some(&["a", "a.b", "a"].map(str::to_owned)[..]));
    }

    #[test]
    fn what_the_initialiser_of_another_loads_is_what_it_depends_on() {
        let registry = registry(&[("a", &[]), ("b", &[]), ("c", &["b"]), ("d", &["c", "a"])]);
        registry.begin("b");
        load(&registry, "a");
        registry.end("b", SubmoduleState::Loaded);
        assert_eq!(registry.dependents("a"), ["b"]);
        load(&registry, "c");
        load(&registry, "d");
        assert_eq!(registry.dependents("a"), ["b", "c", "d"]);
        assert_eq!(registry.dependents("c"), ["d"]);
    }

    #[test]
    fn a_thread_that_loads_a_submodule_without_end_is_told_the_chain() {
        let registry = registry(&[("a", &[]), ("b", &[])]);
        assert!(matches!(registry.begin("a"), Begin::First));
        assert!(matches!(registry.begin("b"), Begin::First));
        assert!(matches!(registry.begin("a"), Begin::First));
        assert!(matches!(registry.begin("a"), Begin::Cycle(chain) if chain == ["a", "b", "a", "a"]));
        registry.end("a", SubmoduleState::Loaded);
        registry.end("b", SubmoduleState::Failed);
        registry.end("a", SubmoduleState::Loaded);
        assert!(matches!(registry.begin("a"), Begin::Again));
        assert_eq!(registry.states()["b"], SubmoduleState::Failed);
    }
}
