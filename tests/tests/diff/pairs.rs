//! Compares the verdicts on every pair of some signatures, and of some types, with what five type checkers say of every use.
//!
//! A use that a checker accepts with one and rejects with the other makes the change breaking. There are thousands of
//! such pairs, so they show what the table of single changes does not think of.

use crate::changes::Verdict;
use crate::{difference, judged, sites, succeed};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::checkers::Checker;
use stub_tests::{Outcome, places, when};
use tempfile::TempDir;

/// How many checkers must object to a use, because each has views of its own.
const MAJORITY: usize = 3;

/// What stands for a name and for a thing.
const NAME: &str = "NAME";
const ITEM: &str = "ITEM";

/// Things of which each pair is a change, and how they are used.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    /// The first lines of every stub.
    stub_prelude: String,
    /// The first lines of the code that uses it.
    use_prelude: String,
    /// A statement of a stub, with `NAME` for its name and `ITEM` for the thing, in which `NAME` may stand as well.
    stub: String,
    /// The things.
    items: Vec<String>,
    /// The uses, with `NAME` for the name. Those with `ITEM` are as many as there are things.
    uses: Vec<String>,
    /// The pairs about which mypy, which decides, and most checkers differ, with the reason.
    #[serde(default)]
    unless: BTreeMap<String, String>,
}

impl Pairs {
    fn read(name: &str) -> Outcome<Self> {
        let path = places::tests().join("diff").join(name);
        let text = when(fs::read_to_string(&path), path.display())?;
        let mut pairs: Self = when(toml::from_str(&text), path.display())?;
        let (general, special): (Vec<_>, Vec<_>) = pairs.uses.into_iter().partition(|it| it.contains(ITEM));
        let of_items =
            general.iter().flat_map(|it| pairs.items.iter().map(move |item| it.replace(ITEM, item)));
        pairs.uses = of_items.chain(special).collect();
        Ok(pairs)
    }

    /// The statement for a thing.
    fn statement(&self, name: &str, item: &str) -> String {
        self.stub.replace(ITEM, item).replace(NAME, name)
    }

    /// The uses of each thing that a checker rejects.
    fn rejected(&self, checker: Checker, site: &Path) -> Outcome<BTreeSet<(usize, usize)>> {
        let found = judged::lines(checker, site, "use_pairs.py")?;
        let first = self.use_prelude.lines().count() + 2;
        let place = |line: usize| {
            let index = line.checked_sub(first)?;
            Some((index / self.uses.len(), index % self.uses.len()))
        };
        Ok(found.into_iter().filter_map(place).collect())
    }

    /// Writes a stub of all things, and code with all uses.
    fn write_uses(&self, site: &Path) -> Outcome {
        let mut stub = self.stub_prelude.clone();
        let mut code = format!("{}import pairs as m\n", self.use_prelude);
        for (index, item) in self.items.iter().enumerate() {
            let name = format!("f{index}");
            stub.push_str(&format!("{}\n", self.statement(&name, item)));
            for it in &self.uses {
                code.push_str(&format!("{}\n", it.replace(NAME, &format!("m.{name}"))));
            }
        }
        sites::put(&site.join("pairs.pyi"), &stub)?;
        sites::put(&site.join("use_pairs.py"), &code)
    }

    /// Writes an old and a new stub in which every pair is a change.
    fn write_changes(&self, root: &Path) -> Outcome<[PathBuf; 2]> {
        let mut texts = [self.stub_prelude.clone(), self.stub_prelude.clone()];
        for (old, before) in self.items.iter().enumerate() {
            for (new, after) in self.items.iter().enumerate() {
                let name = name(old, new);
                texts[0].push_str(&format!("{}\n", self.statement(&name, before)));
                texts[1].push_str(&format!("{}\n", self.statement(&name, after)));
            }
        }
        let paths = ["old", "new"].map(|side| root.join(side).join("pairs.pyi"));
        paths.iter().zip(&texts).try_for_each(|(path, text)| sites::put(path, text))?;
        Ok(paths)
    }
}

/// The name of a change.
fn name(old: usize, new: usize) -> String {
    format!("c{old}_{new}")
}

/// The breaking changes that are called otherwise.
fn missed(pairs: &Pairs) -> Outcome<Vec<String>> {
    let root: TempDir = when(tempfile::tempdir_in(places::own("diff")?), "making a directory")?;
    let site = root.path().join("site");
    pairs.write_uses(&site)?;
    let rejected = Checker::ALL.map(|checker| pairs.rejected(checker, &site));
    let rejected = rejected.into_iter().collect::<Outcome<Vec<_>>>()?;
    let [old, new] = pairs.write_changes(root.path())?;
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    for change in difference(&old, &new)?.into_values().flatten() {
        let name = change.name.split('.').next().unwrap_or_default().to_owned();
        let verdict = verdicts.entry(name).or_insert(change.verdict);
        *verdict = change.verdict.min(*verdict);
    }
    let mut wrong = Vec::new();
    for (old, before) in pairs.items.iter().enumerate() {
        for (new, after) in pairs.items.iter().enumerate() {
            let breaks = |it: &&BTreeSet<_>, index| !it.contains(&(old, index)) && it.contains(&(new, index));
            let breaking =
                |index: &usize| rejected.iter().filter(|it| breaks(it, *index)).count() >= MAJORITY;
            let broken = (0..pairs.uses.len()).find(breaking);
            let is_breaking = verdicts.get(&name(old, new)) == Some(&Verdict::Breaking);
            let change = format!("{before} -> {after}");
            match (broken, is_breaking, pairs.unless.contains_key(&change)) {
                (Some(index), false, false) => {
                    wrong.push(format!("{change} breaks {}, and is not called breaking", pairs.uses[index]));
                }
                (None, _, true) | (_, true, true) => {
                    wrong.push(format!("{change} is listed as an exception without need"));
                }
                (Some(_), true, false) | (Some(_), false, true) | (None, _, false) => {}
            }
        }
    }
    Ok(wrong)
}

#[test]
fn no_pair_of_signatures_breaks_a_call_without_being_breaking() {
    let wrong = succeed(Pairs::read("signatures.toml").and_then(|pairs| missed(&pairs)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_pair_of_results_breaks_a_use_without_being_breaking() {
    let wrong = succeed(Pairs::read("results.toml").and_then(|pairs| missed(&pairs)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_pair_of_parameters_breaks_an_argument_without_being_breaking() {
    let wrong = succeed(Pairs::read("parameters.toml").and_then(|pairs| missed(&pairs)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_pair_of_attributes_breaks_an_assignment_without_being_breaking() {
    let wrong = succeed(Pairs::read("attributes.toml").and_then(|pairs| missed(&pairs)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_pair_of_overloads_breaks_a_call_without_being_breaking() {
    let wrong = succeed(Pairs::read("overloads.toml").and_then(|pairs| missed(&pairs)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
