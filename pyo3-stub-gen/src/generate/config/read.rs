//! Reads the table `[tool.pyo3-stub-gen]` into a configuration.

use super::keys::{Action, Config, KEYS};
use crate::generate::problem::Problem;
use crate::generate::rules::ConfigRule;
use crate::generate::toml_file::{Table, TomlError, Value};

/// Reads `table` into `config`, and adds the warnings for the user to `warnings`.
pub(in crate::generate) fn read(
    table: &Table<'_>,
    config: &mut Config,
    warnings: &mut Vec<Problem>,
) -> Result<(), TomlError> {
    let names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    table.only(&names)?;
    for key in KEYS {
        let Some(value) = table.get(key.name) else { continue };
        match &key.action {
            Action::Set(set) => set(&value, config)?,
            Action::Warn(check, message) => {
                check(&value)?;
                warnings.push(without_effect(key.name, message, &value));
            }
        }
    }
    Ok(())
}

fn without_effect(key: &str, reason: &'static str, value: &Value<'_>) -> Problem {
    let rule = ConfigRule::WithoutEffect { key: key.to_owned(), reason };
    let position = value.error(rule.clone()).line_position();
    rule.problem(Some(position))
}
