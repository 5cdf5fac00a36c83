//! The order of the rooms, and the imports that are against it.

use crate::imports::Import;
use crate::source::Crate;
use serde::Deserialize;
use std::fs;
use std::path::Path;
use stub_tests::{Outcome, when};

/// The order of one crate's rooms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The crate's root file, below the repository.
    pub root: String,
    /// The rooms, lowest floor first. Rooms of one floor do not import from each other.
    floors: Vec<Vec<String>>,
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

/// A room: its floor, and its name.
type Room<'a> = (usize, &'a str);

impl Order {
    /// The order of a sample.
    pub fn new(root: &str, floors: &[&[&str]]) -> Self {
        let floor = |rooms: &&[&str]| rooms.iter().map(|room| (*room).to_owned()).collect();
        Self { root: root.to_owned(), floors: floors.iter().map(floor).collect() }
    }

    fn rooms(&self) -> impl Iterator<Item = Room<'_>> {
        let floors = self.floors.iter().enumerate();
        floors.flat_map(|(floor, rooms)| rooms.iter().map(move |room| (floor, room.as_str())))
    }

    /// The room of the file at `place`: the longest name that the place begins with.
    fn room(&self, place: &str) -> Option<Room<'_>> {
        self.rooms().filter(|(_, room)| holds(room, place)).max_by_key(|(_, room)| room.len())
    }

    /// The files without a room, and the rooms without a file.
    pub fn unplaced(&self, source: &Crate) -> Vec<String> {
        let files = source.files.iter().filter(|file| self.room(&file.place).is_none()).map(|file| {
            format!(
                "{} is in no room.\n  help: add `{}` or its folder to the floor it belongs to in tests/layers.toml",
                file.path.display(),
                file.place
            )
        });
        let is_empty = |room: &&str| {
            !source.files.iter().any(|file| self.room(&file.place).is_some_and(|(_, own)| own == *room))
        };
        let rooms = self.rooms().map(|(_, room)| room).filter(is_empty).map(|room| {
            format!(
                "`{room}` in tests/layers.toml holds no file of {}.\n  help: remove the room, or correct its name",
                self.root
            )
        });
        files.chain(rooms).collect()
    }

    /// The imports from a room that is not below the importing one.
    pub fn offences(&self, source: &Crate, imports: &[Import]) -> Vec<String> {
        imports.iter().filter_map(|import| self.offence(source, import)).collect()
    }

    fn offence(&self, source: &Crate, import: &Import) -> Option<String> {
        let (from, to) = (&source.files[import.from], &source.files[import.to]);
        let ((floor, room), (other_floor, other)) = (self.room(&from.place)?, self.room(&to.place)?);
        if room == other || other_floor < floor {
            return None;
        }
        let relation = if other_floor == floor { "beside" } else { "above" };
        Some(format!(
            "{}.\n  The room `{room}` must not import from `{other}`, which is {relation} it (tests/layers.toml).\n  \
             help: move what both need to a room below `{room}`, or let the caller pass it in",
            import.described(source),
        ))
    }
}

/// Whether a room, which is a file or a folder, holds the file at `place`.
fn holds(room: &str, place: &str) -> bool {
    let Some(rest) = place.strip_prefix(room) else { return false };
    rest.is_empty() || rest.starts_with('/')
}
