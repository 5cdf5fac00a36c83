//! The result of comparing facts with the survey.

use super::attached::Attached;
use super::skips::Skipped;
use crate::generate::placement::{ClassAlias, ClassPlaces};
use crate::generate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Facts in the modules in which Python finds the items.
#[derive(Debug, Default)]
pub struct Located {
    /// The places of classes. The facts keep the stated module, because types refer to the class by it.
    pub places: ClassPlaces,
    /// The other names of classes.
    pub(in crate::generate) aliases: Vec<ClassAlias>,
    /// The type aliases that Python lacks, by the paths of their modules and their names.
    pub private_aliases: BTreeSet<(Vec<String>, String)>,
    /// The index of the surveyed class that each class fact describes, by the fact's id.
    pub classes: BTreeMap<u32, usize>,
    /// The annotated classes that cannot be told apart, by the modules and names in their facts, with the dotted names of
    /// the modules in which Python has classes of the name.
    pub(in crate::generate) ambiguous: BTreeMap<(Option<String>, String), Vec<String>>,
    /// The annotated functions that are attributes of classes.
    pub(super) attached: Attached,
    /// What `skip` leaves out.
    pub(super) skipped: Skipped,
    /// The problems to report.
    pub problems: Vec<Problem>,
}
