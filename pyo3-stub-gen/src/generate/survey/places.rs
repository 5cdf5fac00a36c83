//! Where the interpreter has classes.

use rustc_hash::FxHashMap;

/// The modules of classes by the ids of their facts. A class that is not in here stands where its fact says.
#[derive(Debug, Clone, Default)]
pub struct ClassPlaces(FxHashMap<u32, Option<Vec<String>>>);

impl ClassPlaces {
    /// Notes that Python has the class `id` in the module at `path`.
    pub fn put(&mut self, id: u32, path: Vec<String>) {
        self.0.insert(id, Some(path));
    }

    /// Notes that no module of the extension has the class `id`.
    pub fn leave_out(&mut self, id: u32) {
        self.0.insert(id, None);
    }

    /// The module of the class `id`, where Python has it in another one than its fact says, or in several.
    #[must_use]
    pub fn path(&self, id: u32) -> Option<&[String]> {
        self.0.get(&id)?.as_deref()
    }

    /// Whether no module has the class `id`.
    #[must_use]
    pub fn is_left_out(&self, id: u32) -> bool {
        self.0.get(&id).is_some_and(Option::is_none)
    }
}
