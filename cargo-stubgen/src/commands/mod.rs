//! One file for each command.

pub mod bundle;
mod changing;
pub mod check;
pub mod completions;
pub mod diff;
mod earlier;
mod earlier_bundle;
mod editing;
pub mod expand;
pub mod explain;
pub mod fix;
pub mod generate;
pub mod init;
pub mod locate;
pub mod man;
pub mod record;
mod take_back;
pub mod test;
pub mod try_out;
mod types_by_hand;
pub mod watch;
mod written_stubs;
