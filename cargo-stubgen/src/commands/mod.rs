//! One file for each command.

pub mod check;
pub mod generate;
pub mod test;
