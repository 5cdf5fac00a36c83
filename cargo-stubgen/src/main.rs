//! The `cargo stubgen` command.
fn main() {}
