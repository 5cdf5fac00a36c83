//! Reads the table `[tool.pyo3-stub-gen]` into a configuration.

use super::keys::{Action, Config, KEYS};
use crate::generate::problem::Problem;
use crate::generate::toml_file::{Table, TomlError, Value};

/// Reads `table` into `config`, and adds what the user should be told to `warnings`.
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

fn without_effect(key: &str, message: &str, value: &Value<'_>) -> Problem {
    Problem::warning(message, Some(value.error("").line_position()))
        .with_help(format!("remove `{key}` to silence this warning"))
}
