//! Types of a crate that share a name.

use crate::source::Crate;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Each name that two types of `source` or more have. A type that is defined once for each platform is one type.
pub fn problems(source: &Crate) -> Vec<String> {
    let mut places: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for module in &source.modules {
        let file = source.files[module.file].path.display();
        for (name, definition) in module.items.iter().filter(|(_, definition)| definition.is_type) {
            let place = format!("{file}:{}", definition.line);
            places.entry(name).or_default().entry(&module.path).or_insert(place);
        }
    }
    places.retain(|_, places| places.len() > 1);
    places.iter().map(|(name, places)| problem(&source.name, name, places.values())).collect()
}

fn problem<'a>(source: &str, name: &str, places: impl Iterator<Item = &'a String>) -> String {
    let mut text = format!("{source} has more than one type `{name}`:");
    places.for_each(|place| {
        let _ = write!(text, "\n  {place}");
    });
    text.push_str("\n  help: name each after what it is for");
    text
}
