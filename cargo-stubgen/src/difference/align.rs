//! Finds out which modules of both sides are the same.

use super::stubs::{Stubs, is_below};
use crate::error::Error;
use crate::rules::DiffRule;

/// Gives both sides the same names for what they both describe, and leaves out what only one of them can say something of.
pub fn align(old: &mut Stubs, new: &mut Stubs) -> Result<(), Error> {
    // The stub of a project is compared with the part of a package that describes its extension.
    if let Some(module) = &new.extension {
        keep(old, module);
    }
    if let Some(module) = &old.extension {
        keep(new, module);
    }
    let shares = |old: &Stubs, new: &Stubs| old.roots().iter().any(|root| new.roots().contains(root));
    if !shares(old, new)
        && let ([before], [after]) = (old.roots().as_slice(), new.roots().as_slice())
    {
        // Files that are compared on their own have any name.
        let (before, after) = ((*before).to_owned(), (*after).to_owned());
        if new.extension.is_none() && old.extension.is_some() {
            rename(new, &after, &before);
        } else {
            rename(old, &before, &after);
        }
    }
    if shares(old, new) {
        return Ok(());
    }
    let names = |stubs: &Stubs| {
        let names: Vec<_> = stubs.roots().iter().map(|root| format!("`{root}`")).collect();
        names.join(", ")
    };
    Err(DiffRule::DifferentModules { old: names(old), new: names(new) }.into())
}

/// Leaves out what does not belong to `module`, if anything does.
fn keep(stubs: &mut Stubs, module: &str) {
    let belongs = |name: &str| name == module || is_below(name, module);
    if stubs.files.iter().any(|file| belongs(&file.module)) {
        stubs.files.retain(|file| belongs(&file.module));
    }
}

fn rename(stubs: &mut Stubs, from: &str, to: &str) {
    for file in &mut stubs.files {
        if let Some(rest) = file.module.strip_prefix(from) {
            file.module = format!("{to}{rest}");
        }
    }
}
