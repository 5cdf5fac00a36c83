//! From the options to the text of a stub: find, build, extract, render.
//!
//! [`plan`] chooses the extensions, [`opened`] builds or unpacks each, [`known`] asks it and Python, and [`ready`] has the
//! stub. The folder must not know what a command does with the stub.

mod described;
mod earlier;
mod facts;
mod form;
mod found;
mod judged;
mod known;
mod opened;
mod own_conversions;
mod plan;
mod ready;
mod record;

pub use earlier::warn_of_earlier_stubs;
pub use form::StubForm;
pub use found::{FoundProblems, found};
pub use opened::{Opened, each_opened};
pub use ready::{Ready, each};
