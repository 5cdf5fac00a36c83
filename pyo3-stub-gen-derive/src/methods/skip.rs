//! Members that `skip` leaves out.

use crate::grammar::MethodsPart;
use crate::statement::Statement;

/// Returns the element of a member that `skip` leaves out.
pub fn skipped(name: &str) -> Statement {
    Statement::of((MethodsPart::Skip, name))
}
