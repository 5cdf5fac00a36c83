//! One file for each command.

pub mod bundle;
pub mod check;
pub mod completions;
pub mod diff;
mod earlier;
pub mod expand;
pub mod explain;
pub mod fix;
pub mod generate;
pub mod init;
pub mod locate;
pub mod man;
pub mod record;
pub mod test;
pub mod try_out;
mod types_by_hand;
pub mod watch;
mod written_stubs;
