//! The order of the layers, and the imports that violate it.

use crate::imports::Import;
use crate::source::Crate;
use serde::Deserialize;
use std::fs;
use std::path::Path;
use stub_tests::{Outcome, when};

/// The order of one crate's layers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The crate's root file, relative to the repository.
    pub root: String,
    /// The components of each layer, lowest layer first. Components of one layer do not import from each other.
    layers: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Orders {
    #[serde(rename = "crate")]
    crates: Vec<Order>,
}

/// Reads the orders in `file`.
pub fn read(file: &Path) -> Outcome<Vec<Order>> {
    let text = when(fs::read_to_string(file), file.display())?;
    let orders: Orders = when(toml::from_str(&text), file.display())?;
    Ok(orders.crates)
}

/// A component, which is a file or a folder: its layer and its name.
type Component<'a> = (usize, &'a str);

impl Order {
    /// The order of a sample.
    pub fn new(root: &str, layers: &[&[&str]]) -> Self {
        let layer =
            |components: &&[&str]| components.iter().map(|component| (*component).to_owned()).collect();
        Self { root: root.to_owned(), layers: layers.iter().map(layer).collect() }
    }

    fn components(&self) -> impl Iterator<Item = Component<'_>> {
        let layers = self.layers.iter().enumerate();
        layers.flat_map(|(layer, components)| {
            components.iter().map(move |component| (layer, component.as_str()))
        })
    }

    /// Returns the component of the file at `place`, which is the longest name that the place begins with.
    fn component(&self, place: &str) -> Option<Component<'_>> {
        self.components()
            .filter(|(_, component)| holds(component, place))
            .max_by_key(|(_, component)| component.len())
    }

    /// Returns a message for each file without a component, and for each component without a file.
    pub fn unplaced(&self, source: &Crate) -> Vec<String> {
        let files = source.files.iter().filter(|file| self.component(&file.place).is_none()).map(|file| {
            format!(
                "{} is not in a component.\n  help: add `{}` or its folder to a layer in tests/layers.toml",
                file.path.display(),
                file.place
            )
        });
        let is_empty = |component: &&str| {
            !source
                .files
                .iter()
                .any(|file| self.component(&file.place).is_some_and(|(_, own)| own == *component))
        };
        let components = self.components().map(|(_, component)| component).filter(is_empty).map(|component| {
            format!(
                "`{component}` in tests/layers.toml does not contain a file of {}.\n  help: remove the component, or correct its name",
                self.root
            )
        });
        files.chain(components).collect()
    }

    /// Returns the imports from components that are not in a layer below the importing one.
    pub fn offences(&self, source: &Crate, imports: &[Import]) -> Vec<String> {
        imports.iter().filter_map(|import| self.offence(source, import)).collect()
    }

    fn offence(&self, source: &Crate, import: &Import) -> Option<String> {
        let (from, to) = (&source.files[import.from], &source.files[import.to]);
        let ((layer, component), (other_layer, other)) =
            (self.component(&from.place)?, self.component(&to.place)?);
        if component == other || other_layer < layer {
            return None;
        }
        let relation = if other_layer == layer { "the same" } else { "a higher" };
        Some(format!(
            "{}.\n  `{component}` must not import from `{other}`, which is in {relation} layer (tests/layers.toml).\n  \
             help: move the shared code to a layer below `{component}`, or pass it in as an argument",
            import.described(source),
        ))
    }
}

/// Whether a component contains the file at `place`.
fn holds(component: &str, place: &str) -> bool {
    let Some(rest) = place.strip_prefix(component) else { return false };
    rest.is_empty() || rest.starts_with('/')
}
