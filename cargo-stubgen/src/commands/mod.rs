//! One file for each command.

pub mod bundle;
pub mod check;
pub mod completions;
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
pub mod watch;
