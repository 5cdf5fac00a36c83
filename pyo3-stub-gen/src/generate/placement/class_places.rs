//! The modules of classes, according to the interpreter.

use rustc_hash::FxHashMap;

/// The modules of classes by the ids of their facts. Other classes are in the modules that their facts state.
#[derive(Debug, Clone, Default)]
pub struct ClassPlaces(FxHashMap<u32, ClassPlace>);

#[derive(Debug, Clone)]
struct ClassPlace {
    path: Vec<String>,
    name: Option<String>,
    is_left_out: bool,
}

impl ClassPlaces {
    /// Notes that Python has the class `id` in the module at `path`, and under which name if that is not its own.
    pub fn put(&mut self, id: u32, path: Vec<String>, name: Option<String>) {
        self.0.insert(id, ClassPlace { path, name, is_left_out: false });
    }

    /// Records that the class `id` is not in any module of the extension. The stub declares it in the module at `path`,
    /// only for type checkers.
    pub fn leave_out(&mut self, id: u32, path: Vec<String>) {
        self.0.insert(id, ClassPlace { path, name: None, is_left_out: true });
    }

    /// Returns the path of the module in which the stub declares the class `id`, if the interpreter was asked for it.
    #[must_use]
    pub fn path(&self, id: u32) -> Option<&[String]> {
        self.0.get(&id).map(|place| place.path.as_slice())
    }

    /// Returns the name under which Python has the class `id`, if that is not its own.
    #[must_use]
    pub fn name(&self, id: u32) -> Option<&str> {
        self.0.get(&id).and_then(|place| place.name.as_deref())
    }

    /// Returns the ids of the classes that Python has under other names than their own.
    pub fn renamed(&self) -> impl Iterator<Item = u32> {
        self.0.iter().filter(|(_, place)| place.name.is_some()).map(|(id, _)| *id)
    }

    /// Whether no module has the class `id`.
    #[must_use]
    pub fn is_left_out(&self, id: u32) -> bool {
        self.0.get(&id).is_some_and(|place| place.is_left_out)
    }
}
