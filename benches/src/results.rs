//! What was measured, in a file that a later run goes on with and a report is written from.

use anyhow::{Context, Result};
use fs_err as fs;
use serde::{Deserialize, Serialize};
use statrs::statistics::{Data, OrderStatistics};
use std::path::{Path, PathBuf};

/// A run, as it is stored.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// What was measured, and with what. A run of something else does not go on with these results.
    pub subject: Subject,
    /// The settings of the run.
    pub settings: Settings,
    /// The measurements.
    pub samples: Vec<Sample>,
}

/// What was measured, and with what.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Git's name for the library's sources.
    pub sources: String,
    /// The processor.
    pub processor: String,
    /// How many cores.
    pub cores: usize,
    /// Memory, in GiB.
    pub memory: u64,
    /// The operating system.
    pub system: String,
    /// Programs and crates, with their versions.
    pub versions: Vec<(String, String)>,
}

/// The settings of a run.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The name of its scope.
    pub scope: String,
    /// How many times each thing was measured.
    pub pairs: u32,
}

/// One measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// What was measured.
    #[serde(flatten)]
    pub key: Key,
    /// Which of the pairs it is.
    pub round: u32,
    /// What came out.
    #[serde(flatten)]
    pub values: Values,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The measure.
    pub measure: String,
    /// The extension module.
    pub case: String,
    /// How its stub is made.
    pub variant: String,
    /// The step, for measures of several.
    pub step: String,
}

/// What came out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// Seconds on the clock.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wall: Option<f64>,
    /// Seconds of processor time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cpu: Option<f64>,
    /// The most memory that one process of it took, in bytes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub memory: Option<f64>,
    /// How many crates were compiled.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub crates: Option<f64>,
    /// The size of a file, in bytes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bytes: Option<f64>,
}

/// One of the values.
#[derive(Debug, Clone, Copy)]
pub enum Quantity {
    /// [`Values::wall`].
    Wall,
    /// [`Values::cpu`].
    Cpu,
    /// [`Values::memory`].
    Memory,
    /// [`Values::crates`].
    Crates,
    /// [`Values::bytes`].
    Bytes,
}

impl Values {
    fn get(&self, quantity: Quantity) -> Option<f64> {
        match quantity {
            Quantity::Wall => self.wall,
            Quantity::Cpu => self.cpu,
            Quantity::Memory => self.memory,
            Quantity::Crates => self.crates,
            Quantity::Bytes => self.bytes,
        }
    }
}

impl Results {
    /// Every value of `key`, by round.
    pub fn series(&self, key: &Key, quantity: Quantity) -> Vec<f64> {
        let mut found: Vec<_> = self
            .samples
            .iter()
            .filter(|sample| sample.key == *key)
            .filter_map(|sample| Some((sample.round, sample.values.get(quantity)?)))
            .collect();
        found.sort_by_key(|(round, _)| *round);
        found.into_iter().map(|(_, value)| value).collect()
    }

    /// Returns these results with those of the measures `names` from `newer`, and says which sources they are of.
    pub fn with(self, newer: &Self, names: &[&str]) -> Self {
        let is_newer = |sample: &Sample| names.contains(&&*sample.key.measure);
        let kept = self.samples.into_iter().filter(|sample| !is_newer(sample));
        let samples = kept.chain(newer.samples.iter().filter(|sample| is_newer(sample)).cloned()).collect();
        let part = format!("`{}` ", names.join("`, `"));
        let earlier = self.subject.sources.split("; ").filter(|earlier| !earlier.starts_with(&part));
        let own = format!("{part}{}", newer.subject.sources);
        let sources = earlier.chain([own.as_str()]).collect::<Vec<_>>().join("; ");
        Self { subject: Subject { sources, ..self.subject }, settings: self.settings, samples }
    }

    /// The median of `key`.
    pub fn median(&self, key: &Key, quantity: Quantity) -> Option<f64> {
        median(self.series(key, quantity))
    }

    /// The median of what `key` has more than `base`, round by round: what slowed a round down slowed
    /// both.
    pub fn added(&self, key: &Key, base: &Key, quantity: Quantity) -> Option<f64> {
        let base = self.series(base, quantity);
        median(self.series(key, quantity).iter().zip(base).map(|(value, base)| value - base).collect())
    }
}

/// The median, if there is a value.
pub fn median(values: Vec<f64>) -> Option<f64> {
    (!values.is_empty()).then(|| Data::new(values).median())
}

/// Results in a file, which is written after every measurement.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    /// What it holds.
    pub results: Results,
}

impl Store {
    /// The results of `path` if they are of `subject`, or none yet.
    pub fn open(path: PathBuf, subject: Subject, settings: Settings) -> Self {
        let stored = read(&path).ok().filter(|stored| stored.subject == subject);
        let samples = stored.map(|stored| stored.samples).unwrap_or_default();
        Self { path, results: Results { subject, settings, samples } }
    }

    /// Whether this round was measured.
    pub fn has(&self, measure: &str, case: &str, variant: &str, round: u32) -> bool {
        self.results.samples.iter().any(|sample| {
            let key = &sample.key;
            (&*key.measure, &*key.case, &*key.variant) == (measure, case, variant) && sample.round == round
        })
    }

    /// Adds what one round gave.
    pub fn add(&mut self, samples: Vec<Sample>) -> Result<()> {
        self.results.samples.extend(samples);
        write(&self.path, &self.results)
    }
}

/// Reads results.
pub fn read(path: &Path) -> Result<Results> {
    let text = fs::read_to_string(path)?;
    serde_json::from_str(&text).with_context(|| format!("{} holds no results", path.display()))
}

/// Writes results, never half of them.
pub fn write(path: &Path, results: &Results) -> Result<()> {
    let new = path.with_extension("new");
    fs::write(&new, format!("{}\n", serde_json::to_string_pretty(results)?))?;
    Ok(fs::rename(new, path)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn key(variant: &str) -> Key {
        Key { measure: "m".into(), case: "c".into(), variant: variant.into(), step: "s".into() }
    }

    fn results(values: &[(&str, u32, f64)]) -> Results {
        let sample = |&(variant, round, wall): &(&str, u32, f64)| Sample {
            key: key(variant),
            round,
            values: Values { wall: Some(wall), ..Values::default() },
        };
        Results { samples: values.iter().map(sample).collect(), ..Results::default() }
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_two() {
        let results = results(&[("a", 0, 1.0), ("a", 1, 4.0), ("a", 2, 2.0), ("a", 3, 100.0)]);
        assert_eq!(results.median(&key("a"), Quantity::Wall), Some(3.0));
        assert_eq!(results.median(&key("b"), Quantity::Wall), None);
        assert_eq!(results.median(&key("a"), Quantity::Bytes), None);
    }

    #[test]
    fn what_is_added_is_compared_round_by_round() {
        // The second round was slow for both.
        let results = results(&[
            ("a", 2, 3.0),
            ("a", 0, 2.0),
            ("a", 1, 12.0),
            ("b", 0, 1.0),
            ("b", 1, 11.0),
            ("b", 2, 1.5),
        ]);
        assert_eq!(results.added(&key("a"), &key("b"), Quantity::Wall), Some(1.0));
    }

    #[test]
    fn a_run_of_one_measure_replaces_its_results_only() {
        let of = |measure: &str, sources: &str, wall| {
            let mut results = results(&[("a", 0, wall)]);
            results.samples[0].key.measure = measure.to_owned();
            results.subject.sources = sources.to_owned();
            results
        };
        let mut earlier = of("cold", "one", 1.0);
        earlier.samples.extend(of("lazy", "one", 2.0).samples);
        let newer = earlier.with(&of("lazy", "two", 3.0), &["lazy"]);
        let newest = newer.with(&of("lazy", "three", 4.0), &["lazy"]);
        assert_eq!(newest.subject.sources, "one; `lazy` three");
        assert_eq!(
            newest.samples.iter().map(|sample| sample.values.wall).collect::<Vec<_>>(),
            [Some(1.0), Some(4.0)]
        );
    }

    #[test]
    fn a_run_goes_on_with_results_of_the_same_subject_only() {
        let directory = std::env::temp_dir().join(format!("stub-benches-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let path = directory.join("results.json");
        let subject = Subject { sources: "one".into(), ..Subject::default() };
        let mut store = Store::open(path.clone(), subject.clone(), Settings::default());
        store.add(results(&[("a", 0, 1.0)]).samples).unwrap();
        assert!(Store::open(path.clone(), subject, Settings::default()).has("m", "c", "a", 0));
        assert!(!Store::open(path, Subject::default(), Settings::default()).has("m", "c", "a", 0));
        fs::remove_dir_all(directory).unwrap();
    }
}
